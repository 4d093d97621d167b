"""Room for what stands at an arrow: beside its line or on it, clear of boxes, signs, other lines and of one another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import hypot
from typing import TypeAlias

from builder.frozen import dataclass
from builder.geometry import Rect
from builder.kept import of_deck
from builder.plan.diagram.drawing import Drawing, Path

ALONG = (0.5, 0.35, 0.65, 0.2, 0.8, 0.08, 0.92)
"""Places along a run that are tried, as shares of its length."""
LAST_RUN = 30.0
"""Points of length that the run into a box counts for more: what stands there is read with the box."""
AIR = 1.5
"""Least distance in points from everything else."""
TIGHT = 1.0
"""Points of that air that may go rather than that something hides a short arrow."""
CLEARLY = 1.0
"""Points that what stands beside a line must be nearer to it than to a line that runs beside it."""
SAME = 0.1
"""Points by which lines may differ and still lie upon each other."""

Area: TypeAlias = tuple[float, float, float, float]
"""Left, top, right and bottom."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to stand at a link's path: its parts' widths, their height, and the end of the path to be left free."""

    link: int
    widths: tuple[float, ...]
    height: float
    tail: float


@dataclass(frozen=True, slots=True)
class Run:
    """Part of a path on one line: from `low` to `high` along it, at `across`; `backwards` if the path runs to `low`."""

    flat: bool
    across: float
    low: float
    high: float
    backwards: bool
    last: bool

    @property
    def length(self) -> float:
        """The length in points."""
        return self.high - self.low

    @property
    def area(self) -> Area:
        """Return the run as an area, with air around it."""
        if self.flat:
            return self.low - AIR, self.across - AIR, self.high + AIR, self.across + AIR
        return self.across - AIR, self.low - AIR, self.across + AIR, self.high + AIR


@dataclass(slots=True)
class Ground:
    """What is taken: boxes, signs and what was placed so far, each with air around it; and the runs of each path."""

    drawing: Drawing
    fixed: list[Area]
    runs: list[list[Run]]

    @staticmethod
    def of(drawing: Drawing, signs: Sequence[Rect]) -> Ground:
        """Return the ground of a drawing, with the signs at the ends of its arrows."""
        fixed = [_airy(rect) for rect in (*drawing.boxes, *signs)]
        return Ground(drawing, fixed, [list(_runs(path)) for path in drawing.paths])

    def in_the_way(self, own: Run, link: int) -> list[Area]:
        """Return what must not be touched beside or on a run of a link: all but the lines that run along with it."""
        return self.fixed + [
            run.area
            for number, runs in enumerate(self.runs)
            for run in runs
            if run.flat != own.flat
            or abs(run.across - own.across) >= SAME
            or not (number == link or (run.low < own.high and own.low < run.high))
        ]

    def told(self, spots: Sequence[Rect], own: Run, link: int) -> bool:
        """Tell whether rectangles beside or on a run stand clearly nearer to it than to other lines that run along."""
        beside = [
            run
            for number, runs in enumerate(self.runs)
            for run in runs
            if number != link and run.flat == own.flat and abs(run.across - own.across) >= SAME
        ]
        return all(_off(spot, run) > _off(spot, own) + CLEARLY for spot in spots for run in beside)

    def free(self, spots: Sequence[Rect], taken: Sequence[Area], slack: float = 0.0) -> bool:
        """Tell whether rectangles are inside the drawing and touch nothing that is taken by more than `slack`."""
        width, height = self.drawing.width, self.drawing.height
        for spot in spots:
            if spot.x < 0 or spot.y < 0 or spot.right > width or spot.bottom > height:
                return False
            x, y, right, bottom = spot.x + slack, spot.y + slack, spot.right - slack, spot.bottom - slack
            for left, top, far, low in taken:
                if x < far and left < right and y < low and top < bottom:
                    return False
        return True


@of_deck(64)
def find_spots(
    drawing: Drawing, signs: tuple[Rect, ...], wishes: tuple[Wish, ...], gap: float
) -> dict[int, tuple[Rect, ...]]:
    """Return rectangles for the parts of each wish, `gap` points from its line; those at short paths choose first.

    Stretches that a path has for itself come before those that it shares. Where nothing is free, they take a little of
    the air around other things, or stand as near to another line, and where that doesn't help, on the middle of the
    longest run.
    """
    ground = Ground.of(drawing, signs)
    found: dict[int, tuple[Rect, ...]] = {}
    for wish in sorted(wishes, key=lambda w: (sum(run.length for run in ground.runs[w.link]), w.link)):
        longest = max(ground.runs[wish.link], key=lambda run: run.length)
        tries = ((0.0, True), (TIGHT, True), (0.0, False), (TIGHT, False))
        free = next(filter(None, (_first_free(wish, ground, gap, slack, told=told) for slack, told in tries)), None)
        found[wish.link] = tuple(free or _on(longest, wish, 0.5))
        ground.fixed += map(_airy, found[wish.link])
    return found


def _first_free(wish: Wish, ground: Ground, gap: float, slack: float, *, told: bool) -> list[Rect] | None:
    """Return the first spots that are free; with `told`, only such that nobody takes for those of another line."""
    for run in _by_worth(wish.link, ground):
        taken = ground.in_the_way(run, wish.link)
        for spots in _beside(run, wish, gap):
            if ground.free(spots, taken, slack) and (not told or ground.told(spots, run, wish.link)):
                return spots
    return None


def _off(spot: Rect, run: Run) -> float:
    """Return how far a rectangle is from a run."""
    if run.flat:
        along, across = max(run.low - spot.right, spot.x - run.high), max(spot.y - run.across, run.across - spot.bottom)
    else:
        along, across = max(run.low - spot.bottom, spot.y - run.high), max(spot.x - run.across, run.across - spot.right)
    return hypot(max(0.0, along), max(0.0, across))


def _airy(rect: Rect) -> Area:
    return rect.x - AIR, rect.y - AIR, rect.right + AIR, rect.bottom + AIR


def _runs(path: Path) -> Iterator[Run]:
    last = len(path) - 2
    for index, ((x1, y1), (x2, y2)) in enumerate(pairwise(path)):
        flat = y1 == y2
        start, end = (x1, x2) if flat else (y1, y2)
        yield Run(flat, y1 if flat else x1, min(start, end), max(start, end), end < start, index == last)


def _by_worth(link: int, ground: Ground) -> list[Run]:
    """Return the stretches of a path: its own before shared ones, and of each the last and the longest first."""
    others = [run for number, runs in enumerate(ground.runs) if number != link for run in runs]
    own = [part for run in ground.runs[link] for part in _unshared(run, others)]

    def worth(run: Run) -> float:
        return -run.length - (LAST_RUN if run.last else 0.0)

    return [*sorted(own, key=worth), *sorted((r for r in ground.runs[link] if r not in own), key=worth)]


def _unshared(run: Run, others: Sequence[Run]) -> Iterator[Run]:
    """Yield the stretches of a run on which no other path runs."""
    shared = sorted(
        (max(run.low, other.low), min(run.high, other.high))
        for other in others
        if other.flat == run.flat
        and abs(other.across - run.across) < 0.1
        and other.low < run.high
        and run.low < other.high
    )
    low = run.low
    for start, end in (*shared, (run.high, run.high)):
        if start - low > 1.0:
            ends_there = (low == run.low) if run.backwards else (start == run.high)
            yield Run(run.flat, run.across, low, start, run.backwards, run.last and ends_there)
        low = max(low, end)


def _beside(run: Run, wish: Wish, gap: float) -> Iterator[list[Rect]]:
    """Yield rectangles along a run that leave the path's end free: on one side, on the other, on both; then on it."""
    tail = wish.tail if run.last else 0.0
    length = max(0.0, run.length - tail)
    far = gap + wish.height / 2
    for share in ALONG:
        for distance, stretch in ((gap, length), (far, run.length)):
            place = run.high - share * stretch if run.backwards else run.low + share * stretch
            yield _row(run, place, wish, -1, distance, wish.widths)
            yield _row(run, place, wish, 1, distance, wish.widths)
            if len(wish.widths) > 1:
                half = (len(wish.widths) + 1) // 2
                yield [
                    *_row(run, place, wish, -1, distance, wish.widths[:half]),
                    *_row(run, place, wish, 1, distance, wish.widths[half:]),
                ]
                if not run.flat:
                    yield _column(run, place, wish, distance)
    extent = sum(wish.widths) if run.flat else wish.height
    if extent + 6 < length:
        yield from (_on(run, wish, share, tail) for share in ALONG[:3])


def _row(run: Run, place: float, wish: Wish, way: int, distance: float, widths: Sequence[float]) -> list[Rect]:
    """Return parts in a row: above (-1) or below a flat run, left (-1) or right of a steep one."""
    if run.flat:
        y = run.across + distance if way > 0 else run.across - distance - wish.height
        return _in_row(place - _width(widths) / 2, y, wish.height, widths)
    # the right side of a steep run is tried first: there the eye goes on
    x = run.across + distance if way < 0 else run.across - distance - _width(widths)
    return _in_row(x, place - wish.height / 2, wish.height, widths)


def _column(run: Run, place: float, wish: Wish, distance: float) -> list[Rect]:
    """Return parts one under the other, right of a steep run."""
    count = len(wish.widths)
    top = place - (count * wish.height + (count - 1) * AIR) / 2
    return [
        Rect(run.across + distance, top + index * (wish.height + AIR), width, wish.height)
        for index, width in enumerate(wish.widths)
    ]


def _on(run: Run, wish: Wish, share: float, tail: float = 0.0) -> list[Rect]:
    """Return parts in a row on a run."""
    length = run.length - tail
    place = run.high - share * length if run.backwards else run.low + share * length
    x, y = (place, run.across) if run.flat else (run.across, place)
    return _in_row(x - _width(wish.widths) / 2, y - wish.height / 2, wish.height, wish.widths)


def _width(widths: Sequence[float]) -> float:
    return sum(widths) + AIR * (len(widths) - 1)


def _in_row(x: float, y: float, height: float, widths: Sequence[float]) -> list[Rect]:
    out = []
    for width in widths:
        out.append(Rect(x, y, width, height))
        x += width + AIR
    return out
