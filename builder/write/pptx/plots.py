"""Bars and lines of native charts: series with their looks, labels and error bars, and the axes."""

from __future__ import annotations

from typing import Final

from builder.plan.page import ChartSeries, ChartSpec, Hatch, Whiskers
from builder.write.pptx.axes import AXIS_IDS, axes
from builder.write.pptx.cache import numbers, series_head, texts
from builder.write.pptx.chart_text import ChartText
from builder.write.pptx.labels import data_labels
from builder.write.pptx.palette import NO_LINE, Palette
from builder.write.pptx.symbols import Symbols
from builder.write.pptx.workbook import cells_at, column_of
from builder.write.pptx.xml import el, emu

_MARKER_SIZE: Final = 8
_WHISKER: Final = 1.5
_EDGE: Final = 1.0
_RIM: Final = 1.75
_SEAM: Final = 1.5
_STRAIGHT: Final = '<c:smooth val="0"/>'
_GROUPING: Final = {"clustered": "clustered", "stacked": "stacked", "shares": "percentStacked"}
_PATTERN: Final[dict[Hatch, str]] = {"up": "wdUpDiag", "down": "wdDnDiag", "level": "horz"}


def plot(spec: ChartSpec, text: ChartText, symbols: Symbols) -> str:
    """Return the plot of a bar or line chart, and its axes."""
    ids = "".join(el("c:axId", val=axis) for axis in AXIS_IDS)
    varied = '<c:varyColors val="0"/>'
    if spec.kind == "bar":
        series = "".join(_bars(spec, order, text, symbols) for order in range(len(spec.series)))
        head = el("c:barDir", val="bar" if spec.horizontal else "col")
        head += el("c:grouping", val=_GROUPING[spec.grouping])
        gaps = el("c:gapWidth", val=spec.gap_width) + el("c:overlap", val=spec.overlap)
        return el("c:barChart", head, varied, series, gaps, ids) + axes(spec, text)
    series = "".join(_line(spec, order, text) for order in range(len(spec.series)))
    if spec.xs:
        return el("c:scatterChart", '<c:scatterStyle val="lineMarker"/>', varied, series, ids) + axes(spec, text)
    head = '<c:grouping val="standard"/>'
    return el("c:lineChart", head, varied, series, '<c:marker val="1"/>', ids) + axes(spec, text)


def _bars(spec: ChartSpec, order: int, text: ChartText, symbols: Symbols) -> str:
    series = spec.series[order]
    column = column_of(spec, order)
    return el(
        "c:ser",
        series_head(order, series.name, column),
        _bar_look(spec, series, None, text.palette, symbols),
        '<c:invertIfNegative val="0"/>',
        symbols.options(spec.figure),
        _bar_points(spec, series, text.palette, symbols),
        data_labels(spec, series, text),
        error_bars(series.whiskers, column, text.palette),
        _categories(spec),
        el("c:val", numbers(cells_at(column, len(series.values)), series.values)),
    )


def _bar_look(spec: ChartSpec, series: ChartSeries, index: int | None, palette: Palette, symbols: Symbols) -> str:
    """Return how bars look, or one of them: figures, lines, or a flat colour; stacked parts have a seam."""
    color, edge, hatch = series.fill(index), series.rim(index), series.hatching(index)
    # a line in the fill's own colour would only make the bar longer than its value
    line = palette.line(edge, _RIM) if edge and edge != color else NO_LINE
    if line == NO_LINE and spec.grouping != "clustered" and spec.ground and not hatch:
        line = palette.line(spec.ground, _SEAM)
    if spec.figure:
        return el("c:spPr", symbols.fill(spec.figure, color), NO_LINE)
    if hatch and spec.ground:
        drawn = edge or color
        lines = el("a:fgClr", palette.color(drawn)) + el("a:bgClr", palette.color(spec.ground))
        return el(
            "c:spPr",
            el("a:pattFill", lines, prst=_PATTERN[hatch]),
            line if line != NO_LINE else palette.line(drawn, _EDGE),
        )
    return el("c:spPr", palette.fill(color), line)


def _bar_points(spec: ChartSpec, series: ChartSeries, palette: Palette, symbols: Symbols) -> str:
    """Return the bars that look unlike their series."""
    usual = (series.color, series.edge, series.hatch)
    return "".join(
        el(
            "c:dPt",
            el("c:idx", val=index),
            '<c:invertIfNegative val="0"/><c:bubble3D val="0"/>',
            _bar_look(spec, series, index, palette, symbols),
            symbols.options(spec.figure),
        )
        for index in range(len(series.values))
        if (series.fill(index), series.rim(index), series.hatching(index)) != usual
    )


def _line(spec: ChartSpec, order: int, text: ChartText) -> str:
    series, palette = spec.series[order], text.palette
    column = column_of(spec, order)
    values = numbers(cells_at(column, len(series.values)), series.values)
    parts = (
        series_head(order, series.name, column),
        _line_look(series, spec.weights.line, palette),
        data_labels(spec, series, text),
        error_bars(series.whiskers, column, palette, direction="y"),
    )
    if spec.xs:
        places = el("c:xVal", numbers(cells_at(0, len(spec.xs)), spec.xs))
        return el("c:ser", *parts, places, el("c:yVal", values), _STRAIGHT)
    return el("c:ser", *parts, _categories(spec), el("c:val", values), _STRAIGHT)


def _line_look(series: ChartSeries, width: float, palette: Palette) -> str:
    dash = '<a:prstDash val="dash"/>' if series.dash else ""
    line = el("a:ln", palette.fill(series.color), dash, "<a:round/>", w=emu(width), cap="flat")
    symbol = el("c:symbol", val=series.marker)
    if series.marker == "none":
        return el("c:spPr", line) + el("c:marker", symbol)
    look = el("c:spPr", palette.fill(series.color), NO_LINE)
    return el("c:spPr", line) + el("c:marker", symbol, el("c:size", val=_MARKER_SIZE), look)


def error_bars(whiskers: Whiskers | None, column: int, palette: Palette, *, direction: str | None = None) -> str:
    """Return error bars with a cap at each end; their lengths stand in the two columns behind the values' `column`."""
    if whiskers is None:
        return ""
    count = len(whiskers.plus)
    return el(
        "c:errBars",
        el("c:errDir", val=direction) if direction else "",
        '<c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="0"/>',
        el("c:plus", numbers(cells_at(column + 1, count), whiskers.plus)),
        el("c:minus", numbers(cells_at(column + 2, count), whiskers.minus)),
        el("c:spPr", palette.line(whiskers.color, _WHISKER)),
    )


def _categories(spec: ChartSpec) -> str:
    address = el("c:f", cells_at(0, len(spec.categories)))
    return el("c:cat", el("c:strRef", address, texts(spec.categories)))
