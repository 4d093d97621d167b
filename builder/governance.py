"""Who answers for a deck, until when it holds, and who signed it."""

from __future__ import annotations

from datetime import date

from builder.base import NOWHERE, ONE, Model
from builder.diagnostics import Span
from builder.frozen import dataclass, field
from builder.values import Name, RichText, Version, WebAddress


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval(Model):
    """A sign-off: who, in which role, when, and the digest of what they approved."""

    role: Name
    name: Name
    date: date
    digest: Name


@dataclass(frozen=True, slots=True, kw_only=True)
class Governance(Model):
    """Who answers for the deck, and until when it holds. `due_at` is where `review_due` was written.

    `update_policy` says who checks it, how often, and what makes a review earlier; `feedback` where readers send what
    they think. `status_page` is the web address that says whether a printed copy is still current: `{document}` and
    `{version}` in it are filled in.
    """

    owner: Name | None = None
    service: Name | None = None
    version: Version = "0.0.0"
    authors: tuple[Name, ...] = field(default=(), metadata=ONE)
    funding: str | None = None
    interests: str | None = None
    evidence_searched_to: date | None = None
    issued: date | None = None
    last_reviewed: date | None = None
    review_due: date | None = None
    contact: str | None = None
    feedback: Name | None = None
    update_policy: RichText | None = None
    status_page: WebAddress | None = None
    due_at: Span = field(default=NOWHERE, compare=False, metadata={"key": None})
    approvals: tuple[Approval, ...] = ()
