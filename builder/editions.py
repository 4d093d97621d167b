"""What an outline is made into: an edition is an audience, an output, paper, type size and place."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from builder.base import NOWHERE, ONE, Model
from builder.diagnostics import Span
from builder.frozen import dataclass, field
from builder.theming import ThemeChoice
from builder.values import Audience, Form, Language, Slug

PaperName: TypeAlias = Literal["A4", "Letter", "A5"]
OutputKind: TypeAlias = Literal["slides", "notes", "handout", "guided", "card", "web"]
TypeSize: TypeAlias = Literal["normal", "large"]
FormatName: TypeAlias = Literal["pdf", "html"]
PerPage: TypeAlias = Annotated[int, Form(among=(2, 3, 6))]
Beside: TypeAlias = Literal["lines", "notes"]
FoldKind: TypeAlias = Literal["booklet", "trifold"]
SourceList: TypeAlias = Literal["print", "request", "qr"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition(Model):
    """One rendering of the outline; `like` (already resolved here) copies another edition's keys.

    `theme` is the edition's own, None for the deck's. Only for notes: `per_page` slides go on a page, with lines to
    write on or the speaker notes `beside` them (None: lines, but nothing beside six slides). `pages` is how many pages
    or slides it may have at most, `pages_at` where that is written. `references` says how readers of a leaflet get the
    list of sources: printed, on request, or behind a QR code that leads to the document's page. `fold` makes of the
    paper a booklet of pages half its size, or a leaflet of six narrow pages.
    """

    name: Slug
    audience: Audience
    output: OutputKind
    papers: tuple[PaperName, ...] = field(default=("A4",), metadata={"key": "paper", **ONE})
    formats: tuple[FormatName, ...] = field(default=("pdf",), metadata=ONE)
    type: TypeSize = "normal"
    locale: Language | None = None
    theme: ThemeChoice | None = None
    per_page: PerPage = 3
    beside: Beside | None = None
    references: SourceList = "print"
    fold: FoldKind | None = None
    pages: Annotated[int, Form(low=1)] | None = None
    pages_at: Span = field(default=NOWHERE, compare=False, metadata={"key": None})

    @property
    def told_as(self) -> OutputKind:
        """The output that says the same in the same order: with speaker notes, notes of a talk say what slides say."""
        return "slides" if self.output == "notes" and self.beside == "notes" else self.output
