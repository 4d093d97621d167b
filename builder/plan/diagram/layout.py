"""The layout of a diagram: type size, direction or folding, boxes and paths in points, from labels, links and room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal, TypeAlias

from builder.geometry import Rect
from builder.plan.diagram.board import Board, Link
from builder.plan.diagram.frames import Frame, folded, layered, straight
from builder.plan.diagram.labels import MOST_LINES, Labels
from builder.plan.diagram.tracks import Channel, Tracks, lay_tracks, port_of
from builder.plan.diagram.ways import Side

Path: TypeAlias = tuple[tuple[float, float], ...]
"""The corners of an arrow's line in points, from the border of one box to the border of the other."""
Direction: TypeAlias = Literal["across", "down"]

LEAST_GAP = 14.0
"""Points between two boxes, so that an arrow's head is seen."""
UNFOLDED = 16.0
"""Type size in points down to which a chain is not folded so that its type can be larger."""
ROUNDS = 3
"""How often arrows that cross are routed again."""
TRIES = 8
"""How many folded frames are tried before the one with the fewest crossings is taken."""


@dataclass(frozen=True, slots=True)
class Measures:
    """Lengths that go with a type size, in points: the paddings of a box, the gaps between boxes, what lanes need.

    A compact drawing takes as little height as arrows allow: their heads need 14 pt.
    """

    size: float
    leading: float
    compact: bool = False

    @property
    def unit(self) -> float:
        """What 1 pt at 14 pt type is at this size."""
        return self.size / 14

    @property
    def pad(self) -> tuple[float, float]:
        """The least space between a label and the border of its box, sideways and above."""
        return 5.5 * self.unit, (2.0 if self.compact else 3.5) * self.unit

    @property
    def gap(self) -> tuple[float, float]:
        """The least gap between two boxes beside and below each other."""
        return 28 * self.unit, LEAST_GAP if self.compact else 18 * self.unit

    @property
    def roomy(self) -> tuple[float, float]:
        """The gaps that room is given to before anything else grows."""
        return 58 * self.unit, 40 * self.unit

    @property
    def lane(self) -> float:
        """The distance of two lanes, and of two ports."""
        return 7 * self.unit

    @property
    def clear(self) -> float:
        """The least distance of a lane from the boxes beside it: an arrow head finds room there."""
        return 7.5 * self.unit

    @property
    def sign(self) -> float:
        """The same where a question mark stands at the end of an arrow."""
        return 18 * self.unit

    @property
    def outside(self) -> float:
        """The distance of the first lane that runs around the boxes from them."""
        return 9 * self.unit

    def height(self, lines: int) -> float:
        """Return the height of a box with so many lines."""
        return lines * self.leading + 2 * self.pad[1]

    def widest(self) -> float:
        """Return the width that no box passes while its label has room otherwise."""
        return 176 * self.unit


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be laid out: labels, links, and the room in points; `scale` are type sizes with their leadings.

    A compact drawing takes as little height as it needs.
    """

    labels: Labels
    links: tuple[Link, ...]
    width: float
    height: float
    scale: tuple[tuple[float, float], ...]
    direction: Direction | None = None
    compact: bool = False


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


@dataclass(frozen=True, slots=True)
class Fit:
    """A frame whose boxes have room at a size: the width and height of a box, and how much air is left.

    Air is room between boxes beyond what must be, and cells of a folded frame that stay free for arrows.
    """

    frame: Frame
    measures: Measures
    width: float
    height: float
    air: float


@lru_cache(maxsize=128)
def lay_out(task: Task) -> Drawing | None:
    """Return the drawing with the largest type that the room allows, or None when even the smallest has no room."""
    layers = layered(len(task.labels.words), task.links)
    flat = [straight(layers, down=way == "down") for way in ("across", "down") if task.direction in (None, way)]
    bands = list(folded(layers, task.links)) if task.direction != "down" else []
    tries = [(size, flat) for size in task.scale if size[0] >= UNFOLDED]
    tries += [(size, [*flat, *bands]) for size in task.scale]
    for (size, leading), frames in tries:
        fits = [fit for frame in frames if (fit := _fit(frame, Measures(size, leading, task.compact), task))]
        fits.sort(key=lambda fit: (fit.frame.folded, -fit.air))
        if drawing := _best(fits, task):
            return drawing
    return None


def _fit(frame: Frame, measures: Measures, task: Task) -> Fit | None:
    """Return a frame's boxes as wide as their labels ask for, or None when they have no room."""
    columns, rows = frame.columns, frame.rows
    around_x, around_y = (measures.outside * 1.2, measures.outside * 0.7) if frame.folded else (0.0, 0.0)
    room_x = task.width - 2 * around_x - (columns - 1) * measures.gap[0]
    room_y = task.height - 2 * around_y - (rows - 1) * measures.gap[1]
    most = room_x if columns == 1 else min(room_x / columns, measures.widest())
    inner = (most - 2 * measures.pad[0]) / measures.size
    if inner < task.labels.widest_word():
        return None
    lines = task.labels.lines(inner)
    height = measures.height(lines)
    if lines > MOST_LINES or height * rows > room_y:
        return None
    width = task.labels.narrowest(lines, inner) * measures.size + 2 * measures.pad[0] + 0.5
    spare_x = (room_x - columns * width) / max(1, columns - 1)
    spare_y = (room_y - rows * height) / max(1, rows - 1) if rows > 1 else spare_x
    air = min(spare_x / (measures.roomy[0] - measures.gap[0]), spare_y / (measures.roomy[1] - measures.gap[1]))
    free = 1 - len(task.labels.words) / (columns * rows) if frame.folded else 0.0
    return Fit(frame, measures, width, height, min(1.0, air) + 2 * min(free, 0.3))


def _best(fits: Sequence[Fit], task: Task) -> Drawing | None:
    """Return the first drawing without crossings of those that are tried, or the one with the fewest."""
    best: Drawing | None = None
    for drawing in _drawings(fits, task):
        if best is None or drawing.crossings < best.crossings:
            best = drawing
        if best.crossings == 0:
            break
    return best


def _drawings(fits: Sequence[Fit], task: Task) -> Iterator[Drawing]:
    """Yield drawings of the first fits; frames whose arrows find no room after all don't count."""
    made = 0
    for fit in fits:
        board = _seated(fit.frame, task)
        drawing = board and _drawn(fit, board, task)
        if drawing:
            yield drawing
            made += 1
        if made == TRIES:
            return


def _seated(frame: Frame, task: Task) -> Board | None:
    """Return a board with every box of a frame and every route; None when one has no place."""
    board = Board(frame.columns, frame.rows, len(task.labels.words), task.links)
    for box, cell in frame.seats:
        board.place(box, cell)
    if not board.route_all():
        return None
    board.untangle(ROUNDS)
    if not all(board.seat(box) for box in frame.others):
        return None
    return board


def _drawn(fit: Fit, board: Board, task: Task) -> Drawing | None:
    """Return a board in points; None when its lanes need more than the room."""
    tracks = lay_tracks(board)
    measures, frame = fit.measures, fit.frame
    signs = _signs(tracks, task.links)
    across = _channels(tracks, measures, frame.columns, signs, flat=False)
    along = _channels(tracks, measures, frame.rows, signs, flat=True)
    most = (task.width - sum(across)) / frame.columns
    inner = (min(most, fit.width) - 2 * measures.pad[0]) / measures.size
    if inner < task.labels.widest_word():
        return None
    lines = task.labels.lines(inner)
    height = measures.height(lines)
    if lines > MOST_LINES or frame.rows * height + sum(along) > task.height + 0.5:
        return None
    width, across = _spread(min(most, fit.width), across, task.width, frame.columns, measures.roomy[0])
    if not task.compact:
        _, along = _spread(height, along, task.height, frame.rows, measures.roomy[1])
    return _Geometry(board, tracks, measures, width, height, across, along).drawing(frame)


def _signs(tracks: Tracks, links: Sequence[Link]) -> frozenset[Channel]:
    """Return the channels from which disputed arrows turn to their box: its question mark needs room there."""
    found = set()
    for link, corners in zip(links, tracks.corners, strict=True):
        if link.sign == "disputed" and len(corners) > 3:
            (x1, y1), (_, y2) = corners[-3:-1]
            found.add((True, y1) if y1 == y2 else (False, x1))
    return frozenset(found)


def _channels(tracks: Tracks, measures: Measures, count: int, signs: frozenset[Channel], *, flat: bool) -> list[float]:
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


def _spread(box: float, channels: Sequence[float], room: float, count: int, roomy: float) -> tuple[float, list[float]]:
    """Return boxes and channels grown into the room: the inner channels to a roomy width, then the boxes a little."""
    out = list(channels)
    spare = room - sum(out) - count * box
    if count > 1 and spare > 0:
        grow = min(spare / (count - 1), max(0.0, roomy - min(out[1:-1])))
        out = [out[0], *(width + grow for width in out[1:-1]), out[-1]]
        spare -= grow * (count - 1)
    return box + min(max(0.0, spare) / count, box * 0.2), out


class _Geometry:
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

    def drawing(self, frame: Frame) -> Drawing:
        board, links = self.board, self.board.links
        boxes = tuple(self.box(number) for number in range(len(board.seats)))
        sides = tuple((r.way.leaves, r.way.enters) for r in board.routes if r)
        paths = tuple(self.path(number, *sides[number]) for number in range(len(links)))
        wide, high = sum(self.across) + frame.columns * self.width, sum(self.along) + frame.rows * self.height
        size, leading = self.measures.size, self.measures.leading
        return Drawing(size, leading, boxes, paths, sides, wide, high, frame.folded, crossings(paths))

    def box(self, number: int) -> Rect:
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
        box = self.box(number)
        return {Side.TOP: box.y, Side.BOTTOM: box.bottom, Side.LEFT: box.x, Side.RIGHT: box.right}[side]

    def port(self, link: Link, side: Side, *, leaving: bool, flat: bool) -> float:
        box = self.box(link.source if leaving else link.target)
        middle = box.y + box.height / 2 if flat else box.x + box.width / 2
        steps = self.tracks.ports[port_of(link, side, leaving=leaving)]
        return middle + steps * self.measures.lane * 1.5

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
