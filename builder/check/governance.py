"""GOV: who answers for a deck, until when, and which checks somebody set aside. No clock is read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from builder.check.rule import Outline
from builder.diagnostics import Diagnostic, Severity, did_you_mean
from builder.model import Waiver

LONGEST_REVIEW = 36
"""Months between reviews at most: what NHS trusts' leaflet policies allow."""


def later(day: date, months: int) -> date:
    """Return the same day so many months later, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (31, 30, 29):
        with suppress(ValueError):
            return date(year, month + 1, min(day.day, last))
    return date(year, month + 1, min(day.day, 28))


def review_dates(outline: Outline) -> Iterator[Diagnostic]:
    """GOV001: the review dates don't make sense, or the next review is too far away.

    What: `review_due` lies after `last_reviewed` and at most 36 months later; a deck with an edition for patients or
    the public has both dates. Dates are compared with each other only, never with today: the same outline gives the
    same result on every day.

    Why: evidence and phone numbers age. A leaflet that says when it was checked, and until when it holds, can be
    withdrawn in time.

    Example:

        governance: {last_reviewed: 2026-11-01, review_due: 2031-11-01}       # GOV001

    What to do: agree on the date with the owner; two years is usual, one for law and phone numbers.

    Source: NHS trust leaflet policies (two-yearly review, three years at most); PIF TICK.
    """
    governance = outline.deck.governance
    last, due = governance.last_reviewed, governance.review_due
    lay = any(reading.lay for reading in outline.readings)
    if last and due:
        at = governance.at if governance.due_at.file == "?" else governance.due_at
        if due <= last:
            yield Diagnostic(at, "GOV001", f"review_due {due} does not lie after last_reviewed {last}")
        elif due > later(last, LONGEST_REVIEW):
            message = f"review_due {due} is more than {LONGEST_REVIEW} months after last_reviewed {last}"
            help_text = f"{later(last, LONGEST_REVIEW)} at the latest"
            yield Diagnostic(at, "GOV001", message, Severity.WARNING, help_text)
    elif lay:
        missing = " and ".join(n for n, v in (("last_reviewed", last), ("review_due", due)) if v is None)
        at = governance.at if governance.at.file != "?" else outline.deck.at
        yield Diagnostic(at, "GOV001", f"what patients read needs {missing} under `governance`", Severity.WARNING)


def waivers_in_force(outline: Outline) -> Iterator[Diagnostic]:
    """GOV003: somebody set a rule aside for a block.

    What: every `waive` that counts, with who, why and until when. A note only.

    Why: a check that was switched off must stay in sight of whoever approves the deck.

    Example: `waive: [{rule: EV003, reason: standard advice, by: Dr A, until: 2027-11-01}]`

    What to do: nothing; or take the waiver out, once its reason is gone.

    Source: design of the tool: waivers sit beside the block and are reported.
    """
    for waiver, waivable in _waivers(outline):
        if not waiver_fault(waiver, outline.deck.governance.last_reviewed, waivable):
            message = f"{waiver.rule} is waived until {waiver.until} by {waiver.by}: {waiver.reason}"
            yield Diagnostic(waiver.at, "GOV003", message, Severity.INFO)


def waivers_without_effect(outline: Outline) -> Iterator[Diagnostic]:
    """GOV004: a waiver can't have an effect.

    What: a `waive` whose rule is unknown, can't be waived (SAFE rules, and rules about a whole deck or edition), or
    that ended before the deck was last reviewed.

    Why: whoever wrote it believes that a check is set aside.

    Example: `waive: [{rule: SAFE004, ...}]`: no SAFE rule is ever waived.

    What to do: mend the content instead, or the rule's code, or agree on a new `until`.

    Source: design of the tool.
    """
    for waiver, waivable in _waivers(outline):
        fault = waiver_fault(waiver, outline.deck.governance.last_reviewed, waivable)
        if fault:
            yield Diagnostic(waiver.at, "GOV004", *fault)


def approvals_later(outline: Outline) -> Iterator[Diagnostic]:
    """GOV005: approvals are not verified yet.

    What: `approvals` under `governance`. This version marks every output as DRAFT; it keeps the sign-offs, and doesn't
    compare their digests with the content. A note only.

    Why: an approval counts for exactly the content that was approved, and nothing here proves that yet.

    Example: `approvals: [{role: pharmacist, name: A. Person, date: 2026-11-02, digest: ...}]`

    What to do: nothing; a later version verifies them.

    Source: design of the tool.
    """
    for approval in outline.deck.governance.approvals:
        message = (
            f"the approval of {approval.name} ({approval.role}) is not verified by this version: outputs are DRAFT"
        )
        yield Diagnostic(approval.at, "GOV005", message, Severity.INFO)


WAIVABLE = (
    *("EV003", "EV004", "EV005", "EV007", "EV020", "EV021", "EV022", "EV023", "EV030", "EV031", "EV040"),
    *("RISK001", "RISK002", "RISK003", "RISK004", "RISK005"),
    *("LANG001", "A11Y001", "A11Y003", "ASSET001", "AUD001", "AUD002"),
)
"""Rules about one block or slide, which a waiver beside it can set aside."""

WAIVABLE_RECORDS = (
    *("EV006", "EV011", "EV012", "EV013", "EV014", "EV015", "EV032"),
    *("EV020", "EV021", "EV022", "EV023", "EV030"),
)
"""Rules about one finding, which a waiver in its record can set aside."""


def waiver_fault(
    waiver: Waiver, reviewed: date | None, waivable: tuple[str, ...] = WAIVABLE
) -> tuple[str, Severity, str | None] | None:
    """Return why a waiver has no effect, as message, severity and help; None if it has."""
    if waiver.rule.startswith("SAFE"):
        return f"{waiver.rule} can't be waived: no SAFE rule can", Severity.ERROR, "mend the content instead"
    if waiver.rule not in waivable:
        near = did_you_mean(waiver.rule, waivable) or f"rules that can be: {', '.join(waivable)}"
        return f"no rule `{waiver.rule}` can be waived here", Severity.ERROR, near
    if reviewed and waiver.until < reviewed:
        message = f"this waiver ended on {waiver.until}, before the last review on {reviewed}"
        return message, Severity.WARNING, "mend the content, or agree on a new date"
    return None


def _waivers(outline: Outline) -> Iterator[tuple[Waiver, tuple[str, ...]]]:
    """Yield every waiver, with the rules that can be waived where it stands."""
    for finding in outline.deck.findings:
        yield from ((waiver, WAIVABLE_RECORDS) for waiver in finding.waive)
    for slide in (slide for section in outline.deck.sections for slide in section.slides):
        for waive in (slide.waive, *(block.waive for block in slide.blocks)):
            yield from ((waiver, WAIVABLE) for waiver in waive)
