"""What was worked out once and may be asked for again: the latest results, up to a weight, safe for threads.

Much of it is asked for again by the same deck alone: its paragraphs are set in one room after the other, its references
listed in each edition. A process that makes one deck after the other would fill all rooms with the words of decks that
are done, and its memory would grow for hundreds of decks. `let_go` is called between two of them.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar
from weakref import WeakSet

if TYPE_CHECKING:
    from functools import _lru_cache_wrapper

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Kept(Generic[K, V]):
    """Results by key. What was used longest ago goes first when their weights, in bytes or so, exceed `room`.

    A process that lives with one project (`stay`) has `staying` times the room. With `session`, nothing is kept in any
    other: a batch of a thousand decks meets each page once, and its memory shall not grow. Between two decks of a batch
    a weight of `shared` stays, by itself a quarter of the room: what many decks have in common is used by each.
    """

    stays: ClassVar[bool] = False
    all: ClassVar[WeakSet[Kept[Any, Any]]] = WeakSet()

    def __init__(self, room: int, *, staying: int = 1, session: bool = False, shared: int | None = None) -> None:
        self._least, self._staying, self._session, self._held = room, staying, session, 0
        self._shared = room // 4 if shared is None else shared
        self._known: OrderedDict[K, tuple[V, int]] = OrderedDict()
        self._lock = Lock()
        Kept.all.add(self)

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
            self._shrink(self._room)
        return value

    def _shrink(self, room: int) -> None:
        while self._held > room:
            self._held -= self._known.popitem(last=False)[1][1]

    def let_go(self) -> None:
        """Forget what was used longest ago, but for what decks may share."""
        with self._lock:
            self._shrink(self._shared)

    @property
    def load(self) -> tuple[int, int]:
        """The weight that is held, and what of it stays between two decks."""
        return self._held, self._shared

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._known.clear()
            self._held = 0


_OF_DECKS: list[tuple[_lru_cache_wrapper[Any], int]] = []


def of_deck(room: int, *, shared: int = 0) -> Callable[[Callable[..., V]], _lru_cache_wrapper[V]]:
    """Return a decorator that keeps the latest `room` results of a function for the deck that is being made.

    Between two decks of a batch all are forgotten, unless there are no more than `shared`.
    """

    def kept(work: Callable[..., V]) -> _lru_cache_wrapper[V]:
        made = lru_cache(maxsize=room)(work)
        _OF_DECKS.append((made, shared))
        return made

    return kept


def let_go() -> None:
    """Forget what the deck that was just made will not share with the next; a process that stays keeps everything."""
    if Kept.stays:
        return
    for results, shared in _OF_DECKS:
        if results.cache_info().currsize > shared:
            results.cache_clear()
    for kept in Kept.all:
        kept.let_go()


def held() -> Iterator[tuple[str, int, int]]:
    """Yield the name of everything that is kept, how much it holds, and how much of it stays between two decks."""
    for results, shared in _OF_DECKS:
        yield f"{results.__module__}.{results.__qualname__}", results.cache_info().currsize, shared
    for kept in Kept.all:
        yield "Kept", *kept.load


def stay() -> None:
    """Keep what a process that goes on with one project will ask for again: watching, and the preview."""
    Kept.stays = True
