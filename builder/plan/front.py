"""Pages that the planner makes by itself: cover, disclosures, objectives, section openers, references."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate

from builder import model
from builder.diagnostics import Span
from builder.geometry import Rect
from builder.plan.lay import Copy, Laid, lay
from builder.plan.layouts import BODY_TOP, SlideGrid
from builder.plan.marks import Anchor, text_box
from builder.plan.page import Align, Bullet, Item, Line, Page, Role
from builder.plan.setting import FitError, Setting, plain_runs, runs_of, scaled
from builder.plan.structure import Structure
from builder.theme import TextStyle
from builder.values import RichText, Run

TITLE_SIZES = (30.0, 26.0)


@dataclass(frozen=True, slots=True)
class Heads:
    """What stands on every content slide besides its content: section name, footer text, number."""

    setting: Setting
    grid: SlideGrid
    footer: str

    def title(self, rich: RichText, suffix: str = "") -> Item:
        """Return the title: 30 pt on one line, else 26 pt on two of about the same length.

        Raises:
            FitError: it needs more than two lines.
        """
        box = self.grid.across(0, 12, 52.0, 124.0)
        style = self.setting.style("title")
        for size in TITLE_SIZES:
            sized = scaled(style, size)
            runs = runs_of(rich, sized, self.setting)
            copy = Copy((*runs, *plain_runs(suffix, sized, self.setting)) if suffix else runs, sized, at=rich.at)
            laid = lay([copy], box.width, safety=self.setting.safety)
            if laid.lines == (1 if size == TITLE_SIZES[0] else 2) or laid.lines == 1:
                width = _even_width(copy, box.width, laid, self.setting)
                laid = lay([copy], width, safety=self.setting.safety)
                return text_box(laid, replace(box, width=width), "Title", placeholder="title", at=rich.at)
        raise FitError("the title needs more than two lines", rich.at, "say it in fewer words (about 12)")

    def furniture(self, number: int, section: RichText | None, role: str = "footer") -> tuple[Item, ...]:
        """Return section name, footer and slide number; `role` is the style of the latter two."""
        items: list[Item] = []
        if section:
            eyebrow = self.grid.across(0, 9, 30.0, 47.0)
            items.append(self._line(section.text, "eyebrow", eyebrow, "Section", "eyebrow", at=section.at))
        footer = self.grid.across(0, 10, 507.0, 523.0)
        corner = self.grid.across(11, 1, 507.0, 523.0)
        items.append(self._line(self.footer, role, footer, "Footer", "footer"))
        items.append(self._line(str(number), role, corner, "Slide number", "number", "right"))
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
            raise FitError(f"`{words}` needs more than one line", at, "shorten the deck's or section's title")
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
    width = 960 * 2 / 3 - 88
    title = _sized(
        deck.title, "cover", Rect(48, 206, width, 110), setting, (46.0, 40.0, 34.0), "bottom", "Title", "title"
    )
    items: list[Item] = [title]
    if deck.subtitle:
        sizes = (22.0, 20.0, 18.0)
        items.append(
            _sized(deck.subtitle, "cover_subtitle", Rect(48, 326, width, 84), setting, sizes, "top", "Subtitle", "body")
        )
    rules = deck.governance
    facts = [edition, f"Version {rules.version}"]
    if rules.last_reviewed:
        facts.append(f"reviewed {_spoken(rules.last_reviewed)}")
    lines = [" · ".join(facts), *([rules.owner] if rules.owner else [])]
    items.append(_lines(lines, "cover_small", Rect(48, 446, width, 60), setting, "Edition and version", "small"))
    items.append(_lines([status], "cover_small", Rect(48, 40, width, 22), setting, "Status", "status", bold=True))
    return Page(tuple(items), deck.title.text, "cover", deck.title.text, at=deck.title.at)


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
    style = setting.style("agenda")
    for count in (4, 3, 2):
        chosen = _spaced([slide.title for slide in section.slides], count)
        copies = [Copy(runs_of(_uncited(t), style, setting), style, at=t.at) for t in chosen]
        laid = lay(copies, box.width, safety=setting.safety)
        if copies and laid.height <= box.height:
            items.append(text_box(laid, box, "What this part says", placeholder="body"))
            break
    items += heads.furniture(page, None, "footer_dark")
    return Page(tuple(items), section.title.text, "section", section.title.text, at=section.at)


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

    It takes as few slides as it can, and its columns are about equally high.

    Raises:
        FitError: an entry that is higher than a column.
    """
    setting, style = heads.setting, heads.setting.style("reference")
    box = heads.grid.across(0, 6, BODY_TOP)
    copies = [(number, reference_copy(number, rich, style, setting)) for number, rich in entries]
    heights = [lay([copy], box.width, safety=setting.safety).height + style.space_after for _, copy in copies]
    if max(heights) > box.height:
        raise FitError("a reference is higher than a slide", otherwise)
    counts = _even_columns(heights, box.height)
    ends = list(accumulate(counts))
    columns = [copies[end - count : end] for end, count in zip(ends, counts, strict=True)]
    return [_reference_page(columns[index : index + 2], heads) for index in range(0, len(columns), 2)]


def _even_columns(heights: Sequence[float], limit: float) -> list[int]:
    """Return how many entries stand in each column of at most `limit` points, full slides made even."""
    columns = _columns(heights, limit)
    most = len(columns) + len(columns) % 2
    if len(columns) == 1:
        return columns
    low = max(heights)
    while limit - low > 1:
        middle = (low + limit) / 2
        low, limit = (low, middle) if len(_columns(heights, middle)) <= most else (middle, limit)
    return _columns(heights, limit)


def _columns(heights: Sequence[float], limit: float) -> list[int]:
    counts, used = [0], 0.0
    for height in heights:
        if used + height > limit and counts[-1]:
            counts.append(0)
            used = 0.0
        counts[-1] += 1
        used += height
    return counts


def _reference_page(
    columns: Sequence[Sequence[tuple[int, Copy]]], heads: Heads
) -> tuple[tuple[Item, ...], tuple[int, ...]]:
    items: list[Item] = []
    for index, column in enumerate(columns):
        box = heads.grid.across(6 * index, 6, BODY_TOP)
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
