"""Which slides of the outline stand on a page: by the places in the outline that its items come from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from typing import assert_never

from builder.diagnostics import Span
from builder.frozen import dataclass, field
from builder.model import Deck
from builder.plan.page import (
    Chart,
    Connector,
    Field,
    Group,
    Image,
    Item,
    Page,
    Shape,
    Stamps,
    Stroke,
    Table,
    TextBox,
    TextShape,
)
from builder.plan.walk import paragraphs_of


@dataclass(frozen=True, slots=True)
class Places:
    """Where slides and sections begin in the source files: for each file, lines in order and what begins there."""

    starts: Mapping[str, tuple[tuple[int, str], ...]] = field(default_factory=dict)

    def at(self, span: Span | None) -> str | None:
        """Return the id of the slide or section that a place belongs to; None outside of all."""
        if span is None or span.file not in self.starts:
            return None
        starts = self.starts[span.file]
        index = bisect_right(starts, span.line, key=lambda one: one[0]) - 1
        return starts[index][1] if index >= 0 else None

    def on(self, page: Page) -> frozenset[str]:
        """Return the ids of all slides and sections that a page shows something of."""
        if own := self.at(page.at):
            return frozenset({own})
        spans = (span for item in page.items for span in _spans(item))
        return frozenset(found for span in spans if (found := self.at(span)))


def places_of(deck: Deck) -> Places:
    """Return where a deck's slides and sections begin. A slide without an id is known by its place."""
    starts: dict[str, list[tuple[int, str]]] = {}
    for section in deck.sections:
        starts.setdefault(section.at.file, []).append((section.at.line, section.section))
        for slide in section.slides:
            name = slide.id or f"{section.section}-{section.slides.index(slide) + 1}"
            starts.setdefault(slide.at.file, []).append((slide.at.line, name))
    return Places({file: tuple(sorted(found, key=lambda one: one[0])) for file, found in starts.items()})


def _spans(item: Item) -> Iterator[Span]:
    match item:
        case (
            Chart(at=at) | Group(at=at) | Image(at=at) | Table(at=at) | TextBox(at=at) | TextShape(at=at) | Field(at=at)
        ):
            if at:
                yield at
        case Shape() | Stamps() | Connector() | Stroke():
            return
        case _:
            assert_never(item)
    yield from (paragraph.at for paragraph in paragraphs_of(item) if paragraph.at)
