"""Records to show: findings read from YAML as an outline has them."""

from __future__ import annotations

from pathlib import PurePosixPath

from builder.findings import Finding
from builder.load.deck import load
from builder.model import Deck
from builder.world import Memory

HEAD = """\
deck: d
title: T
language: en-GB
references:
  - {id: able2001, type: book, title: One}
  - {id: two2002, type: book, title: Two}
editions: {e: {audience: clinician, output: slides}}
"""
SLIDE = "sections: [{section: s, title: S, slides: [{title: A, plain: A, blocks: BLOCKS}]}]\n"
TRIAL = """\
trial:
  claim: More people responded
  population: {text: adults with depression, plain: people with depression}
  exposure: drug
  comparator: placebo
  outcome: {name: response, event: responded, plain: felt much better, direction: higher is better}
  time: {text: 4 weeks, plain: after four weeks}
  design: randomised, double-blind
  n: 200
  arms:
    - {label: drug, plain: the drug, percent: 64}
    - {label: placebo, plain: a dummy pill, percent: 28.5}
  source: {ref: able2001, locator: abstract}
"""
SURVEY = """\
survey:
  claim: A quarter had symptoms
  population: {text: people who used it in the past year, plain: people who used it}
  outcome: {name: any symptom, event: had a symptom, plain: had trouble, direction: lower is better}
  time: as reported
  design: online survey
  n: 1285
  arms: [{label: users, percent: 26.6}]
  source: {ref: two2002, locator: abstract}
"""


def deck_of(findings: str, blocks: str = "[A point]", more: str = "") -> Deck:
    """Return the deck with these findings and blocks; fails with what is wrong."""
    text = HEAD + more + "findings:\n" + "".join(f"  {line}\n" for line in findings.splitlines())
    text += SLIDE.replace("BLOCKS", blocks)
    loaded = load(PurePosixPath("deck.yaml"), Memory({"deck.yaml": text.encode()}))
    assert loaded.deck is not None, loaded.diagnostics
    return loaded.deck


def faults_of(findings: str, blocks: str = "[A point]") -> list[str]:
    """Return the rules and messages of an outline that can't be read."""
    text = HEAD + "findings:\n" + "".join(f"  {line}\n" for line in findings.splitlines())
    text += SLIDE.replace("BLOCKS", blocks)
    loaded = load(PurePosixPath("deck.yaml"), Memory({"deck.yaml": text.encode()}))
    return [f"{d.rule} {d.message}; {d.help}" for d in loaded.diagnostics]


def finding(text: str, **changes: str) -> Finding:
    """Return one record; each change takes the place of the line that starts with its key."""
    for key, value in changes.items():
        lines = text.splitlines()
        at = next((n for n, line in enumerate(lines) if line.strip().startswith(f"{key}:")), None)
        line = f"  {key}: {value}"
        lines = [*lines, line] if at is None else [*lines[:at], line, *lines[at + 1 :]]
        text = "\n".join(one for one in lines if not one.endswith(": ~"))
    return deck_of(text).findings[0]
