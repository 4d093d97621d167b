"""Connectors as polylines, and the heads that they end in."""

from __future__ import annotations

import math
from typing import assert_never

from builder.markup import Markup, joined, tag
from builder.plan.page import Connector, Head
from builder.write.svg.syntax import number, paint

_COVERED = 0.6
"""The share of a head's length that its line runs into it: a dash must not show before its tip."""


def paint_connector(item: Connector) -> Markup:
    """Return a connector's line and head."""
    points = list(item.points)
    before, end = points[-2], points[-1]
    if item.head and item.head.kind == "triangle":
        x, y = _direction(before, end)
        points[-1] = (end[0] - x * item.head.length * _COVERED, end[1] - y * item.head.length * _COVERED)
    dash = " ".join(map(number, item.dash)) or None
    pen = {"stroke": paint(item.color), "stroke_width": number(item.width), "stroke_dasharray": dash}
    line = tag("polyline", points=_points(points), fill="none", **pen)
    return tag("g", joined((line, _head(item, item.head)))) if item.head else line


def _head(item: Connector, head: Head) -> Markup:
    before, (x, y) = item.points[-2], item.points[-1]
    match head.kind:
        case "triangle":
            dx, dy = _direction(before, (x, y))
            back_x, back_y = x - dx * head.length, y - dy * head.length
            side_x, side_y = -dy * head.width / 2, dx * head.width / 2
            corners = [(x, y), (back_x + side_x, back_y + side_y), (back_x - side_x, back_y - side_y)]
            return tag("polygon", points=_points(corners), fill=paint(item.color))
        case "oval":
            return tag("circle", cx=number(x), cy=number(y), r=number(head.width / 2), fill=paint(item.color))
        case _:
            assert_never(head.kind)


def _direction(before: tuple[float, float], end: tuple[float, float]) -> tuple[float, float]:
    dx, dy = end[0] - before[0], end[1] - before[1]
    length = math.hypot(dx, dy) or 1.0
    return dx / length, dy / length


def _points(points: list[tuple[float, float]]) -> str:
    return " ".join(f"{number(x)},{number(y)}" for x, y in points)
