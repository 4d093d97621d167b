"""Charts: data, axes, labels and workbook as planned."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest
from lxml import etree
from pptx import Presentation

from builder.plan.page import Chart, ChartSpec, Page
from builder.write.pptx import write_pptx
from builder.write.pptx.labels import label_format

from .opened import NS, Opened, find, one, sample_deck
from .sample import FIGURE, charts, heads, plan, spec

BAR, GROUPED, LYING, LINES, SCATTER = range(1, 6)


def part(number: int) -> etree._Element:
    return sample_deck().xml(f"ppt/charts/chart{number}.xml")


def drawn(one_: ChartSpec) -> etree._Element:
    chart = Chart(FIGURE, one_, (), "A chart", "Chart")
    page = Page((*heads("T", 1), chart), "T", "points")
    return Opened(write_pptx(replace(plan(), pages=(page,)))).xml("ppt/charts/chart1.xml")


def value(node: etree._Element, path: str) -> list[str]:
    return find(node, f"{path}/@val")


def cells(data: bytes) -> dict[str, str | float]:
    """The cells of a workbook by address."""
    book = zipfile.ZipFile(io.BytesIO(data))
    names = book.namelist()
    strings: list[str] = []
    if "xl/sharedStrings.xml" in names:
        items = etree.fromstring(book.read("xl/sharedStrings.xml")).xpath("//s:si", namespaces=NS)
        strings = ["".join(item.xpath(".//s:t/text()", namespaces=NS)) for item in items]
    sheet = etree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    assert not sheet.xpath("//s:f | //s:hyperlink", namespaces=NS)
    assert not [name for name in names if "externalLink" in name or "calcChain" in name]
    out: dict[str, str | float] = {}
    for cell in sheet.xpath("//s:c", namespaces=NS):
        text = cell.findtext("s:v", namespaces=NS)
        out[cell.get("r")] = strings[int(text)] if cell.get("t") == "s" else float(text)
    return out


def workbooks() -> list[dict[str, str | float]]:
    deck = sample_deck()
    names = [
        next(link.target for link in deck.links(f"ppt/charts/chart{n}.xml") if link.kind == "package")
        for n in range(1, 6)
    ]
    return [cells(deck.zip.read(name)) for name in names]


def test_workbooks_hold_the_data_as_plain_values() -> None:
    books = workbooks()
    assert books[0] == {"B1": "Response", "A2": "Ketamine", "B2": 64.0, "A3": "Midazolam", "B3": 28.0}
    assert books[1]["A3"] == "Day 7 =1+1"
    assert books[4]["A1"] == "Days"
    assert [books[4][f"A{row}"] for row in range(2, 6)] == [0.0, 1.0, 7.0, 28.0]
    assert "B4" not in books[3], "a missing value is an empty cell"


@pytest.mark.parametrize("evil", ["=1+1", "@SUM(A1)", "+1", "https://example.org", "_x0041_", "{=1}", "012", "1e3"])
def test_texts_stay_texts(evil: str) -> None:
    chart = Chart(FIGURE, spec(categories=(evil, "b")), (), "A", "Chart")
    page = Page((*heads("T", 1), chart), "T", "points")
    deck = Opened(write_pptx(replace(plan(), pages=(page,))))
    escaped = evil.replace("_x0041_", "_x005F_x0041_")  # the spreadsheet's own way to say an underscore
    assert cells(deck.zip.read("ppt/embeddings/Microsoft_Excel_Sheet1.xlsx"))["A2"] == escaped
    cached = deck.find("ppt/charts/chart1.xml", "//c:cat//c:pt[@idx='0']/c:v/text()")
    assert cached == [escaped]


def test_the_cache_agrees_with_the_workbook() -> None:
    for number, book in enumerate(workbooks(), 1):
        for reference in find(part(number), "//c:strRef | //c:numRef"):
            address = one(reference, "c:f").text.split("!")[1].replace("$", "")
            column, first = address[0], int(address.split(":")[0][1:])
            for point in find(reference, ".//c:pt"):
                shown = one(point, "c:v").text
                held = book[f"{column}{first + int(point.get('idx'))}"]
                assert shown == held or float(shown) == held


def test_kinds_of_charts() -> None:
    kinds = [[node.tag.rsplit("}")[1] for node in find(part(n), "//c:plotArea/*[c:ser]")] for n in range(1, 6)]
    assert kinds == [["barChart"], ["barChart"], ["barChart"], ["lineChart"], ["scatterChart"]]
    assert [value(part(n), "//c:barDir") for n in (BAR, LYING)] == [["col"], ["bar"]]
    assert value(part(SCATTER), "//c:scatterStyle") == ["lineMarker"]
    assert set(value(part(LINES), "//c:smooth")) == {"0"}


def test_python_pptx_reads_the_same_series() -> None:
    made = Presentation(io.BytesIO(sample_deck().data))
    read = [s.chart for slide in made.slides for s in slide.shapes if s.has_chart]
    for chart, (_, planned) in zip(read, charts(), strict=True):
        assert [s.name for s in chart.plots[0].series] == [s.name for s in planned.series]
        if not planned.xs:
            assert [tuple(s.values) for s in chart.plots[0].series] == [s.values for s in planned.series]
            assert tuple(chart.plots[0].categories) == planned.categories


def test_axes_are_exactly_the_plans() -> None:
    axis = one(part(LINES), "//c:valAx")
    assert (value(axis, "c:scaling/c:min"), value(axis, "c:scaling/c:max")) == (["0"], ["80"])
    assert value(axis, "c:majorUnit") == ["20"]
    assert find(axis, "c:numFmt/@formatCode") == ['0"%"']
    assert find(axis, "c:majorGridlines")
    assert value(part(SCATTER), "//c:valAx[1]/c:scaling/c:max") == ["28"]
    assert value(part(SCATTER), "//c:valAx[2]/c:scaling/c:min") == ["-20"]


def test_a_hidden_axis_is_deleted_but_keeps_its_range() -> None:
    axis = one(part(BAR), "//c:valAx")
    assert value(axis, "c:delete") == ["1"]
    assert value(axis, "c:scaling/c:max") == ["80"]
    assert not find(axis, "c:majorGridlines | c:title")


def test_axis_ids_are_positive_and_cross() -> None:
    for number in range(1, 6):
        ids = value(part(number), "//c:plotArea/*[c:ser]/c:axId")
        assert all(0 < int(one_) < 2**31 for one_ in ids)
        assert value(part(number), "//c:crossAx") == ids[::-1]


def test_lying_bars_are_read_from_the_top_with_numbers_at_the_foot() -> None:
    assert value(part(LYING), "//c:catAx/c:scaling/c:orientation") == ["maxMin"]
    assert value(part(LYING), "//c:valAx/c:crosses") == ["max"]


def test_the_plot_stands_where_the_plan_put_it() -> None:
    layout = one(part(BAR), "//c:plotArea/c:layout/c:manualLayout")
    assert value(layout, "c:layoutTarget") == ["inner"]
    x, y, w, h = (float(value(layout, f"c:{key}")[0]) for key in "xywh")
    planned = charts()[0][1].plot
    assert (x * FIGURE.width + FIGURE.x, y * FIGURE.height + FIGURE.y) == pytest.approx(
        (planned.x, planned.y), abs=0.01
    )
    assert (w * FIGURE.width, h * FIGURE.height) == pytest.approx((planned.width, planned.height), abs=0.01)


def test_bars_have_the_plans_gap_overlap_and_colours() -> None:
    assert value(part(GROUPED), "//c:gapWidth") == ["80"]
    assert value(part(GROUPED), "//c:overlap") == ["-5"]
    series = one(part(BAR), "//c:ser")
    assert value(series, "c:spPr/a:solidFill/a:schemeClr") == ["accent1"]
    point = one(series, "c:dPt")
    assert (value(point, "c:idx"), value(point, "c:spPr/a:solidFill/a:schemeClr")) == (["1"], ["accent3"])


def test_lines_differ_in_marker_and_dash() -> None:
    assert value(part(LINES), "//c:ser/c:marker/c:symbol") == ["circle", "square"]
    assert [bool(find(s, "c:spPr/a:ln/a:prstDash")) for s in find(part(LINES), "//c:ser")] == [False, True]


def test_a_legend_only_where_the_plan_asks() -> None:
    assert [bool(find(part(n), "//c:legend")) for n in range(1, 6)] == [False, True, False, False, False]


def test_titles_of_axes() -> None:
    lines = part(LINES)
    assert find(lines, "//c:catAx/c:title//a:t/text()") == ["Visit"]
    assert find(lines, "/c:chartSpace/c:chart/c:title//a:t/text()") == ["Responders"]
    assert value(lines, "/c:chartSpace/c:chart/c:autoTitleDeleted") == ["0"]
    assert find(part(SCATTER), "//c:valAx[1]/c:title//a:t/text()") == ["Days"]
    bar = part(BAR)
    assert not find(bar, "//c:title")
    assert value(bar, "//c:autoTitleDeleted") == ["1"]


def shown(labels: etree._Element) -> dict[str, str]:
    """Which label each entry shows: typed words, `value`, `name`, or nothing."""
    out = {}
    for entry in find(labels, "c:dLbl"):
        words = "".join(find(entry, ".//a:t/text()"))
        flags = [k for k in ("showVal", "showSerName") if value(entry, f"c:{k}") == ["1"]]
        out[value(entry, "c:idx")[0]] = words or (flags[0] if flags else "deleted" * bool(find(entry, "c:delete")))
    return out


def test_labels_that_are_the_value_stay_live() -> None:
    labels = one(part(BAR), "//c:ser/c:dLbls")
    assert shown(labels) == {}
    assert (find(labels, "c:numFmt/@formatCode"), value(labels, "c:showVal")) == (['0"%"'], ["1"])
    assert value(labels, "c:dLblPos") == ["outEnd"]


def test_a_label_that_says_more_is_typed_and_another_format_is_its_own() -> None:
    first, second = find(part(GROUPED), "//c:ser/c:dLbls")
    assert shown(first) == {"1": "31% (n = 15)"}
    assert find(second, "c:numFmt/@formatCode") == ['0"%"']
    assert find(second, "c:dLbl/c:numFmt/@formatCode") == ['0.0"%"']


def test_lines_are_named_at_their_last_point() -> None:
    for number in (LINES, SCATTER):
        for labels in find(part(number), "//c:ser/c:dLbls"):
            assert shown(labels) == {"3": "showSerName"}
            assert value(labels, "c:showVal") == ["0"]
            assert value(labels, "c:dLbl/c:dLblPos") == ["r"]


def test_values_over_a_line_stand_above_it() -> None:
    series = replace(charts()[3][1].series[1], labels=("70%", "28%", None, "22%"))
    chart = drawn(replace(charts()[3][1], series=(series,), show_values=True))
    labels = one(chart, "//c:dLbls")
    assert shown(labels) == {"2": "deleted"}
    assert value(labels, "c:dLblPos") == ["t"]


def test_no_labels_and_no_values_is_no_label() -> None:
    series = replace(spec().series[0], labels=())
    assert not find(drawn(spec(series=(series,), show_values=False)), "//c:dLbls")
    assert find(drawn(spec(series=(series,))), "//c:dLbls/c:numFmt/@formatCode") == ['0"%"']


@pytest.mark.parametrize(
    ("text", "number", "expected"),
    [
        ("64%", 64.0, '0"%"'),
        ("64%", 0.64, "0%"),
        ("12.50 mg", 12.5, '0.00" mg"'),
        ("n = 12", 12.0, '"n = "0'),
        ("1,234", 1234.0, "#,##0"),
        ("\u22123", -3.0, '0;"\u2212"0'),
        ("\u22127.3 points", -7.3, '0.0" points";"\u2212"0.0" points"'),
        ("-3", -3.0, "0"),
        ("change -3", -3.0, None),
        ("3", -3.0, None),
        ("64%", 63.0, None),
        ("64% (47 of 73)", 64.0, None),
        ("1,5", 1.5, None),
        ("about", 3.0, None),
        ('3"', 3.0, None),
        ("", 3.0, None),
    ],
)
def test_label_formats(text: str, number: float, expected: str | None) -> None:
    assert label_format(text, number) == expected


def test_chart_text_has_the_plans_face_size_colour_and_language() -> None:
    chart = part(LINES)
    assert set(find(chart, "//c:txPr//a:defRPr/@sz")) == {"1400"}
    assert set(find(chart, "//c:txPr//a:latin/@typeface")) == {"+mn-lt"}
    assert value(chart, "/c:chartSpace/c:lang") == ["en-GB"]
    assert all(find(run, "a:rPr/@lang") for run in find(chart, "//a:r"))
    assert value(chart, "/c:chartSpace/c:roundedCorners") == ["0"]
