"""The same objects with python-pptx and reportlab alone: what the libraries cost without this project.

Everything is given: texts, places, faces and sizes, as the plan has them. Nothing is read from YAML, checked, measured
or broken into lines. Runs on slides have a size and perhaps bold, no colour and no language; the PDF has no tags,
bookmarks or links. What is left is written as the libraries' documentation shows it.

Run as `python -m benchmarks.bare CONTENT PPTX PDF`, or with several CONTENT files and no outputs: prints CPU
milliseconds, one pair (pptx, pdf) for each.
"""

from __future__ import annotations

import gc
import io
import json
import sys
from pathlib import Path
from time import process_time
from typing import Any

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Emu, Pt
from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

Content = dict[str, Any]
KINDS = {"bar": XL_CHART_TYPE.BAR_CLUSTERED, "column": XL_CHART_TYPE.COLUMN_CLUSTERED, "line": XL_CHART_TYPE.LINE}
color_of: Any = RGBColor.from_string
chart_data: Any = CategoryChartData
TITLE_ONLY = 5
"""The default template's layout with a title and nothing else."""

gc.set_threshold(200_000)  # as the command does
rl_config.useA85 = 0  # otherwise it writes every stream as text, in Python, which would flatter the project


def write_pptx(content: Content) -> bytes:
    """Return a deck with the slides' titles, texts, shapes, tables, charts and notes."""
    deck: Any = Presentation()
    deck.slide_width, deck.slide_height = Pt(960), Pt(540)
    layout = deck.slide_layouts[TITLE_ONLY]
    slides = deck.slides
    for page in content["slides"]:
        slide = slides.add_slide(layout)
        for item in page["items"]:
            _add(slide, item)
        if page["notes"]:
            slide.notes_slide.notes_text_frame.text = page["notes"]
    data = io.BytesIO()
    deck.save(data)
    return data.getvalue()


def _add(slide: Any, item: Content) -> None:
    place = [Emu(round(number * 12700)) for number in item["box"]]
    match item["kind"]:
        case "title":
            title = slide.shapes.title
            title.left, title.top, title.width, title.height = place
            _fill(title.text_frame, item["paragraphs"])
        case "text":
            _fill(slide.shapes.add_textbox(*place).text_frame, item["paragraphs"])
        case "shape" | "node" as kind:
            shape = slide.shapes.add_shape(1, *place)
            shape.fill.solid()
            shape.fill.fore_color.rgb = color_of(item["fill"])
            shape.line.fill.background()
            if kind == "node":
                _fill(shape.text_frame, item["paragraphs"])
        case "rule":
            slide.shapes.add_connector(1, *place)
        case "table":
            rows = item["rows"]
            table = slide.shapes.add_table(len(rows), len(rows[0]), *place).table
            for row, texts in enumerate(rows):
                for column, paragraphs in enumerate(texts):
                    _fill(table.cell(row, column).text_frame, paragraphs)
        case "chart":
            data = chart_data()
            data.categories = item["categories"]
            for name, values in item["series"]:
                data.add_series(name, values)
            slide.shapes.add_chart(KINDS[item["chart"]], *place, data)


def _fill(frame: Any, paragraphs: list[list[Content]]) -> None:
    for number, runs in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        for said in runs:
            run = paragraph.add_run()
            run.text = said["text"]
            run.font.size = Pt(said["size"])
            if said["bold"]:
                run.font.bold = True


def write_pdf(content: Content) -> bytes:
    """Return a leaflet with the pages' lines of text, rules and shapes."""
    for name, path in content["fonts"].items():
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, path))
    data = io.BytesIO()
    width, height = content["paper"]
    canvas = Canvas(data, pagesize=(width, height), pageCompression=1)
    for page in content["pages"]:
        for x, y, wide, high, color in page["shapes"]:
            canvas.setFillColor(f"#{color}")
            canvas.rect(x, height - y - high, wide, high, stroke=0, fill=1)
        for x1, y1, x2, y2, color in page["rules"]:
            canvas.setStrokeColor(f"#{color}")
            canvas.line(x1, height - y1, x2, height - y2)
        for x, y, font, size, color, text in page["texts"]:
            canvas.setFont(font, size)
            canvas.setFillColor(f"#{color}")
            canvas.drawString(x, height - y, text)
        canvas.showPage()
    canvas.save()
    return data.getvalue()


def timed(path: str) -> tuple[float, float]:
    """Return CPU milliseconds for the deck and for the leaflet."""
    content = json.loads(Path(path).read_text(encoding="utf-8"))
    start = process_time()
    write_pptx(content)
    middle = process_time()
    write_pdf(content)
    return 1000 * (middle - start), 1000 * (process_time() - middle)


if __name__ == "__main__":
    if sys.argv[2:] and sys.argv[2].endswith(".pptx"):
        given = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
        Path(sys.argv[2]).write_bytes(write_pptx(given))
        Path(sys.argv[3]).write_bytes(write_pdf(given))
    else:
        print(json.dumps([timed(name) for name in sys.argv[1:]]))
