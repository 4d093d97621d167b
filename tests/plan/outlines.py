"""Small outlines for planner tests: text in, plan out, through the real loader."""

from __future__ import annotations

from pathlib import PurePosixPath
from textwrap import dedent, indent

from builder.audience import for_audience
from builder.citations import bibliography
from builder.diagnostics import Diagnostic, has_errors
from builder.load.deck import load
from builder.load.locales import load_locale
from builder.load.themes import load_theme
from builder.model import Deck, PaperName
from builder.plan.footer import Handout
from builder.plan.handout import plan_handouts
from builder.plan.page import Plan, Properties, TextBox
from builder.plan.slides import plan_slides
from builder.plan.talk import Planned, SlideDeck
from builder.values import Audience
from builder.world import Memory

HEAD = """\
deck: sample
title: A sample deck
language: en-GB
references:
  - {id: one2001, type: article-journal, title: One, author: [{family: Able, given: A}], issued: {date-parts: [[2001]]}}
  - {id: two2002, type: article-journal, title: Two, author: [{family: Baker, given: B}],
     issued: {date-parts: [[2002]]}}
editions:
  lecture: {audience: clinician, output: slides}
  leaflet: {audience: patient, output: handout, locale: en-GB}
"""


def outline(
    blocks: str, *, title: str = "One thing is said here", plain: str = "Said plainly", head: str = HEAD
) -> str:
    """Return a deck of one slide with the given blocks (YAML list items, indented from column 0)."""
    body = indent(dedent(blocks), " " * 10)
    return (
        f"{head}sections:\n  - section: part\n    title: The part\n    plain: What is it?\n    slides:\n"
        f'      - id: slide\n        title: "{title}"\n        plain: "{plain}"\n        blocks:\n{body}'
    )


def deck_of(text: str) -> Deck:
    """Return the loaded deck; fails with the diagnostics when there are errors."""
    loaded = load(PurePosixPath("deck.yaml"), Memory({"deck.yaml": text.encode()}))
    assert loaded.deck is not None and not has_errors(loaded.diagnostics), loaded.diagnostics
    return loaded.deck


def properties(deck: Deck) -> Properties:
    return Properties(deck.title.text, "", "", deck.language, (), "", "2026-01-01")


def slides(text: str, audience: Audience = Audience.CLINICIAN) -> Planned:
    """Return the plan of the slides for an audience."""
    deck = for_audience(deck_of(text), audience)
    source = SlideDeck(deck, bibliography(deck, "slides"), load_theme("clinic"), properties(deck), "DRAFT", "Lecture")
    return plan_slides(source)


def handout(
    text: str, audience: Audience = Audience.PATIENT, *, paper: PaperName = "A4", large: bool = False
) -> Planned:
    """Return the plan of the handout for an audience."""
    deck = for_audience(deck_of(text), audience)
    theme = load_theme("clinic")
    medium = theme.large if large else theme.handout
    (planned,), _ = plan_handouts(
        [
            Handout(
                deck,
                bibliography(deck, "handout"),
                theme,
                medium,
                load_locale("en-GB"),
                paper,
                properties(deck),
                "DRAFT",
                "sample",
            )
        ]
    )
    return planned


def good(planned: Planned) -> Plan:
    """Return the plan; fails with the diagnostics when there is none."""
    assert planned.plan is not None, planned.diagnostics
    return planned.plan


def only(planned: Planned) -> Diagnostic:
    """Return the single diagnostic of a plan that failed."""
    assert planned.plan is None
    assert len(planned.diagnostics) == 1, planned.diagnostics
    return planned.diagnostics[0]


def content(plan: Plan) -> list[tuple[str, ...]]:
    """Return the texts of each content slide's boxes, title first, furniture left out."""
    pages = [page for page in plan.pages if page.anchor == "slide" or page.title.startswith("One thing")]
    skipped = {"Footer", "Slide number", "Section"}
    return [
        tuple(
            " / ".join(p.text for p in i.paragraphs)
            for i in page.items
            if isinstance(i, TextBox) and i.name not in skipped
        )
        for page in pages
    ]
