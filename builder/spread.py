"""The editions of one large deck, made by several processes at once: copies of this one, which has the deck loaded.

Only where a process can be copied safely: on Linux, and without other threads. Elsewhere, and for small decks, this
process makes all editions itself.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Literal, TypeAlias

from builder.diagnostics import has_errors
from builder.edition import EditionJob, Fresh, Kind, Planned, Proved, Sheet
from builder.fitreport import Fit
from builder.frozen import dataclass
from builder.process import WorkerDied, deaf, died, undisturbed

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

PAYS_FROM = 100
"""Slides, all editions together, from which on copying the process takes less time than it saves."""

COSTS = {"slides": 4, "handout": 5, "web": 3, "notes": 5, "guided": 5, "card": 2}
"""How long editions take, roughly, by the kind of their output."""


@dataclass(frozen=True, slots=True)
class _Fault:
    """What went wrong in a copy."""

    fault: Exception


_Message: TypeAlias = (
    "tuple[Literal['planned'], str, Planned, tuple[Fit, ...]] | tuple[Literal['proved'], str, Proved] | _Fault"
)


@contextmanager
def spread(jobs: int) -> Iterator[Fresh]:
    """Give a maker of editions with so many processes; none of them is left afterwards."""
    if jobs < 2 or sys.platform != "linux":
        yield Fresh()
        return
    maker = Spread(jobs)
    try:
        yield maker
    finally:
        maker.close()


class Spread(Fresh):
    """Makes the editions that it is told to expect in copies of this process, and gathers what they send."""

    helped = True

    def __init__(self, jobs: int) -> None:
        super().__init__()
        self._jobs = jobs
        self._copies: dict[Connection, BaseProcess] = {}
        self._theirs: tuple[str, ...] = ()
        self._found: dict[str, tuple[Planned, tuple[Fit, ...]]] = {}
        self._proofs: dict[str, Proved] = {}

    @property
    def remade(self) -> tuple[str, ...]:
        """The names of the editions that were planned here or in a copy."""
        return (*super().remade, *self._theirs)

    def expect(self, jobs: Sequence[EditionJob], kinds: Collection[Kind]) -> None:
        """Start the copies, if there is enough to do for them."""
        slides = sum(len(section.slides) for job in jobs for section in job.reading.deck.sections)
        if len(jobs) < 2 or slides < PAYS_FROM or threading.active_count() > 1:
            return
        from multiprocessing import get_context  # noqa: PLC0415  # only where it pays

        self._theirs = tuple(job.name for job in jobs)
        context = get_context("fork")
        for share in shares(jobs, self._jobs):
            ours, theirs = context.Pipe(duplex=False)
            others = (ours, *self._copies)
            process = context.Process(target=_make, args=(theirs, others, share, tuple(kinds)), daemon=True)
            with undisturbed():
                process.start()
            theirs.close()
            self._copies[ours] = process

    def planned(self, job: EditionJob) -> Planned:
        """Return what came of planning an edition."""
        return self._told(job)[0] if job.name in self._theirs else super().planned(job)

    def fits(self, job: EditionJob) -> tuple[Fit, ...]:
        """Return how full the boxes of its outputs are."""
        return self._told(job)[1] if job.name in self._theirs else super().fits(job)

    def proved(self, job: EditionJob, sheet: Sheet) -> Proved:
        """Return one of an edition's planned outputs as bytes, proof-read."""
        if job.name not in self._theirs:
            return super().proved(job, sheet)
        while sheet.path not in self._proofs:
            self._listen()
        return self._proofs.pop(sheet.path)

    def _told(self, job: EditionJob) -> tuple[Planned, tuple[Fit, ...]]:
        while job.name not in self._found:
            self._listen()
        return self._found[job.name]

    def _listen(self) -> None:
        """Wait for any copy, and take in what it says: none has to wait for its turn.

        Raises:
            WorkerDied: a copy ended before it was done.
            Exception: what went wrong in a copy.
        """
        from multiprocessing import connection  # noqa: PLC0415  # as in `expect`

        ready = connection.wait([*self._copies])
        for pipe in [one for one in self._copies if one in ready]:
            try:
                message: _Message = pipe.recv()
            except (EOFError, OSError):
                process = self._copies.pop(pipe)
                process.join()
                if process.exitcode or not self._copies:
                    raise WorkerDied(died(process.exitcode)) from None
                continue
            match message:
                case ("planned", name, planned, fits):
                    self._found[name] = planned, fits
                case ("proved", path, proof):
                    self._proofs[path] = proof
                case _Fault(fault):
                    raise fault

    def close(self) -> None:
        """End the copies that are still at work: nobody waits for what they do."""
        for pipe, process in self._copies.items():
            pipe.close()
            process.kill()
            process.join()
        self._copies.clear()


def shares(jobs: Sequence[EditionJob], count: int) -> list[list[EditionJob]]:
    """Return the editions in at most so many shares that take about as long: the longest first, to the shortest."""
    made: list[list[EditionJob]] = [[] for _ in range(min(count, len(jobs)))]
    for job in sorted(jobs, key=_cost, reverse=True):
        min(made, key=lambda share: sum(map(_cost, share))).append(job)
    return made


def _cost(job: EditionJob) -> int:
    edition = job.reading.edition
    return COSTS[edition.output] * max(1, len(edition.papers)) if edition.output in COSTS else 1


def _make(pipe: Connection, others: Sequence[Connection], share: Sequence[EditionJob], kinds: Collection[Kind]) -> None:
    """Plan the editions of a share, then write their outputs; tell each as soon as it is there.

    `others` are the parent's ends of pipes: with a copy of them open here, nobody would hear that the parent is gone.
    """
    deaf()
    for other in others:
        other.close()
    with suppress(BrokenPipeError):
        try:
            _made(pipe, share, kinds)
        except BrokenPipeError:
            raise
        except Exception as fault:  # whatever it is, the parent raises it
            import traceback  # noqa: PLC0415  # slow to import

            fault.add_note(traceback.format_exc())
            pipe.send(_Fault(fault))


def _made(pipe: Connection, share: Sequence[EditionJob], kinds: Collection[Kind]) -> None:
    maker, plans = Fresh(), []
    for job in share:
        plans.append((job, maker.planned(job)))
        pipe.send(("planned", job.name, plans[-1][1], maker.fits(job)))
    if any(has_errors(planned.diagnostics) for _, planned in plans):
        return
    for job, planned in plans:
        for sheet in planned.sheets:
            if sheet.kind in kinds:
                pipe.send(("proved", sheet.path, maker.proved(job, sheet)))
