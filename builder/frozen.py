"""Frozen dataclasses that are made in a third of the time, instances of them in two thirds, copies in a fifth.

`dataclass` here is the standard library's to type checkers, and does the same: fields, defaults, order, equality, hash,
no assignment. The standard library compiles seven methods for each class, of which Python then runs a few: with three
hundred classes that was a third of the time until the first line of an outline was read. Here just `__init__` is
compiled, when the first instance is made; the others are the same few lines for all, over `operator.attrgetter`.
"""

from __future__ import annotations

import dataclasses
from operator import attrgetter
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass", "replace"]

_KNOWN = frozenset({"frozen", "slots", "order", "kw_only"})
"""What the short way understands."""


def _made(**asked: bool) -> Any:
    """Return what makes a dataclass of a class: a frozen one with slots by the short way, others by the usual one."""
    if asked.get("frozen") and asked.get("slots") and asked.keys() <= _KNOWN:
        return lambda plain: _frozen(plain, order=asked.get("order", False), kw_only=asked.get("kw_only", False))
    return dataclasses.dataclass(**asked)


def _replaced(instance: Any, /, **changes: Any) -> Any:
    """Return a copy with other values in some fields; a class that was made by the short way is copied by it, too."""
    parts = getattr(type(instance), "__parts__", None)
    if parts is None:
        return dataclasses.replace(instance, **changes)
    values, places, setters = parts
    held = list(values(instance))
    for name, value in changes.items():
        place = places.get(name)
        if place is None:
            raise TypeError(f"{type(instance).__name__} has no field {name!r}")
        held[place] = value
    copy = object.__new__(type(instance))
    for put, value in zip(setters, held, strict=True):
        put(copy, value)
    return copy


if TYPE_CHECKING:
    from dataclasses import dataclass, replace
else:
    dataclass, replace = _made, _replaced


def _frozen(plain: type, *, order: bool, kw_only: bool) -> Any:
    cls: Any = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True, kw_only=kw_only)(plain)
    names = tuple(field.name for field in dataclasses.fields(cls))
    values = _getter(names)
    compared = _getter(tuple(field.name for field in dataclasses.fields(cls) if field.compare))
    hashed = _getter(tuple(f.name for f in dataclasses.fields(cls) if (f.compare if f.hash is None else f.hash)))
    methods = _state(names, values) | _values(compared, hashed) | (_comparisons(compared) if order else {})
    for name, method in ({"__init__": _first(cls)} | methods).items():
        if name not in plain.__dict__ or name == "__hash__":
            setattr(cls, name, method)
    if not hasattr(cls, "__post_init__"):
        places = {name: place for place, name in enumerate(names)}
        cls.__parts__ = values, places, tuple(_slot(cls, name).__set__ for name in names)
    return cls


def _first(cls: Any) -> Any:
    """Return an `__init__` that compiles the real one when the first instance is made: many classes have none."""

    def __init__(self: Any, *given: Any, **named: Any) -> None:
        cls.__init__ = _init(cls)
        cls.__init__(self, *given, **named)

    return __init__


def _getter(names: tuple[str, ...]) -> Any:
    """Return a function from an instance to the tuple of its values."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda self: tuple(getattr(self, name) for name in names)


def _init(cls: Any) -> Any:
    """Compile `__init__`: through the slots' own setters, since assigning is refused."""
    scope: dict[str, Any] = {"_missing": dataclasses.MISSING}
    heads: dict[bool, list[str]] = {False: ["self"], True: []}
    lines = []
    for field in dataclasses.fields(cls):
        name, default = field.name, ""
        scope[f"_set_{name}"] = _slot(cls, name).__set__
        if field.default is not dataclasses.MISSING:
            scope[f"_default_{name}"] = field.default
            default = f"=_default_{name}"
        elif field.default_factory is not dataclasses.MISSING:
            scope[f"_make_{name}"] = field.default_factory
            default = "=_missing"
            lines.append(f" if {name} is _missing: {name} = _make_{name}()")
        heads[bool(field.kw_only)].append(name + default)
        lines.append(f" _set_{name}(self, {name})")
    if hasattr(cls, "__post_init__"):
        lines.append(" self.__post_init__()")
    named = ["*", *heads[True]] if heads[True] else []
    source = f"def __init__({', '.join([*heads[False], *named])}):\n" + ("\n".join(lines) or " pass")
    exec(source, scope)  # noqa: S102  # the field names of a class of ours, as dataclasses itself does
    return scope["__init__"]


def _slot(cls: type, name: str) -> Any:
    """Return the descriptor of a slot, which may be a base class's."""
    return next(base.__dict__[name] for base in cls.__mro__ if name in base.__dict__)


def _values(compared: Any, hashed: Any) -> dict[str, Any]:
    """Return equality and hash by value."""

    def __eq__(self: Any, other: object) -> Any:
        return compared(self) == compared(other) if other.__class__ is self.__class__ else NotImplemented

    def __hash__(self: Any) -> int:
        return hash(hashed(self))

    return {"__eq__": __eq__, "__hash__": __hash__}


def _state(names: tuple[str, ...], values: Any) -> dict[str, Any]:
    """Return what else all frozen dataclasses have: words for debugging, no assignment, copying and pickling."""

    def __repr__(self: Any) -> str:
        said = (f"{f.name}={getattr(self, f.name)!r}" for f in dataclasses.fields(self) if f.repr)
        return f"{type(self).__qualname__}({', '.join(said)})"

    def __setattr__(self: Any, name: str, value: object) -> None:
        raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self: Any, name: str) -> None:
        raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")

    def __getstate__(self: Any) -> tuple[object, ...]:
        return tuple(values(self))

    def __setstate__(self: Any, state: tuple[object, ...]) -> None:
        for name, value in zip(names, state, strict=True):
            object.__setattr__(self, name, value)

    found = (__repr__, __setattr__, __delattr__, __getstate__, __setstate__)
    return {method.__name__: method for method in found}


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
