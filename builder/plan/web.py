"""A handout as a web page: the same flow on one endless sheet, its figures drawn for a column and for a phone.

Lines don't matter here, browsers break them; measures count for figures alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from builder import model
from builder.diagnostics import Diagnostic
from builder.frozen import replace
from builder.geometry import Rect, Size
from builder.known import Known
from builder.plan.flow import Flow
from builder.plan.flowables import Flowable, Frame, Rows, Solid, Words
from builder.plan.footer import Foot, Handout, foot_words
from builder.plan.handout import setting_of
from builder.plan.iconarray import IconLook, measure_icons
from builder.plan.iconmarks import place_icons
from builder.plan.lay import Laid
from builder.plan.leaflet import BoxBlock, Leaflet, Order
from builder.plan.page import Bookmark, Group, Item, Page, Plan, Role, Surround
from builder.plan.panels import band
from builder.plan.printed import drawn_chart, drawn_diagram, small_copy
from builder.plan.setting import FitError, Setting, scaled
from builder.plan.sheet import Sheet
from builder.plan.structure import Structure
from builder.plan.tables import TableLook, measure_table
from builder.plan.talk import Planned
from builder.theme import Medium, Theme

ENLARGED = 1.125
"""Type on a screen against type on paper: a 12 pt body is 18 CSS px, which public services' pages have."""
COLUMN = 34.0
"""Width of the text column in ems: about 66 characters."""
PHONE = 216.0
"""Points that a phone's screen of 320 CSS px has between its margins of 16."""
ENDLESS = 1_000_000.0
"""Height of the sheet in points. Nothing comes near it."""
ANY_WIDTH = 4_000.0
"""Width that a table may have: the browser sets its columns, and lets it scroll where it is wide."""


def plan_web(source: Handout, order: Order) -> Planned:
    """Return the plan of a web page: one page, and what stands around it; FIT001 for what no screen could show.

    Help stands where it does on paper.
    """
    found: list[Diagnostic] = []
    source = replace(source, medium=screen_medium(source))
    setting = setting_of(source, found.append)
    structure = Structure(source.deck.language, source.deck.title.text)
    leaflet = WebLeaflet(source, Sheet(setting, _frame(_width(setting)), structure, source.locale, dials=True), order)
    leaflet.found = found
    pages: tuple[Page, ...] = ()
    try:
        pages, bookmarks = leaflet.pages()
    except FitError as fault:
        found.append(fault.diagnostic(source.deck.at))
    if found:
        return Planned(None, tuple(found))
    plan = Plan(
        size=Size(leaflet.sheet.frame.size.width, leaflet.bottom),
        pages=pages,
        properties=source.properties,
        elements=structure.elements(),
        bookmarks=bookmarks,
        theme_name=source.theme.name,
        body_size=setting.style("body").size,
        callout_size=setting.style("callout").size,
        surround=_surround(source, setting, leaflet.narrow),
    )
    return Planned(plan, ())


_SCREENS: Known[Medium] = Known(64)


def screen_medium(source: Handout) -> Medium:
    """Return the looks of a page on a screen: those of paper enlarged; large print is large already."""
    medium = source.medium
    if medium is source.theme.large:
        return medium
    styles = medium.styles.items()
    return _SCREENS.of(
        lambda: replace(medium, styles={role: scaled(one, one.size * ENLARGED) for role, one in styles}), medium
    )


def _width(setting: Setting) -> float:
    return setting.style("body").size * COLUMN


def _frame(width: float) -> Frame:
    column = Rect(0.0, 0.0, width, ENDLESS)
    return Frame(Size(width, ENDLESS), column, column, None)


def _surround(source: Handout, setting: Setting, narrow: Sequence[Item]) -> Surround:
    wording = source.locale.wording
    theme: Theme = setting.theme
    return Surround(
        skip=wording.skip,
        contents=wording.contents,
        foot=tuple(line for line in foot_words(source) if line),
        digest=wording.digest.format(digest=source.properties.digest) if source.properties.digest else "",
        colors=theme.inks.colors,
        styles=setting.medium.styles,
        fallbacks=tuple(face.key for face in theme.fallbacks),
        narrow=tuple(narrow),
    )


class WebLeaflet(Leaflet):
    """Makes the flow of one web page. `narrow` are its figures once more, as far as they can be drawn for a phone."""

    def __init__(self, source: Handout, sheet: Sheet, order: Order) -> None:
        super().__init__(source, sheet, Foot(Laid((), 0.0), None, 0.0), order)
        self.narrow: list[Item] = []
        self.bottom = 0.0
        # what has no room on a phone isn't a fault: the figure scrolls there
        medium = source.theme.large if sheet.setting.medium is source.theme.large else source.theme.handout
        self.phone = replace(sheet, frame=_frame(PHONE), setting=replace(sheet.setting, medium=medium, report=_ignored))

    def logs(self) -> tuple[list[Any], ...]:
        """Return the lists that grow while parts are made."""
        return (*super().logs(), self.narrow)

    def pages(self) -> tuple[tuple[Page, ...], tuple[Bookmark, ...]]:
        """Return the one page and its bookmarks."""
        deck, sheet = self.source.deck, self.sheet
        items, top = band(deck.title, deck.governance.service or deck.governance.owner, self.source.status, sheet)
        flow = Flow(sheet.frame, self.setting, self.structure, top)
        flow.pages[0] += items
        self.fill(flow)
        self.bottom = flow.y
        placed = [heading for heading in self.headings if heading[2] in flow.places]
        marks = [Bookmark(title, level, *flow.places[element]) for title, level, element in placed]
        page = Page(tuple(flow.pages[0]), deck.title.text)
        return (page,), (Bookmark(deck.title.text, 0, 0, 0.0), *marks)

    def boxed(self, block: BoxBlock, parent: int, level: Role) -> list[Flowable]:
        """Return a block that is more than words as flowables: tables of any width, icon arrays as one figure."""
        match block:
            case model.Table():
                return [self.any_width(one, block) for one in super().boxed(block, parent, level)]
            case model.Icons():
                return self.icons(block, parent)
        flow = super().boxed(block, parent, level)
        if isinstance(block, model.Chart | model.Diagram):
            with suppress(FitError):
                self.narrow.append(self.on_phone(block, self.structure.last(Role.FIGURE)))
        return flow

    def on_phone(self, block: model.Chart | model.Diagram, element: int) -> Item:
        """Return a figure as wide as a phone; FitError when it has no room there."""
        if isinstance(block, model.Chart):
            return drawn_chart(block.chart, self.phone, element)
        return drawn_diagram(block.diagram, self.phone, element)

    def any_width(self, flowable: Flowable, block: model.Table) -> Flowable:
        """Return a table as wide as its words ask."""
        if not isinstance(flowable, Rows):
            return flowable
        look = TableLook(self.setting.style("table_head"), self.setting.style("table"), 6.0, 4.5)
        return replace(flowable, measured=measure_table(block.table, ANY_WIDTH, look, self.setting))

    def icons(self, block: model.Icons, parent: int) -> list[Flowable]:
        """Return an icon array: its words stand in the figure, where they belong to their people."""
        content, structure = block.icons, self.structure
        flow: list[Flowable] = []
        if content.title:
            flow.append(Words(small_copy(content.title, "caption", self.sheet, parent, keep=True)))
        element = structure.add(Role.FIGURE, parent)
        group = crowd_group(block, self.sheet, element)
        structure.describe(element, group.alt or "")

        def place(y: float) -> tuple[Item, ...]:
            return (crowd_group(block, self.sheet, element, y),)

        flow.append(Solid(group.box.height, place, content.at, before=4.0, after=8.0))
        with suppress(FitError):
            self.narrow.append(crowd_group(block, self.phone, element))
        notes = [text for text in (content.note, content.source) if text]
        return flow + [Words(small_copy(note, "source", self.sheet, parent, keep=False)) for note in notes]


def crowd_group(block: model.Icons, sheet: Sheet, element: int, y: float = 0.0) -> Group:
    """Return an icon array with its words as one figure, its top at `y`; FitError when it has no room."""
    content, setting, column = block.icons, sheet.setting, sheet.frame.column
    room = Rect(0.0, 0.0, column.width, ENDLESS)
    measured = measure_icons(content, room, IconLook.of_print(setting), setting, block.language)
    # the whole speaks for its arms
    arms = place_icons(measured, column.x, y, setting)
    items = tuple(replace(one, alt=None, at=None) if isinstance(one, Group) else one for one in arms)
    box = Rect(column.x, y, column.width, measured.height)
    return Group(items, box, "Icon array", measured.alt, element, content.at)


def _ignored(_fault: Diagnostic) -> None:
    """Say nothing: what a phone's figure lacks, the column's has said."""
