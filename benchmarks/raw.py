"""The work item written with the bare libraries, as their documentation shows it, from JSON: nothing is checked.

`python -m benchmarks.raw pptx|pdf ITEM OUT` is a process; `python -m benchmarks.raw warm ITEM` prints CPU milliseconds
of a second deck and of a second handout in a process that has written one before. This module imports nothing of the
project.
"""

from __future__ import annotations

import gc
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import Any

Item = dict[str, Any]


def write_pptx(item: Item, folder: Path) -> bytes:
    """Return the deck by python-pptx: its default template, native tables and charts, notes."""
    from pptx import Presentation

    deck: Any = Presentation()
    cover = deck.slides.add_slide(deck.slide_layouts[0])
    cover.shapes.title.text, cover.placeholders[1].text = item["title"], item["subtitle"]
    for said in [*item["slides"], {"kind": "points", "title": "Sources", "points": item["sources"], "notes": ""}]:
        slide = deck.slides.add_slide(deck.slide_layouts[1 if said["kind"] == "points" else 5])
        slide.shapes.title.text = said["title"]
        _fill(slide, said, folder)
        slide.notes_slide.notes_text_frame.text = said["notes"]
    data = io.BytesIO()
    deck.save(data)
    return data.getvalue()


def _fill(slide: Any, said: Item, folder: Path) -> None:
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE
    from pptx.util import Inches

    place = (Inches(0.5), Inches(1.6), Inches(9), Inches(5))
    match said["kind"]:
        case "points":
            frame = slide.placeholders[1].text_frame
            frame.text, *rest = said["points"]
            for point in rest:
                frame.add_paragraph().text = point
        case "table":
            table = slide.shapes.add_table(len(said["rows"]), len(said["rows"][0]), *place).table
            for row, cells in enumerate(said["rows"]):
                for column, cell in enumerate(cells):
                    table.cell(row, column).text = cell
        case "chart":
            chart_data: Any = CategoryChartData
            data = chart_data()
            data.categories = said["categories"]
            for name, values in said["series"]:
                data.add_series(name, values)
            slide.shapes.add_chart(XL_CHART_TYPE.LINE if said["line"] else XL_CHART_TYPE.COLUMN_CLUSTERED, *place, data)
        case "picture":
            picture = slide.shapes.add_picture(str(folder / said["image"]), *place[:2], width=Inches(6))
            picture._element.nvPicPr.cNvPr.set("descr", said["alt"])


def write_pdf(item: Item, folder: Path) -> bytes:
    """Return the handout by reportlab's platypus: an embedded font, no tags."""
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.lib.units import mm
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Image, ListFlowable, ListItem, Paragraph, SimpleDocTemplate, Table

    if "Body" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("Body", item["font"]))
    body = ParagraphStyle("body", fontName="Body", fontSize=10, leading=13.5, spaceAfter=4)
    first = ParagraphStyle("first", parent=body, fontSize=20, leading=24)
    second = ParagraphStyle("second", parent=body, fontSize=13, leading=17, spaceBefore=8, keepWithNext=1)
    flow: list[Any] = [Paragraph(item["title"], first), Paragraph(item["opening"], body)]

    def listed(points: list[str], kind: str) -> Any:
        return ListFlowable([ListItem(Paragraph(point, body)) for point in points], bulletType=kind)

    for said in item["slides"]:
        flow += [Paragraph(said["title"], second), Paragraph(said["notes"], body)]
        match said["kind"]:
            case "points":
                flow.append(listed(said["points"], "bullet"))
            case "table" | "chart":
                flow.append(Table(said["rows"] or said["numbers"], style=[("FONTNAME", (0, 0), (-1, -1), "Body")]))
            case "picture":
                place = str(folder / said["image"])
                flow += [Image(place, width=95 * mm, height=71.25 * mm), Paragraph(said["caption"], body)]
    flow += [Paragraph("Sources", second), listed(item["sources"], "1")]
    data = io.BytesIO()
    SimpleDocTemplate(data, title=item["title"], invariant=1).build(flow)
    return data.getvalue()


def warm(write: Callable[[Item, Path], bytes], item: Item, folder: Path) -> float:
    """Return CPU milliseconds of writing a second time."""
    write(item, folder)
    start = process_time()
    write(item, folder)
    return 1000 * (process_time() - start)


if __name__ == "__main__":
    gc.set_threshold(200_000)  # as the command does
    what, source, *rest = sys.argv[1:]
    given, beside = json.loads(Path(source).read_text(encoding="utf-8")), Path(source).parent
    if what == "warm":
        print(json.dumps([warm(write, given, beside) for write in (write_pptx, write_pdf)]))
    else:
        Path(rest[0]).write_bytes((write_pptx if what == "pptx" else write_pdf)(given, beside))
