"""EV: whether sources still stand."""

from __future__ import annotations

from collections.abc import Iterator

from builder.check.rule import Outline
from builder.diagnostics import Diagnostic, Severity, Span
from builder.within import rich_texts


def retracted_source(outline: Outline) -> Iterator[Diagnostic]:
    """EV050: a retracted source is used.

    What: a reference with `retracted` that any part of the outline cites, for whatever readers, or that a finding names
    as one of its sources. An error at every such place, in every edition.

    Why: a withdrawn paper backs nothing, and papers go on being cited for years after they were withdrawn. Whoever
    hears of a retraction needs every page that rests on it, not the first one.

    Example: `references.json` holds

        {"id": "able2001", "type": "article-journal", "retracted": "2026-03-01, data could not be produced", ...}

    and a point says `Sleep gets shorter [@able2001]`.

    What to do: see `teachback evidence --reference able2001` for every slide and page that rests on it; then take the
    claims out, or cite a source that stands. Published copies need to be called back by hand.

    Source: AMA Manual of Style, 11th edition, 3.11 and 5.4 (retracted publications); COPE Retraction Guidelines, 2019.
    """
    gone = {reference.id: reference for reference in outline.deck.references if reference.retracted}
    if not gone:
        return
    for key, at in _uses(outline):
        if key in gone:
            said = gone[key].retracted or ""
            why = "" if said.casefold() in ("true", "yes") else f" ({said})"
            help_text = f"`teachback evidence --reference {key}` lists every slide and page that rests on it"
            yield Diagnostic(at, "EV050", f"the source `{key}` was retracted{why}", help=help_text)


def _uses(outline: Outline) -> Iterator[tuple[str, Span]]:
    """Yield every citation of the outline as written, and every source of its findings."""
    yield from ((one.key, one.at) for text in rich_texts(outline.deck) for one in text.citations)
    yield from ((source.ref, source.at) for finding in outline.deck.findings for source in finding.sources)


def stale_check(outline: Outline) -> Iterator[Diagnostic]:
    """EV051: a source was last looked up before the deck was last reviewed.

    What: a reference in use whose `checked_on` is earlier than the deck's `last_reviewed`. A note only. References
    without `checked_on` are not told of: the evidence table lists them as never checked.

    Why: a review that doesn't ask whether its sources still stand misses what was retracted since.

    Example: `last_reviewed: 2026-11-01`, and a reference with `"checked_on": "2025-02-10"`.

    What to do: look the source up (publisher's page, PubMed, Retraction Watch), then write the day into `checked_on`.

    Source: AMA Manual of Style, 11th edition, 3.11; NISO RP-45-2024 (communication of retractions).
    """
    reviewed = outline.deck.governance.last_reviewed
    if reviewed is None:
        return
    used = {key for key, _ in _uses(outline)}
    for reference in outline.deck.references:
        if reference.id in used and reference.checked_on and reference.checked_on < reviewed:
            message = f"`{reference.id}` was last looked up on {reference.checked_on}, before the review on {reviewed}"
            yield Diagnostic(reference.at, "EV051", message, Severity.INFO, "look whether it still stands")
