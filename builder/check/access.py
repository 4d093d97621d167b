"""A11Y: what readers with a screen reader, a keyboard or a printout need."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.check.rule import Place, Readers, Reading
from builder.diagnostics import Diagnostic, Severity
from builder.model import Chart, ChartContent, Image, ImageContent, Table, TableContent
from builder.passages import Passage
from builder.regex import regex
from builder.values import Run


def alternative_text(place: Place) -> Iterator[Diagnostic]:
    """A11Y001: a picture, chart or table has no alternative text.

    What: a picture needs `alt`, or `decorative: true`: an error. Charts and tables get a text made from their numbers
    when they have none: a note.

    Why: who can't see the picture gets this text instead. A text made from numbers lists them; one written by hand
    says what they mean.

    Example: `image: {file: figures/scan.png, alt: Bladder wall twice as thick as normal}`

    What to do: one or two sentences with what the figure is there to show.

    Source: WCAG 2.2, 1.1.1; PDF/UA-1, 7.3; PowerPoint accessibility checker, "missing alternative text".
    """
    for content in _figures(place):
        if content.alt is None and not (isinstance(content, ImageContent) and content.decorative):
            if isinstance(content, ImageContent):
                help_text = "say what it shows, or write `decorative: true`"
                yield Diagnostic(content.at, "A11Y001", "this picture has no `alt`", help=help_text)
            else:
                kind = "chart" if isinstance(content, ChartContent) else "table"
                message = f"this {kind} has no `alt`; its numbers are listed instead"
                yield Diagnostic(content.at, "A11Y001", message, Severity.INFO)


def _figures(place: Place) -> Iterator[ImageContent | ChartContent | TableContent]:
    match place.block:
        case Image(image=own, plain=plain):
            yield own
            if plain:
                yield plain
        case Chart(chart=chart, plain=plain_chart):
            yield chart
            if plain_chart:
                yield plain_chart
        case Table(table=table, plain=plain_table):
            yield table
            if plain_table:
                yield plain_table
        case _:
            return


def unique_titles(reading: Reading) -> Iterator[Diagnostic]:
    """A11Y002: two slides of an edition have the same title.

    What: slides of one edition with equal titles. A note only: the output tells them apart with "(2)".

    Why: readers who move by headings hear two places with one name, and so does PowerPoint's list of slides.

    Example: two slides called "Results".

    What to do: say in each title what that slide shows.

    Source: PowerPoint accessibility checker, "slide titles should be unique"; WCAG 2.2, 2.4.2 and 2.4.6.
    """
    if reading.edition.output != "slides":
        return
    seen: dict[str, int] = {}
    for section in reading.deck.sections:
        for slide in section.slides:
            title = slide.title.text.strip().casefold()
            if title in seen:
                message = f"the slide on line {seen[title]} has the same title"
                yield Diagnostic(slide.title.at, "A11Y002", message, Severity.INFO)
            elif title:
                seen[title] = slide.title.at.line


VAGUE = regex(r"(?:click |see |read |more |tap )*(?:here|this|link|more|this (?:page|link|site)|read more|details)")
ADDRESS = regex(r"(?:https?://|www\.)\S+", re.IGNORECASE)


def link_text(passage: Passage, readers: Readers) -> Iterator[Diagnostic]:
    """A11Y003: a link's words don't say where it leads.

    What: links whose words are "here", "click here", "this page" and the like, or a bare address. A warning. Reference
    lists are not checked: there, the DOI is the name of the thing.

    Why: screen readers list links by their words alone, and nobody can follow "here" on paper.

    Example: `[here](https://www.nhs.uk)`; better `[NHS page on depression](https://www.nhs.uk)`.

    What to do: let the words name the target.

    Source: WCAG 2.2, 2.4.4; PowerPoint accessibility checker, "hyperlink text".
    """
    for run in passage.text.inlines:
        if isinstance(run, Run) and run.href:
            words = run.text.strip(" .!").casefold()
            if VAGUE.fullmatch(words) or ADDRESS.fullmatch(words):
                message = f"the link text `{run.text.strip()}` doesn't say where it leads"
                yield Diagnostic(passage.text.at, "A11Y003", message, Severity.WARNING, "name the target in words")
