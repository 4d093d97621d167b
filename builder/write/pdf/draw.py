"""Items of a page as marks on a sheet: who owns the marks, and what they look like."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from builder.geometry import Rect
from builder.plan.page import (
    Chart,
    Connector,
    Field,
    Group,
    Image,
    Item,
    Layout,
    Page,
    Role,
    Shape,
    Stamps,
    Stroke,
    Table,
    TextBox,
    TextShape,
)
from builder.write.pdf.connectors import draw_connector, draw_text_shape
from builder.write.pdf.drawn import Filled, Told
from builder.write.pdf.sheet import Artifact, Owner, Sheet
from builder.write.pdf.structure import placement, summary
from builder.write.pdf.words import draw_paragraphs


def draw_page(sheet: Sheet, page: Page, layout: Layout | None) -> None:
    """Draw a page: its layout, if it has one, and its items over it."""
    if layout:
        with sheet.whole(Artifact.LAYOUT, 0.0):
            sheet.rect(Rect(0.0, 0.0, sheet.size.width, sheet.size.height), layout.background)
            draw_items(sheet, layout.items)
    draw_items(sheet, page.items)


def draw_items(sheet: Sheet, items: Sequence[Item]) -> None:
    """Draw items in reading order."""
    for item in items:
        draw_item(sheet, item)


def draw_item(sheet: Sheet, item: Item) -> None:
    """Draw one item; what has no element is an artifact."""
    match item:
        case TextBox():
            _draw_box(sheet, item)
        case Shape():
            with sheet.whole(_figure(sheet, item), item.box.y):
                _draw_clipped(sheet, item)
        case TextShape():
            draw_text_shape(sheet, item)
        case Connector():
            draw_connector(sheet, item)
        case Stroke():
            sheet.mark(Artifact.LAYOUT, min(item.y1, item.y2))
            sheet.line(item.x1, item.y1, item.x2, item.y2, item.color, item.width, item.dash)
        case Stamps():
            sheet.mark(Artifact.LAYOUT, item.box.y)
            sheet.stamps(item.outline, item.places, item.fill)
        case Image():
            with sheet.whole(_figure(sheet, item), item.box.y):
                sheet.picture(item)
        case Table():
            _draw_table(sheet, item)
        case Chart():
            with sheet.whole(_figure(sheet, item), item.box.y):
                draw_items(sheet, item.marks)
        case Group():
            _draw_group(sheet, item)
        case Field():
            sheet.events.append(Filled(item))
        case _:
            assert_never(item)


def _draw_group(sheet: Sheet, group: Group) -> None:
    """Draw a group: a figure if it is described, else each of its items for itself."""
    if not group.alt:
        draw_items(sheet, group.items)
        return
    with sheet.whole(_figure(sheet, group), group.box.y):
        draw_items(sheet, group.items)


def _figure(sheet: Sheet, item: Shape | Image | Chart | Group) -> Owner:
    """Return the element that an item is a figure of, described; decoration without one."""
    if item.element is None or sheet.held:
        return Artifact.LAYOUT
    if sheet.role(item.element) == Role.FIGURE:
        sheet.events.append(Told(item.element, item.alt, attribute=placement(item.box, sheet.size.height)))
    return item.element


def _draw_box(sheet: Sheet, item: TextBox) -> None:
    if item.fill:
        sheet.mark(Artifact.LAYOUT, item.box.y)
        sheet.rect(item.box, item.fill)
    furniture = all(paragraph.element is None for paragraph in item.paragraphs)
    owner = _edge(sheet, item.box) if furniture else Artifact.LAYOUT
    draw_paragraphs(sheet, item.inner, item.paragraphs, owner)


def _edge(sheet: Sheet, box: Rect) -> Artifact:
    """Return what furniture is: text in the upper half of the page runs along its top."""
    return Artifact.HEADER if box.y + box.height / 2 < sheet.size.height / 2 else Artifact.FOOTER


def _draw_clipped(sheet: Sheet, item: Shape) -> None:
    if item.clip is None:
        _draw_shape(sheet, item)
        return
    with sheet.clipped(item.clip):
        _draw_shape(sheet, item)


def _draw_shape(sheet: Sheet, item: Shape) -> None:
    box, look = item.box, (item.fill, item.line, item.line_width)
    match item.kind:
        case "rect":
            sheet.rect(box, *look)
        case "round-rect":
            radius = min(item.radius, box.width / 2, box.height / 2)
            sheet.rounded(box, radius, radius, *look)
        case "ellipse":
            sheet.rounded(box, box.width / 2, box.height / 2, *look)
        case "triangle":
            sheet.triangle(box, *look)
        case "diamond":
            sheet.diamond(box, *look)
        case _:
            assert_never(item.kind)


def _draw_table(sheet: Sheet, table: Table) -> None:
    """Draw a table: cell grounds and rules first, as decoration, then the cells row by row."""
    if table.element is not None and table.alt:
        sheet.events.append(Told(table.element, attribute=summary(table.alt)))
    _draw_grid(sheet, table)
    for row in table.rows:
        for cell in row.cells:
            owner = Artifact.LAYOUT if cell.element is None else cell.element
            draw_paragraphs(sheet, cell.inner, cell.paragraphs, owner)


def _draw_grid(sheet: Sheet, table: Table) -> None:
    bottom, right = table.box.y, table.box.x + sum(table.columns)
    for row in table.rows:
        bottom += row.height
        for cell in row.cells:
            if cell.fill:
                sheet.mark(Artifact.LAYOUT, cell.box.y)
                sheet.rect(cell.box, cell.fill)
        if row.rule:
            sheet.mark(Artifact.LAYOUT, bottom)
            sheet.line(table.box.x, bottom, right, bottom, *row.rule)
