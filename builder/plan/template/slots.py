"""A layout's placeholders: which of them take a slide's words, and which of our keys each of them has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.geometry import Size
from builder.template import Slot, TemplateLayout

CONTENT = frozenset({"object", "body"})
LEAST_AREA, LEAST_WIDTH = 0.06, 0.22
"""Shares of the slide that a placeholder must have to take a slide's words."""
ALIKE = 0.6
"""Least ratio of the sizes of two placeholders that count as two columns, and of the height that they share."""
OPENING = frozenset({"cover", "section", "questions"})
"""Roles without content of their own: a title, and some words under it. They bring their own colours."""


def title_of(layout: TemplateLayout) -> Slot | None:
    """Return the title of a layout, if text can stand in it."""
    return next((slot for slot in layout.slots if slot.kind == "title" and slot.plain), None)


def contents_of(layout: TemplateLayout, size: Size) -> list[Slot]:
    """Return the placeholders that take a slide's words, from the left, those above one another from the top."""
    area = size.width * size.height
    found = [
        slot
        for slot in layout.slots
        if slot.kind in CONTENT
        and slot.plain
        and slot.box.width * slot.box.height >= LEAST_AREA * area
        and slot.box.width >= LEAST_WIDTH * size.width
    ]
    return sorted(found, key=lambda slot: (round(slot.box.x / 20), slot.box.y))


def beside(one: Slot, other: Slot) -> bool:
    """Tell whether two placeholders are two columns of about the same size."""
    a, b = one.box, other.box
    shared = min(a.bottom, b.bottom) - max(a.y, b.y)
    sizes = sorted((a.width * a.height, b.width * b.height))
    apart = a.right <= b.x + 2 or b.right <= a.x + 2
    return apart and shared >= ALIKE * max(a.height, b.height) and sizes[0] >= ALIKE * sizes[1]


def area(slot: Slot) -> float:
    """Return the area of a placeholder in square points."""
    return slot.box.width * slot.box.height


def under(layout: TemplateLayout, contents: Sequence[Slot]) -> bool:
    """Tell whether content stands under its title, as on ordinary slides."""
    title = title_of(layout)
    return title is not None and all(title.box.y + title.box.height / 2 < slot.box.y for slot in contents)


def keyed(key: str, layout: TemplateLayout, contents: Sequence[Slot]) -> Iterator[tuple[str, Slot]]:
    """Yield a layout's slots by the keys that a role's content asks for."""
    if title := title_of(layout):
        yield "title", title
    for kind in ("footer", "number"):
        found = next((slot for slot in layout.slots if slot.kind == kind and slot.plain), None)
        if found:
            yield kind, found
    if key in OPENING:
        words = [slot for slot in layout.slots if slot.kind in {"subtitle", "body"} and slot.plain]
        if words:
            yield "body", max(words, key=lambda slot: (slot.kind == "subtitle", slot.box.width * slot.box.height))
        return
    yield from _content_keys(key, layout, contents)


def _content_keys(key: str, layout: TemplateLayout, contents: Sequence[Slot]) -> Iterator[tuple[str, Slot]]:
    first, rest = (contents[0], contents[1:]) if contents else (None, ())
    tables = [slot for slot in layout.slots if slot.kind == "table"]
    match key:
        case "figure" | "step-build":
            if first is not None and first.kind == "object":
                yield "object", first
        case "figures":
            objects = [slot for slot in contents if slot.kind == "object"]
            yield from zip(("object", "object-2"), objects, strict=False)
        case "table":
            if tables or (first is not None and first.kind == "object"):
                yield "object", tables[0] if tables else contents[0]
        case "points-figure":
            yield from zip(("body", "object"), contents, strict=False)
        case "figure-points":
            yield from zip(("object", "body") if rest else ("body",), contents, strict=False)
        case "comparison" | "comparison-three":
            yield from _sides(layout, contents)
        case _:
            if first is not None:
                yield "body", first
            for number, slot in enumerate(rest, 2):
                yield f"body-{number}", slot


def _sides(layout: TemplateLayout, contents: Sequence[Slot]) -> Iterator[tuple[str, Slot]]:
    """Yield the words of each side of a comparison, and the heading over them: a place for text in the same column."""
    words = [slot for slot in contents if not any(_heads(slot, other) for other in contents)]
    for number, slot in enumerate(words, 1):
        suffix = f"-{number}" if number > 1 else ""
        heads = [one for one in layout.slots if one.kind in CONTENT and one.plain and _heads(one, slot)]
        if heads:
            yield f"head{suffix}", max(heads, key=lambda one: one.box.bottom)
        yield f"body{suffix}", slot


def _heads(one: Slot, slot: Slot) -> bool:
    """Tell whether a place for text stands over another one, lower than it and about as wide."""
    shared = min(one.box.right, slot.box.right) - max(one.box.x, slot.box.x)
    over = one.box.y + one.box.height / 2 < slot.box.y and one.box.height < slot.box.height
    return over and shared >= ALIKE * max(one.box.width, slot.box.width)
