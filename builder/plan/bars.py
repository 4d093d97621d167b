"""Bar charts: upright, lying, grouped. Bars start at zero; values stand on the bars in place of an axis."""

from __future__ import annotations

from dataclasses import dataclass

from builder import model
from builder.geometry import Rect
from builder.plan.axis import decimals, number_format, value_range
from builder.plan.lay import Copy, lay
from builder.plan.marks import bar, label, runs_label
from builder.plan.page import Axis, ChartSeries, ChartSpec, Mark, Stroke
from builder.plan.series import (
    Look,
    all_values,
    chart_weights,
    legend_marks,
    point_colors,
    series_colors,
    value_labels,
)
from builder.plan.setting import FitError, Setting, plain_runs
from builder.text import natural_width, widest_word

GAP = 6.0
"""Points between a bar and its label, and between the plot and its category labels."""
BAR_LIMIT = 84.0
"""A bar is never wider than this many points; the gap grows instead."""
LYING_BAND, ROOMY_BAND = 2.7, 3.5
"""Height of a lying category with one bar, in lines of label text: for many categories, and for at most four."""
LYING_BAR = 1.5
"""What each further bar of a category adds, in lines of label text."""
FEW = 4
LABEL_SHARE = 0.44
"""Largest share of a chart's width that category labels may take beside lying bars."""
MAX_LABEL_LINES = 3


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the parts of a bar chart stand: the whole, the plot, and the room for category labels."""

    box: Rect
    plot: Rect
    labels: float


def plan_bars(
    content: model.ChartContent, box: Rect, look: Look, setting: Setting
) -> tuple[Rect, ChartSpec, tuple[Mark, ...]]:
    """Return the box used, the specification and the marks of a bar chart in `box`; FitError when labels don't fit."""
    lying = content.horizontal
    top = _head_height(content, look, lying=lying)
    if not lying:
        try:
            frame = _upright(content, box, top, look, setting)
        except FitError:
            lying = True
    if lying:
        top = _head_height(content, look, lying=True)
        frame = _lying(content, box, top, look, setting)
    spec = _spec(content, frame, lying, look, setting)
    marks = (
        *_heading(spec, frame.box, look, setting),
        *legend_marks(content, spec, frame.box, look, setting),
        *_bars(spec, look, setting),
        *_categories(spec, frame, look, setting),
    )
    return frame.box, spec, marks


def _said(content: model.ChartContent, *, lying: bool) -> str | None:
    """Return what stands over a bar chart: what its values are, and beside lying bars also what its categories are."""
    parts = [content.category_title if lying else None, content.value_title]
    return "  ·  ".join(part for part in parts if part) or None


def _head_height(content: model.ChartContent, look: Look, *, lying: bool) -> float:
    """Return the height of heading and legend over the plot."""
    heading = look.axis.leading + GAP if _said(content, lying=lying) else 0.0
    return heading + (look.label.leading + GAP if len(content.series) > 1 else 0.0)


def _heading(spec: ChartSpec, box: Rect, look: Look, setting: Setting) -> list[Mark]:
    if not spec.heading:
        return []
    return [label(spec.heading, look.axis, Rect(box.x, box.y, box.width, look.axis.leading), setting, name="Heading")]


def _upright(content: model.ChartContent, box: Rect, top: float, look: Look, setting: Setting) -> Frame:
    """Return the frame of upright bars; FitError when a category's label needs more than three lines."""
    band = box.width / len(content.categories)
    heights = []
    for category in content.categories:
        laid = lay([Copy(plain_runs(category, look.label, setting), look.label, at=content.at)], band - 8)
        if laid.lines > MAX_LABEL_LINES:
            raise FitError(f"the label `{category}` needs {laid.lines} lines under its bar", content.at)
        heights.append(laid.height)
    foot = max(heights) + GAP + (look.axis.leading + GAP if content.category_title else 0.0)
    head = top + look.label.leading + GAP
    foot += look.label.leading + GAP if min(all_values(content)) < 0 else 0.0
    plot = Rect(box.x, box.y + head, box.width, box.height - head - foot)
    if plot.height < 60:
        raise FitError("the chart has less than 60 pt of height", content.at)
    return Frame(box, plot, max(heights))


def _lying(content: model.ChartContent, box: Rect, top: float, look: Look, setting: Setting) -> Frame:
    count = len(content.categories)
    labels = [plain_runs(category, look.label, setting) for category in content.categories]
    natural = max(natural_width(runs) for runs in labels)
    room = max(min(natural, box.width * LABEL_SHARE), *(widest_word(runs) for runs in labels)) + 1
    if room > box.width * 0.6:
        raise FitError("a category's label is wider than the chart", content.at, "use shorter words")
    ends = max(natural_width(plain_runs(words, look.label, setting)) for words in _all_labels(content)) + 2 * GAP
    band = (ROOMY_BAND if count <= FEW else LYING_BAND) + LYING_BAR * (len(content.series) - 1)
    wanted = count * band * look.label.leading
    height = min(wanted, box.height - top)
    lines = max(lay([Copy(runs, look.label)], room).lines for runs in labels)
    if height / count < lines * look.label.leading + 2:
        raise FitError(f"{count} categories with {lines}-line labels don't fit {height:.0f} pt of height", content.at)
    before = ends if min(all_values(content)) < 0 else 0.0
    plot = Rect(box.x + room + GAP + before, box.y + top, box.width - room - GAP - before - ends, height)
    return Frame(box.with_height(top + height), plot, room)


def _all_labels(content: model.ChartContent) -> list[str]:
    return [words for series in content.series for words in value_labels(series.values, content.unit) if words] or [""]


def _spec(content: model.ChartContent, frame: Frame, lying: bool, look: Look, setting: Setting) -> ChartSpec:
    low, high, step = value_range(all_values(content), least=content.min, most=content.max, zero=True)
    length = frame.plot.height if lying else frame.plot.width
    band = length / len(content.categories)
    overlap = -6 if len(content.series) > 1 else 0
    units = len(content.series) - (len(content.series) - 1) * overlap / 100
    gap = max(55.0, (band / BAR_LIMIT - units) * 100)
    colors = series_colors(content, setting)
    return ChartSpec(
        kind="bar",
        horizontal=lying,
        categories=content.categories,
        series=tuple(
            ChartSeries(
                name=series.name,
                values=tuple(None if v is None else float(v) for v in series.values),
                labels=value_labels(series.values, content.unit),
                color=color,
                point_colors=point_colors(content, order, setting),
            )
            for order, (series, color) in enumerate(zip(content.series, colors, strict=True))
        ),
        value_axis=Axis(
            low,
            high,
            step,
            number_format(decimals([low, high, step]), content.unit),
            content.value_title,
            visible=False,
        ),
        plot=frame.plot,
        label_face=look.label.typeface.regular,
        label_size=look.label.size,
        label_color=look.label.color,
        axis_color=setting.color("grey"),
        grid_color=setting.color("grid"),
        weights=chart_weights(setting),
        gap_width=min(500, round(gap)),
        overlap=overlap,
        legend=len(content.series) > 1,
        heading=_said(content, lying=lying),
        legend_top=frame.box.y + (look.axis.leading + GAP if _said(content, lying=lying) else 0.0),
        category_title=None if lying else content.category_title,
    )


def bar_boxes(spec: ChartSpec) -> list[list[Rect | None]]:
    """Return the box of every bar, series by series: the geometry that PowerPoint derives from gap and overlap."""
    count, many = len(spec.categories), len(spec.series)
    length = spec.plot.height if spec.horizontal else spec.plot.width
    band = length / count
    share = 1 - spec.overlap / 100
    thick = band / (1 + (many - 1) * share + spec.gap_width / 100)
    first = thick * spec.gap_width / 200
    return [
        [
            None if value is None else _bar_box(spec, value, index * band + first + order * thick * share, thick)
            for index, value in enumerate(series.values)
        ]
        for order, series in enumerate(spec.series)
    ]


def _bar_box(spec: ChartSpec, value: float, offset: float, thick: float) -> Rect:
    axis, plot = spec.value_axis, spec.plot
    span = axis.maximum - axis.minimum
    start, end = sorted(((0.0 - axis.minimum) / span, (value - axis.minimum) / span))
    if spec.horizontal:
        return Rect(plot.x + start * plot.width, plot.y + offset, (end - start) * plot.width, thick)
    return Rect(plot.x + offset, plot.bottom - end * plot.height, thick, (end - start) * plot.height)


def _bars(spec: ChartSpec, look: Look, setting: Setting) -> list[Mark]:
    marks: list[Mark] = []
    for series, boxes in zip(spec.series, bar_boxes(spec), strict=True):
        for index, box in enumerate(boxes):
            if box is None:
                continue
            color = (series.point_colors[index] if series.point_colors else None) or series.color
            marks.append(bar(box, color))
            words = series.labels[index]
            if words:
                negative = (series.values[index] or 0.0) < 0
                marks.append(_value_label(words, box, spec, look, setting, negative=negative))
    marks.append(_baseline(spec))
    return marks


def _value_label(words: str, box: Rect, spec: ChartSpec, look: Look, setting: Setting, *, negative: bool) -> Mark:
    """Return a bar's value at its far end: a bar below zero has it on the other side."""
    runs = plain_runs(words, look.label, setting)
    wide = natural_width(runs) + 1
    leading = look.label.leading
    if spec.horizontal:
        x = box.x - GAP - wide if negative else box.right + GAP
        place = Rect(x, box.y + box.height / 2 - leading / 2, wide, leading)
    else:
        y = box.bottom + 2 if negative else box.y - leading - 2
        place = Rect(box.x + box.width / 2 - wide / 2, y, wide, leading)
    return runs_label(runs, look.label, place, "Value")


def _baseline(spec: ChartSpec) -> Stroke:
    plot, axis = spec.plot, spec.value_axis
    zero = (0.0 - axis.minimum) / (axis.maximum - axis.minimum)
    color, weight = spec.axis_color, spec.weights.axis
    if spec.horizontal:
        x = plot.x + zero * plot.width
        return Stroke(x, plot.y, x, plot.bottom, color, weight, "Baseline")
    y = plot.bottom - zero * plot.height
    return Stroke(plot.x, y, plot.right, y, color, weight, "Baseline")


def _categories(spec: ChartSpec, frame: Frame, look: Look, setting: Setting) -> list[Mark]:
    count, plot = len(spec.categories), spec.plot
    below = GAP + (look.label.leading + GAP if spec.value_axis.minimum < 0 else 0.0)
    marks: list[Mark] = []
    for index, category in enumerate(spec.categories):
        if spec.horizontal:
            band = plot.height / count
            box = Rect(frame.box.x, plot.y + index * band, frame.labels, band)
            marks.append(label(category, look.label, box, setting, align="right", anchor="middle", name="Category"))
        else:
            band = plot.width / count
            box = Rect(plot.x + index * band + 4, plot.bottom + below, band - 8, frame.labels)
            marks.append(label(category, look.label, box, setting, align="center", name="Category"))
    if spec.category_title:
        box = Rect(plot.x, plot.bottom + below + GAP + frame.labels, plot.width, look.axis.leading)
        marks.append(label(spec.category_title, look.axis, box, setting, align="center", name="Axis title"))
    return marks
