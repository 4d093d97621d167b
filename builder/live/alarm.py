"""A bell that rings when something changes in one of the folders that are watched.

It only wakes: whoever hears it looks at the files themselves, so an event that is lost, doubled or about something
else does no harm. It also rings by itself every `EVERY`, for file systems that tell nothing (shares, some containers).
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType

STEP = 5
"""Milliseconds of quiet after an event before the bell rings: saving is several events."""
MOST = 50
"""Milliseconds after which it rings even without quiet."""
EVERY = 1000
"""Milliseconds after which it rings without any event."""


class Alarm:
    """The bell. Threads that watch end when it is closed."""

    def __init__(self) -> None:
        self.bell = threading.Event()
        self._watched: frozenset[tuple[Path, int]] = frozenset()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def __enter__(self) -> Alarm:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _fault: BaseException | None, _at: TracebackType | None
    ) -> None:
        self.close()

    def watch(self, folders: Iterable[Path]) -> bool:
        """Watch these folders, and no others; return whether that is new, so that files must be looked at again.

        A folder that was taken away and made again is another one.
        """
        wanted = frozenset(_known(folders))
        if wanted == self._watched and self._thread and self._thread.is_alive():
            return False
        self.close()
        self._watched, self._stop = wanted, threading.Event()
        self._thread = threading.Thread(
            target=_ring, args=(self.bell, self._stop, sorted(str(path) for path, _ in wanted)), daemon=True
        )
        self._thread.start()
        return True

    def wait(self) -> None:
        """Return when the bell has rung since the last time."""
        self.bell.wait()
        self.bell.clear()

    def rung(self) -> bool:
        """Tell whether the bell has rung, and silence it."""
        rang = self.bell.is_set()
        self.bell.clear()
        return rang

    def close(self) -> None:
        """End the thread that watches."""
        self._stop.set()
        if self._thread:
            self._thread.join()
            self._thread = None


def _known(folders: Iterable[Path]) -> Iterable[tuple[Path, int]]:
    for folder in folders:
        with contextlib.suppress(OSError, UnicodeEncodeError):
            str(folder).encode()  # the library takes no other names; there, the bell rings every `EVERY`
            yield folder, folder.stat().st_ino


def _ring(bell: threading.Event, stop: threading.Event, folders: list[str]) -> None:
    from watchfiles import watch  # noqa: PLC0415  # only where something is followed

    while not stop.is_set():
        with contextlib.suppress(Exception):  # a folder that vanished under us, whatever: the bell rings, they look
            for _ in watch(
                *folders,
                watch_filter=None,
                debounce=MOST,
                step=STEP,
                stop_event=stop,
                rust_timeout=EVERY,
                yield_on_timeout=True,
                raise_interrupt=False,
                recursive=False,
                ignore_permission_denied=True,
            ):
                bell.set()
        bell.set()
        stop.wait(0.0 if stop.is_set() else EVERY / 1000)
