"""Two papers at once: a copy of a process that stays makes one of them, on a core that has nothing else to do.

A copy knows all that its process knows, and forgets what it learns. It is made only where that is safe: on Linux, in a
process without threads that could hold a lock just then, and for work that reads and writes nothing. Whatever goes
wrong in it (an error, a signal, a wait that takes too long), its process does the work itself.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Generic, TypeVar

from builder.kept import Kept
from builder.process import deaf, undisturbed

R = TypeVar("R")

PATIENCE = 5.0
"""Seconds in which a copy has to answer: some papers take a second, none takes this long."""
THREADS = 2
"""The one that builds, and the one that waits for changes outside of Python."""


def pays() -> bool:
    """Tell whether a copy may be made, and would have a core."""
    return (
        Kept.stays
        and sys.platform == "linux"
        and threading.active_count() <= THREADS
        and threading.current_thread() is threading.main_thread()
        and len(os.sched_getaffinity(0)) > 1
    )


class Twin(Generic[R]):
    """A copy of this process at work; `result` waits for it, `end` doesn't."""

    def __init__(self, work: Callable[[], R]) -> None:
        """Start a copy.

        Raises:
            OSError: the system has no room for it.
        """
        self._pipe, theirs = os.pipe()
        with undisturbed():
            try:
                self._process = os.fork()
            except OSError:
                os.close(self._pipe)
                os.close(theirs)
                raise
            if not self._process:
                _live(work, theirs)
        os.close(theirs)

    def result(self) -> R | None:
        """Return what came of the work; None where nothing did."""
        import pickle  # noqa: PLC0415  # what a copy of this very process wrote

        data = bytearray()
        until = time.monotonic() + PATIENCE
        try:
            while part := self._part(until - time.monotonic()):
                data += part
        finally:
            self.end()
        with suppress(Exception):  # cut short, or empty
            result: R = pickle.loads(data)  # noqa: S301  # as above
            return result
        return None

    def _part(self, seconds: float) -> bytes:
        import select  # noqa: PLC0415  # only here

        ready, _, _ = select.select([self._pipe], [], [], max(0.0, seconds))
        return os.read(self._pipe, 1 << 20) if ready else b""

    def end(self) -> None:
        """Leave no process behind."""
        with suppress(ProcessLookupError):
            os.kill(self._process, signal.SIGKILL)
        with suppress(ChildProcessError):
            os.waitpid(self._process, 0)
        os.close(self._pipe)


def _live(work: Callable[[], object], pipe: int) -> None:
    """Be the copy: do the work, tell what came of it, and be gone; nothing of the process's own ends with it."""
    try:
        import gc  # noqa: PLC0415  # only here
        import pickle  # noqa: PLC0415  # as in `result`

        gc.disable()
        deaf()
        data = pickle.dumps(work(), pickle.HIGHEST_PROTOCOL)
        with open(pipe, "wb") as out:  # a descriptor
            out.write(data)
    finally:
        os._exit(0)
