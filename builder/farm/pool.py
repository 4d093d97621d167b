"""A pool of warm workers on this machine. A worker that dies costs the deck that it was building, and no other.

The pools of the standard library and of loky give up all that they hold when one worker is killed, and pebble's workers
share one pipe, which a worker killed while it writes leaves torn. So every worker has a pipe of its own here, and
`multiprocessing` does the rest.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from multiprocessing import connection
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path

from builder.farm.start import context, surroundings
from builder.farm.task import Builder, Lost, Numbered, Result, Task
from builder.farm.worker import Kit, work
from builder.frozen import dataclass, field
from builder.process import died

PATIENCE = 5.0
"""Seconds that a worker has to leave by itself before it is killed."""

LIFE = 100
"""Decks that a worker builds. None has grown by then; should a library ever leak, it ends here."""


@dataclass(eq=False, slots=True)
class _Worker:
    """A process, our end of its pipe, the number of the task that it is at, and how many it was given."""

    process: BaseProcess
    pipe: Connection
    task: int | None = None
    given: int = 0


@dataclass(slots=True)
class _Crew:
    """The workers, and how a new one is started."""

    context: BaseContext
    kit: Kit
    workers: list[_Worker] = field(default_factory=list)

    def hire(self) -> _Worker:
        """Start a worker."""
        ours, theirs = self.context.Pipe()
        process = self.context.Process(target=work, args=(theirs, self.kit), daemon=True)  # type: ignore[attr-defined]
        with surroundings():
            process.start()
        theirs.close()
        self.workers.append(worker := _Worker(process, ours))
        return worker

    def next(self, worker: _Worker) -> _Worker:
        """Return who does the next task after this worker's: another, if it died or has done enough."""
        if worker in self.workers and worker.given < LIFE:
            return worker
        if worker in self.workers:
            self.bury(worker)
        return self.hire()

    def bury(self, worker: _Worker) -> str:
        """Take a worker off the list that died, or shall; return how it did."""
        worker.pipe.close()
        self.workers.remove(worker)
        _end(worker.process)
        return died(worker.process.exitcode)

    def dismiss(self) -> None:
        """End all workers: those that are idle at once, those that build after they took away what they staged."""
        for worker in self.workers:
            worker.pipe.close()
            if worker.task is not None:
                worker.process.terminate()
        for worker in self.workers:
            _end(worker.process)
        self.workers.clear()


def _end(process: BaseProcess) -> None:
    """Wait until a process that was asked to leave has left; kill it if it doesn't."""
    process.join(PATIENCE)
    if process.is_alive():
        process.kill()
        process.join()


def run(tasks: Sequence[Task], jobs: int, using: Builder, folder: Path | None) -> Numbered:
    """Yield the number and the result of each task as they come; outputs are staged in `folder`.

    However this ends, no worker is left.
    """
    crew, waiting = _Crew(context(), Kit(using, folder)), deque(range(len(tasks)))
    try:
        while len(crew.workers) < jobs and waiting:
            _give(crew.hire(), tasks, waiting)
        while busy := {one.pipe: one for one in crew.workers if one.task is not None}:
            for pipe in connection.wait([*busy]):
                worker = busy[pipe]  # type: ignore[index]  # only pipes were waited for
                number = worker.task
                result = _result(worker, crew)
                if waiting:
                    _give(crew.next(worker), tasks, waiting)
                if number is not None:
                    yield number, result
    finally:
        crew.dismiss()


def _give(worker: _Worker, tasks: Sequence[Task], waiting: deque[int]) -> None:
    """Give an idle worker the next task."""
    worker.task, worker.given = waiting.popleft(), worker.given + 1
    with suppress(BrokenPipeError, ConnectionResetError):  # it died: that is heard of next
        worker.pipe.send(tasks[worker.task])


def _result(worker: _Worker, crew: _Crew) -> Result:
    """Return what a worker answered, which is idle then; where it died before it could, it is off the list."""
    try:
        result: Result = worker.pipe.recv()
    except (EOFError, OSError):
        return Lost(f"its worker {crew.bury(worker)}")
    worker.task = None
    return result
