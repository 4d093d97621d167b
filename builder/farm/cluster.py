"""The same tasks on a Dask cluster. Files are sent by digest, results are checked by digest, lost workers' tasks go on.

Nothing is shared but the scheduler's address. Whoever can reach a scheduler can run code on its workers: that is how
Dask works, and `docs/scale.md` says what follows from it.
"""

from __future__ import annotations

import hashlib
import logging
from collections import OrderedDict, deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import Any
from uuid import uuid4

from builder.decks import Misuse
from builder.farm.here import staged_here
from builder.farm.identity import identity
from builder.farm.inputs import Inputs, inputs_of
from builder.farm.remote import Questions, Reply, Stranger, done_for, same
from builder.farm.task import Builder, Lost, Numbered, Outcome, Result, Task
from builder.frozen import dataclass, field
from builder.output import Staging

ANSWERS = 10.0
"""Seconds in which a scheduler has to answer."""
LOOK = 2.0
"""Seconds between two looks at whether anybody still works."""
AHEAD = 2
"""Tasks on the cluster for each of its threads."""
FILES = 500
"""Files that stay on the cluster for decks to come."""
TRIES = 3
"""How often a task is sent again that got lost with what it needed, or whose result arrived damaged."""
ROUNDS = 50
"""How often a deck may ask for files: each time it gets further into what its files name."""
RETRIES = 2
"""How often Dask itself tries again what failed on a worker."""

Future = Any
Note = Callable[[str], None]


@dataclass(slots=True)
class _Sent:
    """A task that is on the cluster: its number, its inputs, and how often it was sent."""

    number: int
    inputs: Inputs
    tries: int = 0
    rounds: int = 0


@dataclass(slots=True)
class _Cluster:
    """A client, the tasks that are out, and the files that lie on the cluster, the least used first."""

    client: Any
    address: str
    using: Builder
    tasks: Sequence[Task]
    out: dict[str, tuple[Future, _Sent]] = field(default_factory=dict)
    files: OrderedDict[str, Future] = field(default_factory=OrderedDict)
    back: SimpleQueue[str] = field(default_factory=SimpleQueue)

    def send(self, sent: _Sent) -> None:
        """Put a task on the cluster, with its files."""
        known = sent.inputs.known
        files = [self._file(digest, sent.inputs.blobs[digest]) for digest in known.digests.values()]
        key = f"teachback-deck-{sent.number}-{uuid4().hex}"
        task = self.tasks[sent.number]
        future = self.client.submit(done_for, task, self.using, identity(), known, files, key=key, retries=RETRIES)
        self.out[key] = future, sent
        future.add_done_callback(lambda done: self.back.put(done.key))
        while len(self.files) > FILES:
            self.files.popitem(last=False)

    def _file(self, digest: str, data: bytes) -> Future:
        """Return a file on the cluster: a task that gives its bytes, so that a lost worker's copy is made again."""
        future = self.files.pop(digest, None)
        if future is None or future.status not in ("pending", "finished"):
            future = self.client.submit(same, data, key=f"teachback-file-{digest}-{uuid4().hex}", retries=RETRIES)
        self.files[digest] = future
        return future

    def threads(self) -> int:
        """Return how many tasks the cluster can do at once; 0 without any worker.

        Raises:
            Misuse: the scheduler went away.
        """
        try:
            return sum(self.client.nthreads().values())
        except Exception as fault:  # whatever Dask raises when nobody answers
            raise Misuse(f"the Dask scheduler at {self.address} went away") from fault


def run(tasks: Sequence[Task], address: str, using: Builder, staging: Staging | None, note: Note) -> Numbered:
    """Yield the number and the result of each task as they come; `note` is told when nobody works.

    Raises:
        Misuse: Dask isn't installed, no scheduler answers or it went away, or workers aren't like this process.
    """
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)  # Dask logs tracebacks of what is said here in a line
    client = None
    try:
        client = _client(address)
        cluster = _Cluster(client, address, using, tasks)
        yield from _worked(cluster, staging, note)
    finally:
        if client is not None:
            _leave(client, [future for future, _ in cluster.out.values()])
        logging.disable(before)


def _leave(client: Any, futures: Sequence[Future]) -> None:
    """Take back what is still out, and go."""
    with suppress(Exception):
        client.cancel(futures, force=True)
    with suppress(Exception):
        client.close(timeout=ANSWERS)


def _client(address: str) -> Any:
    try:
        from distributed import Client  # noqa: PLC0415  # slow to import
    except ImportError:
        raise Misuse("--scheduler needs Dask: pip install 'teachback[cluster]'") from None
    start: Any = Client
    try:
        return start(address, timeout=ANSWERS, set_as_default=False, name="teachback")
    except (OSError, TimeoutError, ValueError, RuntimeError) as fault:
        raise Misuse(f"no Dask scheduler answers at {address}") from fault


def _worked(cluster: _Cluster, staging: Staging | None, note: Note) -> Numbered:
    waiting = deque(range(len(cluster.tasks)))
    room = max(1, AHEAD * cluster.threads())
    while waiting or cluster.out:
        while waiting and len(cluster.out) < room:
            number = waiting.popleft()
            cluster.send(_Sent(number, inputs_of(cluster.tasks[number])))
        key = _next(cluster, note)
        room = max(1, AHEAD * cluster.threads())
        future, sent = cluster.out.pop(key)
        result = _settled(cluster, future, sent)
        if result is not None:
            yield sent.number, staged_here(result, staging) if staging else result


def _next(cluster: _Cluster, note: Note) -> str:
    """Return the key of the next task that is back."""
    told = False
    while True:
        with suppress(Empty):
            return cluster.back.get(timeout=LOOK)
        if not cluster.threads() and not told:
            note(f"no worker at {cluster.address}: waiting for one")
            told = True


def _settled(cluster: _Cluster, future: Future, sent: _Sent) -> Result | None:
    """Return the result of a task that is back; None where it was sent again."""
    reply = _reply(future)
    match reply:
        case Questions():
            sent.rounds += 1
            if sent.rounds > ROUNDS:
                return Lost(f"it asked for files {ROUNDS} times")
            sent.inputs.answer(reply)
        case Stranger():
            raise Misuse(f"the cluster builds with other versions: {reply.difference}; install the same on its workers")
        case None:
            sent.tries += 1
            if sent.tries > TRIES:
                return Lost(f"it got lost on the cluster {sent.tries} times")
        case _:
            if _whole(reply):
                return reply
            sent.tries += 1
            if sent.tries > TRIES:
                return Lost("its outputs arrived damaged again and again")
    cluster.send(sent)
    return None


def _reply(future: Future) -> Reply | None:
    """Return what a worker answered; None where the task must be sent again."""
    try:
        if future.status == "finished":
            reply: Reply = future.result(timeout=None)
            return reply
        fault = future.exception() if future.status == "error" else None
    except Exception as raised:  # whatever Dask raises while it fetches a result
        fault = raised
    if fault is None or type(fault).__name__ in ("CancelledError", "FutureCancelledError", "CommClosedError"):
        return None
    if type(fault).__name__ == "KilledWorker":
        return Lost("every worker that had it died; perhaps there was not enough memory")
    if isinstance(fault, ImportError):
        raise Misuse(f"the workers have no Teachback: {fault}; install it there")
    return Lost(f"the cluster says: {type(fault).__name__}: {' '.join(str(fault).split())[:200]}")


def _whole(result: Result) -> bool:
    """Tell whether the outputs are those that the worker wrote."""
    if not isinstance(result, Outcome):
        return True
    return all(one.data is None or hashlib.sha256(one.data).hexdigest() == one.sha256 for one in result.products)
