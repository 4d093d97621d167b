"""Where boxes may stand: in layers along the arrows, or with a long chain folded into bands like lines of text.

`graphlay` finds the layers and the order in each of them (Sugiyama's method: circles broken, crossings few). Folding
sets the longest chain first, band under band, and leaves the other boxes to the board, which seats each where its
arrows cost least.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise

from builder.frozen import dataclass
from builder.plan.diagram.board import Cell
from builder.plan.diagram.traffic import Link

PITCH = 20.0
"""Distance of the rows in the units that the layered layout is asked for."""
NARROWEST, WIDEST = 3, 8
"""Fewest and most columns of a folded chain."""
MOST_LINES = 4
"""Ways to set the bands of one grid that are tried at most."""
SPARE = 1.12
"""Cells that a folded diagram has for each box: some stay empty, so that arrows can pass."""


@dataclass(frozen=True, slots=True)
class Layers:
    """The layer of each box along the arrows, and its place across them, both from 0."""

    rank: tuple[int, ...]
    place: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """A grid, the boxes that have their cells, and the others in the order in which they are to be seated."""

    columns: int
    rows: int
    seats: tuple[tuple[int, Cell], ...]
    others: tuple[int, ...] = ()
    folded: bool = False


def layered(boxes: int, links: Sequence[Link]) -> Layers:
    """Return boxes in layers so that arrows lead from lower to higher ones, but for those that close a circle.

    Boxes come in reading order, so what leads back in it closes a circle: it is told turned round, or any arrow of the
    circle might become the long way back, in the middle of a cascade that its author wrote down from its start.
    """
    import graphlay  # noqa: PLC0415  # only decks with a diagram need it

    size = {"width": PITCH / 2, "height": PITCH / 2}
    graph = {
        "nodes": [{"size": size} for _ in range(boxes)],
        "edges": [{"source": min(link.source, link.target), "target": max(link.source, link.target)} for link in links],
    }
    gap = PITCH / 2
    spacing = {"layer_gap": gap, "node_gap": gap, "dummy_gap": gap, "port_gap": 1, "stub": 2, "port_stroke_clear": 1}
    nodes = graphlay.layout(graph, options={"spacing": spacing}).nodes
    rank = [int(node["rank"]) for node in nodes]
    place = [0] * boxes
    for layer in range(max(rank) + 1):
        last = -(10**6)
        members = [box for box in range(boxes) if rank[box] == layer]
        for box in sorted(members, key=lambda b: (nodes[b]["center"]["y"], nodes[b]["order"])):
            last = place[box] = max(last + 1, round(nodes[box]["center"]["y"] / PITCH))
    return Layers(_dense(rank), _dense(place))


def _dense(numbers: Sequence[int]) -> tuple[int, ...]:
    """Return the numbers from 0 on, without those that nobody has."""
    order = {number: index for index, number in enumerate(sorted(set(numbers)))}
    return tuple(order[number] for number in numbers)


def straight(layers: Layers, *, down: bool) -> Frame:
    """Return the layers as columns, or as rows where arrows run down."""
    cells = [(p, r) if down else (r, p) for r, p in zip(layers.rank, layers.place, strict=True)]
    columns, rows = max(c for c, _ in cells) + 1, max(r for _, r in cells) + 1
    return Frame(columns, rows, tuple(enumerate(cells)))


def folded(layers: Layers, links: Sequence[Link]) -> Iterator[Frame]:
    """Yield the frames in which the longest chain is set in bands, one under the other, each read from the left."""
    chain = _longest(layers, links)
    boxes = len(layers.rank)
    orders = _orders(chain, boxes, links)
    for columns in range(NARROWEST, WIDEST + 1):
        bands = -(-len(chain) // columns)
        if bands < 2:
            continue
        for rows in range(2 * bands - 1, 2 * bands + 2):
            if columns * rows < boxes * SPARE:
                continue
            for lines in _lines(rows, bands):
                seats = tuple((box, (n % columns, lines[n // columns])) for n, box in enumerate(chain))
                yield from (Frame(columns, rows, seats, others, folded=True) for others in orders)


def _lines(rows: int, bands: int) -> Iterator[tuple[int, ...]]:
    """Yield the rows on which bands may stand.

    Best are two rows between bands, one for what hangs on either, then one; and a row above the first band.
    """
    apart = (lines for lines in combinations(range(rows), bands) if all(b - a > 1 for a, b in pairwise(lines)))

    def worth(lines: tuple[int, ...]) -> tuple[int, int, tuple[int, ...]]:
        between = sum(abs(below - above - 3) for above, below in pairwise(lines))
        return between, abs(lines[0] - 1), lines

    yield from sorted(apart, key=worth)[:MOST_LINES]


def _longest(layers: Layers, links: Sequence[Link]) -> list[int]:
    """Return the longest chain of boxes along arrows that lead to higher layers; of equal ones the first given."""
    best: dict[int, list[int]] = {}
    for box in sorted(range(len(layers.rank)), key=lambda b: -layers.rank[b]):
        tails = [best[link.target] for link in links if link.source == box and link.target in best]
        best[box] = [box, *max(tails, key=len, default=[])]
    return max(best.values(), key=len)


def _orders(chain: Sequence[int], boxes: int, links: Sequence[Link]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return two orders in which the boxes beside a chain may be seated, each after a box that it is joined to.

    First those that belong to one place, while it is free; or first those on long detours, while the way is free.
    """
    near: list[set[int]] = [set() for _ in range(boxes)]
    for link in links:
        near[link.source].add(link.target)
        near[link.target].add(link.source)
    place = {box: index for index, box in enumerate(chain)}
    span = [_span(box, near, place) for box in range(boxes)]

    def ordered(rank: Callable[[int, set[int]], tuple[int, ...]]) -> tuple[int, ...]:
        done, out = set(chain), []
        while len(done) < boxes:
            left = [box for box in range(boxes) if box not in done]
            box = min(left, key=lambda b: (not near[b] & done, *rank(b, done), b))
            out.append(box)
            done.add(box)
        return tuple(out)

    far = ordered(lambda box, done: (len(near[box]) == 1, -len(near[box] & done)))
    return ordered(lambda box, _: (span[box],)), far


def _span(box: int, near: Sequence[set[int]], place: Mapping[int, int]) -> int:
    """Return how many steps of the chain lie between the first and the last that a box is joined to."""
    seen, todo, reached = {box}, [box], set()
    while todo:
        here = todo.pop()
        if here in place:
            reached.add(place[here])
            continue
        todo += near[here] - seen
        seen |= near[here]
    return max(reached, default=0) - min(reached, default=0)
