"""The examples of the README and of the format's page are outlines that load."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path, PurePosixPath
from typing import get_args

import pytest

from builder.audience import refusals
from builder.diagnostics import has_errors
from builder.load.deck import load
from builder.load.themes import load_theme
from builder.model import Chart, ChartKind
from builder.values import Audience
from builder.world import Memory

from .outlines import first_block, good, outline

ROOT = Path(__file__).parent.parent.parent
EXAMPLE = re.compile(r"^```yaml\n(.*?)^```", re.MULTILINE | re.DOTALL)


def examples(name: str) -> list[str]:
    return EXAMPLE.findall((ROOT / name).read_text(encoding="utf-8"))


def test_the_readme_shows_a_deck_that_loads_as_it_stands() -> None:
    (deck,) = examples("README.md")
    loaded = load(PurePosixPath("deck.yaml"), Memory({"deck.yaml": deck.encode()}))
    assert loaded.deck is not None and loaded.diagnostics == ()


def test_the_blocks_of_the_formats_page_load() -> None:
    (blocks,) = (example for example in examples("docs/outline.md") if "- quote:" in example)
    keys = sorted(set(re.findall(r"\[?@([\w-]+)", blocks)))
    head = "deck: d\ntitle: T\nlanguage: en-GB\neditions: {e: {audience: clinician, output: slides}}\nreferences:\n"
    head += "".join(f"  - {{id: {key}, type: book, title: T}}\n" for key in keys)
    head += "glossary: {NMDA receptor: {meaning: m}, Glutamate: {meaning: m}}\n"
    head += "sections:\n  - section: s\n    title: S\n    slides:\n      - title: A\n        blocks:\n"
    text = head + re.sub(r"^", " " * 10, blocks, flags=re.MULTILINE)
    loaded = load(PurePosixPath("deck.yaml"), Memory({"deck.yaml": text.encode()}))
    said = [d for d in loaded.diagnostics if has_errors([d])]
    # the page shows `values` beside `series`, one or the other, and pictures that aren't here
    assert {d.rule for d in said} <= {"YML001", "YML012", "YML017"}, said


def test_every_kind_of_chart_has_an_example_that_loads() -> None:
    page = (ROOT / "docs/outline.md").read_text(encoding="utf-8")
    shown = re.findall(r"^\| `([a-z-]+)` \|.*\| `(\{.*\})` \|$", page, re.MULTILINE)
    assert {kind for kind, _ in shown} == set(get_args(ChartKind))
    for kind, chart in shown:
        block = first_block(f"- chart: {chart}")
        assert isinstance(block, Chart) and block.chart.kind == kind


def test_the_example_of_a_table_loads() -> None:
    (example,) = (e for e in examples("docs/outline.md") if "data: trials.csv" in e)
    table = "Trial,diff,ci_low,ci_high,randomised\nAnand 2023,14.2,3.9,24.2,403\n"
    references = "references: [{id: anand2023, type: book, title: T}]"
    (block,) = good(outline(example, extra=references), {"trials.csv": table}).sections[0].slides[0].blocks
    assert isinstance(block, Chart)
    assert (block.chart.series[0].name, block.chart.n) == ("Difference", (403,))


def test_the_theme_of_the_themes_page_can_be_used() -> None:
    (own,) = (example for example in examples("docs/themes.md") if "extends:" in example)
    deck = (
        "deck: d\ntitle: T\nlanguage: en-GB\ntheme: ours.yaml\neditions: {e: {audience: clinician, output: slides}}\n"
    )
    deck += "sections: [{section: s, title: S, slides: [{title: A}]}]\n"
    world = Memory({"deck.yaml": deck.encode(), "ours.yaml": own.encode()})
    loaded = load(PurePosixPath("deck.yaml"), world)
    assert loaded.deck is not None, loaded.diagnostics
    assert loaded.deck.theme.own is not None


def test_the_tables_of_the_themes_page_are_true() -> None:
    """Every colour with its meaning, value and contrast; every pair that is checked; every width."""
    code = ROOT / "docs" / "theme_tables.py"
    spec = importlib.util.spec_from_file_location("theme_tables", code)
    assert spec
    assert spec.loader
    tables = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tables)
    page = (ROOT / "docs" / "themes.md").read_text(encoding="utf-8")
    assert tables.renewed(page) == page, "run `python docs/theme_tables.py`"
    assert set(tables.MEANINGS) == set(load_theme("clinic").inks.colors)
    assert "| `ink` | titles and text | 16263A 15.3 | F2F5F7 15.7 | 000000 21.0 |" in page


@pytest.mark.parametrize("name", ["README.md", "docs/outline.md", "docs/themes.md"])
def test_examples_are_yaml(name: str) -> None:
    import yaml

    for example in examples(name):
        yaml.compose(example, Loader=yaml.CSafeLoader)


def test_the_example_of_a_finding_loads_and_is_shown_as_the_page_says() -> None:
    record, shown = examples("docs/findings.md")
    head = "deck: d\ntitle: T\nlanguage: en-GB\neditions: {e: {audience: clinician, output: slides}}\n"
    head += "references: [{id: anand2023, type: book, title: T}, {id: murrough2013, type: book, title: T}]\n"
    second = record[record.index("  anand2023-week3:") :].replace("anand2023", "murrough2013").replace("week3", "24h")
    slides = "sections:\n  - section: s\n    title: S\n    slides:\n      - title: A\n        blocks:\n"
    text = head + record + second + slides + re.sub(r"^", " " * 10, shown, flags=re.MULTILINE)
    loaded = load(PurePosixPath("deck.yaml"), Memory({"deck.yaml": text.encode()}))
    assert loaded.deck is not None and loaded.diagnostics == ()
    for audience in (Audience.CLINICIAN, Audience.PATIENT):
        assert not list(refusals(loaded.deck, audience))
