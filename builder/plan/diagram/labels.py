"""How large boxes must be for their labels: words measured once at 1 pt, lines counted for any width and size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from builder.plan.page import TextRun
from builder.text import split_words

Words: TypeAlias = tuple[tuple[float, float], ...]
"""The words of a label in order: width, and width of the space that follows, at 1 pt."""

MOST_LINES = 3


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of a diagram's boxes, by number."""

    words: tuple[Words, ...]

    def widest_word(self) -> float:
        """Return the width of the widest word at 1 pt."""
        return max(word for words in self.words for word, _ in words)

    def lines(self, width: float) -> int:
        """Return how many lines the longest label needs at 1 pt in `width` points."""
        return max(_lines(words, width) for words in self.words)

    def fit(self, width: float, lines: int) -> bool:
        """Tell whether every label has at most so many lines at 1 pt in `width` points."""
        return all(_lines(words, width) <= lines for words in self.words)

    def narrowest(self, lines: int, width: float) -> float:
        """Return the least width at 1 pt, at most `width`, in which every label has at most so many lines."""
        low, high = self.widest_word(), width
        while high - low > 0.05:
            middle = (low + high) / 2
            if self.fit(middle, lines):
                high = middle
            else:
                low = middle
        return high


def measured(labels: Sequence[Sequence[TextRun]], size: float) -> Labels:
    """Return labels set at `size` points as words at 1 pt."""
    return Labels(tuple(tuple((word.width / size, word.gap / size) for word in split_words(runs)) for runs in labels))


def _lines(words: Words, width: float) -> int:
    lines, used, gap = 1, 0.0, 0.0
    for word, space in words:
        if used and used + gap + word > width:
            lines, used = lines + 1, word
        else:
            used += gap + word if used else word
        gap = space
    return lines
