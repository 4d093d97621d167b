"""What a mapping must satisfy as a whole, once each key is fine: lengths that agree, keys that need others."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from builder.frozen import replace
from builder.late import late
from builder.load.bounds import bounded, counted
from builder.load.chart_rules import check_chart
from builder.load.faults import BAD, Bad, shorten
from builder.load.findings import finish_arm, finish_finding, finish_show
from builder.load.images import load_picture
from builder.load.locales import locale_names
from builder.load.scope import Scope
from builder.locales import locale_help
from builder.located import Fields, Items, Scalar
from builder.model import (
    Arm,
    CalloutContent,
    ChartContent,
    CompareContent,
    Deck,
    DiagramContent,
    DiagramEdge,
    Edition,
    FillInContent,
    Finding,
    FindingContent,
    Governance,
    IconsContent,
    ImageContent,
    Model,
    QuestionContent,
    Slide,
    TableContent,
    Term,
)
from builder.theming import ThemeChoice

if TYPE_CHECKING:
    from builder.load.diagrams import finish_diagram, finish_edge
    from builder.load.own_theme import check_choice
    from builder.load.taught import compare, fill_in, icons, question
else:
    compare, fill_in, icons, question = late("builder.load.taught", "compare", "fill_in", "icons", "question")
    finish_diagram, finish_edge = late("builder.load.diagrams", "finish_diagram", "finish_edge")
    check_choice = late("builder.load.own_theme", "check_choice")


def _callout(value: CalloutContent, node: Fields, scope: Scope) -> CalloutContent | Bad:
    if value.text or value.points:
        return value
    return scope.faults.error("YML011", node.at, "a callout needs `text` or `points`")


def _term(value: Term, node: Fields, scope: Scope) -> Term | Bad:
    if value.meaning or value.plain:
        return value
    return scope.faults.error("YML011", node.at, "a glossary entry needs `meaning` or `plain`")


def _slide(value: Slide, node: Fields, scope: Scope) -> Slide | Bad:
    if value.layout:
        value = replace(value, layout_at=node.place("layout"))
    return bounded("blocks", len(value.blocks), "blocks", node.place("blocks"), scope) or value


def _deck(value: Deck, node: Fields, scope: Scope) -> Deck | Bad:
    slides = sum(len(section.slides) for section in value.sections)
    at = node.place("sections")
    if not value.editions:
        message, hint = "there is no edition, so nothing is made of this deck", "name one: `lecture: {output: slides}`"
        return scope.faults.error("YML011", node.place("editions"), message, hint)
    for edition in value.editions:
        if edition.references == "qr" and not value.governance.status_page:
            message = f"edition `{edition.name}` leads to its sources by a QR code, and there is no page to lead to"
            hint = "add `status_page` to `governance`, or write `references: print` or `request`"
            return scope.faults.error("YML011", edition.at, message, hint)
    return (
        bounded("slides", slides, "slides", at, scope)
        or bounded("sections", len(value.sections), "sections", at, scope)
        or bounded("references", len(value.references), "references", node.place("references"), scope)
        or value
    )


def _table(value: TableContent, node: Fields, scope: Scope) -> TableContent | Bad:
    rows, columns = node.get("rows"), len(value.header)
    if bounded("table_columns", columns, "columns", node.place("header"), scope):
        return BAD
    if bounded("table_rows", len(value.rows), "rows", node.place("rows"), scope):
        return BAD
    before = scope.faults.errors
    for number, row in enumerate(value.rows):
        if len(row) != columns:
            at = rows.items[number].at if isinstance(rows, Items) else node.at
            message = f"this row has {counted(len(row), 'cell')}, the header at {node.place('header')} has {columns}"
            scope.faults.error("YML017", at, message, 'an empty cell is written ""')
    return value if scope.faults.errors == before else BAD


def _image(value: ImageContent, node: Fields, scope: Scope) -> ImageContent | Bad:
    name, before = node.get("file"), scope.faults.errors
    if value.decorative and value.alt:
        message = "a decorative picture has no `alt`: nobody would hear it"
        scope.faults.error("YML013", node.place("alt"), message, "take one of the two out")
    elif not value.decorative and not value.alt:
        message = "this picture needs `alt`: one or two sentences that say what it shows"
        scope.faults.error("YML011", node.place("alt"), message, "or `decorative: true`, if it shows nothing")
    loaded = load_picture(value, name, scope) if isinstance(name, Scalar) else BAD
    return loaded if scope.faults.errors == before else BAD


def _governance(value: Governance, node: Fields, scope: Scope) -> Governance | Bad:
    page = value.status_page or ""
    if unknown := set(re.findall(r"\{([^{}]*)\}?", page)) - {"document", "version"}:
        message = f"`{{{shorten(min(unknown))}}}` can't be filled in: only `{{document}}` and `{{version}}` are"
        return scope.faults.error("YML013", node.place("status_page"), message)
    return replace(value, due_at=node.place("review_due"))


def _misfit(value: Edition, node: Fields, scope: Scope) -> Bad | None:
    """Report what doesn't go with an edition's output."""
    if value.output in ("notes", "guided") and value.audience.lay:
        message = (
            f"output `{value.output}` is made from a lecture, and this edition is for the {value.audience} audience"
        )
        hint = "write `audience: student` or `clinician`; for others, `output: handout`"
        return scope.faults.error("YML013", node.place("output"), message, hint)
    keys = [key for key in ("per_page", "beside") if key in node.entries]
    if value.output != "notes" and keys:
        message = f"`{keys[0]}` is for `output: notes`, and this edition's is `{value.output}`"
        return scope.faults.error("YML013", node.place(keys[0]), message, "take the key out")
    if value.output not in ("handout", "web") and "references" in node.entries:
        message = f"`references` is for leaflets, and this edition's output is `{value.output}`"
        return scope.faults.error("YML013", node.place("references"), message, "take the key out")
    if value.output != "handout" and value.fold:
        message = f"`fold` is for leaflets, and this edition's output is `{value.output}`"
        return scope.faults.error("YML013", node.place("fold"), message, "take the key out")
    if value.fold and (value.type == "large" or "A5" in value.papers):
        message = "pages of folded paper are too small for large print and for A5"
        return scope.faults.error("YML013", node.place("fold"), message, "fold `A4` or `Letter`, in `type: normal`")
    if value.per_page == 6 and value.beside:
        message = "six slides a page leave nothing beside them for `beside`"
        return scope.faults.error("YML013", node.place("beside"), message, "write `per_page: 3` or `2`")
    return None


def _edition(value: Edition, node: Fields, scope: Scope) -> Edition | Bad:
    value = replace(value, pages_at=node.place("pages"))
    if fault := _misfit(value, node, scope):
        return fault
    known = locale_names()
    if value.locale in known or (value.locale is None and not value.audience.lay):
        return value
    if value.locale is None:
        message = f"an edition for the {value.audience} audience needs `locale`: it decides on phone numbers"
        return scope.faults.error("SAFE001", node.place("locale"), message, f"add one of: {', '.join(known)}")
    message = f"there is no locale `{shorten(value.locale)}`"
    return scope.faults.error("SAFE001", node.place("locale"), message, locale_help(value.locale, known))


FINISH: dict[type[Model], Callable[[Any, Fields, Scope], object]] = {
    Arm: finish_arm,
    CalloutContent: _callout,
    ChartContent: check_chart,
    CompareContent: compare,
    Deck: _deck,
    DiagramContent: finish_diagram,
    DiagramEdge: finish_edge,
    Edition: _edition,
    FillInContent: fill_in,
    Finding: finish_finding,
    FindingContent: finish_show,
    Governance: _governance,
    IconsContent: icons,
    ImageContent: _image,
    QuestionContent: question,
    Slide: _slide,
    TableContent: _table,
    Term: _term,
    ThemeChoice: check_choice,
}
"""The check of each model class that has one: it returns the value, a completed one, or `BAD`."""
