"""How time and memory grow with slides, findings, editions and decks: `python -m benchmarks.growth`.

Each size is built in a process of its own that has built a small deck before: loading, checks, plans, writing and proof
count (findings: without writing), starting Python does not. `growth` is the time a piece at a size over that at the
size before it: 1 is linear.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from time import process_time

from benchmarks.process import Spread, answer, python, spread

ROUNDS = 3
SIZES: Mapping[str, tuple[int, ...]] = {
    "slides": (50, 200, 800),
    "findings": (50, 200, 800),
    "editions": (3, 6, 12),
    "decks": (5, 20, 80),
}
"""What is measured, and how much of it: of decks, those of one process, one after the other."""


@dataclass(frozen=True, slots=True)
class Size:
    """CPU milliseconds for each piece, and megabytes at most, of a process that builds so many pieces."""

    what: str
    count: int
    each: Spread
    megabytes: float


def outlines(what: str, count: int, folder: Path) -> Iterator[Path]:
    """Yield the deck files that hold so many pieces."""
    from benchmarks import evidence
    from benchmarks.outlines import write_deck
    from benchmarks.words import Words

    match what:
        case "slides":
            yield write_deck(folder / "deck", count, 1)
        case "findings":
            deck = folder / "deck.yaml"
            deck.write_bytes(evidence.outline(count, Words(1)).encode())
            yield deck
        case "editions":
            deck = write_deck(folder / "deck", 20, 1)
            more = "".join(f"  leaflet-{n}:\n    like: leaflet\n    type: large\n" for n in range(count - 2))
            deck.write_text(
                deck.read_text(encoding="utf-8").replace("governance:", f"{more}governance:"), encoding="utf-8"
            )
            yield deck
        case "decks":
            yield from (write_deck(folder / f"deck-{seed}", 10, seed) for seed in range(count))


def measured(what: str, count: int) -> dict[str, float]:
    """Return CPU milliseconds for each piece, and this process's peak memory in MiB.

    Raises:
        SystemExit: an outline is wrong.
    """
    from benchmarks.outlines import write_deck
    from builder.build import Job, build, check
    from builder.load.limits import Limits
    from builder.process import harden
    from builder.world import Disk

    harden()  # as the command does
    limits = Limits(nodes=10_000_000, file_bytes=20_000_000)
    with TemporaryDirectory() as folder:
        warm = write_deck(Path(folder) / "warm", 10, 99)
        build(Job(PurePosixPath(warm.name)), Disk(warm.parent))
        decks, spent = [*outlines(what, count, Path(folder))], 0.0
        for deck in decks:
            start = process_time()
            # A deck of findings alone has nothing for people to do: it is planned, and never written.
            verb = check if what == "findings" else build
            built = verb(Job(PurePosixPath(deck.name), limits=limits), Disk(deck.parent))
            spent += process_time() - start
            made = len(built.drafts or built.outputs)
            if made != (count if what == "editions" else 2):
                raise SystemExit(str([one.message for one in built.diagnostics if one.severity == "error"][:3]))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"each": 1000 * spent / count, "megabytes": peak}


def measure(rounds: int, say: Callable[[str], None]) -> list[Size]:
    """Return every size, the rounds taking turns."""
    found: list[Size] = []
    for what, counts in SIZES.items():
        say(f"growth in {what}")
        runs = [[answer(python("-m", "benchmarks.growth", what, str(n))) for n in counts] for _ in range(rounds)]
        for n, same in zip(counts, zip(*runs, strict=True), strict=True):
            found.append(Size(what, n, spread([one["each"] for one in same]), max(one["megabytes"] for one in same)))
    return found


def table(sizes: Sequence[Size]) -> str:
    """Return the sizes as text, with the growth of each against the one before."""
    lines = [f"\n{'Growth':12}{'number':>8}{'CPU ms each':>13}{'(least-most)':>16}{'MB':>6}{'growth':>8}"]
    before: Size | None = None
    for size in sizes:
        grown = f"{size.each[1] / before.each[1]:8.2f}" if before and before.what == size.what else ""
        span = f"({size.each[0]:.1f}-{size.each[2]:.1f})"
        lines.append(f"{size.what:12}{size.count:8}{size.each[1]:13.1f}{span:>16}{size.megabytes:6.0f}{grown}")
        before = size
    return "\n".join(lines)


def main() -> None:
    """Measure, print a table, and write the figures as JSON."""
    words = argparse.ArgumentParser(prog="python -m benchmarks.growth", description=__doc__)
    words.add_argument("--rounds", type=int, default=ROUNDS)
    words.add_argument("--json", type=Path, metavar="FILE")
    asked = words.parse_args()
    sizes = measure(asked.rounds, lambda line: print(line, file=sys.stderr))
    print(table(sizes))
    if asked.json:
        asked.json.write_text(json.dumps([asdict(size) for size in sizes], indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:2] and sys.argv[1] in SIZES:
        print(json.dumps(measured(sys.argv[1], int(sys.argv[2]))))
    else:
        main()
