"""A bar chart as drawn marks: the same bars, axis and labels as the native chart's."""

from __future__ import annotations

from itertools import chain

from builder.geometry import Rect
from builder.plan.axis import share_of, tick_texts, ticks_of
from builder.plan.bar_boxes import bar_boxes
from builder.plan.bar_labels import Pen, label_box
from builder.plan.chart_head import heading_marks
from builder.plan.hatch import hatched
from builder.plan.lay import Copy, lay
from builder.plan.marks import bar, label, recolored, rimmed, text_box
from builder.plan.page import ChartSeries, ChartSpec, Mark, Stroke
from builder.plan.series import GAP, Look, category_label
from builder.plan.setting import Setting, plain_runs
from builder.text import natural_width

CAP = 7.0
"""Length in points of the cross line at a whisker's end."""
WHISKER = 1.5
AROUND = 2.5
"""Points of plate on both sides of a label that stands on hatched ground."""
SEAM = 1.5
"""Points between the parts of a stack."""


def bar_marks(spec: ChartSpec, box: Rect, labels: float, look: Look, setting: Setting, *, unit: str) -> list[Mark]:
    """Return the marks of a bar chart in its box. `labels` is the room for category labels: width, or height."""
    shown = "%" if spec.grouping == "shares" else unit
    return [
        *heading_marks(spec.heading, box, look, setting),
        *value_axis(spec, look, setting, unit=shown),
        *_bars(spec, look, setting),
        *_categories(spec, box, labels, look, setting),
    ]


def value_axis(spec: ChartSpec, look: Look, setting: Setting, *, unit: str) -> list[Mark]:
    """Return the grid lines and ticks of a visible axis of values."""
    axis, plot = spec.value_axis, spec.plot
    if not axis.visible:
        return []
    shares = tuple(f"{round(100 * tick)}%" for tick in ticks_of(axis)) if spec.grouping == "shares" else ()
    texts = shares or tick_texts(axis, unit)
    marks: list[Mark] = []
    for tick, words in zip(ticks_of(axis), texts, strict=True):
        share = share_of(axis, tick)
        wide = natural_width(plain_runs(words, look.axis, setting)) + 1
        if spec.horizontal:
            x = plot.x + share * plot.width
            marks.append(Stroke(x, plot.y, x, plot.bottom, spec.grid_color, spec.weights.grid, "Grid line"))
            place = Rect(x - wide / 2, plot.bottom + GAP, wide, look.axis.leading)
        else:
            y = plot.bottom - share * plot.height
            marks.append(Stroke(plot.x, y, plot.right, y, spec.grid_color, spec.weights.grid, "Grid line"))
            place = Rect(plot.x - GAP - wide, y - look.axis.leading / 2, wide, look.axis.leading)
        marks.append(label(words, look.axis, place, setting, align="center", name="Tick"))
    return marks


def _bars(spec: ChartSpec, look: Look, setting: Setting) -> list[Mark]:
    """Return the bars, then the whiskers and labels over them, category by category, as they are read."""
    pen = Pen(look, setting, spec.horizontal)
    bars: list[Mark] = []
    over: list[list[Mark]] = [[] for _ in spec.categories]
    for order, (series, boxes) in enumerate(zip(spec.series, bar_boxes(spec), strict=True)):
        for index, box in enumerate(boxes):
            if box is None:
                continue
            bars += bar_shape(series, index, _apart(spec, order, box), look)
            over[index] += _whisker(spec, series, index, box)
            if series.labels[index]:
                over[index].append(_value(spec, series, index, box, pen))
    return [*bars, _baseline(spec, setting), *chain.from_iterable(over)]


def bar_shape(series: ChartSeries, index: int, box: Rect, look: Look) -> list[Mark]:
    """Return one bar, filled or hatched; nothing for a value of zero."""
    if box.width <= 0 or box.height <= 0:
        return []
    color, edge, hatch = series.fill(index), series.rim(index), series.hatching(index)
    if hatch:
        return hatched(box, edge or color, look.ground, hatch)
    return [rimmed(box, color, edge) if edge else bar(box, color)]


def _apart(spec: ChartSpec, order: int, box: Rect) -> Rect:
    """Return a part of a stack with a gap before it where another stands there; a part that it would hide has none."""
    if order == 0 or spec.grouping == "clustered":
        return box
    if spec.horizontal:
        return box.inset(SEAM, 0, 0, 0) if box.width > 2 * SEAM else box
    return box.with_height(box.height - SEAM) if box.height > 2 * SEAM else box


def _value(spec: ChartSpec, series: ChartSeries, index: int, box: Rect, pen: Pen) -> Mark:
    style = pen.look.label
    runs = plain_runs(series.labels[index] or "", style, pen.setting)
    color = series.label_colors[index] if series.label_colors else None
    if color:
        runs = recolored(runs, color)
    place = label_box(spec, series, index, box, pen)
    ground = series.label_grounds[index] if series.label_grounds else None
    plate = place.inset(-AROUND, 0, -AROUND, 0) if ground else place
    return text_box(lay([Copy(runs, style)], place.width), plate, "Value", inner=place, fill=ground)


def _whisker(spec: ChartSpec, series: ChartSeries, index: int, box: Rect) -> list[Mark]:
    """Return the error bar of a bar: a line from bound to bound, with a cross line at each end."""
    value = series.values[index]
    if series.whiskers is None or value is None or series.whiskers.minus[index] is None:
        return []
    low, high = value - (series.whiskers.minus[index] or 0.0), value + (series.whiskers.plus[index] or 0.0)
    first, last = (share_of(spec.value_axis, bound) for bound in (low, high))
    plot = spec.plot
    if spec.horizontal:
        y = box.y + box.height / 2
        return whisker(plot.x + first * plot.width, y, plot.x + last * plot.width, y, series)
    x = box.x + box.width / 2
    return whisker(x, plot.bottom - first * plot.height, x, plot.bottom - last * plot.height, series)


def whisker(x1: float, y1: float, x2: float, y2: float, series: ChartSeries) -> list[Mark]:
    """Return an error bar from one point to another."""
    color = series.whiskers.color if series.whiskers else series.color
    across = (0.0, CAP / 2) if y1 == y2 else (CAP / 2, 0.0)
    caps = [
        Stroke(x - across[0], y - across[1], x + across[0], y + across[1], color, WHISKER, "Whisker end")
        for x, y in ((x1, y1), (x2, y2))
    ]
    return [Stroke(x1, y1, x2, y2, color, WHISKER, "Whisker"), *caps]


def _baseline(spec: ChartSpec, setting: Setting) -> Stroke:
    plot = spec.plot
    zero = share_of(spec.value_axis, 0.0)
    color = setting.color("grey")
    if spec.horizontal:
        x = plot.x + zero * plot.width
        return Stroke(x, plot.y, x, plot.bottom, color, spec.weights.axis, "Baseline")
    y = plot.bottom - zero * plot.height
    return Stroke(plot.x, y, plot.right, y, color, spec.weights.axis, "Baseline")


def _categories(spec: ChartSpec, frame: Rect, labels: float, look: Look, setting: Setting) -> list[Mark]:
    count, plot = len(spec.categories), spec.plot
    marks: list[Mark] = []
    for index, category in enumerate(spec.categories):
        if spec.horizontal:
            band = plot.height / count
            box = Rect(frame.x, plot.y + index * band, labels, band)
            marks.append(category_label(category, look.label, box, setting, align="right", anchor="middle"))
        else:
            band = plot.width / count
            box = Rect(plot.x + index * band + 4, plot.bottom + GAP, band - 8, labels)
            marks.append(category_label(category, look.label, box, setting, align="center", anchor="top"))
    if spec.category_title:
        box = Rect(plot.x, plot.bottom + 2 * GAP + labels, plot.width, look.axis.leading)
        marks.append(label(spec.category_title, look.axis, box, setting, align="center", name="Axis title"))
    return marks
