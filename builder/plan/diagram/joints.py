"""A path as connectors that every program draws alike: straight ones, and elbows whose bends need no saying.

Programs agree on an elbow of one bend, and on one of two bends half way, as long as they leave and enter at the middle
of a side. Any other path is joined from such pieces at its corners, by squares as wide as the line.

A bend elsewhere can be said (`adj1`), and PowerPoint keeps it; but LibreOffice 7.4 draws it half way all the same,
which put 13 lines of the shipped lecture where other boxes and lines are. It would save two or three joints of ten: the
others are at ends beside the middle of a side, and at third and fourth bends.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TypeAlias

from builder.frozen import dataclass
from builder.plan.diagram.drawing import Path
from builder.plan.diagram.ways import Side
from builder.plan.page import Glue

Corner: TypeAlias = tuple[float, float]

HALF_WAY = 0.3
"""Points by which the middle run of an elbow may miss the middle."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a path that is one connector: its corners and what its ends are glued to."""

    points: Path
    start: Glue
    end: Glue


@dataclass(frozen=True, slots=True)
class Joined:
    """A path as pieces, and the corners where they meet, by key."""

    pieces: tuple[Piece, ...]
    joints: tuple[tuple[str, Corner], ...]


def joined(path: Path, start: Glue, end: Glue, key: str, width: float) -> Joined:
    """Return a path as few pieces, with joints `width` points wide whose keys begin with `key`."""
    cuts = _cuts(path, bend_start=start.site < len(Side), bend_end=end.site < len(Side))
    joints = tuple((f"{key}/{index}", path[index]) for index in cuts[1:-1])
    keys = dict(zip(cuts[1:-1], (name for name, _ in joints), strict=True))
    pieces = []
    for first, last in pairwise(cuts):
        points = list(path[first : last + 1])
        here, there = start, end
        if first in keys:
            here, points[0] = _at_joint(keys[first], points[0], points[1], width)
        if last in keys:
            there, points[-1] = _at_joint(keys[last], points[-1], points[-2], width)
        pieces.append(Piece(tuple(points), here, there))
    return Joined(tuple(pieces), joints)


def _cuts(path: Path, *, bend_start: bool, bend_end: bool) -> list[int]:
    """Return the indices of a path's ends and of the corners where it is cut.

    An end that is no middle of a side takes a straight piece only.
    """
    last = len(path) - 1
    if last == 1 or (bend_start and bend_end and (last == 2 or (last == 3 and _half_way(path)))):
        return [0, last]
    return [0, *_corners(last, bend_start=bend_start, bend_end=bend_end), last]


def _corners(last: int, *, bend_start: bool, bend_end: bool) -> Iterator[int]:
    """Yield the corners where a path is cut into pieces of at most one bend."""
    here = 0
    while here < last:
        bends = (here > 0 or bend_start) and (here + 2 < last or (here + 2 == last and bend_end))
        here += 2 if bends else 1
        if here < last:
            yield here


def _half_way(path: Path) -> bool:
    axis = 0 if path[0][1] == path[1][1] else 1
    return abs(path[1][axis] - (path[0][axis] + path[-1][axis]) / 2) <= HALF_WAY


def _at_joint(key: str, corner: Corner, towards: Corner, width: float) -> tuple[Glue, Corner]:
    """Return where a piece meets a joint: the middle of the joint's side that looks towards its other end."""
    (x, y), half = corner, width / 2
    if towards[1] == y:
        return (Glue(key, Side.RIGHT), (x + half, y)) if towards[0] > x else (Glue(key, Side.LEFT), (x - half, y))
    return (Glue(key, Side.BOTTOM), (x, y + half)) if towards[1] > y else (Glue(key, Side.TOP), (x, y - half))
