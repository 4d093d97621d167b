"""The benchmark: decks of 20, 200 and 1,000 slides, cold and warm, beside the bare libraries; planning by layout.

With `--all` also rivals, growth, many decks and building again, each of which is a module of its own.
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
from dataclasses import asdict
from pathlib import Path

from benchmarks import evidence, growth, nothing, planning, rivals, scale
from benchmarks.measure import Report, measure
from benchmarks.table import as_text

SIZES = (20, 200, 1000)
ROUNDS = 9
"""Rounds with the smallest deck; larger decks get fewer."""


def main() -> None:
    """Measure, print tables, and write the figures as JSON."""
    words = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    words.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="N", help="slides of each deck")
    words.add_argument("--rounds", type=int, default=ROUNDS, help="rounds with the smallest deck")
    words.add_argument("--json", type=Path, metavar="FILE", help="write the figures here, too (- for standard output)")
    words.add_argument("--planning", action="store_true", help="only how long planning takes, by what slides hold")
    words.add_argument("--evidence", action="store_true", help="only how long checking 1,000 findings takes")
    words.add_argument("--all", action="store_true", help="everything: half an hour on a machine with nothing to do")
    asked = words.parse_args()
    if asked.evidence:
        evidence.main()
        return
    report = Report() if asked.planning else measure(tuple(asked.sizes), asked.rounds, say)
    figures = planning.measure(min(planning.ROUNDS, asked.rounds), say)
    if not asked.planning:
        print(as_text(report))
    print("\n".join(planning.as_text(figures)))
    more = everything(min(5, asked.rounds)) if asked.all else {}
    if asked.json:
        text = json.dumps({"machine": machine(), **asdict(report), "planning": figures, **more}, indent=1)
        print(text) if str(asked.json) == "-" else asked.json.write_text(text + "\n", encoding="utf-8")


def everything(rounds: int) -> dict[str, object]:
    """Measure, and print tables of, what has a module of its own; return the figures by the modules' names."""
    sizes, again = growth.measure(min(3, rounds), say), nothing.measured(nothing.DECKS, min(3, rounds), print)
    print(growth.table(sizes))
    return {
        "rivals": rivals.measure(rounds, "", print),
        "growth": [asdict(size) for size in sizes],
        "nothing": [asdict(row) for row in again],
        "scale": [asdict(run) for run in scale.measure(scale.DECKS, scale.SLIDES, (1, 2), 2, print)],
    }


def say(line: str) -> None:
    """Tell what is being measured."""
    print(line, file=sys.stderr, flush=True)


def machine() -> str:
    """Return what the figures were measured on."""
    return f"{platform.machine()}, {platform.system()}, Python {platform.python_version()}"


if __name__ == "__main__":
    main()
