"""The trail for programs. `docs/evidence.md` has the schema; `evidence` is its version."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

from builder import __version__
from builder.diagnostics import Span
from builder.report import Json
from builder.trail.model import Backing, Cited, Claim, Place, Printed, Record, Trail, Unused, Waived
from builder.trail.summary import counts

SCHEMA = 1
"""Grows when a key goes or changes its meaning; new keys don't count."""


def json_of(trail: Trail) -> bytes:
    """Return the trail as JSON in UTF-8."""
    value: Json = {
        "evidence": SCHEMA,
        "teachback": __version__,
        "deck": trail.deck,
        "title": trail.title,
        "version": trail.version,
        "language": trail.language,
        "status": trail.status,
        "last_reviewed": _day(trail.reviewed),
        "evidence_searched_to": _day(trail.searched_to),
        "summary": dict(counts(trail)),
        "outputs": [_printed(one) for one in trail.outputs],
        "claims": [_claim(one) for one in trail.claims],
        "unused_findings": [_unused(one) for one in trail.unused],
        "references": [_cited(one) for one in trail.sources],
        "waivers": [_waived(one) for one in trail.waived],
    }
    return f"{json.dumps(value, indent=1, ensure_ascii=False)}\n".encode()


def uses_json(key: str, found: Sequence[tuple[str, Cited]]) -> str:
    """Return what rests on a reference as JSON in ASCII, so that nothing in an outline can steer a terminal."""
    decks: Json = [{"deck": deck, **_cited(source)} for deck, source in found]
    return json.dumps({"evidence": SCHEMA, "reference": key, "decks": decks}, indent=1, ensure_ascii=True)


def _printed(one: Printed) -> dict[str, Json]:
    return {
        "output": one.path,
        "edition": one.edition,
        "audience": one.audience,
        "kind": one.kind,
        "count": one.count,
    }


def _claim(one: Claim) -> dict[str, Json]:
    return {
        "id": one.id,
        "kind": one.kind,
        **_at(one.at),
        "section": one.section,
        "slide": one.slide,
        "claim": one.text,
        "wordings": [{"audiences": list(w.audiences), "form": w.form, "words": w.words} for w in one.wordings],
        "sources": [_backing(source) for source in one.backing],
        "finding": _record(one.record) if one.record else None,
        "uncited": [{"audience": lack.audience, "found": lack.hit} for lack in one.lacking],
        "waivers": [_waived(waiver) for waiver in one.waived],
        "places": [_place(place) for place in one.places],
        "nowhere": one.absent or None,
    }


def _backing(one: Backing) -> dict[str, Json]:
    kind = "secondary" if one.secondary else "primary"
    return {"reference": one.key, "locators": list(one.locators), "kind": kind, "via": one.via}


def _record(one: Record) -> dict[str, Json]:
    return {
        "basis": one.basis,
        "population": one.population,
        "comparator": one.comparator,
        "outcome": one.outcome,
        "time": one.time,
        "design": one.design,
        "n": one.n,
        "certainty": one.certainty,
        "reasons": list(one.reasons),
        "rated_by": one.rated_by,
        "rated_on": _day(one.rated_on),
        "checked": [{"by": by, "on": on.isoformat()} for by, on in one.checked],
        "single_arm": one.single_arm,
        "secondary_outcome": one.secondary_outcome,
    }


def _place(one: Place) -> dict[str, Json]:
    return {
        "output": one.output,
        "edition": one.edition,
        "audience": one.audience,
        "kind": one.kind,
        "number": one.number,
        "title": one.title or None,
        "form": one.form,
        "words": list(one.words),
        "references": list(one.keys),
    }


def _unused(one: Unused) -> dict[str, Json]:
    return {"id": one.id, **_at(one.at), "claim": one.text, "references": list(one.keys)}


def _cited(one: Cited) -> dict[str, Json]:
    return {
        "reference": one.key,
        "text": one.text,
        "doi": one.doi,
        "url": one.url,
        "retracted": one.retracted,
        "checked_on": _day(one.checked_on),
        "places": [{"claim": rest.claim, **_place(rest.place)} for rest in one.rests],
        "claims_nowhere": list(one.nowhere),
    }


def _waived(one: Waived) -> dict[str, Json]:
    return {"rule": one.rule, "reason": one.reason, "by": one.by, "until": one.until.isoformat(), **_at(one.at)}


def _at(at: Span) -> dict[str, Json]:
    return {"file": at.file, "line": at.line, "column": at.column}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
