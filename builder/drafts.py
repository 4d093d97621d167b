"""One edition -> the plans of its outputs: one for slides, one for each paper of a handout, one for the web."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Literal

from builder.budget import over_budget
from builder.citations import bibliography
from builder.diagnostics import Diagnostic, Severity
from builder.frozen import dataclass
from builder.late import late
from builder.locales import Locale
from builder.model import Deck, Edition, OutputKind, PaperName
from builder.plan.page import Plan, Properties
from builder.plan.talk import SlideDeck
from builder.proof.wanted import Order
from builder.theme import Theme

if TYPE_CHECKING:
    from builder.plan.impose import Fold, imposed
    from builder.plan.slides import plan_slides
    from builder.plan.template.dress import Dress
else:
    plan_slides = late("builder.plan.slides", "plan_slides")
    imposed = late("builder.plan.impose", "imposed")

STATUS = "DRAFT: not clinically approved"
"""What stands on every page and slide. This version verifies no approvals, so nothing is more than a draft."""

UNDATED = date(2000, 1, 1)
"""The day in the properties of a deck without any date: a fixed one, since the clock is never asked."""

MADE: tuple[OutputKind, ...] = ("slides", "notes", "handout", "guided", "card", "web")
"""The outputs that this version makes."""
MADE_SAID = "`slides`, `notes`, `handout`, `guided`, `card` and `web`"

ON_SCREEN: tuple[OutputKind, ...] = ("handout", "web")
"""The outputs that can be web pages."""

SAME_TITLE: tuple[OutputKind, ...] = ("notes", "guided", "card")
"""Outputs that go with a deck under its title: what readers see in the window says which one it is (WCAG 2.4.2)."""

LONGEST_PROPERTY = 255
"""Characters that a document property of PowerPoint holds at most (ECMA-376, core properties)."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A planned output: where it goes below the output folder, in which format, and what is asked of a PDF.

    `plan` is what readers hold, page by page; `fold` says how its sheets are folded.
    """

    path: str
    kind: Literal["pptx", "pdf", "html"]
    edition: str
    plan: Plan
    order: Order | None = None
    fold: Fold | None = None

    @property
    def printed(self) -> Plan:
        """The plan as it is printed: for paper that is folded, its sheets."""
        return imposed(self.plan, self.fold) if self.fold else self.plan


def draft_plans(
    deck: Deck, edition: Edition, locale: Locale, theme: Theme, seal: str, *, asked: bool, dress: Dress | None = None
) -> tuple[list[Diagnostic], list[Draft]]:
    """Return the plans of an edition, and what has no room.

    `deck` is resolved for the edition's audience; `seal` is its content's digest; `asked` tells that somebody asked
    for this very edition. With `dress`, slides are made in a template.
    """
    found = [*_later_outputs(edition, asked=asked)]
    drafts: list[Draft] = []
    properties = _properties(deck, edition, seal)
    if edition.output not in MADE:
        return found, []
    sources = bibliography(deck, edition.told_as)
    talk = SlideDeck(deck, sources, theme, properties, STATUS, edition.name.capitalize(), locale.wording, dress)
    if edition.output == "slides":
        planned = plan_slides(talk)
        found += planned.diagnostics
        if planned.plan:
            drafts.append(Draft(path_of(deck, edition, None, "pptx"), "pptx", edition.name, planned.plan))
            found += over_budget(edition, planned.plan, drafts[-1].path)
        return found, drafts
    from builder.papers import Source, paper_drafts  # noqa: PLC0415  # slides need none of the planners of pages

    faults, printed = paper_drafts(Source(deck, edition, sources, locale, theme, properties), talk)
    return [*found, *faults], printed


def path_of(deck: Deck, edition: Edition, paper: PaperName | None, suffix: str) -> str:
    """Return where an output goes below the output folder; the paper is named where an edition has several."""
    size = f"-{paper}" if paper else ""
    return f"{deck.deck}/{deck.deck}-{edition.name}{size}.{suffix}"


def _later_outputs(edition: Edition, *, asked: bool) -> Iterator[Diagnostic]:
    severity = Severity.ERROR if asked else Severity.WARNING
    if edition.output not in MADE:
        message = f"edition `{edition.name}` is left out: output `{edition.output}` comes with a later version"
        yield Diagnostic(edition.at, "OUT001", message, severity, f"this version makes {MADE_SAID}")
    elif "html" in edition.formats and edition.output not in ON_SCREEN:
        message = f"edition `{edition.name}`: format `html` is left out: output `{edition.output}` is no web page"
        yield Diagnostic(edition.at, "OUT001", message, severity, "`handout` and `web` can be web pages")


def _properties(deck: Deck, edition: Edition, seal: str) -> Properties:
    rules = deck.governance
    day = rules.issued or rules.last_reviewed or rules.evidence_searched_to or UNDATED
    subject = deck.subtitle or deck.purpose or deck.main_message
    kind = f": {edition.name}" if edition.output in SAME_TITLE else ""
    return Properties(
        title=_short(f"{deck.title.text}{kind}"),
        subject=_short(subject.text if subject else ""),
        author=_short(", ".join(rules.authors) or rules.owner or ""),
        language=deck.language,
        keywords=deck.keywords,
        description=_short(f"{deck.deck}-{edition.name}, version {rules.version}. {STATUS}."),
        created=day.isoformat(),
        digest=seal,
    )


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_PROPERTY else text[: LONGEST_PROPERTY - 1] + "…"
