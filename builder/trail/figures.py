"""The units of a block: its texts one by one, a table row by row, a chart or a comparison as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias, assert_never

from builder.diagnostics import Span
from builder.frozen import replace
from builder.model import (
    Block,
    Callout,
    Chart,
    Checklist,
    Compare,
    Define,
    Diagram,
    FillIn,
    FindingBlock,
    Icons,
    IconsContent,
    Image,
    Number,
    Point,
    Question,
    Quote,
    Steps,
    Table,
    Text,
)
from builder.plan.chart_alt import describe as describe_chart
from builder.plan.diagram.texts import describe as describe_diagram
from builder.trail.unit import Piece, Unit, listed, said, together
from builder.values import RichText

Worded: TypeAlias = Point | Text | Steps | Checklist | Callout | Quote | Question | FillIn
Figure: TypeAlias = Table | Chart | Image | Icons | Compare | Number | Diagram


def block_units(block: Block) -> Iterator[Unit]:
    """Yield the units of a block of a resolved deck; a glossary's terms are units of the deck, not of the block."""
    match block:
        case Point() | Text() | Steps() | Checklist() | Callout() | Quote() | Question() | FillIn():
            yield from _worded(block)
        case Table() | Chart() | Image() | Icons() | Compare() | Number() | Diagram():
            yield from _figure(block)
        case Define() | FindingBlock():  # an audience gets the blocks that stand for a finding block
            return
        case _:
            assert_never(block)


def _worded(block: Worded) -> Iterator[Unit]:
    at = block.at
    match block:
        case Point(point=text):
            yield replace(said("point", text, (at, "point")), from_findings=block.findings)
        case Text(text=text):
            yield said("text", text, (at, "text"), marks=(at,))
        case Steps(steps=items):
            yield from listed("step", items, (at, "steps"))
        case Checklist(checklist=items):
            yield from listed("box to tick", items, (at, "checklist"))
        case Callout(callout=content):
            yield from _some("callout title", content.title, at, loose=True)
            yield from _some("callout", content.text, at)
            yield from listed("callout", content.points, (at, "points"))
        case Quote(quote=words):
            yield together("quote", (words.text, words.by), (at, "quote"))
        case Question():
            yield from _question(block)
        case FillIn():
            yield from _fill_in(block)
        case _:
            assert_never(block)


def _question(block: Question) -> Iterator[Unit]:
    content, at = block.question, block.at
    yield said("question", content.text, (at, "question"), loose=True)
    yield from listed("option", content.options, (at, "options"), loose=True)
    if content.right is None:
        yield said("answer", content.answer, (at, "answer"), loose=True)
    yield from _some("rationale", content.rationale, at)


def _fill_in(block: FillIn) -> Iterator[Unit]:
    """Yield what is asked for: it makes no claim of its own."""
    content, at = block.fill_in, block.at
    yield from _some("form title", content.title, at, loose=True)
    asked = [text for one in content.fields for text in (one.label, one.hint) if text]
    yield from listed("thing to fill in", [*asked, *content.columns, *content.rows], (at, "fields"), loose=True)


def _figure(block: Figure) -> Iterator[Unit]:
    match block:
        case Table():
            yield from _table(block)
        case Chart(chart=chart):
            told = (chart.title, chart.read, chart.note)
            unit = _whole("chart", block, chart.at, told, chart.source, chart.alt or describe_chart(chart))
            yield replace(unit, counts=True)
        case Image(image=image):
            yield _whole("picture", block, image.at, (image.caption,), None, image.alt)
        case Icons(icons=icons):
            unit = _whole(
                "icon array", block, icons.at, (icons.title, icons.note), icons.source, icons.alt or _counted(icons)
            )
            yield replace(unit, counts=True)
        case Compare():
            yield from _compare(block)
        case Number():
            yield _number(block)
        case Diagram():
            yield from _diagram(block)
        case _:
            assert_never(block)


def _whole(
    form: str,
    block: Figure,
    figure: Span,
    told: tuple[RichText | None, ...],
    source: RichText | None,
    alt: str | None,
) -> Unit:
    """Return a figure as one unit that shows the findings it was made from."""
    words = ". ".join(text.text.strip().rstrip(".") for text in told[:1] if text)
    spoken = f"{words}. {alt}" if words and alt and words not in alt else alt or words
    unit = together(form, told, (block.at, form), figure=figure, sources=(source,), words=spoken or " ")
    return replace(unit, at=figure, findings=tuple(dict.fromkeys((*unit.findings, *block.findings))))


def _counted(icons: IconsContent) -> str:
    """Return an icon array in words: how many of how many, group by group."""
    arms = (
        f"{f'{arm.label}: ' if arm.label else ''}"
        + "; ".join(f"{group.count:,} of {icons.of:,} {group.name}" for group in arm.groups)
        for arm in icons.arms
    )
    return ". ".join(arms) + (f", {icons.time}" if icons.time else "")


def _table(block: Table) -> Iterator[Unit]:
    """Yield a table's rows, then the table if it is cited as a whole; a row made from a finding shows it."""
    table = block.table
    cited = bool([*(table.title.citations if table.title else ()), *(table.source.citations if table.source else ())])
    for row in table.rows:
        unit = together("table row", row, (row[0].at if row else table.at, "row"))
        yield replace(unit, from_findings=block.findings, loose=cited)
    whole = _whole("table", block, table.at, (table.title,), table.source, table.alt)
    head = tuple(citation for cell in table.header for citation in cell.citations)
    if cited or head:
        citations = (*head, *whole.citations)
        yield replace(whole, citations=citations, findings=(), from_findings=block.findings, loose=True)


def _compare(block: Compare) -> Iterator[Unit]:
    compare = block.compare
    sourced = bool(compare.source and compare.source.citations)
    for side in compare.sides:
        yield said("heading", side.title, (side.at, "title"), loose=True)
        for unit in listed("point", side.points, (side.at, "points")):
            yield replace(unit, loose=sourced)
    titled = tuple(text for text in (compare.title, *(side.title for side in compare.sides)) if text)
    if any(text.citations for text in (compare.title, compare.source) if text):
        words = " | ".join(text.text.strip() for text in titled)
        yield together("comparison", titled, (block.at, "compare"), sources=(compare.source,), words=words)


def _number(block: Number) -> Unit:
    number, other = block.number, block.number.compared
    words = f"{number.value} {number.counts.text.strip()}"
    if other:
        words += f" | {other.value} {other.counts.text.strip()}"
    texts = (number.counts, other.counts if other else None, number.note)
    unit = together("number", texts, (block.at, "number"), sources=(number.source,), words=words)
    shown = [(number.value, number.at), *([(other.value, other.at), (other.value, number.at)] if other else [])]
    values = tuple(Piece(value, frozenset((at,))) for value, at in shown)
    return replace(unit, at=number.at, pieces=(*values, *unit.pieces), counts=True)


def _diagram(block: Diagram) -> Iterator[Unit]:
    """Yield the arrows about which something is said or cited, then the diagram if it is cited as a whole."""
    diagram = block.diagram
    labels = {node.id: node.label for node in diagram.nodes}
    for edge in diagram.edges:
        if edge.text is None:
            continue
        ends = (labels[edge.source], labels[edge.target])
        arrow = {"raises": "raises", "blocks": "blocks", "disputed": "may affect (disputed)"}[edge.sign]
        said_of_it = f": {edge.text.text.strip()}" if edge.text.text.strip() else ""
        words = f"{ends[0].text.strip()} {arrow} {ends[1].text.strip()}{said_of_it}"
        unit = together("arrow", ends, (edge.at, "arrow"), sources=(edge.text,), words=words)
        small = (Piece(edge.text.text, frozenset((diagram.at, edge.text.at))),) if edge.text.text.strip() else ()
        yield replace(unit, at=edge.at, pieces=(*unit.pieces, *small))
    whole = _whole(
        "diagram",
        block,
        diagram.at,
        (diagram.title, diagram.note),
        diagram.source,
        diagram.alt or describe_diagram(diagram),
    )
    nodes = tuple(citation for node in diagram.nodes for citation in node.label.citations)
    yield replace(whole, citations=(*whole.citations, *nodes), loose=True)


def _some(form: str, text: RichText | None, at: Span, *, loose: bool = False) -> Iterator[Unit]:
    if text is not None:
        yield said(form, text, (at, form), loose=loose)
