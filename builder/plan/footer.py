"""The foot of a handout's page: identity, version, dates, sign-off, page x of y."""

from __future__ import annotations

from dataclasses import dataclass, replace

from builder import model
from builder.citations import Bibliography
from builder.geometry import Rect
from builder.locales import Locale
from builder.plan.lay import Copy, lay
from builder.plan.marks import rule, text_box
from builder.plan.page import Item, Properties
from builder.plan.panels import Sheet
from builder.plan.setting import plain_runs
from builder.theme import Medium, Theme

PAPER_SEPARATOR = "  ·  "


@dataclass(frozen=True, slots=True)
class Handout:
    """A deck resolved for one edition, and what its handout says besides. `document` identifies it in the footer."""

    deck: model.Deck
    bibliography: Bibliography
    theme: Theme
    medium: Medium
    locale: Locale
    paper: model.PaperName
    properties: Properties
    status: str
    document: str


def footer(source: Handout, sheet: Sheet, number: int, total: int) -> tuple[Item, ...]:
    """Return the foot of a page: rule, id and version, dates, status, page x of y. Furniture, without elements."""
    setting = sheet.setting
    style, frame, rules = setting.style("footer"), sheet.frame, source.deck.governance
    wording, locale = source.locale.wording, source.locale
    dates = [
        wording_of.format(date=locale.date(day))
        for wording_of, day in (
            (wording.issued, rules.issued),
            (wording.reviewed, rules.last_reviewed),
            (wording.review_due, rules.review_due),
        )
        if day
    ]
    first = PAPER_SEPARATOR.join([source.document, wording.version.format(version=rules.version), source.status])
    bold = replace(style, bold=True)
    y = frame.size.height - 46.0
    place = wording.page.format(page=number, pages=total)
    left = lay(
        [
            Copy(plain_runs(first, bold, setting), bold),
            Copy(plain_runs(PAPER_SEPARATOR.join(dates), style, setting), style),
        ],
        frame.full.width - 76,
    )
    right = lay([Copy(plain_runs(place, style, setting), style, align="right")], 74)
    box = Rect(frame.full.x, y, frame.full.width - 76, left.height)
    corner = Rect(frame.full.right - 74, y, 74, right.height)
    line = rule(frame.full.x, y - 6, frame.full.right, setting.color("hairline"), 0.75, "Footer rule")
    return (line, text_box(left, box, "Footer"), text_box(right, corner, "Page number"))
