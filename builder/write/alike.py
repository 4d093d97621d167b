"""Whether two pages hold the same, wherever their words stand in the outline: a new line moves all that follow."""

from __future__ import annotations

from functools import cache
from operator import attrgetter
from typing import Any

from builder.frozen import fields
from builder.plan.page import (
    Cell,
    Chart,
    Connector,
    Field,
    Group,
    Image,
    Item,
    Paragraph,
    Row,
    Shape,
    Stamps,
    Stroke,
    Table,
    TextBox,
    TextShape,
)

_HOLDERS = frozenset(
    {Cell, Chart, Connector, Field, Group, Image, Paragraph, Row, Shape, Stamps, Stroke, Table, TextBox, TextShape}
)
"""What items are, and what in them knows its place."""


def alike(one: tuple[Item, ...], other: tuple[Item, ...]) -> bool:
    """Tell whether items are equal but for `at`: no writer asks where words come from."""
    return one == other or _alike(one, other)  # most often, nothing has moved, and that is told much faster


def _alike(one: Any, other: Any) -> bool:
    if one is other:
        return True
    kind = type(one)
    if kind is not type(other):
        return False
    if kind is tuple:
        if one and type(one[0]) in _HOLDERS:
            return len(one) == len(other) and all(map(_alike, one, other))
        return bool(one == other)
    if kind not in _HOLDERS:
        return bool(one == other)
    values = _but_places(kind)  # type: ignore[arg-type]  # every class is hashable
    return all(map(_alike, values(one), values(other)))


@cache
def _but_places(kind: type) -> attrgetter[tuple[object, ...]]:
    """Return what takes all values but its place out of an item."""
    return attrgetter(*(field.name for field in fields(kind) if field.name != "at"))
