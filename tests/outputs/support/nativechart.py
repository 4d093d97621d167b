"""A native chart read back: what PowerPoint will show of it, and what its workbook holds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from .opened import A, C, paragraph_text, tree

MAPPED = {"tx1": "dk1", "bg1": "lt1", "tx2": "dk2", "bg2": "lt2"}
LITERAL = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True)
class Series:
    """A series: name, values (None for a gap), the colour of the series and of single points, and written labels."""

    name: str
    values: tuple[float | None, ...]
    categories: tuple[str, ...]
    color: str
    points: Mapping[int, str]
    labels: tuple[str | None, ...]


@dataclass(frozen=True)
class ReadAxis:
    """An axis: range, step, format, whether it is seen and has grid lines, and its title."""

    minimum: float | None
    maximum: float | None
    major: float | None
    number_format: str
    visible: bool
    gridlines: bool
    title: str


def scheme_of(package: Mapping[str, bytes]) -> dict[str, str]:
    """The theme's colours by slot."""
    slots = tree(package["ppt/theme/theme1.xml"]).find(f".//{A}clrScheme")
    return {slot.tag.removeprefix(A): slot[0].get("val") or slot[0].get("lastClr") for slot in slots}


def color_of(element: etree._Element | None, scheme: Mapping[str, str]) -> str:
    """The digits of a solid fill's colour."""
    assert element is not None
    color = element.find(f".//{A}solidFill")[0]
    value = str(color.get("val"))
    return value if color.tag == A + "srgbClr" else scheme[MAPPED.get(value, value)]


def _number(parent: etree._Element, path: str) -> float | None:
    found = parent.find(path)
    return None if found is None else float(found.get("val"))


def value_axes(root: etree._Element) -> dict[str, ReadAxis]:
    """The axes of numbers, by position (`b`, `l`)."""
    return {axis.find(C + "axPos").get("val"): _axis(axis) for axis in root.iter(C + "valAx")}


def _axis(axis: etree._Element) -> ReadAxis:
    title = axis.find(C + "title")
    return ReadAxis(
        _number(axis, f"{C}scaling/{C}min"),
        _number(axis, f"{C}scaling/{C}max"),
        _number(axis, C + "majorUnit"),
        axis.find(C + "numFmt").get("formatCode"),
        axis.find(C + "delete").get("val") in {"0", "false"},
        axis.find(C + "majorGridlines") is not None,
        "" if title is None else paragraph_text(title),
    )


def series_of(root: etree._Element, scheme: Mapping[str, str], *, line: bool) -> list[Series]:
    """The series in order."""
    return [_series(one, scheme, line=line) for one in root.iter(C + "ser")]


def _series(one: etree._Element, scheme: Mapping[str, str], *, line: bool) -> Series:
    values = _cached(next(e for e in (one.find(C + "val"), one.find(C + "yVal")) if e is not None))
    along = next(e for e in (one.find(C + "cat"), one.find(C + "xVal")) if e is not None)
    look = one.find(C + "spPr")
    points = {
        int(point.find(C + "idx").get("val")): color_of(point.find(C + "spPr"), scheme)
        for point in one.findall(C + "dPt")
    }
    name = literal("".join(v.text or "" for v in one.find(C + "tx").iter(C + "v")))
    numbers = tuple(None if value is None else float(value) for value in values)
    return Series(
        name,
        numbers,
        tuple(value or "" for value in _cached(along)),
        color_of(look.find(A + "ln") if line else look, scheme),
        points,
        tuple(_label(one, index, value, name) for index, value in enumerate(numbers)),
    )


def literal(text: str) -> str:
    """A text of a chart's cache as it is shown."""
    return LITERAL.sub(lambda code: chr(int(code[1], 16)), text)


def _cached(holder: etree._Element) -> list[str | None]:
    count = int(next(holder.iter(C + "ptCount")).get("val"))
    points = {int(pt.get("idx")): literal(pt.find(C + "v").text or "") for pt in holder.iter(C + "pt")}
    return [points.get(index) for index in range(count)]


def _label(one: etree._Element, index: int, value: float | None, name: str) -> str | None:
    """What stands at a point: typed text, the series' name, or its value in the format that counts for it."""
    labels = one.find(C + "dLbls")
    if labels is None or value is None:
        return None
    own = next((e for e in labels.findall(C + "dLbl") if e.find(C + "idx").get("val") == str(index)), labels)
    if own.find(C + "delete") is not None:
        return None
    typed = own.find(C + "tx")
    if typed is not None:
        return paragraph_text(typed)
    if own.find(C + "showSerName").get("val") in {"1", "true"}:
        return name
    if own.find(C + "showVal").get("val") in {"0", "false"}:
        return None
    return formatted(value, own.find(C + "numFmt").get("formatCode"))


def formatted(value: float, code: str) -> str:
    """A number in a spreadsheet format of the few forms that labels use: literals, `0`, `0.00`, `#,##0`, `%`, sections."""
    positive, _, negative = code.partition(";")
    section = negative if value < 0 and negative else positive
    sign = "-" if value < 0 and not negative else ""
    found = re.fullmatch(r'((?:"[^"]*")*)(#,##0|0)(?:\.(0+))?(%?)((?:"[^"]*")*)', section)
    assert found, code
    before, whole, decimals, percent, after = found.groups()
    shown = abs(value) * (100 if percent else 1)
    digits = f"{shown:{',' if ',' in whole else ''}.{len(decimals or '')}f}"
    return before.replace('"', "") + sign + digits + percent + after.replace('"', "")


def sheet_of(package: Mapping[str, bytes], workbook: str) -> dict[str, str | float]:
    """The cells of a workbook's sheet by address."""
    shared = package.get(f"{workbook}!xl/sharedStrings.xml")
    texts = [literal("".join(item.itertext())) for item in tree(shared)] if shared else []
    cells: dict[str, str | float] = {}
    for cell in tree(package[f"{workbook}!xl/worksheets/sheet1.xml"]).iter("{*}c"):
        value = cell.find("{*}v")
        assert cell.find("{*}f") is None, "a workbook holds no formula"
        if value is not None:
            cells[cell.get("r")] = texts[int(value.text)] if cell.get("t") == "s" else float(value.text)
    return cells
