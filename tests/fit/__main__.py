"""`python -m tests.fit`: random decks against LibreOffice, as many as asked for, and the margin as a table."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from .compare import Figures
from .decks import decks
from .rendering import slides

QUANTILES = {"least": 0.0, "1 %": 0.01, "median": 0.5, "99 %": 0.99, "99.9 %": 0.999, "most": 1.0}


def main() -> int:
    """Build, render and compare; return 1 if anything is worse than planned."""
    words = argparse.ArgumentParser(prog="python -m tests.fit", description=__doc__)
    words.add_argument("decks", type=int, nargs="?", default=500, help="how many decks (500)")
    words.add_argument("--first", type=int, default=0, metavar="SEED", help="the first deck's seed (0)")
    words.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes of LibreOffice at a time")
    asked = words.parse_args()
    with TemporaryDirectory(prefix="fit-") as folder:
        drawn = slides(decks(asked.decks, asked.first), Path(folder), asked.jobs)
        figures = Figures().compare(drawn)
    print("\n".join(table(figures, asked.decks)))
    print("\n".join(figures.faults), file=sys.stderr)
    return 1 if figures.faults else 0


def table(figures: Figures, count: int) -> Iterator[str]:
    """Yield the figures as lines of text."""
    yield f"{count} decks, {figures.slides} slides, {figures.boxes} boxes, {figures.lines} lines as planned"
    yield f"{figures.same} lines drawn with the same words, {figures.fewer} fewer than planned, {len(figures.faults)} faults"
    yield f"\n{'drawn width / planned width':30}{'lines':>7}" + "".join(f"{name:>9}" for name in QUANTILES)
    for name, shares in sorted(figures.widths.items(), key=lambda pair: -len(pair[1])):
        yield _row(name, shares)
    yield _row("all", [share for shares in figures.widths.values() for share in shares])
    yield f"\n{'share of the room':30}"
    yield _row("as drawn", figures.filled)
    yield _row("kerned, without ligatures", figures.kerned)
    yield f"\n{'last baseline lower by lines':30}"
    yield _row("as drawn", figures.sinks)


def _row(name: str, shares: Sequence[float]) -> str:
    found = sorted(shares)
    at = (found[min(len(found) - 1, int(len(found) * share))] for share in QUANTILES.values())
    return f"{name:30}{len(found):>7}" + "".join(f"{share:>9.4f}" for share in at)


if __name__ == "__main__":
    sys.exit(main())
