"""Bar charts: upright, lying, grouped, stacked. Bars start at zero; values stand on the bars, or on an axis beside
intervals and shares."""

from __future__ import annotations

from builder import model
from builder.frozen import replace
from builder.geometry import Rect
from builder.plan.axis import thinned
from builder.plan.bar_frames import Frame, Job, lying, said, upright, value_axis
from builder.plan.bar_labels import collide, overflow, place_labels
from builder.plan.bar_marks import bar_marks
from builder.plan.chart_head import heading_height
from builder.plan.page import ChartSeries, ChartSpec, Mark
from builder.plan.series import (
    GAP,
    Look,
    broken,
    chart_weights,
    has_intervals,
    hatch_of,
    legend_marks,
    names,
    pale,
    point_colors,
    point_hatches,
    receding,
    series_colors,
    value_labels,
    values_of,
    whiskers,
)
from builder.plan.setting import FitError, Setting, measured
from builder.values import Measure

BAR_LIMIT = 84.0
"""A bar is never wider than this many points; the gap grows instead."""


def plan_bars(
    content: model.ChartContent, box: Rect, look: Look, setting: Setting
) -> tuple[Rect, ChartSpec, tuple[Mark, ...]]:
    """Return the box used, the specification and the marks of a bar chart in `box`; FitError when labels don't fit."""
    compared = bool(content.comparator)
    content = _side_by_side(content) if compared else content
    # one upright bar would stand lost over a long axis
    lies = content.horizontal or len(content.categories) == 1
    legend = len(content.series) > 1 and not (compared and not content.series[0].name)
    job = Job(content, lies, content.shares or has_intervals(content), legend, compared)
    spec, frame = _labelled(job, box, look, setting)
    marks = (
        *legend_marks(spec, frame.box, look, setting),
        *bar_marks(spec, frame.box, frame.labels, look, setting, unit=content.unit),
    )
    return frame.box, spec, marks


def _side_by_side(content: model.ChartContent) -> model.ChartContent:
    """Return a chart whose comparison group has bars of its own, beside those that they are compared with."""
    values = tuple(None if number is None else Measure(number) for number in content.comparator)
    other = model.Series(name=content.comparator_name or "", values=values)
    return replace(content, series=(*content.series, other), comparator=(), comparator_name=None)


def _labelled(job: Job, box: Rect, look: Look, setting: Setting) -> tuple[ChartSpec, Frame]:
    """Return a bar chart whose series are named in its labels or in a key, and whose values all can be read."""
    direct = _direct(job, box, look, setting) if job.stacked else None
    spec, frame = direct if direct and _all_named(direct[0]) else _planned(job, box, look, setting)
    if job.stacked and not job.axis and not _all_written(spec):
        return _labelled(replace(job, axis=True), box, look, setting)
    return spec, frame


def _all_written(spec: ChartSpec) -> bool:
    """Tell whether each value has a label: parts of stacks that are too short for theirs are read from an axis."""
    pairs = (pair for series in spec.series for pair in zip(series.values, series.labels, strict=True))
    return all(label or not value for value, label in pairs)


def _direct(job: Job, box: Rect, look: Look, setting: Setting) -> tuple[ChartSpec, Frame] | None:
    """Return a chart whose labels name its series, which makes them longer; None where they have no room."""
    try:
        return _planned(replace(job, legend=False), box, look, setting)
    except FitError:
        return None


def _all_named(spec: ChartSpec) -> bool:
    """Tell whether each series that needs a name has it in one of its labels."""
    return all(any(series.name in (label or "") for label in series.labels) for series in spec.series)


def _planned(job: Job, box: Rect, look: Look, setting: Setting) -> tuple[ChartSpec, Frame]:
    """Return the specification and the frame; labels that are too long for upright bars lay the bars down."""
    if not job.lying:
        try:
            frame = upright(job, box, look, setting)
        except FitError:
            job = replace(job, lying=True)
    if job.lying:
        frame = lying(job, box, look, setting)
    spec = place_labels(_spec(job, frame, look, setting), look, setting, named=not job.legend)
    if not job.lying and collide(spec, frame.box, look, setting):
        return _planned(replace(job, lying=True), box, look, setting)
    excess = overflow(spec, frame.box, look, setting) if job.lying else 0.0
    if excess:  # shorter bars take their labels along; where no bars are left, `lying` says so
        return _planned(replace(job, more=job.more + excess + 1), box, look, setting)
    return spec, frame


def _series(job: Job, look: Look, setting: Setting) -> tuple[ChartSeries, ...]:
    """Return the series of a bar chart, the comparison group's last, in grey."""
    content, colors = job.content, series_colors(job.content, setting)
    if job.compared:
        colors = (*colors[:-1], setting.color("muted"))
    made = [
        ChartSeries(
            name=series.name,
            values=values_of(series),
            labels=value_labels(series.values, content.unit),
            color=color,
            point_colors=point_colors(content, order, setting) if not job.stacked else (),
            hatch=hatch_of(content, order),
            point_hatches=point_hatches(content) if not job.stacked else (),
            whiskers=whiskers(content, series, look),
        )
        for order, (series, color) in enumerate(zip(content.series, colors, strict=True))
    ]
    if has_intervals(content):
        return tuple(pale(series, setting) for series in made)
    if job.compared and not job.legend:
        made[-1] = _named(made[-1])
    return tuple(receding(series, setting) for series in made)


def _named(series: ChartSeries) -> ChartSeries:
    """Return a series whose first value says its name, where a key would explain one of two colours."""
    first = next(index for index, label in enumerate(series.labels) if label)
    labels = (f"{series.name} {label}" if index == first else label for index, label in enumerate(series.labels))
    return replace(series, labels=tuple(labels))


def _spec(job: Job, frame: Frame, look: Look, setting: Setting) -> ChartSpec:
    content = job.content
    length = frame.plot.height if job.lying else frame.plot.width
    band = length / len(content.categories)
    overlap = 100 if job.stacked else -6 if len(content.series) > 1 else 0
    units = job.bars - (job.bars - 1) * overlap / 100
    gap = max(55.0, (band / BAR_LIMIT - units) * 100)
    title = said(job, frame.box, look, setting)
    axis = value_axis(job, frame.below)
    if axis.visible and not content.shares:
        extent = measured(look.axis, setting) if job.lying else lambda _: look.axis.leading
        room = frame.plot.width if job.lying else frame.plot.height
        axis = thinned(axis, content.unit, room, extent)
    elif content.shares and job.lying and frame.plot.width / 4 < measured(look.axis, setting)("100%") + GAP:
        axis = replace(axis, major=0.5)
    return ChartSpec(
        kind="bar",
        horizontal=job.lying,
        categories=broken(names(content), look.label, frame.labels if job.lying else band - 8, setting),
        series=_series(job, look, setting),
        value_axis=axis,
        plot=frame.plot,
        label_face=look.label.typeface.regular,
        label_size=look.label.size,
        label_color=look.label.color,
        axis_color=look.axis.color,
        grid_color=setting.color("grid"),
        weights=chart_weights(setting),
        gap_width=min(500, round(gap)),
        overlap=overlap,
        legend=job.legend,
        heading=title,
        legend_top=frame.box.y + heading_height(title, look),
        category_title=None if job.lying else content.category_title,
        grouping="shares" if content.shares else "stacked" if job.stacked else "clustered",
        ground=look.ground,
    )
