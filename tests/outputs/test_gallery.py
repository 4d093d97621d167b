"""The gallery shows what it says that it shows, and its plans are as they were: texts are compared, not pixels."""

from __future__ import annotations

import re
from functools import cache
from pathlib import PurePosixPath
from typing import get_args

import pytest

from builder.drafts import Draft
from builder.load.themes import theme_names
from builder.model import Block, ChartKind
from builder.plan.dump import dump
from builder.plan.page import Chart, Item, Plan, TextBox
from builder.world import Disk

from .support.builds import ROOT, drafts
from .support.goldens import RENEW, difference, renewing

GALLERY = ROOT / "docs" / "gallery"
GOLDEN = ROOT / "tests" / "golden" / "gallery"
COLOR = re.compile(r"\b[0-9A-F]{6}\b")


@cache
def planned() -> dict[str, Draft]:
    """The gallery's plans by edition."""
    return {draft.edition: draft for draft in drafts(PurePosixPath("deck.yaml"), Disk(GALLERY))}


def test_every_theme_has_an_edition() -> None:
    slides = {name for name, draft in planned().items() if draft.kind == "pptx"}
    assert slides == set(theme_names())


@pytest.mark.parametrize("edition", ["clinic", "leaflet"])
def test_the_plans_are_as_they_were(edition: str) -> None:
    golden = GOLDEN / f"{edition}.txt"
    found = difference(planned()[edition].plan, golden)
    if renewing():
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(dump(planned()[edition].plan), encoding="utf-8")
        pytest.skip("the golden texts were written again")
    assert not found, f"{found}\n\nIf that is meant: {RENEW}=1 python -m pytest {__file__}, then read the diff."


@pytest.mark.parametrize("edition", sorted({*theme_names()} - {"clinic"}))
def test_another_theme_changes_nothing_but_looks(edition: str) -> None:
    def told(plan: Plan) -> str:
        return COLOR.sub("color", dump(plan)).replace(edition.capitalize(), "Clinic")

    assert told(planned()[edition].plan) == told(planned()["clinic"].plan)


def test_outline_view_shows_all_text_but_that_of_figures_and_further_callouts() -> None:
    """What is written on a slide fills placeholders: the first callout, captions and sources, too."""
    for page in planned()["clinic"].plan.pages:
        boxes = [item for item in page.items if isinstance(item, TextBox)]
        loose = {box.name for box in boxes if box.placeholder is None} - {"How to read it", "What a figure stands for"}
        placed = any((box.placeholder or "").startswith("callout") for box in boxes)
        assert not {name for name in loose if not (placed and name.startswith("Callout: "))}, page.title


def test_every_layout_is_shown() -> None:
    plan = planned()["clinic"].plan
    shown = {page.layout for page in plan.pages}
    missing = {layout.key for layout in plan.layouts} - shown
    assert not missing


def test_every_kind_of_block_and_chart_is_shown() -> None:
    text = "\n".join(file.read_text(encoding="utf-8") for file in sorted(GALLERY.glob("*.yaml")))
    for kind in get_args(Block):
        bare = kind.kind == "point"
        assert bare or re.search(rf"^ +(- )?{kind.kind}:", text, re.MULTILINE), kind.kind
    kinds = {item.alt.partition(":")[0] for item in items(planned()["clinic"].plan) if isinstance(item, Chart)}
    assert len(kinds) >= len(get_args(ChartKind)), kinds


def items(plan: Plan) -> list[Item]:
    return [item for page in plan.pages for item in page.items]


def test_the_page_shows_every_slide_in_every_theme() -> None:
    page = (ROOT / "docs" / "gallery.md").read_text(encoding="utf-8")
    pictures = re.findall(r'src="([^"]+)"', page)
    assert all((ROOT / "docs" / picture).is_file() for picture in pictures)
    titles = re.findall(r"^### (.+)$", page, re.MULTILINE)
    assert titles[: len(planned()["clinic"].plan.pages)] == [one.title for one in planned()["clinic"].plan.pages]
    for theme in theme_names():
        assert sum(f"gallery/{theme}/" in picture for picture in pictures) == len(planned()["clinic"].plan.pages)
