"""Laws that hold for every outline: nothing is lost, nothing leaks, both formats say the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from hypothesis import HealthCheck, assume, given, settings

from builder.build import Job, build
from builder.diagnostics import Severity
from builder.plan.page import Chart, Group, Item, Page, Paragraph, Table, TextBox, TextShape
from builder.values import Audience

from .support import nativechart, opened, webpage
from .support.anyoutline import Outline, outlines
from .support.builds import File, files, in_memory

DECK = PurePosixPath("deck.yaml")
SLOW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def made(outline: Outline) -> list[File]:
    """The files of an outline; one with too much for a slide is no example, nor one whose chart has a unit of doses."""
    world = in_memory(outline.text, outline.files)
    found = build(Job(DECK), world)
    errors = [d for d in found.diagnostics if d.severity is Severity.ERROR]
    assume(not any(d.rule in ("FIT001", "SAFE004") for d in errors))
    assert not errors, [f"{d.rule} {d.message}" for d in errors]
    return list(files(DECK, world, found))


# Nothing leaks


@settings(SLOW, max_examples=40)
@given(outlines())
def test_nothing_for_other_readers_is_in_any_part_of_any_output(outline: Outline) -> None:
    for file in made(outline):
        words = opened.everything(file.data).casefold()
        leaked = [said for said in outline.said if file.audience not in said.readers and said.own.casefold() in words]
        assert not leaked, f"{file.name} for {file.audience} holds {leaked}"


# Nothing is lost


@settings(SLOW, max_examples=25)
@given(outlines())
def test_every_text_reaches_its_readers_whole(outline: Outline) -> None:
    for file in made(outline):
        texts = [opened.squeezed(text) for text in said_by(file)]
        for said in outline.said:
            if file.audience in said.readers and said.place in (SLIDES if file.slides else PAPER):
                words = opened.squeezed(said.words)
                assert any(words in text for text in texts), f"{file.name} lacks {said}"


SLIDES = {"title", "subtitle", "disclosures", "objectives", "content", "asked", "alt", "notes"}
PAPER = {"title", "front", "content", "asked"}
"""The parts of an outline that slides and handouts tell their readers."""


def said_by(file: File) -> Iterator[str]:
    """Everything that a reader of a file is told, a paragraph or a label each."""
    if file.web:
        yield from (one.text for one in webpage.read(file.data))
        return
    if not file.slides:
        yield from (text for _, text in opened.paper_paragraphs(file.data))
        return
    for slide in opened.slides(file.data):
        yield from opened.paragraphs(slide.blob)
        yield from (shape.get("descr", "") for shape in opened.tree(slide.blob).iter(f"{opened.P}cNvPr"))
        for notes in slide.of_kind("notesSlide"):
            yield from opened.paragraphs(notes)
        for chart in slide.of_kind("chart"):
            yield from nativechart.chart_words(chart)


# Both formats say the same


@settings(SLOW, max_examples=40)
@given(outlines(editions=("lecture", "paper")))
def test_slides_and_handout_say_the_same_to_the_same_readers(outline: Outline) -> None:
    lecture, paper = made(outline)
    own = [said.own for said in outline.said if said.place == "content"]
    on_slides, on_paper = said_about(own, slide_texts(lecture)), said_about(own, paper_texts(paper))
    assert on_slides == on_paper
    assert on_slides.keys() == {s.own for s in outline.said if s.place == "content" and Audience.CLINICIAN in s.readers}


def said_about(own: Iterable[str], texts: Iterable[str]) -> dict[str, set[str]]:
    """By own word, the texts that hold it, with spaces and marks of continuations and answers evened out."""
    normal = [re.sub(r" \((\d+( of \d+)?|answer)\)$", "", opened.spaced(text)) for text in texts]
    # a name beside its number: where it stands depends on the room
    normal = [re.sub(r" \u2212?\d[\d.]*(%| points)?$", "", text) for text in normal]
    found = {word: {text for text in normal if word in text} for word in own}
    return {word: texts for word, texts in found.items() if texts}


def slide_texts(file: File) -> Iterator[str]:
    """What content slides say: texts and the words of charts."""
    for slide, page in zip(opened.slides(file.data), file.plan.pages, strict=True):
        if page.layout not in {"cover", "references"}:
            yield from opened.paragraphs(slide.blob)
            for chart in slide.of_kind("chart"):
                yield from nativechart.chart_words(chart)


def paper_texts(file: File) -> Iterator[str]:
    """What a handout says; the labels drawn in a figure one by one, as the page shows them."""
    yield from (text for role, text in opened.paper_paragraphs(file.data) if role != "Figure")
    yield from (text.text for page in file.plan.pages for text in texts_of(page.items, charts=True))


# Every word of the plan is in the file


@settings(SLOW, max_examples=40)
@given(outlines(editions=("lecture", "leaflet", "web")))
def test_files_hold_every_word_of_their_plan(outline: Outline) -> None:
    for file in made(outline):
        assert_says(file)


def assert_says(file: File) -> None:
    (assert_slides_say if file.slides else assert_web_says if file.web else assert_pages_say)(file)


def test_the_shipped_deck_holds_every_word_of_its_plan(shipped: dict[str, File]) -> None:
    for file in shipped.values():
        assert_says(file)


def assert_slides_say(file: File) -> None:
    """Each slide has the plan's paragraphs, neither more nor less, in the plan's order; and its notes."""
    for slide, page in zip(opened.slides(file.data), file.plan.pages, strict=True):
        planned = [said(text) for text in texts_of(page.items)]
        assert opened.paragraphs(slide.blob) == [text for text in planned if text], page.title
        notes = ["".join(run.text for run in runs) for runs in page.notes]
        assert [text for part in slide.of_kind("notesSlide") for text in opened.paragraphs(part)] == notes


def said(paragraph: Paragraph) -> str:
    return paragraph.text.replace("\n", " ")


def assert_pages_say(file: File) -> None:
    """Each page's text holds the plan's lines in the plan's order, as an independent reader extracts it.

    PDFium takes equal letters of small type that stand near each other, as badges of a diagram do in thumbnails, for
    one letter drawn twice, and leaves one out; Poppler doesn't. So single letters are looked for with Poppler alone.
    It reads a chart's labels that stand on one line from left to right, so their order is Poppler's to judge, too.
    """
    texts = opened.page_texts(file.data)
    for text, page in zip(texts, file.plan.pages, strict=True):
        assert_said((line for line in lines_of(page, charts=False) if len(opened.squeezed(line)) > 1), text)
        everything = opened.squeezed(text)
        assert all(opened.squeezed(line) in everything for line in lines_of(page) if len(opened.squeezed(line)) > 1)
    for text, page in zip(opened.poppler_texts(file.data) or (), file.plan.pages, strict=False):
        assert_said(lines_of(page), text)


def assert_web_says(file: File) -> None:
    """The page holds the plan's paragraphs in the plan's order; numbers of lists are the browser's."""
    (page,) = file.plan.pages
    planned = (text.text for text in texts_of(page.items, charts=True, others=True))
    # the colon between a term and its meaning is a line's end on the page
    assert_said((words for text in planned for words in text.split(": ")), webpage.text(file.data))


def assert_said(lines: Iterable[str], text: str) -> None:
    rest = opened.squeezed(text)
    for line in lines:
        words = opened.squeezed(line)
        assert words in rest, f"{line!r} is not in what is left of the page: {rest[:200]!r}"
        rest = rest[rest.index(words) + len(words) :]


def lines_of(page: Page, *, charts: bool = True) -> Iterator[str]:
    for paragraph in texts_of(page.items, charts=charts, others=True):
        for line in paragraph.lines:
            yield "".join(piece.run.text for piece in line.pieces)


def texts_of(items: Iterable[Item], *, charts: bool = False, others: bool | None = None) -> Iterator[Paragraph]:
    """The paragraphs of a page's items: of boxes and tables, or of the marks of charts, or of all."""
    others = not charts if others is None else others
    for item in items:
        match item:
            case TextBox() if others:
                yield from item.paragraphs
            case TextShape():
                yield from item.paragraphs
            case Table() if others:
                yield from (p for row in item.rows for cell in row.cells for p in cell.paragraphs)
            case Chart() if charts:
                yield from (p for mark in item.marks if isinstance(mark, TextBox) for p in mark.paragraphs)
            case Group():
                yield from texts_of(item.items, charts=charts, others=others)
            case _:
                pass


SIGNS = """\
deck: signs
title: "A&E <now>"
language: en-GB
sections:
  - section: one
    title: "K+ <LLN"
    slides:
      - title: "pH >= 7.35 & SpO2 ≥ 94"
        blocks:
          - "A&E, K+ <LLN, >=, ≥, <, &, &lt;, <b>x</b>, ]]>, 𝑥"
          - table: [["<", "&"], ["≥", ">="]]
          - chart: {categories: ["A&E", "<5"], values: [1, 2], unit: "<&>", title: "≥ & <"}
        notes: "A&E & K+ <LLN"
editions:
  lecture: {audience: clinician, output: slides}
  paper: {audience: clinician, output: handout}
  web: {audience: clinician, output: web}
"""


def test_signs_that_formats_use_themselves_come_out_as_written() -> None:
    lecture, paper, web = files(DECK, in_memory(SIGNS))
    for file in (lecture, paper, web):
        texts = list(said_by(file))
        for words in ("A&E <now>", "K+ <LLN", "pH >= 7.35 & SpO2 ≥ 94", "&lt;, <b>x</b>, ]]>, 𝑥", "A&E", "≥ & <"):
            assert any(words in text for text in texts), (file.name, words)
    assert "A&E & K+ <LLN" in list(said_by(lecture))
    assert_slides_say(lecture)
    assert_pages_say(paper)
    assert_web_says(web)


# Same input, same bytes


@settings(SLOW, max_examples=15)
@given(outlines())
def test_the_same_outline_gives_the_same_bytes(outline: Outline) -> None:
    first, second = (build(Job(DECK), in_memory(outline.text, outline.files)) for _ in range(2))
    assume(not any(d.rule == "FIT001" for d in first.diagnostics))
    assert first.outputs and first == second
