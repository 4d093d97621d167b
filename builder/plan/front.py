"""Pages that the planner makes by itself: cover, disclosures, objectives, section openers, references."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from builder import model
from builder.diagnostics import Span
from builder.geometry import Rect
from builder.plan.grid import COVER_SHARE, SlideGrid
from builder.plan.lay import Copy, Laid, lay
from builder.plan.marks import Anchor, text_box
from builder.plan.page import Align, Bullet, Item, Page, Role
from builder.plan.setting import FitError, Setting, plain_runs, runs_of, scaled
from builder.plan.structure import Structure
from builder.theme import TextStyle
from builder.values import RichText, Run


@dataclass(frozen=True, slots=True)
class Heads:
    """What stands on every content slide besides its content: section name, footer text, number.

    With `bare`, slides get none of these here: a template has its own.
    """

    setting: Setting
    grid: SlideGrid
    footer: str
    bare: bool = False

    def title(self, rich: RichText, suffix: str = "", layout: str = "") -> Item:
        """Return the title, at the largest size whose lines are no more than it may take (30 pt on one, 26 pt on two).

        Raises:
            FitError: it needs more lines.
        """
        box = self.grid.place(layout, "title", self.grid.title)
        style = self.setting.style("title")
        for size, most in self.grid.title_sizes:
            sized = scaled(style, size)
            runs = runs_of(rich, sized, self.setting)
            copy = Copy((*runs, *plain_runs(suffix, sized, self.setting)) if suffix else runs, sized, at=rich.at)
            laid = lay([copy], box.width, safety=self.setting.safety)
            if laid.lines <= most:
                width = _even_width(copy, box.width, laid, self.setting) if self.grid.even_titles else box.width
                laid = lay([copy], width, safety=self.setting.safety)
                return text_box(laid, replace(box, width=width), "Title", placeholder="title", at=rich.at)
        lines = {1: "one line", 2: "two lines"}.get(most, f"{most} lines")
        raise FitError(f"the title needs more than {lines}", rich.at, "say it in fewer words (about 12)")

    def furniture(self, number: int, section: str | None, role: str = "footer") -> tuple[Item, ...]:
        """Return section name, footer and slide number; `role` is the style of the latter two."""
        if self.bare:
            return ()
        items: list[Item] = []
        if section and self.grid.eyebrow:
            items.append(self._line(section, "eyebrow", self.grid.eyebrow, "Section", "eyebrow"))
        items.append(self._line(self.footer, role, self.grid.footer, "Footer", "footer"))
        if self.grid.number:
            items.append(self._line(str(number), role, self.grid.number, "Slide number", "number", "right"))
        return tuple(items)

    def _line(self, words: str, role: str, box: Rect, name: str, placeholder: str, align: Align = "left") -> Item:
        style = self.setting.style(role)
        laid = lay([Copy(plain_runs(words, style, self.setting), style, align=align)], box.width)
        if laid.lines > 1:
            raise FitError(f"`{words}` needs more than one line", None, "shorten the deck's or section's title")
        return text_box(laid, box, name, placeholder=placeholder)


def _even_width(copy: Copy, width: float, laid: Laid, setting: Setting) -> float:
    """Return a narrower width that breaks two lines more evenly, where the second would hold little."""
    lines = laid.paragraphs[0].lines
    if len(lines) != 2 or lines[1].width > lines[0].width * 0.4:
        return width
    goal = (lines[0].width + lines[1].width) * 0.56 / setting.safety
    while goal < width:
        if len(lay([copy], goal, safety=setting.safety).paragraphs[0].lines) == 2:
            return goal
        goal += 12.0
    return width


def cover(deck: model.Deck, status: str, edition: str, heads: Heads) -> Page:
    """Return the cover: title and subtitle on the dark panel, edition, version, date and status in small type."""
    setting = heads.setting
    width = heads.grid.grid.page.width * COVER_SHARE - 88
    title = _sized(
        deck.title, "cover", Rect(48, 206, width, 110), setting, (46.0, 40.0, 34.0), "bottom", "Title", "title"
    )
    items: list[Item] = [title]
    if deck.subtitle:
        sizes = (22.0, 20.0, 18.0)
        items.append(
            _sized(deck.subtitle, "cover_subtitle", Rect(48, 326, width, 84), setting, sizes, "top", "Subtitle", "body")
        )
    items.append(
        _lines(
            cover_facts(deck, edition), "cover_small", Rect(48, 446, width, 60), setting, "Edition and version", "small"
        )
    )
    items.append(_lines([status], "cover_small", Rect(48, 40, width, 22), setting, "Status", "status", bold=True))
    return Page(tuple(items), deck.title.text, "cover", deck.title.text, at=deck.title.at)


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
        laid = lay([Copy(runs_of(rich, style, setting), style, at=rich.at)], box.width, safety=setting.safety)
        if laid.height <= box.height:
            return text_box(laid, box, name, placeholder=placeholder, anchor=anchor, at=rich.at)
    raise FitError(f"the {name.lower()} doesn't fit", rich.at, "say it in fewer words")


def _lines(
    lines: Sequence[str], role: str, box: Rect, setting: Setting, name: str, placeholder: str, *, bold: bool = False
) -> Item:
    style: TextStyle = replace(setting.style(role), bold=bold)
    copies = [Copy(plain_runs(line, style, setting), style) for line in lines]
    return text_box(lay(copies, box.width, safety=setting.safety), box, name, placeholder=placeholder)


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
    return Page(tuple(items), section.title.text, "section", section.title.text, at=section.at)


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


def reference_boxes(
    entries: Sequence[tuple[int, RichText]], heads: Heads, otherwise: Span
) -> list[tuple[tuple[Item, ...], tuple[int, ...]]]:
    """Return the reference list in two columns a slide: items, and the numbers of the entries on each slide.

    Raises:
        FitError: an entry that is higher than a column.
    """
    setting, style = heads.setting, heads.setting.style("reference")
    columns: list[list[tuple[int, Copy]]] = [[]]
    box = _reference_boxes(heads)[0]
    used = 0.0
    for number, rich in entries:
        copy = reference_copy(number, rich, style, setting)
        height = lay([copy], box.width, safety=setting.safety).height + style.space_after
        if used + height > box.height and columns[-1]:
            columns.append([])
            used = 0.0
        if height > box.height:
            raise FitError("a reference is higher than a slide", otherwise)
        columns[-1].append((number, copy))
        used += height
    return [_reference_page(columns[index : index + 2], heads) for index in range(0, len(columns), 2)]


def _reference_boxes(heads: Heads) -> tuple[Rect, Rect]:
    """Return the two columns of references, of the same height."""
    grid = heads.grid
    first = grid.place("references", "body", grid.across(0, 6, grid.references_top))
    second = grid.place("references", "body-2", grid.across(6, 6, grid.references_top))
    height = min(first.height, second.height)
    return first.with_height(height), second.with_height(height)


def _reference_page(
    columns: Sequence[Sequence[tuple[int, Copy]]], heads: Heads
) -> tuple[tuple[Item, ...], tuple[int, ...]]:
    items: list[Item] = []
    for index, column in enumerate(columns):
        box = _reference_boxes(heads)[index]
        laid = lay([copy for _, copy in column], box.width, safety=heads.setting.safety)
        key = "body" if index == 0 else "body-2"
        name = "References" if index == 0 else "More references"
        items.append(text_box(laid, box, name, placeholder=key))
    return tuple(items), tuple(number for column in columns for number, _ in column)


def reference_copy(
    number: int, rich: RichText, style: TextStyle, setting: Setting, structure: Structure | None = None, parent: int = 0
) -> Copy:
    """Return an entry of the reference list: a hanging number and the text."""
    indent = style.size * 2.1
    run = plain_runs(f"{number}.", replace(style, color=setting.color("teal"), bold=True), setting)[0]
    mark = Bullet("number", setting.color("teal"), style.size, run, number)
    element = label = None
    if structure:
        item = structure.add(Role.LI, parent, anchor=f"ref-{number}")
        label = structure.add(Role.LBL, item)
        element = structure.add(Role.LBODY, item)
    return Copy(
        runs_of(rich, style, setting), style, indent, indent, mark, element=element, label_element=label, at=rich.at
    )
