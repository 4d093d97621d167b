"""Everything that an edition says, passage by passage in reading order: what numbering and wording checks walk over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from builder.diagnostics import Span
from builder.graph import in_order, small_texts
from builder.model import (
    Block,
    Callout,
    Chart,
    ChartContent,
    Checklist,
    Compare,
    CompareContent,
    Deck,
    Define,
    Diagram,
    DiagramContent,
    Emergency,
    FindingBlock,
    Icons,
    IconsContent,
    Image,
    ImageContent,
    Number,
    NumberContent,
    OutputKind,
    Point,
    Question,
    QuestionContent,
    Quote,
    Slide,
    Steps,
    Table,
    TableContent,
    Term,
    Text,
    Waiver,
)
from builder.values import RichText, words


class Kind(StrEnum):
    """What a passage is to its reader."""

    TITLE = "title"
    POINT = "point"
    TEXT = "text"
    ITEM = "item"
    CALLOUT = "callout"
    QUOTE = "quote"
    CELL = "cell"
    CAPTION = "caption"
    LABEL = "label"
    ALT = "alt"
    NOTE = "note"
    TERM = "term"
    FRONT = "front"


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text that stands by itself, the waivers of the block or slide that holds it, and the block."""

    text: RichText
    kind: Kind
    waive: tuple[Waiver, ...] = ()
    block: Block | None = None


def passages(deck: Deck, output: OutputKind) -> Iterator[Passage]:
    """Yield what an edition of a resolved deck says, in the order in which its readers meet it.

    Planners follow the same order. A handout opens with the main message and closes with what is not known, questions
    and the glossary; other outputs open with disclosures and objectives. Speaker notes come after their slide; what
    students write their own notes on (`notes`, `guided`) has none.
    """
    if output == "handout":
        yield from _handout(deck)
        return
    if output == "guided":
        yield from _guided(deck)
        return
    yield from (one for one in _talk(deck) if output != "notes" or one.kind is not Kind.NOTE)


def _talk(deck: Deck) -> Iterator[Passage]:
    yield from _some(Kind.TITLE, deck.title, deck.subtitle)
    yield from _all(Kind.FRONT, deck.disclosures)
    yield from _all(Kind.FRONT, (goal.text for goal in deck.objectives))
    yield from _sections(deck, steps=True)
    yield from _some(Kind.TITLE, deck.closing)


def _guided(deck: Deck) -> Iterator[Passage]:
    yield from _some(Kind.TITLE, deck.title)
    yield from _all(Kind.FRONT, (*deck.disclosures, *(goal.text for goal in deck.objectives)))
    yield from (passage for passage in _sections(deck, answers=False) if passage.kind is not Kind.NOTE)
    yield from _answers(deck)


def _handout(deck: Deck) -> Iterator[Passage]:
    said: list[str] = []
    for passage in _leaflet(deck):
        said.append(passage.text.text)
        yield passage
    text = "\n".join(said)
    for term in deck.glossary:
        if re.search(rf"\b{re.escape(term.term)}\b", text, re.IGNORECASE):
            yield from _term(term)


def _leaflet(deck: Deck) -> Iterator[Passage]:
    yield from _some(Kind.TITLE, deck.title)
    yield from _some(Kind.FRONT, deck.main_message, deck.purpose)
    yield from _all(Kind.FRONT, deck.key_points)
    if deck.emergency:
        yield from _emergency(deck.emergency)
    yield from _sections(deck, answers=False)
    yield from _all(Kind.FRONT, deck.unknowns)
    yield from _all(Kind.FRONT, deck.questions)
    yield from _all(Kind.FRONT, deck.teach_back)
    yield from _answers(deck)


def _sections(deck: Deck, *, answers: bool = True, steps: bool = False) -> Iterator[Passage]:
    terms = {term.term: term for term in deck.glossary}
    for section in deck.sections:
        yield Passage(section.title, Kind.TITLE)
        for slide in section.slides:
            yield from slide_passages(slide, terms, answers=answers)
            yield from _steps(slide) if steps else ()


def _answers(deck: Deck) -> Iterator[Passage]:
    """Yield the answers to a handout's questions: they stand at its end."""
    for slide in (slide for section in deck.sections for slide in section.slides):
        for block in slide.blocks:
            if isinstance(block, Question):
                for passage in _answer(block.question):
                    yield Passage(passage.text, passage.kind, block.waive + slide.waive, block)


def slide_passages(slide: Slide, terms: dict[str, Term], *, answers: bool = True) -> Iterator[Passage]:
    """Yield a slide's title, blocks and notes; `terms` are the glossary's entries by term.

    Questions come with their answers unless these are told elsewhere.
    """
    yield Passage(slide.title, Kind.TITLE, slide.waive)
    for block in slide.blocks:
        for passage in block_passages(block, terms):
            yield Passage(passage.text, passage.kind, block.waive + slide.waive, block)
        for passage in _answer(block.question) if answers and isinstance(block, Question) else ():
            yield Passage(passage.text, passage.kind, block.waive + slide.waive, block)
    if slide.notes:
        yield Passage(slide.notes, Kind.NOTE, slide.waive)


def _steps(slide: Slide) -> Iterator[Passage]:
    """Yield what the slides say that build up a slide's diagrams; only slides do so."""
    for block in slide.blocks:
        for step in block.diagram.build if isinstance(block, Diagram) else ():
            yield Passage(step.title, Kind.TITLE, block.waive + slide.waive)
            if step.notes:
                yield Passage(step.notes, Kind.NOTE, block.waive + slide.waive)


def block_passages(block: Block, terms: dict[str, Term]) -> Iterator[Passage]:  # noqa: PLR0912  # one case a kind
    """Yield the texts of one block as its reader meets them; a question's answer is not among them."""
    match block:
        case Point(point=text):
            yield Passage(text, Kind.POINT)
        case Text(text=text):
            yield Passage(text, Kind.TEXT)
        case Steps(steps=items) | Checklist(checklist=items):
            yield from _all(Kind.ITEM, items)
        case Callout(callout=content):
            yield from _some(Kind.CALLOUT, content.title, content.text)
            yield from _all(Kind.CALLOUT, content.points)
        case Quote(quote=said):
            yield Passage(said.text, Kind.QUOTE)
            yield Passage(said.by, Kind.CAPTION)
        case Table(table=table):
            yield from _table(table)
        case Chart(chart=chart):
            yield from _chart(chart)
        case Image(image=image):
            yield from _image(image)
        case Icons() | Compare() | Question() | Number() | Diagram():
            yield from _taught(block)
        case Define(define=names):
            for term in (terms[name] for name in names if name in terms):
                yield from _term(term)
        case FindingBlock():  # an audience gets the blocks that stand for it
            return
        case _:
            assert_never(block)


def _some(kind: Kind, *texts: RichText | None) -> Iterator[Passage]:
    for text in texts:
        if text is not None:
            yield Passage(text, kind)


def _all(kind: Kind, texts: Iterable[RichText]) -> Iterator[Passage]:
    return (Passage(text, kind) for text in texts)


def _strings(kind: Kind, at: Span, *texts: str | None) -> Iterator[Passage]:
    return (Passage(words(text, at), kind) for text in texts if text)


def _table(table: TableContent) -> Iterator[Passage]:
    yield from _some(Kind.CAPTION, table.title)
    yield from _all(Kind.CELL, table.header)
    for row in table.rows:
        yield from _all(Kind.CELL, row)
    yield from _some(Kind.CAPTION, table.source)
    yield from _strings(Kind.ALT, table.at, table.alt)


def _chart(chart: ChartContent) -> Iterator[Passage]:
    yield from _some(Kind.CAPTION, chart.title, chart.read)
    names = tuple(series.name for series in chart.series)
    yield from _strings(Kind.LABEL, chart.at, *chart.categories, *names, chart.category_title, chart.value_title)
    yield from _strings(Kind.LABEL, chart.at, chart.comparator_name, chart.interval)
    if chart.reference:
        line = chart.reference
        yield from _strings(Kind.LABEL, line.at, line.label, line.below, line.above)
    yield from _strings(Kind.LABEL, chart.at, chart.unit)
    yield from _some(Kind.CAPTION, chart.note, chart.source)
    yield from _strings(Kind.ALT, chart.at, chart.alt)


def _taught(block: Icons | Compare | Question | Number | Diagram) -> Iterator[Passage]:
    match block:
        case Icons(icons=icons):
            yield from _icons(icons)
        case Compare(compare=compare):
            yield from _compare(compare)
        case Question(question=question):
            yield Passage(question.text, Kind.TEXT)
            yield from _all(Kind.ITEM, question.options)
        case Number(number=number):
            yield from _number(number)
        case Diagram(diagram=diagram):
            yield from _diagram(diagram)
        case _:
            assert_never(block)


def _icons(icons: IconsContent) -> Iterator[Passage]:
    yield from _some(Kind.CAPTION, icons.title)
    groups = [group.name for group in icons.arms[0].groups]
    arms = [arm.label for arm in icons.arms]
    yield from _strings(Kind.LABEL, icons.at, icons.time, *arms, *groups, icons.rest)
    yield from _some(Kind.CAPTION, icons.note, icons.source)
    yield from _strings(Kind.ALT, icons.at, icons.alt)


def _compare(compare: CompareContent) -> Iterator[Passage]:
    yield from _some(Kind.CAPTION, compare.title)
    for side in compare.sides:
        yield Passage(side.title, Kind.CAPTION)
        yield from _all(Kind.POINT, side.points)
    yield from _some(Kind.CAPTION, compare.source)


def _answer(question: QuestionContent) -> Iterator[Passage]:
    if question.right is None:
        yield Passage(question.answer, Kind.TEXT)
    yield from _some(Kind.TEXT, question.rationale)


def _number(number: NumberContent) -> Iterator[Passage]:
    yield from _strings(Kind.LABEL, number.at, number.value)
    yield Passage(number.counts, Kind.TEXT)
    if number.compared:
        yield from _strings(Kind.LABEL, number.compared.at, number.compared.value)
        yield Passage(number.compared.counts, Kind.TEXT)
    yield from _some(Kind.CAPTION, number.note, number.source)


def _diagram(diagram: DiagramContent) -> Iterator[Passage]:
    nodes, _ = in_order(diagram)
    yield from _some(Kind.CAPTION, diagram.title)
    yield from _all(Kind.LABEL, (node.label for node in nodes))
    yield from _strings(Kind.LABEL, diagram.at, *(cluster.title for cluster in diagram.clusters))
    yield from _all(Kind.CAPTION, small_texts(diagram))
    yield from _strings(Kind.ALT, diagram.at, diagram.alt)


def _image(image: ImageContent) -> Iterator[Passage]:
    yield from _some(Kind.CAPTION, image.caption)
    yield from _strings(Kind.CAPTION, image.at, image.credit, image.licence)
    yield from _strings(Kind.ALT, image.at, image.alt)


def _term(term: Term) -> Iterator[Passage]:
    yield from _strings(Kind.LABEL, term.at, term.term)
    yield from _some(Kind.TERM, term.meaning, term.plain)


def _emergency(emergency: Emergency) -> Iterator[Passage]:
    yield from _all(Kind.FRONT, emergency.red_flags)
    yield from _all(Kind.FRONT, emergency.first_aid)
    yield from _some(Kind.FRONT, emergency.crisis)
    yield from _all(Kind.FRONT, emergency.see_doctor)
