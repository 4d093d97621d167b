"""The plan of a deck of slides: cover, disclosures, objectives, sections, references."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from builder import model
from builder.diagnostics import Diagnostic, Severity, Span, has_errors
from builder.frozen import replace
from builder.known import Known
from builder.late import late
from builder.plan.builds import Shown, listing, shown
from builder.plan.choose import held, type_size
from builder.plan.desk import CALLOUT_SIZE, Arranged, Desk
from builder.plan.front import Heads, closing_page, cover, opener
from builder.plan.grid import own_grid
from builder.plan.layouts import slide_layouts
from builder.plan.needs import SlotError
from builder.plan.overflow import kept, moved_notes, notes_of, unshrunk
from builder.plan.packed import kept_pages
from builder.plan.page import Page, Plan
from builder.plan.reveal import reveal_steps
from builder.plan.seen import seen_around
from builder.plan.setting import SLIDE_SAFETY, FitError, Setting
from builder.plan.spread import spread
from builder.plan.talk import Planned, SlideDeck
from builder.plan.wish import short_of, wished
from builder.plan.words import Part
from builder.values import RichText, Run, words

if TYPE_CHECKING:
    from builder.plan.asking import question_slides
    from builder.plan.reflist import reference_boxes
    from builder.plan.template.front import TemplateFront
else:
    question_slides = late("builder.plan.asking", "question_slides")
    reference_boxes = late("builder.plan.reflist", "reference_boxes")

_PAGES: Known[list[Page]] = Known(1_200)

FOOT_GAP = "  ·  "


def plan_slides(source: SlideDeck) -> Planned:
    """Return the plan of a deck of slides; every block that has no room is a FIT001 at its place."""
    found: list[Diagnostic] = []
    dress = source.dress
    theme = dress.theme if dress else source.theme
    setting = Setting(
        theme=theme,
        medium=theme.slides,
        language=source.deck.language,
        cite=source.bibliography.marker,
        report=found.append,
        link_citations=source.link_citations,
        safety=SLIDE_SAFETY,
        place=source.deck.governance.at if source.deck.governance.at != model.NOWHERE else source.deck.at,
        phrases=source.phrases,
    )
    planner = _Planner(source, setting, found)
    pages = kept_pages(planner.seated(page, number) for number, page in enumerate(planner.pages(), 1))
    if has_errors(found):
        return Planned(None, tuple(found))
    major, minor = theme.slides.styles["title"].typeface.regular, theme.slides.styles["body"].typeface.regular
    plan = Plan(
        size=theme.slides.grids["wide"].page,
        pages=pages,
        properties=source.properties,
        layouts=dress.layouts if dress else slide_layouts(theme),
        theme_name=theme.name,
        scheme=tuple(theme.scheme.items()),
        major_family=major.family,
        minor_family=minor.family,
        dark=theme.dark,
        body_bottom=planner.grid.bottom,
        body_size=theme.slides.steps[0],
        callout_size=min(CALLOUT_SIZE, theme.slides.steps[0]),
        template=dress.template if dress else None,
        master=dress.matched.master if dress else 0,
    )
    return Planned(plan, tuple(found))


class _Planner:
    """Makes the pages of one deck in order, counting them; faults go to `found`."""

    def __init__(self, source: SlideDeck, setting: Setting, found: list[Diagnostic]) -> None:
        self.source, self.setting, self.found = source, setting, found
        self.grid = source.dress.grid if source.dress else own_grid(source.theme.slides.grids["wide"])
        self.front: TemplateFront | None = None
        if source.dress:
            from builder.plan.template.front import TemplateFront, title_sizes  # noqa: PLC0415  # only decks in a template

            titles = [slide.title for section in source.deck.sections for slide in section.slides]
            sizes = title_sizes(titles, source.dress.served["points"].slots["title"], setting)
            self.grid = replace(self.grid, title_sizes=sizes)
            self.front = TemplateFront(source.dress, setting)
        terms: Mapping[str, model.Term] = {term.term: term for term in source.deck.glossary}
        self.desk = Desk(setting, self.grid, terms)
        self.foot = [source.deck.title.text, f"Version {source.deck.governance.version}", source.status]
        self.heads = Heads(setting, self.grid, FOOT_GAP.join(self.foot), source.deck.title.at, source.dress is not None)
        self.number = 0
        self.titles = {source.deck.title.text.casefold()}

    def pages(self) -> Iterator[Page]:
        deck = self.source.deck
        yield from self.guarded(lambda: [self.cover(deck)], deck.title)
        opening = deck.title.text
        if deck.disclosures:
            yield from self.list_slide("Disclosures", deck.disclosures, opening, "disclosures")
        if deck.objectives:
            goals = tuple(objective.text for objective in deck.objectives)
            yield from self.list_slide("After this session you can", goals, opening, "objectives")
        for number, section in enumerate(deck.sections, 1):
            yield from self.guarded(partial(self.opening, section, number), section.title)
            for one in chain.from_iterable(map(shown, section.slides)):
                yield from self.guarded(partial(self.content, one, section), one.slide.title)
        if deck.closing:
            yield from self.guarded(partial(self.closing, deck.closing), deck.closing)
        yield from self.references()

    def seated(self, page: Page, number: int) -> Page:
        """Return a page as it is, or, with a template, seated on its layout."""
        if self.source.dress is None:
            return page
        setting = replace(self.setting, language=self.source.deck.language)
        foot = [FOOT_GAP.join(self.foot[start:]) for start in range(len(self.foot))]
        from builder.plan.template.seat import seat  # noqa: PLC0415  # only decks in a template

        return seat(page, number, foot, self.source.dress, setting)

    def cover(self, deck: model.Deck) -> Page:
        if self.front:
            return self.front.cover(deck, self.source.edition)
        return cover(deck, self.source.status, self.source.edition, self.heads)

    def guarded(self, make: Callable[[], list[Page]], title: RichText) -> Iterator[Page]:
        try:
            made = make()
        except SlotError as fault:
            if self.source.dress:
                from builder.plan.template.unserved import no_place  # noqa: PLC0415  # only decks in a template

                self.found.append(no_place(fault, title, self.source.dress))
            return
        except FitError as fault:
            if (said := fault.diagnostic(title.at)) not in self.found:  # a foot without room is every slide's
                self.found.append(said)
            return
        self.number += len(made)
        yield from made

    def list_slide(self, title: str, texts: Sequence[RichText], section: str, layout: str) -> Iterator[Page]:
        one = listing(title, texts)

        def made() -> list[Page]:
            pages = self.known(one, section, None, layout)
            return [replace(page, layout=layout, reason=f"the outline's {layout}") for page in pages]

        yield from self.guarded(made, one.slide.title)

    def opening(self, section: model.Section, number: int) -> list[Page]:
        again = self.again(section.title)
        title = RichText((*section.title.inlines, Run(again)), section.title.at) if again else section.title
        titled = replace(section, title=title)
        page = self.front.opener(titled) if self.front else opener(titled, number, self.number + 1, self.heads)
        return [replace(page, section=section.title.text)]

    def content(self, one: Shown, section: model.Section) -> list[Page]:
        return self.known(one, section.title.text, section.title if section.title.text else None)

    def known(self, one: Shown, section: str, eyebrow: RichText | None, acting: str = "points") -> list[Page]:
        """Return what `made` returns; in a process that stays, what it returned before if all is the same."""
        if self.source.dress:  # a template's title sizes look at all slides
            return self.made(one, section, eyebrow, acting)
        again, parts = self.again(one.slide.title), (one, self.source.theme, self.source.phrases)
        around = seen_around(one.slide, self.source.bibliography.numbers, self.desk.terms, self.setting)
        also = around, section, eyebrow, acting, again, self.number, self.heads.footer
        if known := _PAGES.get(*parts, also=also):
            return known
        before = len(self.found)
        pages = self.made(one, section, eyebrow, acting, again)
        return _PAGES.put(pages, *parts, also=also) if len(self.found) == before else pages

    def closing(self, title: RichText) -> list[Page]:
        again = self.again(title)
        whole = RichText((*title.inlines, Run(again)), title.at) if again else title
        if self.front:
            return [self.front.closing(whole, self.source.deck)]
        return [closing_page(whole, self.source.deck, self.number + 1, self.heads)]

    def made(
        self, this: Shown, section: str, eyebrow: RichText | None, acting: str = "points", again: str | None = None
    ) -> list[Page]:
        """Return the pages of a slide of content: one, its continuations, or a question and its answer.

        `acting` is the layout in the place of the one with points, `again` what `again` said of the title, if it did.
        """
        slide = this.slide
        setting = replace(self.setting, language=slide.language or self.setting.language)
        grid = self.grid.acting("points", acting)
        desk = replace(self.desk, setting=setting, grid=grid)
        arranged, moved = self.arranged(this, desk)
        heads = replace(self.heads, setting=setting, grid=grid)
        pages = []
        again = self.again(slide.title) if again is None else again
        for index, one in enumerate(arranged):
            suffix = again + one.suffix
            title = heads.title(slide.title, suffix, again + arranged[-1].suffix, one.layout)
            furniture = self.heads.furniture(self.number + index + 1, eyebrow)
            head, foot = (furniture[:1], furniture[1:]) if eyebrow and furniture else ((), furniture)
            items = (title, *head, *one.items, *foot)
            detail = moved_notes(moved, desk) if index == 0 else ()
            pages.append(
                Page(
                    items=items,
                    title=slide.title.text + suffix,
                    layout=one.layout,
                    section=section,
                    notes=(*detail, *notes_of(slide.notes, setting)) if index == 0 else (),
                    anchor=slide.id if index == 0 else None,
                    at=slide.at,
                    reveal=reveal_steps(items, slide.blocks) if slide.reveal else (),
                    reason=self.reason(one),
                    step=one.step,
                )
            )
        return pages

    def reason(self, one: Arranged) -> str:
        """Return why a slide stands as it does, with its type size."""
        if not one.step:
            return one.reason.rstrip(",")
        most = type_size(one.layout, self.setting.medium.steps[0])
        other = f" ({most:g} pt would be too large)" if one.step < most else ""
        if one.step > most:
            other = ", as the words are few"
        return f"{one.reason} at {one.step:g} pt{other}"

    def arranged(self, one: Shown, desk: Desk) -> tuple[list[Arranged], tuple[Part, ...]]:
        """Return what stands on a slide and those that continue it, and what goes to the notes instead."""
        slide = one.slide
        steps = unshrunk(slide.blocks, self.setting.medium.steps)
        parts = [Part(block, stage=one.stages.get(index)) for index, block in enumerate(slide.blocks)]
        layout = wished(slide, parts, self.grid, self.source.dress, self.found.append)
        if not parts:
            return [Arranged("points", (), steps[0], held(parts))], ()
        first = parts[0].block
        if len(parts) == 1 and isinstance(first, model.Question):
            self.placed("question", held(parts), first.at)
            return question_slides(first, desk, steps, f"{held(parts)}, its answer on the next slide"), ()
        if slide.overflow == "notes":
            fitting = kept(parts, desk, layout, steps)
            if fitting and fitting[1]:
                count = len(fitting[1])
                message = f"{count} point{'' if count == 1 else 's'} moved to the speaker notes, for want of room"
                self.found.append(Diagnostic(fitting[1][0].block.at, "FIT011", message, Severity.INFO))
            if fitting:
                return [fitting[0]], fitting[1]
        return spread(parts, desk, layout, steps), ()

    def placed(self, layout: str, what: str, at: Span) -> None:
        """Raise a SlotError where a layout has no place for words."""
        if short_of(layout, self.grid):
            raise SlotError(what, at, (layout,))

    def again(self, title: RichText) -> str:
        """Return what tells a title from an earlier equal one, as PowerPoint's accessibility checker asks."""
        key = name = title.text.casefold()
        number = 1
        while name in self.titles:
            number += 1
            name = f"{key} ({number})"
        self.titles.add(name)
        return f" ({number})" if number > 1 else ""

    def references(self) -> Iterator[Page]:
        entries = [(entry.number, entry.text) for entry in self.source.bibliography.entries]
        if not entries:
            return
        at = self.source.deck.at

        def make() -> list[Page]:
            self.placed("references", "the references", at)
            boxes = reference_boxes(entries, self.heads, at)
            pages = []
            for index, (items, numbers) in enumerate(boxes):
                suffix = f" ({index + 1} of {len(boxes)})" if len(boxes) > 1 else ""
                suffix += self.again(words(f"References{suffix}", at))
                title = self.heads.title(words("References", at), suffix, layout="references")
                furniture = self.heads.furniture(self.number + index + 1, None)
                name, anchor = f"References{suffix}", f"references-{numbers[0]}"
                page = Page((title, *items, *furniture), name, "references", "References", anchor=anchor)
                pages.append(replace(page, reason="what the slides cite, in order"))
            return pages

        yield from self.guarded(make, words("References", at))
