"""Where our content stands on a template's slides: in its placeholders, or in the room that its design leaves free."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

from builder.frozen import dataclass, replace
from builder.geometry import Rect, Size
from builder.plan.grid import SlideGrid
from builder.plan.template.match import Matched, Served
from builder.plan.template.slots import beside, title_of
from builder.template import Slot, TemplateLayout, overlap
from builder.theme import Grid

COLUMNS = 12
GUTTER, NARROW_GUTTER = 16.0, 12.0
NARROW = 800.0
"""Width of a slide in points below which its gutters are narrow: 4:3."""
MARGIN = 0.05
"""Share of the slide's width that is left free at its sides where no placeholder says more."""
TITLE_GAP = 12.0
FOOT_HEIGHT = 17.0
FOOT_GAP = 6.0
LONGEST_LINE = 720.0
"""Points to which words are held where no placeholder says how wide they run."""
WIDE_ENOUGH = 0.55
"""Share of the content's width that a free strip must have to be taken for the foot; the lowest such is."""
BEHIND = 0.6
"""Share of a region from which a shape is a panel behind it, and nothing in its way."""


@dataclass(frozen=True, slots=True)
class Foot:
    """Where a layout says version and sign-off: in its footer, or in a box of ours."""

    slot: Slot | None
    box: Rect


def content_region(served: Served, size: Size) -> Rect:
    """Return where the words of a slide stand: its placeholder, or what is free under the title."""
    slot = served.slots.get("body")
    return slot.inner if slot else free_region(served.layout, size)


def free_region(layout: TemplateLayout, size: Size) -> Rect:
    """Return the room under a layout's title, beside its logos and above its footers."""
    title = title_of(layout)
    side = size.width * MARGIN
    left, top, right = side, size.height * 0.22, size.width - side
    if title is not None:
        left, right, top = title.inner.x, title.inner.right, title.box.bottom + TITLE_GAP
    low = [slot.box.y for slot in layout.slots if slot.kind in {"footer", "number", "date"}]
    bottom = min([size.height * 0.93, *(y - FOOT_GAP for y in low if y > size.height * 0.8)])
    region = Rect(left, top, right - left, bottom - top)
    for box in layout.obstacles:
        region = _clear_of(region, box)
    return region


def _clear_of(region: Rect, box: Rect) -> Rect:
    """Return the largest part of a region beside a box that reaches into it."""
    if overlap(box, region) == 0.0 or overlap(box, region) >= BEHIND:
        return region
    gap = TITLE_GAP
    parts = [
        Rect(region.x, region.y, region.width, box.y - gap - region.y),
        Rect(region.x, box.bottom + gap, region.width, region.bottom - box.bottom - gap),
        Rect(region.x, region.y, box.x - gap - region.x, region.height),
        Rect(box.right + gap, region.y, region.right - box.right - gap, region.height),
    ]
    return max(parts, key=lambda part: max(0.0, part.width) * max(0.0, part.height))


def foot_of(served: Served, content: Rect, size: Size, *, footers: bool) -> Foot:
    """Return where a layout's foot stands: the footer placeholder, if it is shown, else a free strip at the bottom."""
    slot = served.slots.get("footer")
    if slot is not None and footers:
        return Foot(slot, slot.inner)
    taken = [*served.layout.obstacles]
    if number := served.slots.get("number"):
        taken.append(number.box)
    if slot is not None and not any(overlap(box, slot.box) > 0 for box in taken):
        return Foot(None, slot.inner)
    strips = list(_strips(content, taken, size))
    wide = [strip for strip in strips if strip.width >= WIDE_ENOUGH * content.width]
    return Foot(None, wide[0] if wide else max(strips, key=lambda strip: strip.width))


def _strips(content: Rect, taken: Sequence[Rect], size: Size) -> Iterator[Rect]:
    """Yield strips for one line at the bottom of the slide, the part of each that nothing stands in."""
    y = size.height - FOOT_HEIGHT - 4.0
    while y > size.height * 0.85:
        left, right = content.x, content.right
        for box in sorted(taken, key=lambda box: box.x):
            if box.y < y + FOOT_HEIGHT and box.bottom > y and box.x < right and box.right > left:
                before, after = box.x - 8 - left, right - box.right - 8
                left, right = (left, box.x - 8) if before >= after else (box.right + 8, right)
        yield Rect(left, y, max(0.0, right - left), FOOT_HEIGHT)
        y -= 4.0


def template_grid(matched: Matched, size: Size, feet: Mapping[str, Foot]) -> SlideGrid:
    """Return the grid of a template's slides: columns over its content, and the places of its placeholders."""
    points = matched.served["points"]
    title = points.slots["title"].inner
    region = _above(_widened(content_region(points, size), title, points.layout), feet["points"])
    gutter = GUTTER if size.width >= NARROW else NARROW_GUTTER
    grid = Grid(size, region.x, region.y, size.width - region.right, size.height - region.bottom, COLUMNS, gutter)
    measured = region if "body" in points.slots else replace(region, width=min(region.width, LONGEST_LINE))
    places = {("points", "body"): measured, **dict(_places(matched, feet, size))}
    slots = {role: frozenset(served.slots) for role, served in matched.served.items()}
    return SlideGrid(
        grid,
        title=title,
        footer=feet["points"].box,
        body_top=region.y,
        bottom=region.bottom,
        eyebrow=None,
        number=None,
        places=places,
        slots=slots,
    )


def _widened(region: Rect, title: Rect, layout: TemplateLayout) -> Rect:
    """Return the room of figures: as wide as the title where that is wider than the words, and nothing stands there."""
    wide = Rect(region.x, region.y, title.right - region.x, region.height)
    if wide.width <= region.width or any(overlap(box, wide) > overlap(box, region) for box in layout.obstacles):
        return region
    return wide


def _above(box: Rect, foot: Foot) -> Rect:
    """Return a box shortened so that it ends above the foot, where the two meet."""
    meets = overlap(foot.box, box) > 0.0
    return box.with_height(foot.box.y - FOOT_GAP - box.y) if meets and foot.box.y > box.y else box


def _beside(words: Rect, region: Rect) -> Rect:
    """Return the larger part of the content's region beside words: the figure's place."""
    left = Rect(region.x, words.y, words.x - 2 * GUTTER - region.x, words.height)
    right = Rect(words.right + 2 * GUTTER, words.y, region.right - words.right - 2 * GUTTER, words.height)
    return max(left, right, key=lambda part: part.width)


WORDS = frozenset({"points", "points-callout", "disclosures", "objectives", "summary", "quote"})
"""Roles whose words stand in the layout's own place, as wide and as high as it is."""
BESIDE: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "two-columns": ("body", "body-2"),
        "three-columns": ("body", "body-2", "body-3"),
        "references": ("body", "body-2"),
        "points-figure": ("body", "object"),
        "figure-points": ("body", "object"),
        "figures": ("object", "object-2"),
    }
)
"""Roles whose content stands in columns: in the layout's own places if it has them all, side by side."""


def _places(matched: Matched, feet: Mapping[str, Foot], size: Size) -> Iterator[tuple[tuple[str, str], Rect]]:
    for role, served in matched.served.items():
        foot, slots = feet[role], served.slots
        yield (role, "title"), slots["title"].inner
        keys = BESIDE.get(role, ())
        if role in WORDS and "body" in slots:
            yield (role, "body"), _above(slots["body"].inner, foot)
        elif keys and all(key in slots for key in keys):
            columns = sorted((slots[key] for key in keys), key=lambda slot: slot.box.x)
            if all(beside(one, other) for one, other in pairwise(columns)):
                yield from (((role, key), _above(slots[key].inner, foot)) for key in keys)
        elif role == "points-figure" and "body" in slots and served.own:
            body = slots["body"].inner
            yield (role, "body"), _above(body, foot)
            yield (role, "object"), _above(_beside(body, content_region(matched.served["points"], size)), foot)
