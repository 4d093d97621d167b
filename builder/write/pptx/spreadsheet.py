"""A workbook of one sheet as SpreadsheetML: texts and numbers, no formula, no link, the same bytes on every run.

A chart's data is a handful of cells; a library for workbooks took longer to load and to write them than all else about
the slide (ECMA-376, part 1, 18; readers ask for no more parts than these).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final, TypeAlias

from builder.regex import regex
from builder.write.pptx.archive import archive
from builder.write.pptx.axes import double
from builder.write.pptx.xml import HEADER, esc

Cell: TypeAlias = str | float | None

LONGEST: Final = 32_767
"""Characters that a cell holds."""
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_SHEET_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_LITERAL: Final = regex(r"(?=_x[0-9A-Fa-f]{4}_)")
"""Where a text would be read as a character by its number."""

_TYPES: Final = (
    f'{HEADER}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_SHEET_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_SHEET_TYPE}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_SHEET_TYPE}.styles+xml"/>'
    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_SHEET_TYPE}.sharedStrings+xml"/>'
    '<Override PartName="/docProps/core.xml"'
    ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)
_ROOT_RELS: Final = (
    f'{HEADER}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/relationships/officeDocument" Target="xl/workbook.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    "</Relationships>"
)
_BOOK_RELS: Final = (
    f'{HEADER}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/relationships/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/relationships/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId3" Type="{_OFFICE}/relationships/sharedStrings" Target="sharedStrings.xml"/>'
    "</Relationships>"
)
_STYLES: Final = (
    f'{HEADER}<styleSheet xmlns="{_MAIN}">'
    '<fonts count="1"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def spreadsheet(name: str, columns: Sequence[Sequence[Cell]], created: str) -> bytes:
    """Return a workbook whose one sheet has these columns; None and "" leave a cell empty.

    `created` is an ISO date.

    Raises:
        ValueError: a text is longer than a cell holds (32,767 characters).
    """
    texts: dict[str, int] = {}
    sheet = _sheet(columns, texts)
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _ROOT_RELS,
        "docProps/core.xml": _properties(created),
        "xl/workbook.xml": _book(name),
        "xl/_rels/workbook.xml.rels": _BOOK_RELS,
        "xl/worksheets/sheet1.xml": sheet,
        "xl/styles.xml": _STYLES,
        "xl/sharedStrings.xml": _strings(texts),
    }
    return archive((path, text.encode(), True) for path, text in parts.items())


@cache
def letters(column: int) -> str:
    """Return the letters of a column (the first is 0): A, B ... Z, AA ..."""
    before, last = divmod(column, 26)
    return (letters(before - 1) if before else "") + chr(ord("A") + last)


def _book(name: str) -> str:
    return (
        f'{HEADER}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}/relationships"><bookViews><workbookView/></bookViews>'
        f'<sheets><sheet name="{esc(name)}" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )


def _sheet(columns: Sequence[Sequence[Cell]], texts: dict[str, int]) -> str:
    """Return the sheet row by row; `texts` is filled with its texts, each by its number."""
    tallest = max((len(column) for column in columns), default=0)
    rows = "".join(f'<row r="{n + 1}">{"".join(_row(columns, n, texts))}</row>' for n in range(tallest))
    return f'{HEADER}<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>'


def _row(columns: Sequence[Sequence[Cell]], row: int, texts: dict[str, int]) -> Iterator[str]:
    for number, column in enumerate(columns):
        cell = column[row] if row < len(column) else None
        place = f'r="{letters(number)}{row + 1}"'
        match cell:
            case None | "":
                continue
            case str():
                if len(cell) > LONGEST:
                    raise ValueError(f"{len(cell)} characters are too many for a cell of a chart's workbook")
                yield f'<c {place} t="s"><v>{texts.setdefault(cell, len(texts))}</v></c>'
            case _:
                yield f"<c {place}><v>{double(cell)}</v></c>"


def _strings(texts: dict[str, int]) -> str:
    entries = "".join(f'<si><t xml:space="preserve">{esc(_LITERAL.sub("_x005F", text))}</t></si>' for text in texts)
    return f'{HEADER}<sst xmlns="{_MAIN}" uniqueCount="{len(texts)}">{entries}</sst>'


def _properties(created: str) -> str:
    moment = f"{created[:10]}T00:00:00Z"
    days = "".join(f'<dcterms:{what} xsi:type="dcterms:W3CDTF">{moment}</dcterms:{what}>' for what in _MOMENTS)
    return (
        f'{HEADER}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{days}</cp:coreProperties>"
    )


_MOMENTS: Final = ("created", "modified")
