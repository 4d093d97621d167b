"""Tables: exact measures, own rules only, a header that is told."""

from __future__ import annotations

import io

import pytest
from lxml import etree
from pptx import Presentation

from .opened import find, one, sample_deck, slide_titled
from .sample import table


@pytest.fixture(scope="module")
def frame() -> etree._Element:
    return one(slide_titled(sample_deck(), "A table says it in rows"), "//p:graphicFrame")


def test_columns_and_rows_add_up_to_the_frame(frame: etree._Element) -> None:
    extent = one(frame, "p:xfrm/a:ext")
    widths = [int(w) for w in find(frame, ".//a:gridCol/@w")]
    heights = [int(h) for h in find(frame, ".//a:tr/@h")]
    assert sum(widths) == int(extent.get("cx")) == round(700.5 * 12700)
    assert sum(heights) == int(extent.get("cy")) == round(table().box.height * 12700)
    assert [w / 12700 for w in widths] == pytest.approx(table().columns, abs=0.001)


def test_the_first_row_is_the_header_and_the_first_column_names_rows(frame: etree._Element) -> None:
    properties = one(frame, ".//a:tblPr")
    assert (properties.get("firstRow"), properties.get("firstCol"), properties.get("bandRow")) == ("1", "1", None)
    listed = sample_deck().find("ppt/tableStyles.xml", "/a:tblStyleLst/@def")
    assert find(properties, "a:tableStyleId/text()") == listed == ["{2D5ABB26-0587-4C30-8999-92F81FD0307C}"]


def test_only_the_plans_rules_are_drawn(frame: etree._Element) -> None:
    def seen(row: int, side: str) -> list[str]:
        cells = find(frame, f".//a:tr[{row}]/a:tc/a:tcPr/a:{side}")
        return [c.get("w") for c in cells if not find(c, "a:noFill")]

    assert seen(1, "lnB") == seen(2, "lnT") == ["15875"] * 3
    assert seen(2, "lnB") == seen(3, "lnT") == ["9525"] * 3
    assert seen(1, "lnT") == seen(3, "lnB") == []
    assert not [w for row in (1, 2, 3) for side in ("lnL", "lnR") for w in seen(row, side)]


def test_cells_keep_words_margins_fill_and_alignment(frame: etree._Element) -> None:
    made = Presentation(io.BytesIO(sample_deck().data))
    read = next(s.table for slide in made.slides for s in slide.shapes if s.has_table)
    planned = [["".join(p.text for p in cell.paragraphs) for cell in row.cells] for row in table().rows]
    assert [[cell.text for cell in row.cells] for row in read.rows] == planned
    assert [round(read.cell(1, 1).margin_left / 12700, 1), round(read.cell(1, 1).margin_top / 12700, 1)] == [9.0, 6.5]
    assert len(find(frame, ".//a:tr[2]/a:tc/a:tcPr/a:solidFill")) == 3
    assert len(find(frame, ".//a:tr[3]/a:tc/a:tcPr/a:noFill")) == 3
    assert find(frame, ".//a:tr[2]/a:tc[2]//a:pPr/@algn") == ["r"]
    assert not find(frame, ".//@gridSpan | .//@rowSpan")
