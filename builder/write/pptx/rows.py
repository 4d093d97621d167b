"""Row charts: a scatter chart whose series are a reference line, intervals or ranges, markers, and labels.

Office programs draw the error bars of scatter charts along x differently or not at all, and none on a logarithmic axis
alike; lines from bound to bound with gaps between them are the same everywhere, and their cells hold the bounds.
"""

from __future__ import annotations

from typing import Final

from builder.plan.page import Dots, RowLabels, RowSpec
from builder.theme import Color
from builder.write.pptx.axes import AXIS_IDS, number_axis, row_axis
from builder.write.pptx.cache import numbers, series_head
from builder.write.pptx.chart_text import ChartText
from builder.write.pptx.labels import typed_labels
from builder.write.pptx.palette import NO_LINE, Palette
from builder.write.pptx.workbook import Trace, cells_at, traces
from builder.write.pptx.xml import el, emu

_NO_MARKER: Final = '<c:marker><c:symbol val="none"/></c:marker>'
_HIDDEN: Final = el("c:spPr", NO_LINE)
_GUIDE: Final = 1.5
_EDGE: Final = 1.75
_DASH: Final = '<a:prstDash val="dash"/>'


def row_plot(spec: RowSpec, text: ChartText) -> str:
    """Return the plot of a row chart, and its axes."""
    looks = [*_lines(spec, text.palette), *(_dots(dots, text.palette) for dots in spec.dots)]
    looks += [_HIDDEN + _NO_MARKER + _words(words, text) for words in spec.words]
    series = "".join(
        _series(index, trace, look) for index, (trace, look) in enumerate(zip(traces(spec), looks, strict=True))
    )
    ids = "".join(el("c:axId", val=axis) for axis in AXIS_IDS)
    style = '<c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>'
    return el("c:scatterChart", style, series, ids) + number_axis(spec.x_axis, text) + row_axis(spec, text)


def unnamed_traces(spec: RowSpec) -> list[int]:
    """Return the numbers of the series that a legend leaves out."""
    before = len(spec.guides) + len(spec.stretches)
    named = {before + index for index, dots in enumerate(spec.dots) if dots.key}
    return [index for index in range(len(traces(spec))) if index not in named]


def _series(index: int, trace: Trace, look: str) -> str:
    column = 1 + 2 * index
    count = len(trace.xs)
    return el(
        "c:ser",
        series_head(index, trace.name, column),
        look,
        el("c:xVal", numbers(cells_at(column, count), trace.xs)),
        el("c:yVal", numbers(cells_at(column + 1, count), trace.ys)),
        '<c:smooth val="0"/>',
    )


def _lines(spec: RowSpec, palette: Palette) -> list[str]:
    stretches = [_line(palette, lines.color, lines.width) for lines in spec.stretches]
    return stretches + [_line(palette, guide.color, _GUIDE, _DASH) for guide in spec.guides]


def _line(palette: Palette, color: Color, width: float, dash: str = "") -> str:
    line = el("a:ln", palette.fill(color), dash, "<a:round/>", w=emu(width), cap="flat")
    return el("c:spPr", line) + _NO_MARKER


def _dots(dots: Dots, palette: Palette) -> str:
    edge = palette.line(dots.edge, _EDGE) if dots.edge else NO_LINE
    fill = palette.fill(dots.color)
    size = el("c:size", val=round(dots.size))
    return _HIDDEN + el("c:marker", el("c:symbol", val=dots.marker), size, el("c:spPr", fill, edge))


def _words(words: RowLabels, text: ChartText) -> str:
    return typed_labels(words.texts, words.side, text, words.color, words.ground)
