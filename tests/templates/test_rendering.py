"""LibreOffice draws decks in templates as they were planned: never more lines in a box, nothing outside of the slide."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from builder import model
from builder.plan.page import Plan
from builder.theming import ThemeChoice
from builder.write.pptx import write_pptx
from tests.fit.compare import Figures
from tests.fit.decks import deck as random_deck
from tests.fit.rendering import Slide
from tests.outputs.support import office, opened
from tests.outputs.support.builds import drafted

from .read import DESIGNS, deck, read

pytestmark = pytest.mark.skipif(not shutil.which("soffice"), reason="soffice (LibreOffice Impress) is not installed")

DEJAVU = Path("/usr/share/fonts/truetype/dejavu")
WIDE = "DejaVu Sans" if DEJAVU.is_dir() else "Noto Sans"
UNKNOWN = {
    "Brand Grotesk": WIDE, "Aptos": "Liberation Sans", "Aptos Display": "Liberation Sans", "Calibri Light": "Carlito",
}  # fmt: skip
"""Fonts that are not here, and what draws them: one of the widest that there are where it is installed."""
SEEDS = range(21, 29)
SUNK = 0.3
"""Share of a line by which one may stand lower than planned: a template may set its lines further apart than our themes
do, and LibreOffice puts all that is more above the first of them."""


def compared(plans: dict[str, Plan], data: dict[str, bytes], folder: Path) -> Figures:
    """Decks by name as planned against what LibreOffice draws."""
    found = office.rendered(data, folder, UNKNOWN, DEJAVU if DEJAVU.is_dir() else None)
    figures = Figures(SUNK)
    for name, plan in plans.items():
        pages = office.pages_of(found[name])
        assert len(pages) == len(plan.pages), name
        figures.compare(Slide(name, page, plan, glyphs) for page, glyphs in zip(plan.pages, pages, strict=True))
    return figures


def test_no_box_has_more_lines_than_planned(tmp_path: Path) -> None:
    data = {Path(name).stem: deck(name).data for name in DESIGNS}
    figures = compared({Path(name).stem: deck(name).plan for name in DESIGNS}, data, tmp_path)
    assert figures.boxes > 400
    assert not figures.faults, "\n".join(figures.faults)


@pytest.mark.parametrize("name", DESIGNS)
def test_no_slide_asks_for_auto_fit(name: str) -> None:
    """Layouts may, as their designers left them; a slide's text says that it does not."""
    slides = {slide.name for slide in opened.slides(deck(name).data)}
    parts = {part: blob for part, blob in opened.parts(deck(name).data).items() if part in slides}
    for blob in parts.values():
        assert b"normAutofit" not in blob and b"spAutoFit" not in blob
        assert blob.count(b"<a:bodyPr") - blob.count(b"<a:bodyPr/>") <= blob.count(b"noAutofit")


def heavy(name: str, seed: int) -> Plan | None:
    """A random deck in a template, without the slides that its layouts don't hold; None if none is left."""
    made, choice = random_deck(seed).deck, ThemeChoice(brand=read(name))
    made = replace(made, theme=choice)
    while True:
        found, drafts = drafted(made, made.editions[0])
        if drafts:
            return drafts[0].plan
        kept = tuple(_holding(section, {fault.at.line for fault in found}) for section in made.sections)
        if kept == made.sections:
            return None
        made = replace(made, sections=tuple(section for section in kept if section.slides))
        if not made.sections:
            return None


def _holding(section: model.Section, lines: set[int]) -> model.Section:
    """A section without the slides in which one of these lines stands."""
    starts = [slide.at.line for slide in section.slides] + [10**9]
    full = {n for n in range(len(section.slides)) for line in lines if starts[n] <= line < starts[n + 1]}
    return replace(section, slides=tuple(slide for n, slide in enumerate(section.slides) if n not in full))


def plans_of(name: str) -> Iterator[Plan]:
    yield from (plan for seed in SEEDS if (plan := heavy(name, seed)))


@pytest.mark.parametrize("name", ["klinikum.potx", "nocturne.pptx", "agency.pptx"])
def test_random_decks_keep_their_lines(name: str, tmp_path: Path) -> None:
    plans = {f"deck-{n}": plan for n, plan in enumerate(plans_of(name))}
    figures = compared(plans, {key: write_pptx(plan) for key, plan in plans.items()}, tmp_path)
    assert figures.slides > 25
    assert not figures.faults, "\n".join(figures.faults)
