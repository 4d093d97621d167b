"""Loading as a whole: real outlines, the schema, the manual, imports, time, and laws that hold for any text."""

from __future__ import annotations

import gc
import json
import re
import subprocess
import sys
import time
from pathlib import Path, PurePosixPath

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.diagnostics import has_errors, render
from builder.load.characters import FORBIDDEN, INVISIBLE
from builder.load.deck import Loaded, load
from builder.load.rules import RULES
from builder.load.schema import outline_schema, schema
from builder.model import Image, Point
from builder.world import Disk, Memory, find_project

from .outlines import good, outline, read, said

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "tests" / "load" / "sample" / "deck.yaml"
KETAMINE = ROOT / "decks" / "ketamine" / "deck.yaml"
CODE = re.compile(r'"(YML\d{3})"')


def loaded(path: Path) -> Loaded:
    project = find_project(path)
    return load(project.deck, Disk(project.root), shown=project.shown)


@pytest.mark.parametrize("path", [SAMPLE, KETAMINE], ids=["sample", "ketamine"])
def test_real_outlines_load_without_a_word(path: Path) -> None:
    found = loaded(path)
    assert found.deck is not None, said(found)
    assert not found.diagnostics


def test_the_sample_holds_every_block_kind() -> None:
    deck = loaded(SAMPLE).deck
    assert deck
    blocks = [block for section in deck.sections for slide in section.slides for block in slide.blocks]
    kinds = {block.kind for block in blocks}
    assert kinds == {
        "point", "text", "steps", "checklist", "callout", "quote", "table", "chart", "image", "define",
    }  # fmt: skip
    assert all(block.image.picture for block in blocks if isinstance(block, Image))


# The manual and the schema


def test_every_rule_has_a_page_and_every_page_a_rule() -> None:
    sources = (path.read_text(encoding="utf-8") for path in (ROOT / "builder" / "load").glob("*.py"))
    used = {code for text in sources for code in CODE.findall(text)}
    assert used == set(RULES)
    for code, page in RULES.items():
        assert page.startswith(f"{code}: ")
        for part in ("What:", "Why:", "Example:", "What to do:"):
            assert part in page, f"{code} lacks {part}"


def plain_yaml(path: Path) -> object:
    """Return a file as an editor's YAML library reads it, dates as text."""

    class Loader(yaml.SafeLoader):
        pass

    Loader.yaml_implicit_resolvers = {
        key: [(tag, regexp) for tag, regexp in pairs if "timestamp" not in tag]
        for key, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    return yaml.load(path.read_text(encoding="utf-8"), Loader=Loader)


def test_the_schema_takes_real_outlines_and_refuses_misspelt_keys() -> None:
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")
    jsonschema.Draft202012Validator.check_schema(schema())
    validator = jsonschema.Draft202012Validator(schema())
    files = [SAMPLE, KETAMINE, *(KETAMINE.parent / name for name in ("mechanism.yaml", "treatment-response.yaml"))]
    for path in files:
        assert not list(validator.iter_errors(plain_yaml(path))), path
    text = outline()
    assert validator.is_valid(yaml.safe_load(text))
    for bad in ("title", "blocks", "audience", "section"):
        assert not validator.is_valid(yaml.safe_load(text.replace(f"{bad}:", f"{bad}x:", 1))), bad
    assert json.loads(outline_schema()) == schema()


# Imports and time


def test_loading_imports_no_writer_and_no_picture_library() -> None:
    code = (
        "import sys, pathlib; from builder.load.deck import load; from builder.world import *;"
        f"p = find_project(pathlib.Path({str(KETAMINE)!r})); r = load(p.deck, Disk(p.root)); assert r.deck;"
        "print(*[m for m in ('pptx', 'reportlab', 'PIL', 'bibtexparser', 'citeproc', 'lxml') if m in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert ran.stdout.strip() == ""


def big(slides: int) -> str:
    head, rest = outline("- It **works** in some [@a]\n- point: A\n  plain: B").split("      - title: First slide\n")
    body, tail = rest.split("editions:")
    slide = f"      - title: First slide\n{body}"
    return head + slide * slides + "editions:" + tail


def cpu(text: str) -> float:
    data = Memory({"deck.yaml": text.encode()})
    times = []
    gc.collect()
    gc.disable()  # what other tests left behind must not be counted
    try:
        for _ in range(3):
            start = time.process_time()
            assert load(PurePosixPath("deck.yaml"), data).deck
            times.append(time.process_time() - start)
    finally:
        gc.enable()
    return min(times)


def test_time_grows_with_the_slides_and_no_faster() -> None:
    assert cpu(big(1000)) < 10 * cpu(big(200))


# Laws

ALLOWED = st.characters(exclude_categories=("Cs",)).filter(
    lambda c: not FORBIDDEN.match(c) and not INVISIBLE.match(c) and c not in "\r\n\t"
)
TEXT = st.text(ALLOWED, min_size=1, max_size=60).filter(lambda text: text.strip())


def quoted(text: str) -> str:
    """Return a YAML double-quoted scalar."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def escaped(text: str) -> str:
    """Return text with a backslash before every mark, so that it stands for itself."""
    return re.sub(r"[*~^\[\]]", r"\\\g<0>", text)


@given(TEXT)
def test_text_in_is_text_out(text: str) -> None:
    """Plain fields keep any text; rich ones keep it with its marks escaped, in a point, a title, a cell and a note."""
    plain, rich = quoted(text), quoted(escaped(text))
    blocks = (
        f"- {rich}\n- table: [[{rich}], [{rich}]]\n"
        f"- chart: {{categories: [{plain}], values: [1], unit: {plain}, alt: {plain}}}"
    )
    deck = good(outline(blocks, slide=f"notes: {rich}").replace("title: Small", f"title: {rich}"))
    slide = deck.sections[0].slides[0]
    point, table, chart = slide.blocks
    assert isinstance(point, Point)
    assert point.point.text == text
    assert deck.title.text == text
    assert slide.notes is not None and slide.notes.text == text
    assert table.table.rows[0][0].text == table.table.header[0].text == text  # type: ignore[union-attr]
    content = chart.chart  # type: ignore[union-attr]
    assert (content.categories, content.unit, content.alt) == ((text,), text, text)


NO_MARKS = TEXT.filter(lambda text: not re.search(r"[*~^\[\\]", text))


@given(NO_MARKS)
def test_text_without_marks_needs_no_escaping(text: str) -> None:
    block = good(outline(f"- {quoted(text)}")).sections[0].slides[0].blocks[0]
    assert isinstance(block, Point)
    assert block.point.text == text


def consistent(found: Loaded) -> None:
    """Errors and no deck, or a deck and no errors; every message can be shown and stands in a file that was read."""
    assert (found.deck is None) == has_errors(found.diagnostics)
    for diagnostic in found.diagnostics:
        shown = render(diagnostic, found.sources)
        assert shown.isprintable() or all(line.isprintable() or "\u00a0" in line for line in shown.split("\n"))
        assert diagnostic.at.line >= 1
        assert diagnostic.at.column >= 1


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    consistent(read(data))


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    consistent(read(text.encode("utf-8", "surrogatepass")))


@given(st.text(max_size=80), st.sampled_from(["- {}", "- point: {}", "- table: [[{}], [a]]", "- chart: {}", "{}: 1"]))
def test_any_text_in_a_block_is_read_or_refused(text: str, form: str) -> None:
    consistent(read(outline(form.replace("{}", text)).encode("utf-8", "surrogatepass")))
    consistent(read(outline(form.replace("{}", quoted(text))).encode("utf-8", "surrogatepass")))


@given(st.text("*~^[]()\\@;,{}=langhtps:/# ab\n", max_size=60))
def test_any_markup_is_read_or_refused(text: str) -> None:
    consistent(read(outline(f"- text: {quoted(text)}")))


SAMPLE_LINES = SAMPLE.read_text(encoding="utf-8").split("\n")
FIGURE = (SAMPLE.parent / "figure.png").read_bytes()
VALUES = [
    "",
    "~",
    "42",
    "-1.5",
    "true",
    "[]",
    "{}",
    "[1, [2]]",
    "{zz: 1}",
    '""',
    "some words",
    "2026-02-30",
    "&a b",
    "|",
]


@settings(max_examples=300)
@given(st.integers(0, len(SAMPLE_LINES) - 1), st.sampled_from(VALUES), st.booleans())
def test_any_value_in_any_place_is_read_or_refused(number: int, value: str, drop: bool) -> None:
    lines = list(SAMPLE_LINES)
    key, colon, _ = lines[number].partition(": ")
    lines[number] = "" if drop else f"{key}{colon}{value}"
    consistent(read("\n".join(lines), {"figure.png": FIGURE}))


@settings(max_examples=200)
@given(st.integers(0, len("\n".join(SAMPLE_LINES))), st.text(max_size=3))
def test_any_small_change_is_read_or_refused(place: int, more: str) -> None:
    text = "\n".join(SAMPLE_LINES)
    changed = text[:place] + more + text[place + 1 :]
    consistent(read(changed.encode("utf-8", "surrogatepass"), {"figure.png": FIGURE}))
