"""What lives on between rounds, set apart from what Python's collector walks over.

A process that follows decks holds a quarter of a million objects that stay: outlines, plans, pages. The collector
would look at all of them again and again in the middle of a round, for a fifth of its time. Nearly everything is freed
without it; what goes round in circles is collected between rounds, while nobody waits.
"""

from __future__ import annotations

import gc
from types import TracebackType

ANEW = 100
"""After so many rounds everything is looked at once more: circles among what was set apart."""


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
        """Collect circles, and set apart what lives; call it when nothing else is to be done."""
        if not self.due:
            return
        self.due = False
        self._rounds += 1
        if self._rounds % ANEW == 0:
            gc.unfreeze()
        gc.collect()
        gc.freeze()
