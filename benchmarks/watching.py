"""From saving to new files: `python -m benchmarks.watching [--saves N] [--only WORD]`.

`teachback watch` runs on a copy of a deck; a word of it is changed and saved, with other letters each time, and the
clock runs from just before the save to the time at which the last new output was put in its place. Beside it stands how
long the process says that the round took.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from benchmarks.process import ROOT, Spread, scratch, spread, surroundings

UNCOUNTED = 2
"""Saves before the first that counts: a process that stays learns from the first what may change."""
REST = 0.6
"""Seconds between a round and the next save, in which nobody waits: what was put off is done."""
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Case:
    """What is watched, which word of which file changes, and how many outputs show it."""

    name: str
    editions: tuple[str, ...]
    file: str
    word: str
    outputs: int


CASES = (
    Case("the leaflet of ketamine, a word", ("leaflet",), "recreational-risks.yaml", "bladder surgery", 3),
    Case("the lecture of ketamine, a title", ("lecture",), "recreational-risks.yaml", "urine stays sterile", 1),
    Case("20 slides and their handout, a title", (), "deck.yaml", "The bridge divides the railway", 2),
    Case("all of ketamine, a title", (), "recreational-risks.yaml", "urine stays sterile", 3),
)


@dataclass(frozen=True, slots=True)
class Took:
    """Milliseconds from saving to the last new file, and as the process counts them."""

    name: str
    files: Spread
    said: Spread


@contextmanager
def _watching(deck: Path, editions: Sequence[str], out: Path) -> Iterator[IO[str]]:
    """Watch a deck, and give the lines that are said once it is built."""
    named = [word for edition in editions for word in ("--edition", edition)]
    command = [
        sys.executable,
        "-m",
        "builder",
        "watch",
        str(deck),
        "--out",
        str(out),
        "--cache",
        str(out.parent / "cache"),
        *named,
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          env=surroundings()) as process:  # fmt: skip
        if process.stdout is None:
            raise SystemExit("nothing to listen to")
        try:
            _line(process.stdout, "watching;")
            yield process.stdout
        finally:
            process.terminate()


def _line(lines: IO[str], part: str) -> str:
    """Return the next line that holds a word.

    Raises:
        SystemExit: there is none.
    """
    found = next((line for line in lines if part in line), None)
    if found is None:
        raise SystemExit(f"the process ended before it said {part!r}")
    return found


def _times(out: Path) -> dict[Path, int]:
    outputs = (path for path in out.rglob("*") if path.suffix in {".pptx", ".pdf", ".html"})
    return {path: path.stat().st_mtime_ns for path in outputs}


def measured(case: Case, folder: Path, saves: int) -> Took:
    """Watch a deck in a folder of its own, and save it so many times.

    Raises:
        SystemExit: its file doesn't hold the word, or other outputs were written than should be.
    """
    deck, out = folder / "decks" / "one", folder / "out"
    text = (deck / case.file).read_text(encoding="utf-8")
    if case.word not in text:
        raise SystemExit(f"{case.file} doesn't say {case.word!r}")
    files, said = list[float](), list[float]()
    with _watching(deck, case.editions, out) as lines:
        for number in range(UNCOUNTED + saves):
            time.sleep(REST)
            before, new = _times(out), f"{case.word}{LETTERS[number % len(LETTERS)]}"
            start = time.time_ns()
            (deck / case.file).write_text(text.replace(case.word, new), encoding="utf-8")
            line = _line(lines, " changed -> ")
            new_files = [when for path, when in _times(out).items() if when != before.get(path)]
            if len(new_files) != case.outputs:
                raise SystemExit(f"{case.name}: {len(new_files)} outputs instead of {case.outputs}: {line}")
            if number >= UNCOUNTED:
                files.append((max(new_files) - start) / 1e6)
                said.append(float(line.rpartition("(")[2].partition(" ms")[0]))
    return Took(case.name, spread(files), spread(said))


def prepared(case: Case, folder: Path) -> None:
    """Write what a case watches: the shipped deck, or the work item that other tools get, too."""
    deck = folder / "decks" / "one"
    if "ketamine" in case.name:
        shutil.copytree(ROOT / "decks" / "ketamine", deck)
        return
    from benchmarks.work import work, write_outline  # draws pictures

    deck.mkdir(parents=True)
    write_outline(work(), deck)


def main() -> None:
    """Measure, print a table, and write the figures as JSON."""
    words = argparse.ArgumentParser(prog="python -m benchmarks.watching", description=__doc__)
    words.add_argument("--saves", type=int, default=9)
    words.add_argument("--only", default="", help="cases whose name holds this word")
    words.add_argument("--json", type=Path, metavar="FILE", help="write the figures here, too")
    asked = words.parse_args()
    rows = list[Took]()
    print(f"{'ms from saving to the last new file':44}{'least':>7}{'median':>8}{'greatest':>10}{'said':>7}")
    for number, case in enumerate(one for one in CASES if asked.only in one.name):
        folder = scratch() / f"watch-{number}"
        prepared(case, folder)
        rows.append(measured(case, folder, asked.saves))
        least, middle, greatest = rows[-1].files
        print(f"{case.name:44}{least:7.0f}{middle:8.0f}{greatest:10.0f}{rows[-1].said[1]:7.0f}")
    if asked.json:
        asked.json.write_text(json.dumps([asdict(row) for row in rows], indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
