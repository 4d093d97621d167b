"""Plans of small outlines, compared line by line with texts that a reviewer can read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

import pytest

from builder import model
from builder.load.themes import load_theme
from builder.model import Block
from builder.plan.layouts import slide_layouts
from builder.plan.page import Plan
from builder.world import Disk

from .support.builds import loaded, written
from .support.goldens import GOLDEN, OUTLINES, RENEW, difference, golden_of, planned, renewing


@pytest.mark.parametrize("name", OUTLINES)
def test_the_plans_are_as_they_were(name: str) -> None:
    for draft in planned(name):
        found = difference(draft.plan, golden_of(draft))
        if found and renewing():
            from builder.plan.dump import dump

            golden_of(draft).write_text(dump(draft.plan), encoding="utf-8")
            continue
        if found:
            advice = f"If that is meant: {RENEW}=1 python -m pytest tests/outputs/test_goldens.py, then read the diff."
            pytest.fail(f"{found}\n\n{advice}", pytrace=False)
    if renewing():
        pytest.skip("the golden texts were written again")


def test_every_golden_text_has_its_outline() -> None:
    wanted = {golden_of(draft).name for name in OUTLINES for draft in planned(name)}
    assert {path.name for path in GOLDEN.glob("*.txt")} == wanted


def decks() -> Iterator[model.Deck]:
    for name in OUTLINES:
        from pathlib import PurePosixPath

        yield loaded(PurePosixPath(f"{name}.yaml"), Disk(GOLDEN))


def plans() -> Iterator[Plan]:
    for name in OUTLINES:
        for draft in planned(name):
            yield draft.plan


def test_the_goldens_cover_every_kind_of_block() -> None:
    blocks = [
        block for deck in decks() for section in deck.sections for slide in section.slides for block in slide.blocks
    ]
    assert {type(block) for block in blocks} == set(get_args(Block))
    plain = {type(block) for block in blocks if getattr(block, "plain", None) is not None}
    assert plain >= {model.Point, model.Text, model.Steps, model.Callout, model.Chart, model.Table, model.Quote}


def test_the_goldens_cover_every_layout() -> None:
    layouts = {layout.key for layout in slide_layouts(load_theme("clinic"))}
    assert {page.layout for plan in plans() for page in plan.pages if page.layout} == layouts


def test_the_goldens_cover_every_paper_and_both_sizes_of_type() -> None:
    editions = [edition for deck in decks() for edition in deck.editions if edition.output == "handout"]
    papers = {(paper, edition.type) for edition in editions for paper in edition.papers}
    assert papers >= {("A4", "normal"), ("Letter", "normal"), ("A4", "large")}


def test_the_goldens_hold_continued_slides_and_pages() -> None:
    titles = [page.title for plan in plans() for page in plan.pages]
    assert any("(3 of 3)" in title for title in titles)
    assert any(len(plan.pages) > 1 for plan in plans() if not plan.layouts)


def test_planning_again_gives_the_same_plan() -> None:
    before = {draft.path: draft.plan for draft in planned("points")}
    planned.cache_clear()
    for draft in planned("points"):
        assert draft.plan == before[draft.path]
        assert written(draft)
