"""The workbook inside a chart, read by another library: every cell as it was given, and nothing that runs."""

from __future__ import annotations

import io
import warnings

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from builder.write.pptx.spreadsheet import LONGEST, letters, spreadsheet

TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\n\t"), max_size=30)
CELLS = st.none() | st.floats(-1e12, 1e12, allow_nan=False).map(lambda number: round(number, 6)) | TEXT


def read(data: bytes) -> list[list[object]]:
    """Return the sheet's columns."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        book = load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["Sheet1"]
    sheet = book.active
    assert sheet is not None
    return [[cell.value for cell in column] for column in sheet.iter_cols()]


@settings(max_examples=60)
@given(st.lists(st.lists(CELLS, min_size=1, max_size=6), min_size=1, max_size=5))
def test_cells_read_back_as_they_were_given(columns: list[list[str | float | None]]) -> None:
    found = read(spreadsheet("Sheet1", columns, "2026-11-01"))
    tallest = max(len(column) for column in columns)
    for number, column in enumerate(columns):
        wanted = [cell if cell != "" else None for cell in column] + [None] * (tallest - len(column))
        got = found[number] if number < len(found) else [None] * tallest
        assert got + [None] * (tallest - len(got)) == wanted


@pytest.mark.parametrize(
    "text", ["=1+1", "=HYPERLINK(1)", "@a", "+1", "_x0041_", " edge ", "<&>\"'", "https://x.org", "1e3"]
)
def test_texts_stay_texts(text: str) -> None:
    assert read(spreadsheet("Sheet1", [[text]], "2026-11-01")) == [[text]]


def test_a_text_that_no_cell_holds_is_refused() -> None:
    assert read(spreadsheet("Sheet1", [["x" * LONGEST]], "2026-11-01")) == [["x" * LONGEST]]
    with pytest.raises(ValueError, match="too many"):
        spreadsheet("Sheet1", [["x" * (LONGEST + 1)]], "2026-11-01")


def test_columns_have_letters_as_in_every_spreadsheet() -> None:
    assert [letters(n) for n in range(800)] == [get_column_letter(n + 1) for n in range(800)]


def test_the_same_cells_are_the_same_bytes() -> None:
    assert spreadsheet("Sheet1", [["a", 1.5]], "2026-11-01") == spreadsheet("Sheet1", [["a", 1.5]], "2026-11-01")
