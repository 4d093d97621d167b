"""Where points of line charts stand, and their values beside them, free of the line, of each other and of the ticks."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from builder.frozen import dataclass, replace
from builder.geometry import Rect
from builder.plan.axis import share_of, tick_texts, ticks_of
from builder.plan.marks import runs_label
from builder.plan.page import ChartSpec, Mark, Place
from builder.plan.series import GAP, Look
from builder.plan.setting import Setting, measured, plain_runs
from builder.text import natural_width

MARKER = 8.0
"""Side of a marker in points."""
TOUCH = 1.0
"""Points by which labels may overlap: rounding, nothing that is seen."""
AIR, INK = 2.0, 2.0
"""Points that a line keeps from a label's sides, and that a label's leading has free over and under its digits."""
CORNER = 4.0
"""Points across from a point to a label in a corner beside it; half as many down."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a label may stand: its place, and how many points to the right and down it is moved from there."""

    place: Place
    shift: tuple[float, float] | None = None


def spots(look: Look) -> tuple[Spot, ...]:
    """Return where a value may stand, the best-looking first: beside a steep line, in the corner that it leaves."""
    down, across = (CORNER + look.label.leading) / 2, MARKER - CORNER
    right = (Spot("right", (-across, -down)), Spot("right", (-across, down)))
    left = (Spot("left", (across, -down)), Spot("left", (across, down)))
    return (Spot("above"), Spot("right"), Spot("left"), Spot("below"), *right, *left)


def x_of(spec: ChartSpec, index: int) -> float:
    """Return the x of a point: at its number's place, or in the middle of its category's band."""
    plot = spec.plot
    if spec.x_axis:
        return plot.x + share_of(spec.x_axis, spec.xs[index]) * plot.width
    return plot.x + (index + 0.5) * plot.width / len(spec.categories)


def y_of(spec: ChartSpec, value: float) -> float:
    """Return the y of a value."""
    return spec.plot.bottom - share_of(spec.value_axis, value) * spec.plot.height


def point_label(words: str, x: float, y: float, spot: Spot, look: Look, setting: Setting) -> Mark:
    """Return a value beside its point, or the name of a line at its end."""
    runs = plain_runs(words, look.label, setting)
    return runs_label(runs, look.label, label_box(natural_width(runs) + 1, x, y, spot, look), "Value or name")


def label_box(wide: float, x: float, y: float, spot: Spot, look: Look) -> Rect:
    """Return where a label of a width stands that is above, below, left or right of a point, or in a corner there."""
    leading = look.label.leading
    beside = y - leading / 2
    places = {
        "above": (x - wide / 2, y - MARKER / 2 - leading - 2),
        "below": (x - wide / 2, y + MARKER / 2 + 2),
        "left": (x - MARKER - wide, beside),
        "right": (x + MARKER, beside),
    }
    left, top = places[spot.place]
    return Rect(left, top, wide, leading).moved(*spot.shift or (0.0, 0.0))


def place_values(spec: ChartSpec, room: Rect, unit: str, look: Look, setting: Setting) -> ChartSpec:
    """Return the specification of a single line with a place for each value; if one has none, none is written.

    `room` is the chart's box, which labels don't leave.
    """
    if not spec.show_values:
        return spec
    (series,) = spec.series
    points = [None if value is None else (x_of(spec, i), y_of(spec, value)) for i, value in enumerate(series.values)]
    lines = [(*a, *b) for a, b in pairwise(points) if a and b]
    taken = _ticks(spec, unit, look, setting)
    chosen: list[Spot | None] = []
    for words, point in zip(series.labels, points, strict=True):
        if point is None or words is None:
            chosen.append(None)
            continue
        wide = measured(look.label, setting)(words)
        boxes = {spot: label_box(wide, *point, spot, look) for spot in spots(look)}
        inside = {spot: box for spot, box in boxes.items() if room.x <= box.x and box.right <= room.right}
        free = next((spot for spot, box in inside.items() if _free(box, taken, lines, spec)), None)
        if free is None:
            return replace(spec, series=(replace(series, labels=(None,) * len(points)),), show_values=False)
        chosen.append(free)
        taken.append(boxes[free])
    places = tuple(spot.place if spot else None for spot in chosen)
    shifts = tuple(spot.shift if spot else None for spot in chosen)
    return replace(spec, series=(replace(series, label_places=places, label_shifts=shifts),))


def _ticks(spec: ChartSpec, unit: str, look: Look, setting: Setting) -> list[Rect]:
    """Return where the labels of the axis of values stand."""
    boxes = []
    for tick, words in zip(ticks_of(spec.value_axis), tick_texts(spec.value_axis, unit), strict=True):
        wide, leading = measured(look.axis, setting)(words), look.axis.leading
        boxes.append(Rect(spec.plot.x - GAP - wide, y_of(spec, tick) - leading / 2, wide, leading))
    return boxes


def _free(
    box: Rect, taken: Sequence[Rect], lines: Sequence[tuple[float, float, float, float]], spec: ChartSpec
) -> bool:
    """Tell whether a label stands on nothing, and not under the plot."""
    inner = box.inset(-AIR, INK, -AIR, INK)
    return (
        box.bottom <= spec.plot.bottom + TOUCH
        and not any(box.overlaps(other, TOUCH) for other in taken)
        and not any(inner.crossed(*line) for line in lines)
    )
