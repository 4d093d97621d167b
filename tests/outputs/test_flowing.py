"""Headings in the outer column stay with what stands under them, wherever a page happens to end."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from builder.build import Job, check

from .support.builds import in_memory

DECK = """\
deck: lone
title: High blood pressure
plain: High blood pressure
language: en-GB
main_message: Lowering your blood pressure helps to protect your heart and brain.
key_points: [One thing., Two things., Three things.]
unknowns: [We do not know which tablet will suit you best.]
actions: [{text: Measure your blood pressure, why: It tells you more., when: Each day.}]
teach_back: [How will you measure?]
emergency: {red_flags: [you have sudden chest pain]}
governance: {last_reviewed: 2026-11-01, review_due: 2027-11-01}
editions:
  leaflet: {audience: patient, output: handout, paper: PAPER, locale: en-GB}
sections:
  - section: s
    title: Treating
    plain: What helps?
    slides:
      - title: Filler
        blocks:
FILLER
      - title: Filler three
        plain: What your tablets do and why
        blocks: [{point: Classes differ little, plain: All kinds of tablets help about the same.}]
      - title: Two ways
        plain: Tablets and habits
        blocks:
          - compare:
              sides:
                - {title: A, kind: benefit, points: [x, y]}
                - {title: B, kind: harm, points: [x, y]}
            plain:
              title: Tablets
              sides:
                - {title: What they may do for you, kind: benefit, points: [Protect your heart, Protect your brain]}
                - {title: How they may trouble you, kind: harm, points: [Cough, Swollen ankles]}
"""


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_no_heading_is_left_alone_above_panels_that_reach_across_the_page(paper: str) -> None:
    for count in range(1, 24):
        filler = "\n".join(f"          - {{point: Filler, plain: Filler line {'x' * n}.}}" for n in range(1, count + 1))
        text = DECK.replace("PAPER", paper).replace("FILLER", filler)
        found = check(Job(PurePosixPath("deck.yaml")), in_memory(text)).diagnostics
        assert not [one.message for one in found if one.severity == "error"], count
