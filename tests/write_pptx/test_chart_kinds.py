"""Stacked bars, error bars, comparison groups, hatches, pictograms and row charts, as the writer makes them."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from lxml import etree
from PIL import Image

from builder.geometry import Rect
from builder.plan.page import (
    Axis,
    Chart,
    ChartSeries,
    ChartSpec,
    Dots,
    Figure,
    Guide,
    Page,
    RowLabels,
    RowSpec,
    Stretches,
    Whiskers,
)
from builder.write.pptx import write_pptx
from builder.write.pptx.symbols import picture

from .opened import Opened, find, one
from .sample import FIGURE, axis, heads, plan, spec
from .test_charts import cells, drawn, value
from .words import ACCENT, GREY, HAIRLINE, INK, MUTED, TEAL, TEXT, WHITE

CART = Figure(10, 20, 40, (("ellipse", Rect(6, 2, 8, 8), 0.0), ("round-rect", Rect(4, 12, 12, 26), 5.0)))


def deck(chart: ChartSpec | RowSpec) -> Opened:
    page = Page((*heads("T", 1), Chart(FIGURE, chart, (), "A chart", "Chart")), "T", "points")
    return Opened(write_pptx(replace(plan(), pages=(page,))))


def sheet(chart: ChartSpec | RowSpec) -> dict[str, str | float]:
    return cells(deck(chart).zip.read("ppt/embeddings/Microsoft_Excel_Sheet1.xlsx"))


def cached(reference: etree._Element) -> list[tuple[str, str]]:
    return [(point.get("idx"), one(point, "c:v").text) for point in find(reference, ".//c:pt")]


# Error bars

SURE = Whiskers("95% CI", (14.0, None), (12.0, None), INK)
BARS = spec(series=(ChartSeries("Response", (64.0, 28.0), (None, None), TEAL, whiskers=SURE),))


def test_error_bars_hold_the_plans_distances_in_the_workbook_and_in_the_part() -> None:
    assert sheet(BARS) == {
        "A2": "Ketamine", "A3": "Midazolam", "B1": "Response", "B2": 64.0, "B3": 28.0,
        "C1": "Response, 95% CI: distance up", "C2": 12.0, "D1": "Response, 95% CI: distance down", "D2": 14.0,
    }  # fmt: skip
    bars = one(drawn(BARS), "//c:ser/c:errBars")
    assert find(bars, "c:plus//c:f/text()") == ["Sheet1!$C$2:$C$3"]
    assert cached(one(bars, "c:plus")) == [("0", "12")]
    assert cached(one(bars, "c:minus")) == [("0", "14")]
    assert (value(bars, "c:errBarType"), value(bars, "c:errValType")) == (["both"], ["cust"])
    assert not find(bars, "c:errDir"), "bars have no direction to choose"


def test_error_bars_of_lines_are_upright_and_later_series_keep_their_columns() -> None:
    points = (ChartSeries("A", (1.0, 2.0), (None, None), TEAL, marker="circle", whiskers=Whiskers("SE", (1.0, 1.0), (1.0, 1.0), INK)),
              ChartSeries("B", (3.0, 4.0), (None, None), MUTED, marker="square"))  # fmt: skip
    made = spec(kind="line", series=points, value_axis=axis())
    assert value(drawn(made), "//c:ser[1]/c:errBars/c:errDir") == ["y"]
    assert find(drawn(made), "//c:ser[2]/c:val//c:f/text()") == ["Sheet1!$E$2:$E$3"]
    assert sheet(made)["E1"] == "B"


# Stacks, outlines, hatches, edges


def parts(**more: object) -> ChartSpec:
    series = (
        ChartSeries(
            "Better", (64.0, 28.0), ("64%", "28%"), TEAL, label_places=("center",) * 2, label_colors=(WHITE,) * 2
        ),
        ChartSeries(
            "Worse", (36.0, 2.0), ("36%", None), MUTED, label_places=("center", None), label_colors=(INK, None)
        ),
    )
    return spec(series=series, overlap=100, grouping="stacked", ground=WHITE, **more)


def test_stacked_bars_have_seams_and_labels_in_their_middle() -> None:
    chart = drawn(parts())
    assert value(chart, "//c:barChart/c:grouping") == ["stacked"]
    assert set(value(chart, "//c:dLblPos")) == {"ctr"}, "a stack has no end for labels: PowerPoint mends such a file"
    assert value(chart, "//c:ser[1]/c:dLbls/c:txPr//a:schemeClr") == ["bg1"]
    assert value(chart, "//c:ser[2]/c:dLbls/c:dLbl/c:delete") == ["1"]
    assert value(chart, "//c:ser/c:spPr/a:ln//a:schemeClr") == ["bg1", "bg1"]


def test_a_pale_or_hatched_part_of_a_stack_is_bounded_by_its_own_line() -> None:
    """A seam in the ground's colour would leave nothing of it that is seen."""
    better, worse = parts().series
    pale, edged = replace(worse, edge=ACCENT), replace(worse, edge=worse.color)
    assert value(drawn(replace(parts(), series=(better, pale))), "//c:ser[2]/c:spPr/a:ln//a:schemeClr") == ["accent2"]
    hatched = replace(better, hatch="up")
    assert value(drawn(replace(parts(), series=(hatched, worse))), "//c:ser[1]/c:spPr/a:ln//a:schemeClr") == ["accent1"]
    # a line in the fill's own colour would only lengthen the bar
    assert value(drawn(replace(parts(), series=(better, edged))), "//c:ser[2]/c:spPr/a:ln//a:schemeClr") == ["bg1"]
    assert not value(drawn(replace(spec(), series=(edged,))), "//c:ser/c:spPr/a:ln//a:schemeClr")


def test_a_label_in_a_corner_is_moved_from_the_place_beside_its_point() -> None:
    line = ChartSeries(
        "A", (1.0, 2.0), ("1", "2"), TEAL, marker="circle", label_places=("above", "right"),
        label_shifts=(None, (-4.0, 10.5)),
    )  # fmt: skip
    chart = drawn(spec(kind="line", horizontal=False, series=(line,)))
    moved = one(chart, "//c:dLbls/c:dLbl")
    assert value(moved, "c:idx") == ["1"]
    assert [child.tag.rpartition("}")[2] for child in moved][1] == "layout", "the order of the schema"
    assert [float(find(moved, f"c:layout/c:manualLayout/c:{axis}/@val")[0]) for axis in "xy"] == [
        pytest.approx(-4 / FIGURE.width, abs=1e-5),
        pytest.approx(10.5 / FIGURE.height, abs=1e-5),
    ]
    assert value(moved, "c:dLblPos") == ["r"]


def test_shares_are_stacked_to_a_hundred_percent() -> None:
    chart = drawn(parts(horizontal=True, value_axis=Axis(0, 1, 0.25, "0%", gridlines=True)))
    assert value(chart, "//c:barChart/c:grouping") == ["stacked"]
    shares = drawn(replace(parts(), grouping="shares", value_axis=Axis(0, 1, 0.25, "0%", gridlines=True)))
    assert value(shares, "//c:barChart/c:grouping") == ["percentStacked"]
    assert (value(shares, "//c:valAx/c:scaling/c:max"), value(shares, "//c:valAx/c:majorUnit")) == (["1"], ["0.25"])


def test_hatches_and_edges() -> None:
    hatched = ChartSeries(
        "A", (1.0, 2.0), ("1", "2"), TEAL, hatch="up", label_places=("center",) * 2, label_grounds=(WHITE,) * 2
    )
    mixed = ChartSeries("B", (1.0, 2.0), ("1", "2"), TEAL, point_hatches=(None, "down"), edge=ACCENT)
    chart = drawn(spec(series=(hatched, mixed), ground=WHITE))
    assert find(chart, "//c:ser[1]/c:spPr/a:pattFill/@prst") == ["wdUpDiag"]
    assert value(chart, "//c:ser[1]/c:dLbls/c:spPr/a:solidFill/a:schemeClr") == ["bg1"], "words on lines have a ground"
    assert find(chart, "//c:ser[2]/c:dPt/c:spPr/a:pattFill/@prst") == ["wdDnDiag"]
    assert value(chart, "//c:ser[2]/c:spPr/a:ln//a:schemeClr") == ["accent2"]


def test_labels_stay_on_one_line_and_categories_upright() -> None:
    chart = drawn(spec())
    assert set(find(chart, "//c:dLbls//a:bodyPr/@wrap")) == {"none"}
    assert find(chart, "//c:catAx//a:bodyPr/@rot") == ["0"]


# Pictograms


def test_bars_of_figures_are_stacked_pictures_that_stand_for_their_number() -> None:
    series = (ChartSeries("People", (45.0, 20.0), ("45", "20"), TEAL, (None, MUTED)),)
    made = deck(spec(series=series, horizontal=True, figure=CART))
    chart = made.xml("ppt/charts/chart1.xml")
    for path in ("//c:ser", "//c:dPt"):
        options = one(chart, f"{path}/c:pictureOptions")
        assert (value(options, "c:pictureFormat"), value(options, "c:pictureStackUnit")) == (["stackScale"], ["10"])
    pictures = {link.rid: link.target for link in made.links("ppt/charts/chart1.xml") if link.kind == "image"}
    used = find(chart, "//c:ser/c:spPr/a:blipFill/a:blip/@r:embed") + find(chart, "//c:dPt//a:blip/@r:embed")
    assert len(set(used)) == 2 and set(used) == set(pictures)
    colors = [Image.open(io.BytesIO(made.zip.read(pictures[rid]))).convert("RGBA").getpixel((60, 120)) for rid in used]
    assert ["{:02X}{:02X}{:02X}".format(*color[:3]) for color in colors] == [TEAL.rgb, MUTED.rgb]


def test_a_figure_is_as_large_as_its_cell_and_the_same_on_every_run() -> None:
    data, pixels = picture(CART, TEAL.rgb)
    picture.cache_clear()
    assert picture(CART, TEAL.rgb) == (data, pixels)
    image = Image.open(io.BytesIO(data))
    natural = [pixel / dots * 72 for pixel, dots in zip(image.size, image.info["dpi"], strict=True)]
    assert natural == pytest.approx([CART.width, CART.height], abs=0.02), "LibreOffice tiles it at this size"
    assert image.getpixel((2, 2))[3] == 0 and image.getpixel((image.width // 2, image.height // 2))[3] == 255


# Row charts

ROWS = RowSpec(
    categories=("Anand 2023", "Lii 2023"),
    x_axis=Axis(0.125, 2, 2, "General", gridlines=True, log=2),
    low=0.5,
    high=3.5,
    guides=(Guide("No difference", 1.0, 3.0, 0.5, ACCENT),),
    stretches=(Stretches("95% CI", (0.29, 0.16), (0.84, 0.55), (2.0, 1.0), TEAL, 2.0),),
    dots=(Dots("Ratio", (0.49, 0.3), (2.0, 1.0), "square", TEAL, 10.0, key=True),
          Dots("Other", (0.6,), (2.0,), "diamond", MUTED, 10.0, edge=INK, key=True)),
    words=(RowLabels("Labels", 0.125, (2.0, 1.0), (("Anand", "2023"), ("Lii 2023",)), "left", INK),
           RowLabels("Sides", 1.0, (3.2,), (("Better \u2192",),), "right", INK, WHITE)),
    plot=FIGURE.inset(90, 20, 90, 30),
    label_face=TEXT, label_size=14, label_color=INK, axis_color=GREY, grid_color=HAIRLINE, ground=WHITE,
    legend=True, legend_top=FIGURE.y,
)  # fmt: skip


def test_intervals_are_lines_between_cells_that_hold_their_bounds() -> None:
    assert {key: held for key, held in sheet(ROWS).items() if key[0] in "ABC"} == {
        "A2": "Anand 2023", "A3": "Lii 2023", "B1": "95% CI", "B2": 0.29, "B3": 0.84, "B5": 0.16, "B6": 0.55,
        "C1": "Row", "C2": 2.0, "C3": 2.0, "C5": 1.0, "C6": 1.0,
    }  # fmt: skip
    line = one(drawn_rows(), "//c:ser[1]")
    assert cached(one(line, "c:xVal")) == [("0", "0.29"), ("1", "0.84"), ("3", "0.16"), ("4", "0.55")]
    assert find(line, "c:spPr/a:ln/@w") == ["25400"] and find(line, "c:spPr/a:ln/@cap") == ["flat"]
    assert value(drawn_rows(), "/c:chartSpace/c:chart/c:dispBlanksAs") == ["gap"]


def drawn_rows() -> etree._Element:
    return deck(ROWS).xml("ppt/charts/chart1.xml")


def test_all_series_of_a_row_chart_have_as_many_cells() -> None:
    counts = value(drawn_rows(), "//c:xVal//c:ptCount") + value(drawn_rows(), "//c:yVal//c:ptCount")
    assert set(counts) == {"5"}, "LibreOffice loses series before a longer one"


def test_a_row_chart_has_a_logarithmic_axis_and_hides_that_of_its_rows() -> None:
    along, rows = find(drawn_rows(), "//c:valAx")
    assert value(along, "c:scaling/c:logBase") == ["2"] and value(along, "c:majorUnit") == ["2"]
    assert (value(along, "c:scaling/c:min"), value(along, "c:scaling/c:max")) == (["0.125"], ["2"])
    assert (value(along, "c:delete"), value(rows, "c:delete")) == (["0"], ["1"])
    assert (value(rows, "c:scaling/c:min"), value(rows, "c:scaling/c:max")) == (["0.5"], ["3.5"])


def test_row_labels_are_typed_lines_that_nobody_breaks_anew() -> None:
    labels = one(drawn_rows(), "//c:ser[c:tx//c:v='Labels']/c:dLbls")
    texts = [find(label, ".//a:t/text()") for label in find(labels, "c:dLbl")]
    assert texts == [["Anand", "2023"], ["Lii 2023"]]
    assert set(find(labels, "c:dLbl//a:bodyPr/@wrap")) == {"none"}
    assert set(value(labels, "c:dLbl/c:dLblPos")) == {"l"}
    assert set(find(labels, "c:dLbl//a:pPr/@algn")) == {"r"}
    sides = one(drawn_rows(), "//c:ser[c:tx//c:v='Sides']/c:dLbls/c:dLbl")
    assert value(sides, "c:spPr/a:solidFill/a:schemeClr") == ["bg1"], "grid lines don't run through words"


def test_only_markers_stand_in_the_key() -> None:
    gone = value(drawn_rows(), "//c:legend/c:legendEntry/c:idx")
    names = find(drawn_rows(), "//c:ser/c:tx//c:v/text()")
    assert [name for index, name in enumerate(names) if str(index) not in gone] == ["Ratio", "Other"]


def test_markers_and_the_line_of_reference() -> None:
    guide, _, other = (one(drawn_rows(), f"//c:ser[{index}]") for index in (2, 3, 4))
    assert value(guide, "c:spPr/a:ln/a:prstDash") == ["dash"]
    assert (value(other, "c:marker/c:symbol"), value(other, "c:marker/c:size")) == (["diamond"], ["10"])
    assert value(other, "c:marker/c:spPr/a:ln//a:schemeClr") == ["tx1"]
