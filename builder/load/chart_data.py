"""A chart's numbers from a table: a CSV file beside the outline, or rows in the outline -> categories and series.

    data: response.csv
    columns: [Trial, {column: Difference, low: Lower, high: Upper}, {column: N, as: n}]

The first column holds the categories, every other one is a series. `columns` chooses, orders and renames them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from builder.diagnostics import Span, did_you_mean
from builder.frozen import dataclass
from builder.late import late
from builder.load.bounds import counted
from builder.load.faults import shorten
from builder.load.scalars import mismatch
from builder.load.scope import Scope
from builder.located import Broken, Entry, Fields, Items, Node, Scalar

if TYPE_CHECKING:
    from builder.load.tables import Grid, read_table
else:
    Grid, read_table = late("builder.load.tables", "Grid", "read_table")

CHART_KEYS = ("values", "data", "columns")
_COLUMN_KEYS = ("column", "name", "low", "high", "as")
_ROLES = ("values", "n", "comparator")


@dataclass(frozen=True, slots=True)
class Chosen:
    """A column that a chart shows: its number, what to call it, its bounds' columns, and what it holds."""

    index: int
    name: Scalar
    low: int | None = None
    high: int | None = None
    role: str = "values"


def chart_node(node: Node, scope: Scope) -> Node:
    """Return a chart's mapping with `categories` and `series` in the place of the short forms `values` and `data`."""
    if not isinstance(node, Fields):
        return node
    if "data" in node.entries:
        return _from_table(node, node.entries["data"], scope)
    if columns := node.entries.get("columns"):
        scope.faults.error("YML011", columns.key.at, "`columns` chooses from a table, and there is no `data`")
        node = node.but("columns")
    values = node.entries.get("values")
    if values is None:
        return node
    if "series" in node.entries:
        series = node.entries["series"].key.at
        message = f"a chart has `values` or `series`; this one has both (`series` at {series})"
        hint = "give one of them, not both: `values` is one series without a name"
        scope.faults.error("YML012", values.key.at, message, hint)
        return node.but("values")
    one = Fields({"": Entry(Scalar("", values.key.at, "", "quoted"), values.value)}, values.value.at)
    return node.but("values", series=one)


def _from_table(node: Fields, data: Entry, scope: Scope) -> Node:
    for key in ("categories", "series", "values"):
        if entry := node.entries.get(key):
            message = f"`{key}` stands in the table that `data` names"
            scope.faults.error("YML012", entry.key.at, message, "take one of the two out")
            return Broken(node.at)
    grid = read_table(data.value, scope) if isinstance(data.value, Scalar) else _in_place(data.value, scope)
    chosen = _chosen(node.entries.get("columns"), grid, scope) if grid else None
    if grid is None or chosen is None:
        return Broken(node.at)
    labels = Items(tuple(row[chosen[0].index] for row in grid.rows), grid.at)
    series = [one for one in chosen[1:] if one.role == "values"]
    found: dict[str, Node] = {one.role: _cells(one, grid) for one in chosen[1:] if one.role != "values"}
    entries = {one.name.text: Entry(one.name, _cells(one, grid)) for one in series}
    return node.but("data", "columns", categories=labels, series=Fields(entries, grid.at), **found)


def _cells(chosen: Chosen, grid: Grid) -> Items:
    """Return a column's cells, each with its bounds if other columns hold them, as `14.2 (3.9 to 24.2)`."""
    return Items(tuple(_measure(row, chosen) for row in grid.rows), grid.header[chosen.index].at)


def _measure(row: Sequence[Scalar], chosen: Chosen) -> Scalar:
    cell = row[chosen.index]
    if chosen.low is None or chosen.high is None:
        return cell
    low, high = row[chosen.low], row[chosen.high]
    if not (low.text or high.text):
        return cell
    typed = f"{cell.text} ({low.text} to {high.text})"
    return Scalar(typed, (cell if cell.text else low).at, typed, "quoted")


def _in_place(node: Node, scope: Scope) -> Grid | None:
    """Return a table written in the outline: a list of lists, or `header` and `rows`; noted when it is neither."""
    rows = node
    if isinstance(node, Fields):
        for key, entry in node.entries.items():
            if key not in ("header", "rows"):
                hint = did_you_mean(key, ("header", "rows")) or "keys here: `header`, `rows`"
                scope.faults.error("YML010", entry.key.at, f"there is no key `{shorten(key)}` here", hint)
                return None
        header, body = node.get("header"), node.get("rows")
        if header is None or body is None:
            scope.faults.error("YML011", node.at, "a table needs `header` and `rows`")
            return None
        rows = Items((header, *body.items), node.at) if isinstance(body, Items) else body
    if not isinstance(rows, Items):
        mismatch(rows, "a table: the name of a file, or a list of rows", scope)
        return None
    lines = [_row(row, scope) for row in rows.items]
    if not lines or any(line is None for line in lines):
        return None
    whole = [line for line in lines if line is not None]
    for line, item in zip(whole[1:], rows.items[1:], strict=True):
        if len(line) != len(whole[0]):
            message = f"this row has {counted(len(line), 'cell')}, the header has {len(whole[0])}"
            scope.faults.error("YML017", item.at, message, "an empty cell is written ~")
            return None
    return Grid(whole[0], tuple(whole[1:]), node.at)


def _row(node: Node, scope: Scope) -> tuple[Scalar, ...] | None:
    if not isinstance(node, Items):
        mismatch(node, "a row: a list of cells", scope)
        return None
    for cell in node.items:
        if not isinstance(cell, Scalar):
            mismatch(cell, "text or a number", scope)
            return None
    return tuple(cell for cell in node.items if isinstance(cell, Scalar))


def _chosen(columns: Entry | None, grid: Grid, scope: Scope) -> list[Chosen] | None:
    """Return the columns to show, the categories' first; None when one is not there, which is noted."""
    before = scope.faults.errors
    names = _names(grid, scope)
    if columns is None:
        found = [Chosen(index, cell) for index, cell in enumerate(grid.header)]
    elif isinstance(columns.value, Items):
        found = [one for item in columns.value.items if (one := _choice(item, names, scope)) is not None]
    else:
        mismatch(columns.value, "a list of columns", scope)
        return None
    if scope.faults.errors == before:
        _check(found, columns.value.at if columns else grid.at, scope)
    return found if scope.faults.errors == before else None


def _names(grid: Grid, scope: Scope) -> dict[str, int]:
    """Return the number of each column by name; the first may have none."""
    names: dict[str, int] = {}
    for index, cell in enumerate(grid.header):
        if not cell.text and index:
            scope.faults.error("YML011", cell.at, f"column {index + 1} has no name in the header")
        elif cell.text in names:
            scope.faults.error(
                "YML004", cell.at, f"two columns are called `{shorten(cell.text)}`", "rename one of them"
            )
        names.setdefault(cell.text, index)
    return names


def _choice(item: Node, names: dict[str, int], scope: Scope) -> Chosen | None:
    if isinstance(item, Scalar):
        index = _index(item, names, scope)
        return None if index is None else Chosen(index, item)
    if not isinstance(item, Fields):
        mismatch(item, "the name of a column", scope)
        return None
    parts = dict(_parts(item, scope))
    column = parts.get("column")
    if column is None:
        scope.faults.error("YML011", item.at, "the key `column` is missing here")
        return None
    if ("low" in parts) != ("high" in parts):
        scope.faults.error("YML011", item.at, "`low` and `high` name the two columns of an interval; one is missing")
        return None
    role = parts["as"].text if "as" in parts else "values"
    if role not in _ROLES:
        hint = did_you_mean(role, _ROLES) or f"choose from {', '.join(_ROLES)}"
        scope.faults.error("YML013", parts["as"].at, f"`{shorten(role)}` is not possible here", hint)
        return None
    found = {key: _index(parts[key], names, scope) for key in ("column", "low", "high") if key in parts}
    if found["column"] is None:
        return None
    return Chosen(found["column"], parts.get("name", column), found.get("low"), found.get("high"), role)


def _parts(item: Fields, scope: Scope) -> Iterator[tuple[str, Scalar]]:
    for key, entry in item.entries.items():
        if key not in _COLUMN_KEYS:
            hint = did_you_mean(key, _COLUMN_KEYS) or f"keys here: {', '.join(f'`{name}`' for name in _COLUMN_KEYS)}"
            scope.faults.error("YML010", entry.key.at, f"there is no key `{shorten(key)}` here", hint)
        elif isinstance(entry.value, Scalar):
            yield key, entry.value
        else:
            mismatch(entry.value, "text", scope)


def _index(name: Scalar, names: dict[str, int], scope: Scope) -> int | None:
    if name.text in names:
        return names[name.text]
    hint = did_you_mean(name.text, names) or f"columns: {', '.join(f'`{shorten(one, 30)}`' for one in names if one)}"
    scope.faults.error("YML016", name.at, f"the table has no column `{shorten(name.text)}`", hint)
    return None


def _check(found: Sequence[Chosen], at: Span, scope: Scope) -> None:
    """Note when no numbers are left, or two series have one name."""
    if not any(one.role == "values" for one in found[1:]):
        scope.faults.error("YML011", at, "a chart needs a column of labels and at least one of numbers")
    seen: set[str] = set()
    for one in found[1:]:
        key = one.name.text if one.role == "values" else f"as {one.role}"
        if key in seen:
            scope.faults.error("YML004", one.name.at, f"`{shorten(one.name.text)}` is there already")
        seen.add(key)
