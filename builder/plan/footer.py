"""The foot of a handout's page: identity, version, dates, sign-off, page x of y."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder import model
from builder.citations import Bibliography
from builder.frozen import dataclass, replace
from builder.geometry import Rect
from builder.late import late
from builder.locales import Locale
from builder.plan.lay import Copy, Laid, lay
from builder.plan.marks import rule, text_box
from builder.plan.page import Item, Properties
from builder.plan.setting import Setting, plain_runs
from builder.plan.sheet import Sheet
from builder.text import natural_width
from builder.theme import Grid, Medium, Theme

if TYPE_CHECKING:
    from builder.plan.impose import Fold, folded_grid
else:
    folded_grid = late("builder.plan.impose", "folded_grid")

PAPER_SEPARATOR = "  ·  "
FOOT = 22.0
"""Points under the footer: most printers leave about 6 mm blank."""
RULE_GAP = 6.0
ABOVE = 8.0
"""Points between a footer's text and its rule, and between the rule and the text above."""
MOST = 8888
"""The page number that the corner has room for: a thousand pages of notes are rare, a hundred are not."""


@dataclass(frozen=True, slots=True)
class Handout:
    """A deck resolved for one edition, and what its handout says besides. `document` identifies it in the footer.

    `references` says how readers get the list of sources, `status_page` is the address that tells whether this very
    version is current, `fold` how the paper is folded.
    """

    deck: model.Deck
    bibliography: Bibliography
    theme: Theme
    medium: Medium
    locale: Locale
    paper: model.PaperName
    properties: Properties
    status: str
    document: str
    references: model.SourceList = "print"
    status_page: str | None = None
    fold: Fold | None = None

    @property
    def sheet_grid(self) -> Grid:
        """The grid of one page: of the paper, or of a page of it when it is folded."""
        grid = self.medium.grids[self.paper]
        return folded_grid(self.fold, grid) if self.fold else grid


@dataclass(frozen=True, slots=True)
class Foot:
    """A footer laid out: identity and sign-off, dates, and the width that page numbers take. Points."""

    head: Laid
    dates: Laid | None
    corner: float

    @property
    def height(self) -> float:
        """The height of the text."""
        return self.head.height + (self.dates.height if self.dates else 0.0)

    @property
    def room(self) -> float:
        """The height to keep free at the bottom of each page."""
        return self.height + FOOT + RULE_GAP + ABOVE


def foot_words(source: Handout) -> tuple[str, str]:
    """Return what a foot says: identity, version and status; and the dates, if there are any."""
    rules, locale = source.deck.governance, source.locale
    wording = locale.wording
    days = (
        (wording.issued, rules.issued),
        (wording.reviewed, rules.last_reviewed),
        (wording.review_due, rules.review_due),
    )
    dates = [said.format(date=locale.date(day)) for said, day in days if day]
    first = [source.document, wording.version.format(version=rules.version), source.status]
    return PAPER_SEPARATOR.join(first), PAPER_SEPARATOR.join(dates)


def measure_foot(source: Handout, setting: Setting, width: float) -> Foot:
    """Return the footer laid out for a page whose text is `width` points wide."""
    style, wording = setting.style("footer"), source.locale.wording
    first, dates = foot_words(source)
    bold = replace(style, bold=True)
    corner = natural_width(plain_runs(wording.page.format(page=MOST, pages=MOST), style, setting)) + 2
    head = lay([Copy(plain_runs(first, bold, setting), bold)], width - corner - 12)
    below = [Copy(plain_runs(dates, style, setting), style)]
    return Foot(head, lay(below, width) if dates else None, corner)


def place_foot(foot: Foot, source: Handout, sheet: Sheet, number: int, total: int) -> tuple[Item, ...]:
    """Return the foot of a page: rule, id and version, dates, status, page x of y. Furniture, without elements."""
    setting, full = sheet.setting, sheet.frame.full
    style = setting.style("footer")
    y = sheet.frame.size.height - FOOT - foot.height
    place = source.locale.wording.page.format(page=number, pages=total)
    right = lay([Copy(plain_runs(place, style, setting), style, align="right")], foot.corner)
    items: list[Item] = [
        rule(full.x, y - RULE_GAP, full.right, setting.color("hairline"), setting.weight("hairline"), "Footer rule"),
        text_box(foot.head, Rect(full.x, y, full.width - foot.corner - 12, foot.head.height), "Footer"),
        text_box(right, Rect(full.right - foot.corner, y, foot.corner, right.height), "Page number"),
    ]
    if foot.dates:
        box = Rect(full.x, y + foot.head.height, full.width, foot.dates.height)
        items.append(text_box(foot.dates, box, "Dates"))
    return tuple(items)
