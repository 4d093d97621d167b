"""What an edition's outline asks of its PDF, and the proof of the bytes that were written for it."""

from __future__ import annotations

from collections.abc import Iterator

from builder.diagnostics import Diagnostic
from builder.drafts import STATUS, Draft
from builder.locales import Locale
from builder.model import Deck, Edition
from builder.proof.wanted import Order


def order_of(deck: Deck, edition: Edition, locale: Locale) -> Order:
    """Return what the PDFs of an edition must say and show."""
    rules, wording = deck.governance, locale.wording
    dated = ((wording.issued, rules.issued), (wording.review_due, rules.review_due))
    return Order(
        lay=edition.audience.lay,
        large=edition.type == "large",
        status=STATUS,
        foot=(
            f"{deck.deck}-{edition.name}",
            wording.version.format(version=rules.version),
            *(said.format(date=locale.date(day)) for said, day in dated if day),
        ),
        place=wording.page,
        at=edition.at,
        card=edition.output == "card",
    )


def proof(draft: Draft, data: bytes) -> Iterator[Diagnostic]:
    """Yield what is wrong with the bytes of a draft, its pages as readers hold them.

    Decks are not proof-read: their rules are PowerPoint's.
    """
    if draft.kind != "pdf" or draft.order is None:
        return
    from builder.proof.rule import wanted_of  # noqa: PLC0415  # only when there is a PDF
    from builder.proof.rules import proofread  # noqa: PLC0415

    yield from proofread(data, wanted_of(draft.plan, draft.order), draft.path, draft.order.at)
