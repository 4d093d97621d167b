"""What the benchmark plans is planned without faults, and holds all that there is. Nothing is timed here."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import get_args

from benchmarks.evidence import measured
from benchmarks.formats import handout_html, handout_markdown, handout_typst, slides_markdown
from benchmarks.planning import as_text
from benchmarks.shapes import LAYOUTS, SHAPES, image_file, outline
from benchmarks.watching import CASES, prepared
from benchmarks.words import Words
from benchmarks.work import work, write_outline
from builder import model
from builder.blocks import Block
from builder.build import Job, build
from builder.diagnostics import Severity
from builder.load.deck import load
from builder.load.themes import load_theme
from builder.plan.layouts import slide_layouts
from builder.world import Disk, Memory
from tests.outputs.support.builds import drafts


def world() -> Memory:
    return Memory({"deck.yaml": outline(list(SHAPES), Words(3)), "picture.png": image_file()})


def test_shapes_hold_every_kind_of_block_and_plan_every_layout() -> None:
    """What is new in `builder.blocks` or among the layouts needs a shape in `benchmarks/shapes.py`."""
    deck = load(PurePosixPath("deck.yaml"), world()).deck
    assert deck is not None
    kinds = {block.kind for section in deck.sections for slide in section.slides for block in slide.blocks}
    assert kinds == {kind.kind for kind in get_args(Block)}
    (draft,) = drafts(PurePosixPath("deck.yaml"), world())
    assert {page.layout for page in draft.plan.pages} == {layout.key for layout in slide_layouts(load_theme("clinic"))}
    assert set(LAYOUTS) <= set(SHAPES) and set(LAYOUTS.values()) <= set(get_args(model.Layout))


def test_the_verdict_names_the_slowest_shape() -> None:
    figures = {"cold": [30.0]} | {name: [1.0, 2.0, 3.0] for name in SHAPES}
    assert list(as_text(figures))[-1].startswith("planning is under 15 ms a slide")
    slow = figures | {"table": [14.0, 16.0, 18.0]}
    assert list(as_text(slow))[-1] == "planning is NOT under 15 ms a slide: table takes 16.0"


def test_findings_that_are_measured_are_read_and_checked() -> None:
    assert set(measured(3, count=9)) == {"records", "lecture", "leaflet"}


def test_every_tool_gets_the_whole_work_item() -> None:
    item = work()
    words = [item.opening, *item.sources, *(slide.notes for slide in item.slides)]
    words += [one for slide in item.slides for one in (slide.title, *slide.points, slide.caption) if one]
    words += [cell for slide in item.slides for row in slide.rows for cell in row]
    for form in (handout_markdown, handout_typst, handout_html):
        assert not [one for one in words if one not in form(item)], form
    slides = slides_markdown(item)
    assert not [one for one in words if one not in slides and one != item.opening and "." not in one]


def test_the_work_item_is_built_without_a_word(tmp_path: Path) -> None:
    deck = write_outline(work(), tmp_path)
    built = build(Job(PurePosixPath(deck.name)), Disk(tmp_path))
    assert {one.severity for one in built.diagnostics} <= {Severity.INFO}
    assert [output.path for output in built.outputs] == ["work/work-lecture.pptx", "work/work-handout.pdf"]
    assert built.outputs[0].pages == 21, "20 slides and the opener of their section"


def test_what_is_watched_says_the_words_that_change(tmp_path: Path) -> None:
    for number, case in enumerate(CASES):
        prepared(case, tmp_path / str(number))
        text = (tmp_path / str(number) / "decks" / "one" / case.file).read_text(encoding="utf-8")
        assert text.count(case.word) >= 1, case.name
