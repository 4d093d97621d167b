"""A native chart read back: what PowerPoint will show of it, and what its workbook holds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from .opened import A, C, paragraph_text, paragraphs, tree

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
    """The digits of a solid fill's colour, or of a pattern's lines; none for a fill of pictures."""
    assert element is not None
    if element.find(A + "blipFill") is not None:
        return ""
    lines = element.find(f"{A}pattFill/{A}fgClr")
    color = (element.find(f".//{A}solidFill") if lines is None else lines)[0]
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


def labels_of(one: etree._Element) -> list[str]:
    """What stands at the points of a series, without the points that have no label."""
    name = literal("".join(v.text or "" for v in one.find(C + "tx").iter(C + "v")))
    values = _cached(next(e for e in (one.find(C + "val"), one.find(C + "yVal")) if e is not None))
    numbers = [None if value is None else float(value) for value in values]
    return [label for i, v in enumerate(numbers) if (label := _label(one, i, v, name)) is not None]


def chart_words(blob: bytes) -> list[str]:
    """What a chart shows: categories, typed texts, labels, and the names of series that its legend holds."""
    root = tree(blob)
    every = list(root.iter(C + "ser"))
    shown = [literal(v.text or "") for cat in root.iter(C + "cat") for v in cat.iter(C + "v")]
    legend = next(root.iter(C + "legend"), None)
    if legend is not None:
        gone = {int(entry.find(C + "idx").get("val")) for entry in legend.iter(C + "legendEntry")}
        shown += [
            literal(v.text or "")
            for i, one in enumerate(every)
            if i not in gone
            for v in one.find(C + "tx").iter(C + "v")
        ]
    return [*shown, *(label for one in every for label in labels_of(one)), *paragraphs(blob)]


@dataclass(frozen=True)
class Trace:
    """A series of a scatter chart: its points, its line (width in points, 0 for none), marker and typed labels."""

    name: str
    points: tuple[tuple[float, float] | None, ...]
    color: str
    line: float
    marker: str
    labels: tuple[str, ...]


def traces_of(root: etree._Element, scheme: Mapping[str, str]) -> list[Trace]:
    """The series of a scatter chart, in order; trailing empty points left out."""
    return [_trace(one, scheme) for one in root.iter(C + "ser")]


def _trace(one: etree._Element, scheme: Mapping[str, str]) -> Trace:
    pairs = list(zip(_cached(one.find(C + "xVal")), _cached(one.find(C + "yVal")), strict=True))
    while pairs and pairs[-1] == (None, None):
        pairs.pop()
    line = one.find(f"{C}spPr/{A}ln")
    drawn = line.find(A + "solidFill") is not None
    marker = one.find(C + "marker")
    look = marker.find(C + "spPr")
    color = color_of(one.find(C + "spPr"), scheme) if drawn else "" if look is None else color_of(look, scheme)
    return Trace(
        literal("".join(v.text or "" for v in one.find(C + "tx").iter(C + "v"))),
        tuple(None if x is None or y is None else (float(x), float(y)) for x, y in pairs),
        color,
        int(line.get("w")) / 12700 if drawn else 0.0,
        marker.find(C + "symbol").get("val"),
        tuple("\n".join(paragraph_text(p) for p in label.iter(A + "p")) for label in one.iter(C + "dLbl")),
    )


def error_bars_of(one: etree._Element) -> tuple[tuple[float | None, ...], tuple[float | None, ...]] | None:
    """How far the error bars of a series reach down and up, as cached; None where it has none."""
    bars = one.find(C + "errBars")
    if bars is None:
        return None
    down, up = (
        tuple(None if v is None else float(v) for v in _cached(bars.find(C + key))) for key in ("minus", "plus")
    )
    return down, up


def hatches_of(one: etree._Element) -> dict[int | None, str]:
    """The patterns of a series (None) and of its single bars."""
    looks = {None: one.find(C + "spPr")}
    looks |= {int(p.find(C + "idx").get("val")): p.find(C + "spPr") for p in one.findall(C + "dPt")}
    return {
        key: look.find(A + "pattFill").get("prst")
        for key, look in looks.items()
        if look.find(A + "pattFill") is not None
    }
