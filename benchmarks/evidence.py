"""How long checking 1,000 findings takes: the records, and an edition that shows every one of them.

Run as `python -m benchmarks.evidence`. Loading isn't counted, planning neither.
"""

from __future__ import annotations

import json
import sys
from pathlib import PurePosixPath
from statistics import median
from time import process_time

from benchmarks.process import answer, python
from benchmarks.words import Words
from benchmarks.yaml_text import Tree, as_yaml
from builder.build import read_by
from builder.check import check_edition, check_findings
from builder.check.rule import Outline
from builder.load.deck import load
from builder.load.limits import Limits
from builder.world import Memory

FINDINGS = 1000
LIMIT = 0.5
"""Seconds of CPU that checking the records may take."""
ROUNDS = 5
EACH = 4
"""Findings on a slide."""


def outline(count: int, words: Words) -> str:
    """Return a deck of so many findings, each shown once to colleagues and once to patients, one number pulled in."""
    slides = [_slide(range(first, min(first + EACH, count))) for first in range(0, count, EACH)]
    return as_yaml(
        {
            "deck": "evidence",
            "title": "Evidence",
            "language": "en-GB",
            "main_message": "It helps some people.",
            "emergency": {"red_flags": ["they will not wake up"]},
            "findings": {f"finding-{number}": finding(number, words) for number in range(count)},
            "sections": [{"section": "one", "title": "One", "plain": "Does it help?", "slides": slides}],
            "references": [
                {"id": f"source-{n}", "type": "article-journal", "title": words.claim()} for n in range(count)
            ],
            "editions": {
                "lecture": {"audience": "clinician", "output": "slides"},
                "leaflet": {"audience": "patient", "output": "handout", "locale": "en-GB"},
            },
        }
    )


def finding(number: int, words: Words) -> Tree:
    """Return a finding with arms, effects and words: the arms fit the effects, as most do."""
    n, first, second = words.number(50, 400), words.number(30, 45), words.number(10, 25)
    arms: list[Tree] = [
        {"label": label, "plain": label, "events": events, "n": n, "percent": f"{100 * events / n:.1f}"}
        for label, events in (("ketamine", n * first // 100), ("midazolam", n * second // 100))
    ]
    return {
        "claim": f"More people responded on ketamine; {words.claim()}",
        "plain": f"More people felt better. {words.plain()}.",
        "population": {"text": "adults with treatment-resistant depression", "plain": "people with depression"},
        "exposure": "ketamine",
        "comparator": "midazolam",
        "outcome": {"name": "response", "plain": "felt better", "direction": "higher is better"},
        "time": {"text": f"{words.number(1, 12)} weeks", "plain": "after some weeks"},
        "design": "randomised, double-blind, active control",
        "n": 2 * n,
        "arms": arms,
        "effect": {"measure": "RD", "value": f"{100 * (n * first // 100 - n * second // 100) / n:.1f}"},
        "certainty": ("high", "moderate", "low", "very low")[number % 4],
        "source": {"ref": f"source-{number}", "locator": "table 2"},
    }


def _slide(numbers: range) -> Tree:
    shown: list[Tree] = [{"finding": f"finding-{number}", "plain": "sentence"} for number in numbers]
    first = numbers[0]
    pulled = f"With ketamine {{finding-{first}.ketamine.percent}} responded [@source-{first}]"
    typed = f"Response was 12% in 30 people [@source-{first}]"
    return {"title": "Some of them responded", "plain": "Does it help?", "blocks": [*shown, pulled, typed]}


def measured(seed: int, count: int = FINDINGS) -> dict[str, float]:
    """Return the CPU seconds that checks of one deck take; the first in this process.

    Raises:
        SystemExit: the outline is wrong.
    """
    limits = Limits(nodes=10_000_000, file_bytes=20_000_000)
    loaded = load(
        PurePosixPath("deck.yaml"), Memory({"deck.yaml": outline(count, Words(seed)).encode()}), limits=limits
    )
    if loaded.deck is None:
        raise SystemExit(str([d.message for d in loaded.diagnostics][:3]))
    read = Outline(loaded.deck, tuple(read_by(loaded.deck)))
    spent: dict[str, float] = {}
    start = process_time()
    list(check_findings(read))
    spent["records"] = process_time() - start
    for reading in read.readings:
        start = process_time()
        list(check_edition(reading))
        spent[reading.edition.name] = process_time() - start
    return spent


def main() -> None:
    """Measure in a new process each round, and print medians."""
    found = [answer(python("-m", "benchmarks.evidence", str(number + 1))) for number in range(ROUNDS)]
    for name in found[0]:
        times = sorted(one[name] for one in found)
        print(f"{name:12}{times[0]:>8.3f}{median(times):>8.3f}{times[-1]:>8.3f} s")
    typical = median(one["records"] for one in found)
    verdict = "under" if typical < LIMIT else "NOT under"
    print(f"checking {FINDINGS:,} findings takes {typical:.2f} s, {verdict} {LIMIT:g} s")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(measured(int(sys.argv[1]))))
    else:
        main()
