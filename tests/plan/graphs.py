"""Random graphs and what must hold for their drawings, for the laws of diagrams."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise

from hypothesis import strategies as st

from builder.geometry import Rect
from builder.plan.diagram.drawing import Drawing
from builder.plan.diagram.labels import Labels, LabelWord
from builder.plan.diagram.layout import Task
from builder.plan.diagram.traffic import Link
from builder.plan.diagram.ways import Side

SCALE = ((24.0, 29.0), (20.0, 24.0), (16.0, 19.4), (14.0, 17.0))


@dataclass(frozen=True)
class Graph:
    """Links between boxes, each box with at least one, and the widths of the boxes' words at 1 pt."""

    links: tuple[Link, ...]
    words: tuple[tuple[float, ...], ...]

    def task(self, width: float = 864.0, height: float = 310.0, **more: object) -> Task:
        labels = Labels(tuple(tuple(LabelWord(wide, 0.25) for wide in words) for words in self.words))
        return Task(labels, self.links, width, height, SCALE, **more)  # type: ignore[arg-type]


@st.composite
def graphs(draw: st.DrawFn, most: int = 25, *, cyclic: bool = True) -> Graph:
    """A graph of up to `most` boxes: a tree, so that it hangs together, and some links more."""
    count = draw(st.integers(2, most))
    pairs: dict[tuple[int, int], str] = {}
    signs = st.sampled_from(["raises", "raises", "blocks", "disputed"])
    for box in range(1, count):
        other = draw(st.integers(max(0, box - 4), box - 1))
        pair = (box, other) if cyclic and draw(st.integers(0, 5)) == 0 else (other, box)
        pairs[pair] = draw(signs)
    for _ in range(draw(st.integers(0, count // 2))):
        one, other = sorted(draw(st.sets(st.integers(0, count - 1), min_size=2, max_size=2)))
        pair = (other, one) if cyclic and draw(st.booleans()) else (one, other)
        if pair not in pairs:
            pairs[pair] = draw(signs)
    words = st.lists(st.sampled_from([0.6, 1.5, 2.4, 3.2, 4.1, 5.2]), min_size=1, max_size=4)
    links = tuple(Link(source, target, sign) for (source, target), sign in pairs.items())  # type: ignore[arg-type]
    return Graph(links, tuple(tuple(draw(words)) for _ in range(count)))


def faults(drawing: Drawing, task: Task) -> Iterator[str]:
    """What is wrong with a drawing: boxes or lines out of place, or where others are."""
    if drawing.size < min(size for size, _ in task.scale):
        yield f"type of {drawing.size} pt"
    for number, box in enumerate(drawing.boxes):
        if box.x < -0.01 or box.y < -0.01 or box.right > task.width + 0.01 or box.bottom > task.height + 0.5:
            yield f"box {number} is outside: {box}"
    for (one, a), (other, b) in combinations(enumerate(drawing.boxes), 2):
        if a.x < b.right + 14 and b.x < a.right + 14 and a.y < b.bottom + 14 and b.y < a.bottom + 14:
            yield f"boxes {one} and {other} are nearer than 14 pt: {a} {b}"
    for number, link in enumerate(task.links):
        yield from path_faults(number, link, drawing, task)


def path_faults(number: int, link: Link, drawing: Drawing, task: Task) -> Iterator[str]:
    path, (leaves, enters) = drawing.paths[number], drawing.sides[number]
    if not on_side(path[0], drawing.boxes[link.source], leaves):
        yield f"path {number} doesn't start at {leaves.name} of its box"
    if not on_side(path[-1], drawing.boxes[link.target], enters):
        yield f"path {number} doesn't end at {enters.name} of its box"
    for (x1, y1), (x2, y2) in pairwise(path):
        if (x1 == x2) == (y1 == y2):
            yield f"path {number} runs aslant or stands still: {path}"
        if (
            min(x1, x2) < -0.01
            or max(x1, x2) > task.width + 0.01
            or min(y1, y2) < -0.01
            or max(y1, y2) > task.height + 0.5
        ):
            yield f"path {number} leaves the room: {path}"
        for box_number, box in enumerate(drawing.boxes):
            if through((x1, y1), (x2, y2), box):
                yield f"path {number} runs through box {box_number}: {path} {box}"


def on_side(point: tuple[float, float], box: Rect, side: Side) -> bool:
    x, y = point
    match side:
        case Side.TOP:
            return abs(y - box.y) < 0.01 and box.x < x < box.right
        case Side.BOTTOM:
            return abs(y - box.bottom) < 0.01 and box.x < x < box.right
        case Side.LEFT:
            return abs(x - box.x) < 0.01 and box.y < y < box.bottom
        case Side.RIGHT:
            return abs(x - box.right) < 0.01 and box.y < y < box.bottom


def through(start: tuple[float, float], end: tuple[float, float], box: Rect) -> bool:
    """Whether a run enters a box, its border aside."""
    (x1, y1), (x2, y2) = start, end
    return (
        min(x1, x2) < box.right - 0.01
        and max(x1, x2) > box.x + 0.01
        and min(y1, y2) < box.bottom - 0.01
        and max(y1, y2) > box.y + 0.01
    )
