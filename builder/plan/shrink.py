"""Items of a slide made smaller and put elsewhere: a slide's thumbnail on paper, with real text and all its words.

Geometry and type become smaller by one factor, so lines break as they do on the slide. Everything else stays.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar, assert_never

from builder.frozen import dataclass, replace
from builder.geometry import Rect
from builder.plan.drawn import Site
from builder.plan.page import (
    Bullet,
    Cell,
    Chart,
    Circle,
    Connector,
    Contour,
    Field,
    Group,
    Head,
    Image,
    Item,
    Line,
    Outline,
    Paragraph,
    Piece,
    Row,
    Shape,
    Stamps,
    Stroke,
    Table,
    TextBox,
    TextRun,
    TextShape,
)

Flat = TypeVar("Flat", TextBox, TextShape, Cell)


@dataclass(frozen=True, slots=True)
class Shrink:
    """What makes a slide small: a factor for all lengths, and where the slide's top left goes, in points."""

    factor: float
    x: float
    y: float

    def items(self, items: Iterable[Item]) -> tuple[Item, ...]:
        """Return the items at the smaller size, in the same order."""
        return tuple(self.item(item) for item in items)

    def item(self, item: Item) -> Item:
        """Return one item at the smaller size. A chart's specification stays: only native charts are made of it."""
        match item:
            case TextBox():
                return self.worded(item)
            case TextShape():
                return self.text_shape(item)
            case Shape():
                return self.shape(item)
            case Connector():
                return self.connector(item)
            case Stroke():
                return self.stroke(item)
            case Stamps():
                return self.stamps(item)
            case Image():
                return replace(item, box=self.rect(item.box))
            case Table():
                return self.table(item)
            case Chart():
                marks = tuple(self.mark(mark) for mark in item.marks)
                return replace(item, box=self.rect(item.box), marks=marks)
            case Group():
                return replace(item, box=self.rect(item.box), items=self.items(item.items))
            case Field():
                return replace(item, box=self.rect(item.box), size=item.size * self.factor)
            case _:
                assert_never(item)

    def mark(self, mark: TextBox | Shape | Stroke) -> TextBox | Shape | Stroke:
        """Return a mark of a chart at the smaller size."""
        match mark:
            case TextBox():
                return self.worded(mark)
            case Shape():
                return self.shape(mark)
            case Stroke():
                return self.stroke(mark)
            case _:
                assert_never(mark)

    def rect(self, rect: Rect) -> Rect:
        """Return a box of the slide where it stands on the page."""
        k = self.factor
        return Rect(self.x + rect.x * k, self.y + rect.y * k, rect.width * k, rect.height * k)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return a place of the slide where it is on the page."""
        return self.x + x * self.factor, self.y + y * self.factor

    def lengths(self, lengths: Iterable[float]) -> tuple[float, ...]:
        """Return lengths that count from an item's own corner."""
        return tuple(length * self.factor for length in lengths)

    def worded(self, item: Flat) -> Flat:
        """Return what holds paragraphs in an inner box: lines count from that box, so they only become smaller."""
        paragraphs = tuple(self.paragraph(paragraph) for paragraph in item.paragraphs)
        return replace(item, box=self.rect(item.box), inner=self.rect(item.inner), paragraphs=paragraphs)

    def text_shape(self, item: TextShape) -> TextShape:
        """Return a shape with its words."""
        k = self.factor
        sites = tuple(Site(site.x * k, site.y * k, site.side) for site in item.sites)
        return replace(
            self.worded(item),
            line_width=item.line_width * k,
            dash=self.lengths(item.dash),
            radius=item.radius * k,
            sites=sites,
        )

    def shape(self, item: Shape) -> Shape:
        """Return a shape without words."""
        k = self.factor
        clip = self.rect(item.clip) if item.clip else None
        return replace(item, box=self.rect(item.box), line_width=item.line_width * k, radius=item.radius * k, clip=clip)

    def connector(self, item: Connector) -> Connector:
        """Return a connector with its head."""
        k = self.factor
        head = Head(item.head.kind, item.head.width * k, item.head.length * k) if item.head else None
        points = tuple(self.point(*point) for point in item.points)
        return replace(item, points=points, width=item.width * k, dash=self.lengths(item.dash), head=head)

    def stroke(self, item: Stroke) -> Stroke:
        """Return a line."""
        (x1, y1), (x2, y2) = self.point(item.x1, item.y1), self.point(item.x2, item.y2)
        width, dash = item.width * self.factor, self.lengths(item.dash)
        return replace(item, x1=x1, y1=y1, x2=x2, y2=y2, width=width, dash=dash)

    def stamps(self, item: Stamps) -> Stamps:
        """Return a figure that stands many times over."""
        places = tuple(self.point(*place) for place in item.places)
        return replace(item, box=self.rect(item.box), outline=self.outline(item.outline), places=places)

    def outline(self, outline: Outline) -> Outline:
        """Return the outline of a figure, which counts from its own corner."""
        return tuple(self.contour(contour) for contour in outline)

    def contour(self, contour: Circle | Contour) -> Circle | Contour:
        """Return a part of an outline."""
        k = self.factor
        if isinstance(contour, Circle):
            return Circle(contour.x * k, contour.y * k, contour.radius * k, contour.hole)
        x, y = contour.start
        return Contour((x * k, y * k), tuple(self.lengths(step) for step in contour.steps))

    def table(self, item: Table) -> Table:
        """Return a table with its rows and rules."""
        rows = tuple(self.row(row) for row in item.rows)
        return replace(item, box=self.rect(item.box), columns=self.lengths(item.columns), rows=rows)

    def row(self, row: Row) -> Row:
        """Return a row of a table."""
        rule = (row.rule[0], row.rule[1] * self.factor) if row.rule else None
        cells = tuple(self.worded(cell) for cell in row.cells)
        return replace(row, height=row.height * self.factor, cells=cells, rule=rule)

    def paragraph(self, paragraph: Paragraph) -> Paragraph:
        """Return a paragraph with its lines."""
        k = self.factor
        return replace(
            paragraph,
            runs=tuple(self.run(run) for run in paragraph.runs),
            lines=tuple(self.line(line) for line in paragraph.lines),
            y=paragraph.y * k,
            leading=paragraph.leading * k,
            indent=paragraph.indent * k,
            hanging=paragraph.hanging * k,
            space_before=paragraph.space_before * k,
            space_after=paragraph.space_after * k,
            bullet=self.bullet(paragraph.bullet) if paragraph.bullet else None,
        )

    def line(self, line: Line) -> Line:
        """Return a line with its pieces."""
        k = self.factor
        pieces = tuple(Piece(self.run(piece.run), piece.x * k, piece.width * k) for piece in line.pieces)
        return Line(line.baseline * k, line.x * k, line.width * k, pieces)

    def run(self, run: TextRun) -> TextRun:
        """Return a run in smaller type."""
        k = self.factor
        return replace(run, size=run.size * k, nominal=run.nominal * k, rise=run.rise * k, tracking=run.tracking * k)

    def bullet(self, bullet: Bullet) -> Bullet:
        """Return what stands before a paragraph."""
        return replace(bullet, size=bullet.size * self.factor, run=self.run(bullet.run) if bullet.run else None)
