"""Where what flows is broken and cut: paragraphs into lines and between them, columns of entries."""

from __future__ import annotations

from collections.abc import Sequence

from builder.frozen import replace
from builder.known import Known
from builder.plan.lay import Copy, lay_paragraph, moved
from builder.plan.page import Paragraph

_BROKEN: Known[Paragraph] = Known(20_000)
"""Paragraphs of a process that stays: pieces of a flow that are kept bring the same copies again."""


def broken(copy: Copy, width: float, safety: float) -> Paragraph:
    """Return a paragraph in lines, its top at 0."""
    return _BROKEN.of(
        lambda: lay_paragraph(copy, width, 0.0, safety=safety, before=0.0, after=0.0), copy, also=(width, safety)
    )


def column_cuts(heights: Sequence[float], count: int, room: float) -> list[int]:
    """Return how many paragraphs stand in the first column, the first two, ...: even if all fit, else full columns."""
    goal = min(room, max(sum(heights) / count, *heights[:1]))
    while True:
        cuts: list[int] = []
        taken = 0
        for _ in range(count):
            used = 0.0
            while taken < len(heights) and used + heights[taken] <= goal + 0.01:
                used += heights[taken]
                taken += 1
            cuts.append(taken)
        if taken == len(heights) or goal >= room:
            return cuts
        goal = min(room, goal + 6.0)


def cut(paragraph: Paragraph, count: int, leading: float) -> tuple[Paragraph, Paragraph]:
    """Return the first `count` lines and the rest; the rest continues the same element without a bullet."""
    rest = replace(paragraph, lines=paragraph.lines[count:], bullet=None, label_element=None)
    return replace(paragraph, lines=paragraph.lines[:count]), moved([rest], -count * leading)[0]
