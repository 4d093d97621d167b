"""Where painted paths run: their corners, their boxes, and whether they cover a point."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from builder.geometry import Rect
from builder.proof.printed import Paint, Sheet

Polygon: TypeAlias = tuple[tuple[float, float], ...]

_STEP = re.compile(rb"((?:[-+]?[\d.]+\s+)*)(re|[mlcvyh])")
_STARTS = re.compile(rb"([-+]?[\d.]+)\s+([-+]?[\d.]+)\s+m\b")

LONG = 1500
"""Bytes from which on a path is looked at by its starts first."""
REACH = 40.0
"""How far a figure of a long path may reach from its start, in points."""


def polygons(paint: Paint) -> tuple[Polygon, ...]:
    """Return the subpaths of a path as polygons from the page's top left; of curves, the middle and the end count."""
    return tuple(tuple(_placed(paint, points)) for points in _subpaths(paint.path))


def box_of(paint: Paint) -> Rect | None:
    """Return the box around a path, None for one without extent."""
    corners = [point for polygon in polygons(paint) for point in polygon]
    return _around(corners) if corners else None


@dataclass(slots=True)
class _Cover:
    """A filled path with a box that surely holds it; its polygons are worked out when somebody asks."""

    paint: Paint
    box: Rect
    polygons: tuple[Polygon, ...] | None = None

    def covers(self, x: float, y: float) -> bool:
        """Tell whether the fill covers a point."""
        box = self.box
        if not _holds(box, x, y) or (self.paint.clip and not _holds(self.paint.clip, x, y)):
            return False
        if self.polygons is None:
            self.polygons = polygons(self.paint)
        return sum(_crossings(polygon, x, y) for polygon in self.polygons) % 2 == 1


class Grounds:
    """What lies under each point of a page: the last thing painted there before."""

    def __init__(self, sheet: Sheet, paper: str) -> None:
        self._paper = paper
        self._covers = [_Cover(paint, box) for paint in sheet.paints if paint.fill and (box := _bounds(paint))]
        self._pictures = sheet.pictures

    def under(self, x: float, y: float, order: int) -> str | None:
        """Return the colour at a point before mark number `order` was made; None over a picture."""
        pictures = [p.order for p in self._pictures if p.order < order and _holds(p.box, x, y)]
        for cover in reversed(self._covers):
            if cover.paint.order < order and cover.covers(x, y):
                return None if pictures and max(pictures) > cover.paint.order else cover.paint.fill
        return None if pictures else self._paper


def _placed(paint: Paint, points: Sequence[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    a, b, c, d, e, f = paint.ctm
    for x, y in points:
        yield a * x + c * y + e, paint.height - (b * x + d * y + f)


def _subpaths(path: bytes) -> Iterator[list[tuple[float, float]]]:
    points: list[tuple[float, float]] = []
    for numbers, operator in _STEP.findall(path):
        v = [float(number) for number in numbers.split()]
        match operator:
            case b"m":
                if len(points) > 1:
                    yield points
                points = [(v[0], v[1])]
            case b"l":
                points.append((v[0], v[1]))
            case b"c":
                x, y = points[-1] if points else (v[0], v[1])
                points.append(((x + 3 * v[0] + 3 * v[2] + v[4]) / 8, (y + 3 * v[1] + 3 * v[3] + v[5]) / 8))
                points.append((v[4], v[5]))
            case b"v" | b"y":
                points.append((v[2], v[3]))
            case b"re":
                if len(points) > 1:
                    yield points
                x, y, w, h = v
                yield [(x, y), (x + w, y), (x + w, y + h), (x, y + h)]
                points = []
    if len(points) > 1:
        yield points


def _bounds(paint: Paint) -> Rect | None:
    """Return a box that surely holds a path: of a long one with many figures, the box around their starts and more."""
    if len(paint.path) <= LONG:
        return box_of(paint)
    starts = [(float(x), float(y)) for x, y in _STARTS.findall(paint.path)]
    if len(starts) < 3:
        return box_of(paint)
    return _around(list(_placed(paint, starts))).inset(-REACH, -REACH, -REACH, -REACH)


def _around(points: Sequence[tuple[float, float]]) -> Rect:
    left, top = min(x for x, _ in points), min(y for _, y in points)
    return Rect(left, top, max(x for x, _ in points) - left, max(y for _, y in points) - top)


def _holds(box: Rect, x: float, y: float) -> bool:
    return box.x <= x <= box.right and box.y <= y <= box.bottom


def _crossings(polygon: Polygon, x: float, y: float) -> int:
    count = 0
    for (x1, y1), (x2, y2) in zip(polygon, (*polygon[1:], polygon[0]), strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            count += 1
    return count
