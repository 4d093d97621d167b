"""Large print holds figures of every size: what stands beside arrows is large, too, and headings go with what they head."""

from __future__ import annotations

from pathlib import PurePosixPath

from builder.build import Job, build
from builder.diagnostics import has_errors
from builder.plan.page import Group, Item, TextShape

from .support.builds import drafted, in_memory, loaded

DECK = """\
deck: sample
title: A sample
language: en-GB
sections:
  - section: one
    title: Figures
    slides:
      - title: One figure
        blocks:
          - {block}
editions:
  large: {{audience: student, output: handout, type: large}}
"""
DIAGRAM = """diagram:
              alt: A chain
              nodes: {a: One, b: Two, c: Three}
              edges:
                - a -> b (human, inferred)
                - a -? c
                - {edge: b -> c, text: words}
"""
HIGH = """chart:
              kind: dot
              alt: Dots
              categories: [A randomised trial in adults with treatment-resistant depression, B, C, D, Pooled estimate]
              values: [0.49 (0.29 to 0.84), 0.8 (0.6 to 1.1), 1.4 (0.7 to 2.9), 0.05 (0.01 to 0.4), 0.71 (0.5 to 0.98)]
              n: [47, 403, 68, 12, 530]
              interval: 95% CI
              log: true
              reference: {value: 1, label: No difference, below: Favours ketamine, above: Favours placebo}
              source: Here
"""


def said(block: str) -> list[str]:
    built = build(Job(PurePosixPath("deck.yaml")), in_memory(DECK.format(block=block)))
    assert has_errors(built.diagnostics) == (not built.outputs)
    return [f"{one.rule}: {one.message}" for one in built.diagnostics if has_errors([one])]


def shapes(items: tuple[Item, ...]) -> list[TextShape]:
    return [
        one
        for item in items
        for one in (shapes(item.items) if isinstance(item, Group) else [item])
        if isinstance(one, TextShape)
    ]


def test_letters_beside_arrows_are_as_large_as_the_smallest_type() -> None:
    assert not said(DIAGRAM)
    deck = loaded(PurePosixPath("deck.yaml"), in_memory(DECK.format(block=DIAGRAM)))
    _, (draft,) = drafted(deck, deck.editions[0])
    marks = [
        one for page in draft.plan.pages for one in shapes(page.items) if one.name.startswith(("Evidence", "Sign"))
    ]
    assert len(marks) >= 6
    assert {run.size >= 16 for one in marks for paragraph in one.paragraphs for run in paragraph.runs} == {True}


def test_the_heading_of_a_section_goes_with_a_figure_that_fills_the_next_page() -> None:
    assert not said(HIGH)
    deck = loaded(PurePosixPath("deck.yaml"), in_memory(DECK.format(block=HIGH)))
    _, (draft,) = drafted(deck, deck.editions[0])
    places = {mark.title: mark.page for mark in draft.plan.bookmarks}
    assert places["Figures"] == places["One figure"]
