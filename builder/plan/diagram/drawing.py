"""From the grid to points: channels as wide as their lanes need, boxes and paths between them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TypeAlias

from builder.frozen import dataclass
from builder.geometry import Rect
from builder.plan.diagram.board import Board
from builder.plan.diagram.measures import Measures
from builder.plan.diagram.tracks import Channel, Tracks, port_of
from builder.plan.diagram.traffic import IN, Link
from builder.plan.diagram.ways import Side

Path: TypeAlias = tuple[tuple[float, float], ...]
"""The corners of an arrow's line in points, from the border of one box to the border of the other."""
ON_SIDE = 0.85
"""Share of half a side within which ports keep: many on a low box come closer to each other, not around its corner."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A layout: the type size, the boxes and the links' paths in points from the top left of the room, and its extent.

    `folded` tells whether a chain was set in bands.
    """

    size: float
    leading: float
    boxes: tuple[Rect, ...]
    paths: tuple[Path, ...]
    sides: tuple[tuple[Side, Side], ...]
    width: float
    height: float
    folded: bool
    crossings: int


def sign_channels(tracks: Tracks, links: Sequence[Link]) -> frozenset[Channel]:
    """Return the channels from which disputed arrows turn to their box: its question mark needs room there."""
    found = set()
    for link, corners in zip(links, tracks.corners, strict=True):
        if link.sign == "disputed" and len(corners) > 3:
            (x1, y1), (_, y2) = corners[-3:-1]
            found.add((True, y1) if y1 == y2 else (False, x1))
    return frozenset(found)


def channel_widths(
    tracks: Tracks, measures: Measures, count: int, signs: frozenset[Channel], *, flat: bool
) -> list[float]:
    """Return the least width of each channel, from before the first line of boxes to after the last."""
    needs = []
    for index in range(count + 1):
        channel = (flat, 2 * index)
        lanes = tracks.widest.get(channel, 0)
        extra = max(0, lanes - 1) * measures.lane
        clear = measures.sign if channel in signs else measures.clear
        if 0 < index < count:
            needs.append(max(measures.gap[1 if flat else 0], 2 * clear + extra))
        else:
            needs.append(max(measures.outside, clear) + extra + 1 if lanes else 0.0)
    return needs


def spread(
    box: float, channels: Sequence[float], room: float, count: int, roomy: float, most: float
) -> tuple[float, list[float]]:
    """Return boxes and channels grown into the room: inner channels to a roomy width, then boxes to `most` points."""
    out = list(channels)
    spare = room - sum(out) - count * box
    if count > 1 and spare > 0:
        grow = min(spare / (count - 1), max(0.0, roomy - min(out[1:-1])))
        out = [out[0], *(width + grow for width in out[1:-1]), out[-1]]
        spare -= grow * (count - 1)
    return box + min(max(0.0, spare) / count, max(0.0, most - box)), out


class Geometry:
    """Turns grid coordinates into points."""

    def __init__(
        self, board: Board, tracks: Tracks, measures: Measures, width: float, height: float,
        across: Sequence[float], along: Sequence[float],
    ) -> None:  # fmt: skip
        self.board, self.tracks, self.measures = board, tracks, measures
        self.width, self.height = width, height
        self.across, self.along = across, along
        self.lefts = [sum(across[: c + 1]) + c * width for c in range(len(across))]
        self.tops = [sum(along[: r + 1]) + r * height for r in range(len(along))]

    def drawing(self, *, folded: bool) -> Drawing:
        """Return the drawing."""
        board, links = self.board, self.board.links
        boxes = tuple(self.box(number) for number in range(len(board.seats)))
        sides = tuple((r.way.leaves, r.way.enters) for r in board.routes if r)
        paths = tuple(self.path(number, *sides[number]) for number in range(len(links)))
        size, leading = self.measures.size, self.measures.leading
        return Drawing(size, leading, boxes, paths, sides, self.lefts[-1], self.tops[-1], folded, crossings(paths))

    def box(self, number: int) -> Rect:
        """Return a box."""
        column, row = self.board.cell(number)
        return Rect(self.lefts[column], self.tops[row], self.width, self.height)

    def path(self, number: int, leaves: Side, enters: Side) -> Path:
        """Return a link's corners: its runs at their lanes and ports, joined."""
        corners, link = self.tracks.corners[number], self.board.links[number]
        last = len(corners) - 2
        places: list[tuple[bool, float]] = []
        for index in range(last + 1):
            flat = corners[index][1] == corners[index + 1][1]
            if index == 0:
                place = self.port(link, leaves, leaving=True, flat=flat)
            elif index == last:
                place = self.port(link, enters, leaving=False, flat=flat)
            else:
                place = self.lane(number, index, flat=flat)
            places.append((flat, place))
        start = self.border(link.source, leaves)
        end = self.border(link.target, enters)
        points = [(start, places[0][1]) if places[0][0] else (places[0][1], start)]
        for (flat, one), (_, other) in pairwise(places):
            points.append((other, one) if flat else (one, other))
        points.append((end, places[-1][1]) if places[-1][0] else (places[-1][1], end))
        return tuple(points)

    def border(self, number: int, side: Side) -> float:
        """Return where a side of a box lies."""
        box = self.box(number)
        return {Side.TOP: box.y, Side.BOTTOM: box.bottom, Side.LEFT: box.x, Side.RIGHT: box.right}[side]

    def port(self, link: Link, side: Side, *, leaving: bool, flat: bool) -> float:
        """Return where along its side a link leaves or enters a box."""
        box = self.box(link.source if leaving else link.target)
        middle = box.y + box.height / 2 if flat else box.x + box.width / 2
        port = port_of(link, side, leaving=leaving)
        half = (box.height if flat else box.width) / 2
        farthest = max(abs(self.tracks.ports.get((*port[:2], what), 0.0)) for what in ("out", *IN))
        step = min(self.measures.lane * 1.5, half * ON_SIDE / max(farthest, 0.01))
        return middle + self.tracks.ports[port] * step

    def lane(self, number: int, index: int, *, flat: bool) -> float:
        """Return where a run lies in its channel: lanes in its middle, or at their distance outside of all boxes."""
        line = self.tracks.corners[number][index][1 if flat else 0] // 2
        channels = self.along if flat else self.across
        starts = self.tops if flat else self.lefts
        lane, count = self.tracks.lanes[number, index]
        step = self.measures.lane
        if line == 0:
            return 1 + lane * step
        if line == len(channels) - 1:
            return starts[-1] - 1 - (count - 1 - lane) * step
        return starts[line] - channels[line] / 2 + (lane - (count - 1) / 2) * step


def crossings(paths: Sequence[Path]) -> int:
    """Return how often flat and steep runs of different paths cross; a fork or a join is no crossing."""
    flat: list[tuple[int, float, float, float]] = []
    steep: list[tuple[int, float, float, float]] = []
    for number, path in enumerate(paths):
        for (x1, y1), (x2, y2) in pairwise(path):
            if y1 == y2:
                flat.append((number, y1, min(x1, x2), max(x1, x2)))
            else:
                steep.append((number, x1, min(y1, y2), max(y1, y2)))
    return sum(
        1
        for one, y, left, right in flat
        for other, x, top, bottom in steep
        if one != other and left + 0.1 < x < right - 0.1 and top + 0.1 < y < bottom - 0.1
    )
