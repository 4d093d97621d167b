"""The plan of a handout."""

from __future__ import annotations

from collections.abc import Callable

from builder.diagnostics import Diagnostic
from builder.model import NOWHERE
from builder.plan.flowables import frame_of
from builder.plan.footer import Handout, measure_foot
from builder.plan.leaflet import Leaflet
from builder.plan.page import Plan
from builder.plan.setting import FitError, Setting
from builder.plan.sheet import Sheet
from builder.plan.slides import Planned
from builder.plan.structure import Structure


def plan_handout(source: Handout) -> Planned:
    """Return the plan of a handout; every block that has no room is a FIT001 at its place.

    Help in an emergency always stands on page 1: where it has no room under the key points, it comes before them.
    """
    planned, help_page = plan_as(Leaflet, source, help_first=False)
    return planned if help_page == 0 else plan_as(Leaflet, source, help_first=True)[0]


def setting_of(source: Handout, report: Callable[[Diagnostic], None]) -> Setting:
    """Return what setting the text of a handout depends on; faults go to `report`."""
    deck = source.deck
    return Setting(
        theme=source.theme.on_paper(),
        medium=source.medium,
        language=deck.language,
        cite=source.bibliography.marker,
        report=report,
        link_citations=True,
        place=deck.governance.at if deck.governance.at != NOWHERE else deck.at,
        phrases=source.locale.wording,
    )


def plan_as(make: type[Leaflet], source: Handout, *, help_first: bool) -> tuple[Planned, int]:
    """Return the plan that a maker of handouts makes, and the page (from 0) on which help came to stand."""
    found: list[Diagnostic] = []
    setting = setting_of(source, found.append)
    structure = Structure(source.deck.language, source.deck.title.text)
    grid = source.medium.grids[source.paper]
    try:
        foot = measure_foot(source, setting, grid.page.width - grid.left - grid.right)
        frame = frame_of(grid, wide=source.medium is source.theme.large, foot=foot.room)
        leaflet = make(source, Sheet(setting, frame, structure, source.locale), foot, help_first=help_first)
        pages, bookmarks = leaflet.pages()
    except FitError as fault:
        found.append(fault.diagnostic(source.deck.at))
    if found:
        return Planned(None, tuple(found)), 0
    plan = Plan(
        size=frame.size,
        pages=pages,
        properties=source.properties,
        elements=structure.elements(),
        bookmarks=bookmarks,
        theme_name=source.theme.name,
        body_size=setting.style("body").size,
        callout_size=setting.style("callout").size,
    )
    return Planned(plan, ()), leaflet.help_page
