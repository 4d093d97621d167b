"""Transformation matrices (ISO 32000-1, 8.3.4), and boxes in a page's own coordinates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from builder.geometry import Rect

Matrix: TypeAlias = tuple[float, float, float, float, float, float]
SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def times(a: Matrix, b: Matrix) -> Matrix:
    """Return the matrix that applies `a`, then `b`."""
    return (
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    )


def matrix(values: Sequence[float]) -> Matrix:
    """Return six numbers as a matrix."""
    a, b, c, d, e, f = values
    return (a, b, c, d, e, f)


def placed(m: Matrix, x: float, y: float) -> tuple[float, float]:
    """Return where a matrix puts a point."""
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]


def box_between(first: tuple[float, float], second: tuple[float, float], height: float) -> Rect:
    """Return the box between two corners given from the foot of a page `height` points high."""
    (left, right), (low, high) = sorted((first[0], second[0])), sorted((first[1], second[1]))
    return Rect(left, height - high, right - left, high - low)


def common(one: Rect, other: Rect) -> Rect:
    """Return what two boxes share, empty where they share nothing."""
    x, y = max(one.x, other.x), max(one.y, other.y)
    right, bottom = min(one.right, other.right), min(one.bottom, other.bottom)
    return Rect(x, y, max(0.0, right - x), max(0.0, bottom - y))
