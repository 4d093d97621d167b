"""Every item of a page, and every text: the one place that knows what lies inside what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from builder.geometry import Rect
from builder.plan.page import (
    Chart,
    Connector,
    Field,
    Group,
    Image,
    Item,
    Paragraph,
    Shape,
    Stamps,
    Stroke,
    Table,
    TextBox,
    TextShape,
)


def inside(item: Item) -> Sequence[Item]:
    """Return the items that an item is made of: a group's, and the marks that a chart is drawn with."""
    match item:
        case Group():
            return item.items
        case Chart():
            return item.marks
        case TextBox() | TextShape() | Table() | Shape() | Connector() | Stroke() | Stamps() | Image() | Field():
            return ()
        case _:
            assert_never(item)


def walk(items: Iterable[Item]) -> Iterator[Item]:
    """Yield items in reading order, each before those inside it."""
    for item in items:
        yield item
        yield from walk(inside(item))


def texts(item: Item) -> Iterator[tuple[Rect, Sequence[Paragraph]]]:
    """Yield an item's own paragraphs with the room that they are laid in; those of items inside it are theirs."""
    match item:
        case TextBox() | TextShape():
            if item.paragraphs:
                yield item.inner, item.paragraphs
        case Table():
            yield from ((cell.inner, cell.paragraphs) for row in item.rows for cell in row.cells)
        case Shape() | Connector() | Stroke() | Stamps() | Image() | Chart() | Group() | Field():
            return
        case _:
            assert_never(item)


def paragraphs_of(item: Item) -> Iterator[Paragraph]:
    """Yield every paragraph of an item, at any depth."""
    return (paragraph for one in walk((item,)) for _, some in texts(one) for paragraph in some)
