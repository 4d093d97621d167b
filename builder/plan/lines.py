"""Line charts: over labels, or over numbers at their true distance. Lines are named at their ends."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import Literal

from builder import model
from builder.geometry import Rect
from builder.plan.axis import decimals, label_of, nice_step, number_format, tick_values, value_range
from builder.plan.lay import Copy, lay
from builder.plan.marks import label, runs_label
from builder.plan.page import Axis, ChartSeries, ChartSpec, Mark, Shape, Stroke
from builder.plan.series import Look, all_values, chart_weights, legend_marks, series_colors, value_labels
from builder.plan.setting import FitError, Setting, plain_runs
from builder.text import natural_width

GAP = 6.0
MARKER = 8.0
"""Side of a marker in points."""
MOST_TICKS = 10
FEW = 8
"""A single line with at most this many points shows their values."""
MARKERS: tuple[Literal["circle", "square", "diamond", "triangle"], ...] = ("circle", "square", "diamond", "triangle")
NUMBER = re.compile(r"-?\d+(\.\d+)?")


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the parts stand: the plot, and the tick texts of the value axis."""

    plot: Rect
    ticks: tuple[float, ...]
    texts: tuple[str, ...]


def numeric(content: model.ChartContent) -> tuple[float, ...]:
    """Return the categories as numbers when all are, else nothing."""
    if all(NUMBER.fullmatch(category) for category in content.categories):
        return tuple(float(category) for category in content.categories)
    return ()


def plan_lines(
    content: model.ChartContent, box: Rect, look: Look, setting: Setting
) -> tuple[Rect, ChartSpec, tuple[Mark, ...]]:
    """Return the box used, the specification and the marks of a line chart in `box`; FitError when labels don't fit."""
    low, high, step = value_range(all_values(content), least=content.min, most=content.max, zero=content.min is None)
    ticks = tick_values(low, high, step)
    places = decimals(ticks)
    texts = tuple(label_of(tick, places, content.unit) for tick in ticks)
    plot = _plot(content, box, texts, look, setting)
    if plot.height < 60 or plot.width < 80:
        raise FitError("the chart has no room for its labels", content.at)
    axis = Axis(low, high, step, number_format(places, content.unit), content.value_title, gridlines=True)
    spec = _spec(content, plot, axis, look, setting)
    frame = Frame(plot, ticks, texts)
    marks = (
        *legend_marks(content, spec, box, look, setting),
        *_value_axis(spec, frame, box, look, setting),
        *_category_axis(spec, look, setting),
        *_lines(spec, look, setting),
    )
    return box, spec, marks


def _plot(content: model.ChartContent, box: Rect, texts: tuple[str, ...], look: Look, setting: Setting) -> Rect:
    left = max(natural_width(plain_runs(text, look.axis, setting)) for text in texts) + 2 * GAP
    names = (
        [natural_width(plain_runs(s.name, look.label, setting)) for s in content.series]
        if len(content.series) > 1
        else []
    )
    last = natural_width(plain_runs(content.categories[-1], look.axis, setting)) / 2
    right = max([last, MARKER, *(name + GAP + MARKER for name in names)])
    head = look.label.leading + GAP + (look.axis.leading + GAP if content.value_title else 0.0)
    width = box.width - left - right
    ticks = () if numeric(content) else content.categories
    foot = (
        _tick_height(ticks, width, look, setting) + GAP + (look.axis.leading + GAP if content.category_title else 0.0)
    )
    return Rect(box.x + left, box.y + head, width, box.height - head - foot)


def _tick_height(categories: Sequence[str], width: float, look: Look, setting: Setting) -> float:
    """Return the height of the labels under a plot: of one line for numbers, of the highest label for categories."""
    copies = (Copy(plain_runs(words, look.axis, setting), look.axis) for words in categories)
    heights = [lay([copy], width / len(categories)).height for copy in copies]
    return max([look.axis.leading, *heights])


def ends_collide(content: model.ChartContent, plot: Rect, axis: Axis, look: Look) -> bool:
    """Tell whether the names at the lines' ends would stand on each other; a legend says them then."""
    last = [[float(v) for v in series.values if v is not None][-1:] for series in content.series]
    heights = sorted(value[0] for value in last if value)
    unit = plot.height / (axis.maximum - axis.minimum)
    return len(content.series) > 1 and any((b - a) * unit < look.label.leading for a, b in pairwise(heights))


def _spec(content: model.ChartContent, plot: Rect, axis: Axis, look: Look, setting: Setting) -> ChartSpec:
    xs = numeric(content)
    single = len(content.series) == 1
    legend = ends_collide(content, plot, axis, look)
    show = single and len(content.categories) <= FEW
    return ChartSpec(
        kind="line",
        horizontal=False,
        categories=content.categories,
        series=tuple(
            ChartSeries(
                name=series.name,
                values=tuple(None if v is None else float(v) for v in series.values),
                labels=value_labels(series.values, content.unit) if show else _end_name(series, single or legend),
                color=color,
                marker=MARKERS[index % len(MARKERS)],
                dash=index % 2 == 1,
            )
            for index, (series, color) in enumerate(zip(content.series, series_colors(content, setting), strict=True))
        ),
        value_axis=axis,
        plot=plot,
        label_face=look.label.typeface.regular,
        label_size=look.label.size,
        label_color=look.label.color,
        axis_color=look.axis.color,
        grid_color=setting.color("grid"),
        gap_width=150,
        overlap=0,
        legend=legend,
        legend_top=plot.y - look.label.leading - GAP,
        show_values=show,
        heading=content.value_title,
        category_title=content.category_title,
        xs=xs,
        x_axis=_x_axis(xs) if xs else None,
        weights=chart_weights(setting),
    )


def _end_name(series: model.Series, unnamed: bool) -> tuple[str | None, ...]:
    """Return no labels but the series' name at its last value, unless it is `unnamed` there."""
    labels: list[str | None] = [None] * len(series.values)
    known = [index for index, value in enumerate(series.values) if value is not None]
    if known and not unnamed:
        labels[known[-1]] = series.name
    return tuple(labels)


def _x_axis(xs: tuple[float, ...]) -> Axis:
    """Return a numeric axis to the last point; its step is the least distance of two points unless that gives many."""
    low = min(0.0, *xs)
    marks = sorted({low, *xs})
    step = min((b - a for a, b in pairwise(marks)), default=1.0)
    high = max(xs)
    if (high - low) / step > MOST_TICKS or (high - low) % step > 1e-6:
        step = nice_step(high - low, MOST_TICKS)
    return Axis(low, high, step, "0" if decimals([low, step]) == 0 else "0.0")


def x_of(spec: ChartSpec, index: int) -> float:
    """Return the x of a point: at its number's place, or in the middle of its category's band."""
    plot = spec.plot
    if spec.x_axis:
        return (
            plot.x + (spec.xs[index] - spec.x_axis.minimum) / (spec.x_axis.maximum - spec.x_axis.minimum) * plot.width
        )
    return plot.x + (index + 0.5) * plot.width / len(spec.categories)


def y_of(spec: ChartSpec, value: float) -> float:
    """Return the y of a value."""
    axis = spec.value_axis
    return spec.plot.bottom - (value - axis.minimum) / (axis.maximum - axis.minimum) * spec.plot.height


def _value_axis(spec: ChartSpec, frame: Frame, box: Rect, look: Look, setting: Setting) -> list[Mark]:
    marks: list[Mark] = []
    for tick, text in zip(frame.ticks, frame.texts, strict=True):
        y = y_of(spec, tick)
        first = tick == frame.ticks[0]
        color, width = (spec.axis_color, spec.weights.axis) if first else (spec.grid_color, spec.weights.grid)
        marks.append(Stroke(spec.plot.x, y, spec.plot.right, y, color, width, "Grid line"))
        place = Rect(box.x, y - look.axis.leading / 2, spec.plot.x - box.x - GAP, look.axis.leading)
        marks.append(label(text, look.axis, place, setting, align="right", name="Tick"))
    if spec.value_axis.title:
        place = Rect(box.x, box.y, box.width, look.axis.leading)
        marks.append(label(spec.value_axis.title, look.axis, place, setting, name="Axis title"))
    return marks


def _category_axis(spec: ChartSpec, look: Look, setting: Setting) -> list[Mark]:
    marks: list[Mark] = []
    if spec.x_axis:
        axis = spec.x_axis
        places = decimals([axis.minimum, axis.major])
        at = [(t, label_of(t, places, "")) for t in tick_values(axis.minimum, axis.maximum, axis.major)]
        spots = [(spec.plot.x + (t - axis.minimum) / (axis.maximum - axis.minimum) * spec.plot.width, w) for t, w in at]
        band = spec.plot.width / max(1, len(spots) - 1)
    else:
        spots = [(x_of(spec, index), category) for index, category in enumerate(spec.categories)]
        band = spec.plot.width / len(spots)
    y = spec.plot.bottom + GAP
    high = _tick_height(() if spec.x_axis else spec.categories, spec.plot.width, look, setting)
    marks += [
        label(words, look.axis, Rect(x - band / 2, y, band, high), setting, align="center", name="Tick")
        for x, words in spots
    ]
    if spec.category_title:
        place = Rect(spec.plot.x, y + high + GAP, spec.plot.width, look.axis.leading)
        marks.append(label(spec.category_title, look.axis, place, setting, align="center", name="Axis title"))
    return marks


def _lines(spec: ChartSpec, look: Look, setting: Setting) -> list[Mark]:
    marks: list[Mark] = []
    for series in spec.series:
        points = [
            None if value is None else (x_of(spec, index), y_of(spec, value), series.labels[index])
            for index, value in enumerate(series.values)
        ]
        dash = (6.0, 4.0) if series.dash else ()
        # A gap stays a gap: a line across it would show values that nobody measured.
        marks += [
            Stroke(a[0], a[1], b[0], b[1], series.color, spec.weights.line, "Line", dash)
            for a, b in pairwise(points)
            if a and b
        ]
        for x, y, words in filter(None, points):
            marks.append(_marker(series, x, y))
            if words:
                marks.append(_point_label(words, x, y, spec, look, setting))
    return marks


SHAPES: Mapping[str, Literal["ellipse", "rect", "diamond", "triangle"]] = MappingProxyType(
    {"circle": "ellipse", "square": "rect", "diamond": "diamond", "triangle": "triangle", "none": "ellipse"}
)


def _marker(series: ChartSeries, x: float, y: float) -> Shape:
    box = Rect(x - MARKER / 2, y - MARKER / 2, MARKER, MARKER)
    return Shape(box, SHAPES[series.marker], "Marker", fill=series.color)


def _point_label(words: str, x: float, y: float, spec: ChartSpec, look: Look, setting: Setting) -> Mark:
    runs = plain_runs(words, look.label, setting)
    wide, leading = natural_width(runs) + 1, look.label.leading
    if spec.show_values:
        return runs_label(runs, look.label, Rect(x - wide / 2, y - MARKER / 2 - leading - 2, wide, leading), "Value")
    return runs_label(runs, look.label, Rect(x + MARKER, y - leading / 2, wide, leading), "Series name")
