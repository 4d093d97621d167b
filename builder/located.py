"""Located nodes: what a YAML file says before anyone knows what it means, each with its place.

`load.tree` makes them, the decoders read them. They hold no types but text, list and mapping: types come from the
schema, so `no`, `1:30` and `012` stay what the author typed.
"""

from __future__ import annotations

from collections.abc import Mapping
from operator import is_
from typing import Literal, TypeAlias

from builder.diagnostics import Span
from builder.frozen import dataclass

Style: TypeAlias = Literal["plain", "quoted", "block"]

NULLS = frozenset({"", "~", "null", "Null", "NULL"})
"""Plain scalars that say "nothing here" (YAML 1.2 core schema)."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A scalar as typed: `text` after YAML's unescaping, `source` as it stands in the file, quotes included.

    `comment` is where words after a `#` begin that follow an unquoted scalar on its last line and that YAML drops.
    """

    text: str
    at: Span
    source: str = ""
    style: Style = "plain"
    comment: Span | None = None

    @property
    def absent(self) -> bool:
        """Tell whether the scalar stands for no value: plain and empty, `~` or `null`."""
        return self.style == "plain" and self.text in NULLS

    def place(self, start: int, end: int) -> Span:
        """Return the span of `text[start:end]` in the file, or of the whole scalar where escapes hide it.

        Where the text is folded, the n-th occurrence of the words in the text is taken for the n-th in the source.
        """
        offset = self.source.find(self.text) if "\n" not in self.source else -1
        if offset >= 0:
            return self.at.shift(offset + start, end - start)
        needle = self.text[start:end]
        return self.find(needle, self.text.count(needle, 0, start) if needle else 0)

    def find(self, needle: str, nth: int = 0) -> Span:
        """Return the span of the nth occurrence (from 0) of `needle` in the source, or of the whole scalar."""
        start = -len(needle)
        for _ in range(nth + 1):
            start = self.source.find(needle, start + len(needle)) if needle else -1
            if start < 0:
                return self.at
        line_start = self.source.rfind("\n", 0, start) + 1
        if line_start == 0:
            return self.at.shift(start, len(needle))
        lines = self.source.count("\n", 0, start)
        return Span(self.at.file, self.at.line + lines, start - line_start + 1, max(1, len(needle)))


@dataclass(frozen=True, slots=True)
class Items:
    """A sequence; `flow` tells whether it stands in brackets, where commas end items."""

    items: tuple[Node, ...]
    at: Span
    flow: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A key of a mapping and its value."""

    key: Scalar
    value: Node


@dataclass(frozen=True, slots=True)
class Fields:
    """A mapping by key text, in file order; keys are unique."""

    entries: Mapping[str, Entry]
    at: Span

    @classmethod
    def of(cls, at: Span, **values: Node) -> Fields:
        """Return a mapping that no file holds, as a short form stands for; each key's place is its value's."""
        return cls({key: Entry(Scalar(key, value.at), value) for key, value in values.items()}, at)

    def get(self, key: str) -> Node | None:
        """Return the value of a key, or None."""
        entry = self.entries.get(key)
        return entry.value if entry else None

    def place(self, key: str) -> Span:
        """Return where the key's value stands, or where the mapping starts."""
        entry = self.entries.get(key)
        return entry.value.at if entry else self.at

    def but(self, *gone: str, **new: Node) -> Fields:
        """Return the mapping without the keys `gone` and with `new` values; an old key's place is kept."""
        entries = {key: entry for key, entry in self.entries.items() if key not in gone}
        for key, value in new.items():
            old = self.entries.get(key)
            entries[key] = Entry(old.key if old else Scalar(key, value.at), value)
        return Fields(entries, self.at)


@dataclass(frozen=True, slots=True)
class Broken:
    """A value that could not be read, where the reason has been said: nothing more is said about it."""

    at: Span


Node: TypeAlias = Scalar | Items | Fields | Broken


def renewed(old: Node, new: Node) -> Node:
    """Return `new`, in which every part that equals the part of `old` in its stead, places included, is that object."""
    match old, new:
        case Scalar(), Scalar():
            return old if old.text == new.text and old == new else new
        case Items(), Items():
            items = tuple(map(renewed, old.items, new.items))
            same = len(old.items) == len(new.items) and old.at == new.at and old.flow == new.flow
            if same and all(map(is_, items, old.items)):
                return old
            return Items((*items, *new.items[len(items) :]), new.at, new.flow)
        case Fields(), Fields():
            entries = {key: _renewed(old.entries.get(key), entry) for key, entry in new.entries.items()}
            same = old.at == new.at and list(old.entries) == list(entries)
            return (
                old
                if same and all(old.entries[key] is entry for key, entry in entries.items())
                else Fields(entries, new.at)
            )
        case _:
            return new


def _renewed(old: Entry | None, new: Entry) -> Entry:
    if old is None:
        return new
    key, value = renewed(old.key, new.key), renewed(old.value, new.value)
    return old if key is old.key and value is old.value else Entry(new.key, value)
