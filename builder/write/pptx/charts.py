"""Charts: native and editable, with the plan's data, axes and looks, and a workbook behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, assert_never

from builder.geometry import Rect
from builder.late import late
from builder.plan.page import Chart, ChartSpec, Image, RowSpec
from builder.write.pptx.axes import double
from builder.write.pptx.chart_text import ChartText, place
from builder.write.pptx.chart_text import hidden_entries as hidden
from builder.write.pptx.opc import CT, RT
from builder.write.pptx.package import RawPart
from builder.write.pptx.palette import NO_FILL, NO_LINE
from builder.write.pptx.plots import plot
from builder.write.pptx.sheet import Plotted, Reference, Sheet
from builder.write.pptx.symbols import Symbols
from builder.write.pptx.workbook import workbook
from builder.write.pptx.xml import el, emu, root

if TYPE_CHECKING:
    from builder.write.pptx.rows import row_plot, unnamed_traces
else:
    row_plot, unnamed_traces = late("builder.write.pptx.rows", "row_plot", "unnamed_traces")

_URI: Final = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_NO_LOOK: Final = el("c:spPr", NO_FILL, NO_LINE)


def chart_frame(chart: Chart, sheet: Sheet, properties: str) -> str:
    """Return a chart's frame, its parts added. `properties` is `p:nvPr`, with a placeholder's mark if it fills one."""
    pointer = f'<c:chart xmlns:c="{_URI}" r:id="{add_chart(chart, sheet)}"/>'
    identity = el(
        "p:nvGraphicFramePr",
        sheet.identity(chart.name, alt=chart.alt),
        '<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr>',
        properties,
    )
    left, top = emu(chart.box.x), emu(chart.box.y)
    frame = el(
        "p:xfrm",
        el("a:off", x=left, y=top),
        el("a:ext", cx=emu(chart.box.right) - left, cy=emu(chart.box.bottom) - top),
    )
    return el("p:graphicFrame", identity, frame, el("a:graphic", el("a:graphicData", pointer, uri=_URI)))


def add_chart(chart: Chart, sheet: Sheet) -> str:
    """Add the parts of a chart, and return the id of the sheet's relationship to them."""
    part, data = _parts(sheet)
    data.blob = workbook(chart.spec, sheet.deck.created)
    text = ChartText(chart.spec, chart.box, sheet.palette, sheet.language)
    symbols = Symbols(part, sheet.deck)
    part.blob = chart_part(chart, part.relate(data, RT.PACKAGE), text, symbols)
    sheet.asked.append(Plotted(part.blob, data.blob, tuple(symbols.images)))
    return sheet.part.relate(part, RT.CHART)


def _parts(sheet: Sheet) -> tuple[RawPart, RawPart]:
    """Return the parts of a chart and of its workbook, empty."""
    package = sheet.deck.package
    part = package.add("/ppt/charts/chart{}.xml", CT.DML_CHART)
    return part, package.add("/ppt/embeddings/Microsoft_Excel_Sheet{}.xlsx", CT.SML_SHEET)


def refer(sheet: Sheet, to: Reference) -> str:
    """Return the id of a sheet's relationship to what it refers to, added where it is new."""
    match to:
        case Plotted():
            part, data = _parts(sheet)
            part.blob, data.blob = to.blob, to.workbook
            part.relate(data, RT.PACKAGE)
            for image in to.images:
                part.relate(sheet.deck.picture(image), RT.IMAGE)
            return sheet.part.relate(part, RT.CHART)
        case Image():
            return sheet.embed(to)
        case str():
            return sheet.target(to)
        case _:
            assert_never(to)


def chart_part(chart: Chart, workbook_id: str, text: ChartText, symbols: Symbols) -> bytes:
    """Return the chart part."""
    spec = chart.spec
    heading = _heading(text)
    inner = el(
        "c:chart",
        heading,
        el("c:autoTitleDeleted", val=not heading),
        el("c:plotArea", _plot_layout(spec.plot, chart.box), _plot(spec, text, symbols), _NO_LOOK),
        _legend(text, chart.box),
        # A line stops at a missing value, as the plan draws it.
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/>',
    )
    return root(
        "c:chartSpace",
        "c a r",
        '<c:date1904 val="0"/>',
        el("c:lang", val=text.language),
        '<c:roundedCorners val="0"/>',
        inner,
        _NO_LOOK,
        text.defaults(spec.label_color),
        el("c:externalData", '<c:autoUpdate val="0"/>', r_id=workbook_id),
    )


def _plot(spec: ChartSpec | RowSpec, text: ChartText, symbols: Symbols) -> str:
    return row_plot(spec, text) if isinstance(spec, RowSpec) else plot(spec, text, symbols)


def _heading(text: ChartText) -> str:
    """Return what the values are as the chart's own title, at its top left, where the plan keeps room for it.

    As an axis title PowerPoint would break it into a column of words, or turn it on its side.
    """
    return text.title(text.spec.heading, place(x="0", y="0"), over=True)


def _plot_layout(inner: Rect, box: Rect) -> str:
    """Return the place of the plot area without its labels, in shares of the chart's box."""
    return place(
        inner=True,
        x=double(round((inner.x - box.x) / box.width, 6)),
        y=double(round((inner.y - box.y) / box.height, 6)),
        w=double(round(inner.width / box.width, 6)),
        h=double(round(inner.height / box.height, 6)),
    )


def _legend(text: ChartText, box: Rect) -> str:
    """Return the legend, if any: a row at the left, at the height that the plan keeps for it."""
    spec = text.spec
    if not spec.legend:
        return ""
    look = text.defaults(spec.label_color)
    top = double(round(max(0.0, spec.legend_top - box.y) / box.height, 6))
    unnamed = (
        unnamed_traces(spec)
        if isinstance(spec, RowSpec)
        else [index for index, series in enumerate(spec.series) if not series.name]
    )
    return el("c:legend", '<c:legendPos val="t"/>', hidden(unnamed), place(x="0", y=top), '<c:overlay val="0"/>', look)
