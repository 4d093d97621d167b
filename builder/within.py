"""Every text inside a model, found through its fields, so that no field can be forgotten."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import TypeVar

from builder.diagnostics import Span
from builder.model import Picture, Reference
from builder.values import RichText

T = TypeVar("T")

OPAQUE = (Span, Picture, Reference)
"""Values without rich text inside."""


@cache
def _fields_of(kind: type) -> tuple[str, ...]:
    return tuple(f.name for f in fields(kind) if f.name != "at") if is_dataclass(kind) else ()


def rich_texts(value: object) -> Iterator[RichText]:
    """Yield every rich text in the fields of a model, at any depth, in the order of the fields."""
    if isinstance(value, RichText):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            if not isinstance(item, str):
                yield from rich_texts(item)
    elif not isinstance(value, OPAQUE):
        for name in _fields_of(type(value)):  # type: ignore[arg-type]  # every class is hashable
            yield from rich_texts(getattr(value, name))


def with_rich_texts(value: T, change: Callable[[RichText], RichText]) -> T:
    """Return the model with `change` applied to every rich text inside; whatever stays the same is the same object."""
    return _changed(value, change)  # type: ignore[return-value]  # each branch returns what it was given


def _changed(value: object, change: Callable[[RichText], RichText]) -> object:
    if isinstance(value, RichText):
        return change(value)
    if isinstance(value, tuple):
        items = tuple(_changed(item, change) for item in value)
        return items if any(new is not old for new, old in zip(items, value, strict=True)) else value
    if isinstance(value, OPAQUE) or not is_dataclass(value) or isinstance(value, type):
        return value
    found = {name: _changed(getattr(value, name), change) for name in _fields_of(type(value))}
    new = {name: item for name, item in found.items() if item is not getattr(value, name)}
    return replace(value, **new) if new else value
