"""The arrows of a diagram: joints, connectors, signs at their ends, and what stands beside them."""

from __future__ import annotations

from collections.abc import Iterator

from builder import model
from builder.frozen import dataclass, replace
from builder.geometry import Rect
from builder.graph import numbered
from builder.plan.diagram.badges import BADGES, Mark, badge, badge_width
from builder.plan.diagram.canvas import Canvas
from builder.plan.diagram.drawing import Path
from builder.plan.diagram.joints import joined
from builder.plan.diagram.key import head_of
from builder.plan.diagram.looks import dash_of
from builder.plan.diagram.spots import Wish, find_spots
from builder.plan.diagram.texts import VERBS, letters
from builder.plan.diagram.ways import Side
from builder.plan.marks import runs_label
from builder.plan.page import Connector, Item, TextRun, TextShape
from builder.plan.setting import plain_runs
from builder.text import natural_width
from builder.theme import TextStyle
from builder.values import Cites

BAR, BAR_GAP, BAR_WIDTH = 7.0, 3.0, 2.75
"""Half the length of the bar of an arrow that blocks, its distance from the box, its width; points at 14 pt type."""
SIGN_GAP = 1.5
"""Distance of a disputed arrow's question mark from its box, in points at 14 pt type."""
SMALL = 0.85
"""Size of letters and numbers at arrows as a share of a badge's side."""
BACK: dict[Side, tuple[int, int]] = {
    Side.TOP: (0, 1), Side.BOTTOM: (0, -1), Side.LEFT: (1, 0), Side.RIGHT: (-1, 0)
}  # fmt: skip
"""The way from a line's end to the side of the box that it enters."""


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow on the canvas: its number, the boxes that it joins, and its line without what its sign takes."""

    number: int
    edge: model.DiagramEdge
    source: int
    target: int
    leaves: Side
    enters: Side
    path: Path


def arrows(canvas: Canvas) -> Iterator[Arrow]:
    """Yield the arrows of a canvas in reading order, from the top left of the drawing."""
    for number, edge in enumerate(canvas.edges):
        leaves, enters = canvas.drawing.sides[number]
        path = _shorter(canvas.drawing.paths[number], _gap(edge, canvas))
        source, target = canvas.numbers[edge.source], canvas.numbers[edge.target]
        yield Arrow(number, edge, source, target, leaves, enters, path)


def _gap(edge: model.DiagramEdge, canvas: Canvas) -> float:
    """Return how far before its box the line of an arrow ends: its sign stands there."""
    match edge.sign:
        case "raises":
            return 0.0
        case "blocks":
            return BAR_GAP * canvas.unit
        case "disputed":
            return SIGN_GAP * canvas.unit + canvas.side


def _shorter(path: Path, gap: float) -> Path:
    """Return a path that ends `gap` points before its box."""
    if not gap:
        return path
    (x1, y1), (x2, y2) = path[-2:]
    length = abs(x2 - x1) + abs(y2 - y1)
    share = min(1.0, gap / length) if length else 0.0
    return (*path[:-1], (x2 - (x2 - x1) * share, y2 - (y2 - y1) * share))


# Lines


def lines(canvas: Canvas) -> Iterator[Item]:
    """Yield each arrow's joints and connectors, and the sign at its end; muted ones first, so that they lie behind."""
    drawn: dict[bool, list[Item]] = {False: [], True: []}
    for arrow in arrows(canvas):
        path = tuple((x + canvas.x, y + canvas.y) for x, y in arrow.path)
        drawn[canvas.look.full(arrow.edge)] += _line(replace(arrow, path=path), canvas)
    yield from (*drawn[False], *drawn[True])


def _line(arrow: Arrow, canvas: Canvas) -> Iterator[Item]:
    edge, path, pen = arrow.edge, arrow.path, canvas.pen
    color = canvas.look.edge(edge)
    name = f"{canvas.nodes[arrow.source].label.text} {VERBS[edge.sign]} {canvas.nodes[arrow.target].label.text}"
    start = canvas.glue(arrow.source, arrow.leaves, path[0])
    end = canvas.glue(arrow.target, arrow.enters, path[-1])
    made = joined(path, start, end, f"{canvas.key(arrow.source)}>{canvas.nodes[arrow.target].id}", pen)
    for key, (x, y) in made.joints:
        corner = Rect(x - pen / 2, y - pen / 2, pen, pen)
        yield TextShape(corner, corner, "rect", (), "Joint", key, fill=color)
    for piece in made.pieces:
        head = head_of(pen) if edge.sign == "raises" and piece.end == end else None
        yield Connector(piece.points, color, pen, name, dash_of(edge, pen), head, piece.start, piece.end)
    area = sign_area(arrow, canvas)
    if edge.sign == "blocks":
        x, y = path[-1]
        ends = ((x, area.y), (x, area.bottom)) if _is_flat(arrow.enters) else ((area.x, y), (area.right, y))
        first, second = (canvas.glue(arrow.target, arrow.enters, point) for point in ends)
        yield Connector(ends, color, BAR_WIDTH * canvas.unit, "Bar", start=first, end=second)
    elif edge.sign == "disputed":
        yield badge("disputed", area, canvas.setting, muted=not canvas.look.full(edge))


def _is_flat(side: Side) -> bool:
    """Tell whether a line that enters by a side is flat there."""
    return side in {Side.LEFT, Side.RIGHT}


def sign_area(arrow: Arrow, canvas: Canvas) -> Rect:
    """Return where the sign at the end of an arrow's line stands: its head, its bar or its question mark."""
    x, y = arrow.path[-1]
    if arrow.edge.sign == "disputed":
        half = canvas.side / 2
        dx, dy = BACK[arrow.enters]
        return Rect(x + dx * half - half, y + dy * half - half, 2 * half, 2 * half)
    head = head_of(canvas.pen)
    blocks = arrow.edge.sign == "blocks"
    along = BAR_WIDTH * canvas.unit / 2 if blocks else head.length
    across = BAR * canvas.unit if blocks else head.width / 2
    wide, high = (along, across) if _is_flat(arrow.enters) else (across, along)
    return Rect(x - wide, y - high, 2 * wide, 2 * high)


# What stands beside the lines


def badges(canvas: Canvas) -> Iterator[Item]:
    """Yield the marks of evidence at each arrow, and its letter or the numbers of its sources."""
    words = _words(canvas)
    wishes, signs = [], []
    for arrow in arrows(canvas):
        signs.append(sign_area(arrow, canvas))
        widths = [badge_width(mark, canvas.side) for mark in _marks(arrow.edge)]
        if arrow.number in words:
            widths.append(natural_width(words[arrow.number]) / canvas.setting.safety + 1)
        if widths:
            tail = _gap(arrow.edge, canvas) + head_of(canvas.pen).length
            wishes.append(Wish(arrow.number, tuple(widths), canvas.side, tail))
    spots = find_spots(canvas.drawing, tuple(signs), tuple(wishes), 2.0 * canvas.unit + canvas.pen / 2)
    for number, found in sorted(spots.items()):
        edge, places = canvas.edges[number], [spot.moved(canvas.x, canvas.y) for spot in found]
        for mark, spot in zip(_marks(edge), places, strict=False):
            yield badge(mark, spot, canvas.setting, muted=not canvas.look.full(edge))
        if number in words:
            yield runs_label(words[number], _small(canvas), places[-1], "Sources")


def _marks(edge: model.DiagramEdge) -> list[Mark]:
    """Return an arrow's marks of evidence in their usual order."""
    return [mark for mark in BADGES if mark in edge.evidence]


def _small(canvas: Canvas) -> TextStyle:
    """Return the style of letters and numbers at arrows."""
    return replace(canvas.setting.style("source"), size=canvas.side * SMALL, leading=canvas.side)


def _words(canvas: Canvas) -> dict[int, tuple[TextRun, ...]]:
    """Return what stands at arrows besides badges: the letters of their words, or the numbers of their sources."""
    setting, lettered, small = canvas.setting, letters(canvas.content), _small(canvas)
    words = {}
    for number, edge in enumerate(canvas.edges):
        if number in lettered:
            style = replace(small, bold=True, color=setting.color("ink"))
            words[number] = plain_runs(lettered[number], style, setting, canvas.content.at)
        elif edge.text and numbered(canvas.content):
            runs = plain_runs(setting.cite(Cites(edge.text.citations)), small, setting, edge.text.at)
            words[number] = tuple(replace(run, reference=True) for run in runs)
    return words
