"""Where what flows is cut: columns of entries, and paragraphs between their lines."""

from __future__ import annotations

from collections.abc import Sequence

from builder.frozen import replace
from builder.plan.lay import moved
from builder.plan.page import Paragraph


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
