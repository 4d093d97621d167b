"""How instances of `builder.frozen`'s classes are filled: by a loop at first, by compiled code where there are many."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from types import CodeType, FunctionType
from typing import Any

_FEW = 6
"""Instances that are made by a loop before it pays to compile `__init__`: that takes as long as ten of them."""


class Missing:
    """Stands for a default that isn't there."""


def start(cls: Any) -> Any:
    """Return an `__init__` that gets ready when there is a first instance: many classes have none."""

    def __init__(self: Any, *given: Any, **named: Any) -> None:
        cls.__init__ = _first(cls, tuple(slot(cls, one.name).__set__ for one in cls.__own__))
        cls.__init__(self, *given, **named)

    return __init__


def _first(cls: Any, setters: tuple[Callable[[Any, Any], None], ...]) -> Any:
    """Return an `__init__` for the first few instances; then it compiles one. Wrong arguments are left to that one."""
    own = [(one, put) for one, put in zip(cls.__own__, setters, strict=True)]
    own.sort(key=lambda row: bool(row[0].kw_only))  # those that are given by place come first
    rows = [(one.name, put, one.default, one.default_factory) for one, put in own]
    by_place, finish, made = len(cls.__match_args__), getattr(cls, "__post_init__", None), 0

    def __init__(self: Any, *given: Any, **named: Any) -> None:
        nonlocal made
        made += 1
        count, taken = len(given), 0
        if made > _FEW or count > by_place:
            cls.__init__ = _init(cls, setters)
            return cls.__init__(self, *given, **named)  # type: ignore[no-any-return]
        for (_, put, _, _), value in zip(rows, given, strict=False):
            put(self, value)
        for name, put, default, factory in rows[count:]:
            if name in named:
                value = named[name]
                taken += 1
            elif default is not Missing:
                value = default
            elif factory is not Missing:
                value = factory()
            else:
                return _init(cls, setters)(self, *given, **named)  # type: ignore[no-any-return]  # it refuses
            put(self, value)
        if taken < len(named):
            return _init(cls, setters)(self, *given, **named)  # type: ignore[no-any-return]  # as above
        if finish is not None:
            finish(self)
        return None

    return __init__


def _init(cls: Any, setters: tuple[Callable[[Any, Any], None], ...]) -> Any:
    """Return an `__init__` that is compiled: through the slots' own setters, since assigning is refused."""
    own = cls.__own__
    defaults = tuple([one.default for one in own if one.default is not Missing])
    last = own[len(own) - len(defaults) :]
    plain = not any(one.kw_only or one.default_factory is not Missing for one in own)
    if plain and not hasattr(cls, "__post_init__") and all(one.default is not Missing for one in last):
        code = _code(len(own)).replace(co_varnames=("self", *(one.name for one in own)))
        scope = {f"s{place}": put for place, put in enumerate(setters)}
        return FunctionType(code, scope, "__init__", defaults)
    return _compiled(cls, setters)


@cache
def _code(count: int) -> CodeType:
    """Return the code of an `__init__` that sets so many fields: that of two classes differs in names alone."""
    places = range(count)
    lines = "".join(f" s{place}(self, a{place})\n" for place in places) or " pass"
    scope: dict[str, Any] = {}
    exec(f"def __init__({', '.join(['self', *(f'a{place}' for place in places)])}):\n{lines}", scope)  # noqa: S102
    code: CodeType = scope["__init__"].__code__
    return code


def _compiled(cls: Any, setters: tuple[Callable[[Any, Any], None], ...]) -> Any:
    """Compile the `__init__` of a class that makes some of its values itself, or takes some by name alone."""
    scope: dict[str, Any] = {"_missing": Missing}
    heads: dict[bool, list[str]] = {False: ["self"], True: []}
    lines = []
    for one, put in zip(cls.__own__, setters, strict=True):
        name, default = one.name, ""
        scope[f"_set_{name}"] = put
        if one.default is not Missing:
            scope[f"_default_{name}"] = one.default
            default = f"=_default_{name}"
        elif one.default_factory is not Missing:
            scope[f"_make_{name}"] = one.default_factory
            default = "=_missing"
            lines.append(f" if {name} is _missing: {name} = _make_{name}()")
        heads[bool(one.kw_only)].append(name + default)
        lines.append(f" _set_{name}(self, {name})")
    if hasattr(cls, "__post_init__"):
        lines.append(" self.__post_init__()")
    named = ["*", *heads[True]] if heads[True] else []
    source = f"def __init__({', '.join([*heads[False], *named])}):\n" + ("\n".join(lines) or " pass")
    exec(source, scope)  # noqa: S102  # the field names of a class of ours, as dataclasses itself does
    return scope["__init__"]


def slot(cls: type, name: str) -> Any:
    """Return the descriptor of a slot, which may be a base class's."""
    own = cls.__dict__.get(name)
    return next(base.__dict__[name] for base in cls.__mro__ if name in base.__dict__) if own is None else own
