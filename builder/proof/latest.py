"""Something of each page, made when it is asked for: that of two pages is held, since text is read in order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

V = TypeVar("V")


class Latest(Generic[V]):
    """What `make` makes of a page, by its number."""

    def __init__(self, make: Callable[[int], V]) -> None:
        self._make = make
        self._held: dict[int, V] = {}

    def __getitem__(self, page: int) -> V:
        if page not in self._held:
            self._held = dict([*self._held.items()][-1:])
            self._held[page] = self._make(page)
        return self._held[page]
