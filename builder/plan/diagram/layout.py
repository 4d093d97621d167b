"""The layout of a diagram: type size, direction or folding, boxes and paths in points, from labels, links and room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, TypeAlias

from builder.frozen import dataclass
from builder.kept import of_deck
from builder.plan.diagram.board import Board
from builder.plan.diagram.drawing import Drawing, Geometry, channel_widths, sign_channels, spread
from builder.plan.diagram.frames import Frame, folded, layered, straight
from builder.plan.diagram.labels import MOST_LINES, Labels
from builder.plan.diagram.measures import Measures
from builder.plan.diagram.tracks import lay_tracks
from builder.plan.diagram.traffic import Link

Direction: TypeAlias = Literal["across", "down"]

UNFOLDED = 16.0
"""Type size in points down to which a chain is not folded so that its type can be larger."""
USUAL = 20.0
"""The largest type in points for drawings of several rows; larger is for a single chain, which leaves room else."""
ROUNDS = 3
"""How often arrows that cross are routed again."""
WORK = 400
"""What is seated and routed for a better drawing, all tries together; twice as much for any at all.

This is what bounds the time that a diagram takes.
"""
LEAST_TRIES = 2
TRIES = 8
"""How many frames are tried at one size before the drawing with the fewest crossings is taken."""


FEW = 12
"""Boxes up to which a folded frame may be full."""
AIRY = 1.25
"""Cells for each of more boxes in the frames that are tried first: in fuller ones arrows seldom find free ways."""
WIDER = 1.2
"""Share by which boxes grow in width where there is room."""


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
class Fit:
    """A frame whose boxes have room at a size: the width and height of a box, and how much air is left.

    Air is room between boxes beyond what must be, and cells of a folded frame that stay free for arrows.
    """

    frame: Frame
    measures: Measures
    width: float
    height: float
    air: float


@of_deck(128)
def lay_out(task: Task) -> Drawing | None:
    """Return the drawing with the largest type that the room allows, or None when even the smallest has no room.

    Frames that need no folding come first, down to 16 pt. Of folded ones, smaller type is taken where it saves
    crossings: a line that crosses another is harder to follow than a label a point smaller is to read.
    """
    layers = layered(len(task.labels.words), task.links)
    flat = [straight(layers, down=way == "down") for way in ("across", "down") if task.direction in (None, way)]
    bands = list(folded(layers, task.links)) if task.direction != "down" else []
    tries = [(size, flat if size[0] <= USUAL else flat[:1]) for size in task.scale if size[0] >= UNFOLDED]
    airy = [frame for frame in bands if _airy(frame, task)]
    usual = [size for size in task.scale if size[0] <= USUAL]
    tries += [(size, [*flat, *airy]) for size in usual]
    tries += [(size, [frame for frame in bands if not _airy(frame, task)]) for size in usual]
    boards: dict[Frame, Board | None] = {}
    best: Drawing | None = None
    for (size, leading), frames in tries:
        fits = _fits(frames, Measures(size, leading, task.compact), task)
        best = _best(fits, task, boards, best)
        if best and _good(best):
            break
    return best


def _airy(frame: Frame, task: Task) -> bool:
    """Tell whether arrows have cells to pass in a folded frame; few boxes find their ways in a full one, too."""
    boxes = len(task.labels.words)
    return boxes <= FEW or frame.columns * frame.rows >= AIRY * boxes


def _fits(frames: Sequence[Frame], measures: Measures, task: Task) -> list[Fit]:
    """Return the frames whose boxes have room, those without folding and those with more air first."""
    sizes: dict[tuple[int, int, bool], tuple[float, float, float] | None] = {}
    for frame in frames:
        shape = (frame.columns, frame.rows, frame.folded)
        if shape not in sizes:
            sizes[shape] = _size(frame, measures, task)
    made = ((frame, sizes[frame.columns, frame.rows, frame.folded]) for frame in frames)
    fits = [Fit(frame, measures, *size) for frame, size in made if size]
    return sorted(fits, key=lambda fit: (fit.frame.folded, -fit.air))


def _size(frame: Frame, measures: Measures, task: Task) -> tuple[float, float, float] | None:
    """Return width and height of a frame's boxes and its air; None when they have no room."""
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
    return width, height, min(1.0, air) + 2 * min(free, 0.3)


def _best(fits: Sequence[Fit], task: Task, boards: dict[Frame, Board | None], best: Drawing | None) -> Drawing | None:
    """Return the first good drawing, or the one with the fewest crossings of those tried and the best before them."""
    for drawing in _drawings(fits[:TRIES], task, boards, found=best is not None):
        if best is None or drawing.crossings < best.crossings:
            best = drawing
        if _good(best):
            break
    return best


def _good(drawing: Drawing) -> bool:
    """Tell whether no other frame is worth a try: nothing crosses, or it follows the layers as they are."""
    return drawing.crossings == 0 or not drawing.folded


def tries_of(task: Task) -> int:
    """Return how many boards may be made for a better drawing: each takes time with the square of its arrows."""
    return max(LEAST_TRIES, WORK // (len(task.labels.words) + len(task.links) ** 2 // 15))


def _drawings(fits: Sequence[Fit], task: Task, boards: dict[Frame, Board | None], *, found: bool) -> Iterator[Drawing]:
    """Yield the drawings of those frames whose arrows find room; a frame's board is the same at every size.

    With one `found`, fewer are tried.
    """
    most = tries_of(task)
    for fit in fits:
        if fit.frame not in boards:
            if len(boards) >= (most if found else 2 * most):
                continue
            boards[fit.frame] = _seated(fit.frame, task)
        board = boards[fit.frame]
        if board and (drawing := _drawn(fit, board, task)):
            found = True
            yield drawing


def _seated(frame: Frame, task: Task) -> Board | None:
    """Return a board with every box of a frame and every route; None when one has no place."""
    board = Board(frame.columns, frame.rows, len(task.labels.words), task.links)
    for box, cell in frame.seats:
        board.place(box, cell)
    if not board.route_all():
        return None
    board.untangle(ROUNDS)
    return board if all(board.seat(box) for box in frame.others) else None


def _drawn(fit: Fit, board: Board, task: Task) -> Drawing | None:
    """Return a board in points; None when its lanes need more than the room."""
    tracks = lay_tracks(board)
    measures, frame = fit.measures, fit.frame
    signs = sign_channels(tracks, task.links)
    across = channel_widths(tracks, measures, frame.columns, signs, flat=False)
    along = channel_widths(tracks, measures, frame.rows, signs, flat=True)
    most = (task.width - sum(across)) / frame.columns
    inner = (min(most, fit.width) - 2 * measures.pad[0]) / measures.size
    if inner < task.labels.widest_word():
        return None
    lines = task.labels.lines(inner)
    height = measures.height(lines)
    if lines > MOST_LINES or frame.rows * height + sum(along) > task.height + 0.5:
        return None
    width = min(most, fit.width)
    width, across = spread(width, across, task.width, frame.columns, measures.roomy[0], width * WIDER)
    if not task.compact:
        height, along = spread(height, along, task.height, frame.rows, measures.roomy[1], measures.comfort(lines))
    return Geometry(board, tracks, measures, width, height, across, along).drawing(folded=frame.folded)
