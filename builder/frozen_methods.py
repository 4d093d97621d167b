"""What all dataclasses of `builder.frozen` can do: the same few functions for each, over the values of its fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import Any


def methods_of(
    fields: Sequence[Any], *, frozen: bool = False, order: bool = False, eq: bool = True, **_others: bool
) -> dict[str, Any]:
    """Return the methods of a class with these fields, by name, but for `__init__`."""
    methods: dict[str, Any] = {**_FROZEN} if frozen else {"__repr__": _repr}
    if eq:
        compared = tuple([one.name for one in fields if one.compare])
        hashed = tuple([one.name for one in fields if (one.compare if one.hash is None else one.hash)])
        values = getter(compared)
        methods["__eq__"] = _equality(values)
        methods["__hash__"] = _hash(values if hashed == compared else getter(hashed)) if frozen else None
        return methods | _comparisons(values) if order else methods
    return methods


def getter(names: tuple[str, ...]) -> Any:
    """Return a function from an instance to the tuple of its values."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda self: tuple(getattr(self, name) for name in names)


def _equality(compared: Any) -> Any:
    def __eq__(self: Any, other: object) -> Any:
        return compared(self) == compared(other) if other.__class__ is self.__class__ else NotImplemented

    return __eq__


def _hash(hashed: Any) -> Any:
    def __hash__(self: Any) -> int:
        return hash(hashed(self))

    return __hash__


def _repr(self: Any) -> str:
    said = (f"{one.name}={getattr(self, one.name)!r}" for one in self.__own__ if one.repr)
    return f"{type(self).__qualname__}({', '.join(said)})"


def _set(_self: Any, name: str, _value: object) -> None:
    raise _frozen(f"cannot assign to field {name!r}")


def _delete(_self: Any, name: str) -> None:
    raise _frozen(f"cannot delete field {name!r}")


def _state(self: Any) -> tuple[object, ...]:
    return tuple([getattr(self, one.name) for one in self.__own__])


def _restore(self: Any, state: tuple[object, ...]) -> None:
    for one, value in zip(self.__own__, state, strict=True):
        object.__setattr__(self, one.name, value)


def _frozen(message: str) -> Exception:
    from dataclasses import FrozenInstanceError  # noqa: PLC0415  # slow to import, and only for a fault of ours

    return FrozenInstanceError(message)


_FROZEN: Mapping[str, Any] = {
    "__repr__": _repr,
    "__setattr__": _set,
    "__delattr__": _delete,
    "__getstate__": _state,
    "__setstate__": _restore,
}
"""What frozen dataclasses have alike: words for debugging, no assignment, copying and pickling."""


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
