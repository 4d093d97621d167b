"""The trail as a table for spreadsheet programs: a row for each claim and place (RFC 4180, UTF-8 with a mark)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from builder.trail.model import Backing, Claim, Place, Trail

HEAD = (
    "claim_id",
    "kind",
    "section",
    "slide_in_outline",
    "claim",
    "basis",
    "certainty",
    "single_arm",
    "sources",
    "source_kind",
    "checked",
    "uncited_for",
    "waived",
    "output",
    "edition",
    "audience",
    "place",
    "number",
    "title",
    "form",
    "words",
    "rests_on",
    "nowhere",
)

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""How a cell begins that spreadsheet programs take for a formula (OWASP, "CSV Injection"), wide forms included."""


def csv_of(trail: Trail) -> bytes:
    """Return the table; a claim that stands nowhere has one row, which says why."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEAD)
    for claim in trail.claims:
        for place in claim.places or (None,):
            writer.writerow([_safe(cell) for cell in (*_claim(claim), *_place(place), claim.absent)])
    return text.getvalue().encode("utf-8-sig")


def _safe(cell: str) -> str:
    """Return a cell on one line that no program runs: an apostrophe stands before what would begin a formula."""
    cell = " ".join(cell.split())
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _claim(claim: Claim) -> Iterator[str]:
    record = claim.record
    yield from (claim.id, claim.kind, claim.section, claim.slide, claim.text)
    yield record.basis if record else ""
    yield record.certainty if record else ""
    yield "yes" if record and record.single_arm else ""
    yield "; ".join(map(source_words, claim.backing))
    yield "secondary" if claim.secondary else "primary" if record else ""
    yield "; ".join(f"{by} on {on}" for by, on in record.checked) if record else ""
    yield "; ".join(f"{lack.audience}: {lack.hit}" for lack in claim.lacking)
    yield "; ".join(f"{one.rule} until {one.until} by {one.by}: {one.reason}" for one in claim.waived)


def source_words(source: Backing) -> str:
    """Return a source in words: its key and where in it."""
    return ", ".join((source.key, *source.locators, *((f"via {source.via}",) if source.via else ())))


def _place(place: Place | None) -> tuple[str, ...]:
    if place is None:
        return ("",) * 9
    return (
        place.output,
        place.edition,
        place.audience,
        place.kind,
        str(place.number),
        place.title,
        place.form,
        " | ".join(place.words),
        "; ".join(place.keys),
    )
