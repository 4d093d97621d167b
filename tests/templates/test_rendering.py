"""LibreOffice draws decks in templates as they were planned: never more lines in a box, nothing outside of the slide."""

from __future__ import annotations

import shutil
from bisect import bisect_right
from dataclasses import replace
from pathlib import Path

import pytest

from builder.drafts import Draft
from tests.outputs.support import office, opened
from tests.outputs.support.builds import drafted, loaded, written
from tests.outputs.support.wordy import wordy
from tests.outputs.test_rendering import faults_of, outside

from .read import DECK, DESIGNS, deck, world

pytestmark = pytest.mark.skipif(not shutil.which("soffice"), reason="soffice (LibreOffice Impress) is not installed")

DEJAVU = Path("/usr/share/fonts/truetype/dejavu")
WIDE = "DejaVu Sans" if DEJAVU.is_dir() else "Noto Sans"
UNKNOWN = {"Brand Grotesk": WIDE, "Aptos": "Liberation Sans", "Aptos Display": "Liberation Sans"}
"""Fonts that nobody has, and what draws them here: one of the widest that there are where it is installed."""


def test_no_box_has_more_lines_than_planned(tmp_path: Path) -> None:
    data = {Path(name).stem: deck(name).data for name in DESIGNS}
    found = office.rendered(data, tmp_path, UNKNOWN, DEJAVU if DEJAVU.is_dir() else None)
    faults: list[str] = []
    boxes = 0
    for name in DESIGNS:
        plan, stem = deck(name).plan, Path(name).stem
        pages = office.pages_of(found[stem])
        assert len(pages) == len(plan.pages), name
        for page, glyphs in zip(plan.pages, pages, strict=True):
            faults += outside(f"{name}, {page.title!r}", plan, glyphs)
            for drawn in office.drawn(page, glyphs):
                boxes += 1
                faults += (f"{name}, {page.title!r}, {drawn.name}: {fault}" for fault in faults_of(drawn))
    assert boxes > 300
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("name", DESIGNS)
def test_no_slide_asks_for_auto_fit(name: str) -> None:
    """Layouts may, as their designers left them; a slide's text says that it does not."""
    slides = {slide.name for slide in opened.slides(deck(name).data)}
    parts = {part: blob for part, blob in opened.parts(deck(name).data).items() if part in slides}
    for blob in parts.values():
        assert b"normAutofit" not in blob and b"spAutoFit" not in blob
        assert blob.count(b"<a:bodyPr") - blob.count(b"<a:bodyPr/>") <= blob.count(b"noAutofit")


def heavy(name: str, seed: int) -> Draft:
    """A text-heavy deck in a template: the small decks of `wordy` whose slides its layouts hold."""
    text = wordy(seed, 24).replace("language: en-GB", f"language: en-GB\ntheme: {{template: {name}}}", 1)
    made = loaded(DECK, world(name, text=text))
    while True:
        found, drafts = drafted(made, made.editions[0])
        if drafts:
            return drafts[0]
        starts = [section.title.at.line for section in made.sections]
        full = {bisect_right(starts, fault.at.line) - 1 for fault in found}
        assert len(full) < len(made.sections)
        made = replace(made, sections=tuple(one for n, one in enumerate(made.sections) if n not in full))


def test_text_heavy_decks_keep_their_lines(tmp_path: Path) -> None:
    plans = {
        Path(name).stem: heavy(name, seed)
        for seed, name in enumerate(("klinikum.potx", "nocturne.pptx", "agency.pptx"), 21)
    }
    found = office.rendered(
        {stem: written(draft) for stem, draft in plans.items()}, tmp_path, UNKNOWN, DEJAVU if DEJAVU.is_dir() else None
    )
    faults: list[str] = []
    for stem, draft in plans.items():
        assert len(draft.plan.pages) > 25, stem
        for page, glyphs in zip(draft.plan.pages, office.pages_of(found[stem]), strict=True):
            faults += outside(f"{stem}, {page.title!r}", draft.plan, glyphs)
            for drawn in office.drawn(page, glyphs):
                faults += (f"{stem}, {page.title!r}, {drawn.name}: {fault}" for fault in faults_of(drawn))
    assert not faults, "\n".join(faults)
