"""The workbook inside a chart: plain values, no formula, no link, the same bytes on every run."""

from __future__ import annotations

from builder.frozen import dataclass
from builder.plan.page import ChartSpec, RowSpec
from builder.write.pptx.spreadsheet import letters, spreadsheet

SHEET = "Sheet1"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the sheet: its heading in row 1 and its cells below (None leaves a cell empty)."""

    heading: str
    cells: tuple[str | float | None, ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """A series of points in the sheet: its name, and the columns of its x and y values."""

    name: str
    xs: tuple[float | None, ...]
    ys: tuple[float | None, ...]


def columns(spec: ChartSpec) -> tuple[Column, ...]:
    """Return the sheet's columns: categories or x values, then the series, each with its error bars behind it."""
    first: tuple[str | float | None, ...] = spec.xs or spec.categories
    out = [Column(spec.category_title or "", first)]
    for series in spec.series:
        out.append(Column(series.name, series.values))
        if series.whiskers:
            name = f"{series.name}, {series.whiskers.name}".removeprefix(", ")
            out.append(Column(f"{name}: distance up", series.whiskers.plus))
            out.append(Column(f"{name}: distance down", series.whiskers.minus))
    return tuple(out)


def column_of(spec: ChartSpec, order: int) -> int:
    """Return the number of the column that holds the values of a series; its error bars' are the next two."""
    return 1 + sum(3 if series.whiskers else 1 for series in spec.series[:order])


def traces(spec: RowSpec) -> tuple[Trace, ...]:
    """Return the series of a row chart in the order in which they are drawn; a gap parts the lines of stretches.

    All have as many cells as the longest: LibreOffice loses the series before a longer one.
    """
    out: list[Trace] = []
    for lines in spec.stretches:
        rows = zip(lines.lows, lines.highs, lines.rows, strict=True)
        points = [point for low, high, row in rows for point in ((low, row), (high, row), (None, None))]
        out.append(Trace(lines.name, tuple(x for x, _ in points[:-1]), tuple(y for _, y in points[:-1])))
    out += [Trace(guide.name, (guide.x, guide.x), (guide.top, guide.bottom)) for guide in spec.guides]
    out += [Trace(dots.name, dots.xs, dots.rows) for dots in spec.dots]
    out += [Trace(words.name, (words.x,) * len(words.rows), words.rows) for words in spec.words]
    most = max(len(trace.xs) for trace in out)
    return tuple(Trace(trace.name, _padded(trace.xs, most), _padded(trace.ys, most)) for trace in out)


def _padded(cells: tuple[float | None, ...], count: int) -> tuple[float | None, ...]:
    return cells + (None,) * (count - len(cells))


def row_columns(spec: RowSpec) -> tuple[Column, ...]:
    """Return the sheet of a row chart: the rows' names, then two columns for each series, its values and its rows."""
    pairs = ((Column(trace.name, trace.xs), Column("Row", trace.ys)) for trace in traces(spec))
    return (Column("", spec.categories), *(column for pair in pairs for column in pair))


def heading_at(column: int) -> str:
    """Return the address of a column's heading (the first column is 0)."""
    return f"{SHEET}!${letters(column)}$1"


def cells_at(column: int, count: int) -> str:
    """Return the address of a column's cells."""
    letter = letters(column)
    return f"{SHEET}!${letter}$2:${letter}${count + 1}"


def workbook(spec: ChartSpec | RowSpec, created: str) -> bytes:
    """Return the workbook of a chart. `created` is an ISO date.

    Raises:
        ValueError: a text is longer than a cell holds (32,767 characters).
    """
    made = row_columns(spec) if isinstance(spec, RowSpec) else columns(spec)
    return spreadsheet(SHEET, [(column.heading, *column.cells) for column in made], created)
