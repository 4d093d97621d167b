"""A bibliographic entry of an outline."""

from __future__ import annotations

from datetime import date

from builder.diagnostics import Span
from builder.frozen import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A bibliographic entry. `csl` holds its CSL-JSON fields, already checked; `id` is the citation key.

    `retracted` says that the source was withdrawn, in words ("true", a day, a reason); `checked_on` is the day on which
    somebody last looked whether it was.
    """

    id: str
    at: Span
    csl: tuple[tuple[str, object], ...]
    doi: str | None = None
    url: str | None = None
    language: str | None = None
    retracted: str | None = None
    checked_on: date | None = None
