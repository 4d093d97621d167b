"""What planners are given and give: a deck resolved for one edition, and a plan or why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder import model
from builder.citations import Bibliography
from builder.diagnostics import Diagnostic
from builder.frozen import dataclass
from builder.locales import ENGLISH, Phrases
from builder.plan.page import Plan, Properties
from builder.theme import Theme

if TYPE_CHECKING:
    from builder.plan.template.dress import Dress


@dataclass(frozen=True, slots=True)
class SlideDeck:
    """A deck resolved for one edition, and what its slides say besides their content.

    `status` is the sign-off ("DRAFT: not clinically approved"), `edition` the name on the cover. With `dress`, slides
    are made in a template, in its theme. With `link_citations`, citations lead to the entries of a reference list.
    """

    deck: model.Deck
    bibliography: Bibliography
    theme: Theme
    properties: Properties
    status: str
    edition: str
    phrases: Phrases = ENGLISH
    dress: Dress | None = None
    link_citations: bool = False


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan, or None when something has no room; and what was found on the way."""

    plan: Plan | None
    diagnostics: tuple[Diagnostic, ...]
