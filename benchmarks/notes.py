"""How long a hundred pages of notes take, and how memory grows with pages: `python -m benchmarks.notes [PAGES ...]`.

Each size is built in a process of its own: loading, checking, planning and writing count, starting Python does not.
"""

from __future__ import annotations

import json
import re
import resource
import sys
from pathlib import PurePosixPath
from time import process_time

from benchmarks.process import answer, python
from benchmarks.shapes import SHAPES, image_file, outline
from benchmarks.words import Words
from builder.build import Job, build
from builder.process import harden
from builder.world import Memory

PAGES = (25, 50, 100)
SHARE = 2.3
"""Slides of the outline for each page: some go on over two or three."""
SLIDES = re.compile(r"output: [\"']?slides[\"']?")


def measured(slides: int) -> dict[str, float]:
    """Return pages, CPU seconds and peak memory in MiB of notes of an outline of so many slides, three a page.

    Raises:
        SystemExit: a slide has no room, or the outline is wrong.
    """
    names = list(SHAPES)
    text = outline([names[n % len(names)] for n in range(slides)], Words(1)).decode()
    text, found = SLIDES.subn("output: notes", text)
    if found != 1:
        raise SystemExit("the outline has no edition of slides to print")
    world = Memory({"deck.yaml": text.encode(), "picture.png": image_file()})
    start = process_time()
    made = build(Job(PurePosixPath("deck.yaml")), world)
    spent = process_time() - start
    if not made.outputs:
        raise SystemExit(str([d.message for d in made.diagnostics if d.severity == "error"][:3]))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"pages": made.outputs[0].pages, "seconds": spent, "peak": peak}


def main(pages: tuple[int, ...]) -> None:
    """Measure each size and print a table."""
    print(f"{'Notes, three a page':24}{'pages':>8}{'CPU s':>8}{'peak MiB':>10}")
    for count in pages:
        one = answer(python("-m", "benchmarks.notes", "--one", str(round(count * SHARE))))
        print(f"{'':24}{one['pages']:>8}{one['seconds']:>8.2f}{one['peak']:>10.0f}")


if __name__ == "__main__":
    harden()  # as the command does
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(measured(int(sys.argv[2]))))
    else:
        main(tuple(map(int, sys.argv[1:])) or PAGES)
