"""A handout as a flow: text made for paper, in the order in which a worried reader needs it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeAlias, assert_never

from builder import model
from builder.frozen import replace
from builder.late import late
from builder.plan.again import again
from builder.plan.endmatter import (
    actions,
    answers,
    glossary,
    imprint,
    legal_status,
    other_formats,
    references,
    writing_lines,
)
from builder.plan.flow import Flow
from builder.plan.flowables import Flowable, Solid, Words, spaces
from builder.plan.footer import Foot, Handout, place_foot
from builder.plan.packed import kept_pages
from builder.plan.page import Bookmark, Page, Role
from builder.plan.panels import band, callout_box, message_panel, quote_box
from builder.plan.parts import Parts, inside, together
from builder.plan.printed import figure_flow
from builder.plan.setting import FitError
from builder.plan.sheet import Sheet
from builder.plan.structure import BELOW, DEPTH
from builder.plan.words import Part, WordBlock, word_copies

if TYPE_CHECKING:
    from builder.plan.emergency import emergency_boxes
    from builder.plan.fields import fill_in_flow
    from builder.plan.filling import fill_up
    from builder.plan.taught import question_flow, taught_flow
else:
    emergency_boxes = late("builder.plan.emergency", "emergency_boxes")
    fill_in_flow = late("builder.plan.fields", "fill_in_flow")
    question_flow, taught_flow = late("builder.plan.taught", "question_flow", "taught_flow")
    fill_up = late("builder.plan.filling", "fill_up")

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
    | model.FillIn
)


class Order(Enum):
    """Where help in an emergency stands on page 1: after the key points, before them, or before them in two boxes."""

    LAST = "last"
    FIRST = "first"
    HALVED = "halved"


def first_said(deck: model.Deck) -> tuple[object, ...]:
    """Return what a handout says before its sections."""
    return deck.main_message, deck.purpose, deck.emergency, *deck.key_points


def last_said(deck: model.Deck) -> tuple[object, ...]:
    """Return what a handout says after its sections, questions and sources aside."""
    lists = deck.without_treatment, deck.unknowns, deck.actions, deck.questions, deck.teach_back
    return *chain.from_iterable((*one, None) for one in lists), deck.interpreter, deck.other_formats


class Misplaced(Exception):
    """Help in an emergency has no room on page 1 in this order."""


class Leaflet(Parts):
    """Makes the flow of one handout; headings are remembered for the bookmarks.

    A `strict` one is given up when help doesn't stand on page 1.
    """

    def __init__(self, source: Handout, sheet: Sheet, foot: Foot, order: Order) -> None:
        super().__init__(source, sheet)
        self.foot, self.order, self.strict = foot, order, False
        self.helps: list[int] = []
        self.asked: list[model.Question] = []

    def pages(self) -> tuple[tuple[Page, ...], tuple[Bookmark, ...]]:
        """Return the pages, each with its foot, and the bookmarks."""
        deck, sheet = self.source.deck, self.sheet
        items, top = band(deck.title, deck.governance.service or deck.governance.owner, self.source.status, sheet)
        flow = Flow(sheet.frame, self.setting, self.structure, top)
        flow.pages[0] += items
        self.fill(flow)
        if self.source.fold:
            fill_up(flow, self)
        total = len(flow.pages)
        pages = kept_pages(
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
        """Place all that the handout says.

        What is said first is placed before the rest is made, where nothing of the rest decides how: if help must stand
        on page 1 and doesn't, the rest isn't made at all.

        Raises:
            Misplaced: help came to stand on another page than the first, and must not.
        """
        deck = self.source.deck
        front = [*again(self, self.front, *first_said(deck), also=self.order)]
        if front and not spaces(front[-1])[2]:
            flow.run(front)
            if self.strict and any(flow.places.get(one, (0, 0.0))[0] > 0 for one in self.helps):
                raise Misplaced
            front = []
        body = [*self.body()]
        sources = *self.source.bibliography.entries, None, *self.asked
        back = again(self, self.back, *last_said(deck), *sources, also=deck.legal_status)
        flow.run([*front, *body, *back])

    def front(self) -> Iterator[Flowable]:
        """Yield what page 1 says first: main message, purpose, key points, when to get help.

        Unless its order is last, help comes before the purpose: below the key points it would go to page 2.
        """
        deck, wording = self.source.deck, self.wording
        part = self.structure.add(Role.SECT)
        if deck.main_message:
            yield message_panel(deck.main_message, self.sheet, part)
        if deck.emergency and self.order is not Order.LAST:
            yield from self.emergency(deck.emergency)
            part = self.structure.add(Role.SECT)
        if deck.purpose:
            yield self.heading(wording.purpose, Role.H2, part)
            yield self.paragraph(deck.purpose, part)
        if deck.key_points:
            yield self.heading(wording.key_points, Role.H2, part)
            yield from self.bullets(deck.key_points, part)
        if deck.emergency and self.order is Order.LAST:
            yield from self.emergency(deck.emergency)

    def logs(self) -> tuple[list[Any], ...]:
        """Return the lists that grow while parts are made."""
        return (*super().logs(), self.asked, self.helps)

    def emergency(self, emergency: model.Emergency) -> Sequence[Flowable]:
        """Return the box that says when to get help, and remember its heading."""
        boxes = emergency_boxes(emergency, self.sheet, self.structure.add(Role.SECT), halved=self.order is Order.HALVED)
        self.helps.append(boxes[0].elements[0])
        self.headings.append((self.wording.emergency, 0, self.helps[-1]))
        return boxes

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
                yield from again(
                    self,
                    partial(self.blocks, slide.blocks, part, BELOW[level] if slide.title.text else level),
                    slide,
                    also=(part, level, len(self.asked)),
                )

    def back(self) -> Iterator[Flowable]:
        """Yield what follows the sections: no treatment, the unknown, the law, actions, questions, words, sources."""
        deck, wording = self.source.deck, self.wording
        if deck.without_treatment:
            yield from self.titled(wording.without_treatment, deck.without_treatment)
        if deck.unknowns:
            yield from self.titled(wording.unknowns, deck.unknowns)
        yield from legal_status(self)
        yield from actions(self)
        if deck.questions and deck.teach_back and self.sheet.frame.margin:
            yield from self.pair((wording.questions, deck.questions), (wording.teach_back, deck.teach_back))
        else:
            for title, texts in ((wording.questions, deck.questions), (wording.teach_back, deck.teach_back)):
                if texts:
                    yield from self.titled(title, texts)
        if deck.questions:
            yield writing_lines(self, deck.questions[-1].at)
        yield from answers(self, self.asked)
        yield from glossary(self)
        yield from other_formats(self)
        yield from references(self)
        yield from self.imprint()

    def imprint(self) -> Iterator[Flowable]:
        """Yield how the leaflet was made and where to look whether it is still current."""
        return imprint(self)

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
            case model.FillIn():
                return [self.noted(one, parent) for one in fill_in_flow(block, self.sheet, parent)]
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
        said = together(word_copies(parts, self.look, self.setting, self.explained.terms))
        copies = self.structure.tagged(said, parent)
        for copy in copies:
            yield Words(copy, self.explained.notes("".join(run.text for run in copy.runs), inside(copy, parent)))
