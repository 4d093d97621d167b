"""LibreOffice draws what was planned: as many slides, never more lines in a box, nothing outside of the slide."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.fit.compare import Figures
from tests.fit.rendering import Slide, assert_nothing_fits_itself

from .support import office
from .support.builds import File, written
from .support.goldens import OUTLINES, planned

pytestmark = pytest.mark.skipif(not shutil.which("soffice"), reason="soffice (LibreOffice Impress) is not installed")


def test_the_shipped_deck_and_the_goldens_keep_their_lines(lecture: File, tmp_path: Path) -> None:
    plans = {"lecture": lecture.plan}
    data = {"lecture": lecture.data}
    for name in OUTLINES:
        for draft in planned(name):
            if draft.kind == "pptx":
                plans[name], data[name] = draft.plan, written(draft)
    for deck in data.values():
        assert_nothing_fits_itself(deck)
    found = office.rendered(data, tmp_path)
    figures = Figures()
    for name, plan in plans.items():
        pages = office.pages_of(found[name])
        assert len(pages) == len(plan.pages), name
        figures.compare(Slide(name, page, plan, glyphs) for page, glyphs in zip(plan.pages, pages, strict=True))
    assert not figures.faults, "\n".join(figures.faults)
    assert figures.same > figures.lines * 0.8, "most lines break where the plan breaks them"
