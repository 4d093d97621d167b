"""Room for what stands at an arrow: beside its line or on it, clear of boxes, of other lines and of one another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from builder.geometry import Rect
from builder.plan.diagram.layout import Drawing, Path

ALONG = (0.5, 0.38, 0.62, 0.25, 0.75, 0.12, 0.88)
"""Places along a run that are tried, as shares of its length."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to stand at a link's path: its size, and how much of the path's end is not to be covered."""

    link: int
    width: float
    height: float
    tail: float


def find_spots(drawing: Drawing, wishes: Sequence[Wish], gap: float) -> dict[int, Rect]:
    """Return a rectangle for each wish, at most `gap` points from its line; those at short paths choose first.

    Where nothing is free, it stands on the middle of its longest run.
    """
    taken: list[Rect] = []
    found: dict[int, Rect] = {}
    for wish in sorted(wishes, key=lambda w: (_length(drawing.paths[w.link]), w.link)):
        free = (spot for spot in _candidates(drawing.paths[wish.link], wish, gap) if _clear(spot, wish, drawing, taken))
        spot = next(free, None) or _on_longest(drawing.paths[wish.link], wish)
        found[wish.link] = spot
        taken.append(spot)
    return found


def _length(path: Path) -> float:
    return sum(abs(x2 - x1) + abs(y2 - y1) for (x1, y1), (x2, y2) in pairwise(path))


def _candidates(path: Path, wish: Wish, gap: float) -> Iterator[Rect]:
    """Yield rectangles beside the runs of a path: the last run first, then the longest; then on the runs."""
    runs = list(pairwise(path))
    order = sorted(range(len(runs)), key=lambda n: -_run(runs[n]) - (25 if n == len(runs) - 1 else 0))
    for beside in (True, False):
        for index in order:
            tail = wish.tail if index == len(runs) - 1 else 0.0
            yield from _at_run(*runs[index], wish, tail, gap if beside else None)


def _run(run: tuple[tuple[float, float], tuple[float, float]]) -> float:
    (x1, y1), (x2, y2) = run
    return abs(x2 - x1) + abs(y2 - y1)


def _at_run(
    start: tuple[float, float], end: tuple[float, float], wish: Wish, tail: float, gap: float | None
) -> Iterator[Rect]:
    """Yield rectangles along a run that leave its tail free: above and below it, right and left of it, or on it."""
    (x1, y1), (x2, y2) = start, end
    flat = y1 == y2
    length = abs(x2 - x1) if flat else abs(y2 - y1)
    extent = wish.width if flat else wish.height
    if length <= 0 or (gap is None and extent + tail > length):
        return
    for share in ALONG:
        middle = share * max(0.0, length - tail)
        x = x1 + (middle if x2 > x1 else -middle) if flat else x1
        y = y1 if flat else y1 + (middle if y2 > y1 else -middle)
        if gap is None:
            yield Rect(x - wish.width / 2, y - wish.height / 2, wish.width, wish.height)
        elif flat:
            yield Rect(x - wish.width / 2, y - gap - wish.height, wish.width, wish.height)
            yield Rect(x - wish.width / 2, y + gap, wish.width, wish.height)
        else:
            yield Rect(x + gap, y - wish.height / 2, wish.width, wish.height)
            yield Rect(x - gap - wish.width, y - wish.height / 2, wish.width, wish.height)


def _on_longest(path: Path, wish: Wish) -> Rect:
    (x1, y1), (x2, y2) = max(pairwise(path), key=_run)
    return Rect((x1 + x2 - wish.width) / 2, (y1 + y2 - wish.height) / 2, wish.width, wish.height)


def _clear(spot: Rect, wish: Wish, drawing: Drawing, taken: Sequence[Rect]) -> bool:
    """Tell whether a rectangle is inside the drawing and touches nothing else."""
    if spot.x < -1 or spot.y < -1 or spot.right > drawing.width + 1 or spot.bottom > drawing.height + 1:
        return False
    if any(_touch(spot, box, 1.0) for box in drawing.boxes) or any(_touch(spot, other, 1.5) for other in taken):
        return False
    on_line = False
    for number, path in enumerate(drawing.paths):
        for run in pairwise(path):
            if _crosses(spot, run):
                if number != wish.link:
                    return False
                on_line = True
    return not on_line or _on_own_run(spot, drawing.paths[wish.link])


def _touch(one: Rect, other: Rect, gap: float) -> bool:
    return (
        one.x < other.right + gap
        and other.x < one.right + gap
        and one.y < other.bottom + gap
        and other.y < one.bottom + gap
    )


def _crosses(spot: Rect, run: tuple[tuple[float, float], tuple[float, float]]) -> bool:
    (x1, y1), (x2, y2) = run
    line = Rect(min(x1, x2), min(y1, y2), abs(x2 - x1), abs(y2 - y1))
    return _touch(spot, line, 1.5)


def _on_own_run(spot: Rect, path: Path) -> bool:
    """Tell whether a rectangle stands on the middle of just one run of a path."""
    touched = [run for run in pairwise(path) if _crosses(spot, run)]
    if len(touched) != 1:
        return False
    (x1, y1), (_, y2) = touched[0]
    middle = spot.y + spot.height / 2 if y1 == y2 else spot.x + spot.width / 2
    return abs(middle - (y1 if y1 == y2 else x1)) < 0.1
