"""Two papers at once: a copy of a process that stays makes one of them, on a core that has nothing else to do.

A copy knows all that its process knows, and forgets what it learns. It is made only where that is safe: on Linux, in a
process without threads that could hold a lock just then, and for work that reads and writes nothing. Whatever goes
wrong in it (an error, a signal, a wait that takes too long), its process does the work itself.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Generic, TypeVar

from builder.copies import Copy
from builder.kept import Kept

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
        self._copy = Copy(lambda send: send(work()))

    def result(self) -> R | None:
        """Return what came of the work; None where nothing did."""
        try:
            with suppress(Exception):  # cut short, or empty
                result: R = self._copy.receive(time.monotonic() + PATIENCE)
                return result
            return None
        finally:
            self.end()

    def end(self) -> None:
        """Leave no process behind."""
        self._copy.end()
