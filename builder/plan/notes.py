"""Notes for a talk: its slides small, two, three or six a page, with lines to write on or what the lecturer says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from builder.diagnostics import Diagnostic, Span, has_errors
from builder.frozen import dataclass, replace
from builder.geometry import Rect
from builder.model import NOWHERE
from builder.plan.flow import Flow
from builder.plan.flowables import TEXT_WIDTH, Frame, Words, frame_of
from builder.plan.footer import Foot, Handout, measure_foot, place_foot
from builder.plan.lay import Copy, lay
from builder.plan.marks import bar, rule, text_box
from builder.plan.notes_sources import source_pages
from builder.plan.packed import Packed, kept
from builder.plan.page import Bookmark, Item, Page, Plan, Role, Shape, TextRun
from builder.plan.setting import FitError, Setting, covered, plain_runs
from builder.plan.sheet import Sheet
from builder.plan.shrink import Shrink
from builder.plan.slides import plan_slides
from builder.plan.structure import Structure
from builder.plan.tagging import Tagging
from builder.plan.talk import Planned, SlideDeck
from builder.plan.unspoken import unspoken

HEAD, LABEL = 30.0, 15.0
"""Points that the running head takes (the deck's title, a rule, air), and those over a thumbnail for its number."""
GUTTER, GAP = 20.0, 18.0
"""Points between a thumbnail and what stands beside it, and between slides."""
FRAME = 0.75
"""Points that the line around a thumbnail is wide."""
SHARE = 0.57
"""Share of the width that a thumbnail takes which has something beside it."""
LEDGE = 46.0
"""Least points under one of two thumbnails: two lines to write on."""
WRITING = 24.0
"""Points from writing line to writing line: 8 mm, as in exercise books."""
REPEATED = frozenset({"footer", "number"})
"""What a thumbnail leaves out of its slide: the page's own foot, and the number over it, say it larger."""
SOURCES = "references"
"""The layout of slides that list the sources: no thumbnails of these, as the list follows at full size."""


@dataclass(frozen=True, slots=True)
class Notes:
    """What notes are made of: the talk, how a page of them is headed and footed, how many slides go on one.

    `talk` has no template: thumbnails are in the theme's own looks. `beside` says what stands at each thumbnail.
    """

    talk: SlideDeck
    paper: Handout
    per_page: int
    beside: Literal["lines", "notes"] | None


def plan_notes(source: Notes) -> Planned:
    """Return the plan of notes; what has no room on a slide is a FIT001 at its place, as it is for the slides."""
    theme = source.talk.theme.on_paper()
    talk = source.talk if source.beside == "notes" else replace(source.talk, deck=unspoken(source.talk.deck))
    planned = plan_slides(replace(talk, theme=theme, link_citations=True))
    found: list[Diagnostic] = list(planned.diagnostics)
    if planned.plan is None:
        return planned
    deck = source.talk.deck
    setting = Setting(
        theme=theme,
        medium=source.paper.medium,
        language=deck.language,
        cite=source.talk.bibliography.marker,
        report=found.append,
        place=deck.governance.at if deck.governance.at != NOWHERE else deck.at,
        phrases=source.talk.phrases,
    )
    try:
        maker = _Maker(source, planned.plan, setting)
        pages = maker.pages()
    except FitError as fault:
        found.append(fault.diagnostic(deck.at))
    if has_errors(found):
        return Planned(None, tuple(found))
    factor = maker.thumb.width / planned.plan.size.width
    plan = Plan(
        size=maker.frame.size,
        pages=pages,
        properties=source.talk.properties,
        elements=maker.structure.elements(),
        bookmarks=tuple(maker.bookmarks),
        theme_name=theme.name,
        # what a slide has at full size, a thumbnail has at its own scale
        body_size=planned.plan.body_size * factor,
        callout_size=planned.plan.callout_size * factor,
    )
    return Planned(plan, tuple(found))


class _Maker:
    """Makes the pages of one set of notes, slide after slide."""

    def __init__(self, source: Notes, slides: Plan, setting: Setting) -> None:
        self.source, self.slides, self.setting = source, slides, setting
        grid = source.paper.medium.grids[source.paper.paper]
        self.foot: Foot = measure_foot(source.paper, setting, grid.page.width - grid.left - grid.right)
        self.frame = frame_of(grid, wide=True, foot=self.foot.room)
        self.area = self.frame.full.inset(0, HEAD, 0, 0)
        self.structure = Structure(setting.language, source.talk.deck.title.text)
        self.shown = [slide for slide in slides.pages if slide.layout != SOURCES]
        self.layouts = {layout.key: layout for layout in slides.layouts}
        self.thumb = self.thumb_box()
        self.bookmarks: list[Bookmark] = []
        self.in_section = False
        self.part = 0

    def pages(self) -> tuple[Page, ...]:
        """Return the pages, each with its head and foot."""
        made = self.flowed() if self.source.beside == "notes" else self.placed()
        made += self.references(len(made))
        paper, total = self.source.paper, len(made)
        sheet = Sheet(self.setting, self.frame, self.structure, paper.locale)
        title, head = paper.deck.title.text, Packed.of(self.head())
        feet = (place_foot(self.foot, paper, sheet, number, total) for number in range(1, total + 1))
        parts = enumerate(zip(made, feet, strict=True))
        return tuple(Page(kept(n, head, items, foot), f"{title}, page {n + 1}") for n, (items, foot) in parts)

    def head(self) -> tuple[Item, ...]:
        """Return the running head: the deck's title over a rule. Furniture: the first slide says the title."""
        style = replace(self.setting.style("footer"), bold=True)
        full = self.frame.full
        laid = lay([Copy(plain_runs(self.source.paper.deck.title.text, style, self.setting), style)], full.width)
        y = full.y + style.leading + 4
        weight = self.setting.weight("hairline")
        return (
            text_box(laid, full.with_height(laid.height), "Head"),
            rule(full.x, y, full.right, self.setting.color("hairline"), weight, "Head rule"),
        )

    def thumb_box(self) -> Rect:
        """Return how large a thumbnail is; its corner is the origin."""
        area, size = self.area, self.slides.size
        row = self.row_height() - LABEL
        match self.source.per_page, self.source.beside:
            case 6, _:
                width = (area.width - GUTTER) / 2
            case 3, _:
                width = area.width * SHARE
            case _, "notes":
                width, row = min(TEXT_WIDTH, area.width), area.height
            case _:
                width, row = area.width, row - LEDGE
        width = min(width, row * size.width / size.height)
        return Rect(0.0, 0.0, width, width * size.height / size.width)

    @property
    def rows(self) -> int:
        """The number of slides that stand one above the other."""
        return 2 if self.source.per_page == 2 else 3

    def row_height(self) -> float:
        """Return the height of a slide's share of the page."""
        return (self.area.height - GAP * (self.rows - 1)) / self.rows

    # Thumbnails at fixed places, with lines or nothing beside them

    def placed(self) -> list[Sequence[Item]]:
        """Return the items of every page."""
        pages: list[Sequence[Item]] = []
        for first in range(0, len(self.shown), self.source.per_page):
            items: list[Item] = []
            for number, (x, y) in enumerate(self.places(), first + 1):
                if number <= len(self.shown):
                    items += self.slide(self.shown[number - 1], number, x, y, len(pages))
                    items += self.lines(x, y) if self.source.beside == "lines" else ()
            pages.append(kept(len(pages), items))
        return pages

    def places(self) -> Iterator[tuple[float, float]]:
        """Yield where the slides of a page stand, in the order in which they are read."""
        columns = 2 if self.source.per_page == 6 else 1
        for row in range(self.rows):
            for column in range(columns):
                yield (
                    self.area.x + column * (self.thumb.width + GUTTER),
                    self.area.y + row * (self.row_height() + GAP),
                )

    def lines(self, x: float, y: float) -> Iterator[Item]:
        """Yield lines to write on: beside a thumbnail, or under it where two stand on a page."""
        bottom = y + self.row_height()
        if self.source.per_page == 2:
            left, right, top = x, x + self.thumb.width, y + LABEL + self.thumb.height
        else:
            left, right, top = x + self.thumb.width + GUTTER, self.area.right, y + LABEL - 2
        color, weight = self.setting.color("grey"), self.setting.weight("hairline") / 2
        line = top + WRITING
        while line <= bottom + 0.01:
            yield rule(left, line, right, color, weight, "Writing line")
            line += WRITING

    # Thumbnails with what the lecturer says, as much as there is

    def flowed(self) -> list[Sequence[Item]]:
        """Return the items of every page: as many slides as their notes leave room for, no more than asked."""
        width = self.thumb.width if self.source.per_page == 2 else self.area.width - self.thumb.width - GUTTER
        x = self.area.right - width if self.source.per_page == 3 else self.area.x
        column = Rect(x, self.area.y, width, self.area.height)
        flow = Flow(Frame(self.frame.size, column, column, None), self.setting, self.structure, self.area.y)
        held, done = 0, list[Sequence[Item]]()
        slides = (one for section in self.source.talk.deck.sections for one in section.slides)
        written = {one.at: one.notes.at for one in slides if one.notes}
        for number, slide in enumerate(self.shown, 1):
            copies = [self.said(runs, written.get(slide.at or NOWHERE)) for runs in slide.notes]
            if flow.y > self.area.y and (held == self.source.per_page or flow.room < self.needed(copies)):
                flow.new_page()
                held = 0
            start, page = flow.y, len(flow.pages)
            flow.pages[-1] += self.slide(slide, number, self.area.x, start, page - 1)
            bottom = start + LABEL + self.thumb.height
            flow.y = bottom + 10 if self.source.per_page == 2 else start + LABEL
            flow.gap, flow.top = 0.0, True
            part = self.part
            flow.run([Words(replace(one, element=self.structure.add(Role.P, part))) for one in copies])
            same = len(flow.pages) == page
            held = held + 1 if same else 0
            flow.y = max(flow.y, bottom if same else 0.0) + GAP
            done += [kept(number, flow.pages[number]) for number in range(len(done), len(flow.pages) - 1)]
            flow.pages[: len(done)] = [[] for _ in done]
        return [*done, *flow.pages[len(done) :]]

    def needed(self, copies: Sequence[Copy]) -> float:
        """Return the height that a slide must find on a page: all of it, or its thumbnail and a few lines."""
        few = 4 * self.setting.style("body").leading if copies else 0.0
        thumb = LABEL + self.thumb.height
        return thumb + 10 + few if self.source.per_page == 2 else max(thumb, LABEL + few)

    def said(self, runs: Sequence[TextRun], at: Span | None) -> Copy:
        """Return a paragraph of speaker notes in the type of paper; `at` is where the notes are written."""
        style = self.setting.style("body")
        return Copy(tuple(one for run in runs for one in self.printed(run, at)), style, at=at)

    def printed(self, run: TextRun, at: Span | None) -> Iterator[TextRun]:
        """Yield a run in the type of paper, in pieces where that lacks characters which the slides' type has.

        A face that stands in for characters that another lacks stays.
        """
        style, slides = self.setting.style("body"), self.setting.theme.slides.styles["notes"]
        k = style.size / run.nominal
        own = run.face.family == slides.typeface.regular.family
        face = style.typeface.face(bold=run.face.bold, italic=run.face.italic) if own else run.face
        color = self.setting.color("teal") if run.href else style.color
        made = replace(run, size=run.size * k, nominal=style.size, rise=run.rise * k, tracking=0.0, color=color)
        for text, found in covered(run.text, face, self.setting, at):
            yield replace(made, text=text, face=found)

    # What follows the slides

    def references(self, before: int) -> Sequence[Sequence[Item]]:
        """Return the pages of the reference list, which come after `before` others: none where nothing is cited."""
        entries, paper = self.source.talk.bibliography.entries, self.source.paper
        if not entries:
            return []
        title, columns = paper.locale.wording.references, 1 if paper.medium is self.setting.theme.large else 2
        self.bookmarks.append(Bookmark(title, 0, before, self.area.y))
        frame = Frame(self.frame.size, self.area, self.area, None)
        return source_pages(entries, title, columns, Sheet(self.setting, frame, self.structure, paper.locale))

    # One slide

    def slide(self, slide: Page, number: int, x: float, y: float, page: int) -> Iterator[Item]:
        """Yield a slide with its number over it and a frame around it; its element is the anchor of links to it."""
        structure, setting = self.structure, self.setting
        level = self.level(slide)
        self.part = structure.add(Role.SECT, anchor=slide.anchor)
        style = replace(setting.style("footer"), bold=True, color=setting.color("teal"))
        words = setting.phrases.slide.format(number=number)
        copy = Copy(plain_runs(words, style, setting), style, element=structure.add(Role.P, self.part))
        box = Rect(x, y + LABEL, self.thumb.width, self.thumb.height)
        yield text_box(lay([copy], box.width), Rect(x, y, box.width, style.leading), "Slide number")
        shrink = Shrink(box.width / self.slides.size.width, box.x, box.y)
        layout = self.layouts[slide.layout] if slide.layout else None
        if layout:
            yield bar(box, layout.background, "Slide")
            yield from shrink.items(layout.items)
        shown = [item for item in slide.items if getattr(item, "placeholder", None) not in REPEATED]
        yield from Tagging(structure, self.part, level).items(shrink.items(shown))
        frame = setting.color("grey")
        yield Shape(box, "rect", "Frame", line=frame, line_width=FRAME)
        self.bookmarks.append(Bookmark(slide.title, 1 if level is Role.H3 else 0, page, y))

    def level(self, slide: Page) -> Role:
        """Return the level of a slide's title: the deck's, a part's, or one below the part that it stands in."""
        if slide.layout == "cover":
            return Role.H1
        if slide.layout == "section":
            self.in_section = True
            return Role.H2
        self.in_section = self.in_section and slide.layout != "questions"
        return Role.H3 if self.in_section else Role.H2
