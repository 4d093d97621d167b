"""Pages that a folded sheet has over: paper to write on, so that nobody thinks that a page was lost."""

from __future__ import annotations

from builder.geometry import Rect
from builder.plan.endmatter import WRITING
from builder.plan.flow import Flow
from builder.plan.lay import Copy, lay
from builder.plan.marks import rule, text_box
from builder.plan.page import Role
from builder.plan.parts import Parts
from builder.plan.setting import plain_runs


def fill_up(flow: Flow, parts: Parts) -> None:
    """Add pages for the reader's own notes until the sheets of a folded leaflet are full."""
    fold = parts.source.fold
    missing = fold.missing(len(flow.pages)) if fold else 0
    for number in range(missing):
        flow.new_page()
        _note_page(flow, parts, first=number == 0)


def _note_page(flow: Flow, parts: Parts, *, first: bool) -> None:
    """Fill a page with lines; the first of them is headed and told to screen readers."""
    column, setting = parts.sheet.frame.column, parts.setting
    style = setting.style("heading")
    element = parts.structure.add(Role.H2, parts.structure.add(Role.SECT)) if first else None
    words = plain_runs(parts.wording.room, style, setting)
    laid = lay([Copy(words, style, element=element, space_before=0.0)], column.width)
    flow.pages[-1].append(text_box(laid, Rect(column.x, column.y, column.width, laid.height), "Own notes"))
    if element is not None:
        parts.headings.append((parts.wording.room, 0, element))
        flow.places[element] = (len(flow.pages) - 1, column.y)
    y = column.y + laid.height + WRITING
    while y <= column.bottom:
        line = rule(column.x, y, column.right, setting.color("grey"), setting.weight("hairline") / 2, "Writing line")
        flow.pages[-1].append(line)
        y += WRITING
