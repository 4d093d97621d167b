"""Things to fill in on paper: lines for the pen, and over them fields for whoever fills them in on screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder import model
from builder.frozen import replace
from builder.geometry import MM, Rect
from builder.plan.fillin import FillLook, label_column, measure_blank, measure_diary, spoken
from builder.plan.flowables import Flowable, Rows, Solid, Words
from builder.plan.marks import rule
from builder.plan.page import Field, Item, Role, Row, Table
from builder.plan.printed import small_copy
from builder.plan.setting import FitError
from builder.plan.sheet import Sheet
from builder.plan.tables import MeasuredTable, TableLook

HEIGHT = 9 * MM
"""Least height of a field, and about the least distance of writing lines: what an unsteady hand needs."""
LARGE = 1.9
"""The same as a multiple of the type size: in large print, fields are higher."""
CLEAR = 1.0
"""Points between the foot of a field and the middle of its line, which stays to be seen."""
LAST = 12.0
"""Points under the last field."""
PAD = 2.5
"""Points over and under the words in a diary's cells."""
APART = 8.0
"""Points between the lines of neighbouring columns of a diary."""


def fill_in_flow(block: model.FillIn, sheet: Sheet, parent: int) -> list[Flowable]:
    """Return things to fill in with their title above them: fields one under the other, or a diary that may break."""
    content, lang = block.fill_in, block.language
    sheet = replace(sheet, setting=spoken(sheet.setting, lang))
    flow: list[Flowable] = []
    if content.title:
        flow.append(Words(small_copy(content.title, "caption", sheet, parent, keep=True)))
    if content.rows:
        return [*flow, _diary(content, sheet, parent, lang)]
    body, hint = sheet.setting.style("body"), sheet.setting.style("source")
    look = FillLook(body, hint, pitch(sheet))
    left = label_column(content.fields, sheet.frame.column.width, look, sheet.setting)
    fields = [_blank(one, left, look, sheet, parent, lang) for one in content.fields]
    return [*flow, *fields[:-1], replace(fields[-1], after=LAST)]


def pitch(sheet: Sheet) -> float:
    """Return how far writing lines lie apart on a sheet, in points."""
    return max(HEIGHT, sheet.body * LARGE) + CLEAR


def _blank(blank: model.Blank, left: float, look: FillLook, sheet: Sheet, parent: int, lang: str | None) -> Solid:
    """Return a label with its lines, a field over them, and the hint under them."""
    setting, structure, column = sheet.setting, sheet.structure, sheet.frame.column
    label = structure.add(Role.P, parent)
    form = structure.add(Role.FORM, label, lang=lang)
    hint = structure.add(Role.P, parent) if blank.hint else None
    measured = measure_blank(blank, left, column.width, look, setting, label_element=label, hint_element=hint)
    said = blank.label.text.strip()
    tooltip = f"{said.rstrip('.:')}. {blank.hint.text.strip()}" if blank.hint else said
    name = structure.name(said)

    def place(y: float) -> tuple[Item, ...]:
        return (
            measured.label_box(column.x, y),
            *measured.strokes(column.x, y, setting),
            _text_field(measured.room(column.x, y), name, tooltip, form, sheet, blank.lines),
            *measured.hint_boxes(column.x, y),
        )

    words = f"{said} {blank.hint.text if blank.hint else ''}"
    return Solid(measured.height, place, blank.at, after=measured.after, words=words)


def _text_field(room: Rect, name: str, tooltip: str, form: int, sheet: Sheet, lines: int = 1) -> Field:
    """Return a field over lines to write on."""
    style, box = sheet.setting.style("body"), room.inset(0, 0, 0, CLEAR)
    return Field(box, "text", name, tooltip, form, style.typeface.regular, style.size, style.color, lines)


# Diaries


def _diary(content: model.FillInContent, sheet: Sheet, parent: int, lang: str | None) -> Rows:
    """Return a diary: in the text column, or across the page where that is too narrow."""
    setting, frame = sheet.setting, sheet.frame
    look = TableLook(setting.style("table_head"), setting.style("table"), APART, PAD, row=pitch(sheet))
    # no alternative text: some screen readers would say that in place of the cells, and with them of their fields
    element = sheet.structure.add(Role.TABLE, parent)
    try:
        measured = measure_diary(content, frame.column.width, look, setting)
    except FitError:
        measured = measure_diary(content, frame.full.width, look, setting)

    def fill(table: Table, rows: Sequence[int]) -> tuple[Item, ...]:
        return (replace(table, rows=_unruled(table)), *_cells(measured, table, rows, sheet, lang))

    return Rows(measured, element, before=4.0, after=LAST, fill=fill)


def _unruled(table: Table) -> tuple[Row, ...]:
    """Return a diary's rows without lines across: each cell has its own."""
    return tuple(row if row.header else replace(row, rule=None) for row in table.rows)


def _cells(
    measured: MeasuredTable, table: Table, rows: Sequence[int], sheet: Sheet, lang: str | None
) -> Iterator[Item]:
    """Yield a line and a field for each empty cell, row by row."""
    structure, setting = sheet.structure, sheet.setting
    color, weight = setting.color("grey"), setting.weight("hairline")
    header = measured.content.header
    for row, index in zip((row for row in table.rows if not row.header), rows, strict=True):
        label = measured.content.rows[index][0].text.strip()
        for cell, column in zip(row.cells[1:], header[1:], strict=True):
            room = Rect(cell.inner.x, cell.box.y, cell.box.right - cell.inner.x, cell.box.height)
            tooltip = f"{label}, {column.text.strip()}"
            form = structure.add(Role.FORM, cell.element or 0, lang=lang)
            yield rule(room.x, room.bottom, room.right, color, weight, "Writing line")
            yield _text_field(room, structure.name(tooltip), tooltip, form, sheet)
