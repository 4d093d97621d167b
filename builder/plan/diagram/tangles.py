"""Whether two ways that run together for a while cross: they do when one joins on one side and parts on the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from builder.kept import of_deck
from builder.plan.diagram.ways import Point


@of_deck(8192)
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
    where = [place.get(point) for point in one]
    count, start, last = 0, 0, len(one) - 1
    while start < last:
        way = _step(where[start], where[start + 1])
        if not way:
            start += 1
            continue
        end = start + 1
        while end < last and _step(where[end], where[end + 1]) == way:
            end += 1
        if start and end < last:  # else a fork or a join
            count += _crosses(one, start, end, other, where[start] or 0, where[end] or 0)
        start = end
    return count


def _step(here: int | None, there: int | None) -> int:
    """Return in which direction the other path goes on with this one (1, -1), or 0 when it doesn't."""
    step = 0 if here is None or there is None else there - here
    return step if -2 < step < 2 else 0


def _crosses(one: Sequence[Point], start: int, end: int, other: Sequence[Point], first: int, last: int) -> int:
    """Return 1 when paths that share the stretch from `start` to `end` change sides on it."""
    way = 1 if last > first else -1
    before, after = first - way, last + way
    if not (0 <= before < len(other) and 0 <= after < len(other)):
        return 0
    joining = _side(one[start], one[start + 1], one[start - 1]) - _side(one[start], one[start + 1], other[before])
    parting = _side(one[end - 1], one[end], one[end + 1]) - _side(one[end - 1], one[end], other[after])
    return int((joining > 0) != (parting > 0))


def _side(here: Point, there: Point, point: Point) -> int:
    """Return on which side of the line from `here` to `there` a point lies: 1 to the right, -1 to the left, or 0."""
    turn = (there[0] - here[0]) * (point[1] - here[1]) - (there[1] - here[1]) * (point[0] - here[0])
    return (turn > 0) - (turn < 0)
