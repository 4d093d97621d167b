"""Small outlines around one finding, and what the checks say about them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

import yaml

from builder.build import read_by
from builder.check import check_edition, check_outline
from builder.check.rule import Outline
from builder.diagnostics import Diagnostic, ordered
from builder.load.deck import load
from builder.world import Memory

ARMS = [
    {"label": "drugon", "plain": "drugon", "events": 64, "n": 100, "percent": 64},
    {"label": "placebo", "plain": "a dummy pill", "events": 28, "n": 100, "percent": 28},
]
FINDING = {
    "claim": "More people responded on drugon than on placebo",
    "plain": "More people felt better with drugon.",
    "population": {
        "text": "adults with treatment-resistant depression",
        "plain": "people with hard-to-treat depression",
    },
    "exposure": "drugon",
    "comparator": "placebo",
    "outcome": {"name": "response", "event": "responded", "plain": "felt better", "direction": "higher is better"},
    "time": {"text": "4 weeks", "plain": "after four weeks"},
    "design": "randomised, double-blind",
    "n": 200,
    "arms": ARMS,
    "certainty": "moderate",
    "source": {"ref": "able2001", "locator": "table 2"},
}
"""A made-up finding that no rule has anything to say about."""

REFERENCES = [
    {
        "id": name,
        "type": "article-journal",
        "title": title,
        "author": [{"family": "Able"}],
        "issued": {"date-parts": [[2001]]},
    }
    for name, title in (("able2001", "One trial"), ("baker2002", "Another trial"))
]
WAIVER = {"reason": "agreed", "by": "Dr A", "until": "2030-01-01"}


def finding(**changes: Any) -> dict[str, Any]:
    """Return the finding with changes; None takes a key away."""
    return {key: value for key, value in (FINDING | changes).items() if value is not None}


def deck(
    findings: Mapping[str, Any] | None = None,
    blocks: Sequence[Any] = ("A point",),
    *,
    slide: Mapping[str, Any] | None = None,
    slides: Sequence[Mapping[str, Any]] | None = None,
    audience: str = "clinician",
    **more: Any,
) -> str:
    """Return an outline of one slide (or `slides`) for one audience."""
    lay = audience in ("patient", "public")
    shown = list(slides) if slides else [{"title": "One thing", "blocks": list(blocks), **(slide or {})}]
    made = {
        "deck": "small",
        "title": "Small",
        "language": "en-GB",
        "sections": [{"section": "one", "title": "One", "slides": shown, **({"plain": "What is it?"} if lay else {})}],
        "findings": dict(findings or {}),
        "references": REFERENCES,
        "editions": {"only": {"audience": audience, "output": "handout" if lay else "slides", "locale": "en-GB"}},
        "governance": {"last_reviewed": "2026-11-01", "review_due": "2027-11-01"},
        "main_message": "It may help some people.",
        "emergency": {"red_flags": ["they will not wake up"]},
        **more,
    }
    return yaml.dump(made, Dumper=_Plain, sort_keys=False, allow_unicode=True)


class _Plain(yaml.SafeDumper):
    """Writes everything out: outlines have no anchors."""

    def ignore_aliases(self, _data: object) -> bool:
        return True


def faults(text: str) -> list[Diagnostic]:
    """Return what is wrong with an outline, as `check` says it without planning it."""
    loaded = load(PurePosixPath("deck.yaml"), Memory({"deck.yaml": text.encode()}))
    assert loaded.deck is not None, loaded.diagnostics
    readings = tuple(read_by(loaded.deck))
    found = [*check_outline(Outline(loaded.deck, readings))]
    for reading in readings:
        found += check_edition(reading)
    return list(ordered(found))


def weights(text: str, rule: str) -> list[str]:
    """Return how much each fault of a rule weighs."""
    return [str(one.severity) for one in faults(text) if one.rule == rule]
