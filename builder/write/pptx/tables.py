"""Tables: native, with the plan's columns, rows and rules, and no look from a table style."""

from __future__ import annotations

from typing import Final

from builder.plan.page import Cell, Row, Table
from builder.theme import Color
from builder.write.pptx.sheet import Sheet
from builder.write.pptx.text import text_body
from builder.write.pptx.xml import edges, el, emu

_URI: Final = "http://schemas.openxmlformats.org/drawingml/2006/table"
NO_STYLE: Final = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""PowerPoint's "No Style, No Grid"."""
_NEAR: Final = 1.0
"""Points within which text counts as touching its cell's edge or middle."""

Rule = tuple[Color, float] | None


def table_frame(table: Table, sheet: Sheet, properties: str) -> str:
    """Return a table's frame. `properties` is `p:nvPr`, with a placeholder's mark when the table fills one."""
    widths = edges(table.box.x, table.columns)
    heights = edges(table.box.y, tuple(row.height for row in table.rows))
    identity = el(
        "p:nvGraphicFramePr",
        sheet.identity(table.name, alt=table.alt),
        '<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr>',
        properties,
    )
    frame = el(
        "p:xfrm",
        el("a:off", x=emu(table.box.x), y=emu(table.box.y)),
        el("a:ext", cx=sum(widths), cy=sum(heights)),
    )
    grid = el("a:tblGrid", *(el("a:gridCol", w=width) for width in widths))
    above: Rule = None
    rows = []
    for row, height in zip(table.rows, heights, strict=True):
        rows.append(_row(row, height, above, sheet))
        above = row.rule
    content = el("a:tbl", _properties(table), grid, *rows)
    return el("p:graphicFrame", identity, frame, el("a:graphic", el("a:graphicData", content, uri=_URI)))


def _properties(table: Table) -> str:
    named_rows = all(row.cells[0].header for row in table.rows if row.cells and not row.header)
    first_column = True if named_rows and len(table.rows) > 1 else None
    return el("a:tblPr", el("a:tableStyleId", NO_STYLE), firstRow=True, firstCol=first_column)


def _row(row: Row, height: int, above: Rule, sheet: Sheet) -> str:
    return el("a:tr", *(_cell(cell, above, row.rule, sheet) for cell in row.cells), h=height)


def _cell(cell: Cell, above: Rule, below: Rule, sheet: Sheet) -> str:
    body = text_body("a:txBody", "<a:bodyPr/>", cell.paragraphs, sheet.deck.plain, sheet)
    anchor, lowered = _placing(cell)
    look = el(
        "a:tcPr",
        _border("a:lnL", None, sheet),
        _border("a:lnR", None, sheet),
        _border("a:lnT", above, sheet),
        _border("a:lnB", below, sheet),
        sheet.palette.fill(cell.fill),
        marL=emu(cell.inner.x - cell.box.x),
        marR=emu(cell.box.right - cell.inner.right),
        marT=emu(cell.inner.y - cell.box.y + lowered),
        marB=emu(cell.box.bottom - cell.inner.bottom),
        anchor=anchor,
    )
    return el("a:tc", body, look)


def _border(tag: str, rule: Rule, sheet: Sheet) -> str:
    color, width = rule or (None, 0.0)
    return sheet.palette.line(color, width, tag=tag)


def _placing(cell: Cell) -> tuple[str | None, float]:
    """Return how the cell's text stands as the plan laid it: an anchor (None is the top) and points to lower it by."""
    if not cell.paragraphs or not cell.paragraphs[-1].lines:
        return None, 0.0
    last = cell.paragraphs[-1]
    over = cell.paragraphs[0].y
    under = cell.inner.height - (last.y + last.leading * len(last.lines))
    if over <= _NEAR:
        return None, 0.0
    if abs(over - under) <= _NEAR:
        return "ctr", 0.0
    return ("b", 0.0) if abs(under) <= _NEAR else (None, over)
