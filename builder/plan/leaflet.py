"""A handout as a flow: text made for paper, in the order in which a worried reader needs it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias, assert_never

from builder import model
from builder.geometry import Rect
from builder.plan.emergency import emergency_box
from builder.plan.explained import Explained
from builder.plan.flow import Flow
from builder.plan.flowables import Columns, Flowable, Side, Solid, Words
from builder.plan.footer import Foot, Handout, place_foot
from builder.plan.lay import Copy, lay
from builder.plan.marks import rule, text_box
from builder.plan.page import Bookmark, Item, Page, Role
from builder.plan.pairs import pair_box
from builder.plan.panels import band, callout_box, message_panel, quote_box
from builder.plan.printed import figure_flow
from builder.plan.reflist import reference_copy
from builder.plan.setting import FitError, runs_of
from builder.plan.sheet import Sheet
from builder.plan.structure import BELOW, DEPTH
from builder.plan.taught import ANSWERS, answer_flow, heading_across, question_flow, taught_flow
from builder.plan.words import ListLook, Part, WordBlock, bullet_copies, term_copy, word_copies
from builder.values import RichText, words

BoxBlock: TypeAlias = (
    model.Callout
    | model.Quote
    | model.Table
    | model.Chart
    | model.Image
    | model.Diagram
    | model.Icons
    | model.Compare
    | model.Number
    | model.Question
)


class Leaflet:
    """Makes the flow of one handout; headings are remembered for the bookmarks.

    With `help_first`, help in an emergency stands before the purpose and the key points.
    """

    def __init__(self, source: Handout, sheet: Sheet, foot: Foot, *, help_first: bool) -> None:
        self.foot, self.help_first = foot, help_first
        self.help, self.help_page = -1, 0
        self.source, self.sheet, self.setting = source, sheet, sheet.setting
        self.structure, self.wording = sheet.structure, source.locale.wording
        self.headings: list[tuple[str, int, int]] = []
        self.asked: list[model.Question] = []
        body = self.setting.style("body")
        self.look = ListLook(body, body.size * 1.5)
        self.explained = Explained(sheet, source.deck.glossary)

    def pages(self) -> tuple[tuple[Page, ...], tuple[Bookmark, ...]]:
        """Return the pages, each with its foot, and the bookmarks."""
        deck, sheet = self.source.deck, self.sheet
        items, top = band(deck.title, deck.governance.service or deck.governance.owner, self.source.status, sheet)
        flow = Flow(sheet.frame, self.setting, self.structure, top)
        flow.pages[0] += items
        self.fill(flow)
        self.help_page = flow.places.get(self.help, (0, 0.0))[0]
        total = len(flow.pages)
        pages = tuple(
            Page(
                (*content, *place_foot(self.foot, self.source, sheet, number, total)),
                f"{deck.title.text}, page {number}",
            )
            for number, content in enumerate(flow.pages, 1)
        )
        # A heading that had no room has no place; its fault is reported, and there will be no plan.
        placed = [heading for heading in self.headings if heading[2] in flow.places]
        marks = [Bookmark(title, level, *flow.places[element]) for title, level, element in placed]
        return pages, (Bookmark(deck.title.text, 0, 0, 0.0), *marks)

    def fill(self, flow: Flow) -> None:
        """Place all that the handout says."""
        flow.run([*self.front(), *self.body(), *self.back()])

    def front(self) -> Iterator[Flowable]:
        """Yield what page 1 says first: main message, purpose, key points, when to get help.

        With `help_first`, help comes before the purpose: below the key points it would go to page 2.
        """
        deck, wording = self.source.deck, self.wording
        part = self.structure.add(Role.SECT)
        if deck.main_message:
            yield message_panel(deck.main_message, self.sheet, part)
        if deck.emergency and self.help_first:
            yield self.emergency(deck.emergency)
            part = self.structure.add(Role.SECT)
        if deck.purpose:
            yield self.heading(wording.purpose, Role.H2, part)
            yield self.paragraph(deck.purpose, part)
        if deck.key_points:
            yield self.heading(wording.key_points, Role.H2, part)
            yield from self.bullets(deck.key_points, part)
        if deck.emergency and not self.help_first:
            yield self.emergency(deck.emergency)

    def emergency(self, emergency: model.Emergency) -> Flowable:
        """Return the box that says when to get help, and remember its heading."""
        box = emergency_box(emergency, self.sheet, self.structure.add(Role.SECT))
        self.help = box.elements[0]
        self.headings.append((self.wording.emergency, 0, self.help))
        return box

    def body(self) -> Iterator[Flowable]:
        """Yield the sections: a question, then short headed parts."""
        for section in self.source.deck.sections:
            part = self.structure.add(Role.SECT)
            level = Role.H2
            if section.title.text:
                yield from self.question(section.title, part)
                level = Role.H3
            for slide in section.slides:
                if slide.title.text:
                    across = isinstance(next(iter(slide.blocks), None), model.Compare)
                    yield self.heading(slide.title, level, part, across=across, anchor=slide.id)
                yield from self.blocks(slide.blocks, part, BELOW[level] if slide.title.text else level)

    def back(self) -> Iterator[Flowable]:
        """Yield what follows the sections: the unknown, questions, words, sources, how the leaflet was made."""
        deck, wording = self.source.deck, self.wording
        if deck.unknowns:
            yield from self.titled(wording.unknowns, deck.unknowns)
        if deck.questions and deck.teach_back and self.sheet.frame.margin:
            yield from self.pair((wording.questions, deck.questions), (wording.teach_back, deck.teach_back))
        else:
            for title, texts in ((wording.questions, deck.questions), (wording.teach_back, deck.teach_back)):
                if texts:
                    yield from self.titled(title, texts)
        if self.asked:
            yield from self.answers()
        if self.sheet.frame.margin is None and self.explained.left():
            part = self.structure.add(Role.SECT)
            yield from self.question(words(wording.glossary, deck.at), part)
            style = self.setting.style("body")
            for term in self.explained.left():
                entry = self.structure.add(Role.P, part, look="term")
                yield Words(replace(term_copy(term, style, self.setting), element=entry))
        yield from self.references()

    def answers(self) -> Iterator[Flowable]:
        """Yield the answers to the questions that were asked on the way."""
        part = self.structure.add(Role.SECT)
        title = words(self.wording.answers, self.asked[0].at)
        yield from self.question(title, part, anchor=ANSWERS)
        yield from answer_flow(self.asked, self.sheet, part)

    def titled(self, title: str, texts: Sequence[RichText]) -> Iterator[Flowable]:
        """Yield a headed list under a hairline."""
        part = self.structure.add(Role.SECT)
        yield from self.line(texts[0])
        yield self.heading(title, Role.H2, part)
        yield from self.bullets(texts, part)

    def pair(self, *lists: tuple[str, Sequence[RichText]]) -> Iterator[Flowable]:
        """Yield two headed lists side by side across the page, under a hairline."""
        yield from self.line(lists[0][1][0])
        box = pair_box(lists, self.look, self.sheet)
        self.headings += [(title, 0, element) for (title, _), element in zip(lists, box.elements, strict=True)]
        yield box

    def references(self) -> Iterator[Flowable]:
        """Yield the reference list, in two columns where the page is wide enough."""
        entries = self.source.bibliography.entries
        if not entries:
            return
        part = self.structure.add(Role.SECT)
        yield from self.question(words(self.wording.references, self.source.deck.at), part)
        style = self.setting.style("reference")
        group = self.structure.add(Role.L, part, numbering="Decimal")
        copies = tuple(
            reference_copy(entry.number, entry.text, style, self.setting, self.structure, group) for entry in entries
        )
        yield Columns(copies, 1 if self.sheet.frame.margin is None else 2, 22.0)

    def question(self, title: RichText, parent: int, anchor: str | None = None) -> Iterator[Flowable]:
        """Yield a section's heading: a thin rule above, the question in the heading face; links lead to `anchor`."""
        column, color, weight = self.sheet.frame.full, self.setting.color("teal"), self.setting.weight("hairline")
        style = self.setting.style("question")

        def place(y: float) -> tuple[Item, ...]:
            return (rule(column.x, y, column.right, color, weight, "Question rule"),)

        yield Solid(1.0, place, title.at, before=style.space_before, after=7.0, wide=True, keep_next=True)
        element = self.structure.add(Role.H2, parent, anchor=anchor)
        self.headings.append((title.text, 0, element))
        copy = Copy(runs_of(title, style, self.setting), style, element=element, at=title.at, space_before=7.0)
        laid = lay([copy], column.width)

        def words_at(y: float) -> tuple[Item, ...]:
            return (text_box(laid, Rect(column.x, y, column.width, laid.height), "Question"),)

        after, ahead = style.space_after, style.leading * 3
        yield Solid(
            laid.height, words_at, title.at, 7.0, after, wide=True, keep_next=True, elements=(element,), ahead=ahead
        )

    def line(self, before: RichText) -> Iterator[Flowable]:
        """Yield a hairline across the page, kept with what follows."""
        full, color, weight = self.sheet.frame.full, self.setting.color("hairline"), self.setting.weight("hairline")

        def place(y: float) -> tuple[Item, ...]:
            return (rule(full.x, y, full.right, color, weight, "Part rule"),)

        yield Solid(1.0, place, before.at, before=10.0, after=9.0, wide=True, keep_next=True)

    def heading(
        self, title: RichText | str, role: Role, parent: int, *, across: bool = False, anchor: str | None = None
    ) -> Flowable:
        """Return a smaller heading, kept with what follows it: beside the text where there is an outer column.

        It stands `across` the page over a box that takes the whole width. Links lead to `anchor`.
        """
        style = self.setting.style("heading")
        element = self.structure.add(role, parent, anchor=anchor)
        rich = words(title, self.source.deck.at) if isinstance(title, str) else title
        self.headings.append((rich.text, DEPTH[role], element))
        copy = Copy(runs_of(rich, style, self.setting), style, element=element, at=rich.at, keep_next=True)
        if across:
            return heading_across(copy, self.sheet)
        return Side(copy) if self.sheet.frame.margin else Words(copy)

    def paragraph(self, rich: RichText, parent: int) -> Words:
        """Return a paragraph of body text."""
        style = self.setting.style("body")
        element = self.structure.add(Role.P, parent)
        copy = Copy(runs_of(rich, style, self.setting), style, element=element, at=rich.at)
        return Words(copy, self.explained.notes(rich.text, parent))

    def bullets(self, texts: Sequence[RichText], parent: int) -> Iterator[Words]:
        """Yield texts as a bulleted list."""
        copies = self.structure.tagged(bullet_copies(texts, self.look, self.setting), parent)
        for copy, rich in zip(copies, texts, strict=True):
            yield Words(copy, self.explained.notes(rich.text, _inside(copy, parent)))

    def blocks(self, blocks: Sequence[model.Block], parent: int, level: Role) -> Iterator[Flowable]:
        """Yield a slide's blocks; neighbouring points make one list. `level` is that of headings inside blocks."""
        run: list[Part] = []
        for block in blocks:
            if isinstance(block, WordBlock):
                run.append(Part(block))
                continue
            if isinstance(block, model.FindingBlock):  # an audience gets the blocks that stand for it
                continue
            yield from self.words(run, parent)
            run = []
            try:
                yield from self.boxed(block, parent, level)
            except FitError as fault:
                self.setting.report(fault.diagnostic(block.at))
        yield from self.words(run, parent)

    def boxed(self, block: BoxBlock, parent: int, level: Role) -> list[Flowable]:
        """Return a block that is more than words as flowables."""
        match block:
            case model.Callout():
                return [callout_box(block, self.sheet, parent)]
            case model.Quote():
                return [quote_box(block, self.sheet, parent)]
            case model.Table() | model.Chart() | model.Image() | model.Diagram():
                return [self.noted(one, parent) for one in figure_flow(block, self.sheet, parent)]
            case model.Icons() | model.Compare() | model.Number():
                flow = [self.noted(one, parent) for one in taught_flow(block, self.sheet, parent, level)]
                if isinstance(block, model.Compare) and isinstance(flow[0], Solid):
                    sides = zip(block.compare.sides, flow[0].elements, strict=True)
                    self.headings += [(side.title.text, DEPTH[level], element) for side, element in sides]
                return flow
            case model.Question():
                self.asked.append(block)
                return question_flow(block, len(self.asked), self.sheet, parent)
            case _:
                assert_never(block)

    def noted(self, flowable: Flowable, parent: int) -> Flowable:
        """Return a paragraph or a diagram with the definitions of the terms that it is the first to use."""
        match flowable:
            case Words():
                text = "".join(run.text for run in flowable.copy.runs)
            case Solid():
                text = flowable.words
            case _:
                return flowable
        return replace(flowable, notes=self.explained.notes(text, parent))

    def words(self, parts: Sequence[Part], parent: int) -> Iterator[Words]:
        """Yield blocks of words; what they define counts as explained."""
        self.explained.define(name for p in parts if isinstance(p.block, model.Define) for name in p.block.define)
        copies = self.structure.tagged(word_copies(parts, self.look, self.setting, self.explained.terms), parent)
        for copy in copies:
            yield Words(copy, self.explained.notes("".join(run.text for run in copy.runs), _inside(copy, parent)))


def _inside(copy: Copy, parent: int) -> int:
    """Return the element that holds what explains a paragraph: in a list its item, so that it is read right after."""
    return copy.element if copy.bullet and copy.element is not None else parent
