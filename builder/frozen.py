"""Dataclasses that are made in a tenth of the time, instances of them in two thirds, copies in a fifth.

To type checkers, all names here are the standard library's, and they do the same: fields, defaults, order, equality,
hash, no assignment. The standard library imports a source parser, makes each class twice and compiles seven methods for
each, of which Python then runs a few: with three hundred classes that was a third of the time until the first line of
an outline was read. Here `__init__` alone is compiled, for classes with more than a few instances; the others are the
same few lines for all, over `operator.attrgetter`. Whoever asks a class for `__dataclass_fields__` gets them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from builder.frozen_init import Missing, slot, start
from builder.frozen_methods import getter, methods_of

__all__ = ["MISSING", "Field", "dataclass", "field", "fields", "is_dataclass", "parts_of", "replace"]

_KNOWN = frozenset({"frozen", "slots", "order", "kw_only", "eq"})
"""What the short way understands."""
_NONE: Mapping[str, Any] = MappingProxyType({})
_UNWANTED = frozenset({"__dict__", "__weakref__"})
_SAID = ("repr", "hash", "compare", "metadata")


class _Field:
    """A field of a class, with what was said of it."""

    __slots__ = ("compare", "default", "default_factory", "hash", "kw_only", "metadata", "name", "repr", "type")

    name: str
    type: Any

    def __init__(
        self,
        *,
        default: Any = Missing,
        default_factory: Any = Missing,
        repr: bool = True,  # noqa: A002  # as the standard library calls them
        hash: bool | None = None,  # noqa: A002
        compare: bool = True,
        metadata: Mapping[str, Any] = _NONE,
        kw_only: bool | None = None,
    ) -> None:
        self.default, self.default_factory, self.metadata = default, default_factory, metadata
        self.repr, self.hash, self.compare, self.kw_only = repr, hash, compare, kw_only


def _made(**asked: bool) -> Any:
    """Return what makes a dataclass with slots of a class.

    Raises:
        TypeError: it shall have no slots, or something that isn't known here: that is for the standard library.
    """
    if not asked.get("slots") or not asked.keys() <= _KNOWN:
        raise TypeError(f"@dataclass({asked}): take the standard library's")
    return lambda plain: _short(plain, **asked)


def _fields(thing: Any) -> tuple[Any, ...]:
    """Return the fields of a class or an instance."""
    for base in (thing if isinstance(thing, type) else type(thing)).__mro__:
        if "__own__" in base.__dict__:
            own: tuple[Any, ...] = base.__dict__["__own__"]
            return own
        if _Usual.FIELDS in base.__dict__:
            break
    from dataclasses import fields as usual  # noqa: PLC0415  # slow to import

    return usual(thing)


def _is_dataclass(thing: Any) -> bool:
    return hasattr(thing, "__own__") or hasattr(thing if isinstance(thing, type) else type(thing), _Usual.FIELDS)


def _replaced(instance: Any, /, **changes: Any) -> Any:
    """Return a copy with other values in some fields; a class that was made by the short way is copied by it, too."""
    kind = type(instance)
    parts = parts_of(kind)
    if not parts:
        from dataclasses import replace as usual  # noqa: PLC0415  # slow to import

        return usual(instance, **changes)
    values, places, setters = parts
    held = list(values(instance))
    for name, value in changes.items():
        place = places.get(name)
        if place is None:
            raise TypeError(f"{kind.__name__} has no field {name!r}")
        held[place] = value
    copy = object.__new__(kind)
    for put, value in zip(setters, held, strict=True):
        put(copy, value)
    return copy


def parts_of(kind: Any) -> Any:
    """Return how to get all values of an instance, where each stands, and how to set them.

    False where values alone don't make an instance: a class that starts by itself, or looks at what it is given.
    """
    parts = getattr(kind, "__parts__", False)
    if parts is None:
        parts = kind.__parts__ = _parts(kind)
    return parts


if TYPE_CHECKING:
    from dataclasses import MISSING, Field, dataclass, field, fields, is_dataclass, replace
else:
    MISSING, Field, field = Missing, _Field, _Field
    dataclass, fields, is_dataclass, replace = _made, _fields, _is_dataclass, _replaced


class _Usual:
    """What the standard library knows of a class, made when somebody asks: its fields, its settings."""

    FIELDS, SETTINGS = "__dataclass_fields__", "__dataclass_params__"

    def __init__(self, what: str) -> None:
        self._what = what

    def __get__(self, _instance: object, owner: Any) -> Any:
        made = self._made(owner)
        setattr(owner, self._what, made)
        return made

    def _made(self, owner: Any) -> Any:
        import dataclasses  # noqa: PLC0415  # slow to import

        if self._what == self.SETTINGS:
            asked, plain = {**owner.__asked__, "slots": False}, type(owner.__name__, (), {})
            return dataclasses.dataclass(**asked)(plain).__dataclass_params__  # type: ignore[attr-defined]
        told = [(one.name, one.type, _usual_field(one)) for one in owner.__own__]
        return dataclasses.make_dataclass(owner.__name__, told).__dataclass_fields__  # type: ignore[attr-defined]


_USUAL: Mapping[str, Any] = {what: _Usual(what) for what in (_Usual.FIELDS, _Usual.SETTINGS)}


def _usual_field(one: Any) -> Any:
    import dataclasses  # noqa: PLC0415  # slow to import

    said = {name: getattr(one, name) for name in _SAID}
    given = {name: getattr(one, name) for name in ("default", "default_factory") if getattr(one, name) is not Missing}
    return dataclasses.field(kw_only=bool(one.kw_only), **said, **given)


def _short(plain: type, **asked: bool) -> Any:
    """Return the class again, with slots and methods.

    Raises:
        TypeError: it inherits from a dataclass of the standard library.
        ValueError: all instances would share one list, dictionary or set.
    """
    space = {name: value for name, value in plain.__dict__.items() if name not in _UNWANTED}
    if space.get("__hash__", False) is None:  # Python's own doing, where a class says what equal is
        del space["__hash__"]
    own = _inherited(plain)
    taken = {*own} and {name for base in plain.__mro__[1:] for name in base.__dict__.get("__slots__", ())}
    own |= _told(space, kw_only=asked.get("kw_only", False))
    space["__slots__"] = tuple([name for name in own if name not in taken])
    space["__match_args__"] = tuple([one.name for one in own.values() if not one.kw_only])
    space["__own__"], space["__asked__"], space["__qualname__"] = tuple(own.values()), asked, plain.__qualname__
    space["__parts__"] = False if "__init__" in space or hasattr(plain, "__post_init__") else None
    wanted = {**_USUAL, **methods_of(space["__own__"], **asked)}
    cls: Any = type(plain)(plain.__name__, plain.__bases__, {**wanted, **space})
    if "__init__" not in space:
        cls.__init__ = start(cls)
    return cls


def _inherited(plain: type) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for base in reversed(plain.__mro__[1:]):
        if "__own__" in base.__dict__:
            found |= {one.name: one for one in base.__dict__["__own__"]}
        elif _Usual.FIELDS in base.__dict__:
            raise TypeError(f"{plain.__name__}: {base.__name__} is a dataclass of the standard library")
    return found


def _told(space: dict[str, Any], *, kw_only: bool) -> Iterator[tuple[str, Any]]:
    """Yield the fields that a class names itself, and take their defaults out of it: slots would clash with them."""
    for name, hint in space.get("__annotations__", {}).items():
        if str(hint).startswith(("ClassVar", "typing.ClassVar")):
            continue
        one = _field(space.pop(name, Missing))
        if one.default.__class__.__hash__ is None:
            raise ValueError(f"{name}: all instances would share {one.default!r}; use default_factory")
        one.name, one.type = name, hint
        one.kw_only = kw_only if one.kw_only is None else one.kw_only
        yield name, one


def _field(given: Any) -> _Field:
    """Return what a class says of a field: a default, or more, perhaps in the standard library's words."""
    if isinstance(given, _Field):
        return given
    if given.__class__.__module__ != "dataclasses":
        return _Field(default=given)
    import dataclasses  # noqa: PLC0415  # imported already

    said = {name: getattr(given, name) for name in ("default", "default_factory", *_SAID, "kw_only")}
    return _Field(**{name: value for name, value in said.items() if value is not dataclasses.MISSING})


def _parts(cls: Any) -> Any:
    """Return what copies of instances are made with: how to get all values, where each stands, how to set them."""
    names = tuple(one.name for one in cls.__own__)
    setters = tuple(slot(cls, name).__set__ for name in names)
    return getter(names), {name: place for place, name in enumerate(names)}, setters
