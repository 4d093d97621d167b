"""The examples of the README and of the format's page are outlines that load."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

import pytest

from builder.diagnostics import has_errors
from builder.load.deck import load
from builder.world import Memory

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


@pytest.mark.parametrize("name", ["README.md", "docs/outline.md"])
def test_examples_are_yaml(name: str) -> None:
    import yaml

    for example in examples(name):
        yaml.compose(example, Loader=yaml.CSafeLoader)
