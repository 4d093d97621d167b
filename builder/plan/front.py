"""Pages that the planner makes by itself: cover, section openers, closing words; and what stands on every slide."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from builder import model
from builder.diagnostics import Span
from builder.frozen import dataclass, replace
from builder.geometry import Rect
from builder.plan.covers import CLOSING_BODY, CLOSING_TITLE, COVER_SHARE
from builder.plan.grid import SlideGrid
from builder.plan.lay import Copy, Laid, lay
from builder.plan.marks import Anchor, text_box
from builder.plan.page import Align, Item, Line, Page
from builder.plan.setting import FitError, Setting, plain_runs, runs_of, scaled
from builder.theme import TextStyle
from builder.values import RichText, Run

SHOWN = 60
"""Characters of a line without room that a message shows."""


@dataclass(frozen=True, slots=True)
class Heads:
    """What stands on every content slide besides its content: section name, footer text, number.

    The footer begins with the title of the deck, which stands at `at`. With `bare`, slides get none of these here: a
    template has its own.
    """

    setting: Setting
    grid: SlideGrid
    footer: str
    at: Span
    bare: bool = False

    def title(self, rich: RichText, suffix: str = "", longest: str = "", layout: str = "") -> Item:
        """Return the title, at the largest size whose lines are no more than it may take (30 pt on one, 26 pt on two).

        Two lines are made about equally long. With `longest`, it has the size that the title with that suffix has:
        slides that go on don't jump.

        Raises:
            FitError: it needs more lines.
        """
        box = self.grid.place(layout, "title", self.grid.title)
        sizes = self.grid.title_sizes
        if longest:
            sizes = tuple(one for one in sizes if self._titled(rich, longest, one[0], box)[1].lines <= one[1])
        for size, most in sizes or self.grid.title_sizes[-1:]:
            copy, laid = self._titled(rich, suffix, size, box)
            if laid.lines <= most:
                width = _even_width(copy, box.width, laid, self.setting)
                laid = lay([copy], width, safety=self.setting.safety)
                return text_box(laid, replace(box, width=width), "Title", placeholder="title", at=rich.at)
        most = self.grid.title_sizes[-1][1]
        lines = {1: "one line", 2: "two lines"}.get(most, f"{most} lines")
        raise FitError(f"the title needs more than {lines}", rich.at, "say it in fewer words (about 12)")

    def _titled(self, rich: RichText, suffix: str, size: float, box: Rect) -> tuple[Copy, Laid]:
        """Return a title with its suffix at a size, and the lines that it takes."""
        style = scaled(self.setting.style("title"), size)
        runs = runs_of(rich, style, self.setting)
        copy = Copy((*runs, *plain_runs(suffix, style, self.setting)) if suffix else runs, style, at=rich.at)
        return copy, lay([copy], box.width, safety=self.setting.safety)

    def furniture(self, number: int, section: RichText | None, role: str = "footer") -> tuple[Item, ...]:
        """Return section name, footer and slide number; `role` is the style of the latter two."""
        if self.bare:
            return ()
        items: list[Item] = []
        if section and self.grid.eyebrow:
            items.append(self._line(section.text, "eyebrow", self.grid.eyebrow, "Section", "eyebrow", at=section.at))
        items.append(self._line(self.footer, role, self.grid.footer, "Footer", "footer", at=self.at))
        if self.grid.number:
            items.append(self._line(str(number), role, self.grid.number, "Slide number", "number", "right"))
        return tuple(items)

    def _line(
        self,
        words: str,
        role: str,
        box: Rect,
        name: str,
        placeholder: str,
        align: Align = "left",
        at: Span | None = None,
    ) -> Item:
        style = self.setting.style(role)
        copy = Copy(plain_runs(words, style, self.setting), style, align=align)
        laid = lay([copy], box.width, safety=self.setting.safety)
        if laid.lines > 1:
            part = "at the foot of every slide" if placeholder == "footer" else "over the title of each of its slides"
            short = words if len(words) <= SHOWN else f"{words[: SHOWN - 1]}…"
            raise FitError(f"`{short}` stands on one line {part}, and has no room there", at, "say it in fewer words")
        return text_box(laid, box, name, placeholder=placeholder)


def _even_width(copy: Copy, width: float, laid: Laid, setting: Setting) -> float:
    """Return a narrower width that breaks two lines more evenly, where the second would hold little or one word."""
    lines = laid.paragraphs[0].lines
    if len(lines) != 2 or (lines[1].width > lines[0].width * 0.4 and " " in _words_of(lines[1])):
        return width
    goal = (lines[0].width + lines[1].width) * 0.56 / setting.safety
    while goal < width:
        if len(lay([copy], goal, safety=setting.safety).paragraphs[0].lines) == 2:
            return goal
        goal += 12.0
    return width


def _words_of(line: Line) -> str:
    return "".join(piece.run.text for piece in line.pieces)


def cover(deck: model.Deck, status: str, edition: str, heads: Heads) -> Page:
    """Return the cover: title and subtitle on the dark panel, edition, version, date and status in small type."""
    setting = heads.setting
    width = heads.grid.grid.page.width * COVER_SHARE - 88
    title = _sized(
        deck.title, "cover", Rect(48, 206, width, 110), setting, (46.0, 40.0, 34.0, 29.0), "bottom", "Title", "title"
    )
    items: list[Item] = [title]
    if deck.subtitle:
        sizes = (22.0, 20.0, 18.0)
        items.append(
            _sized(deck.subtitle, "cover_subtitle", Rect(48, 326, width, 84), setting, sizes, "top", "Subtitle", "body")
        )
    lines = cover_facts(deck, edition)
    items.append(_lines(lines, "cover_small", Rect(48, 446, width, 60), setting, "Edition and version", "small"))
    items.append(_lines([status], "cover_small", Rect(48, 40, width, 22), setting, "Status", "status", bold=True))
    why = COVER_REASON
    return Page(tuple(items), deck.title.text, "cover", deck.title.text, at=deck.title.at, reason=why)


COVER_REASON = "every deck starts with it"


def cover_facts(deck: model.Deck, edition: str) -> list[str]:
    """Return the small print of a cover: edition, version and day of review; the owner."""
    rules = deck.governance
    facts = [edition, f"Version {rules.version}"]
    if rules.last_reviewed:
        facts.append(f"reviewed {_spoken(rules.last_reviewed)}")
    return [" · ".join(facts), *([rules.owner] if rules.owner else [])]


MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def _spoken(day: date) -> str:
    """Return a date as English says it, whatever the machine's locale."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _sized(
    rich: RichText,
    role: str,
    box: Rect,
    setting: Setting,
    sizes: Sequence[float],
    anchor: Anchor,
    name: str,
    placeholder: str,
) -> Item:
    """Return a text at the largest size that fits its box; FitError when none does."""
    for size in sizes:
        style = scaled(setting.style(role), size)
        try:
            laid = lay([Copy(runs_of(rich, style, setting), style, at=rich.at)], box.width, safety=setting.safety)
        except FitError:
            if size == sizes[-1]:  # at a larger size, a long word may have room at the next
                raise
            continue
        if laid.height <= box.height:
            return text_box(laid, box, name, placeholder=placeholder, anchor=anchor, at=rich.at)
    raise FitError(f"the {name.lower()} doesn't fit its slide, at {sizes[-1]:g} pt", rich.at, "say it in fewer words")


def _lines(
    lines: Sequence[str], role: str, box: Rect, setting: Setting, name: str, placeholder: str, *, bold: bool = False
) -> Item:
    style: TextStyle = replace(setting.style(role), bold=bold)
    copies = [Copy(plain_runs(line, style, setting), style) for line in lines]
    return text_box(lay(copies, box.width, safety=setting.safety), box, name, placeholder=placeholder)


def closing_page(title: RichText, deck: model.Deck, number: int, heads: Heads) -> Page:
    """Return the last slide: an invitation to ask, and whom to ask afterwards if the outline says so."""
    setting = heads.setting
    sizes = (46.0, 40.0, 34.0)
    items: list[Item] = [_sized(title, "cover", CLOSING_TITLE, setting, sizes, "bottom", "Title", "title")]
    if lines := whom_to_ask(deck, setting):
        items.append(_lines(lines, "cover_subtitle", CLOSING_BODY, setting, "Contact", "body"))
    items += heads.furniture(number, None, "footer_dark")
    section = deck.sections[-1].title.text
    return Page(tuple(items), title.text, "questions", section, at=title.at, reason=CLOSING_REASON)


CLOSING_REASON = "the outline's closing words"


def whom_to_ask(deck: model.Deck, setting: Setting) -> list[str]:
    """Return whom to ask after a talk: the contact, and the service or the owner, as far as the outline says."""
    rules = deck.governance
    contact = setting.phrases.closing_contact.format(contact=rules.contact) if rules.contact else None
    return [line for line in (contact, rules.service or rules.owner) if line]


def opener(section: model.Section, number: int, page: int, heads: Heads) -> Page:
    """Return a section's opener: a large numeral, the title, and up to four of the assertions to come.

    `number` counts sections, `page` slides.
    """
    setting = heads.setting
    title = _sized(
        section.title, "section", Rect(300, 150, 612, 100), setting, (40.0, 34.0, 28.0), "top", "Title", "title"
    )
    numeral = _lines([str(number)], "numeral", Rect(48, 132, 230, 130), setting, "Numeral", "eyebrow")
    items: list[Item] = [title, numeral]
    box = Rect(300, 270, 612, 215)
    laid = agenda_of(section, setting.style("agenda"), box, setting)
    if laid is not None:
        items.append(text_box(laid, box, "What this part says", placeholder="body"))
    items += heads.furniture(page, None, "footer_dark")
    why = OPENING_REASON
    return Page(tuple(items), section.title.text, "section", section.title.text, at=section.at, reason=why)


OPENING_REASON = "a section starts"


def agenda_of(section: model.Section, style: TextStyle, box: Rect, setting: Setting) -> Laid | None:
    """Return up to four of the assertions of a section, as many as a box holds; None if it holds no two."""
    for count in (4, 3, 2):
        chosen = _spaced([slide.title for slide in section.slides], count)
        copies = [Copy(runs_of(_uncited(t), style, setting), style, at=t.at) for t in chosen]
        laid = lay(copies, box.width, safety=setting.safety)
        if copies and laid.height <= box.height:
            return laid
    return None


def _spaced(titles: Sequence[RichText], count: int) -> list[RichText]:
    """Return at most `count` titles, spread over the section from its first."""
    if len(titles) <= count:
        return list(titles)
    return [titles[round(index * (len(titles) - 1) / (count - 1))] for index in range(count)]


def _uncited(rich: RichText) -> RichText:
    return RichText(tuple(i for i in rich.inlines if isinstance(i, Run)), rich.at)
