"""Covers, section openers and titles on a template's layouts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder import model
from builder.frozen import dataclass, replace
from builder.geometry import Rect
from builder.plan.front import (
    CLOSING_REASON,
    COVER_REASON,
    OPENING_REASON,
    agenda_of,
    cover_facts,
    whom_to_ask,
)
from builder.plan.lay import Copy, Laid, lay
from builder.plan.marks import text_box
from builder.plan.needs import SlotError
from builder.plan.page import Item, Page
from builder.plan.setting import FitError, Setting, plain_runs, runs_of, scaled
from builder.plan.template.dress import Dress
from builder.plan.template.looks import BODY_FLOOR, TITLE_FLOOR
from builder.plan.template.match import Served
from builder.plan.template.places import TITLE_GAP, free_region
from builder.template import Slot
from builder.theme import TextStyle
from builder.values import RichText

SMALLER = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5)
"""Shares of a template's size at which a text is tried that doesn't fit at all of it."""
MOST_LINES = 3
FACTS_SIZE, FACTS_SHARE = 14.0, 0.7
USUAL = 0.9
"""Share of the titles of a deck that set the size of all of them; longer ones step down by themselves."""


@dataclass(frozen=True, slots=True)
class TemplateFront:
    """Makes the pages that the planner makes by itself, on a template's layouts."""

    dress: Dress
    setting: Setting

    def cover(self, deck: model.Deck, edition: str) -> Page:
        """Return the cover: title, subtitle and, smaller under it, edition, version and date."""
        role = self.holding("body", "cover", "section") if deck.subtitle else "cover"
        if role is None and deck.subtitle:
            raise SlotError("a subtitle", deck.subtitle.at, ("cover", "section"))
        role = role or "cover"
        served = self.dress.served[role]
        title = self.sized(deck.title, role, served.slots["title"])
        items = [title, *self.under_title(deck, cover_facts(deck, edition), served)]
        title_text = deck.title.text
        return Page(tuple(items), title_text, role, title_text, at=deck.title.at, reason=COVER_REASON)

    def holding(self, key: str, *roles: str) -> str | None:
        """Return the first of several roles whose layout has a placeholder, None where none has."""
        return next((role for role in roles if key in self.dress.served[role].slots), None)

    def opener(self, section: model.Section) -> Page:
        """Return a section's opener: its title, and a few of the assertions to come where there is room."""
        served = self.dress.served["section"]
        items: list[Item] = [self.sized(section.title, "section", served.slots["title"])]
        slot = served.slots.get("body")
        if slot is not None and slot.box.y >= served.slots["title"].box.y:
            look = self.setting.style("agenda")
            style = scaled(look, min(look.size, 24.0)) if look.size > 24 else look
            laid = agenda_of(section, style, slot.inner, self.setting)
            if laid is not None:
                items.append(text_box(laid, slot.inner, "What this part says", placeholder="body"))
        title = section.title.text
        return Page(tuple(items), title, "section", title, at=section.at, reason=OPENING_REASON)

    def closing(self, title: RichText, deck: model.Deck) -> Page:
        """Return the last slide: an invitation to ask, and whom to ask afterwards if the outline says so."""
        lines = whom_to_ask(deck, self.setting)
        role = (self.holding("body", "questions", "section") if lines else None) or "questions"
        served = self.dress.served[role]
        style = "closing" if role == "questions" else "section"
        items: list[Item] = [self.sized(title, style, served.slots["title"])]
        if lines:
            items += self.contacts(lines, served)
        section = deck.sections[-1].title.text
        return Page(tuple(items), title.text, role, section, at=title.at, reason=CLOSING_REASON)

    def contacts(self, lines: Sequence[str], served: Served) -> Iterator[Item]:
        """Yield whom to ask, at the largest size that has room: every line, or the first alone."""
        slot = served.slots.get("body")
        roles = {"questions": "closing_contact", "section": "agenda"}
        style = self.setting.style(roles[served.role] if slot else "cover_subtitle")
        if slot is None:
            style = replace(style, align=self.setting.style("closing").align)
        box = slot.inner if slot else _beneath(served, self.dress)
        for some in (lines, lines[:1]):
            for size in sizes(style.size, BODY_FLOOR):
                small = scaled(style, size)
                try:
                    copies = [Copy(plain_runs(line, small, self.setting), small) for line in some]
                    laid = lay(copies, box.width, safety=self.setting.safety)
                except FitError:
                    continue
                if laid.height <= box.height + 1:
                    yield text_box(laid, box, "Contact", placeholder="body" if slot else None)
                    return

    def sized(self, rich: RichText, role: str, slot: Slot) -> Item:
        """Return a title at the largest size that fits its placeholder; FitError when none does."""
        style = self.setting.style(role)
        for size in sizes(style.size, TITLE_FLOOR):
            laid = self.laid([rich], scaled(style, size), slot.inner)
            if laid is not None and laid.height <= slot.box.height:
                return text_box(laid, slot.inner, "Title", placeholder="title", at=rich.at)
        raise FitError("the title doesn't fit the template's layout", rich.at, "say it in fewer words")

    def laid(self, texts: Sequence[RichText], style: TextStyle, box: Rect) -> Laid | None:
        """Return texts laid in a box, None where a word is wider than it."""
        copies = [Copy(runs_of(rich, style, self.setting), style, at=rich.at) for rich in texts]
        try:
            return lay(copies, box.width, safety=self.setting.safety)
        except FitError:
            return None

    def under_title(self, deck: model.Deck, facts: Sequence[str], served: Served) -> Iterator[Item]:
        """Yield subtitle and facts in one placeholder; what has no room there stands in a box under the title."""
        slot = served.slots.get("body")
        style = self.setting.style("agenda" if slot and served.role == "section" else "cover_subtitle")
        if slot is None:
            style = replace(style, align=self.setting.style("cover").align)
        box = slot.inner if slot else _beneath(served, self.dress)
        said = [deck.subtitle] if deck.subtitle else []
        name = "Subtitle" if deck.subtitle else "Edition and version"
        for lines in (facts, facts[:1], ()):
            for size in sizes(style.size, BODY_FLOOR):
                laid = self.together(said, lines, scaled(style, size), box)
                if laid is not None and laid.height <= box.height + 1 and (said or lines):
                    yield text_box(laid, box, name, placeholder="body" if slot else None)
                    return
        if deck.subtitle:
            raise FitError("the subtitle doesn't fit the template's cover", deck.subtitle.at, "say it in fewer words")

    def together(self, said: Sequence[RichText], facts: Sequence[str], style: TextStyle, box: Rect) -> Laid | None:
        """Return the subtitle and the small print under it laid in a box, None where a word is wider than it."""
        size = max(FACTS_SIZE, min(style.size * FACTS_SHARE, BODY_FLOOR))
        small = replace(scaled(style, size), space_after=2.0)
        copies = [Copy(runs_of(rich, style, self.setting), style, at=rich.at, space_after=size * 0.8) for rich in said]
        copies += [Copy(plain_runs(line, small, self.setting), small) for line in facts]
        try:
            return lay(copies, box.width, safety=self.setting.safety)
        except FitError:
            return None


def _beneath(served: Served, dress: Dress) -> Rect:
    """Return the room under a cover's title, for a template without a subtitle."""
    region = free_region(served.layout, dress.template.size)
    return region if region.height > 40 else region.moved(0, -TITLE_GAP).with_height(40.0)


def sizes(largest: float, floor: float) -> tuple[float, ...]:
    """Return the sizes that are tried, from the template's to the floor."""
    found = [largest, *(float(round(largest * share)) for share in SMALLER[1:])]
    return tuple(dict.fromkeys(size for size in (*found, floor) if floor <= size <= largest)) or (largest,)


def title_sizes(titles: Sequence[RichText], slot: Slot, setting: Setting) -> tuple[tuple[float, int], ...]:
    """Return the sizes of a deck's titles, from the one that suits nearly all of them, each with its most lines.

    Lines may reach into the placeholder's insets, above and below, not beyond it.
    """
    style = setting.style("title")
    ladder = [(size, _capacity(scaled(style, size), slot.box)) for size in sizes(style.size, TITLE_FLOOR)]
    for place, (size, most) in enumerate(ladder):
        fitting = sum(_fits(rich, scaled(style, size), most, slot.inner, setting) for rich in titles)
        if fitting >= len(titles) * USUAL:
            return tuple(ladder[place:])
    return tuple(ladder[-1:])


def _capacity(style: TextStyle, box: Rect) -> int:
    return max(1, min(MOST_LINES, int(box.height / style.leading)))


def _fits(rich: RichText, style: TextStyle, most: int, box: Rect, setting: Setting) -> bool:
    copy = Copy(runs_of(rich, style, setting), style, at=rich.at)
    try:
        return lay([copy], box.width, safety=setting.safety).lines <= most
    except FitError:
        return False
