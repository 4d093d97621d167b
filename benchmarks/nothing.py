"""Building again: with nothing changed, and with one section changed: `python -m benchmarks.nothing [--decks N ...]`.

Told are CPU and clock milliseconds of whole processes, and how many outputs were written anew. Beside them stands what
no tool is quicker than: a Python that looks at every file of the project, and one that does nothing.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.outlines import write_deck
from benchmarks.process import Spread, cost, interleaved, python, scratch, spread

DECKS = (1, 100, 1000)
SLIDES = 6
ROUNDS = 3
LOOK = "import os, sys; sum(1 for top in sys.argv[1:] for _, _, names in os.walk(top) for name in names)"


@dataclass(frozen=True, slots=True)
class Again:
    """What building again took: milliseconds of CPU and on the clock, megabytes, and files that were written."""

    name: str
    decks: int
    cpu: Spread
    wall: Spread
    megabytes: float
    written: int


def measure(decks: int, rounds: int) -> list[Again]:
    """Build a project of so many decks, and then again."""
    folder, out = scratch() / f"again-{decks}", scratch() / f"again-out-{decks}"
    for seed in range(decks):
        write_deck(folder / f"d{seed:05}", SLIDES, seed)
    build = python("-m", "builder", "build", str(folder), "--out", str(out))
    first = cost(build)
    before = times(out)
    named = {"nothing changed": build, "look at every file": python("-c", LOOK, str(folder), str(out))}
    named["python -c pass"] = python("-c", "pass")
    found = dict(zip(named, interleaved(named.values(), rounds), strict=True))
    written = changed(before, times(out))
    rows = [
        Again("first build", decks, *[spread([1000 * one]) for one in (first.cpu, first.wall)], first.peak, len(before))
    ]
    for name, costs in found.items():
        cpu, wall = spread([1000 * one.cpu for one in costs]), spread([1000 * one.wall for one in costs])
        rows.append(
            Again(
                name,
                decks,
                cpu,
                wall,
                max(one.peak for one in costs),
                written if costs is found["nothing changed"] else 0,
            )
        )
    section = folder / f"d{decks // 2:05}" / "section-1.yaml"
    section.write_text(section.read_text().replace("title: Part 1", "title: A part", 1), encoding="utf-8")
    before, one = times(out), cost(build)
    spreads = [spread([1000 * value]) for value in (one.cpu, one.wall)]
    return [*rows, Again("one section changed", decks, *spreads, one.peak, changed(before, times(out)))]


def times(folder: Path) -> dict[str, int]:
    """Return when each file was written."""
    return {str(path): path.stat().st_mtime_ns for path in folder.rglob("*.*") if path.is_file()}


def changed(before: dict[str, int], after: dict[str, int]) -> int:
    """Return how many files were written in between."""
    return sum(before.get(path) != when for path, when in after.items())


def table(rows: Sequence[Again]) -> str:
    """Return the rows as text."""
    lines = [f"{'':24}{'decks':>7}{'CPU ms':>10}{'on clock':>10}{'MB':>6}{'written':>9}"]
    for row in rows:
        line = f"{row.name:24}{row.decks:7}{row.cpu[1]:10.0f}{row.wall[1]:10.0f}"
        lines.append(f"{line}{row.megabytes:6.0f}{row.written:9}")
    return "\n".join(lines)


def measured(sizes: Sequence[int], rounds: int, show: Callable[[str], None]) -> list[Again]:
    """Measure projects of so many decks; `show` gets a table of each."""
    figures: list[Again] = []
    for decks in sizes:
        rows = measure(decks, rounds)
        figures += rows
        show(table(rows))
    return figures


def main() -> None:
    """Measure, print tables, and write the figures as JSON."""
    words = argparse.ArgumentParser(prog="python -m benchmarks.nothing", description=__doc__)
    words.add_argument("--decks", type=int, nargs="+", default=DECKS)
    words.add_argument("--rounds", type=int, default=ROUNDS)
    words.add_argument("--json", type=Path, metavar="FILE")
    asked = words.parse_args()
    figures = measured(asked.decks, asked.rounds, lambda line: print(line, flush=True))
    if asked.json:
        asked.json.write_text(json.dumps([asdict(row) for row in figures], indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
