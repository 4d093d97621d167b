"""Every text inside a model, found through its fields, so that no field can be forgotten."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from operator import is_
from typing import TypeVar, get_args

from builder.diagnostics import Span
from builder.frozen import fields, is_dataclass, replace
from builder.hints import hints_of
from builder.known import Known
from builder.model import Finding, Picture, Reference, Section, Slide
from builder.values import RichText

T = TypeVar("T")

OPAQUE = (Span, Picture, Reference)
"""Values without rich text inside."""

KEPT = (Slide, Finding)
"""Whose texts a process that stays remembers."""

_TEXTS: Known[list[RichText]] = Known(8_000)


@cache
def _fields_of(kind: type) -> tuple[str, ...]:
    """Return the fields of a class that can hold rich text, by their types: most of a model's fields can't."""
    if not is_dataclass(kind):
        return ()
    hints = hints_of(kind)
    return tuple(f.name for f in fields(kind) if f.name != "at" and _may_hold(hints[f.name]))


@cache
def _may_hold(hint: object) -> bool:
    return _holds(hint, frozenset())


def _holds(hint: object, seen: frozenset[object]) -> bool:
    """Tell whether values of a type can be rich text or hold some; `seen` are the classes that are being asked."""
    if hint in seen or hint in OPAQUE:
        return False
    if hint is RichText or hint is object:
        return True
    if parts := get_args(hint):
        return any(_holds(part, seen) for part in parts)
    if not isinstance(hint, type) or not is_dataclass(hint):
        return False
    return any(_holds(one, seen | {hint}) for one in hints_of(hint).values())


def rich_texts(value: object) -> list[RichText]:
    """Return every rich text in the fields of a model, at any depth, in the order of the fields."""
    found: list[RichText] = []
    _collect(value, found)
    return found


def _collect(value: object, found: list[RichText]) -> None:
    if isinstance(value, RichText):
        found.append(value)
    elif isinstance(value, KEPT):
        found += _TEXTS.of(lambda: _texts_of(value), value)
    elif isinstance(value, tuple):
        for item in value:
            if not isinstance(item, str):
                _collect(item, found)
    elif value is not None and not isinstance(value, OPAQUE):
        found += _texts_of(value)


def _texts_of(value: object) -> list[RichText]:
    found: list[RichText] = []
    for name in _fields_of(type(value)):  # type: ignore[arg-type]  # every class is hashable
        _collect(getattr(value, name), found)
    return found


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


_SECTIONS: Known[Section] = Known(512)


def with_slides(section: Section, slides: tuple[Slide, ...]) -> Section:
    """Return a section with other slides; with the very slides that it has, or had the last time, the same object."""
    if len(slides) == len(section.slides) and all(map(is_, slides, section.slides)):
        return section
    return _SECTIONS.of(lambda: replace(section, slides=slides), section, *slides)
