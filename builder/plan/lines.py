"""Line charts: over labels, or over numbers at their true distance. Lines are named at their ends."""

from __future__ import annotations

from itertools import pairwise

from builder import model
from builder.frozen import dataclass
from builder.geometry import Rect
from builder.plan.axis import (
    LOG_FORMAT,
    decimals,
    log_range,
    nice_step,
    number_format,
    share_of,
    thinned,
    tick_texts,
    ticks_of,
    value_range,
)
from builder.plan.bar_marks import whisker
from builder.plan.chart_head import broken_heading, heading, heading_height, heading_marks
from builder.plan.lay import Copy, lay
from builder.plan.line_labels import MARKER, Spot, place_values, point_label, x_of, y_of
from builder.plan.marks import label
from builder.plan.page import Axis, ChartSeries, ChartSpec, Mark, MarkerShape, Place, Shape, Stroke
from builder.plan.series import (
    GAP,
    SHAPES,
    Look,
    all_values,
    broken,
    category_label,
    chart_weights,
    has_intervals,
    legend_height,
    legend_marks,
    names,
    series_colors,
    value_labels,
    values_of,
    whiskers,
)
from builder.plan.setting import FitError, Setting, measured, plain_runs
from builder.regex import regex
from builder.text import natural_width

MOST_TICKS = 10
FEW = 8
"""A single line with at most this many points shows their values."""
MAX_LABEL_LINES = 3
NAMES = 0.34
"""Share of the width that names at the lines' ends may take; longer ones stand in a key."""
MARKERS: tuple[MarkerShape, ...] = ("circle", "square", "diamond", "triangle")
NUMBER = regex(r"-?\d+(\.\d+)?")


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the parts stand: the whole, the plot, the height of the words under it."""

    box: Rect
    plot: Rect
    labels: float


def numeric(content: model.ChartContent) -> tuple[float, ...]:
    """Return the categories as numbers when all are, else nothing."""
    if all(NUMBER.fullmatch(category) for category in content.categories):
        return tuple(float(category) for category in content.categories)
    return ()


def plan_lines(
    content: model.ChartContent, box: Rect, look: Look, setting: Setting
) -> tuple[Rect, ChartSpec, tuple[Mark, ...]]:
    """Return the box used, the specification and the marks of a line chart in `box`; FitError when labels don't fit."""
    axis = thinned(_axis(content, box, look, setting), content.unit, box.height / 2, lambda _: look.axis.leading)
    frame = _frame(content, axis, box, look, setting, ends=len(content.series) > 1)
    legend = ends_collide(content, frame.plot, axis, look) or frame.plot.right < box.right - NAMES * box.width
    if legend:
        frame = _frame(content, axis, box, look, setting, ends=False, legend=True)
    if frame.plot.height < 60 or frame.plot.width < 80:
        raise FitError("the chart has no room for its labels", content.at)
    spec = _spec(content, frame, axis, look, setting, legend=legend)
    spec = place_values(spec, box, content.unit, look, setting)
    marks = (
        *legend_marks(spec, box, look, setting),
        *_value_axis(content, spec, box, look, setting),
        *_category_axis(spec, frame, look, setting),
        *_lines(spec, look, setting),
    )
    return box, spec, marks


def _axis(content: model.ChartContent, box: Rect, look: Look, setting: Setting) -> Axis:
    values, title = all_values(content), heading(content.value_title, interval=content.interval)
    title = broken_heading(title, box.width, look, setting)
    if content.log:
        low, high, base = log_range(values, least=content.min, most=content.max)
        return Axis(low, high, base, LOG_FORMAT, title, gridlines=True, log=base)
    low, high, step = value_range(values, least=content.min, most=content.max, zero=content.min is None)
    axis = Axis(low, high, step, "", title, gridlines=True)
    code = number_format(decimals(ticks_of(axis)), content.unit, minus=low < 0)
    return Axis(low, high, step, code, title, gridlines=True)


def _frame(
    content: model.ChartContent,
    axis: Axis,
    box: Rect,
    look: Look,
    setting: Setting,
    *,
    ends: bool,
    legend: bool = False,
) -> Frame:
    """Return where the parts stand; with `ends`, the lines' names have room behind the plot, with `legend`, over it."""
    texts = tick_texts(axis, content.unit)
    left = max(natural_width(plain_runs(text, look.axis, setting)) for text in texts) + 2 * GAP
    named = [natural_width(plain_runs(s.name, look.label, setting)) for s in content.series] if ends else []
    if len(content.series) == 1 and len(content.categories) <= FEW:
        known = [words for words in value_labels(content.series[0].values, content.unit) if words]
        named = [natural_width(plain_runs(known[-1], look.label, setting))]
    xs = numeric(content)
    last = natural_width(plain_runs(tick_texts(_x_axis(xs), "")[-1], look.axis, setting)) / 2 + 1 if xs else 0.0
    right = max([last, MARKER, *(name + GAP + MARKER for name in named)])
    width = box.width - left - right
    labels = look.axis.leading if xs else _label_height(content, width / len(content.categories), look, setting)
    keyed = [series.name for series in content.series] if legend else []
    key = max(look.label.leading + 2, legend_height(keyed, box.width, look, setting, line=True))
    head = key + look.axis.leading / 2 + heading_height(axis.title, look)
    foot = labels + below(look) + (look.axis.leading + GAP if content.category_title else 0.0)
    return Frame(box, Rect(box.x + left, box.y + head, width, box.height - head - foot), labels)


def below(look: Look) -> float:
    """Return the points between the plot and the labels under it: free of the lowest tick's label beside it."""
    return look.axis.leading / 2


def _label_height(content: model.ChartContent, band: float, look: Look, setting: Setting) -> float:
    """Return the height of the categories' labels under the plot; FitError when one needs more than three lines."""
    laid = [
        lay([Copy(plain_runs(name, look.axis, setting), look.axis, at=content.at)], band - 4) for name in names(content)
    ]
    if max(one.lines for one in laid) > MAX_LABEL_LINES:
        raise FitError("a category's label is too long to stand under its point", content.at, "use shorter words")
    return max(one.height for one in laid)


def ends_collide(content: model.ChartContent, plot: Rect, axis: Axis, look: Look) -> bool:
    """Tell whether the names at the lines' ends would stand on each other; a legend says them then."""
    last = [[value for value in values_of(series) if value is not None][-1:] for series in content.series]
    heights = sorted(share_of(axis, value[0]) * plot.height for value in last if value)
    return len(content.series) > 1 and any(b - a < look.label.leading for a, b in pairwise(heights))


def _spec(
    content: model.ChartContent, frame: Frame, axis: Axis, look: Look, setting: Setting, *, legend: bool
) -> ChartSpec:
    xs, plot = numeric(content), frame.plot
    band = plot.width / len(content.categories) - 4
    single = len(content.series) == 1
    show = single and len(content.categories) <= FEW and not has_intervals(content)
    return ChartSpec(
        kind="line",
        horizontal=False,
        categories=names(content) if xs else broken(names(content), look.axis, band, setting),
        series=tuple(
            ChartSeries(
                name=series.name,
                values=values_of(series),
                labels=value_labels(series.values, content.unit) if show else _end_name(series, single or legend),
                color=color,
                marker=MARKERS[index % len(MARKERS)],
                dash=index % 2 == 1,
                whiskers=whiskers(content, series, look),
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
        legend_top=frame.box.y + heading_height(axis.title, look),
        show_values=show,
        heading=axis.title,
        category_title=content.category_title,
        xs=xs,
        x_axis=thinned(_x_axis(xs), "", plot.width, measured(look.axis, setting)) if xs else None,
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
    if high == low:  # a single point, at zero
        high = low + step
    if (high - low) / step > MOST_TICKS or (high - low) % step > 1e-6:
        step = nice_step(high - low, MOST_TICKS)
    return Axis(low, high, step, number_format(min(1, decimals([low, step])), "", minus=low < 0))


def _value_axis(content: model.ChartContent, spec: ChartSpec, box: Rect, look: Look, setting: Setting) -> list[Mark]:
    marks: list[Mark] = []
    ticks = ticks_of(spec.value_axis)
    for tick, text in zip(ticks, tick_texts(spec.value_axis, content.unit), strict=True):
        y = y_of(spec, tick)
        foot = tick == ticks[0]
        color, width = (spec.axis_color, spec.weights.axis) if foot else (spec.grid_color, spec.weights.grid)
        marks.append(Stroke(spec.plot.x, y, spec.plot.right, y, color, width, "Grid line"))
        place = Rect(box.x, y - look.axis.leading / 2, spec.plot.x - box.x - GAP, look.axis.leading)
        marks.append(label(text, look.axis, place, setting, align="right", name="Tick"))
    return [*marks, *heading_marks(spec.heading, box, look, setting, "Axis title")]


def _category_axis(spec: ChartSpec, frame: Frame, look: Look, setting: Setting) -> list[Mark]:
    y = spec.plot.bottom + below(look)
    marks: list[Mark] = []
    if spec.x_axis:
        axis = spec.x_axis
        for tick, words in zip(ticks_of(axis), tick_texts(axis, ""), strict=True):
            x, wide = spec.plot.x + share_of(axis, tick) * spec.plot.width, measured(look.axis, setting)(words)
            place = Rect(x - wide / 2, y, wide, frame.labels)
            marks.append(label(words, look.axis, place, setting, align="center", name="Tick"))
    else:
        band = spec.plot.width / len(spec.categories) - 4
        for index, words in enumerate(spec.categories):
            place = Rect(x_of(spec, index) - band / 2, y, band, frame.labels)
            marks.append(category_label(words, look.axis, place, setting, align="center", anchor="top"))
    if spec.category_title:
        place = Rect(spec.plot.x, y + frame.labels + GAP, spec.plot.width, look.axis.leading)
        marks.append(label(spec.category_title, look.axis, place, setting, align="center", name="Axis title"))
    return marks


def _lines(spec: ChartSpec, look: Look, setting: Setting) -> list[Mark]:
    marks: list[Mark] = []
    usual: Place = "above" if spec.show_values else "right"
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
        for index, point in enumerate(points):
            if point is None:
                continue
            x, y, words = point
            marks += _whisker(spec, series, index, x)
            marks.append(_marker(series, x, y))
            if words:
                place = (series.label_places[index] if series.label_places else None) or usual
                shift = series.label_shifts[index] if series.label_shifts else None
                marks.append(point_label(words, x, y, Spot(place, shift), look, setting))
    return marks


def _whisker(spec: ChartSpec, series: ChartSeries, index: int, x: float) -> list[Mark]:
    """Return the error bar of a point."""
    value, reach = series.values[index], series.whiskers
    if reach is None or value is None or reach.minus[index] is None:
        return []
    low, high = value - (reach.minus[index] or 0.0), value + (reach.plus[index] or 0.0)
    return whisker(x, y_of(spec, low), x, y_of(spec, high), series)


def _marker(series: ChartSeries, x: float, y: float) -> Shape:
    box = Rect(x - MARKER / 2, y - MARKER / 2, MARKER, MARKER)
    return Shape(box, SHAPES[series.marker], "Marker", fill=series.color)
