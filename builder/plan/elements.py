"""The structure elements of a long plan, kept small: an element takes 140 bytes as an object and about 10 in columns.

Most elements are a role under a parent; what few of them say besides stands by itself. Whoever asks for an element has
it made.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias, overload

from builder.frozen import parts_of
from builder.plan.page import Element, Role

LONG = 3000
"""Elements from which on a plan has them in columns: some sixty pages of notes."""
_ROLES = tuple(Role)
_PLACES = {role: place for place, role in enumerate(_ROLES)}
_TOP = -1
_VALUES = parts_of(Element)[0]
_Rest: TypeAlias = tuple[str | None, ...]
"""The fields of an element after its parent."""


class Elements(Sequence[Element]):
    """Elements in order, whose ids count from 0; used like a list of them to which is only added."""

    __slots__ = ("_parents", "_rest", "_roles", "_same")

    def __init__(self, elements: Iterable[Element] = ()) -> None:
        self._roles, self._parents = bytearray(), array("i")
        self._rest: dict[int, _Rest] = {}
        self._same: dict[_Rest, _Rest] = {}
        self.extend(elements)

    def append(self, element: Element) -> None:
        """Add an element, whose id is the number of those before it."""
        self._roles.append(0)
        self._parents.append(_TOP)
        self[len(self) - 1] = element

    def extend(self, elements: Iterable[Element]) -> None:
        """Add elements."""
        for element in elements:
            self.append(element)

    def __setitem__(self, index: int, element: Element) -> None:
        number, role, parent, *rest = _VALUES(element)
        if number != index:
            raise ValueError(f"element {number} stands in the place of {index}")
        self._roles[index] = _PLACES[role]
        self._parents[index] = _TOP if parent is None else parent
        self._rest.pop(index, None)
        if any(value is not None for value in rest):
            self._rest[index] = self._same.setdefault(tuple(rest), tuple(rest))

    def __len__(self) -> int:
        return len(self._roles)

    def __iter__(self) -> Iterator[Element]:
        return map(self._made, range(len(self)))

    @overload
    def __getitem__(self, index: int) -> Element: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Element, ...]: ...
    def __getitem__(self, index: int | slice) -> Element | tuple[Element, ...]:
        numbers = range(len(self))[index]
        return tuple(map(self._made, numbers)) if isinstance(numbers, range) else self._made(numbers)

    def __eq__(self, other: object) -> bool:
        return tuple(self) == (tuple(other) if isinstance(other, Elements) else other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))

    def _made(self, number: int) -> Element:
        parent = self._parents[number]
        rest = self._rest.get(number, ())
        return Element(number, _ROLES[self._roles[number]], None if parent == _TOP else parent, *rest)  # type: ignore[arg-type]
