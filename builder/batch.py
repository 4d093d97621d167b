"""Many decks in one go: find them, build each by itself, bring the outputs to disk, remember them in the manifest."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Protocol, TypeAlias, assert_never

from builder.decks import Misuse
from builder.diagnostics import has_errors, printable
from builder.farm import here
from builder.farm.start import ALONE, AMONG, cores, workers
from builder.farm.task import Afresh, Builder, Lost, Numbered, Outcome, Product, Refused, Result, Task, Verb, recalled
from builder.frozen import dataclass, field
from builder.job import Built, Output
from builder.made import DONE, FAULTS, UNREADABLE, Made, Names
from builder.manifest import Entry, Source, manifest_file
from builder.order import Order, jobs
from builder.output import File, Staging, WriteError, locked, write_files

__all__ = ["DONE", "FAULTS", "UNREADABLE", "Made", "Misuse", "Names", "Order", "examine", "jobs", "make"]

AFRESH = Afresh()

Say: TypeAlias = Callable[[str], None]


class Progress(Protocol):
    """Who is told how far the work is."""

    def start(self, decks: int) -> None:
        """Hear how many decks there are."""

    def done(self, *, failed: bool) -> None:
        """Hear that a deck is done, in any order."""

    def note(self, text: str) -> None:
        """Hear why nothing goes on."""


class Silent:
    """Nobody listens."""

    def start(self, decks: int) -> None:
        """Do nothing."""

    def done(self, *, failed: bool) -> None:
        """Do nothing."""

    def note(self, text: str) -> None:
        """Do nothing."""


SILENT = Silent()


def examine(order: Order, *, fits: bool = False, using: Builder | None = None, progress: Progress = SILENT) -> Made:
    """Check every deck, see how full its slides are (with `fits`: all its boxes), and write nothing.

    Raises:
        Misuse: no deck where one was named, or no deck has an edition that was asked for.
    """
    made, seen = Made(), Names(order.editions)
    tasks = tasks_of(order, "check", told=fits)
    with closing(_results(order, tasks, using or AFRESH, None, progress)) as results:
        for task, result in results:
            _judged(task.shown, result, made, seen)
    seen.finish()
    return made


class Unfinished(WriteError):
    """An output can't be written. `made` is what came of the decks until then, which is to be told, too."""

    def __init__(self, message: str, made: Made) -> None:
        super().__init__(message)
        self.made = made


def make(
    order: Order,
    out: Path,
    say: Say,
    *,
    verbose: bool = False,
    using: Builder | None = None,
    progress: Progress = SILENT,
) -> Made:
    """Build every deck into `out`; `say` gets a line for each output, and for each slide where `verbose`.

    Decks are independent: one with errors writes nothing and doesn't stop the others; lines come in the order of the
    decks, whoever builds them. The manifest comes last, also when the work is cut short.

    Raises:
        Misuse: as `examine`.
        Unfinished: an output can't be written.
    """
    made, seen = Made(), Names(order.editions)
    books = Books(out)
    tasks = tasks_of(order, "build", told=verbose)
    staging = Staging(out)
    try:
        with closing(_results(order, tasks, using or AFRESH, staging, progress)) as results:
            for task, result in results:
                outcome = _judged(task.shown, result, made, seen)
                if outcome is not None and outcome.deck and not has_errors(outcome.diagnostics):
                    books.pending = outcome
                    _deliver(outcome, staging)
                    books.enter(outcome, order.editions)
                    made.outputs |= {one.path: one.size for one in outcome.products}
                    _tell(task.shown, outcome, out, say)
    except BaseException as fault:
        with suppress(WriteError):
            books.close()
        if isinstance(fault, WriteError):
            raise Unfinished(str(fault), made) from fault
        raise
    finally:
        staging.close()
    seen.finish()
    if manifest := books.close():
        made.outputs[manifest.path] = len(manifest.data)
    return made


def _judged(shown: str, result: Result, made: Made, seen: Names) -> Outcome | None:
    """Take in what a deck gave, and return it; None where it could not be finished.

    Raises:
        WriteError: it came to an output that can't be written.
    """
    match result:
        case Outcome():
            outcome = seen.judge(shown, result)
            made.take(shown, outcome)
            return outcome
        case Lost():
            made.lose(shown, result)
            seen.unreadable = True
            return None
        case Refused():
            raise WriteError(result.message)
        case _:
            assert_never(result)


def _deliver(outcome: Outcome, staging: Staging) -> None:
    """Bring what was staged to its place."""
    names = [(one.staged, one.path) for one in outcome.products if one.staged is not None]
    if names:
        staging.commit(names)


@dataclass(slots=True)
class Books:
    """What the manifest will say of this build. `pending` is a deck whose outputs are just being brought to disk."""

    out: Path
    entries: list[Entry] = field(default_factory=list)
    done: set[tuple[str, str | None]] = field(default_factory=set)
    pending: Outcome | None = None

    def enter(self, outcome: Outcome, editions: Sequence[str]) -> None:
        """Note a deck whose outputs are in their places."""
        deck = outcome.deck or ""
        self.entries += (_entry(one, deck, outcome.read.files) for one in outcome.products)
        self.done |= {(deck, name) for name in editions or (None,)}
        self.pending = None

    def close(self) -> File | None:
        """Write the manifest and return it, if anything was built.

        Raises:
            WriteError: it can't be written.
        """
        if self.pending is not None:  # the work was cut short in between
            arrived = (one for one in self.pending.products if _holds(self.out / one.path, one.sha256))
            self.entries += (_entry(one, self.pending.deck or "", self.pending.read.files) for one in arrived)
        if not (self.done or self.entries):
            return None
        with locked(self.out):
            manifest = manifest_file(self.out, self.entries, self.done)
            write_files(self.out, [manifest])
        return manifest


def _holds(place: Path, sha256: str) -> bool:
    with suppress(OSError):
        return hashlib.sha256(place.read_bytes()).hexdigest() == sha256
    return False


def _entry(made: Product | Output, deck: str, sources: tuple[Source, ...]) -> Entry:
    return Entry(
        path=made.path,
        sha256=made.sha256,
        deck=deck,
        edition=made.edition,
        digest=made.digest,
        status=made.status,
        pages=made.pages,
        sources=sources,
    )


def entries_of(built: Built) -> Iterator[Entry]:
    """Yield what the manifest says of the outputs of a deck that was built here."""
    return (_entry(output, built.deck or "", built.files) for output in built.outputs)


def _tell(shown: str, outcome: Outcome, out: Path, say: Say) -> None:
    """Say what was built, and where everything stands that must reach people."""
    for product in outcome.products:
        unit = "slide" if product.path.endswith(".pptx") else "page"
        count = f"{product.pages} {unit}{'' if product.pages == 1 else 's'}"
        say(f"{printable(shown)} -> {printable(str(out / product.path))} ({count})")
        for number, slide in enumerate(product.slides, 1):
            say(printable(f"{number:>5}  {slide.title}  [{slide.layout}]  {slide.reason}"))
    if count_said := outcome.reached:
        claims = f"{count_said} claim{'' if count_said == 1 else 's'} that must reach people"
        say(f"{claims}, each in every output that it is for:")
    for line in outcome.coverage:
        say(printable(line))


def _results(
    order: Order, tasks: Sequence[Task], using: Builder, staging: Staging | None, progress: Progress
) -> Generator[tuple[Task, Result], None, None]:
    """Yield each task with its result, in the order of the tasks, whoever works and whatever comes first."""
    progress.start(len(tasks))
    waiting: dict[int, Result] = {}
    following = 0
    with closing(_worked(order, tasks, using, staging, progress)) as worked:
        for number, result in worked:
            progress.done(failed=not isinstance(result, Outcome) or has_errors(result.diagnostics))
            waiting[number] = result
            while following in waiting:
                yield tasks[following], waiting.pop(following)
                following += 1


def _worked(
    order: Order, tasks: Sequence[Task], using: Builder, staging: Staging | None, progress: Progress
) -> Numbered:
    """Yield the results of the tasks, in any order: first what is known already, then what workers make of the rest.

    What this process does alone needs no first look: who builds, looks.
    """
    numbers = [*range(len(tasks))]
    if order.scheduler is not None or _count(order, tasks) > 1:
        numbers = []
        for number, task in enumerate(tasks):
            outcome = recalled(task, using)
            if outcome is None:
                numbers.append(number)
            else:
                yield number, here.staged_here(outcome, staging) if staging else outcome
    with closing(_made_by(order, [tasks[number] for number in numbers], using, staging, progress)) as made:
        for position, result in made:
            yield numbers[position], result


def _count(order: Order, tasks: Sequence[Task]) -> int:
    return workers([task.root / task.job.path for task in tasks], order.jobs)


def _made_by(
    order: Order, tasks: Sequence[Task], using: Builder, staging: Staging | None, progress: Progress
) -> Numbered:
    """Return the results of the tasks, in any order, from whoever works."""
    if order.scheduler is not None and tasks:
        from builder.farm import cluster  # noqa: PLC0415  # only here

        return cluster.run(tasks, order.scheduler, using if using.travels else AFRESH, staging, progress.note)
    count = _count(order, tasks)
    if count > 1:
        from builder.farm import pool  # noqa: PLC0415  # only for many decks

        return pool.run(tasks, count, using, staging.open() if staging else None)
    return here.run(tasks, using.spread(order.jobs or cores(), ALONE if len(tasks) == 1 else AMONG), staging)


def tasks_of(order: Order, verb: Verb, *, told: bool = False) -> list[Task]:
    """Return what is to be done, deck by deck.

    Raises:
        Misuse: as `jobs`.
    """
    return [Task(shown, job, disk.root, verb, told) for shown, job, disk in jobs(order)]
