"""Icon arrays drawn: an arm is a group that moves as one, and each of its outcomes a single shape to recolour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.geometry import Rect
from builder.plan.iconarray import Arm, MeasuredIcons, legend_size, looks_of
from builder.plan.lay import moved
from builder.plan.marks import text_box
from builder.plan.page import Group, Item, Stamps, TextBox
from builder.plan.people import color_of, crowd, outline
from builder.plan.setting import Setting

HOW = "What a figure stands for"


def place_icons(icons: MeasuredIcons, x: float, y: float, setting: Setting) -> tuple[Item, ...]:
    """Return the items of an icon array with its top left corner at (x, y).

    Without an element for the whole figure, each arm is a group that moves as one and says its own numbers.
    """
    items: list[Item] = []
    if icons.how:
        box = Rect(x, y, icons.width, icons.how.height)
        items.append(text_box(icons.how, box, HOW, at=icons.content.at))
    if icons.figure is None:
        arms = tuple(_group(icons, arm, x, y, setting) for arm in icons.arms)
        whole = icons.content.alt
        if whole:
            return (*items, Group(arms, _hull(arms), "Icon array", whole, at=icons.content.at))
        return (*items, *arms)
    stamps = tuple(item for arm in icons.arms for item in _crowd(icons, arm, x, y, setting))
    items.append(Group(stamps, _hull(stamps), "Icon array", icons.alt, icons.figure, icons.content.at))
    for arm in icons.arms:
        items += [*_name(icons, arm, x, y), *_lines(icons, arm, x, y), *_legend(icons, arm, x, y, setting)]
    return tuple(items)


def _hull(items: Sequence[Item]) -> Rect:
    boxes = [item.box for item in items if isinstance(item, Stamps | Group)]
    left, top = min(box.x for box in boxes), min(box.y for box in boxes)
    return Rect(left, top, max(box.right for box in boxes) - left, max(box.bottom for box in boxes) - top)


def _group(icons: MeasuredIcons, arm: Arm, x: float, y: float, setting: Setting) -> Group:
    items = (
        *_name(icons, arm, x, y),
        *_crowd(icons, arm, x, y, setting),
        *_legend(icons, arm, x, y, setting),
        *_lines(icons, arm, x, y),
    )
    boxes = [arm.label_box, arm.array, arm.text]
    left, top = min(box.x for box in boxes), min(box.y for box in boxes)
    right, bottom = max(box.right for box in boxes), max(box.bottom for box in boxes)
    box = Rect(x + left, y + top, right - left, bottom - top)
    name = f"Icon array: {arm.content.label}" if arm.content.label else "Icon array"
    return Group(items, box, name, f"Icon array. {arm.sentence}.", at=icons.content.at)


def _name(icons: MeasuredIcons, arm: Arm, x: float, y: float) -> Iterator[Item]:
    """Yield an arm's name, if it has one."""
    if arm.label:
        yield text_box(arm.label, arm.label_box.moved(x, y), "Name of the group", at=icons.content.at)


def _lines(icons: MeasuredIcons, arm: Arm, x: float, y: float) -> Iterator[Item]:
    """Yield the lines that count, each in its own box: it stays beside its figure wherever a renderer breaks it."""
    count = len(looks_of(icons.content, arm.content))
    for index, paragraph in enumerate(arm.lines.paragraphs):
        height = paragraph.leading * len(paragraph.lines)
        box = Rect(x + arm.text.x, y + arm.text.y + paragraph.y, arm.text.width, height)
        name = "How many" if index < count else HOW
        yield TextBox(box, box, moved([paragraph], -paragraph.y), name, at=icons.content.at)


def _crowd(icons: MeasuredIcons, arm: Arm, x: float, y: float, setting: Setting) -> Iterator[Stamps]:
    """Yield an arm's figures, one shape for each group that has people."""
    content, start = icons.content, 0
    grid = crowd(content.of)
    places = [(x + arm.array.x + px, y + arm.array.y + py) for px, py in grid.places(icons.size)]
    counts = [group.count for group in arm.content.groups]
    names = [group.name for group in arm.content.groups]
    if content.rest is not None:
        counts.append(content.of - sum(counts))
        names.append(content.rest)
    for look, count, name in zip(looks_of(content, arm.content), counts, names, strict=True):
        taken = places[start : start + count]
        start += count
        if taken:
            yield _stamps(content.of, look, icons.size, taken, f"{count:,} {name}", setting)


def _legend(icons: MeasuredIcons, arm: Arm, x: float, y: float, setting: Setting) -> Iterator[Stamps]:
    """Yield the figure before each line."""
    total = icons.content.of
    size = legend_size(total, icons.look.lines.size)
    for look, paragraph in zip(looks_of(icons.content, arm.content), arm.lines.paragraphs, strict=False):
        top = arm.text.y + paragraph.lines[0].baseline - size * (0.97 if total == 100 else 1.05)
        yield _stamps(total, look, size, [(x + arm.text.x, y + top)], "Key", setting)


def _stamps(
    total: int, look: int, size: float, places: Sequence[tuple[float, float]], name: str, setting: Setting
) -> Stamps:
    left, top = min(px for px, _ in places), min(py for _, py in places)
    right, bottom = max(px for px, _ in places) + crowd(total).wide * size, max(py for _, py in places) + size
    box = Rect(left, top, right - left, bottom - top)
    return Stamps(box, outline(total, look, size), tuple(places), color_of(look, setting), name)
