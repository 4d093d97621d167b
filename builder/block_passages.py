"""What one block says, passage by passage in reading order: the same on slides, on paper and on pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import assert_never

from builder.diagnostics import Span
from builder.frozen import dataclass
from builder.graph import in_order, small_texts
from builder.model import (
    Block,
    Callout,
    Chart,
    ChartContent,
    Checklist,
    Compare,
    CompareContent,
    Define,
    Diagram,
    DiagramContent,
    FillIn,
    FillInContent,
    FindingBlock,
    Icons,
    IconsContent,
    Image,
    ImageContent,
    Number,
    NumberContent,
    Point,
    Question,
    QuestionContent,
    Quote,
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


def block_passages(block: Block, terms: dict[str, Term]) -> Iterator[Passage]:  # noqa: PLR0912  # one case a kind
    """Yield the texts of one block as its reader meets them; a question's answer is not among them."""
    match block:
        case Point(point=text):
            yield Passage(text, Kind.POINT)
        case Text(text=text):
            yield Passage(text, Kind.TEXT)
        case Steps(steps=items) | Checklist(checklist=items):
            yield from each(Kind.ITEM, items)
        case Callout(callout=content):
            yield from some(Kind.CALLOUT, content.title, content.text)
            yield from each(Kind.CALLOUT, content.points)
        case Quote(quote=said):
            yield Passage(said.text, Kind.QUOTE)
            yield Passage(said.by, Kind.CAPTION)
        case Table(table=table):
            yield from _table(table)
        case Chart(chart=chart):
            yield from _chart(chart)
        case Image(image=image):
            yield from _image(image)
        case Icons() | Compare() | Question() | Number() | Diagram() | FillIn():
            yield from _taught(block)
        case Define(define=names):
            for term in (terms[name] for name in names if name in terms):
                yield from term_passages(term)
        case FindingBlock():  # an audience gets the blocks that stand for it
            return
        case _:
            assert_never(block)


def some(kind: Kind, *texts: RichText | None) -> Iterator[Passage]:
    """Yield the texts that are there."""
    for text in texts:
        if text is not None:
            yield Passage(text, kind)


def each(kind: Kind, texts: Iterable[RichText]) -> Iterator[Passage]:
    """Yield every text of a list."""
    return (Passage(text, kind) for text in texts)


def strings(kind: Kind, at: Span, *texts: str | None) -> Iterator[Passage]:
    """Yield texts without markup, at the place of what holds them."""
    return (Passage(words(text, at), kind) for text in texts if text)


def _table(table: TableContent) -> Iterator[Passage]:
    yield from some(Kind.CAPTION, table.title)
    yield from each(Kind.CELL, table.header)
    for row in table.rows:
        yield from each(Kind.CELL, row)
    yield from some(Kind.CAPTION, table.source)
    yield from strings(Kind.ALT, table.at, table.alt)


def _chart(chart: ChartContent) -> Iterator[Passage]:
    yield from some(Kind.CAPTION, chart.title, chart.read)
    names = tuple(series.name for series in chart.series)
    yield from strings(Kind.LABEL, chart.at, *chart.categories, *names, chart.category_title, chart.value_title)
    yield from strings(Kind.LABEL, chart.at, chart.comparator_name, chart.interval)
    if chart.reference:
        line = chart.reference
        yield from strings(Kind.LABEL, line.at, line.label, line.below, line.above)
    yield from strings(Kind.LABEL, chart.at, chart.unit)
    yield from some(Kind.CAPTION, chart.note, chart.source)
    yield from strings(Kind.ALT, chart.at, chart.alt)


def _taught(block: Icons | Compare | Question | Number | Diagram | FillIn) -> Iterator[Passage]:
    match block:
        case Icons(icons=icons):
            yield from _icons(icons)
        case Compare(compare=compare):
            yield from _compare(compare)
        case Question(question=question):
            yield Passage(question.text, Kind.TEXT)
            yield from each(Kind.ITEM, question.options)
        case Number(number=number):
            yield from _number(number)
        case Diagram(diagram=diagram):
            yield from _diagram(diagram)
        case FillIn(fill_in=content):
            yield from _fill_in(content)
        case _:
            assert_never(block)


def _icons(icons: IconsContent) -> Iterator[Passage]:
    yield from some(Kind.CAPTION, icons.title)
    groups = [group.name for group in icons.arms[0].groups]
    arms = [arm.label for arm in icons.arms]
    yield from strings(Kind.LABEL, icons.at, icons.time, *arms, *groups, icons.rest)
    yield from some(Kind.CAPTION, icons.note, icons.source)
    yield from strings(Kind.ALT, icons.at, icons.alt)


def _compare(compare: CompareContent) -> Iterator[Passage]:
    yield from some(Kind.CAPTION, compare.title)
    for side in compare.sides:
        yield Passage(side.title, Kind.CAPTION)
        yield from each(Kind.POINT, side.points)
    yield from some(Kind.CAPTION, compare.source)


def answer_passages(question: QuestionContent) -> Iterator[Passage]:
    """Yield the answer to a question that has no options, and why it is right."""
    if question.right is None:
        yield Passage(question.answer, Kind.TEXT)
    yield from some(Kind.TEXT, question.rationale)


def _number(number: NumberContent) -> Iterator[Passage]:
    yield from strings(Kind.LABEL, number.at, number.value)
    yield Passage(number.counts, Kind.TEXT)
    if number.compared:
        yield from strings(Kind.LABEL, number.compared.at, number.compared.value)
        yield Passage(number.compared.counts, Kind.TEXT)
    yield from some(Kind.CAPTION, number.note, number.source)


def _diagram(diagram: DiagramContent) -> Iterator[Passage]:
    nodes, _ = in_order(diagram)
    yield from some(Kind.CAPTION, diagram.title)
    yield from each(Kind.LABEL, (node.label for node in nodes))
    yield from strings(Kind.LABEL, diagram.at, *(cluster.title for cluster in diagram.clusters))
    yield from each(Kind.CAPTION, small_texts(diagram))
    yield from strings(Kind.ALT, diagram.at, diagram.alt)


def _fill_in(content: FillInContent) -> Iterator[Passage]:
    yield from some(Kind.CAPTION, content.title)
    for one in content.fields:
        yield Passage(one.label, Kind.LABEL)
        yield from some(Kind.CAPTION, one.hint)
    yield from each(Kind.LABEL, (*content.columns, *content.rows))


def _image(image: ImageContent) -> Iterator[Passage]:
    yield from some(Kind.CAPTION, image.caption)
    yield from strings(Kind.CAPTION, image.at, image.credit, image.licence)
    yield from strings(Kind.ALT, image.at, image.alt)


def term_passages(term: Term) -> Iterator[Passage]:
    """Yield a glossary entry."""
    yield from strings(Kind.LABEL, term.at, term.term)
    yield from some(Kind.TERM, term.meaning, term.plain)
