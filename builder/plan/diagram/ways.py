"""Ways over the grid: every path with at most four bends from one cell to another, as masks that are quick to compare.

Cells stand at odd coordinates, channels between and around them at even ones: the cell in column c and row r at
(2c + 1, 2r + 1). A way leaves a cell at the middle of a side, runs along channels and through empty cells, and enters
another cell at the middle of a side. Channels hold no box, so that a way around the boxes always exists.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import IntEnum
from itertools import pairwise
from typing import TypeAlias

from builder.frozen import dataclass
from builder.kept import of_deck

Point: TypeAlias = tuple[int, int]

LENGTH, BEND, BACK = 0.5, 1.2, 0.1
"""What a way costs for each half cell of its length, for each bend, and for each half cell that it runs leftwards."""


class Side(IntEnum):
    """A side of a box, numbered as PowerPoint numbers the connection sites of a rectangle."""

    TOP = 0
    LEFT = 1
    BOTTOM = 2
    RIGHT = 3


@dataclass(frozen=True, slots=True)
class Way:
    """A path, its corners counted from its start; the masks hold points of a plane in which it starts at the middle.

    `reach` is how far it goes to the left, right, top and bottom. `touched` are the points between its ends; of these
    `flat` are passed from side to side and `steep` from top to bottom. `flat_units` and `steep_units` are the half
    cells that it runs over.
    """

    cost: float
    corners: tuple[Point, ...]
    reach: tuple[int, int, int, int]
    touched: int
    flat: int
    steep: int
    flat_units: int
    steep_units: int
    leaves: Side
    enters: Side


@dataclass(frozen=True, slots=True)
class Plane:
    """The points of a grid as bits of a number. Ways start at its middle; a shift to the right moves them elsewhere."""

    columns: int
    rows: int

    @staticmethod
    def holding(columns: int, rows: int) -> Plane:
        """Return a plane for a grid of at least that size: one of few sizes, so that ways are made once for many."""
        return Plane(-(-columns // 8) * 8, -(-rows // 8) * 8)

    @property
    def stride(self) -> int:
        """The bits of one line of points: wide enough that a way from the middle never leaves it sideways."""
        return 4 * self.columns + 4

    def bit(self, x: int, y: int) -> int:
        """Return the mask of one point."""
        return 1 << (x + y * self.stride)

    def cell(self, column: int, row: int) -> int:
        """Return the mask of a cell."""
        return self.bit(2 * column + 1, 2 * row + 1)

    def shift(self, column: int, row: int) -> int:
        """Return by how many bits a way from the middle is shifted so that it starts at a cell."""
        return 2 * (self.columns - column) + 2 * (self.rows - row) * self.stride

    def rows_of_cells(self) -> int:
        """Return the mask of all points that lie at the height of cells."""
        line = (1 << self.stride) - 1
        return sum(line << (y * self.stride) for y in range(1, 2 * self.rows + 2, 2))

    def columns_of_cells(self) -> int:
        """Return the mask of all points that lie at the x of cells."""
        line = sum(1 << x for x in range(1, self.stride, 2))
        return sum(line << (y * self.stride) for y in range(2 * self.rows + 2))


MOST_SIMPLE = 2
"""Bends of a simple way: most arrows need no more, so that the others are made when they are asked for."""


@of_deck(4096, shared=64)
def ways(right: int, down: int, plane: Plane) -> tuple[Way, ...]:
    """Return the ways of at most two bends to the cell `right` columns and `down` rows away, the cheapest first."""
    return _made(_simple(2 * right, 2 * down), plane)


@of_deck(4096, shared=16)
def winding(right: int, down: int, plane: Plane) -> tuple[Way, ...]:
    """Return the ways of three and four bends, the cheapest first."""
    return _made(_winding(2 * right, 2 * down), plane)


def _made(paths: Iterable[tuple[Point, ...]], plane: Plane) -> tuple[Way, ...]:
    made = [way for corners in dict.fromkeys(paths) if (way := _way(corners, plane))]
    return tuple(sorted(made, key=lambda way: (way.cost, way.corners)))


def _simple(x: int, y: int) -> Iterator[tuple[Point, ...]]:
    """Yield the corners of the paths from (0, 0) to (x, y) that have at most two bends."""
    start, end = (0, 0), (x, y)
    if x == 0 or y == 0:
        yield start, end
    else:
        yield start, (x, 0), end
        yield start, (0, y), end
    if y:
        yield from ((start, (k, 0), (k, y), end) for k in range(min(0, x) - 1, max(0, x) + 2, 2))
    if x:
        yield from ((start, (0, m), (x, m), end) for m in range(min(0, y) - 1, max(0, y) + 2, 2))


def _winding(x: int, y: int) -> Iterator[tuple[Point, ...]]:
    """Yield the corners of the paths from (0, 0) to (x, y) that have three or four bends."""
    start, end = (0, 0), (x, y)
    columns = range(min(0, x) - 1, max(0, x) + 2, 2)
    rows = range(min(0, y) - 1, max(0, y) + 2, 2)
    beside_x, beside_y = sorted({-1, 1, x - 1, x + 1}), sorted({-1, 1, y - 1, y + 1})
    yield from ((start, (k, 0), (k, m), (x, m), end) for k in beside_x for m in (y - 1, y + 1))
    yield from ((start, (0, m), (k, m), (k, y), end) for m in beside_y for k in (x - 1, x + 1))
    for near in (-1, 1):
        for far in (x - 1, x + 1):
            yield from ((start, (near, 0), (near, m), (far, m), (far, y), end) for m in rows)
        for far in (y - 1, y + 1):
            yield from ((start, (0, near), (k, near), (k, far), (x, far), end) for k in columns)


def _way(corners: tuple[Point, ...], plane: Plane) -> Way | None:
    """Return a path as a way; None when it turns back on itself or runs through one of its ends."""
    for (ax, ay), (bx, by), (cx, cy) in zip(corners, corners[1:], corners[2:], strict=False):
        if (ax == bx) == (bx == cx) or (ay == by) == (by == cy):
            return None
    flat = steep = flat_units = steep_units = 0
    length = back = 0
    ox, oy, stride = 2 * plane.columns + 1, 2 * plane.rows + 1, plane.stride
    column = sum(1 << (y * stride) for y in range(2 * max(1, *(abs(y) for _, y in corners)) + 2))
    for (ax, ay), (bx, by) in pairwise(corners):
        span = abs(bx - ax) + abs(by - ay)
        length += span
        back += max(0, ax - bx)
        first = (min(ax, bx) + ox) + (min(ay, by) + oy) * stride
        if ay == by:
            run = (1 << span) - 1
            flat_units |= run << first
            flat |= (run >> 1) << (first + 1)
        else:
            run = column & ((1 << (span * stride)) - 1)
            steep_units |= run << first
            steep |= (run >> stride) << (first + stride)
    turns = 0
    for x, y in corners[1:-1]:
        turns |= 1 << (x + ox + (y + oy) * stride)
    touched = flat | steep | turns
    (ex, ey), xs, ys = corners[-1], [x for x, _ in corners], [y for _, y in corners]
    if touched & (1 << (ox + oy * stride) | 1 << (ex + ox + (ey + oy) * stride)):
        return None
    cost = LENGTH * length + BEND * (len(corners) - 2) + BACK * back
    reach = (min(xs), max(xs), min(ys), max(ys))
    leaves, enters = _side(corners[0], corners[1]), _side(corners[-1], corners[-2])
    return Way(cost, corners, reach, touched, flat, steep, flat_units, steep_units, leaves, enters)


def _side(here: Point, there: Point) -> Side:
    """Return the side of the cell `here` that looks towards `there`."""
    if there[1] == here[1]:
        return Side.RIGHT if there[0] > here[0] else Side.LEFT
    return Side.BOTTOM if there[1] > here[1] else Side.TOP
