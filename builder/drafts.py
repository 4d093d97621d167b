"""One edition -> the plans of its outputs: one for slides, one for each paper of a handout, one for the web."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Literal

from builder.budget import over_budget
from builder.citations import Bibliography, bibliography
from builder.diagnostics import Diagnostic, Severity
from builder.frozen import dataclass
from builder.locales import Locale
from builder.model import Deck, Edition, OutputKind, PaperName
from builder.plan.card import plan_card
from builder.plan.expansions import expanded
from builder.plan.footer import Handout
from builder.plan.guided import plan_guided
from builder.plan.handout import plan_handouts
from builder.plan.impose import Fold, fold_of, imposed
from builder.plan.leaflet import Order as HelpOrder
from builder.plan.notes import Notes, plan_notes
from builder.plan.page import Plan, Properties
from builder.plan.slides import Planned, SlideDeck, plan_slides
from builder.plan.template.dress import Dress
from builder.plan.web import plan_web
from builder.proof.wanted import Order
from builder.theme import Theme

STATUS = "DRAFT: not clinically approved"
"""What stands on every page and slide. This version verifies no approvals, so nothing is more than a draft."""

UNDATED = date(2000, 1, 1)
"""The day in the properties of a deck without any date: a fixed one, since the clock is never asked."""

MADE: tuple[OutputKind, ...] = ("slides", "notes", "handout", "guided", "card", "web")
"""The outputs that this version makes."""
MADE_SAID = "`slides`, `notes`, `handout`, `guided`, `card` and `web`"

ON_SCREEN: tuple[OutputKind, ...] = ("handout", "web")
"""The outputs that can be web pages."""

MOST = 6
"""So many slides a page leave no room for lines."""

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
            drafts.append(Draft(_path(deck, edition, None, "pptx"), "pptx", edition.name, planned.plan))
            found += over_budget(edition, planned.plan, drafts[-1].path)
        return found, drafts
    papers = papers_of(edition)
    sheets = [_handout(deck, edition, sources, locale, theme, paper, properties) for paper in papers]
    made, order = _printed(edition, talk, sheets)
    if as_page(edition):
        screen = sheets[0] if sheets else _handout(deck, edition, sources, locale, theme, edition.papers[0], properties)
        planned = plan_web(replace(screen, fold=None), order if sheets else HelpOrder.FIRST)
        found += planned.diagnostics
        if planned.plan:
            drafts.append(Draft(_path(deck, edition, None, "html"), "html", edition.name, planned.plan))
    for paper, planned in zip(papers, made, strict=True):
        found += planned.diagnostics
        if planned.plan:
            several = paper if len(edition.papers) > 1 else None
            path = _path(deck, edition, several, "pdf")
            plan = expanded(planned.plan, deck.glossary)
            drafts.append(Draft(path, "pdf", edition.name, plan, fold=_fold(edition, theme, paper)))
            found += over_budget(edition, planned.plan, drafts[-1].path)
    return found, drafts


def as_page(edition: Edition) -> bool:
    """Tell whether an edition is (also) a web page."""
    return edition.output == "web" or (edition.output == "handout" and "html" in edition.formats)


def papers_of(edition: Edition) -> tuple[PaperName, ...]:
    """Return the papers that an edition is printed on: none when it is a web page alone."""
    return () if as_page(edition) and (edition.output == "web" or "pdf" not in edition.formats) else edition.papers


def _printed(edition: Edition, talk: SlideDeck, sheets: Sequence[Handout]) -> tuple[list[Planned], HelpOrder]:
    """Return the plans of what is printed, one for each paper, and where a leaflet's help stands."""
    match edition.output:
        case "notes":
            beside = edition.beside or ("lines" if edition.per_page < MOST else None)
            notes = (Notes(replace(talk, dress=None), sheet, edition.per_page, beside) for sheet in sheets)
            return [plan_notes(one) for one in notes], HelpOrder.LAST
        case "card":
            return [plan_card(sheet) for sheet in sheets], HelpOrder.LAST
        case "guided":
            return [plan_guided(sheet) for sheet in sheets], HelpOrder.LAST
        case _:
            return plan_handouts(sheets)


def _fold(edition: Edition, theme: Theme, paper: PaperName) -> Fold | None:
    if edition.fold is None:
        return None
    return fold_of(edition.fold, theme.handout.grids[paper].page, theme.on_paper().color("grey"))


def _handout(
    deck: Deck,
    edition: Edition,
    sources: Bibliography,
    locale: Locale,
    theme: Theme,
    paper: PaperName,
    properties: Properties,
) -> Handout:
    return Handout(
        deck=deck,
        bibliography=sources,
        theme=theme,
        medium=theme.large if edition.type == "large" else theme.handout,
        locale=locale,
        paper=paper,
        properties=properties,
        status=STATUS,
        document=f"{deck.deck}-{edition.name}",
        references=edition.references,
        status_page=_status_page(deck, edition),
        fold=_fold(edition, theme, paper),
    )


def _status_page(deck: Deck, edition: Edition) -> str | None:
    """Return the address that says whether this version of a document is current; braces in it are filled in."""
    page = deck.governance.status_page
    if page is None:
        return None
    return page.replace("{document}", f"{deck.deck}-{edition.name}").replace("{version}", deck.governance.version)


def _path(deck: Deck, edition: Edition, paper: PaperName | None, suffix: str) -> str:
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
    return Properties(
        title=_short(deck.title.text),
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
