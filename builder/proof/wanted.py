"""What an outline asks of the PDFs of an edition."""

from __future__ import annotations

from builder.diagnostics import Span
from builder.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Order:
    """Who reads an edition, in which type, what it says of its approval, what its pages' feet hold, and its place.

    `foot` are words that every foot says, `place` how it counts pages ("Page {page} of {pages}"). A `card` is for
    colleagues at work and may be set in smaller type.
    """

    lay: bool
    large: bool
    status: str
    foot: tuple[str, ...]
    place: str
    at: Span
    card: bool = False
