"""The plan of a handout."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from builder.diagnostics import Diagnostic
from builder.geometry import Size
from builder.model import NOWHERE
from builder.plan.flowables import frame_of
from builder.plan.footer import Handout, measure_foot
from builder.plan.leaflet import Leaflet, Misplaced, Order
from builder.plan.page import Bookmark, Page, Plan
from builder.plan.setting import FitError, Setting
from builder.plan.sheet import Sheet
from builder.plan.structure import Structure
from builder.plan.talk import Planned


def plan_handouts(sources: Sequence[Handout]) -> tuple[list[Planned], Order]:
    """Return the plans of a handout on each of its papers, and where help stands in all of them.

    Every block that has no room is a FIT001 at its place.

    Help in an emergency always stands on page 1, and in the same place on every paper: where it has no room under the
    key points, it comes before them, and where it has none there either, its first half does: whom to call.
    """
    *orders, last = Order
    for order in orders:
        try:
            made = {id(one): plan_as(Leaflet, one, order, strict=True) for one in sorted(sources, key=_height)}
            return [made[id(one)] for one in sources], order
        except Misplaced:
            continue
    return [plan_as(Leaflet, source, last) for source in sources], last


def _height(source: Handout) -> float:
    """Return the height of a paper: the lowest is asked first, as it is the first to have no room for help."""
    return source.sheet_grid.page.height


def plan_as(make: type[Leaflet], source: Handout, order: Order, *, strict: bool = False) -> Planned:
    """Return the plan that a maker of handouts makes.

    Raises:
        Misplaced: asked to be strict, help came to stand on another page than the first.
    """
    found: list[Diagnostic] = []
    setting = setting_of(source, found.append)
    structure = Structure(source.deck.language, source.deck.title.text)
    grid = source.sheet_grid
    try:
        foot = measure_foot(source, setting, grid.page.width - grid.left - grid.right)
        frame = frame_of(grid, wide=source.medium is source.theme.large, foot=foot.room)
        leaflet = make(source, Sheet(setting, frame, structure, source.locale), foot, order)
        leaflet.strict, leaflet.found = strict, found if make is Leaflet else None
        pages, bookmarks = leaflet.pages()
    except FitError as fault:
        found.append(fault.diagnostic(source.deck.at))
    if found:
        return Planned(None, tuple(found))
    return Planned(plan_of(source, setting, structure, frame.size, pages, bookmarks), ())


def setting_of(source: Handout, report: Callable[[Diagnostic], None]) -> Setting:
    """Return what a handout is set in; `report` takes what can't be."""
    deck = source.deck
    return Setting(
        theme=source.theme.on_paper(),
        medium=source.medium,
        language=deck.language,
        cite=source.bibliography.marker,
        report=report,
        link_citations=source.references == "print",
        place=deck.governance.at if deck.governance.at != NOWHERE else deck.at,
        phrases=source.locale.wording,
    )


def plan_of(
    source: Handout,
    setting: Setting,
    structure: Structure,
    size: Size,
    pages: tuple[Page, ...],
    bookmarks: tuple[Bookmark, ...],
) -> Plan:
    """Return the plan of pages of a size."""
    return Plan(
        size=size,
        pages=pages,
        properties=source.properties,
        elements=structure.elements(),
        bookmarks=bookmarks,
        theme_name=source.theme.name,
        body_size=setting.style("body").size,
        callout_size=setting.style("callout").size,
    )
