"""Guided notes: what slides say as a handout, with blanks for key terms, lines to write on, and the key at the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from builder import model
from builder.frozen import replace
from builder.plan.blanks import Blanks
from builder.plan.flow import Flow
from builder.plan.flowables import Columns, Flowable, Solid, Words
from builder.plan.footer import Foot, Handout
from builder.plan.handout import plan_as
from builder.plan.lay import Copy
from builder.plan.leaflet import Leaflet, Order
from builder.plan.marks import rule
from builder.plan.page import Bullet, Item, Role
from builder.plan.setting import plain_runs
from builder.plan.sheet import Sheet
from builder.plan.talk import Planned
from builder.plan.words import Part, word_copies
from builder.values import words

WRITING = 24.0
"""Points from writing line to writing line: 8 mm, as in exercise books."""
LINES = 2
"""Lines to write on after each slide."""


def plan_guided(source: Handout) -> Planned:
    """Return the plan of guided notes; every block that has no room is a FIT001 at its place."""
    return plan_as(Guided, source, Order.LAST)


class Guided(Leaflet):
    """Makes the flow of guided notes: slide by slide, in the slides' order, the answers after the last."""

    def __init__(self, source: Handout, sheet: Sheet, foot: Foot, order: Order) -> None:
        super().__init__(source, sheet, foot, order)
        self.blanks = Blanks(source.deck, self.setting)
        # definitions beside the text would give the blanks away
        self.explained.define(term.term for term in source.deck.glossary)

    def fill(self, flow: Flow) -> None:
        """Place all that is said, and the key on a page of its own after it."""
        super().fill(flow)
        if self.blanks.key:
            flow.new_page()
            flow.run(list(self.key()))

    def front(self) -> Iterator[Flowable]:
        """Yield what a talk says first: who has an interest in it, and what it is for."""
        deck, wording = self.source.deck, self.wording
        goals = tuple(goal.text for goal in deck.objectives)
        for title, texts in ((wording.disclosures, deck.disclosures), (wording.objectives, goals)):
            if texts:
                part = self.structure.add(Role.SECT)
                yield self.heading(title, Role.H2, part)
                yield from self.bullets(texts, part)

    def body(self) -> Iterator[Flowable]:
        """Yield the sections, each slide with lines to write on."""
        for section in self.source.deck.sections:
            part = self.structure.add(Role.SECT)
            self.blanks.start_section()
            yield from self.question(section.title, part)
            for slide in section.slides:
                self.blanks.start(slide)
                across = isinstance(next(iter(slide.blocks), None), model.Compare)
                yield self.heading(slide.title, Role.H3, part, across=across, anchor=slide.id)
                yield from self.blocks(slide.blocks, part, Role.H4)
                yield self.room(slide)

    def imprint(self) -> Iterator[Flowable]:
        """Yield nothing: who made a lecture stands on its slides."""
        return iter(())

    def room(self, slide: model.Slide) -> Solid:
        """Return lines to write on, across the text column; at the end of a page, there is white paper instead."""
        column, color = self.sheet.frame.column, self.setting.color("grey")
        weight = self.setting.weight("hairline") / 2

        def place(y: float) -> tuple[Item, ...]:
            ends = (y + WRITING * line for line in range(1, LINES + 1))
            return tuple(rule(column.x, end, column.right, color, weight, "Writing line") for end in ends)

        return Solid(WRITING * LINES, place, slide.at, after=12.0, spare=True)

    def words(self, parts: Sequence[Part], parent: int) -> Iterator[Words]:
        """Yield blocks of words, with blanks in points and texts."""
        return (Words(copy) for copy in self.structure.tagged(self.blanked(parts), parent))

    def blanked(self, parts: Iterable[Part]) -> Iterator[Copy]:
        """Yield the paragraphs of blocks, points and texts with their blanks."""
        for part in parts:
            open_ = isinstance(part.block, model.Point | model.Text)
            for copy in word_copies([part], self.look, self.setting, self.explained.terms):
                yield self.blanks.blanked(copy) if open_ else copy

    def key(self) -> Iterator[Flowable]:
        """Yield what belongs in the blanks, by number, as a list."""
        part = self.structure.add(Role.SECT)
        yield from self.question(words(self.wording.answer_key, self.source.deck.at), part)
        group = self.structure.add(Role.L, part, numbering="Decimal")
        entries = tuple(self.entry(number, term, group) for number, term in enumerate(self.blanks.key, 1))
        yield Columns(entries, 1 if self.sheet.frame.margin is None else 3, 22.0)

    def entry(self, number: int, term: str, group: int) -> Copy:
        """Return an entry of the key: a hanging number and the term."""
        style = self.setting.style("body")
        bold = replace(style, bold=True, color=self.setting.color("teal"))
        mark = Bullet("number", bold.color, style.size, plain_runs(f"{number}.", bold, self.setting)[0], number)
        item = self.structure.add(Role.LI, group)
        label, element = self.structure.add(Role.LBL, item), self.structure.add(Role.LBODY, item)
        indent = style.size * 2.4
        runs = plain_runs(term, style, self.setting, self.source.deck.at)
        return Copy(runs, style, indent, indent, mark, element=element, label_element=label)
