"""The measuring itself: which commands, how often, and what is kept."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from benchmarks.content import content_of
from benchmarks.outlines import write_deck
from benchmarks.process import Cost, Spread, answer, cost, interleaved, python, scratch, spread

CHECKING = "import builder.cli, builder.batch, builder.report, builder.load.markup, citeproc"
WRITING = f"{CHECKING}, builder.write.pptx, builder.write.pdf"
LIBRARIES = "import pptx, pptx.chart.data, xlsxwriter, reportlab.pdfgen.canvas, reportlab.pdfbase.ttfonts"
STARTS = {"interpreter": "pass", "imports to check": CHECKING, "imports to build": WRITING, "bare libraries": LIBRARIES}
"""What starts cost: statements run by a new interpreter."""

HEAVY = ("pptx", "reportlab", "pikepdf", "PIL", "xlsxwriter")
LOADED = f"""
import json, sys
from builder.cli import main
code = main(["check", "--no-cache", sys.argv[1]])
print(json.dumps([code, [name for name in {HEAVY!r} if name in sys.modules]]))
"""

Spreads: TypeAlias = dict[str, Spread]


@dataclass(slots=True)
class Figures:
    """What one size of deck took: CPU milliseconds of processes and of stages, megabytes, ratios to bare libraries.

    `first` are the stages of the smallest deck, built first in its process; `stages` those of this deck after it.
    """

    slides: int = 0
    pages: int = 0
    megabytes: float = 0.0
    processes: Spreads = field(default_factory=dict)
    first: Spreads = field(default_factory=dict)
    stages: Spreads = field(default_factory=dict)
    ratios: Spreads = field(default_factory=dict)


@dataclass(slots=True)
class Report:
    """All figures. `starts` are CPU milliseconds; `loaded` are heavy libraries that `check` imports: there are none."""

    starts: Spreads = field(default_factory=dict)
    loaded: list[str] = field(default_factory=list)
    sizes: dict[int, Figures] = field(default_factory=dict)


def measure(sizes: Sequence[int], rounds: int, say: Callable[[str], None]) -> Report:
    """Measure decks of these sizes; `say` gets a line before each part."""
    report = Report()
    say("starting and importing")
    costs = interleaved([python("-c", code) for code in STARTS.values()], rounds)
    report.starts = {name: cpu(found) for name, found in zip(STARTS, costs, strict=True)}
    code, report.loaded = answer(python("-c", LOADED, str(_deck(min(sizes), 0))))
    if code:
        raise SystemExit("the generated deck has errors")
    for size in sizes:
        times = rounds if size == min(sizes) else max(2, round(rounds / 2 if size <= 200 else rounds / 4))
        figures = report.sizes[size] = Figures()
        say(f"{size} slides, whole processes, {times} rounds")
        _processes(size, times, figures)
        say(f"{size} slides, stages, {times} rounds")
        _stages(size, min(sizes), times, figures)
    return report


def _deck(size: int, seed: int) -> Path:
    """Return the file of a generated deck, written once."""
    folder = scratch() / f"deck-{size}-{seed}"
    return folder / "deck.yaml" if folder.exists() else write_deck(folder, size, seed)


def _content(size: int, seed: int) -> Path:
    """Return the file of a deck's content for the bare libraries, written once."""
    path = scratch() / f"content-{size}-{seed}.json"
    if not path.exists():
        path.write_text(json.dumps(content_of(_deck(size, seed))), encoding="utf-8")
    return path


def _processes(size: int, rounds: int, figures: Figures) -> None:
    """Measure whole processes: checking, building, and the bare libraries with the same content."""
    deck, out, content = str(_deck(size, 0).parent), scratch() / "out", _content(size, 0)
    checking = python("-m", "builder", "check", "--no-cache", deck)
    building = python("-m", "builder", "build", "--no-cache", deck, "--out", str(out))
    cost(building)  # makes the folder for the next
    bare = python("-m", "benchmarks.bare", str(content), str(out / "bare.pptx"), str(out / "bare.pdf"))
    checked, built, written = interleaved([checking, building, bare], rounds)
    figures.megabytes = max(one.peak for one in built)
    figures.processes = {
        "check": cpu(checked),
        "build": cpu(built),
        "build, on the clock": spread([1000 * one.wall for one in built]),
        "bare libraries": cpu(written),
    }
    figures.ratios["cold"] = spread([ours.cpu / theirs.cpu for ours, theirs in zip(built, written, strict=True)])


def _stages(size: int, smallest: int, rounds: int, figures: Figures) -> None:
    """Measure decks in a process that has built the smallest one before, in turns with the bare libraries."""
    ours: list[list[Mapping[str, float]]] = []
    bare: list[tuple[float, float]] = []
    for _ in range(rounds):
        ours.append(answer(python("-m", "benchmarks.stages", str(_deck(smallest, 1)), str(_deck(size, 0)))))
        bare.append(answer(python("-m", "benchmarks.bare", str(_content(smallest, 1)), str(_content(size, 0))))[-1])
    figures.slides, figures.pages = int(ours[0][1]["slides"]), int(ours[0][1]["pages"])
    names = [name for name in ours[0][1] if name not in ("slides", "pages")]
    figures.first = {name: spread([one[0][name] for one in ours]) for name in names}
    figures.stages = {name: spread([one[1][name] for one in ours]) for name in names}
    figures.stages |= {
        "bare python-pptx": spread([slides for slides, _ in bare]),
        "bare reportlab": spread([leaflet for _, leaflet in bare]),
    }
    pairs = [(one[1], theirs) for one, theirs in zip(ours, bare, strict=True)]
    figures.ratios |= {
        "warm": spread([one["all"] / sum(theirs) for one, theirs in pairs]),
        "warm, pptx alone": spread([one["write pptx"] / theirs[0] for one, theirs in pairs]),
        "warm, pdf alone": spread([one["write pdf"] / theirs[1] for one, theirs in pairs]),
    }


def cpu(costs: Sequence[Cost]) -> Spread:
    """Return the spread of CPU milliseconds."""
    return spread([1000 * one.cpu for one in costs])
