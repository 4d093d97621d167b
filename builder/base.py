"""What every mapping of the outline has: its place; and what every block shares: id, readers, language, waivers."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from builder.diagnostics import Span
from builder.frozen import dataclass, field
from builder.values import Audience, BlockId, Language, Name, RuleCode

NOWHERE = Span("?")

ONE = {"one": True}
FOR = {"key": "for", **ONE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A mapping of the outline, with the place where it starts."""

    at: Span = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver(Model):
    """A rule that somebody set aside for one block, and why."""

    rule: RuleCode
    reason: str
    by: Name
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class BaseBlock(Model):
    """What every block kind shares. Each kind adds one field named like the kind, and `plain` of the same type.

    `findings` are the ids of those that a block was made from.
    """

    kind: ClassVar[str]
    id: BlockId | None = None
    audiences: tuple[Audience, ...] | None = field(default=None, metadata=FOR)
    language: Language | None = None
    waive: tuple[Waiver, ...] = ()
    findings: tuple[str, ...] = field(default=(), metadata={"key": None})
