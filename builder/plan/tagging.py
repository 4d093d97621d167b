"""A slide's items in a document's structure: headings, lists, tables and figures, as a handout has them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, assert_never

from builder.frozen import dataclass, replace
from builder.plan.page import (
    Chart,
    Connector,
    Field,
    Group,
    Image,
    Item,
    Paragraph,
    Role,
    Row,
    Shape,
    Stamps,
    Stroke,
    Table,
    TextBox,
    TextShape,
)
from builder.plan.structure import NUMBERING, Structure

FURNITURE = frozenset({"eyebrow", "footer", "number"})
"""Placeholders that say on every slide what it belongs to: no content of the slide."""


@dataclass(frozen=True, slots=True)
class Tagging:
    """Gives elements to what stands on one slide, under `part`; its title becomes a heading of the role `level`."""

    structure: Structure
    part: int
    level: Role

    def items(self, items: Iterable[Item]) -> tuple[Item, ...]:
        """Return the items with their elements, made in reading order; what is decoration or furniture has none."""
        return tuple(self.item(item) for item in items)

    def item(self, item: Item) -> Item:
        """Return one item with its elements."""
        match item:
            case TextBox(placeholder="title"):
                heading = self.structure.add(self.level, self.part)
                return replace(item, paragraphs=tuple(replace(p, element=heading) for p in item.paragraphs))
            case TextBox() if item.placeholder in FURNITURE:
                return item
            case TextBox() | TextShape():
                return replace(item, paragraphs=self.paragraphs(item.paragraphs))
            case Table():
                return self.table(item)
            case Group() if not item.alt:
                return replace(item, items=self.items(item.items))
            case Shape() | Image() | Chart() | Group():
                return replace(item, element=self.figure(item.alt))
            case Connector() | Stroke() | Stamps() | Field():
                return item
            case _:
                assert_never(item)

    def figure(self, alt: str | None) -> int | None:
        """Return the element of a figure, None for one that nobody needs to hear of."""
        return self.structure.add(Role.FIGURE, self.part, alt=alt) if alt else None

    def paragraphs(self, paragraphs: Iterable[Paragraph]) -> tuple[Paragraph, ...]:
        """Return paragraphs with their elements: neighbours with the same kind of bullet make one list."""
        made: list[Paragraph] = []
        kind: str | None = None
        group = self.part
        for paragraph in paragraphs:
            if paragraph.bullet is None:
                kind = None
                made.append(replace(paragraph, element=self.structure.add(Role.P, self.part)))
                continue
            if paragraph.bullet.kind != kind:
                kind = paragraph.bullet.kind
                group = self.structure.add(Role.L, self.part, numbering=NUMBERING.get(kind, "Disc"))
            entry = self.structure.add(Role.LI, group)
            mark, body = self.structure.add(Role.LBL, entry), self.structure.add(Role.LBODY, entry)
            made.append(replace(paragraph, label_element=mark, element=body))
        return tuple(made)

    def table(self, table: Table) -> Table:
        """Return a table whose rows and cells are elements; the first column heads its rows."""
        element = self.structure.add(Role.TABLE, self.part, alt=table.alt)
        rows = tuple(self.row(row, element, wide=len(table.columns) > 1) for row in table.rows)
        return replace(table, rows=rows, element=element)

    def row(self, row: Row, table: int, *, wide: bool) -> Row:
        """Return a row with its elements."""
        element = self.structure.add(Role.TR, table)
        cells = []
        for index, cell in enumerate(row.cells):
            heads = row.header or (index == 0 and wide)
            scope: Literal["Column", "Row"] | None = ("Column" if row.header else "Row") if heads else None
            mine = self.structure.add(Role.TH if heads else Role.TD, element, scope=scope)
            cells.append(
                replace(cell, element=mine, paragraphs=tuple(replace(p, element=mine) for p in cell.paragraphs))
            )
        return replace(row, cells=tuple(cells), element=element)
