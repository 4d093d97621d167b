"""Texts that have placeholders of their own in our layouts, gathered into those that a template's layout has.

A heading over points begins their placeholder, as a big number begins what it counts; an answer takes the second
placeholder, and its question the first one with all of its options, or all three the only one. So outline view shows
them, and nothing moves: paragraphs stand where they stood.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from builder.frozen import dataclass, replace
from builder.geometry import Rect
from builder.plan.needs import WITHIN
from builder.plan.page import Item, Paragraph, Shape, TextBox


@dataclass(frozen=True, slots=True)
class Gathered:
    """The items of a page, and by the number that each of them had before, the one that it has now."""

    items: tuple[Item, ...]
    numbers: tuple[int, ...]


def gathered(items: Sequence[Item], slots: Collection[str]) -> Gathered:
    """Return a page's items with the texts that lack placeholders gathered into those that the layout has."""
    groups = {**_headed(items, slots), **_asked(items, slots)}
    made: list[Item] = []
    numbers: list[int] = []
    first: dict[str, int] = {}
    for item in items:
        key = item.placeholder if isinstance(item, TextBox) else None
        target = groups.get(key or "")
        if not isinstance(item, TextBox) or target is None:
            numbers.append(len(made))
            made.append(item)
            continue
        if target in first:
            place = first[target]
            before = made[place]
            made[place] = _joined(before, item) if isinstance(before, TextBox) else before
            if item.fill is not None:
                # what shows an answer stays a panel, behind the words
                made.insert(place, Shape(item.box, "rect", f"{item.name} panel", fill=item.fill))
                numbers = [number + (number >= place) for number in numbers]
                first = {name: number + (number >= place) for name, number in first.items()}
        else:
            first[target] = len(made)
            made.append(replace(item, placeholder=target))
        numbers.append(first[target])
    return Gathered(tuple(made), tuple(numbers))


def _headed(items: Sequence[Item], slots: Collection[str]) -> dict[str, str]:
    """Return, by key, where headings and big numbers go that the layout has no place for, and what they stand over."""
    keys = {item.placeholder for item in items if isinstance(item, TextBox)}
    bare = [(key, under) for key, under in WITHIN.items() if key in keys and key not in slots and under in slots]
    return {key: under for pair in bare for key, under in (pair, (pair[1], pair[1]))}


def _asked(items: Sequence[Item], slots: Collection[str]) -> dict[str, str]:
    """Return, by key, where the parts of a question and of its answer go."""
    keys = {item.placeholder for item in items if isinstance(item, TextBox)}
    one = {"body": "body", "body-2": "body"}
    if "answer" not in keys:
        return one if {"body", "body-2"} <= keys and "body-2" not in slots and "body" in slots else {}
    free = next((key for key in ("answer", "body-2", "body-3") if key in slots and key not in keys), None)
    if free:
        return {"answer": free}
    return {**one, "answer": "body-2" if "body-2" in slots else "body"}


def _joined(first: TextBox, second: TextBox) -> TextBox:
    """Return two texts under one another as one, whose paragraphs stand where they stood."""
    tops = [box.inner.y + min((p.y for p in box.paragraphs), default=0.0) for box in (first, second)]
    x, y = min(first.inner.x, second.inner.x), min(tops)
    right, bottom = max(first.inner.right, second.inner.right), max(first.inner.bottom, second.inner.bottom)
    inner = Rect(x, y, right - x, bottom - y)
    paragraphs = (*_shifted(first, inner), *_shifted(second, inner))
    return replace(first, box=inner, inner=inner, paragraphs=paragraphs, name=second.name, anchor="top", fill=None)


def _shifted(box: TextBox, inner: Rect) -> list[Paragraph]:
    """Return the paragraphs of a box as they stand in another place."""
    dx, dy = box.inner.x - inner.x, box.inner.y - inner.y
    return [
        replace(
            p,
            y=p.y + dy,
            indent=p.indent + dx,
            lines=tuple(replace(line, x=line.x + dx, baseline=line.baseline + dy) for line in p.lines),
        )
        for p in box.paragraphs
    ]
