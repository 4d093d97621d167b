"""How long planning takes a slide, by what the slide holds: choosing a layout and a type size, breaking every line.

Run as `python -m benchmarks.planning`: prints one JSON object. The deck of all shapes is planned first, in a process
that has planned nothing ("cold"); then decks of slides of one shape each, whose words are new ("warm").
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePosixPath
from statistics import median
from typing import TypeAlias

from benchmarks.process import answer, python
from benchmarks.shapes import SHAPES, image_file, outline
from benchmarks.stages import Watch, watching
from benchmarks.words import Words
from builder import build
from builder.build import Job
from builder.process import harden
from builder.world import Memory

LIMIT = 15.0
"""Milliseconds of CPU that planning a slide may take, warm, whatever it holds."""
SLIDES = 6
"""Slides of one shape in a deck."""
ROUNDS = 5

Figures: TypeAlias = dict[str, list[float]]
"""Milliseconds a slide by shape, one of each round; `cold` is the deck of all shapes."""


def timed(names: list[str], seed: int) -> float:
    """Return the CPU milliseconds a slide that planning a deck of these shapes takes, all its slides counted.

    Raises:
        SystemExit: a slide has no room, or the outline is wrong.
    """
    world = Memory({"deck.yaml": outline(names, Words(seed)), "picture.png": image_file()})
    watch = Watch()
    with watching(watch):
        found = build.check(Job(PurePosixPath("deck.yaml")), world)
    if not found.drafts:
        raise SystemExit(f"{names[0]}: {[d.message for d in found.diagnostics][:3]}")
    return watch.spent["plan slides"] / len(found.drafts[0].plan.pages)


def measured(seed: int) -> dict[str, float]:
    """Return the milliseconds a slide: of the first deck of this process, then of each shape."""
    cold = timed(list(SHAPES), seed)
    return {"cold": cold} | {name: timed([name] * SLIDES, seed + 1 + n) for n, name in enumerate(SHAPES)}


def measure(rounds: int, say: Callable[[str], None]) -> Figures:
    """Measure in a new process each round."""
    say(f"planning, {rounds} rounds")
    found = [answer(python("-m", "benchmarks.planning", str(100 * number))) for number in range(rounds)]
    return {name: [one[name] for one in found] for name in found[0]}


def as_text(figures: Figures) -> Iterator[str]:
    """Yield the figures as lines of a table, the slowest shape first, and whether all are under the limit."""
    yield f"\n{'Planning, CPU ms a slide':28}{'least':>11}{'median':>11}{'greatest':>11}"
    yield _row("all shapes, cold", figures["cold"])
    warm = sorted(((median(figures[name]), name) for name in SHAPES), reverse=True)
    for _, name in warm:
        yield _row(name, figures[name])
    slowest, name = warm[0]
    verdict = "under" if slowest < LIMIT else "NOT under"
    yield f"planning is {verdict} {LIMIT:g} ms a slide: {name} takes {slowest:.1f}"


def _row(name: str, found: Sequence[float]) -> str:
    return f"{name:28}" + "".join(f"{number:>11.1f}" for number in (min(found), median(found), max(found)))


if __name__ == "__main__":
    import sys

    harden()  # as the command does
    print(json.dumps(measured(int(sys.argv[1]) if sys.argv[1:] else 0)))
