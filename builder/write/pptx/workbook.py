"""The workbook inside a chart: plain values, no formula, no link, the same bytes on every run."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from builder.plan.page import ChartSpec

SHEET = "Sheet1"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the sheet: its heading in row 1 and its cells below (None leaves a cell empty)."""

    heading: str
    cells: tuple[str | float | None, ...]


def columns(spec: ChartSpec) -> tuple[Column, ...]:
    """Return the sheet's columns: categories or x values first, then the series."""
    first: tuple[str | float | None, ...] = spec.xs or spec.categories
    return (
        Column(spec.category_title or "", first),
        *(Column(series.name, series.values) for series in spec.series),
    )


def heading_at(column: int) -> str:
    """Return the address of a column's heading (the first column is 0)."""
    return f"{SHEET}!${xl_col_to_name(column)}$1"


def cells_at(column: int, count: int) -> str:
    """Return the address of a column's cells."""
    letter = xl_col_to_name(column)
    return f"{SHEET}!${letter}$2:${letter}${count + 1}"


def workbook(spec: ChartSpec, created: str) -> bytes:
    """Return the workbook of a chart. `created` is an ISO date.

    Raises:
        ValueError: a text is longer than a cell holds (32,767 characters).
    """
    buffer = io.BytesIO()
    book = Workbook(
        buffer,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )
    book.set_properties({"created": datetime.fromisoformat(created).replace(tzinfo=UTC)})
    sheet = book.add_worksheet(SHEET)
    for number, column in enumerate(columns(spec)):
        _write(sheet, number, (column.heading, *column.cells))
    book.close()
    return buffer.getvalue()


def _write(sheet: Worksheet, column: int, cells: Sequence[str | float | None]) -> None:
    for row, cell in enumerate(cells):
        match cell:
            case None | "":
                continue
            case str():
                if sheet.write_string(row, column, cell):
                    raise ValueError(f"{len(cell)} characters are too many for a cell of a chart's workbook")
            case _:
                sheet.write_number(row, column, cell)
