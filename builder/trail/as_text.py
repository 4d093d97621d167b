"""What rests on a reference, as a plain table for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.diagnostics import printable
from builder.trail.model import Cited, Place, Rest

WIDEST = 60
"""Characters of a column at most; longer texts are cut."""


def uses_text(key: str, found: Sequence[tuple[str, Cited]]) -> str:
    """Return a table of places: output, place, title, claim; nothing in it can steer a terminal."""
    blocks = ["\n".join(_deck(deck, source)) for deck, source in found]
    return "\n\n".join([f"{printable(key)}: {_total(found)}", *blocks])


def _total(found: Sequence[tuple[str, Cited]]) -> str:
    places = {(rest.place.output, rest.place.kind, rest.place.number) for _, one in found for rest in one.rests}
    outputs = {output for output, _, _ in places}
    return f"{_count(len(places), 'place')} in {_count(len(outputs), 'output')} of {_count(len(found), 'deck')}"


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _deck(deck: str, source: Cited) -> Iterator[str]:
    yield f"{printable(deck)}: {printable(source.text)}"
    if source.retracted:
        yield f"RETRACTED: {printable(source.retracted)}"
    yield f"last looked up: {source.checked_on or 'never'}"
    rows = [("output", "place", "title", "what stands there"), *dict.fromkeys(map(_row, source.rests))]
    if len(rows) == 1:
        yield "nothing that is printed rests on it"
    else:
        widths = [max(len(row[column]) for row in rows) for column in range(3)]
        for row in rows:
            cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
            yield "  ".join([*cells, row[3]]).rstrip()
    for claim in source.nowhere:
        yield f"stands nowhere, but rests on it: {printable(claim)}"


def _row(rest: Rest) -> tuple[str, str, str, str]:
    place = rest.place
    return (printable(place.output), where(place), _cut(place.title), _cut(" | ".join(place.words), 2 * WIDEST))


def where(place: Place) -> str:
    """Return a place in words: "slide 12", "notes of slide 12", "page 3"."""
    match place.kind:
        case "notes":
            return f"notes of slide {place.number}"
        case "slide" | "page":
            return f"{place.kind} {place.number}"


def _cut(text: str, most: int = WIDEST) -> str:
    text = printable(" ".join(text.split()))
    return text if len(text) <= most else f"{text[: most - 1]}…"
