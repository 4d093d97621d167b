"""The editions of one deck, made by several processes at once: this one, and copies of it, which have the deck loaded.

Only where a process can be copied safely: on Linux, and without other threads. Elsewhere, and for small decks, this
process makes all editions itself.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from builder.copies import Copy, Send, ready
from builder.diagnostics import Diagnostic, has_errors
from builder.edition import EditionJob, Fresh, Kind, Planned, Proved, Sheet
from builder.frozen import dataclass
from builder.process import WorkerDied, died

if TYPE_CHECKING:
    from builder.fitreport import Fit

COSTS = {"slides": 4, "handout": 2, "web": 2, "notes": 5, "guided": 4, "card": 1}
"""How long a paper of an edition takes, roughly, by the kind of its output."""
FONTS = 3
"""What whoever writes paper does once: load what cuts fonts."""


@dataclass(frozen=True, slots=True)
class _Fault:
    """What went wrong in a copy."""

    fault: Exception


@dataclass(frozen=True, slots=True)
class _Examined:
    """What came of planning an edition, how full its boxes are, and what is wrong with it as its readers get it."""

    name: str
    planned: Planned
    fits: tuple[Fit, ...]
    checked: tuple[Diagnostic, ...]


_Message: TypeAlias = _Examined | Proved | _Fault


@contextmanager
def spread(jobs: int, least: int) -> Iterator[Fresh]:
    """Give a maker of editions with so many processes, none of which is left afterwards; decks of fewer than `least`
    slides, all editions together, are made by this process.
    """
    if jobs < 2 or sys.platform != "linux":
        yield Fresh()
        return
    maker = Spread(jobs, least)
    try:
        yield maker
    finally:
        maker.close()


class Spread(Fresh):
    """Makes a share of the editions that it is told to expect, and gathers what copies of this process send of others.

    It listens whenever it has done something, so that no copy waits for long with what it has to say.
    """

    helped = True

    def __init__(self, jobs: int, least: int) -> None:
        super().__init__()
        self._jobs, self._least = jobs, least
        self._copies: list[Copy] = []
        self._order: tuple[str, ...] = ()
        self._mine: list[EditionJob] = []
        self._theirs: frozenset[str] = frozenset()
        self._kinds: Collection[Kind] = ()
        self._found: dict[str, _Examined] = {}
        self._proofs: dict[str, Proved] = {}
        self._done: set[str] = set()

    @property
    def remade(self) -> tuple[str, ...]:
        """The names of the editions that were planned here or in a copy."""
        made = {*super().remade, *self._theirs}
        return (*(name for name in self._order if name in made), *(n for n in super().remade if n not in self._order))

    def expect(self, jobs: Sequence[EditionJob], kinds: Collection[Kind]) -> None:
        """Start the copies, if there is enough to do for them."""
        slides = sum(len(section.slides) for job in jobs for section in job.reading.deck.sections)
        if len(jobs) < 2 or slides < self._least or threading.active_count() > 1:
            return
        self._order, self._kinds = tuple(job.name for job in jobs), tuple(kinds)
        mine, *others = sorted(shares(jobs, self._jobs), key=_weight)
        for share in others:
            try:
                self._copies.append(Copy(partial(_make, share=share, kinds=kinds), self._copies))
            except OSError:  # no room for one more
                mine += share
        self._mine = mine
        self._theirs = frozenset(self._order) - {job.name for job in mine}

    def checked(self, job: EditionJob) -> tuple[Diagnostic, ...]:
        """Return what is wrong with an edition as its readers get it."""
        return self._told(job).checked if job.name in self._theirs else super().checked(job)

    def planned(self, job: EditionJob) -> Planned:
        """Return what came of planning an edition."""
        if job.name in self._theirs:
            return self._told(job).planned
        planned = super().planned(job)
        self._listen(0.0)
        return planned

    def fits(self, job: EditionJob) -> tuple[Fit, ...]:
        """Return how full the boxes of its outputs are."""
        return self._told(job).fits if job.name in self._theirs else super().fits(job)

    def settled(self, jobs: Sequence[EditionJob]) -> tuple[EditionJob, ...]:
        """Return editions without what they were planned from, here or in a copy."""
        self._mine = list(super().settled(self._mine))
        return tuple(job.bare if job.name in self._theirs else job for job in super().settled(jobs))

    def proved(self, job: EditionJob, sheet: Sheet) -> Proved:
        """Return one of an edition's planned outputs as bytes, proof-read."""
        if sheet.path not in self._proofs and job.name not in self._theirs:
            self._done.add(sheet.path)
            return super().proved(job, sheet)
        self._prove_mine()
        while sheet.path not in self._proofs:
            self._listen()
        return self._proofs.pop(sheet.path)

    def _told(self, job: EditionJob) -> _Examined:
        for mine in self._mine:  # before anybody waits
            self.drafts(mine)
            self._listen(0.0)
        while job.name not in self._found:
            self._listen()
        return self._found[job.name]

    def _prove_mine(self) -> None:
        """Make the outputs of the editions of this process's share, before anybody waits."""
        drafts = ((job, draft) for job in self._mine for draft in self.drafts(job) if draft.kind in self._kinds)
        for job, draft in drafts:
            if draft.path not in self._done:
                self._done.add(draft.path)
                self._proofs[draft.path] = super().proved(job, Sheet(draft.path, draft.kind))
                self._listen(0.0)

    def _listen(self, seconds: float | None = None) -> None:
        """Take in what copies say; wait for any of them, at most so many seconds.

        Raises:
            WorkerDied: a copy ended before it was done.
            Exception: what went wrong in a copy.
        """
        if seconds is None and not self._copies:  # nobody is left to say what is waited for
            raise WorkerDied(died(0))
        for copy in ready(self._copies, seconds):
            try:
                message: _Message = copy.receive()
            except EOFError:
                self._copies.remove(copy)
                if code := copy.ended():
                    raise WorkerDied(died(code)) from None
                continue
            match message:
                case _Examined():
                    self._found[message.name] = message
                case Proved():
                    self._proofs[message.output.path] = message
                case _Fault(fault):
                    raise fault

    def close(self) -> None:
        """End the copies that are still at work: nobody waits for what they do."""
        for copy in self._copies:
            copy.end()
        self._copies.clear()


def shares(jobs: Sequence[EditionJob], count: int) -> list[list[EditionJob]]:
    """Return the editions in at most so many shares that take about as long: the longest first, to the shortest."""
    made: list[list[EditionJob]] = [[] for _ in range(min(count, len(jobs)))]
    for job in sorted(jobs, key=_cost, reverse=True):
        min(made, key=lambda share: _weight([*share, job])).append(job)
    return made


def _weight(share: Sequence[EditionJob]) -> int:
    return sum(map(_cost, share)) + (FONTS if any(job.reading.edition.output != "slides" for job in share) else 0)


def _cost(job: EditionJob) -> int:
    edition = job.reading.edition
    web = COSTS["web"] if edition.output == "handout" and "html" in edition.formats else 0
    return COSTS.get(edition.output, 1) * max(1, len(edition.papers)) + web


def _make(send: Send, share: Sequence[EditionJob], kinds: Collection[Kind]) -> None:
    """Plan the editions of a share, then write their outputs; tell each as soon as it is there."""
    with suppress(BrokenPipeError):
        try:
            _made(send, share, kinds)
        except BrokenPipeError:
            raise
        except Exception as fault:  # whatever it is, the parent raises it
            import traceback  # noqa: PLC0415  # slow to import

            fault.add_note(traceback.format_exc())
            send(_Fault(fault))


def _made(send: Send, share: Sequence[EditionJob], kinds: Collection[Kind]) -> None:
    maker, plans = Fresh(), []
    for job in share:
        plans.append((job, maker.planned(job)))
        send(_Examined(job.name, plans[-1][1], maker.fits(job), maker.checked(job)))
    if any(has_errors(planned.diagnostics) for _, planned in plans):
        return
    for job, planned in plans:
        for sheet in planned.sheets:
            if sheet.kind in kinds:
                send(maker.proved(job, sheet))
