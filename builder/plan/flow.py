"""Flowing a document over pages of paper: paragraphs break with two lines at least on either side, headings stay with
what they head, tables break between rows with their header repeated, boxes never break."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from builder.diagnostics import Span
from builder.frozen import replace
from builder.geometry import Rect
from builder.plan.cuts import broken, column_cuts, cut
from builder.plan.flowables import WHOLE, Columns, Flowable, Frame, Rows, Side, Solid, Words, is_wide, spaces
from builder.plan.lay import Copy
from builder.plan.page import Item, Paragraph, TextBox
from builder.plan.setting import FitError, Setting
from builder.plan.structure import Structure
from builder.plan.tables import place_table
from builder.plan.ticks import check_field

ORPHANS = 2
"""Least lines of a paragraph at the foot of a page, and at the head of the next."""
UNDER = 10.0
"""Points under what stands in the outer column."""
WHOLE_TABLE = 0.4
"""A table of at most this share of a page isn't cut: a reader compares its rows."""


class Flow:
    """Places flowables on pages, in order. `mark(y)` callbacks learn where headings came to stand."""

    def __init__(self, frame: Frame, setting: Setting, structure: Structure, top: float) -> None:
        self.frame, self.setting, self.structure = frame, setting, structure
        self.pages: list[list[Item]] = [[]]
        self.y = top
        self.gap = 0.0
        self.margin_y = 0.0
        self.top = True
        self.places: dict[int, tuple[int, float]] = {}
        self._broken: dict[int, tuple[Copy, Paragraph]] = {}

    def run(self, flowables: Sequence[Flowable]) -> None:
        """Place everything; a box or row that is higher than a page, or a word wider than its column, is reported."""
        for index, flowable in enumerate(flowables):
            if isinstance(flowable, Solid) and flowable.spare and (self.top or self.room < self.gap + flowable.height):
                continue
            try:
                if not self.top and self.room < self.need(flowables, index) <= self.whole(flowable):
                    self.new_page()
                self.place(flowable)
            except FitError as fault:
                self.setting.report(fault.diagnostic(fault.at or self.setting.place or Span("?")))

    def need(self, flowables: Sequence[Flowable], index: int) -> float:
        """Return the height that must fit from `index` on: if that is more than a page, just what belongs together."""
        need = self.chain(flowables, index)
        return need if need <= self.whole(flowables[index]) else self.chain(flowables, index, more=False)

    def whole(self, first: Flowable) -> float:
        """Return the height of a page, and of the space before its first flowable, which it doesn't have there."""
        return self.frame.column.height + max(self.gap, spaces(first)[0])

    @property
    def room(self) -> float:
        """The height left on the page in points."""
        return self.frame.column.bottom - self.y

    def chain(self, flowables: Sequence[Flowable], index: int, *, more: bool = True) -> float:
        """Return the height that must fit: kept flowables from `index` on, and the least piece of what follows them.

        With `more`, that piece is as high as a heading among them asks for.
        """
        total, gap, ahead, margin = 0.0, self.gap, 0.0, self.margin_y - self.y
        for flowable in flowables[index:]:
            before, after, keep = spaces(flowable)
            total += max(gap, before)
            if is_wide(flowable, self.frame.column.width):  # it begins under what stands in the outer column
                total = max(total, margin)
            if isinstance(flowable, Side):
                margin = total + self.height(flowable) + self.beside(flowable)
            if not keep:
                return total + max(self.least(flowable), ahead)
            total += self.height(flowable)
            gap = after
            ahead = max(ahead, flowable.ahead) if more and isinstance(flowable, Solid) else ahead
        return total

    def beside(self, side: Side) -> float:
        """Return the height that a heading takes in the outer column, with the space under it."""
        width = self.frame.margin.width if self.frame.margin else 0.0
        return len(broken(side.copy, width, 1.0).lines) * side.copy.style.leading + UNDER if width else 0.0

    def height(self, flowable: Flowable) -> float:
        """Return the height of a whole flowable in points."""
        match flowable:
            case Words():
                return len(self.lines(flowable.copy).lines) * flowable.copy.style.leading
            case Solid():
                return flowable.height
            case Rows():
                return flowable.measured.height(range(len(flowable.measured.content.rows)))
            case Side():
                return max(0.0, self.margin_y - self.y)
            case Columns():
                return self.least(flowable)
            case _:
                assert_never(flowable)

    def least(self, flowable: Flowable) -> float:
        """Return the height of the smallest first piece."""
        match flowable:
            case Words():
                lines = len(self.lines(flowable.copy).lines)
                few = lines if lines <= ORPHANS + 1 or flowable.copy.whole else ORPHANS
                return few * flowable.copy.style.leading
            case Solid():
                return flowable.height
            case Rows():
                whole = self.height(flowable)
                if whole <= self.frame.column.height * (WHOLE if flowable.fill else WHOLE_TABLE):
                    return whole
                return flowable.measured.height(range(min(2, len(flowable.measured.content.rows))))
            case Side():
                return max(0.0, self.margin_y - self.y)
            case Columns():
                return flowable.copies[0].style.leading * 4
            case _:
                assert_never(flowable)

    def lines(self, copy: Copy) -> Paragraph:
        """Return the paragraph broken for the text column, its top at 0; broken once, however often it is measured."""
        known = self._broken.get(id(copy))
        if known is None:
            width, safety = self.frame.column.width, self.setting.safety
            known = copy, broken(copy, width, safety)
            self._broken[id(copy)] = known  # with the copy itself: while it lives, nothing else has its id
        return known[1]

    def new_page(self) -> None:
        """Go to the top of a new page."""
        self.pages.append([])
        self.y = self.frame.column.y
        self.gap, self.margin_y, self.top = 0.0, 0.0, True

    def place(self, flowable: Flowable) -> None:
        """Place one flowable at the current y, on more pages where it must break."""
        before, after, _ = spaces(flowable)
        if not self.top:
            self.y += max(self.gap, before)
        match flowable:
            case Words():
                self.words(flowable)
            case Solid():
                self.solid(flowable)
            case Rows():
                self.rows(flowable)
            case Side():
                self.side(flowable)
                return
            case Columns():
                self.columns(flowable)
            case _:
                assert_never(flowable)
        self.gap, self.top = after, False

    def words(self, words: Words) -> None:
        """Place a paragraph, in pieces where it reaches the foot of the page."""
        paragraph = self.lines(words.copy)
        leading = words.copy.style.leading
        if words.copy.element is not None:
            self.places[words.copy.element] = (len(self.pages) - 1, self.y)
        # Off the text's own lines: readers that put words together by their height would mix the two.
        page, y = self.pages[-1], max(self.y + leading * 0.45, self.margin_y)
        if words.copy.whole and len(paragraph.lines) * leading > self.frame.column.height:
            raise FitError("this must not be cut and is higher than a page", paragraph.at, "say it in fewer words")
        self.pieces(paragraph, words.copy)
        self.notes(words.notes, page, y)

    def pieces(self, paragraph: Paragraph, copy: Copy) -> None:
        """Place a paragraph's lines, on more pages where they must break."""
        leading = copy.style.leading
        while True:
            fit = int((self.room + 0.01) / leading)
            total = len(paragraph.lines)
            if fit >= total:
                self.put(paragraph, total * leading, copy)
                return
            fit = min(fit, total - ORPHANS)
            if fit < ORPHANS:
                if self.top:
                    raise FitError("a line is higher than the page", paragraph.at)
                self.new_page()
                continue
            head, paragraph = cut(paragraph, fit, leading)
            self.put(head, fit * leading, copy)
            self.new_page()

    def put(self, paragraph: Paragraph, height: float, copy: Copy) -> None:
        """Add a paragraph's box at the current y, with the field over its box to tick: it is read before the words."""
        column = self.frame.column
        box = Rect(column.x, self.y, column.width, height)
        if copy.check is not None and paragraph.bullet:
            self.pages[-1].append(check_field(copy, copy.check, paragraph, box, self.structure))
        self.pages[-1].append(TextBox(box, box, (paragraph,), "Text", at=paragraph.at))
        self.y += height
        self.top = False

    def notes(self, copies: Sequence[Copy], page: list[Item], y: float) -> None:
        """Set small print in the outer column of a page at `y` or below, all of it higher where the page ends.

        What explains a paragraph is added after it, so that it is read after it too.
        """
        margin = self.frame.margin
        if not margin or not copies:
            return
        laid = [broken(copy, margin.width, 1.0) for copy in copies]
        heights = [len(paragraph.lines) * copy.style.leading for paragraph, copy in zip(laid, copies, strict=True)]
        y = min(y, margin.bottom - sum(heights))
        for paragraph, height in zip(laid, heights, strict=True):
            box = Rect(margin.x, y, margin.width, height)
            page.append(TextBox(box, box, (paragraph,), "Definition", at=paragraph.at))
            y += height
        if page is self.pages[-1]:
            self.margin_y = y + UNDER

    def side(self, side: Side) -> None:
        """Set a heading in the outer column, under what stands there; the text beside it starts at the same height."""
        self.y = max(self.y, self.margin_y)
        if side.copy.element is not None:
            self.places[side.copy.element] = (len(self.pages) - 1, self.y)
        self.notes((side.copy,), self.pages[-1], self.y)
        self.gap = 0.0

    def columns(self, columns: Columns) -> None:
        """Place paragraphs in columns, as many pages as they need."""
        self.y = max(self.y, self.margin_y)
        full = self.frame.full
        boxes = replace(full, y=0.0, height=0.0).columns(columns.count, columns.gutter)
        laid = [broken(copy, boxes[0].width, self.setting.safety) for copy in columns.copies]
        heights = [len(p.lines) * p.leading + c.style.space_after for p, c in zip(laid, columns.copies, strict=True)]
        start = 0
        while start < len(laid):
            cuts = column_cuts(heights[start:], columns.count, self.room)
            if cuts[-1] == 0:
                self.new_page()
                continue
            deepest, first = self.y, start
            for box, end in zip(boxes, cuts, strict=True):
                y = self.y
                for index in range(first, start + end):
                    place = Rect(box.x, y, box.width, heights[index])
                    self.pages[-1].append(TextBox(place, place, (laid[index],), "Reference", at=laid[index].at))
                    y += heights[index]
                deepest, first = max(deepest, y), start + end
            start += cuts[-1]
            self.y = deepest
            if start < len(laid):
                self.new_page()

    def solid(self, solid: Solid) -> None:
        """Place a box; FitError when it is higher than a page."""
        if solid.wide and self.margin_y > self.y:
            self.y = self.margin_y
        if solid.height > self.room + 0.01:
            if solid.height > self.frame.column.height:
                over = solid.height / self.frame.column.height
                raise FitError(f"this box is {over:.1f} times as high as a page", solid.at, "split it, or shorten it")
            self.new_page()
        self.places.update({element: (len(self.pages) - 1, self.y) for element in solid.elements})
        self.pages[-1] += solid.place(self.y)
        page, y = self.pages[-1], max(self.y, self.margin_y)
        self.y += solid.height
        self.notes(solid.notes, page, y)

    def rows(self, rows: Rows) -> None:
        """Place a table, its header on each page that it reaches."""
        measured = rows.measured
        wide = is_wide(rows, self.frame.column.width)
        if wide:
            self.y = max(self.y, self.margin_y)
        x = self.frame.full.x if wide else self.frame.column.x
        left = list(range(len(measured.content.rows)))
        first = True
        while left or first:
            count = next((n for n in range(len(left), 0, -1) if measured.height(left[:n]) <= self.room + 0.01), 0)
            if count == 0 and left:
                if self.top:
                    raise FitError("a table row is higher than the page", measured.content.at)
                self.new_page()
                continue
            table = place_table(
                measured, left[:count], x, self.y, self.setting,
                structure=self.structure, table=rows.element, repeated=not first,
            )  # fmt: skip
            self.pages[-1] += rows.fill(table, left[:count]) if rows.fill else (table,)
            self.y += table.box.height
            self.top = False
            left, first = left[count:], False
            if left:
                self.new_page()
