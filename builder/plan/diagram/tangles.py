"""Whether two ways that run together for a while cross: they do when one joins on one side and parts on the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from builder.plan.diagram.ways import Point


@lru_cache(maxsize=8192)
def steps(corners: tuple[Point, ...]) -> tuple[Point, ...]:
    """Return every point that a path of corners passes, in order."""
    out = [corners[0]]
    for (ax, ay), (bx, by) in pairwise(corners):
        dx, dy = (bx > ax) - (bx < ax), (by > ay) - (by < ay)
        out += [(ax + dx * n, ay + dy * n) for n in range(1, abs(bx - ax) + abs(by - ay) + 1)]
    return tuple(out)


def tangled(one: Sequence[Point], other: Sequence[Point], place: Mapping[Point, int]) -> int:
    """Return how often two paths, given point by point, cross where they share a stretch; `place` finds other's points.

    Stretches that begin or end at an end of a path are forks and joins, which never cross.
    """
    count, start = 0, 0
    while start < len(one) - 1:
        here = place.get(one[start])
        way = 0 if here is None else _along(one, start, other, here)
        if here is None or not way:
            start += 1
            continue
        first, end = here, start
        while end + 1 < len(one) and 0 <= here + way < len(other) and one[end + 1] == other[here + way]:
            end, here = end + 1, here + way
        count += _crosses(one, start, end, other, first, here)
        start = end
    return count


def _along(one: Sequence[Point], index: int, other: Sequence[Point], here: int) -> int:
    """Return in which direction the other path goes on with this one (1, -1), or 0 when it doesn't."""
    following = one[index + 1]
    if here + 1 < len(other) and other[here + 1] == following:
        return 1
    return -1 if here and other[here - 1] == following else 0


def _crosses(one: Sequence[Point], start: int, end: int, other: Sequence[Point], first: int, last: int) -> int:
    """Return 1 when paths that share the stretch from `start` to `end` change sides on it."""
    way = 1 if last > first else -1
    before, after = first - way, last + way
    if start == 0 or end == len(one) - 1 or not (0 <= before < len(other) and 0 <= after < len(other)):
        return 0
    joining = _side(one[start], one[start + 1], one[start - 1]) - _side(one[start], one[start + 1], other[before])
    parting = _side(one[end - 1], one[end], one[end + 1]) - _side(one[end - 1], one[end], other[after])
    return int((joining > 0) != (parting > 0))


def _side(here: Point, there: Point, point: Point) -> int:
    """Return on which side of the line from `here` to `there` a point lies: 1 to the right, -1 to the left, or 0."""
    turn = (there[0] - here[0]) * (point[1] - here[1]) - (there[1] - here[1]) * (point[0] - here[0])
    return (turn > 0) - (turn < 0)
