"""Located nodes: what a YAML file says before anyone knows what it means, each with its place.

`load.tree` makes them, the model's validators read them. They hold no types but text, list and mapping:
types come from the schema, so `no`, `1:30` and `012` stay what the author typed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from builder.diagnostics import Span


@dataclass(frozen=True, slots=True)
class Scalar:
    """A scalar as typed: `text` after YAML's unescaping, `source` as it stands in the file.

    `quoted` tells quoted and block scalars from plain ones (a plain empty scalar or `null` is no text).
    `key_at` is the span of the mapping key that holds the value, if any.
    """

    text: str
    at: Span
    source: str = ""
    quoted: bool = False
    key_at: Span | None = None

    def find(self, needle: str, nth: int = 0) -> Span:
        """Return the span of the nth occurrence of `needle` in the source, or of the whole scalar."""
        start = -1
        for _ in range(nth + 1):
            start = self.source.find(needle, start + 1)
            if start < 0:
                return self.at
        before = self.source[:start]
        lines = before.count("\n")
        if lines == 0:
            return self.at.shift(start, len(needle))
        column = start - before.rfind("\n")
        return Span(self.at.file, self.at.line + lines, column, max(1, len(needle)))


@dataclass(slots=True, eq=False)
class Items(list["Node"]):
    """A sequence with its place."""

    at: Span = field(default_factory=lambda: Span("?"))
    key_at: Span | None = None


@dataclass(slots=True, eq=False)
class Fields(dict[str, "Node"]):
    """A mapping with its place and the place of every key."""

    at: Span = field(default_factory=lambda: Span("?"))
    key_at: Span | None = None
    keys_at: dict[str, Span] = field(default_factory=dict)


Node: TypeAlias = Scalar | Items | Fields
