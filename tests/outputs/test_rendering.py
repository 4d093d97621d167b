"""LibreOffice draws what was planned: as many slides, never more lines in a box, nothing outside of the slide."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path, PurePosixPath

import pytest

from builder.plan.page import Paragraph, Plan

from .support import office, opened
from .support.builds import File, drafts, in_memory, written
from .support.goldens import OUTLINES, planned
from .support.wordy import wordy

pytestmark = pytest.mark.skipif(not shutil.which("soffice"), reason="soffice (LibreOffice Impress) is not installed")

SEEDS = {11: 30, 12: 30}
"""Seeds of text-heavy outlines, and how many small decks each joins."""

DRIFT = 0.4
"""Share of a line's height by which a baseline may stand lower than planned: renderers round line heights."""


def test_the_shipped_deck_and_the_goldens_keep_their_lines(lecture: File, tmp_path: Path) -> None:
    plans = {"lecture": lecture.plan}
    data = {"lecture": lecture.data}
    for name in OUTLINES:
        for draft in planned(name):
            if draft.kind == "pptx":
                plans[name], data[name] = draft.plan, written(draft)
    assert_rendered_as_planned(plans, data, tmp_path)


def test_text_heavy_decks_keep_their_lines(tmp_path: Path) -> None:
    plans, data = {}, {}
    for seed, count in SEEDS.items():
        (draft,) = drafts(PurePosixPath("deck.yaml"), in_memory(wordy(seed, count)))
        plans[f"wordy-{seed}"], data[f"wordy-{seed}"] = draft.plan, written(draft)
        assert sum(1 for page in draft.plan.pages if page.layout == "section") > count * 0.8
    assert_rendered_as_planned(plans, data, tmp_path)


def assert_rendered_as_planned(plans: Mapping[str, Plan], data: Mapping[str, bytes], folder: Path) -> None:
    for deck in data.values():
        assert_nothing_fits_itself(deck)
    found = office.rendered(data, folder)
    faults: list[str] = []
    same = lines = 0
    for name, plan in plans.items():
        pages = office.pages_of(found[name])
        assert len(pages) == len(plan.pages), name
        for page, glyphs in zip(plan.pages, pages, strict=True):
            faults += outside(f"{name}, {page.title!r}", plan, glyphs)
            for drawn in office.drawn(page, glyphs):
                faults += (f"{name}, {page.title!r}, {drawn.name}: {fault}" for fault in faults_of(drawn))
                lines += len(drawn.planned)
                same += sum(1 for line in drawn.lines if line in drawn.planned)
    assert not faults, "\n".join(faults)
    assert same > lines * 0.8, "most lines break where the plan breaks them"


def assert_nothing_fits_itself(deck: bytes) -> None:
    """No part asks for auto-fit, which would hide a text that is too long."""
    for name, blob in opened.parts(deck).items():
        assert b"normAutofit" not in blob and b"spAutoFit" not in blob, name


def outside(where: str, plan: Plan, glyphs: list[office.Glyph]) -> Iterator[str]:
    for glyph in glyphs:
        if glyph.x < 0 or glyph.right > plan.size.width or glyph.y - glyph.size * 0.7 < 0 or glyph.y > plan.size.height:
            yield f"{where}: {glyph} is outside of the slide"


def faults_of(drawn: office.Drawn) -> Iterator[str]:
    if len(drawn.lines) > len(drawn.planned) + parted_links(drawn.paragraph):
        yield f"{len(drawn.planned)} lines planned, {len(drawn.lines)} drawn: {drawn.lines}"
    low = max(drawn.baselines) - max(drawn.planned_baselines)
    if len(drawn.lines) <= len(drawn.planned) and low > drawn.paragraph.leading * DRIFT:
        yield f"the last line stands {low:.1f} pt lower than planned: {drawn.lines}"
    if drawn.right > drawn.inner.right + 1:
        yield f"{drawn.right - drawn.inner.right:.1f} pt wider than its box: {drawn.lines}"


def parted_links(paragraph: Paragraph) -> int:
    """Return how many links go on from one line to the next.

    LibreOffice sets a link as a field, which it moves to the next line whole; PowerPoint breaks it like any words.
    """
    ends = [(above.pieces[-1].run, below.pieces[0].run) for above, below in pairwise(paragraph.lines)]
    return sum(1 for last, first in ends if last.href and last.href == first.href and " " in (last.link_title or ""))
