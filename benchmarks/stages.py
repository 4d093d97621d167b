"""Where the time of one build goes, inside one process: the pipeline's own functions with a stopwatch around them.

Run as `python -m benchmarks.stages WARMUP DECK ...`: prints a list of JSON objects, CPU milliseconds by stage. The
first object is the warm-up deck's, built in a process that has built nothing; each deck after it is new to the process.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from time import process_time
from types import ModuleType
from typing import Any

from builder import build, drafts, edition, papers
from builder.build import Job
from builder.process import harden
from builder.world import Disk
from builder.write import pdf, pptx

STAGES: Mapping[str, tuple[tuple[ModuleType, str], ...]] = {
    "load": ((build, "load"),),
    "audience": ((build, "for_audience"),),
    "check": ((build, "check_outline"), (edition, "check_edition")),
    "digest": ((edition, "digest"),),
    "references": ((drafts, "bibliography"),),
    "plan slides": ((drafts, "plan_slides"),),
    "plan handout": ((papers, "plan_handouts"),),
    "write pptx": ((pptx, "write_pptx"),),
    "write pdf": ((pdf, "write_pdf"),),
    "proof": ((edition, "proof"),),
}
"""What is timed: functions under the names by which their callers find them."""


class Watch:
    """CPU milliseconds by stage."""

    def __init__(self) -> None:
        self.spent = dict.fromkeys(STAGES, 0.0)

    def around(self, stage: str, work: Callable[..., Any]) -> Callable[..., Any]:
        """Return the function with a stopwatch around it; what it yields one by one is counted, too."""

        def timed(*given: Any, **named: Any) -> Any:
            start = process_time()
            result = work(*given, **named)
            if isinstance(result, Iterator):
                result = list(result)
            self.spent[stage] += 1000 * (process_time() - start)
            return result

        return timed


@contextmanager
def watching(watch: Watch) -> Iterator[None]:
    """Put stopwatches into the pipeline, and take them out again.

    Raises:
        AttributeError: the pipeline no longer has a function of that name: mend `STAGES`.
    """
    before = [(module, name, getattr(module, name)) for places in STAGES.values() for module, name in places]
    try:
        for stage, places in STAGES.items():
            for module, name in places:
                setattr(module, name, watch.around(stage, getattr(module, name)))
        yield
    finally:
        for module, name, work in before:
            setattr(module, name, work)


def timed_build(deck: Path) -> dict[str, float]:
    """Return CPU milliseconds by stage, `all` for the whole, and how many slides and pages came out."""
    watch = Watch()
    with watching(watch):
        start = process_time()
        built = build.build(Job(PurePosixPath(deck.name)), Disk(deck.parent))
        whole = 1000 * (process_time() - start)
    counts = {output.path.rpartition(".")[2]: float(output.pages) for output in built.outputs}
    if not {"pptx", "pdf"} <= set(counts):
        raise SystemExit(f"{deck}: {[str(diagnostic) for diagnostic in built.diagnostics][:3]}")
    return {**watch.spent, "all": whole, "slides": counts["pptx"], "pages": counts["pdf"]}


if __name__ == "__main__":
    harden()  # as the command does
    print(json.dumps([timed_build(Path(name)) for name in sys.argv[1:]]))
