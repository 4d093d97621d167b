"""Copies of this process at work, each with a pipe on which it tells what it made (POSIX).

A copy knows all that its process knows, and forgets what it learns. Copies are made where that is safe: on Linux, in a
process without threads that could hold a lock just then, and for work that writes nothing but to its pipe.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, TypeAlias

from builder.process import deaf, undisturbed

Send: TypeAlias = Callable[[object], None]
_HEAD = 8
"""Bytes that say how long a message is."""
_ROOM = 1 << 20
"""Bytes that a pipe shall hold, so that a copy can go on while nobody reads: most outputs, and what Linux allows."""


class Copy:
    """A copy of this process at work. `fileno` is ready when it has told something, or ended."""

    def __init__(self, work: Callable[[Send], None], others: Sequence[Copy] = ()) -> None:
        """Start a copy, which tells its results by the function that `work` is given.

        `others` are copies at work: their pipes are closed in this one, or nobody would hear that its parent is gone.

        Raises:
            OSError: the system has no room for it.
        """
        self._pipe, theirs = os.pipe()
        self._code: int | None = None
        with undisturbed():
            try:
                self._process = os.fork()
            except OSError:
                os.close(self._pipe)
                os.close(theirs)
                raise
            if not self._process:
                _live(work, theirs, (self._pipe, *(other.fileno() for other in others)))
        os.close(theirs)

    def fileno(self) -> int:
        """Return the descriptor of the pipe."""
        return self._pipe

    def receive(self, until: float | None = None) -> Any:
        """Return the next message, which is waited for, at most until a time of the monotonic clock.

        Raises:
            EOFError: there is none any more: the copy has ended, perhaps in the middle of one.
            TimeoutError: it didn't come in time.
        """
        import pickle  # noqa: PLC0415  # what a copy of this very process wrote

        length = int.from_bytes(self._read(_HEAD, until), "big")
        return pickle.loads(self._read(length, until))  # noqa: S301  # as above

    def _read(self, length: int, until: float | None) -> bytes:
        data = bytearray()
        while len(data) < length:
            if until is not None and not ready((self,), max(0.0, until - time.monotonic())):
                raise TimeoutError
            part = os.read(self._pipe, length - len(data))
            if not part:
                raise EOFError
            data += part
        return bytes(data)

    def ended(self) -> int:
        """Wait for the end of the copy and return its exit code, negative for the signal that ended it."""
        if self._code is None:
            _, status = os.waitpid(self._process, 0)
            self._code = os.waitstatus_to_exitcode(status)
            os.close(self._pipe)
        return self._code

    def end(self) -> None:
        """Leave no process behind."""
        if self._code is None:
            with suppress(ProcessLookupError):
                os.kill(self._process, signal.SIGKILL)
            with suppress(ChildProcessError):
                self.ended()


def ready(copies: Sequence[Copy], seconds: float | None = None) -> list[Copy]:
    """Return which copies have told something or ended; wait for one, at most so many seconds."""
    if not copies:
        return []
    import select  # noqa: PLC0415  # only here

    return select.select(copies, [], [], seconds)[0]


def _live(work: Callable[[Send], None], pipe: int, others: Sequence[int]) -> None:
    """Be the copy: do the work, and be gone; nothing of the process's own ends with it."""
    code = 1
    try:
        import gc  # noqa: PLC0415  # only here
        import pickle  # noqa: PLC0415  # as in `receive`

        gc.disable()
        deaf()
        for other in others:
            os.close(other)
        _widen(pipe)

        def send(message: object) -> None:
            data = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
            for part in (len(data).to_bytes(_HEAD, "big"), data):
                rest = memoryview(part)
                while rest:
                    rest = rest[os.write(pipe, rest) :]

        work(send)
        code = 0
    finally:
        os._exit(code)


def _widen(pipe: int) -> None:
    with suppress(ImportError, OSError):  # other systems have no such call
        from fcntl import F_SETPIPE_SZ, fcntl  # noqa: PLC0415  # only here

        fcntl(pipe, F_SETPIPE_SZ, _ROOM)
