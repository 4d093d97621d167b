"""Charts: numbers with their intervals, tables beside the outline, and what each kind of chart refuses."""

from __future__ import annotations

import textwrap
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.build import Job, build, check
from builder.load.limits import Limits
from builder.model import Chart, ChartContent
from builder.values import Measure
from builder.world import Memory

from .outlines import check_expected, first_block, good, outline, read, said


def chart(keys: str, files: dict[str, str] | None = None) -> ChartContent:
    text = outline("- chart:\n" + textwrap.indent(textwrap.dedent(keys).strip("\n"), "    "))
    block = good(text, files).sections[0].slides[0].blocks[0]
    assert isinstance(block, Chart)
    return block.chart


def measure(value: str | None, low: str | None = None, high: str | None = None) -> Measure:
    return Measure(*(None if number is None else Decimal(number) for number in (value, low, high)))


# Numbers as papers print them


@pytest.mark.parametrize(
    ("typed", "kind", "expected"),
    [
        ("64", "bar", measure("64")),
        ("52.0", "bar", measure("52.0")),
        ("14.2 (3.9 to 24.2)", "dot", measure("14.2", "3.9", "24.2")),
        ("-4.0 (-7.31 to -0.64)", "dot", measure("-4.0", "-7.31", "-0.64")),
        ("\u22124.0 (\u22127.31 to \u22120.64)", "dot", measure("-4.0", "-7.31", "-0.64")),
        ("64 (50\u201376)", "bar", measure("64", "50", "76")),
        ("64 [50-76]", "line", measure("64", "50", "76")),
        ("'64 (50, 76)'", "bar", measure("64", "50", "76")),
        ("12 \u00b1 3", "line", measure("12", "9", "15")),
        ("12 +/- 3.5", "line", measure("12", "8.5", "15.5")),
        ("70 to 160", "range", measure(None, "70", "160")),
        ("70\u2013160", "range", measure(None, "70", "160")),
        ("-5 to -2", "range", measure(None, "-5", "-2")),
    ],
)
def test_a_number_stands_with_its_interval(typed: str, kind: str, expected: Measure) -> None:
    named = "interval: 95% CI\n" if expected.bounded else ""
    content = chart(f"kind: {kind}\ncategories: [a]\n{named}values:\n  - {typed}\n")
    assert content.series[0].values == (expected,)
    assert content.series[0].values[0].bounded is expected.bounded


@given(st.decimals(-999, 999, places=2), st.decimals(0, 99, places=2), st.decimals(0, 99, places=1))
def test_any_interval_reads_back(value: Decimal, down: Decimal, up: Decimal) -> None:
    low, high = value - down, value + up
    content = chart(f"kind: dot\ncategories: [a]\ninterval: CI\nvalues: ['{value:f} ({low:f} to {high:f})']")
    assert content.series[0].values == (Measure(value, low, high),)


FAULTS = {
    "numbers that are none": """
        - chart:
            categories: [a, b, c, d, e, f]
            interval: CI
            values:
              - 12 (3 to)  #! YML013 is not a number
              - 12 (3 to 4.5.6)  #! YML013 is not a number
              - 12 (20 to 30)  #! YML013 out of order
              - 12 (14 to 9)  #! YML013 out of order
              - 12 \u00b1 -3  #! YML013 out of order
              - 1,285  #! YML013 use 1285 for the thousands
        """,
    "intervals without a name": """
        - chart:
            categories: [a, b]
            values: [12 (3 to 14), 5 (3 to 9)]  #! YML011 add `interval: 95% CI`
        - chart:
            categories: [a]
            values: [12]
            interval: 95% CI  #! YML013 no value has one
        """,
    "forms that a kind can't draw": """
        - chart: {kind: bar, categories: [a], values: [3 to 4]}  #! YML013 take `kind: range`
        - chart: {kind: range, categories: [a], interval: x, values: [5 (3 to 6)]}  #! YML013 takes no `interval`
        - chart: {kind: range, categories: [a], values: [5 (3 to 6)]}  #! YML013 write `9 to 16`
        - chart: {kind: stacked-bar, categories: [a], values: [5 (3 to 6)]}  #! YML013 shows no interval
        - chart: {kind: pictogram, categories: [a], values: [5 (3 to 6)]}  #! YML013 shows no interval
        """,
    "keys that a kind has no use for": """
        - chart: {kind: dot, categories: [a], values: [1], horizontal: true}  #! YML013 lie always
        - chart: {kind: bar, categories: [a], values: [1], shares: true}  #! YML013 kinds that take it: stacked-bar
        - chart: {kind: bar, categories: [a], values: [1], log: true}  #! YML013 bars are read from zero
        - chart: {kind: line, categories: [a], values: [1], reference: 0}  #! YML013 takes no `reference`
        - chart: {kind: line, categories: [a], values: [1], comparator: [2]}  #! YML013 takes no `comparator`
        - chart: {kind: bar, categories: [a], values: [1], each: 10}  #! YML013 takes no `each`
        - chart: {kind: bar, categories: [a], values: [1], symbol: circle}  #! YML013 takes no `symbol`
        - chart: {kind: line, categories: [a], values: [1], tentative: [a]}  #! YML013 takes no `tentative`
        - chart: {kind: bar, categories: [a], values: [1], horizontal: false, log: false}
        """,
    "logarithmic axes": """
        - chart: {kind: dot, log: true, categories: [a, b], values: [1, 0]}  #! YML013 can't show 0
        - chart: {kind: range, log: true, categories: [a], values: [-1 to 5]}  #! YML013 can't show -1
        - chart: {kind: line, log: true, categories: [a], values: [5], min: 0}  #! YML013 can't show 0
        - chart: {kind: dot, log: true, categories: [a], values: [5], reference: 0}  #! YML013 can't show 0
        """,
    "stacks": """
        - chart: {kind: stacked-bar, categories: [a, b], series: {x: [1, ~], y: [2, 3]}}  #! YML013 has a gap
        - chart: {kind: stacked-bar, categories: [a], series: {x: [1], y: [-2]}}  #! YML013 less than zero
        - chart: {kind: stacked-bar, shares: true, categories: [a], series: {x: [0], y: [0]}}  #! YML013 all zero
        - chart: {kind: stacked-bar, shares: true, categories: [a], series: {x: [1]}, max: 50}  #! YML013 take `max` out
        """,
    "comparators": """
        - chart: {categories: [a], values: [1], comparator: [2]}  #! YML011 add `comparator_name
        - chart: {categories: [a], values: [1], comparator: [2, 3], comparator_name: C}  #! YML017 2 values for the 1
        - chart: {categories: [a], values: [1], comparator: [~], comparator_name: C}  #! YML011 there are none
        - chart: {categories: [a], series: {x: [1], y: [2]}, comparator: [2], comparator_name: C}  #! YML013 make the comparison group a series
        - chart: {categories: [a], values: [-1], comparator: [2], comparator_name: C}  #! YML013 use `kind: dot`
        - chart: {categories: [a], interval: CI, values: [3 (1 to 4)], comparator: [2], comparator_name: C}  #! YML013 use `kind: dot`
        - chart: {categories: [a], values: [1], max: 2, comparator: [3], comparator_name: C}  #! YML013 above `max` (2)
        """,
    "reference lines": """
        - chart: {kind: dot, categories: [a], values: [1], reference: {value: 0, below: x}}  #! YML011 both sides
        - chart: {kind: dot, categories: [a], values: [1], reference: {label: x}}  #! YML011 the key `value` is missing
        - chart: {kind: dot, categories: [a], values: [1], reference: {value: 0, bellow: x}}  #! YML010 did you mean `below`?
        - chart: {kind: dot, categories: [a], values: [1], reference: none}  #! YML013 is not a number
        - chart: {kind: dot, categories: [a], values: [1], max: 2, reference: 3}  #! YML013 above `max` (2)
        """,
    "pictograms": """
        - chart: {kind: pictogram, categories: [a], values: [-1]}  #! YML013 below zero
        - chart: {kind: pictogram, categories: [a], values: [1], each: 0}  #! YML013 one figure can't stand for 0
        - chart: {kind: pictogram, categories: [a], values: [100], each: 1}  #! YML013 more than 40 figures
        - chart: {kind: pictogram, categories: [a], series: {x: [1], y: [2]}}  #! YML013 at most 1 series
        - chart: {kind: pictogram, categories: [a], values: [1], symbol: persn}  #! YML013 did you mean `person`?
        """,
    "people behind a category": """
        - chart: {categories: [a, b], values: [1, 2], n: [3]}  #! YML017 1 value for the 2
        - chart: {categories: [a], values: [1], n: [2.5]}  #! YML013 is not a whole number
        - chart: {categories: [a], values: [1], n: [0]}  #! YML013 out of bounds
        - chart: {kind: line, categories: [1, 2], values: [1, 2], n: [3, 4]}  #! YML013 these are numbers
        """,
    "names that nothing has": """
        - chart: {categories: [week], values: [1], tentative: [weak]}  #! YML016 did you mean `week`?
        - chart: {categories: [a], values: [1], colums: [a]}  #! YML010 did you mean `columns`?
        """,
    "too many series": """
        - chart: {kind: range, categories: [a], series: {x: [1], y: [2]}}  #! YML013 at most 1 series, and here are 2
        - chart: {kind: dot, categories: [a], series: {x: [1], y: [2], z: [3], w: [4]}}  #! YML013 at most 3 series
        """,
}


@pytest.mark.parametrize("blocks", FAULTS.values(), ids=FAULTS)
def test_each_fault_is_said_at_its_place(blocks: str) -> None:
    check_expected({"deck.yaml": outline(blocks)})


def test_a_chart_of_every_kind_is_read() -> None:
    for keys in (
        "{categories: [a], values: [1], n: [30], comparator: [2], comparator_name: Midazolam, tentative: a}",
        "{kind: stacked-bar, shares: true, categories: [a], series: {x: [1], y: [0]}}",
        "{kind: dot, log: true, categories: [a], interval: CI, values: [2 (1 to 3)], reference: {value: 1, below: x, above: y}}",
        "{kind: range, categories: [a, b], values: [1 to 2, 3], reference: 2}",
        "{kind: pictogram, categories: [a], values: [30], each: 10, symbol: circle}",
        "{kind: line, log: true, categories: [1, 2], values: [10, 100], read: Higher is *more*.}",
    ):
        assert isinstance(first_block(f"- chart: {keys}"), Chart)


# Tables


TABLE = """Trial,Difference,Lower,Upper,N,Control
"Anand 2023, v ECT",14.2,3.9,24.2,403,41.2
Lii 2023,-5.82,-13.3,1.64,40,
"""


def test_a_table_beside_the_outline_gives_labels_and_series() -> None:
    content = chart("data: numbers/a.csv", {"numbers/a.csv": "Day,Ketamine,Placebo\n1,64,28\n7,40.0,\n"})
    assert content.categories == ("1", "7")
    assert [(one.name, one.values) for one in content.series] == [
        ("Ketamine", (measure("64"), measure("40.0"))),
        ("Placebo", (measure("28"), None)),
    ]


def test_columns_are_chosen_named_and_joined() -> None:
    content = chart(
        """
        kind: dot
        data: a.csv
        interval: 95% CI
        comparator_name: Comparison
        columns:
          - Trial
          - {column: Difference, low: Lower, high: Upper, name: Points}
          - {column: N, as: n}
          - {column: Control, as: comparator}
        """,
        {"a.csv": TABLE},
    )
    assert content.categories == ("Anand 2023, v ECT", "Lii 2023")
    assert content.series[0].name == "Points"
    assert content.series[0].values == (measure("14.2", "3.9", "24.2"), measure("-5.82", "-13.3", "1.64"))
    assert content.n == (403, 40)
    assert content.comparator == (Decimal("41.2"), None)


@pytest.mark.parametrize(
    "data", ["[[Day, A, B], [x, 1, 2], [y, 3, ~]]", "{header: [Day, A, B], rows: [[x, 1, 2], [y, 3, ~]]}"]
)
def test_a_table_may_stand_in_the_outline(data: str) -> None:
    content = chart(f"data: {data}\ncolumns: [Day, B]")
    assert content.categories == ("x", "y")
    assert [(one.name, one.values) for one in content.series] == [("B", (measure("2"), None))]


def test_cells_are_text_as_it_stands() -> None:
    rows = 'Day,A\nno,1\n~,2\nnull,3\n=1+1,4\n"a ""b"", c",5\n 012 ,6\n'
    assert chart("data: a.csv", {"a.csv": rows}).categories == ("no", "~", "null", "=1+1", 'a "b", c', "012")


def test_a_byte_order_mark_blank_lines_and_windows_line_ends_are_fine() -> None:
    content = chart("data: a.csv", {"a.csv": "\ufeffDay,A\r\n\r\nx,1\r\ny,2\r\n"})
    assert content.categories == ("x", "y")


@pytest.mark.parametrize(
    ("table", "line", "rule", "words"),
    [
        ("Day,A\nx,1\ny,two\n", 3, "YML013", "`two` is not a number"),
        ("Day,A\nx,NA\n", 2, "YML013", "`NA` is not a number"),
        ('Day,A\nx,"1,285"\n', 2, "YML013", "use 1285 for the thousands"),
        ("Day,A\nx,1\n,2\n", 3, "YML011", "found nothing"),
        ("Day,A\nx,1,2\ny,1\n", 2, "YML017", "this row has 3 cells, the header has 2"),
        ("Day,A,B\nx,1\n", 2, "YML017", "this row has 2 cells"),
        ('Day,A\n"x,1\n', 2, "YML002", "not closed on its line"),
        ('Day,A\n"x"y,1\n', 2, "YML002", "not a row of a table"),
        ("Day;A\nx;1\n", 1, "YML013", "separated by semicolons"),
        ("Day\tA\nx\t1\n", 1, "YML013", "separated by tabs"),
        ("Day,A,A\nx,1,2\n", 1, "YML004", "two columns are called `A`"),
        ("Day,,B\nx,1,2\n", 1, "YML011", "column 2 has no name"),
        ("Day,A\nx,\x07\n", 2, "YML005", ""),
        ("Day,A\n", 1, "YML011", "`categories` is an empty list"),
    ],
)
def test_a_fault_of_a_table_is_said_in_its_line(table: str, line: int, rule: str, words: str) -> None:
    loaded = read(outline("- chart: {data: a.csv}"), {"a.csv": table})
    assert loaded.deck is None
    found = [(d.at.line, d.rule, f"{d.message}; {d.help}") for d in loaded.diagnostics if d.at.file == "a.csv"]
    assert any((line, rule) == one[:2] and words in one[2] for one in found), said(loaded)
    assert loaded.sources["a.csv"] == table, "the excerpt shows the table's line"


@pytest.mark.parametrize("data", [b"Day,A\nx,\xff\n", "Day,A\nx,1\n".encode("utf-16"), b"", b"PK\x03\x04"])
def test_a_file_that_is_no_table_is_refused(data: bytes) -> None:
    loaded = read(outline("- chart: {data: a.csv}"), {"a.csv": data})
    assert loaded.deck is None
    assert {d.rule for d in loaded.diagnostics} <= {"YML001", "YML011"}


def test_a_fault_of_a_cell_is_said_in_its_column() -> None:
    loaded = read(outline("- chart: {data: a.csv}"), {"a.csv": 'Day,A,B\n"x, y",1,zwei\nz,1,2\n'})
    (fault,) = loaded.diagnostics
    assert (str(fault.at), fault.at.width, fault.rule) == ("a.csv:2:10", 4, "YML013")
    assert "named at deck.yaml:10" in (fault.help or "")


def test_what_the_outline_says_of_a_table_is_said_in_the_outline() -> None:
    files = {
        "deck.yaml": outline("""
            - chart: {data: b.csv}  #! YML001 did you mean `a.csv`?
            - chart: {data: ../a.csv}  #! YML001 outside the project
            - chart: {data: https://example.org/a.csv}  #! YML001 this is an address
            - chart: {data: a.csv, values: [1]}  #! YML012 stands in the table
            - chart: {data: a.csv, categories: [a]}  #! YML012 stands in the table
            - chart: {data: a.csv, columns: [Trail, N]}  #! YML016 did you mean `Trial`?
            - chart: {data: a.csv, columns: [Trial]}  #! YML011 at least one of numbers
            - chart: {data: a.csv, columns: [Trial, {colum: N}]}  #! YML010 did you mean `column`? | YML011 `column` is missing
            - chart: {data: a.csv, columns: [Trial, {column: N, low: Lower}]}  #! YML011 one is missing
            - chart: {data: a.csv, columns: [Trial, {column: N, as: m}]}  #! YML013 is not possible here
            - chart: {data: a.csv, columns: [Trial, N, N]}  #! YML004 is there already
            - chart: {categories: [a], values: [1], columns: [a]}  #! YML011 there is no `data`
            - chart: {data: [[a, b], [c]]}  #! YML017 this row has 1 cell,
            - chart: {data: {header: [a, b]}}  #! YML011 needs `header` and `rows`
            - chart: {data: {header: [a, b], row: [[1, 2]]}}  #! YML010 did you mean `rows`?
            - chart: {data: [[a, [b]], [c, 1]]}  #! YML012 expected text or a number
            """),
        "a.csv": TABLE,
    }
    check_expected(files, Limits(faults=100))


def test_tables_have_limits() -> None:
    text = outline("- chart: {data: a.csv}")
    long = "Day,A\n" + "".join(f"d{i},{i}\n" for i in range(600))
    wide = "Day," + ",".join(f"c{i}" for i in range(20)) + "\nx," + ",".join("1" for _ in range(20)) + "\n"
    for table, limits, words in (
        (long, Limits(), "`chart_points` can be raised"),
        (wide, Limits(), "`chart_series` can be raised"),
        (long, Limits(list_items=100), "at most 100 are read"),
        (long, Limits(file_bytes=500), "it is larger than 500 bytes"),
    ):
        assert any(words in line for line in said(read(text, {"a.csv": table}, limits=limits))), words


def test_a_table_is_a_source_of_the_outputs_and_changes_their_digest() -> None:
    from pathlib import PurePosixPath

    def built(table: str) -> tuple[set[str], str]:
        blocks = "- chart: {data: numbers.csv, source: Audit, alt: Two bars}"
        world = Memory({"deck.yaml": outline(blocks).encode(), "numbers.csv": table.encode()})
        made = build(Job(PurePosixPath("deck.yaml")), world)
        assert not check(Job(PurePosixPath("deck.yaml")), world).diagnostics
        return {source.path for source in made.files}, made.outputs[0].digest

    files, first = built("Day,A\nx,1\ny,2\n")
    assert files == {"deck.yaml", "numbers.csv"}
    assert built("Day,A\nx,1\ny,3\n")[1] != first
