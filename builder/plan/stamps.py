"""Figures that are drawn many times over: their outline, and an item that places them."""

from __future__ import annotations

from typing import TypeAlias

from builder.frozen import dataclass
from builder.geometry import Rect
from builder.theme import Color


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle of an outline; a `hole` runs the other way round, so that what it lies in has a hole there."""

    x: float
    y: float
    radius: float
    hole: bool = False


@dataclass(frozen=True, slots=True)
class Contour:
    """A closed line of an outline: from `start` by steps of two numbers (a line's end) or six (a Bézier curve's two
    control points and its end) back to the start.
    """

    start: tuple[float, float]
    steps: tuple[tuple[float, ...], ...]


Outline: TypeAlias = tuple[Circle | Contour, ...]
"""A drawn figure in points from its own top left."""


@dataclass(frozen=True, slots=True)
class Stamps:
    """One figure many times over, as a single shape: `outline`, filled, with its top left at each of `places`.

    `box` holds all of them, in page coordinates like the places. Decorative: a group around it speaks.
    """

    box: Rect
    outline: Outline
    places: tuple[tuple[float, float], ...]
    fill: Color
    name: str
