"""A unit: a stretch that says one thing, and how to make one from a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from builder.base import NOWHERE, Waiver
from builder.diagnostics import Span
from builder.frozen import dataclass
from builder.values import Citation, RichText, Run

DEFINITION = "definition"
"""The form of a glossary entry."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What marks a unit on a page: words that were written at one of `marks`; without words, a figure from there."""

    words: str
    marks: frozenset[Span]


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch that says one thing to its readers.

    `anchor` is the same for own and for plain words of one thing. `findings` are those that it shows, `from_findings`
    those whose sources its citations may just repeat. `loose` words make no claim of their own: titles over cited
    points, questions. `counts` tells that it shows numbers whatever its words are; `sourced` is what it says of their
    source without citing one. `noted` is the place of the slide
    or step that speaker notes belong to.
    """

    anchor: tuple[Span, str]
    form: str
    at: Span
    text: str
    citations: tuple[Citation, ...]
    findings: tuple[str, ...]
    pieces: tuple[Piece, ...]
    from_findings: tuple[str, ...] = ()
    loose: bool = False
    counts: bool = False
    sourced: str = ""
    noted: Span | None = None
    section: str = ""
    slide: Span | None = None
    slide_title: str = ""
    waive: tuple[Waiver, ...] = ()


def said(
    form: str, text: RichText, anchor: tuple[Span, str], *, marks: Iterable[Span] = (), loose: bool = False
) -> Unit:
    """Return a text as a unit; `marks` are further places that a planner may give it."""
    return Unit(
        anchor=anchor,
        form=form,
        at=text.at,
        text=text.text.strip(),
        citations=text.citations,
        findings=found_in([text]),
        pieces=(Piece(text.text, frozenset((text.at, *marks))),),
        loose=loose,
    )


def listed(form: str, texts: Sequence[RichText], anchor: tuple[Span, str], *, loose: bool = False) -> Iterator[Unit]:
    """Yield the texts of a list, a unit each.

    Own and plain lists are told apart by where their entries are written: the third entry for patients needn't say
    what the third one for clinicians says.
    """
    for text in texts:
        yield said(form, text, (text.at, anchor[1]), loose=loose)


def together(
    form: str,
    texts: Sequence[RichText | None],
    anchor: tuple[Span, str],
    *,
    figure: Span | None = None,
    sources: Sequence[RichText | None] = (),
    words: str = "",
) -> Unit:
    """Return texts as one unit: a row's cells, or a figure at `figure` with its title. `sources` are only cited."""
    given = [text for text in texts if text is not None]
    cited = [*given, *(text for text in sources if text is not None)]
    shown = tuple(Piece(text.text, frozenset((text.at,))) for text in given if text.text.strip())
    return Unit(
        anchor=anchor,
        form=form,
        at=next((text.at for text in given if text.at != NOWHERE), anchor[0]),
        text=" ".join((words or " | ".join(text.text.strip() for text in given if text.text.strip())).split()),
        citations=tuple(citation for text in cited for citation in text.citations),
        findings=found_in(cited),
        sourced=" ".join(text.text.strip() for text in sources if text is not None),
        pieces=(*shown, *((Piece("", frozenset((figure,))),) if figure else ())),
    )


def found_in(texts: Iterable[RichText]) -> tuple[str, ...]:
    """Return the ids of the findings that texts took numbers or sentences from, each once."""
    runs = (run for text in texts for run in text.inlines if isinstance(run, Run))
    return tuple(dict.fromkeys(run.finding for run in runs if run.finding))
