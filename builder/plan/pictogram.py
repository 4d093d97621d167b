"""Pictograms: lying bars made of equal figures, each of which stands for the same number."""

from __future__ import annotations

from builder import model
from builder.frozen import replace
from builder.geometry import Rect
from builder.plan.axis import nice_step, spaced, typed
from builder.plan.bar_boxes import bar_boxes
from builder.plan.bar_marks import bar_marks
from builder.plan.chart_head import broken_heading, heading, heading_height
from builder.plan.lay import Copy, lay
from builder.plan.page import Axis, ChartSeries, ChartSpec, Figure, Mark, Shape
from builder.plan.series import (
    GAP,
    Look,
    all_values,
    broken,
    chart_weights,
    names,
    point_colors,
    series_colors,
    value_labels,
    values_of,
)
from builder.plan.setting import FitError, Setting, plain_runs
from builder.text import natural_width, widest_word

LABEL_SHARE = 0.4
MOST, FEWEST = 12, 5.0
"""Figures in the longest row that a chart without `each` aims at, and the least width in points of one figure."""
SLIM = {"person": 0.42, "circle": 1.0, "square": 1.0}
"""Width of each symbol against its height."""
FILL = 0.86
"""Share of its cell's height that a symbol takes."""
TALL, BAND = 5.4, 0.8
"""A row of figures is never higher than this many lines of label text, or this share of its row."""
APART, CLOSE = 1.35, 1.14
"""A cell is as wide as its symbol times this, at most and at least: figures of one row belong together."""


def plan_pictogram(
    content: model.ChartContent, box: Rect, look: Look, setting: Setting
) -> tuple[Rect, ChartSpec, tuple[Mark, ...]]:
    """Return the box used, the specification and the marks of a pictogram; FitError when labels don't fit."""
    each = each_of(content)
    head = heading(content.category_title, content.value_title, key_of(content, each)) or ""
    said = broken_heading(head[:1].upper() + head[1:], box.width, look, setting)
    top = heading_height(said, look)
    rows = [plain_runs(name, look.label, setting) for name in names(content)]
    room = max(min(max(map(natural_width, rows)), LABEL_SHARE * box.width), *map(widest_word, rows)) + 1
    ends = max(natural_width(plain_runs(w, look.label, setting)) for w in _values(content)) + 2 * GAP
    length = box.width - room - GAP - ends
    count, high = len(content.categories), float(content.max or max(all_values(content)))
    cells = max(1.0, high / each)
    lines = max(lay([Copy(runs, look.label)], room).lines for runs in rows)
    tall = TALL * look.label.leading
    band = min((box.height - top) / count, max(tall / BAND, lines * look.label.leading + GAP))
    if band < lines * look.label.leading + 2:
        raise FitError(f"{count} rows don't fit {box.height - top:.0f} pt of height", content.at)
    height = min(tall, BAND * band, length / cells / SLIM[content.symbol] / FILL / CLOSE)
    width = min(length / cells, height * FILL * SLIM[content.symbol] * APART)
    if length <= 0 or width < FEWEST:
        raise FitError("the figures would be too small to tell apart", content.at, "let one figure stand for more")
    band = min(band, max(height / BAND, lines * look.label.leading + GAP))
    plot = Rect(box.x + room + GAP, box.y + top, width * cells, band * count)
    figure = Figure(each, width, height, symbol_parts(content.symbol, width, height))
    spec = _spec(content, plot, each * cells, figure, said, look, setting)
    spec = replace(spec, categories=broken(spec.categories, look.label, room, setting))
    used = box.with_height(top + plot.height)
    marks = bar_marks(spec, used, room, look, setting, unit=content.unit)
    return used, spec, tuple(_with_figures(marks, spec))


def each_of(content: model.ChartContent) -> float:
    """Return how many one figure stands for: as the author says, or a round number that gives some ten figures."""
    if content.each is not None:
        return float(content.each)
    most = float(max(all_values(content)))
    return 1.0 if most <= MOST else nice_step(most, MOST)


def key_of(content: model.ChartContent, each: float) -> str:
    """Return what a figure means: `each figure = 10 people`."""
    number = typed(content.each, "") if content.each is not None else f"{each:g}"
    return f"each {'figure' if content.symbol == 'person' else content.symbol} = {number}{spaced(content.unit)}"


def _values(content: model.ChartContent) -> list[str]:
    return [words for words in value_labels(content.series[0].values, content.unit) if words] or [""]


def symbol_parts(symbol: str, width: float, height: float) -> tuple:  # type: ignore[type-arg]
    """Return the shapes of a symbol in the middle of a cell."""
    tall = height * FILL
    wide = tall * SLIM[symbol]
    x, y = (width - wide) / 2, (height - tall) / 2
    if symbol == "circle":
        return (("ellipse", Rect(x, y, wide, tall), 0.0),)
    if symbol == "square":
        return (("round-rect", Rect(x, y, wide, tall), tall * 0.12),)
    head = tall * 0.28
    body = Rect(x, y + head * 1.12, wide, tall - head * 1.12)
    return (
        ("ellipse", Rect(width / 2 - head / 2, y, head, head), 0.0),
        ("round-rect", body, wide * 0.44),
    )


def _spec(
    content: model.ChartContent, plot: Rect, high: float, figure: Figure, said: str | None, look: Look, setting: Setting
) -> ChartSpec:
    series = content.series[0]
    band = plot.height / len(content.categories)
    made = ChartSeries(
        series.name or content.value_title or "",
        values_of(series),
        value_labels(series.values, content.unit),
        series_colors(content, setting)[0],
        point_colors(content, 0, setting),
    )
    return ChartSpec(
        kind="bar",
        horizontal=True,
        categories=names(content),
        series=(made,),
        value_axis=Axis(0.0, high, figure.each, "0", content.value_title, visible=False),
        plot=plot,
        label_face=look.label.typeface.regular,
        label_size=look.label.size,
        label_color=look.label.color,
        axis_color=look.axis.color,
        grid_color=setting.color("grid"),
        weights=chart_weights(setting),
        gap_width=max(0, round((band / figure.height - 1) * 100)),
        overlap=0,
        heading=said,
        ground=look.ground,
        figure=figure,
    )


def _with_figures(marks: list[Mark], spec: ChartSpec) -> list[Mark]:
    """Return the marks with figures in the place of bars."""
    boxes = {box for box in bar_boxes(spec)[0] if box is not None}
    out: list[Mark] = []
    for mark in marks:
        if isinstance(mark, Shape) and mark.box in boxes and mark.name == "Bar":
            out += _figures(mark, spec)
        else:
            out.append(mark)
    return out


def _figures(bar: Shape, spec: ChartSpec) -> list[Mark]:
    """Return the figures of one row; the last is cut where the row ends."""
    figure = spec.figure
    if figure is None or bar.box.width <= 0:
        return []
    made: list[Mark] = []
    x = bar.box.x
    while x < bar.box.right - 0.01:
        cut = bar.box if x + figure.width > bar.box.right + 0.01 else None
        for kind, part, radius in figure.parts:
            place = part.moved(x, bar.box.y + (bar.box.height - figure.height) / 2)
            made.append(Shape(place, kind, "Figure", fill=bar.fill, radius=radius, clip=cut))
        x += figure.width
    return made
