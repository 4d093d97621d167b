"""Where a unit stands in a plan: the items of every page by the place in the outline that they carry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from builder.diagnostics import Span
from builder.frozen import dataclass
from builder.plan.page import Chart, Group, Image, Item, Page, Paragraph, Plan, Table, TextRun
from builder.plan.walk import inside, texts
from builder.regex import regex
from builder.trail.model import PlaceKind
from builder.trail.unit import DEFINITION, Piece, Unit

SPACE = regex(r"\s+")


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that a page shows: `key` are its words without citations and spaces, `shown` as they stand.

    Of a figure, `shown` is its alternative text and `key` None.
    """

    page: int
    kind: PlaceKind
    key: str | None
    shown: str


@dataclass(frozen=True, slots=True)
class Found:
    """A page on which a unit stands, counted from 1, and what stands there of it."""

    number: int
    kind: PlaceKind
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A plan by place in the outline: what its pages show of it, and speaker notes by the slide they belong to."""

    marks: Mapping[Span, Sequence[Mark]]
    notes: Mapping[Span, Sequence[Mark]]

    def find(self, unit: Unit) -> Iterator[Found]:
        """Yield the pages on which a unit stands, in order: slides and pages first, then notes."""
        seen = [mark for piece in unit.pieces for mark in self._of(piece)]
        seen += self._noted(unit)
        for kind, number in sorted({(mark.kind == "notes", mark.page) for mark in seen}):
            here = [mark for mark in seen if (mark.kind == "notes", mark.page) == (kind, number)]
            yield Found(number, here[0].kind, tuple(dict.fromkeys(mark.shown for mark in here if mark.shown)))

    def _of(self, piece: Piece) -> Iterator[Mark]:
        key = squeezed(piece.words)
        for at in sorted(piece.marks):
            for mark in self.marks.get(at, ()):
                if not key or (mark.key and (key in mark.key or mark.key in key)):
                    yield mark

    def _noted(self, unit: Unit) -> Iterator[Mark]:
        """Yield the notes that say a unit: its own, or words that had no room on their slide, with their number."""
        keys = [key for piece in unit.pieces if (key := squeezed(piece.words))]
        for mark in self._notes_of(unit):
            own = unit.noted and any(mark.key in key for key in keys if mark.key)
            if own or (mark.key and any(_says(mark.key, key) for key in keys)):
                yield mark

    def _notes_of(self, unit: Unit) -> Iterable[Mark]:
        """Return the notes where a unit may be said; a term may have been explained on any slide."""
        if unit.form == DEFINITION:
            return [mark for marks in self.notes.values() for mark in marks]
        owner = unit.noted or unit.slide
        return self.notes.get(owner, ()) if owner else ()


def _says(said: str, key: str) -> bool:
    """Tell whether a paragraph is these words, at most with a number or the term that they explain before them."""
    before = said.removesuffix(key)
    return said.endswith(key) and (not before or before.endswith((".", ":")) or before.isdigit())


def squeezed(text: str) -> str:
    """Return a text without white space: lines end at spaces, and a plan leaves these out."""
    return SPACE.sub("", text)


def placed(plan: Plan) -> Placed:
    """Return what a plan's pages show, by where it was written."""
    marks: dict[Span, list[Mark]] = {}
    notes: dict[Span, list[Mark]] = {}
    for number, page in enumerate(plan.pages, 1):
        kind: PlaceKind = "slide" if page.layout else "page"
        for item in page.items:
            for at, key, shown in _shown(item):
                marks.setdefault(at, []).append(Mark(number, kind, key, shown))
        if page.at:
            notes.setdefault(page.at, []).extend(_noted(number, page))
    return Placed(marks, notes)


def _noted(number: int, page: Page) -> Iterator[Mark]:
    for paragraph in page.notes:
        yield Mark(number, "notes", _key(paragraph), _words(paragraph))


def _shown(item: Item) -> Iterator[tuple[Span, str | None, str]]:
    """Yield what an item shows: each paragraph, and for a figure its alternative text, with where it was written.

    The marks that a chart is drawn with are not its words: those are in its alternative text.
    """
    if isinstance(item, Table | Chart | Image | Group):
        yield from _figure(item)
    for _, some in texts(item):
        yield from _paragraphs(some)
    for one in inside(item) if isinstance(item, Group) else ():
        yield from _shown(one)


def _figure(item: Table | Chart | Image | Group) -> Iterator[tuple[Span, None, str]]:
    if item.at:
        yield item.at, None, item.alt or ""


def _paragraphs(paragraphs: Iterable[Paragraph]) -> Iterator[tuple[Span, str, str]]:
    for paragraph in paragraphs:
        if paragraph.at:
            runs = tuple(_placed_runs(paragraph))
            yield paragraph.at, _key(runs), _words(runs)


def _placed_runs(paragraph: Paragraph) -> Iterator[TextRun]:
    """Yield the runs of a paragraph as far as they stand here: a page may hold only some of its lines."""
    whole = squeezed(paragraph.text)
    pieces = [piece.run for line in paragraph.lines for piece in line.pieces]
    if squeezed("".join(run.text for run in pieces)) == whole:
        yield from paragraph.runs
        return
    for index, line in enumerate(paragraph.lines):
        for number, piece in enumerate(line.pieces):
            if index and not number and line.pieces:
                yield _space(piece.run)
            yield piece.run


def _space(run: TextRun) -> TextRun:
    return TextRun(" ", run.face, run.size, run.color, run.lang, run.nominal)


def _key(runs: Iterable[TextRun]) -> str:
    return squeezed("".join(_said(run) for run in runs if not run.reference))


def _said(run: TextRun) -> str:
    """Return what a run says: of a blank, what it leaves out."""
    return run.stands_for or run.text


def _words(runs: Iterable[TextRun]) -> str:
    """Return words as they stand, each group of citations in brackets."""
    text, cited = "", False
    for run in runs:
        if run.reference != cited:
            text += "[" if run.reference else "]"
            cited = run.reference
        text += run.text.strip("[]") if run.reference else run.text  # small print has brackets of its own
    return SPACE.sub(" ", text + ("]" if cited else "")).strip()
