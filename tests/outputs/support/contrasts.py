"""Text and marks against what is painted beneath them, worked out from a plan's items.

`contrast_faults(plan)` is what other tests ask; kinds of items that this module doesn't know are seen by what they
have: `items` and `marks` are looked into, a `box` with a `fill` is a ground, `paragraphs` in an `inner` box are text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from builder.geometry import Rect
from builder.plan.page import Chart, Group, Paragraph, Plan, RowSpec, Shape, Stroke
from builder.theme import Color, contrast

WHITE = "FFFFFF"
TEXT, LARGE, SHAPES = 4.5, 3.0, 3.0
"""Least contrast: of text, of text from 24 points on, of shapes that say something (WCAG 2.2, 1.4.3 and 1.4.11).

WCAG calls text large from 18 points on; body text on slides has that size, so more is asked of it here.
"""
LARGE_SIZE = 24.0
DECORATION = {"Blocker", "Channel", "Frame", "Ring", "Picture plate", "Grid line"}
"""Names of drawn parts that say nothing: a reader who misses them misses nothing."""


@dataclass(frozen=True)
class Ground:
    """A filled area, in order of painting: `kind` as of `Shape`, "rect" for boxes."""

    box: Rect
    kind: str
    rgb: str
    radius: float = 0.0

    def holds(self, x: float, y: float) -> bool:
        box = self.box
        if not (box.x <= x <= box.right and box.y <= y <= box.bottom):
            return False
        across, down = (x - box.x) / max(box.width, 1e-6), (y - box.y) / max(box.height, 1e-6)
        match self.kind:
            case "ellipse":
                return (across - 0.5) ** 2 + (down - 0.5) ** 2 <= 0.25
            case "triangle":
                return abs(across - 0.5) <= down / 2
            case "diamond":
                return abs(across - 0.5) + abs(down - 0.5) <= 0.5
            case "round-rect":
                r = min(self.radius, box.width / 2, box.height / 2)
                dx = max(box.x + r - x, x - box.right + r, 0.0)
                dy = max(box.y + r - y, y - box.bottom + r, 0.0)
                return dx * dx + dy * dy <= r * r + 1e-6
            case _:
                return True


@dataclass(frozen=True)
class Words:
    """A piece of text where it stands."""

    box: Rect
    rgb: str
    size: float
    text: str


@dataclass(frozen=True)
class Mark:
    """A drawn part that says something: its colours (fill and outline), one of which must be seen.

    A `panel` may be as pale as it likes where words stand on it; a chart's bar must be seen with its value inside, too.
    """

    box: Rect
    colors: tuple[str, ...]
    name: str
    panel: bool = True


@dataclass
class Layers:
    """What a page paints, from the ground up."""

    parts: list[Ground | Words | Mark] = field(default_factory=list)

    def add(self, items: Iterable[Any], *, quiet: bool = False) -> None:
        """Paint items; `quiet` ones are a layout's, whose shapes are decoration."""
        for item in items:
            self._add(item, quiet)

    def _add(self, item: Any, quiet: bool) -> None:
        if isinstance(item, Shape):
            self._shape(item, quiet)
        elif isinstance(item, Chart):
            self.parts += _chart_parts(item)
            self._chart(item.marks)
        elif rows := getattr(item, "rows", None):
            for row in rows:
                self.add(row.cells)
        else:
            self._generic(item, quiet)

    def _chart(self, marks: Iterable[Any]) -> None:
        """Paint what a chart is drawn of; its lines say something, as its shapes do."""
        for mark in marks:
            if isinstance(mark, Stroke):
                self.parts += _lines((mark,))
            elif isinstance(mark, Shape):
                self._shape(mark, quiet=False, panel=False)
            else:
                self._add(mark, quiet=False)

    def _shape(self, item: Shape, quiet: bool, *, panel: bool = True) -> None:
        if item.clip:  # only part of it is painted
            item = replace(item, box=_common(item.box, item.clip), clip=None)
        colors = tuple(color.rgb for color in (item.fill, item.line) if color)
        if not quiet and item.name not in DECORATION and colors:
            self.parts.append(Mark(item.box, colors, item.name, panel))
        if item.fill:
            self.parts.append(Ground(item.box, item.kind, item.fill.rgb, item.radius))

    def _generic(self, item: Any, quiet: bool) -> None:
        """Paint anything else by what it has. A line outside a chart or a group is a rule: it parts, it says nothing."""
        fill: Color | None = getattr(item, "fill", None)
        if fill is not None:
            self.parts.append(Ground(item.box, getattr(item, "kind", "rect"), fill.rgb, getattr(item, "radius", 0.0)))
        self.parts += _words(getattr(item, "paragraphs", ()), getattr(item, "inner", None))
        for name in ("marks", "items"):
            inside: Sequence[Any] = getattr(item, name, ())
            self.add(inside, quiet=quiet)
            self.parts += _lines(inside) if isinstance(item, Group) else ()

    def beneath(self, index: int, box: Rect) -> set[str]:
        """What is painted beneath a part, at a grid of points over its box."""
        grounds = [part for part in self.parts[:index] if isinstance(part, Ground) and _meet(part.box, box)]
        if len(grounds) < 2:
            return {ground.rgb for ground in grounds}
        return {
            next(ground.rgb for ground in reversed(grounds) if ground.holds(x, y))
            for x, y in _points(box)
            if grounds[0].holds(x, y)
        }

    def covered(self, index: int, box: Rect) -> bool:
        """Whether something is painted over a part."""
        above = [part for part in self.parts[index + 1 :] if isinstance(part, Ground) and _meet(part.box, box)]
        return any(ground.holds(x, y) for ground in above for x, y in _points(box))

    def is_panel(self, index: int) -> bool:
        """Whether words stand on a mark: then it is their ground, and they are what must be seen."""
        mark = self.parts[index]
        if isinstance(mark, Mark) and not mark.panel:
            return False
        box = mark.box
        middles = (
            (part.box.x + part.box.width / 2, part.box.y + part.box.height / 2)
            for part in self.parts[index + 1 :]
            if isinstance(part, Words)
        )
        return any(box.x <= x <= box.right and box.y <= y <= box.bottom for x, y in middles)


def _meet(first: Rect, second: Rect) -> bool:
    across = first.x <= second.right and second.x <= first.right
    return across and first.y <= second.bottom and second.y <= first.bottom


def _points(box: Rect) -> Iterator[tuple[float, float]]:
    inner = box.inset(*(min(0.5, box.width / 4), min(0.5, box.height / 4)) * 2)
    for across in (0.0, 0.25, 0.5, 0.75, 1.0):
        for down in (0.0, 0.5, 1.0):
            yield inner.x + across * inner.width, inner.y + down * inner.height


def _words(paragraphs: Iterable[Paragraph], inner: Rect | None) -> Iterator[Words | Mark]:
    for paragraph in paragraphs:
        assert inner is not None
        for line in paragraph.lines:
            for piece in line.pieces:
                run = piece.run
                top = inner.y + line.baseline - run.rise - 0.75 * run.size
                box = Rect(inner.x + line.x + piece.x, top, piece.width, 0.95 * run.size)
                if run.text.strip():
                    yield Words(box, run.color.rgb, run.size, run.text)
        if (bullet := paragraph.bullet) and paragraph.lines:
            first = paragraph.lines[0]
            x, y = inner.x + paragraph.indent - paragraph.hanging, inner.y + first.baseline - bullet.size
            box = Rect(x, y, bullet.size, bullet.size)
            color = bullet.run.color.rgb if bullet.run else bullet.color.rgb
            yield Words(box, color, bullet.size, bullet.run.text) if bullet.run else Mark(box, (color,), "Bullet")


def _common(box: Rect, other: Rect) -> Rect:
    x, y = max(box.x, other.x), max(box.y, other.y)
    return Rect(x, y, max(0.0, min(box.right, other.right) - x), max(0.0, min(box.bottom, other.bottom) - y))


def _chart_parts(chart: Chart) -> Iterator[Words | Mark]:
    """A native chart's own text and marks: the office program draws them from these colours."""
    spec = chart.spec
    for color in dict.fromkeys((spec.label_color, spec.axis_color)):
        yield Words(chart.box, color.rgb, spec.label_size, f"text of {chart.name}")

    def mark(name: str, *colors: Color | None) -> Mark:
        return Mark(chart.box, tuple(color.rgb for color in colors if color), f"{name} of {chart.name}", panel=False)

    if isinstance(spec, RowSpec):
        for dots in spec.dots:
            # a pale marker is told by its edge
            yield mark(dots.name or "dots", dots.edge or dots.color)
        for line in (*spec.stretches, *spec.guides):
            yield mark(line.name or "line", line.color)
        return
    for series in spec.series:
        points = (None, *range(len(series.values)))
        # an outline says where a pale bar ends; of a hatched bar, lines and outline have one colour
        looks = ((series.rim(i), None if series.rim(i) and series.hatching(i) else series.fill(i)) for i in points)
        yield from (mark(series.name or "series", *look) for look in dict.fromkeys(looks))
        if series.whiskers:
            yield mark(series.whiskers.name, series.whiskers.color)


def _lines(items: Iterable[Any]) -> Iterator[Mark]:
    """Lines in a group are parts of a drawing, such as arrows."""
    for item in items:
        if isinstance(item, Stroke) and item.name not in DECORATION:
            left, top = min(item.x1, item.x2), min(item.y1, item.y2)
            box = Rect(left, top, abs(item.x2 - item.x1), abs(item.y2 - item.y1))
            yield Mark(box, (item.color.rgb,), item.name)


def layers_of(plan: Plan) -> Iterator[tuple[str, Layers]]:
    """Yield what each page, each layout with its prompts, and each page's notes paint, with a name for messages."""
    whole = Rect(0, 0, plan.size.width, plan.size.height)
    layouts = {layout.key: layout for layout in plan.layouts}
    for layout in plan.layouts:
        layers = Layers([Ground(whole, "rect", layout.background.rgb)])
        layers.add(layout.items, quiet=True)
        for place in layout.placeholders:
            for run in place.sample.runs:
                layers.parts.append(Words(place.inner, run.color.rgb, run.size, f"prompt: {run.text}"))
        yield f"layout {layout.key}", layers
    for number, page in enumerate(plan.pages, 1):
        held = layouts.get(page.layout or "")
        layers = Layers([Ground(whole, "rect", held.background.rgb if held else WHITE)])
        layers.add(held.items if held else (), quiet=True)
        layers.add(page.items)
        yield f"page {number}", layers
        notes = Layers([Ground(whole, "rect", WHITE)])
        notes.parts += [Words(whole, run.color.rgb, run.size, run.text) for runs in page.notes for run in runs]
        yield f"notes {number}", notes


@dataclass(frozen=True)
class Seen:
    """Words or a mark on one of the colours beneath it."""

    where: str
    what: str
    rgbs: tuple[str, ...]
    ground: str
    size: float | None

    @property
    def ratio(self) -> float:
        return max(contrast(rgb, self.ground) for rgb in self.rgbs)


def seen(plan: Plan) -> Iterator[Seen | str]:
    """Yield everything that must be seen with each colour beneath it; a text for words that are painted over."""
    for where, layers in layers_of(plan):
        for index, part in enumerate(layers.parts):
            if isinstance(part, Words):
                if layers.covered(index, part.box) and not part.text.startswith(("text of", "prompt")):
                    yield f"{where}: something is painted over {part.text!r}"
                for ground in sorted(layers.beneath(index, part.box)):
                    yield Seen(where, repr(part.text), (part.rgb,), ground, part.size)
            elif isinstance(part, Mark) and not layers.is_panel(index):
                # where marks overlap, it is enough that one of the edges is seen
                around = [Seen(where, part.name, part.colors, rgb, None) for rgb in layers.beneath(index, part.box)]
                yield max(around, key=lambda one: (one.ratio, one.ground))


def contrast_faults(plan: Plan, *, text: float = TEXT, large: float = LARGE, shapes: float = SHAPES) -> list[str]:
    """What on the pages of a plan is too near in lightness to what is painted beneath it, and what is painted over."""
    faults: list[str] = []
    for one in seen(plan):
        if isinstance(one, str):
            faults.append(one)
            continue
        least = shapes if one.size is None else large if one.size >= LARGE_SIZE else text
        if one.ratio < least:
            faults.append(f"{one.where}: {one.what} {one.rgbs} on {one.ground} has {one.ratio:.2f}, needs {least:g}")
    return faults


def pairs_of_text(plan: Plan) -> dict[tuple[str, str], str]:
    """Every pair of colours in which a plan paints text, the text's first, with an example."""
    return {
        (one.rgbs[0], one.ground): f"{one.where}: {one.what}"
        for one in seen(plan)
        if isinstance(one, Seen) and one.size is not None
    }
