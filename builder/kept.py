"""What was worked out once and may be asked for again: the latest results, up to a weight, safe for threads."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import ClassVar, Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Kept(Generic[K, V]):
    """Results by key. What was used longest ago goes first when their weights, in bytes or so, exceed `room`.

    A process that lives with one project (`stay`) has `staying` times the room. With `session`, nothing is kept in any
    other: a batch of a thousand decks meets each page once, and its memory shall not grow.
    """

    stays: ClassVar[bool] = False

    def __init__(self, room: int, *, staying: int = 1, session: bool = False) -> None:
        self._least, self._staying, self._session, self._held = room, staying, session, 0
        self._known: OrderedDict[K, tuple[V, int]] = OrderedDict()
        self._lock = Lock()

    @property
    def _room(self) -> int:
        return self._least * self._staying if Kept.stays else self._least

    def get(self, key: K) -> V | None:
        """Return what is kept under a key, or None."""
        if self._session and not Kept.stays:
            return None
        with self._lock:
            found = self._known.get(key)
            if found is None:
                return None
            self._known.move_to_end(key)
            return found[0]

    def put(self, key: K, value: V, weight: int) -> V:
        """Keep a value and return it; what weighs more than an eighth of the room is not kept."""
        if weight > self._room // 8 or (self._session and not Kept.stays):
            return value
        with self._lock:
            if before := self._known.pop(key, None):
                self._held -= before[1]
            self._known[key] = value, weight
            self._held += weight
            while self._held > self._room:
                self._held -= self._known.popitem(last=False)[1][1]
        return value

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._known.clear()
            self._held = 0


def stay() -> None:
    """Keep what a process that goes on with one project will ask for again: watching, and the preview."""
    Kept.stays = True
