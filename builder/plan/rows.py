"""Row charts: a row for each category, with dots and their intervals (forest plots), or ranges, over an axis below.

The typed numbers stand in a column on the right, a reference line runs across the rows, with what its sides mean.
"""

from __future__ import annotations

from builder import model
from builder.frozen import dataclass
from builder.geometry import Rect
from builder.plan.axis import (
    LOG_FORMAT,
    decimals,
    grouped,
    log_range,
    number_format,
    share_of,
    thinned,
    typed_measure,
    value_range,
)
from builder.plan.chart_head import broken_heading, heading, heading_height
from builder.plan.lay import Copy, Laid, even, lay
from builder.plan.page import Axis, Mark, RowLabels, RowSpec
from builder.plan.row_marks import row_marks
from builder.plan.row_reference import Over, reference, words_over
from builder.plan.row_series import dots, stretches
from builder.plan.series import GAP, Look, all_values, chart_weights, legend_height, names, texts_of
from builder.plan.setting import FitError, Setting, measured, plain_runs
from builder.text import natural_width, widest_word

SHARES = ((0.42, 0.26), (0.36, 0.24), (0.3, 0.22))
"""Largest shares of a chart's width that the labels and the typed numbers take: the first that leave room."""
LEAST_PLOT = 0.3
"""Share of the width that the plot needs at least."""
ROOMY, ROOMIEST, FEW = 2.3, 3.2, 4
"""Height of a row in lines of label text, where there is room: of many rows, and of at most four."""
PAD = 6.0
"""Points of a row that its text leaves free."""
LOW = 0.5
"""Where the rows' axis starts: half a row under the last row."""
INSIDE = 0.0005
"""Share of a logarithmic axis by which labels stand inside its ends."""
EACH = 13.0
"""Points that each series of a row needs."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The broken labels on the left and numbers on the right of the rows, and the widths of both."""

    labels: tuple[Laid, ...]
    numbers: tuple[Laid, ...]
    left: float
    right: float

    @property
    def lines(self) -> int:
        """The most lines that a row has."""
        return max(laid.lines for laid in (*self.labels, *self.numbers))


def plan_rows(
    content: model.ChartContent, box: Rect, look: Look, setting: Setting
) -> tuple[Rect, RowSpec, tuple[Mark, ...]]:
    """Return the box used, the specification and the marks of a row chart; FitError when labels don't fit."""
    columns = _columns(content, box, look, setting)
    room = box.width - columns.left - columns.right
    axis = thinned(row_axis(content), tick_unit(content), room, measured(look.axis, setting))
    said = broken_heading(_said(content), box.width, look, setting)
    legend = len(content.series) > 1 or bool(content.comparator)
    named = [*(series.name for series in content.series), content.comparator_name or ""] if legend else []
    top = heading_height(said, look) + legend_height(named, box.width, look, setting)
    over = _over(content, axis, Rect(box.x + columns.left, 0.0, room, 0.0), box, look, setting)
    head = over.height if over else 0.0
    band = _band(content, box, top + head, columns, look)
    count = len(content.categories)
    height = head + band * count
    plot = Rect(box.x + columns.left, box.y + top, room, height)
    used = box.with_height(top + height + GAP + look.axis.leading)
    guide, words = reference(over, count, LOW, band, look, setting) if over else (None, ())
    spec = RowSpec(
        categories=names(content),
        x_axis=axis,
        low=LOW,
        high=count + LOW + round(head / band, 4),
        guides=(guide,) if guide else (),
        stretches=stretches(content, band, setting),
        dots=dots(content, band, look, setting),
        words=(*_words(content, columns, axis, look), *words),
        plot=plot,
        label_face=look.label.typeface.regular,
        label_size=look.label.size,
        label_color=look.label.color,
        axis_color=look.axis.color,
        grid_color=setting.color("grid"),
        weights=chart_weights(setting),
        ground=look.ground,
        heading=said,
        legend=legend,
        legend_top=box.y + heading_height(said, look),
    )
    return used, spec, tuple(row_marks(spec, used, look, setting, unit=tick_unit(content)))


def tick_unit(content: model.ChartContent) -> str:
    """Return the unit that stands at ticks: a percent sign; others stand in the heading."""
    return content.unit if content.unit.strip().startswith("%") else ""


def _said(content: model.ChartContent) -> str | None:
    unit = "" if tick_unit(content) else content.unit.strip()
    title = content.value_title
    values = f"{title}, {unit}" if title and unit and unit not in title else title or unit
    interval = content.interval or ("logarithmic scale" if content.log else None)
    if content.interval and content.log:
        interval = f"{content.interval}; logarithmic scale"
    return heading(content.category_title, values, interval=interval)


def row_axis(content: model.ChartContent) -> Axis:
    """Return the axis under the rows: it holds all numbers, and the reference line inside its ends."""
    line = content.reference
    values = [*all_values(content), *([line.value] if line else [])]
    if content.log:
        low, high, base = log_range(values, least=content.min, most=content.max)
        if line and content.min is None and float(line.value) <= low:
            low /= base
        if line and content.max is None and float(line.value) >= high:
            high *= base
        return Axis(low, high, base, LOG_FORMAT, gridlines=True, log=base)
    low, high, step = value_range(values, least=content.min, most=content.max, zero=False)
    if line and content.min is None and float(line.value) <= low:
        low -= step
    if line and content.max is None and float(line.value) >= high:
        high += step
    code = number_format(decimals([low, high, step]), tick_unit(content), minus=low < 0)
    return Axis(low, high, step, code, gridlines=True)


def _columns(content: model.ChartContent, box: Rect, look: Look, setting: Setting) -> Columns:
    """Return both columns, broken to their widths; FitError when they leave too little between them."""
    left = [plain_runs(name, look.label, setting) for name in names(content)]
    right = [plain_runs(words, look.label, setting) for words in _numbers(content)]
    for shares in SHARES:
        widths = [
            max(min(max(map(natural_width, runs)), share * box.width), *map(widest_word, runs)) + 1 if runs else 0.0
            for runs, share in zip((left, right), shares, strict=True)
        ]
        if box.width - sum(widths) - 2 * GAP >= LEAST_PLOT * box.width:
            break
    else:
        raise FitError("labels and numbers leave no room for the chart between them", content.at, "use shorter words")
    labels = tuple(even([Copy(runs, look.label, align="right", at=content.at)], widths[0]) for runs in left)
    numbers = tuple(lay([Copy(runs, look.label, at=content.at)], widths[1]) for runs in right)
    wide = max(laid.width for laid in labels) + 1
    return Columns(labels, numbers, wide + GAP, widths[1] + GAP if right else 3 * GAP)


def _numbers(content: model.ChartContent) -> list[str]:
    """Return the typed number of each row, with the comparison's behind it; nothing for several series."""
    if len(content.series) > 1:
        return []
    unit, count = tick_unit(content), len(content.categories)
    own = [typed_measure(m, unit) if m else "" for m in content.series[0].values]
    compared = [f"v {grouped(n, unit)}" if n is not None else "" for n in content.comparator or (None,) * count]
    return [" ".join(filter(None, pair)) for pair in zip(own, compared, strict=True)]


def _over(content: model.ChartContent, axis: Axis, plot: Rect, box: Rect, look: Look, setting: Setting) -> Over | None:
    """Return the words over the rows, if there is a reference line."""
    line = content.reference
    if line is None:
        return None
    return words_over(line, plot.x + share_of(axis, float(line.value)) * plot.width, box, look, setting)


def _band(content: model.ChartContent, box: Rect, top: float, columns: Columns, look: Look) -> float:
    """Return the height of a row: roomy, or what the box has, but no less than its text and its series need."""
    count, leading = len(content.categories), look.label.leading
    least = max(columns.lines * leading + PAD, len(content.series) * EACH + PAD)
    room = (box.height - top - GAP - look.axis.leading) / count
    if room < least:
        raise FitError(f"{count} rows of {least:.0f} pt don't fit {room * count:.0f} pt of height", content.at)
    return min(room, max(least + PAD, (ROOMIEST if count <= FEW else ROOMY) * leading))


def _words(content: model.ChartContent, columns: Columns, axis: Axis, look: Look) -> tuple[RowLabels, ...]:
    count = len(content.categories)
    rows = tuple(float(count - index) for index in range(count))
    first, last = _edges(axis)
    said = [RowLabels("Labels", first, rows, tuple(map(texts_of, columns.labels)), "left", look.ink)]
    if columns.numbers:
        said.append(RowLabels("Numbers", last, rows, tuple(map(texts_of, columns.numbers)), "right", look.ink))
    return tuple(said)


def _edges(axis: Axis) -> tuple[float, float]:
    """Return where labels stand at both ends of an axis.

    On a logarithmic one a little inside: where rounding puts a point beyond its end, LibreOffice drops it.
    """
    if not axis.log:
        return axis.minimum, axis.maximum
    share = (axis.maximum / axis.minimum) ** INSIDE
    return float(f"{axis.minimum * share:.9g}"), float(f"{axis.maximum / share:.9g}")
