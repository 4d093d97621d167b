"""What a mapping must satisfy as a whole, once each key is fine: lengths that agree, keys that need others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any

from builder.diagnostics import Span, did_you_mean
from builder.load.faults import BAD, Bad, shorten
from builder.load.images import load_picture
from builder.load.limits import raise_with
from builder.load.locales import locale_names
from builder.load.scalars import looks_numeric
from builder.load.scope import Scope
from builder.load.templates import load_template
from builder.load.themes import theme_names
from builder.located import Fields, Items, Node, Scalar
from builder.model import (
    Arm,
    CalloutContent,
    ChartContent,
    Deck,
    Edition,
    ImageContent,
    Model,
    Slide,
    TableContent,
    Term,
    ThemeChoice,
)
from builder.values import plain_number


def _callout(value: CalloutContent, node: Fields, scope: Scope) -> CalloutContent | Bad:
    if value.text or value.points:
        return value
    return scope.faults.error("YML011", node.at, "a callout needs `text` or `points`")


def _term(value: Term, node: Fields, scope: Scope) -> Term | Bad:
    if value.meaning or value.plain:
        return value
    return scope.faults.error("YML011", node.at, "a glossary entry needs `meaning` or `plain`")


def _slide(value: Slide, node: Fields, scope: Scope) -> Slide | Bad:
    return _bounded("blocks", len(value.blocks), "blocks", node.place("blocks"), scope) or value


def _deck(value: Deck, node: Fields, scope: Scope) -> Deck | Bad:
    slides = sum(len(section.slides) for section in value.sections)
    at = node.place("sections")
    return (
        _bounded("slides", slides, "slides", at, scope)
        or _bounded("sections", len(value.sections), "sections", at, scope)
        or _bounded("references", len(value.references), "references", node.place("references"), scope)
        or value
    )


def _theme(value: ThemeChoice, node: Fields, scope: Scope) -> ThemeChoice | Bad:
    known, file = theme_names(), node.get("template")
    if value.name not in known:
        hint = did_you_mean(value.name, known) or f"themes: {', '.join(known)}"
        return scope.faults.error("THEME001", node.place("name"), f"there is no theme `{shorten(value.name)}`", hint)
    return load_template(value, file, scope) if value.template and isinstance(file, Scalar) else value


def _bounded(limit: str, count: int, what: str, at: Span, scope: Scope) -> Bad | None:
    """Note when there are more than a limit allows."""
    most: int = getattr(scope.limits, limit)
    if count <= most:
        return None
    message = f"there are {count:,} {what}; at most {most:,} are built"
    return scope.faults.error("YML007", at, message, raise_with(limit, count))


def _table(value: TableContent, node: Fields, scope: Scope) -> TableContent | Bad:
    rows, columns = node.get("rows"), len(value.header)
    if _bounded("table_columns", columns, "columns", node.place("header"), scope):
        return BAD
    if _bounded("table_rows", len(value.rows), "rows", node.place("rows"), scope):
        return BAD
    before = scope.faults.errors
    for number, row in enumerate(value.rows):
        if len(row) != columns:
            at = rows.items[number].at if isinstance(rows, Items) else node.at
            message = f"this row has {_count(len(row), 'cell')}, the header at {node.place('header')} has {columns}"
            scope.faults.error("YML017", at, message, 'an empty cell is written ""')
    return value if scope.faults.errors == before else BAD


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def _chart(value: ChartContent, node: Fields, scope: Scope) -> ChartContent | Bad:
    before = scope.faults.errors
    points = len(value.categories) * len(value.series)
    _bounded("chart_points", points, "points", node.place("categories"), scope)
    _bounded("chart_series", len(value.series), "series", node.place("series"), scope)
    for one in value.series:
        if len(one.values) != len(value.categories):
            values = _count(len(one.values), "value")
            message = f"there are {values} for the {len(value.categories):,} categories at {node.place('categories')}"
            scope.faults.error("YML017", one.at, message, "a gap is written ~")
    if all(number is None for one in value.series for number in one.values):
        scope.faults.error("YML013", node.place("series"), "this chart shows no number")
    _check_bounds(value, node, scope)
    _check_highlight(value, node, scope)
    _check_distances(value, node, scope)
    return value if scope.faults.errors == before else BAD


def _check_highlight(value: ChartContent, node: Fields, scope: Scope) -> None:
    known = (*value.categories, *(one.name for one in value.series if one.name))
    for name, at in zip(value.highlight, _places(node, "highlight"), strict=False):
        if name not in known:
            near, place = did_you_mean(name, known), f"its categories stand at {node.place('categories')}"
            hint = f"{near} {place}" if near else place
            scope.faults.error("YML016", at, f"the chart has no category or series `{shorten(name)}`", hint)


def _places(node: Fields, key: str) -> list[Span]:
    """Return where each item of a list stands, or the one item without brackets."""
    value = node.get(key)
    items = value.items if isinstance(value, Items) else (value,)
    return [item.at for item in items if item is not None]


def _check_distances(value: ChartContent, node: Fields, scope: Scope) -> None:
    """In a line chart numeric categories stand at their true distance, so they must increase."""
    numbers = [plain_number(category) for category in value.categories]
    places = _places(node, "categories")
    if value.kind == "line" and None in numbers:
        _check_mixed(value, numbers, places, scope)
    elif value.kind == "line":
        pairs = zip(pairwise(n for n in numbers if n is not None), places[1:], strict=True)
        wrong = next(((before, after, at) for (before, after), at in pairs if after <= before), None)
        if wrong:
            message = f"{wrong[1]} does not follow {wrong[0]}"
            scope.faults.error("YML013", wrong[2], message, "put the categories in order")


def _check_mixed(value: ChartContent, numbers: Sequence[Decimal | None], places: Sequence[Span], scope: Scope) -> None:
    """Among numbers, a category that only looks like one (`1e3`, `1,5`, `.nan`) is a slip."""
    if all(number is None for number in numbers):
        return
    for category, number, at in zip(value.categories, numbers, places, strict=True):
        if number is None and looks_numeric(category):
            message = f"`{shorten(category)}` is not a number, as other categories are"
            scope.faults.error("YML013", at, message, "write digits with a point, such as 12.5")


def _check_bounds(value: ChartContent, node: Fields, scope: Scope) -> None:
    """`min` and `max` must leave every value in sight."""
    low = node.place("min")
    if value.min is not None and value.max is not None and value.min >= value.max:
        scope.faults.error(
            "YML013", node.place("max"), f"`max` ({value.max}) is not above `min` ({value.min}) at {low}"
        )
        return
    for one, items in zip(value.series, _series_items(node), strict=False):
        for number, item in zip(one.values, items, strict=False):
            if number is not None and value.max is not None and number > value.max:
                message = f"the value {number} is above `max` ({value.max}) at {node.place('max')}"
                scope.faults.error("YML013", item.at, message)
            if number is not None and value.min is not None and number < value.min:
                scope.faults.error("YML013", item.at, f"the value {number} is below `min` ({value.min}) at {low}")


def _series_items(node: Fields) -> Iterator[tuple[Node, ...]]:
    """Yield the nodes of each series' values."""
    series = node.get("series")
    for entry in series.entries.values() if isinstance(series, Fields) else ():
        yield entry.value.items if isinstance(entry.value, Items) else ()


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


def _arm(value: Arm, node: Fields, scope: Scope) -> Arm | Bad:
    if value.events is not None and value.n is not None and value.events > value.n:
        return scope.faults.error(
            "YML013", node.place("events"), f"{value.events} events in {value.n} people (at {node.place('n')})"
        )
    return value


def _edition(value: Edition, node: Fields, scope: Scope) -> Edition | Bad:
    known = locale_names()
    if value.locale in known or (value.locale is None and not value.audience.lay):
        return value
    if value.locale is None:
        message = f"an edition for the {value.audience} audience needs `locale`: it decides on phone numbers"
        return scope.faults.error("SAFE001", node.place("locale"), message, f"add one of: {', '.join(known)}")
    # No guess across countries: the nearest name may print another country's emergency number.
    hint = f"locales: {', '.join(known)}; `en-GB` is the United Kingdom's, `en-US` the United States'"
    return scope.faults.error("SAFE001", node.place("locale"), f"there is no locale `{shorten(value.locale)}`", hint)


FINISH: dict[type[Model], Callable[[Any, Fields, Scope], object]] = {
    Arm: _arm,
    CalloutContent: _callout,
    ChartContent: _chart,
    Deck: _deck,
    Edition: _edition,
    ImageContent: _image,
    Slide: _slide,
    TableContent: _table,
    Term: _term,
    ThemeChoice: _theme,
}
"""The check of each model class that has one: it returns the value, a completed one, or `BAD`."""
