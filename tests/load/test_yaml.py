"""What YAML may and may not be: every trap that changes values, hides text or eats memory is a located error."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest

from builder.diagnostics import render
from builder.model import Chart, Point, Table
from builder.values import Measure

from .outlines import first_block, good, outline, read, said

LITERAL = [
    "no", "NO", "on", "yes", "off", "y", "n", "1_000", "012", "0o14", "0x1F", "0b11", "1e3", "1.0e+3", "12:30",
    "1:30:00", "190:20:30", "2024-01-02", "2024-13-45", "25:61:61", ".5", "5.", "+1", "1,000", "1/2", "5%", "true",
    "3.10", "1.20", "00123", "0777", "=", "<<", "nan", "inf",
]  # fmt: skip


@pytest.mark.parametrize("word", LITERAL)
def test_a_text_keeps_the_literal_scalar(word: str) -> None:
    point = first_block(f"- point: {word}")
    assert isinstance(point, Point)
    assert point.point.text == word
    table = first_block(f"- table:\n    header: [a]\n    rows:\n    - - {word}")
    assert isinstance(table, Table)
    assert table.table.rows[0][0].text == word


@pytest.mark.parametrize("number", ["0", "-5", "12.5", "007", "100.0001", "-0.0"])
def test_a_number_keeps_its_digits(number: str) -> None:
    chart = first_block(f"- chart: {{categories: [a], values: [{number}]}}")
    assert isinstance(chart, Chart)
    assert chart.chart.series[0].values == (Measure(Decimal(number)),)
    assert str(chart.chart.series[0].values[0].value) == str(Decimal(number))


TAIL = {  # after twelve lines
    "duplicate key": ("title: Second\n", 2, "YML004 `title` stands twice in one mapping; again at deck.yaml:13:1"),
    "composed and decomposed": ("caf\u00e9: 1\ncafe\u0301: 2\n", 13, "YML004"),
    "quoted and plain": ('zz: 1\n"zz": 2\n', 13, "YML004"),
    "anchor": ("zz: &a x\n", 13, "YML003 the anchor `&a`"),
    "alias": ("zz: *a\n", 13, "YML003 `*a` repeats"),
    "merge key": ("zz: {<<: 1}\n", 13, "YML003 `<<` merges"),
    "core tag": ("zz: !!int 3\n", 13, "YML003 the tag"),
    "python tag": ("zz: !!python/object/apply:os.system [true]\n", 13, "YML003 the tag"),
    "custom tag": ("zz: !foo bar\n", 13, "YML003 the tag"),
    "second document": ("---\nb: 1\n", 13, "YML003 `---` starts a second document"),
    "complex key": ("? [a, b]\n: 1\n", 13, "YML003 a list or mapping stands where a key should"),
    "late directive": ("%YAML 1.2\n", 14, "YML002"),
    "tab": ("zz:\n\t- a\n", 14, "YML002 a tab can't indent"),
    "open double quote": ('zz: "never\n', 13, "YML002 a quote is opened here"),
    "open single quote": ("zz: 'never\n", 13, "YML002 a quote is opened here"),
    "open list": ("zz: [1, 2\n", 13, "YML002 a list is opened"),
    "open mapping": ("zz: {a: 1\n", 13, "YML002 a mapping is opened"),
    "second colon": ("zz: a: b\n", 13, "YML002 `: ` stands inside a text"),
    "at sign": ("zz: @home\n", 13, "YML002 this character can't start a text"),
    "backtick": ("zz: `x`\n", 13, "YML002 this character can't start a text"),
    "bad escape": ('zz: "\\q"\n', 13, "YML002 a backslash in double quotes"),
    "escape too big": ('zz: "\\U00110000"\n', 13, "YML002 this escape names no character"),
    "escaped surrogate": ('zz: "\\uD800"\n', 13, "YML002 this escape names no character"),
    "bad indentation": ("zz:\n    a: 1\n   b: 2\n", 15, "YML002 this line does not fit"),
    "a key too deep": ("zz:\n  - point: A\n     plain: B\n", 15, "YML002 if `plain` is a key, indent it"),
    "text after quotes": ('zz:\n  - "A" b\n', 14, "YML002 a text goes on after its closing quote"),
    "text after braces": ("zz:\n  - {a} b\n", 14, "YML002 a text goes on after its closing quote or bracket"),
    "merge conflict": ("<<<<<<< HEAD\nzz: 1\n=======\nzz: 2\n>>>>>>> other\n", 13, "YML002 an unfinished merge"),
    "long key": ("k" * 2000 + ": 1\n", 13, "YML002"),
    "deep list": ("zz: " + "[" * 100_000 + "\n", 13, "YML007 nested more than 16 deep"),
    "deep mapping": ("zz: " + "{a: " * 20_000 + "\n", 13, "YML007 nested more than 16 deep"),
    "deep dashes": ("zz:\n  " + "- " * 50_000 + "x\n", 14, "YML007 nested more than 16 deep"),
    "deep questions": ("? " * 20_000 + "a\n", 13, "YML003 a list or mapping stands where a key should"),
    "long scalar": ("zz: " + "word " * 5000 + "\n", 13, "YML007 24,999 characters"),
}  # fmt: skip


@pytest.mark.parametrize("tail, line, words", TAIL.values(), ids=TAIL.keys())
def test_a_fault_is_refused_at_its_line_at_once(tail: str, line: int, words: str) -> None:
    text = outline()
    assert text.count("\n") == 11 or text.count("\n") == 12
    padded = text + "#\n" * (12 - text.count("\n"))
    start = time.process_time()
    loaded = read(padded + tail)
    assert time.process_time() - start < 2
    assert loaded.deck is None
    rule, _, rest = words.partition(" ")
    lines = said(loaded)
    assert any(entry.startswith(f"deck.yaml:{line} {rule} ") and rest in entry for entry in lines), lines


def test_of_two_values_under_one_key_none_is_printed() -> None:
    loaded = read(outline() + "title: SECOND\n")
    assert loaded.deck is None
    assert "SECOND" not in "\n".join(render(d, loaded.sources) for d in loaded.diagnostics)


def test_a_version_directive_is_refused() -> None:
    assert any("deck.yaml:1 YML00" in line for line in said(read("%YAML 1.1\n---\n" + outline())))
    assert any("deck.yaml:1 YML002" in line for line in said(read("%YAML 9.9\n---\n" + outline())))
    assert read("%TAG ! tag:yaml.org,2002:python/object/apply:\n---\nx: !os.system [x]\n").deck is None


LAUGHS = "zz0: &a0 [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"zz{i}: &a{i} [{','.join([f'*a{i - 1}'] * 10)}]\n" for i in range(1, 30)
)
MERGES = "zz0: &a0 {k: v}\n" + "".join(
    f"zz{i}: &a{i} {{<<: [{','.join([f'*a{i - 1}'] * 10)}]}}\n" for i in range(1, 12)
)


@pytest.mark.parametrize("bomb", [LAUGHS, MERGES, "zz: &a [*a]\n", "zz: &a {b: *a}\n"])
def test_bombs_of_aliases_are_refused_in_no_time(bomb: str) -> None:
    start = time.process_time()
    assert read(outline() + bomb).deck is None
    assert time.process_time() - start < 1


EMPTY = {
    "nothing": b"",
    "white space": b" \n\n  \n",
    "comments": b"# a\n# b\n",
    "a marker": b"---\n",
    "null": b"~\n",
    "a list": b"- a\n- b\n",
    "a word": b"hello world\n",
    "a number": b"42\n",
    "a web page": b"<!DOCTYPE html><html><body>404</body></html>\n",
    "an empty mapping": b"{}\n",
}


@pytest.mark.parametrize("data", EMPTY.values(), ids=EMPTY.keys())
def test_a_file_without_an_outline_is_refused_at_its_start(data: bytes) -> None:
    loaded = read(data)
    assert loaded.deck is None
    assert loaded.diagnostics[0].at.line == 1


def test_a_git_lfs_pointer_is_no_outline() -> None:
    assert read(b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n").deck is None


def test_flow_and_block_style_and_json_say_the_same() -> None:
    block = good(outline("- steps: [a, b]"))
    json = (
        '{"deck":"small","title":"Small","language":"en-GB","sections":[{"section":"one","title":"One","slides":'
        '[{"title":"First slide","blocks":[{"steps":["a","b"]}]}]}],'
        '"editions":{"lecture":{"audience":"clinician","output":"slides"}}}'
    )
    assert good(json).sections[0].slides[0].blocks[0].steps[0].text == "a"  # type: ignore[union-attr]
    assert block.title.text == good(json.replace(",", ",\n\t")).title.text


def test_json_may_write_characters_as_surrogate_pairs() -> None:
    json = outline().replace("\n", "\n")
    assert good(json)
    text = (
        '{"deck":"a","title":"\\ud83d\\ude00 ok","language":"en","sections":[{"section":"s","title":"S",'
        '"slides":[{"title":"A"}]}],"editions":{"e":{"audience":"student","output":"slides"}}}'
    )
    assert good(text).title.text == "\U0001f600 ok"
    kept = first_block("- 'literal \\ud83d\\ude00'")
    assert isinstance(kept, Point)
    assert kept.point.text == "literal \\ud83d\\ude00"
