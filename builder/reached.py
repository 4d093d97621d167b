"""What must reach people and where it stands: the claims of a deck, and the table that says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from builder.diagnostics import Span
from builder.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Reached:
    """A claim that must reach people: its words, where it is written, and the page of each output that says it.

    `pages` are by the output's path, counted from 1; `None` where an output is for somebody else.
    """

    at: Span
    words: str
    pages: Mapping[str, int | None]


def table(claims: Sequence[Reached]) -> Iterator[str]:
    """Yield the coverage table as lines of text: each claim, and the page of every output that says it."""
    for claim in claims:
        said = [f"{path}: {page}" for path, page in claim.pages.items() if page is not None]
        words = claim.words if len(claim.words) <= WIDTH else f"{claim.words[: WIDTH - 1]}…"
        yield f"{claim.at.file}:{claim.at.line}  {words}"
        yield f"    {', '.join(said) or 'nobody is to read it'}"


WIDTH = 80
"""Characters of a claim that the table shows."""
