"""What a chart must satisfy as a whole: lengths that agree, keys that suit its kind, numbers that its axis can show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from types import MappingProxyType

from builder.diagnostics import Span, did_you_mean
from builder.load.bounds import bounded, counted
from builder.load.faults import BAD, Bad, shorten
from builder.load.scalars import looks_numeric
from builder.load.scope import Scope
from builder.located import Fields, Items, Node
from builder.model import ChartContent
from builder.values import Measure, plain_number

BARS = ("bar", "grouped-bar", "stacked-bar")
KINDS: Mapping[str, tuple[tuple[str, ...], str]] = MappingProxyType(
    {
        "horizontal": (BARS, "dots, ranges and pictograms lie always, lines never"),
        "shares": (("stacked-bar",), "it makes all stacked bars equally long"),
        "log": (("line", "dot", "range"), "bars are read from zero, and a logarithmic axis has none"),
        "interval": (("bar", "grouped-bar", "line", "dot"), "it names the intervals beside values"),
        "comparator": (("bar", "dot"), "several series show a comparison group as one of them"),
        "comparator_name": (("bar", "dot"), "it names the comparison group"),
        "reference": (("dot", "range"), "bars and lines are compared with zero or with another series"),
        "tentative": ((*BARS, "dot", "range"), "say in a line's name that it rests on less"),
        "each": (("pictogram",), "it says how many one figure stands for"),
        "symbol": (("pictogram",), "it says what the figures look like"),
    }
)
"""Keys that suit some kinds only, and why."""

MOST_SERIES: Mapping[str, int] = MappingProxyType({"range": 1, "pictogram": 1, "dot": 3})
MOST_FIGURES = 40
"""Figures of one row of a pictogram: more can't be told apart."""


def check_chart(value: ChartContent, node: Fields, scope: Scope) -> ChartContent | Bad:
    """Return a chart that can be drawn; note everything that can't."""
    before = scope.faults.errors
    points = len(value.categories) * len(value.series)
    bounded("chart_points", points, "points", node.place("categories"), scope)
    bounded("chart_series", len(value.series), "series", node.place("series"), scope)
    _check_keys(value, node, scope)
    _check_lengths(value, node, scope)
    if all(number is None for one in value.series for number in one.values):
        scope.faults.error("YML013", node.place("series"), "this chart shows no number")
    if scope.faults.errors > before:
        return BAD
    _check_forms(value, node, scope)
    _check_bounds(value, node, scope)
    for key, names in (("highlight", value.highlight), ("tentative", value.tentative)):
        _check_names(value, key, names, node, scope)
    _check_distances(value, node, scope)
    for check in (_check_stack, _check_log, _check_comparator, _check_reference, _check_figures):
        check(value, node, scope)
    return value if scope.faults.errors == before else BAD


def _check_keys(value: ChartContent, node: Fields, scope: Scope) -> None:
    """Keys and numbers of series that the kind has no use for."""
    for key, (kinds, why) in KINDS.items():
        entry = node.entries.get(key)
        given = getattr(value, key) not in (None, False, ())
        if entry and given and value.kind not in kinds:
            message = f"a `{value.kind}` chart takes no `{key}`: {why}"
            scope.faults.error("YML013", entry.key.at, message, f"kinds that take it: {', '.join(kinds)}")
    most = MOST_SERIES.get(value.kind)
    if most and len(value.series) > most:
        message = f"a `{value.kind}` chart shows at most {most} series, and here are {len(value.series)}"
        scope.faults.error("YML013", value.series[most].at, message)


def _check_lengths(value: ChartContent, node: Fields, scope: Scope) -> None:
    many = len(value.categories)
    lists = [(one.at, len(one.values), "value") for one in value.series]
    lists += [
        (node.place(key), len(getattr(value, key)), "value") for key in ("n", "comparator") if getattr(value, key)
    ]
    for at, count, noun in lists:
        if count != many:
            message = f"there are {counted(count, noun)} for the {many:,} categories at {node.place('categories')}"
            scope.faults.error("YML017", at, message, "a gap is written ~")


def numbers(value: ChartContent, node: Fields) -> Iterator[tuple[Measure, Span]]:
    """Yield every value of a chart with its place."""
    for one, items in zip(value.series, _series_items(node), strict=False):
        for number, item in zip(one.values, items, strict=False):
            if number is not None:
                yield number, item.at


def _series_items(node: Fields) -> Iterator[tuple[Node, ...]]:
    """Yield the nodes of each series' values."""
    series = node.get("series")
    for entry in series.entries.values() if isinstance(series, Fields) else ():
        yield entry.value.items if isinstance(entry.value, Items) else ()


def places(node: Fields, key: str) -> list[Span]:
    """Return where each item of a list stands, or the one item without brackets."""
    value = node.get(key)
    items = value.items if isinstance(value, Items) else (value,)
    return [item.at for item in items if item is not None]


def _check_forms(value: ChartContent, node: Fields, scope: Scope) -> None:
    """Ranges, and intervals beside values, stand in the kinds that draw them, and somebody says what they are."""
    named = value.interval is not None
    for number, at in numbers(value, node):
        if number.value is None and value.kind != "range":
            message = f"a range has no value that a `{value.kind}` chart could show"
            scope.faults.error("YML013", at, message, "write `12.5 (9 to 16)`, or take `kind: range`")
        elif number.bounded and value.kind not in KINDS["interval"][0]:
            message = f"a `{value.kind}` chart shows no interval beside a value"
            hint = "write `9 to 16`" if value.kind == "range" else f"kinds that do: {', '.join(KINDS['interval'][0])}"
            scope.faults.error("YML013", at, message, hint)
        elif number.bounded and not named:
            message = "nothing says what the interval beside this value is"
            scope.faults.error("YML011", at, message, "add `interval: 95% CI`, or whatever it is")
            named = True
    if named and value.interval and not any(number.bounded for number, _ in numbers(value, node)):
        message = "`interval` names the intervals beside values, and no value has one"
        scope.faults.error("YML013", node.place("interval"), message, "write `12.5 (9 to 16)`")


def _check_bounds(value: ChartContent, node: Fields, scope: Scope) -> None:
    """`min` and `max` must leave every value in sight."""
    low = node.place("min")
    if value.min is not None and value.max is not None and value.min >= value.max:
        scope.faults.error(
            "YML013", node.place("max"), f"`max` ({value.max}) is not above `min` ({value.min}) at {low}"
        )
        return
    seen = [(number, at) for measure, at in numbers(value, node) for number in measure.numbers]
    seen += [(n, at) for n, at in zip(value.comparator, places(node, "comparator"), strict=False) if n is not None]
    seen += [(value.reference.value, value.reference.at)] if value.reference else []
    for number, at in seen:
        if value.max is not None and number > value.max:
            message = f"the value {number} is above `max` ({value.max}) at {node.place('max')}"
            scope.faults.error("YML013", at, message)
        if value.min is not None and number < value.min:
            scope.faults.error("YML013", at, f"the value {number} is below `min` ({value.min}) at {low}")


def _check_names(value: ChartContent, key: str, names: Sequence[str], node: Fields, scope: Scope) -> None:
    known = (*value.categories, *(one.name for one in value.series if one.name))
    for name, at in zip(names, places(node, key), strict=False):
        if name not in known:
            near, place = did_you_mean(name, known), f"its categories stand at {node.place('categories')}"
            hint = f"{near} {place}" if near else place
            scope.faults.error("YML016", at, f"the chart has no category or series `{shorten(name)}`", hint)


def _check_distances(value: ChartContent, node: Fields, scope: Scope) -> None:
    """In a line chart numeric categories stand at their true distance, so they must increase."""
    if value.kind != "line":
        return
    found = [plain_number(category) for category in value.categories]
    where = places(node, "categories")
    if None in found:
        _check_mixed(value, found, where, scope)
        return
    pairs = zip(pairwise(n for n in found if n is not None), where[1:], strict=True)
    wrong = next(((before, after, at) for (before, after), at in pairs if after <= before), None)
    if wrong:
        message = f"{wrong[1]} does not follow {wrong[0]}"
        scope.faults.error("YML013", wrong[2], message, "put the categories in order")
    if value.n:
        message = "`n` stands behind the names of categories, and these are numbers"
        scope.faults.error("YML013", node.place("n"), message, "say it in `note` or `source`")


def _check_mixed(value: ChartContent, found: Sequence[Decimal | None], where: Sequence[Span], scope: Scope) -> None:
    """Among numbers, a category that only looks like one (`1e3`, `1,5`, `.nan`) is a slip."""
    if all(number is None for number in found):
        return
    for category, number, at in zip(value.categories, found, where, strict=True):
        if number is None and looks_numeric(category):
            message = f"`{shorten(category)}` is not a number, as other categories are"
            scope.faults.error("YML013", at, message, "write digits with a point, such as 12.5")


def _check_stack(value: ChartContent, node: Fields, scope: Scope) -> None:
    """Stacked parts are counted from zero up, and every bar has all its parts."""
    if value.kind != "stacked-bar":
        return
    for number, at in numbers(value, node):
        if number.value is not None and number.value < 0:
            scope.faults.error("YML013", at, f"a part of a stacked bar can't be less than zero: {number.value}")
    for one in value.series:
        if None in one.values:
            message = f"the part `{shorten(one.name)}` has a gap: its bars would look complete, and shorter"
            scope.faults.error("YML013", one.at, message, "write 0, or leave the category out")
    whole = [
        sum(m.value for one in value.series if (m := one.values[i]) and m.value) for i in range(len(value.categories))
    ]
    if value.shares and not all(whole):
        scope.faults.error("YML013", node.place("series"), "a bar of parts that are all zero has no shares")
    if value.shares and (value.min is not None or value.max is not None):
        key = "min" if value.min is not None else "max"
        scope.faults.error("YML013", node.entries[key].key.at, "shares run from 0 to 100%", f"take `{key}` out")


def _check_log(value: ChartContent, node: Fields, scope: Scope) -> None:
    """A logarithmic axis holds numbers above zero only."""
    if not value.log:
        return
    seen = [(number, at) for measure, at in numbers(value, node) for number in measure.numbers]
    seen += [(n, at) for n, at in zip(value.comparator, places(node, "comparator"), strict=False) if n is not None]
    seen += [(value.reference.value, value.reference.at)] if value.reference else []
    seen += [(n, node.place(key)) for key, n in (("min", value.min), ("max", value.max)) if n is not None]
    for number, at in seen:
        if number <= 0:
            scope.faults.error("YML013", at, f"a logarithmic axis can't show {number}", "take `log` out")


def _check_comparator(value: ChartContent, node: Fields, scope: Scope) -> None:
    if value.comparator and not value.comparator_name:
        message = "nothing says what the comparison is"
        scope.faults.error("YML011", node.place("comparator"), message, "add `comparator_name: Comparison group`")
    if value.comparator_name and not any(number is not None for number in value.comparator):
        message = "`comparator_name` names numbers in `comparator`, and there are none"
        scope.faults.error("YML011", node.place("comparator_name"), message)
    if value.comparator and len(value.series) > 1:
        message = "a chart of several series takes no `comparator`: make the comparison group a series"
        scope.faults.error("YML013", node.place("comparator"), message)
    if value.comparator and value.kind == "bar" and any(m.bounded for m, _ in numbers(value, node)):
        message = "bars with intervals take no `comparator`: lines and outlines would cross"
        scope.faults.error("YML013", node.place("comparator"), message, "use `kind: dot`")
    if value.comparator and value.kind == "bar" and min(_all(value), default=Decimal()) < 0:
        message = "bars below zero take no `comparator`"
        scope.faults.error("YML013", node.place("comparator"), message, "use `kind: dot`")


def _all(value: ChartContent) -> list[Decimal]:
    found = [number for one in value.series for m in one.values if m for number in m.numbers]
    return found + [number for number in value.comparator if number is not None]


def _check_reference(value: ChartContent, node: Fields, scope: Scope) -> None:
    line = value.reference
    if line and bool(line.below) != bool(line.above):
        message = "a reference line says what both sides mean, or neither: `below` and `above`"
        scope.faults.error("YML011", node.place("reference"), message)


def _check_figures(value: ChartContent, node: Fields, scope: Scope) -> None:
    """A pictogram counts: from zero up, in figures that stand for a number above zero, not too many in a row."""
    if value.kind != "pictogram":
        return
    for number, at in numbers(value, node):
        if number.value is not None and number.value < 0:
            scope.faults.error("YML013", at, f"a pictogram can't show a number below zero: {number.value}")
    if value.each is not None and value.each <= 0:
        scope.faults.error("YML013", node.place("each"), f"one figure can't stand for {value.each}")
    elif value.each is not None and max(_all(value), default=Decimal()) / value.each > MOST_FIGURES:
        message = f"with one figure for {value.each} a row has more than {MOST_FIGURES} figures"
        scope.faults.error("YML013", node.place("each"), message, "let one figure stand for more")
