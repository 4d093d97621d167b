"""Abbreviations that the glossary expands, found in the words of a plan: screen readers say what they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar, assert_never

from builder import model
from builder.frozen import dataclass, replace
from builder.plan.packed import kept_pages
from builder.plan.page import (
    Cell,
    Chart,
    Connector,
    Field,
    Group,
    Image,
    Item,
    Line,
    Paragraph,
    Piece,
    Plan,
    Row,
    Shape,
    Stamps,
    Stroke,
    Table,
    TextBox,
    TextShape,
)
from builder.regex import regex
from builder.text import natural_width

Worded = TypeVar("Worded", TextBox, TextShape, Cell)


def expanded(plan: Plan, glossary: Sequence[model.Term]) -> Plan:
    """Return the plan with every use of an abbreviation as a piece of its own that knows what it stands for.

    Lines stay as they are. Words inside figures aren't looked at: their alternative text speaks for them.
    """
    meanings = {term.term: term.expansion for term in glossary if term.expansion}
    if not meanings:
        return plan
    names = sorted(meanings, key=len, reverse=True)
    pattern = regex(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?=s?(?!\w))")
    finder = _Finder(pattern, meanings)
    pages = kept_pages(replace(page, items=finder.items(page.items)) for page in plan.pages)
    return replace(plan, pages=pages)


@dataclass(frozen=True, slots=True)
class _Finder:
    """Finds abbreviations as they are written: capitals and small letters are not the same."""

    pattern: re.Pattern[str]
    meanings: dict[str, str]

    def items(self, items: Iterable[Item]) -> tuple[Item, ...]:
        """Return items whose words are cut where an abbreviation starts or ends."""
        return tuple(map(self.item, items))

    def item(self, item: Item) -> Item:
        """Return one item."""
        match item:
            case TextBox():
                return self.worded(item)
            case TextShape():
                return self.worded(item)
            case Table():
                return replace(item, rows=tuple(map(self.row, item.rows)))
            case Group() if not item.alt:
                return replace(item, items=self.items(item.items))
            case Group() | Chart() | Shape() | Connector() | Stroke() | Stamps() | Image() | Field():
                return item
            case _:
                assert_never(item)

    def row(self, row: Row) -> Row:
        """Return a table row."""
        return replace(row, cells=tuple(map(self.worded, row.cells)))

    def worded(self, item: Worded) -> Worded:
        """Return what holds paragraphs."""
        return replace(item, paragraphs=tuple(map(self.paragraph, item.paragraphs)))

    def paragraph(self, paragraph: Paragraph) -> Paragraph:
        """Return a paragraph; furniture has no element that could be expanded."""
        if paragraph.element is None or not self.pattern.search(paragraph.text):
            return paragraph
        return replace(paragraph, lines=tuple(map(self.line, paragraph.lines)))

    def line(self, line: Line) -> Line:
        """Return a line."""
        return replace(line, pieces=tuple(part for piece in line.pieces for part in self.pieces(piece)))

    def pieces(self, piece: Piece) -> Iterator[Piece]:
        """Yield a piece in parts: what stands between abbreviations, and each of them."""
        run, start = piece.run, 0
        for found in () if run.spoken else self.pattern.finditer(run.text):
            if found.start() > start:
                yield _part(piece, start, found.start())
            yield _part(piece, found.start(), found.end(), self.meanings[found[0]])
            start = found.end()
        if start < len(run.text) or not start:
            yield _part(piece, start, len(run.text)) if start else piece


def _part(piece: Piece, start: int, end: int, expansion: str | None = None) -> Piece:
    run = piece.run
    before = natural_width((replace(run, text=run.text[:start]),)) if start else 0.0
    cut = replace(run, text=run.text[start:end], expansion=expansion)
    width = natural_width((cut,)) if end < len(run.text) else piece.width - before
    return Piece(cut, piece.x + before, width)
