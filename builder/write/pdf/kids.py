"""What the elements of a structure tree hold, in order: chains in arrays, since a long document has a hundred for each
page and holds them until its last."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from typing import TypeAlias

PLANNED, MADE = -1, -2
Kid: TypeAlias = tuple[int, int]
"""A part of an element. `(page, n)` from 0: marked content number `n` of a page; `(page, -n)`: the annotation that is
object `n`; `(PLANNED, n)`: element `n` of the plan; `(MADE, n)`: the element that is object `n`."""
_END = -1


class Kids:
    """The parts of `count` elements, which are known by number from 0."""

    def __init__(self, count: int) -> None:
        self._first, self._last = array("i", [_END]) * count, array("i", [_END]) * count
        self._next, self._pages, self._numbers = array("i"), array("i"), array("i")

    def append(self, element: int, kid: Kid) -> None:
        """Add a part to an element, as its last."""
        new, last = self._new(kid, _END), self._last[element]
        self._last[element] = new
        if last == _END:
            self._first[element] = new
        else:
            self._next[last] = new

    def insert(self, element: int, kid: Kid, before: Callable[[Kid], bool]) -> None:
        """Add a part to an element, before the first that `before` is true of, or else as its last."""
        previous, place = _END, self._first[element]
        while place != _END and not before((self._pages[place], self._numbers[place])):
            previous, place = place, self._next[place]
        if place == _END:
            self.append(element, kid)
        elif previous == _END:
            self._first[element] = self._new(kid, place)
        else:
            self._next[previous] = self._new(kid, place)

    def of(self, element: int) -> Iterator[Kid]:
        """Yield the parts of an element, in order."""
        place = self._first[element]
        while place != _END:
            yield self._pages[place], self._numbers[place]
            place = self._next[place]

    def _new(self, kid: Kid, following: int) -> int:
        self._pages.append(kid[0])
        self._numbers.append(kid[1])
        self._next.append(following)
        return len(self._next) - 1
