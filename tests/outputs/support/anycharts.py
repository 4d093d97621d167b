"""Random charts of every kind, each with what its kind may have: intervals, a comparison group, a reference line."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from builder.values import Audience

from .pen import LAY, Pen

NUMBERS = st.one_of(st.integers(-20, 100), st.decimals(-5, 50, places=1).map(float))
ABOVE_ZERO = st.one_of(st.integers(1, 100), st.decimals(1, 50, places=1).map(float))
KINDS = ("bar", "grouped-bar", "stacked-bar", "line", "dot", "range", "pictogram")
UNITS = (
    "points",
    "ng/mL",
    "points on a depression scale",
    "nanograms per millilitre of blood plasma after an infusion",
)
"""From short ones to some that stand behind no number."""
COUNTED = ("stacked-bar", "pictogram")


def chart(pen: Pen, readers: frozenset[Audience]) -> Any:
    kind = pen.pick(*KINDS)
    count = pen.count(1, 4)
    made: dict[str, Any] = {"kind": kind} | _categories(pen, readers, kind, count)
    numbers = ABOVE_ZERO if kind in COUNTED or pen.often() else NUMBERS
    many = _series_count(pen, kind)
    rows = [_values(pen, count, numbers, gaps=kind != "stacked-bar") for _ in range(many)]
    rows, keys = _formed(pen, readers, kind, rows)
    if many == 1:
        made["values"] = rows[0]
    else:
        made["series"] = {pen.name(readers, "content"): row for row in rows}
    made |= keys | _words(pen, readers, made, kind)
    made |= _marks(pen, readers, made, kind, positive=numbers is ABOVE_ZERO)
    made |= {"alt": pen.name(readers, "alt"), "unit": pen.pick("", "%", *UNITS)}
    if pen.often():
        made["title"] = pen.text(readers, "content", 3)
    if pen.often():
        made["read"] = pen.text(readers & LAY, "content", 4)
    return made | {"source": pen.cited(readers, "content", 3)}


def _series_count(pen: Pen, kind: str) -> int:
    if kind in ("bar", "range", "pictogram"):
        return 1
    return pen.count(2, 3) if kind in ("grouped-bar", "stacked-bar") else pen.count(1, 2)


def _categories(pen: Pen, readers: frozenset[Audience], kind: str, count: int) -> dict[str, Any]:
    if kind == "line" and pen.often():
        return {"categories": sorted(pen.draw(st.sets(st.integers(0, 30), min_size=count, max_size=count)))}
    return {"categories": [pen.name(readers, "content") for _ in range(count)]}


def _values(pen: Pen, count: int, numbers: st.SearchStrategy[float], *, gaps: bool) -> list[Any]:
    """The values of a series, maybe with a gap."""
    values: list[Any] = pen.draw(st.lists(numbers, min_size=count, max_size=count))
    if gaps and count > 1 and pen.often():
        values[pen.count(0, count - 1)] = None
    return values


def _formed(
    pen: Pen, readers: frozenset[Audience], kind: str, rows: list[list[Any]]
) -> tuple[list[list[Any]], dict[str, Any]]:
    """The values with intervals where the kind has them, and the name of these; or ranges."""
    if kind == "range":
        return [[v if v is None or pen.often() else f"{v} to {v + pen.count(1, 9)}" for v in row] for row in rows], {}
    if kind in (*COUNTED,) or not pen.often():
        return rows, {}
    made = [[_interval(pen, v) for v in row] for row in rows]
    if not any(isinstance(v, str) for row in made for v in row):
        return rows, {}
    return made, {"interval": pen.name(readers, "content")}


def _interval(pen: Pen, value: Any) -> Any:
    if value is None or not pen.often():
        return value
    half = round(value / 4, 2) if value > 0 else 2
    return f"{value} \u00b1 {half}" if pen.often() else f"{value} ({round(value - half, 2)} to {value + 3})"


def _words(pen: Pen, readers: frozenset[Audience], made: dict[str, Any], kind: str) -> dict[str, Any]:
    """What stands around the plot, and what is stressed."""
    more: dict[str, Any] = {}
    for key in ("value_title", "category_title"):
        if pen.often():
            more[key] = pen.name(readers, "content")
    if pen.often() and kind != "line":
        more["highlight"] = [pen.pick(*made["categories"])]
    if pen.often() and kind.endswith("bar"):
        more["horizontal"] = True
    if pen.often() and kind not in ("line", "pictogram"):
        more["tentative"] = [pen.pick(*made["categories"])]
    if pen.often() and not isinstance(made["categories"][0], int):
        more["n"] = [pen.pick(30, 1285, None) for _ in made["categories"]]
    if kind == "stacked-bar" and pen.often():
        more["shares"] = True
    return more


def _marks(
    pen: Pen, readers: frozenset[Audience], made: dict[str, Any], kind: str, *, positive: bool
) -> dict[str, Any]:
    """A comparison group, a reference line, a logarithmic axis, the symbol of a pictogram."""
    more: dict[str, Any] = {}
    single = "values" in made
    if single and (kind == "dot" or (kind == "bar" and positive and "interval" not in made)) and pen.often():
        more["comparator"] = [pen.draw(ABOVE_ZERO), *(pen.pick(None, 3, 40) for _ in made["categories"][1:])]
        more["comparator_name"] = pen.name(readers, "content")
    if kind in ("dot", "range") and pen.often():
        more["reference"] = {"value": pen.pick(1, 20)} | {
            key: pen.name(readers, "content") for key in (("label",), ("below", "above"), ())[pen.count(0, 2)]
        }
    if kind in ("line", "dot", "range") and positive and pen.often():
        more["log"] = True
    if kind == "pictogram":
        more["symbol"] = pen.pick("person", "circle", "square")
    return more
