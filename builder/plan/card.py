"""A reference card: panels in columns on one page, in small type, for somebody who works."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from builder.diagnostics import Diagnostic
from builder.frozen import replace
from builder.geometry import Rect
from builder.plan.endmatter import answers
from builder.plan.flow import Flow
from builder.plan.flowables import Columns, Flowable, Frame, Solid, Words
from builder.plan.footer import Foot, Handout, measure_foot, place_foot
from builder.plan.handout import plan_of, setting_of
from builder.plan.lay import Copy, lay
from builder.plan.leaflet import Leaflet, Order
from builder.plan.marks import bar, rule, text_box
from builder.plan.page import Bookmark, Item, Page, Paragraph, Role, TextBox
from builder.plan.reflist import reference_copy
from builder.plan.setting import FitError, plain_runs, runs_of, scaled
from builder.plan.sheet import Sheet, laid_box
from builder.plan.shrink import Shrink
from builder.plan.structure import BELOW, Structure
from builder.plan.talk import Planned
from builder.theme import Medium
from builder.values import RichText, words

SCALES = (0.875, 0.84)
"""Type on a card as a share of a leaflet's: 10.5 pt where that has 12, or 10 where that keeps each panel in one column.
Who reads it knows it."""
SMALLEST = 9.0
"""Points below which nothing on a card is set."""
CLOSER = 0.5
"""The share of a leaflet's space between points that stands between those of a card."""
SIDE = 34.0
"""Points left white at either side: 12 mm."""
NARROW = 400.0
"""Paper less wide than this many points holds one column, other paper two."""
GUTTER = 22.0
STEP = 8.0
"""Points by which columns are made longer until all panels have room: they end at about the same height."""


def plan_card(source: Handout) -> Planned:
    """Return the plan of a card, its columns even; every block that has no room is a FIT001 at its place."""
    sizes = [replace(source, medium=compact(source.medium, scale)) for scale in SCALES]
    tried = ((size, *_attempt(size, None, whole=True)) for size in sizes)
    fitting = next((one for one in tried if one[1].plan and len(one[1].plan.pages) == 1), None)
    card, planned, used = fitting or (sizes[0], *_attempt(sizes[0], None, whole=False))
    across = _across(card)
    if planned.plan is None or len(planned.plan.pages) > 1 or across < 2:
        return planned
    height = sum(used) / across
    while height < max(used):
        even, _ = _attempt(card, height, whole=fitting is not None)
        if even.plan and len(even.plan.pages) == 1:
            return even
        height += STEP
    return planned


def _across(source: Handout) -> int:
    """Return how many columns a card has."""
    return 1 if source.sheet_grid.page.width < NARROW else 2


def compact(medium: Medium, scale: float) -> Medium:
    """Return the looks of a leaflet in the smaller type of cards."""
    styles = {name: scaled(style, max(SMALLEST, style.size * scale)) for name, style in medium.styles.items()}
    styles |= {
        name: replace(styles[name], space_after=styles[name].space_after * CLOSER) for name in ("body", "callout")
    }
    return replace(medium, styles=styles, steps=(styles["body"].size,))


def _attempt(source: Handout, height: float | None, *, whole: bool) -> tuple[Planned, tuple[float, ...]]:
    """Return the plan with columns of a height (None: as high as there is room), and how much of each is used.

    With `whole`, panels aren't cut between columns.
    """
    found: list[Diagnostic] = []
    setting, structure = setting_of(source, found.append), Structure(source.deck.language, source.deck.title.text)
    grid = source.sheet_grid
    full = Rect(SIDE, grid.top, grid.page.width - 2 * SIDE, 0.0)
    try:
        foot = measure_foot(source, setting, full.width)
        sheet = Sheet(setting, Frame(grid.page, full, full, None), structure, source.locale)
        band, top = _band(source, sheet)
        bottom = grid.page.height - max(grid.bottom, foot.room)
        area = replace(full, y=top, height=min(height or bottom - top, bottom - top))
        columns = tuple(area.columns(_across(source), GUTTER))
        card = Card(source, replace(sheet, frame=Frame(grid.page, columns[0], columns[0], None)), foot, whole=whole)
        pages, bookmarks = card.laid(band, columns, sheet)
    except FitError as fault:
        found.append(fault.diagnostic(source.deck.at))
    if found:
        return Planned(None, tuple(found)), ()
    return Planned(plan_of(source, setting, structure, grid.page, pages, bookmarks), ()), card.used


def _band(source: Handout, sheet: Sheet) -> tuple[tuple[Item, ...], float]:
    """Return the band across the top, title and whose card it is on the left, status on the right, and the y below."""
    setting, frame, deck = sheet.setting, sheet.frame, source.deck
    large, small = scaled(setting.style("title"), 18.0), setting.style("band")
    state = setting.style("status")
    said = [Copy(runs_of(deck.title, large, setting), large, element=sheet.structure.add(Role.H1), at=deck.title.at)]
    whose = [section.title.text for section in deck.sections] if len(deck.sections) == 1 else []
    whose += [name for name in (deck.governance.service or deck.governance.owner,) if name]
    if whose:
        line = plain_runs("  ·  ".join(whose), small, setting)
        said.append(Copy(line, small, element=sheet.structure.add(Role.P)))
    element = sheet.structure.add(Role.P)
    status = Copy(plain_runs(source.status, state, setting), state, element=element, align="right")
    right = lay([status], frame.full.width * 0.3)
    left = lay(said, frame.full.width * 0.68)
    top = 22.0
    height = top + max(left.height, right.height) + 12
    items = (
        bar(Rect(0, 0, frame.size.width, height), setting.color("panel"), "Title band"),
        bar(Rect(0, height, frame.size.width, 4), setting.color("teal"), "Title rule"),
        laid_box(left, frame.full.x, top, frame.full.width * 0.68, "Title"),
        laid_box(right, frame.full.right - frame.full.width * 0.3, top + 4, frame.full.width * 0.3, "Status"),
    )
    return items, height + 4 + 12


class Card(Leaflet):
    """Makes the flow of a card: a panel for each slide, then the sources."""

    def __init__(self, source: Handout, sheet: Sheet, foot: Foot, *, whole: bool) -> None:
        super().__init__(source, sheet, foot, Order.LAST)
        self.whole = whole
        self.used: tuple[float, ...] = ()

    def laid(
        self, band: Sequence[Item], columns: Sequence[Rect], page: Sheet
    ) -> tuple[tuple[Page, ...], tuple[Bookmark, ...]]:
        """Return the pages: what flowed into one long column, cut into the page's columns."""
        flow = Flow(self.sheet.frame, self.setting, self.structure, columns[0].y)
        flow.run([*self.body(), *answers(self, self.asked), *self.sources()])
        across = len(columns)
        total = -(-len(flow.pages) // across)
        self.used = tuple(_depth(items) - columns[0].y for items in flow.pages)
        pages = []
        for number in range(total):
            parts = flow.pages[number * across : (number + 1) * across]
            items: list[Item] = list(band if number == 0 else _furniture(band))
            for part, column in zip(parts, columns, strict=False):
                items += Shrink(1.0, column.x - columns[0].x, 0.0).items(part)
            items += place_foot(self.foot, self.source, page, number + 1, total)
            pages.append(Page(tuple(items), f"{self.source.deck.title.text}, page {number + 1}"))
        marks = [
            Bookmark(title, level, flow.places[element][0] // across, flow.places[element][1])
            for title, level, element in self.headings
            if element in flow.places
        ]
        return tuple(pages), (Bookmark(self.source.deck.title.text, 0, 0, 0.0), *marks)

    def body(self) -> Iterator[Flowable]:
        """Yield the panels, under their section's title where there are several sections."""
        sections = self.source.deck.sections
        for section in sections:
            part = self.structure.add(Role.SECT)
            level = Role.H2
            if len(sections) > 1 and section.title.text:
                yield from self.question(section.title, part)
                level = Role.H3
            for slide in section.slides:
                if slide.title.text:
                    yield self.panel_head(slide.title, level, part, slide.id)
                panel = self.blocks(slide.blocks, part, BELOW[level] if slide.title.text else level)
                yield from _kept(panel) if self.whole else panel

    def panel_head(self, title: RichText, role: Role, parent: int, anchor: str | None = None) -> Solid:
        """Return the heading of a panel under a thin rule, kept with what follows."""
        column, setting = self.sheet.frame.column, self.setting
        style = replace(setting.style("heading"), color=setting.color("teal"), space_before=0.0)
        element = self.structure.add(role, parent, anchor=anchor)
        self.headings.append((title.text, 0, element))
        laid = lay([Copy(runs_of(title, style, setting), style, element=element, at=title.at)], column.width)
        color, weight = setting.color("teal"), setting.weight("hairline")

        def place(y: float) -> tuple[Item, ...]:
            return (
                rule(column.x, y, column.right, color, weight, "Panel rule"),
                text_box(laid, Rect(column.x, y + 4, column.width, laid.height), "Panel heading"),
            )

        height, ahead = laid.height + 4, style.leading * 2
        return Solid(height, place, title.at, 9.0, 3.0, keep_next=True, elements=(element,), ahead=ahead)

    def sources(self) -> Iterator[Flowable]:
        """Yield the reference list."""
        entries = self.source.bibliography.entries
        if not entries:
            return
        part = self.structure.add(Role.SECT)
        yield self.panel_head(words(self.wording.references, self.source.deck.at), Role.H2, part)
        style = self.setting.style("reference")
        group = self.structure.add(Role.L, part, numbering="Decimal")
        yield Columns(
            tuple(reference_copy(e.number, e.text, style, self.setting, self.structure, group) for e in entries), 1, 0.0
        )


def _kept(panel: Iterable[Flowable]) -> Iterator[Flowable]:
    """Yield a panel whose parts stay together, unless it is longer than a column."""
    parts = list(panel)
    for number, part in enumerate(parts, 1):
        match part:
            case Words() if number < len(parts):
                yield replace(part, copy=replace(part.copy, keep_next=True))
            case Solid() if number < len(parts):
                yield replace(part, keep_next=True)
            case _:
                yield part


def _depth(items: Sequence[Item]) -> float:
    boxes = [item.box.bottom for item in items if hasattr(item, "box")]
    return max(boxes, default=0.0)


def _furniture(band: Sequence[Item]) -> Iterator[Item]:
    """Yield the band of a later page: it is said once."""
    for item in band:
        if isinstance(item, TextBox):
            yield replace(item, paragraphs=tuple(_untagged(paragraph) for paragraph in item.paragraphs))
        else:
            yield item


def _untagged(paragraph: Paragraph) -> Paragraph:
    return replace(paragraph, element=None, label_element=None)
