"""What a row chart shows in its rows: intervals or ranges as lines, values as markers, grouped by look."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder import model
from builder.frozen import dataclass
from builder.plan.page import Dots, MarkerShape, Stretches
from builder.plan.series import Look, series_colors
from builder.plan.setting import Setting
from builder.theme import Color
from builder.values import Measure

MARKERS: tuple[MarkerShape, ...] = ("square", "circle", "triangle")
SIZE, SINGLE, COMPARED = 10.0, 12.0, 10.0
"""Sizes of markers in points: of values, of single values among ranges, of the comparison group's."""
INTERVAL = 2.0
"""Width in points of an interval's line."""
RANGE, RANGE_SHARE = 15.0, 0.42
"""A range is as thick as this many points, or this share of its row."""
APART = 0.5
"""Share of a row over which the markers of several series are spread."""


@dataclass(frozen=True, slots=True)
class Point:
    """A value of a row: its measure and where it stands, counted in rows from the foot."""

    measure: Measure
    row: float


@dataclass(frozen=True, slots=True)
class Group:
    """Values of one series that look the same."""

    name: str
    color: Color
    hollow: bool
    order: int
    points: tuple[Point, ...]


def groups(content: model.ChartContent, setting: Setting) -> Iterator[Group]:
    """Yield the values of each series, those that are highlighted or tentative apart."""
    count, many = len(content.categories), len(content.series)
    for order, (series, color) in enumerate(zip(content.series, series_colors(content, setting), strict=True)):
        shift = APART * ((many - 1) / 2 - order) / many
        looks: dict[tuple[Color, bool], list[Point]] = {}
        for index, (category, measure) in enumerate(zip(content.categories, series.values, strict=True)):
            if measure is not None:
                look = _look(content, series, category, color, setting)
                looks.setdefault(look, []).append(Point(measure, round(count - index + shift, 4)))
        for (shown, hollow), points in looks.items():
            yield Group(series.name, shown, hollow, order, tuple(points))


def _look(
    content: model.ChartContent, series: model.Series, category: str, color: Color, setting: Setting
) -> tuple[Color, bool]:
    """Return the colour of a value, and whether it is drawn pale or thin: tentative ones are."""
    hollow = category in content.tentative or bool(series.name and series.name in content.tentative)
    if len(content.series) == 1 and any(name in content.highlight for name in content.categories):
        other = "muted" if content.kind == "range" else "grey"
        return setting.color("teal" if category in content.highlight else other), hollow
    # a thin line in the palest colour would be lost
    return setting.color("grey") if content.kind == "dot" and color == setting.color("muted") else color, hollow


def stretches(content: model.ChartContent, band: float, setting: Setting) -> tuple[Stretches, ...]:
    """Return intervals as thin lines, ranges as thick ones (tentative ones half as thick)."""
    thick = min(RANGE, RANGE_SHARE * band)
    made = []
    for group in groups(content, setting):
        wide = [p for p in group.points if _is_stretch(p.measure)]
        if not wide:
            continue
        name = content.interval or "Interval"
        width = INTERVAL
        if content.kind == "range":
            name, width = group.name or content.value_title or "Range", thick / 2 if group.hollow else thick
        made.append(
            Stretches(name, _floats(p.measure.low for p in wide), _floats(p.measure.high for p in wide),
                      tuple(p.row for p in wide), group.color, width)
        )  # fmt: skip
    return tuple(made)


def _is_stretch(measure: Measure) -> bool:
    return measure.low is not None and measure.low != measure.high


def _floats(numbers: Iterator[object]) -> tuple[float, ...]:
    return tuple(float(str(number)) for number in numbers)


def dots(content: model.ChartContent, band: float, look: Look, setting: Setting) -> tuple[Dots, ...]:
    """Return the markers: the chart's own, then the comparison group's."""
    made: list[Dots] = []
    seen: set[int] = set()
    for group in groups(content, setting):
        points = [p for p in group.points if content.kind == "dot" or not _is_stretch(p.measure)]
        if not points:
            continue
        ranged = content.kind == "range"
        name = group.name or content.value_title or "Value"
        made.append(
            Dots(
                name,
                tuple(_middle(p.measure) for p in points),
                tuple(p.row for p in points),
                "diamond" if ranged else MARKERS[group.order % len(MARKERS)],
                setting.color("muted") if group.hollow else group.color,
                SINGLE if ranged else SIZE,
                group.color if group.hollow else None,
                key=not ranged and group.order not in seen,
            )
        )
        seen.add(group.order)
    if any(number is not None for number in content.comparator):
        made.append(_compared(content, look, setting))
    return tuple(made)


def _middle(measure: Measure) -> float:
    return float(measure.low if measure.value is None else measure.value)  # type: ignore[arg-type]  # one is there


def _compared(content: model.ChartContent, look: Look, setting: Setting) -> Dots:
    count = len(content.categories)
    known: Sequence[tuple[int, float]] = [(i, float(n)) for i, n in enumerate(content.comparator) if n is not None]
    return Dots(
        content.comparator_name or "",
        tuple(value for _, value in known),
        tuple(float(count - index) for index, _ in known),
        "diamond",
        setting.color("muted"),
        COMPARED,
        edge=look.ink,
        key=True,
    )
