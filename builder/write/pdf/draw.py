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
    Page,
    Role,
    Shape,
    Stamps,
    Stroke,
    Table,
    TextBox,
    TextShape,
)
from builder.write.pdf.book import Book
from builder.write.pdf.connectors import draw_connector, draw_text_shape
from builder.write.pdf.sheet import Artifact, Owner, Sheet
from builder.write.pdf.structure import placement, summary
from builder.write.pdf.words import draw_paragraphs


def draw_page(book: Book, page: Page) -> None:
    """Draw a page: its layout, if it has one, and its items over it."""
    sheet = book.new_sheet()
    layout = book.layouts[page.layout] if page.layout else None
    if layout:
        with sheet.whole(Artifact.LAYOUT, 0.0):
            sheet.rect(Rect(0.0, 0.0, sheet.size.width, sheet.size.height), layout.background)
            draw_items(book, sheet, layout.items)
    draw_items(book, sheet, page.items)
    book.add(sheet)


def draw_items(book: Book, sheet: Sheet, items: Sequence[Item]) -> None:
    """Draw items in reading order."""
    for item in items:
        draw_item(book, sheet, item)


def draw_item(book: Book, sheet: Sheet, item: Item) -> None:
    """Draw one item; what has no element is an artifact."""
    match item:
        case TextBox():
            _draw_box(book, sheet, item)
        case Shape():
            with sheet.whole(_figure(book, sheet, item), item.box.y):
                _draw_clipped(sheet, item)
        case TextShape():
            draw_text_shape(book, sheet, item)
        case Connector():
            draw_connector(sheet, item)
        case Stroke():
            sheet.mark(Artifact.LAYOUT, min(item.y1, item.y2))
            sheet.line(item.x1, item.y1, item.x2, item.y2, item.color, item.width, item.dash)
        case Stamps():
            sheet.mark(Artifact.LAYOUT, item.box.y)
            sheet.stamps(item.outline, item.places, item.fill)
        case Image():
            with sheet.whole(_figure(book, sheet, item), item.box.y):
                sheet.picture(item.box, *book.pictures.add(item))
        case Table():
            _draw_table(book, sheet, item)
        case Chart():
            with sheet.whole(_figure(book, sheet, item), item.box.y):
                draw_items(book, sheet, item.marks)
        case Group():
            _draw_group(book, sheet, item)
        case Field():
            book.field(sheet, item)
        case _:
            assert_never(item)


def _draw_group(book: Book, sheet: Sheet, group: Group) -> None:
    """Draw a group: a figure if it is described, else each of its items for itself."""
    if not group.alt:
        draw_items(book, sheet, group.items)
        return
    with sheet.whole(_figure(book, sheet, group), group.box.y):
        draw_items(book, sheet, group.items)


def _figure(book: Book, sheet: Sheet, item: Shape | Image | Chart | Group) -> Owner:
    """Return the element that an item is a figure of, described; decoration without one."""
    if item.element is None or sheet.held:
        return Artifact.LAYOUT
    node = book.tree.node(item.element)
    if node.role == Role.FIGURE:
        node.alt = node.alt or item.alt
        node.attributes.append(placement(item.box, sheet.size.height))
    return node


def _draw_box(book: Book, sheet: Sheet, item: TextBox) -> None:
    if item.fill:
        sheet.mark(Artifact.LAYOUT, item.box.y)
        sheet.rect(item.box, item.fill)
    furniture = all(paragraph.element is None for paragraph in item.paragraphs)
    owner = _edge(sheet, item.box) if furniture else Artifact.LAYOUT
    draw_paragraphs(book, sheet, item.inner, item.paragraphs, owner)


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


def _draw_table(book: Book, sheet: Sheet, table: Table) -> None:
    """Draw a table: cell grounds and rules first, as decoration, then the cells row by row."""
    if table.element is not None and table.alt:
        node = book.tree.node(table.element)
        node.attributes.append(summary(table.alt))
    _draw_grid(sheet, table)
    for row in table.rows:
        for cell in row.cells:
            owner = Artifact.LAYOUT if cell.element is None else book.tree.node(cell.element)
            draw_paragraphs(book, sheet, cell.inner, cell.paragraphs, owner)


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
