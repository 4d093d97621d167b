"""A worker of the pool: takes a task, does it, stages what came out, says so, and takes the next."""

from __future__ import annotations

import signal
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path

from builder.farm.task import Builder, Task, perform, staged
from builder.frozen import dataclass
from builder.process import harden, tidy


@dataclass(frozen=True, slots=True)
class Kit:
    """What every worker is given once: with what to build, and the folder where outputs are staged."""

    using: Builder
    folder: Path | None


def work(pipe: Connection, kit: Kit) -> None:
    """Do tasks until the pipe is closed: so no worker outlives the process that started it by more than one deck."""
    harden()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes of a terminal; the parent answers it
    try:
        for done in count(1):
            task: Task = pipe.recv()
            result = perform(task, kit.using)
            pipe.send(result if kit.folder is None else staged(result, kit.folder))
            del task, result
            tidy(done)
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return
