"""Shapes with words inside and the connectors between them, as strokes and fills."""

from __future__ import annotations

import math
from typing import assert_never

from builder.geometry import Rect
from builder.plan.page import Connector, Head, TextShape
from builder.write.pdf.sheet import Artifact, Sheet
from builder.write.pdf.words import draw_paragraphs

_COVERED = 0.6
"""The share of a head's length that its line runs into it: a dash must not show before its tip."""


def draw_text_shape(sheet: Sheet, item: TextShape) -> None:
    """Draw a shape, then its words; the shape is decoration."""
    sheet.mark(Artifact.LAYOUT, item.box.y)
    box, look = item.box, (item.fill, item.line, item.line_width)
    match item.kind:
        case "rect":
            sheet.rect(box, *look, item.dash)
        case "round-rect":
            radius = min(item.radius, box.width / 2, box.height / 2)
            sheet.rounded(box, radius, radius, *look, item.dash)
        case "ellipse":
            sheet.rounded(box, box.width / 2, box.height / 2, *look, item.dash)
        case "triangle":
            sheet.triangle(box, *look)
        case "diamond":
            sheet.diamond(box, *look)
        case _:
            assert_never(item.kind)
    draw_paragraphs(sheet, item.inner, item.paragraphs, Artifact.LAYOUT)


def draw_connector(sheet: Sheet, item: Connector) -> None:
    """Draw a connector's line and head: decoration, since a diagram's text says what leads to what."""
    sheet.mark(Artifact.LAYOUT, min(y for _, y in item.points))
    points = list(item.points)
    if item.head:
        points[-1] = _short_of(points[-2], points[-1], item.head)
    sheet.polyline(points, item.color, item.width, item.dash)
    if item.head:
        _draw_head(sheet, item, item.head)


def _short_of(before: tuple[float, float], end: tuple[float, float], head: Head) -> tuple[float, float]:
    if head.kind == "oval":
        return end
    x, y = _direction(before, end)
    return end[0] - x * head.length * _COVERED, end[1] - y * head.length * _COVERED


def _direction(before: tuple[float, float], end: tuple[float, float]) -> tuple[float, float]:
    dx, dy = end[0] - before[0], end[1] - before[1]
    length = math.hypot(dx, dy) or 1.0
    return dx / length, dy / length


def _draw_head(sheet: Sheet, item: Connector, head: Head) -> None:
    before, (x, y) = item.points[-2], item.points[-1]
    match head.kind:
        case "triangle":
            dx, dy = _direction(before, (x, y))
            back_x, back_y = x - dx * head.length, y - dy * head.length
            side_x, side_y = -dy * head.width / 2, dx * head.width / 2
            corners = ((x, y), (back_x + side_x, back_y + side_y), (back_x - side_x, back_y - side_y))
            sheet.polygon(corners, item.color)
        case "oval":
            half = head.width / 2
            sheet.rounded(Rect(x - half, y - half, head.width, head.width), half, half, item.color, None, 0.0)
        case _:
            assert_never(head.kind)
