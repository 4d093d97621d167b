"""One edition for readers -> the plans of what is printed, one for each paper, and of its web page.

Apart from `drafts`, so that building slides loads none of the planners of pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from builder.budget import over_budget
from builder.citations import Bibliography
from builder.diagnostics import Diagnostic
from builder.drafts import STATUS, Draft, path_of
from builder.frozen import dataclass, replace
from builder.late import late
from builder.locales import Locale
from builder.model import Deck, Edition, PaperName
from builder.plan.expansions import expanded
from builder.plan.footer import Handout
from builder.plan.handout import plan_handouts
from builder.plan.leaflet import Order
from builder.plan.page import Properties
from builder.plan.talk import Planned, SlideDeck
from builder.theme import Theme

if TYPE_CHECKING:
    from builder.plan.card import plan_card
    from builder.plan.guided import plan_guided
    from builder.plan.impose import Fold, fold_of
    from builder.plan.notes import Notes, plan_notes
    from builder.plan.web import plan_web
else:
    plan_card = late("builder.plan.card", "plan_card")
    plan_guided = late("builder.plan.guided", "plan_guided")
    Notes, plan_notes = late("builder.plan.notes", "Notes", "plan_notes")
    plan_web = late("builder.plan.web", "plan_web")
    fold_of = late("builder.plan.impose", "fold_of")

MOST = 6
"""So many slides a page leave no room for lines."""


@dataclass(frozen=True, slots=True)
class Source:
    """An edition with all that its pages are made from; `deck` is resolved for its audience."""

    deck: Deck
    edition: Edition
    bibliography: Bibliography
    locale: Locale
    theme: Theme
    properties: Properties

    @property
    def papers(self) -> tuple[PaperName, ...]:
        """The papers that the edition is printed on: none when it is a web page alone."""
        edition = self.edition
        alone = edition.output == "web" or "pdf" not in edition.formats
        return () if self.on_screen and alone else edition.papers

    @property
    def on_screen(self) -> bool:
        """Whether the edition is (also) a web page."""
        edition = self.edition
        return edition.output == "web" or (edition.output == "handout" and "html" in edition.formats)

    def fold(self, paper: PaperName) -> Fold | None:
        """Return how a paper is folded."""
        kind = self.edition.fold
        if kind is None:
            return None
        return fold_of(kind, self.theme.handout.grids[paper].page, self.theme.on_paper().color("grey"))

    def handout(self, paper: PaperName) -> Handout:
        """Return what the pages of a paper are planned from."""
        return Handout(
            deck=self.deck,
            bibliography=self.bibliography,
            theme=self.theme,
            medium=self.theme.large if self.edition.type == "large" else self.theme.handout,
            locale=self.locale,
            paper=paper,
            properties=self.properties,
            status=STATUS,
            document=f"{self.deck.deck}-{self.edition.name}",
            references=self.edition.references,
            status_page=_status_page(self.deck, self.edition),
            fold=self.fold(paper),
        )


def paper_drafts(source: Source, talk: SlideDeck) -> tuple[list[Diagnostic], list[Draft]]:
    """Return the plans of an edition's web page and papers, and what has no room.

    `talk` is the same edition as slides, which notes are made from.
    """
    found: list[Diagnostic] = []
    drafts: list[Draft] = []
    deck, edition, papers = source.deck, source.edition, source.papers
    sheets = [source.handout(paper) for paper in papers]
    made, order = _printed(edition, talk, sheets)
    if source.on_screen:
        screen = sheets[0] if sheets else source.handout(edition.papers[0])
        planned = plan_web(replace(screen, fold=None), order if sheets else Order.FIRST)
        found += planned.diagnostics
        if planned.plan:
            drafts.append(Draft(path_of(deck, edition, None, "html"), "html", edition.name, planned.plan))
    for paper, planned in zip(papers, made, strict=True):
        found += planned.diagnostics
        if planned.plan:
            path = path_of(deck, edition, paper if len(edition.papers) > 1 else None, "pdf")
            plan = expanded(planned.plan, deck.glossary)
            drafts.append(Draft(path, "pdf", edition.name, plan, fold=source.fold(paper)))
            found += over_budget(edition, planned.plan, path)
    return found, drafts


def _printed(edition: Edition, talk: SlideDeck, sheets: Sequence[Handout]) -> tuple[list[Planned], Order]:
    """Return the plans of what is printed, one for each paper, and where a leaflet's help stands."""
    match edition.output:
        case "notes":
            beside = edition.beside or ("lines" if edition.per_page < MOST else None)
            notes = (Notes(replace(talk, dress=None), sheet, edition.per_page, beside) for sheet in sheets)
            return [plan_notes(one) for one in notes], Order.LAST
        case "card":
            return [plan_card(sheet) for sheet in sheets], Order.LAST
        case "guided":
            return [plan_guided(sheet) for sheet in sheets], Order.LAST
        case _:
            return plan_handouts(sheets)


def _status_page(deck: Deck, edition: Edition) -> str | None:
    """Return the address that says whether this version of a document is current; braces in it are filled in."""
    page = deck.governance.status_page
    if page is None:
        return None
    return page.replace("{document}", f"{deck.deck}-{edition.name}").replace("{version}", deck.governance.version)
