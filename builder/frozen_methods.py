"""What all dataclasses of `builder.frozen` can do: the same few functions for each, over the values of its fields."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import Any


def methods_of(
    fields: Sequence[Any], *, frozen: bool = False, order: bool = False, eq: bool = True, **_others: bool
) -> dict[str, Any]:
    """Return the methods of a class with these fields, by name, but for `__init__`."""
    names = tuple(one.name for one in fields)
    compared = getter(tuple(one.name for one in fields if one.compare))
    methods: dict[str, Any] = {"__repr__": _words(tuple(one.name for one in fields if one.repr))}
    if eq:
        hashed = getter(tuple(one.name for one in fields if (one.compare if one.hash is None else one.hash)))
        methods |= {"__eq__": _equality(compared), "__hash__": _hash(hashed) if frozen else None}
    if order:
        methods |= _comparisons(compared)
    return methods | _state(names) if frozen else methods


def getter(names: tuple[str, ...]) -> Any:
    """Return a function from an instance to the tuple of its values."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda self: tuple(getattr(self, name) for name in names)


def _words(names: tuple[str, ...]) -> Any:
    def __repr__(self: Any) -> str:
        return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in names)})"

    return __repr__


def _equality(compared: Any) -> Any:
    def __eq__(self: Any, other: object) -> Any:
        return compared(self) == compared(other) if other.__class__ is self.__class__ else NotImplemented

    return __eq__


def _hash(hashed: Any) -> Any:
    def __hash__(self: Any) -> int:
        return hash(hashed(self))

    return __hash__


def _state(names: tuple[str, ...]) -> dict[str, Any]:
    """Return what else all frozen dataclasses have: no assignment, copying and pickling."""
    values = getter(names)

    def __setattr__(self: Any, name: str, value: object) -> None:
        raise _frozen(f"cannot assign to field {name!r}")

    def __delattr__(self: Any, name: str) -> None:
        raise _frozen(f"cannot delete field {name!r}")

    def __getstate__(self: Any) -> tuple[object, ...]:
        return tuple(values(self))

    def __setstate__(self: Any, state: tuple[object, ...]) -> None:
        for name, value in zip(names, state, strict=True):
            object.__setattr__(self, name, value)

    found = (__setattr__, __delattr__, __getstate__, __setstate__)
    return {method.__name__: method for method in found}


def _frozen(message: str) -> Exception:
    from dataclasses import FrozenInstanceError  # noqa: PLC0415  # slow to import, and only for a fault of ours

    return FrozenInstanceError(message)


def _comparisons(values: Any) -> dict[str, Any]:
    """Return the four comparisons, of values in the order of the fields."""

    def __lt__(self: Any, other: object) -> Any:
        return values(self) < values(other) if other.__class__ is self.__class__ else NotImplemented

    def __le__(self: Any, other: object) -> Any:
        return values(self) <= values(other) if other.__class__ is self.__class__ else NotImplemented

    def __gt__(self: Any, other: object) -> Any:
        return values(self) > values(other) if other.__class__ is self.__class__ else NotImplemented

    def __ge__(self: Any, other: object) -> Any:
        return values(self) >= values(other) if other.__class__ is self.__class__ else NotImplemented

    return {method.__name__: method for method in (__lt__, __le__, __gt__, __ge__)}
