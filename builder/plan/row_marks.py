"""A row chart as drawn marks: the same rows, axis and labels as the native chart's."""

from __future__ import annotations

from builder.frozen import replace
from builder.geometry import Rect
from builder.plan.axis import share_of, tick_texts, ticks_of
from builder.plan.chart_head import heading_marks
from builder.plan.lay import Copy, lay
from builder.plan.marks import label, recolored, runs_label, text_box
from builder.plan.page import Dots, Mark, RowLabels, RowSpec, Shape, Stretches, Stroke
from builder.plan.series import GAP, SHAPES, SWATCH, SWATCH_GAP, Look, key_entries
from builder.plan.setting import Setting, plain_runs
from builder.text import natural_width

THICK = 4.0
"""A stretch from this width on is drawn as a bar."""
EDGE = 1.75
DASH = (6.0, 4.5)


def row_marks(spec: RowSpec, box: Rect, look: Look, setting: Setting, *, unit: str) -> list[Mark]:
    """Return the marks of a row chart in its box."""
    marks = heading_marks(spec.heading, box, look, setting)
    marks += _key(spec, box, look, setting)
    marks += _axis(spec, look, setting, unit)
    for lines in spec.stretches:
        marks += _stretches(spec, lines)
    for guide in spec.guides:
        x = x_of(spec, guide.x)
        marks.append(Stroke(x, y_of(spec, guide.top), x, y_of(spec, guide.bottom), guide.color, 1.5, "Reference", DASH))
    for dots in spec.dots:
        marks += [marker(dots, x_of(spec, x), y_of(spec, row)) for x, row in zip(dots.xs, dots.rows, strict=True)]
    for words in spec.words:
        marks += _labels(spec, words, look, setting)
    return marks


def x_of(spec: RowSpec, value: float) -> float:
    """Return the x of a value."""
    return spec.plot.x + share_of(spec.x_axis, value) * spec.plot.width


def y_of(spec: RowSpec, row: float) -> float:
    """Return the y of a row, counted from the foot."""
    return spec.plot.bottom - (row - spec.low) / (spec.high - spec.low) * spec.plot.height


def _axis(spec: RowSpec, look: Look, setting: Setting, unit: str) -> list[Mark]:
    plot = spec.plot
    marks: list[Mark] = []
    for tick, words in zip(ticks_of(spec.x_axis), tick_texts(spec.x_axis, unit), strict=True):
        x = x_of(spec, tick)
        wide = natural_width(plain_runs(words, look.axis, setting)) + 1
        marks.append(Stroke(x, plot.y, x, plot.bottom, spec.grid_color, spec.weights.grid, "Grid line"))
        place = Rect(x - wide / 2, plot.bottom + GAP, wide, look.axis.leading)
        marks.append(label(words, look.axis, place, setting, align="center", name="Tick"))
    marks.append(Stroke(plot.x, plot.bottom, plot.right, plot.bottom, spec.axis_color, 1.0, "Axis"))
    return marks


def _stretches(spec: RowSpec, lines: Stretches) -> list[Mark]:
    marks: list[Mark] = []
    for low, high, row in zip(lines.lows, lines.highs, lines.rows, strict=True):
        first, last, y = x_of(spec, low), x_of(spec, high), y_of(spec, row)
        if lines.width >= THICK:
            box = Rect(first, y - lines.width / 2, last - first, lines.width)
            marks.append(Shape(box, "rect", "Range", fill=lines.color))
        else:
            marks.append(Stroke(first, y, last, y, lines.color, lines.width, "Interval"))
    return marks


def marker(dots: Dots, x: float, y: float) -> Shape:
    """Return a marker at a point."""
    box = Rect(x - dots.size / 2, y - dots.size / 2, dots.size, dots.size)
    width = EDGE if dots.edge else 0.0
    return Shape(box, SHAPES[dots.marker], "Marker", fill=dots.color, line=dots.edge, line_width=width)


def _labels(spec: RowSpec, words: RowLabels, look: Look, setting: Setting) -> list[Mark]:
    """Return words beside or over their points, line by line as they were broken."""
    style = look.label
    marks: list[Mark] = []
    for row, lines in zip(words.rows, words.texts, strict=True):
        if not any(lines):
            continue
        runs = [recolored(plain_runs(line, style, setting), words.color) for line in lines]
        wide = max(natural_width(one) for one in runs) + 1
        high = style.leading * len(lines)
        x, y = x_of(spec, words.x), y_of(spec, row)
        place = {
            "left": Rect(x - GAP - wide, y - high / 2, wide, high),
            "right": Rect(x + GAP, y - high / 2, wide, high),
            "above": Rect(x - wide / 2, y - high - 2, wide, high),
        }[words.side]
        align = {"left": "right", "right": "left", "above": "center"}[words.side]
        laid = lay([Copy(one, style, align=align) for one in runs], wide)  # type: ignore[arg-type]
        marks.append(text_box(laid, place, words.name, fill=words.ground))
    return marks


def _key(spec: RowSpec, box: Rect, look: Look, setting: Setting) -> list[Mark]:
    """Return the key over the plot: a marker and a name for each series; FitError when it is wider than the chart."""
    if not spec.legend:
        return []
    marks: list[Mark] = []
    side, leading = look.label.size * SWATCH, look.label.leading
    keyed = [dots for dots in spec.dots if dots.key]
    for dots, entry in zip(keyed, key_entries([dots.name for dots in keyed], box.width, look, setting), strict=True):
        x, top = box.x + entry.x, spec.legend_top + entry.row * leading
        marks.append(marker(replace(dots, size=side), x + side / 2, top + leading / 2))
        place = Rect(x + side + SWATCH_GAP, top, entry.width, leading)
        marks.append(runs_label(entry.runs, look.label, place, "Key label"))
    return marks
