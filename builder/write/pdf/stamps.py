"""Figures that stand many times on a page: their path as a pattern, made once, filled in for each place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TypeAlias

from builder.kept import Kept
from builder.plan.page import Circle, Contour, Outline

ARC = 0.5522847498
"""Distance of a Bézier curve's control points for a quarter circle of radius 1."""

Corner: TypeAlias = tuple[float, float]

_DRAWN: Kept[tuple[str, tuple[Corner, ...], tuple[Corner, ...], float], str] = Kept(4_000_000, session=True)
"""Paths by all that they are made from: on a page that is drawn anew, its icon arrays are mostly as they were."""


def stamped(outline: Outline, places: Sequence[Corner], height: float) -> str:
    """Return the path of a figure at each of the places (its top left), on a page of `height` points."""
    pattern, corners = form(outline)
    key = pattern, corners, tuple(places), height
    known = _DRAWN.get(key)
    if known is None:
        tops = [(x, height - y) for x, y in places]
        sides = [side for x, top in tops for dx, dy in corners for side in (x + dx, top - dy)]
        known = " ".join([pattern] * len(tops)) % tuple(sides)
        _DRAWN.put(key, known, len(known) + 100 * len(tops))
    return known


@lru_cache(maxsize=64)
def form(outline: Outline) -> tuple[str, tuple[Corner, ...]]:
    """Return the path of a figure as a `%` pattern, and the corners that fill it, in points from its top left.

    A thousand people in an icon array are as many paths: nearly all the time went into writing numbers one by one.
    A hundredth of a point is finer than any printer.
    """
    contours = [_round(part) if isinstance(part, Circle) else part for part in outline]
    words = " ".join(word for contour in contours for word in _words(contour))
    return words, tuple(corner for contour in contours for corner in _corners(contour))


def _words(contour: Contour) -> Iterator[str]:
    yield "%.2f %.2f m"
    for step in contour.steps:
        yield "%.2f %.2f l" if len(step) == 2 else "%.2f %.2f %.2f %.2f %.2f %.2f c"
    yield "h"


def _corners(contour: Contour) -> Iterator[Corner]:
    for step in (contour.start, *contour.steps):
        yield from zip(step[::2], step[1::2], strict=True)


def _round(circle: Circle) -> Contour:
    """Return a circle as four curves; a hole runs the other way round (the nonzero winding rule leaves it open)."""
    x, y, r, k = circle.x, circle.y, circle.radius, circle.radius * ARC
    steps: tuple[tuple[float, ...], ...] = (
        (x + r, y + k, x + k, y + r, x, y + r),
        (x - k, y + r, x - r, y + k, x - r, y),
        (x - r, y - k, x - k, y - r, x, y - r),
        (x + k, y - r, x + r, y - k, x + r, y),
    )
    if circle.hole:
        steps = tuple((step[0], 2 * y - step[1], step[2], 2 * y - step[3], step[4], 2 * y - step[5]) for step in steps)
    return Contour((x + r, y), steps)
