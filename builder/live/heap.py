"""Between two rounds of a session, while nobody waits: what lives on is set apart from Python's collector."""

from __future__ import annotations

import gc
from types import TracebackType

from builder.heap import set_apart


class Heap:
    """Sets objects apart round by round, while a `with` lasts. It is `due` when there is something new."""

    def __init__(self) -> None:
        self.due = False
        self._rounds = 0

    def __enter__(self) -> Heap:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _fault: BaseException | None, _at: TracebackType | None
    ) -> None:
        gc.unfreeze()

    def settle(self) -> None:
        """Set apart what is there; call it when nothing else is to be done."""
        if self.due:
            self.due = False
            self._rounds += 1
            set_apart(self._rounds)
