"""Tables beside the outline (CSV): strict UTF-8, commas, quoted cells -> rows of located cells."""

from __future__ import annotations

from builder.diagnostics import Span
from builder.frozen import dataclass
from builder.load.bounds import counted
from builder.load.faults import shorten
from builder.load.limits import raise_with
from builder.load.paths import named_path, read, shown
from builder.load.scope import Scope
from builder.load.source import decode
from builder.located import Scalar


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its header's cells and its rows, as many cells each; `at` is where it starts."""

    header: tuple[Scalar, ...]
    rows: tuple[tuple[Scalar, ...], ...]
    at: Span


def read_table(name: Scalar, scope: Scope) -> Grid | None:
    """Return the table of the file that a scalar names; None when it can't be used, which is noted.

    The first row is the header. A cell is its text as it stands; an empty cell is a gap. Blank lines are skipped.
    """
    path = named_path(name, scope)
    data = read(path, name, scope.limits.file_bytes, scope) if path else None
    if path is None or data is None:
        return None
    file = shown(path, scope)
    scope.paths[file] = path
    scope.named_at.setdefault(file, name.at)
    text, scope.texts[file] = decode(data, file, scope.faults, scope.limits)
    if text is None:
        return None
    before = scope.faults.errors
    rows = [cells for number, line in _lines(text) if (cells := _cells(line, Span(file, number, 1), scope))]
    if not rows:
        scope.faults.error("YML011", name.at, f"`{shorten(name.text)}` holds no rows")
        return None
    _check_rows(rows, scope)
    return Grid(rows[0], tuple(rows[1:]), Span(file, 1, 1)) if scope.faults.errors == before else None


def _lines(text: str) -> list[tuple[int, str]]:
    return [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]


def _cells(line: str, at: Span, scope: Scope) -> tuple[Scalar, ...]:
    """Return the cells of a line, each where it stands; nothing for a line that is no row, which is noted."""
    import csv  # noqa: PLC0415  # only where a table is a text

    try:
        (texts,) = csv.reader([line], strict=True, skipinitialspace=True)
    except (csv.Error, ValueError) as error:
        reason = "a quoted cell is not closed on its line" if "end of data" in str(error) else str(error)
        scope.faults.error("YML002", at, f"this line is not a row of a table: {reason}", "quote cells with commas")
        return ()
    cells: list[Scalar] = []
    start = 0
    for text in texts:
        length = _length(line, start)
        place = at.shift(start, max(1, length))
        cells.append(Scalar(text.strip(), place, line[start : start + length], "quoted" if text.strip() else "plain"))
        start += length + 1
    return tuple(cells)


def _length(line: str, start: int) -> int:
    """Return how many characters of a line the cell takes that starts there, its quotes included."""
    end = start
    while line[end : end + 1] == " ":
        end += 1
    if line[end : end + 1] == '"':
        end += 1
        while line[end : end + 1] != '"' or line[end + 1 : end + 2] == '"':
            end += 2 if line[end] == '"' else 1
    comma = line.find(",", end)
    return (comma if comma >= 0 else len(line)) - start


def _check_rows(rows: list[tuple[Scalar, ...]], scope: Scope) -> None:
    header = rows[0]
    if len(header) == 1:
        other = next((mark for mark in ";\t|" if mark in header[0].text), None)
        message = "this table has one column; a chart needs labels and numbers"
        hint = f"the cells seem to be separated by {_MARKS[other]}; save the table with commas" if other else None
        scope.faults.error("YML013", header[0].at, message, hint)
        return
    if len(rows) - 1 > scope.limits.list_items:
        message = f"this table has {len(rows) - 1:,} rows; at most {scope.limits.list_items:,} are read"
        scope.faults.error("YML007", header[0].at, message, raise_with("list_items", len(rows) - 1))
    for row in rows[1:]:
        if len(row) != len(header):
            message = f"this row has {counted(len(row), 'cell')}, the header has {len(header)}"
            scope.faults.error("YML017", row[0].at, message, "an empty cell is nothing between two commas")


_MARKS = {";": "semicolons", "\t": "tabs", "|": "upright lines"}
