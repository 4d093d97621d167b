"""The same work item by this project and by other tools, in turns: `python -m benchmarks.rivals [--rounds N]`.

Whole processes (a deck; a handout; both; a start), and the warm parts of one process. A ratio is the median of what
each round gave, so a slow minute hits all alike. Tools that aren't installed are left out and named. None is a
dependency: `pip install pypandoc_binary typst weasyprint`, `npm install pptxgenjs` (NODE_PATH tells where).
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import TypeAlias

from benchmarks.process import ROOT, Cost, Spread, answer, cost, interleaved, python, scratch, spread

ROUNDS = 7
OURS = "teachback"
FONT = "Carlito-Regular"

Commands: TypeAlias = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Row:
    """A tool in a contest: milliseconds of CPU and on the clock, megabytes, this project's CPU time and clock over its.

    This project uses two cores where it has two editions to make; the others use one.
    """

    name: str
    cpu: Spread
    wall: Spread
    megabytes: float
    ratio: Spread
    clock: Spread


def pandoc() -> str | None:
    """Return pandoc's program: the one of pypandoc_binary, else one on the path."""
    spec = find_spec("pypandoc")
    places = [Path(place) / "files" / "pandoc" for place in (spec.submodule_search_locations or ())] if spec else []
    return next((str(place) for place in places if place.exists()), shutil.which("pandoc"))


def prepare(folder: Path) -> None:
    """Write the work item in every format. Run in a process of its own: a small parent sees small children's memory."""
    from benchmarks.formats import chart_rows, handout_html, handout_markdown, handout_typst, slides_markdown
    from benchmarks.work import work, write_outline
    from builder.assets import font_path

    item = work()
    write_outline(item, folder)
    said = asdict(item) | {"font": str(font_path(FONT))}
    for slide, plain in zip(item.slides, said["slides"], strict=True):
        plain["numbers"] = chart_rows(slide) if slide.kind == "chart" else []
    texts = {
        "item.json": json.dumps(said, ensure_ascii=False),
        "slides.md": slides_markdown(item),
        "handout.md": handout_markdown(item),
        "handout.typ": handout_typst(item),
        "handout.html": handout_html(item),
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    engine = folder / "typst"
    engine.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m benchmarks.printed "$@"\n', encoding="utf-8")
    engine.chmod(0o755)
    cost(python("-m", "benchmarks.raw", "pptx", str(folder / "item.json"), str(folder / "base.pptx")))


def contests(folder: Path) -> Mapping[str, Commands]:
    """Return who competes in what; this project comes first, and whoever isn't installed is missing."""
    item, out = str(folder / "item.json"), folder / "out"
    out.mkdir(exist_ok=True)

    def ours(*editions: str) -> tuple[str, ...]:
        named = [word for edition in editions for word in ("--edition", edition)]
        return python(
            "-m", "builder", "build", "--no-cache", str(folder), *named, "--out", str(out / "-".join(editions))
        )

    deck: dict[str, tuple[str, ...]] = {OURS: ours("lecture")}
    handout: dict[str, tuple[str, ...]] = {OURS: ours("handout")}
    both: dict[str, tuple[str, ...]] = {OURS: ours("lecture", "handout")}
    if converter := pandoc():
        slides = (converter, "--resource-path", str(folder), str(folder / "slides.md"), "-o", str(out / "pandoc.pptx"))
        deck["pandoc"] = slides
        if find_spec("typst"):
            print_it = (converter, str(folder / "handout.md"), "--resource-path", str(folder))
            print_it = (*print_it, f"--pdf-engine={folder / 'typst'}", "-o", str(out / "pandoc.pdf"))
            handout["pandoc, typst"] = print_it
            both["pandoc, twice"] = ("sh", "-c", f"{' '.join(slides)} && {' '.join(print_it)}")
    deck["python-pptx"] = python("-m", "benchmarks.raw", "pptx", item, str(out / "raw.pptx"))
    handout["reportlab, no tags"] = python("-m", "benchmarks.raw", "pdf", item, str(out / "raw.pdf"))
    raw = " && ".join(" ".join(command) for command in (deck["python-pptx"], handout["reportlab, no tags"]))
    both["python-pptx, reportlab"] = ("sh", "-c", raw)
    deck["strings in a zip"] = python(
        "-m", "benchmarks.floor", item, str(folder / "base.pptx"), str(out / "floor.pptx")
    )
    if shutil.which("node") and os.environ.get("NODE_PATH"):
        deck["PptxGenJS"] = ("node", str(ROOT / "benchmarks" / "pptxgen.js"), item, str(out / "gen.pptx"))
    for tool, source in (("typst", "handout.typ"), ("weasyprint", "handout.html")):
        if find_spec(tool):
            printed = python("-m", "benchmarks.printed", tool, str(folder / source), str(out / f"{tool}.pdf"))
            handout[f"{tool}, UA-1"] = printed
    start = {OURS: python("-m", "builder", "--help"), "python -c pass": python("-c", "pass")}
    return {"deck": deck, "handout": handout, "deck and handout": both, "--help": start}


def contest(commands: Commands, rounds: int) -> list[Row]:
    """Run the commands in turns; return a row for each."""
    costs = dict(zip(commands, interleaved(commands.values(), rounds), strict=True))
    return [_row(name, found, costs[OURS]) for name, found in costs.items()]


def _row(name: str, found: Sequence[Cost], ours: Sequence[Cost]) -> Row:
    ratio = spread([mine.cpu / one.cpu for mine, one in zip(ours, found, strict=True)])
    cpu, wall = spread([1000 * one.cpu for one in found]), spread([1000 * one.wall for one in found])
    clock = spread([mine.wall / one.wall for mine, one in zip(ours, found, strict=True)])
    return Row(name, cpu, wall, median(one.peak for one in found), ratio, clock)


def warm(folder: Path, rounds: int) -> dict[str, Spread]:
    """Return warm CPU milliseconds and ratios: this project's second build in a process, and bare libraries'."""
    ours: list[Mapping[str, float]] = []
    bare: list[tuple[float, float]] = []
    for _ in range(rounds):
        ours.append(answer(python("-m", "benchmarks.warm", str(folder / "deck.yaml"))))
        bare.append(answer(python("-m", "benchmarks.raw", "warm", str(folder / "item.json"))))
    pairs = [*zip(ours, bare, strict=True)]
    parts = {name: spread([one[name] for one in ours]) for name in ours[0]}
    return {
        **parts,
        "bare python-pptx": spread([deck for deck, _ in bare]),
        "bare reportlab": spread([handout for _, handout in bare]),
        "ratio: deck, all of it": spread([mine["lecture"] / deck for mine, (deck, _) in pairs]),
        "ratio: deck, writing": spread([mine["write pptx"] / deck for mine, (deck, _) in pairs]),
        "ratio: handout, all of it": spread([mine["handout"] / handout for mine, (_, handout) in pairs]),
        "ratio: handout, writing": spread([mine["write pdf"] / handout for mine, (_, handout) in pairs]),
    }


def main() -> None:
    """Measure, print tables, and write the figures as JSON."""
    words = argparse.ArgumentParser(prog="python -m benchmarks.rivals", description=__doc__)
    words.add_argument("--rounds", type=int, default=ROUNDS)
    words.add_argument("--only", default="", help="contests whose name holds this word (deck, handout, --help, warm)")
    words.add_argument("--json", type=Path, metavar="FILE", help="write the figures here, too")
    words.add_argument("--prepare", type=Path, help=argparse.SUPPRESS)
    asked = words.parse_args()
    if asked.prepare:
        prepare(asked.prepare)
        return
    figures = measure(asked.rounds, asked.only, print)
    if asked.json:
        asked.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def measure(rounds: int, only: str, show: Callable[[str], None]) -> dict[str, object]:
    """Measure the contests whose name holds a word; `show` gets a table of each."""
    folder = scratch() / "work"
    cost(python("-m", "benchmarks.rivals", "--prepare", str(folder)))
    figures: dict[str, object] = {}
    for name, commands in contests(folder).items():
        if only in name:
            rows = contest(commands, rounds)
            show(table(name, rows))
            figures[name] = [asdict(row) for row in rows]
    if only in "warm":
        figures["warm"] = found = warm(folder, rounds)
        show("\nwarm, in one process: CPU ms, or a ratio     least  median greatest")
        for name, (least, middle, greatest) in found.items():
            show(f"{name:42}{least:8.2f}{middle:8.2f}{greatest:9.2f}")
    return figures


def table(name: str, rows: Sequence[Row]) -> str:
    """Return a contest as text; `ours/its` below 1 means that this project is faster."""
    heads = f"{'CPU ms':>9}{'(least-most)':>14}{'clock':>7}{'MB':>5}{'CPU ours/its':>14}{'(least-most)':>14}"
    lines = [f"\n{name:24}{heads}{'clock ours/its':>16}{'(least-most)':>14}"]
    for row in rows:
        span = f"({row.cpu[0]:.0f}-{row.cpu[2]:.0f})"
        line = f"{row.name:24}{row.cpu[1]:9.0f}{span:>14}{row.wall[1]:7.0f}{row.megabytes:5.0f}"
        ratios = "".join(f"{one[1]:{w}.2f}{f'({one[0]:.2f}-{one[2]:.2f})':>14}" for one, w in _ratios(row))
        lines.append(line + ratios)
    return "\n".join(lines)


def _ratios(row: Row) -> tuple[tuple[Spread, int], tuple[Spread, int]]:
    """Return a row's ratios, each with the width of its column."""
    return (row.ratio, 14), (row.clock, 16)


if __name__ == "__main__":
    main()
