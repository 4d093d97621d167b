"""What the editions of a deck cost in a process that has built them before: `python -m benchmarks.warm DECK`.

Prints JSON: CPU milliseconds of `lecture` and `handout` (loading, checks, plan, writing, proof) and of the writers in
them. The second build has other words in no place: caches of fonts and words are warm, as in a long batch of decks.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path, PurePosixPath
from time import process_time

from benchmarks.stages import Watch, watching
from builder.build import Job, build
from builder.process import harden
from builder.world import Disk


def spent(deck: Path, edition: str) -> tuple[float, Watch]:
    """Return CPU milliseconds of one edition, and its stages."""
    watch = Watch()
    with watching(watch):
        start = process_time()
        built = build(Job(PurePosixPath(deck.name), editions=(edition,)), Disk(deck.parent))
        whole = 1000 * (process_time() - start)
    if not built.outputs:
        raise SystemExit(str([one.message for one in built.diagnostics][:3]))
    return whole, watch


def measured(deck: Path) -> dict[str, float]:
    """Return milliseconds by name, of a second build of each edition."""
    for edition in ("lecture", "handout"):
        spent(deck, edition)
    lecture, slides = spent(deck, "lecture")
    handout, pages = spent(deck, "handout")
    writing = {"write pptx": slides.spent["write pptx"], "write pdf": pages.spent["write pdf"]}
    return {"lecture": lecture, "handout": handout, **writing, "proof": pages.spent["proof"]}


if __name__ == "__main__":
    harden()  # as the command does
    print(json.dumps(measured(Path(sys.argv[1]))))
