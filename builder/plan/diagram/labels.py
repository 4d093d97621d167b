"""How large boxes must be for their labels: words measured once at 1 pt, lines counted for any width and size.

Lines are counted as `breaks` breaks them, links of slides included: whole on the next line, or, where one is wider than
its box, from a line of its own on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from builder.frozen import dataclass, replace
from builder.plan.page import TextRun
from builder.text import split_words

Plain: TypeAlias = tuple[tuple[float, float], ...]
"""Words in order: width, and width of the space that follows, at 1 pt."""

MOST_LINES = 3


@dataclass(frozen=True, slots=True)
class LabelWord:
    """What stands together on a line: its width and that of the space after it, at 1 pt.

    `parts` are given where a link is among them: each with its width, and a link with its own words.
    """

    width: float
    gap: float
    parts: tuple[tuple[float, Plain], ...] = ()

    def least(self) -> float:
        """Return the least width that it can be set to, a link in its own words."""
        each = (max((w for w, _ in words), default=width) for width, words in self.parts)
        return max(each, default=self.width)

    def cut(self, room: float) -> Iterator[tuple[float, float, bool]]:
        """Yield the width and gap of each piece, and whether it starts a new line, where it is wider than the room.

        What follows a link that had to be cut starts a line, too.
        """
        fresh = False
        for index, (width, words) in enumerate(self.parts):
            wrapped = width > room and bool(words)
            fresh = fresh or wrapped
            last = index == len(self.parts) - 1
            for w, gap in words if wrapped else ((width, self.gap if last else 0.0),):
                yield w, gap, fresh
                fresh = False
            fresh = wrapped

    @property
    def ends_cut(self) -> bool:
        """Whether its last part is a link."""
        return bool(self.parts and self.parts[-1][1])


Words: TypeAlias = tuple[LabelWord, ...]
"""The words of a label in order."""


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of a diagram's boxes, by number."""

    words: tuple[Words, ...]

    def widest_word(self) -> float:
        """Return the width of the widest word at 1 pt."""
        return max(word.least() for words in self.words for word in words)

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


def measured(labels: Sequence[Sequence[TextRun]], size: float, *, fields: bool = False) -> Labels:
    """Return labels set at `size` points as words at 1 pt; with `fields`, links as office programs set them."""
    return Labels(tuple(tuple(_words(runs, size, fields=fields)) for runs in labels))


def _words(runs: Sequence[TextRun], size: float, *, fields: bool) -> Iterator[LabelWord]:
    for word in split_words(runs, fields=fields):
        linked = fields and any(runs[index].href for index, _, _ in word.parts)
        parts = [(wide / size, _own(runs[index], text, size)) for index, text, wide in word.parts] if linked else []
        yield LabelWord(word.width / size, word.gap / size, tuple(parts))


def _own(run: TextRun, text: str, size: float) -> Plain:
    """Return the words of a link, at 1 pt; none for what is no link."""
    if not run.href:
        return ()
    return tuple((word.width / size, word.gap / size) for word in split_words([replace(run, text=text)]))


def _lines(words: Words, room: float) -> int:
    lines, used, gap, fresh = 1, 0.0, 0.0, False
    for word in words:
        whole = word.width <= room or not word.parts
        for width, space, new in ((word.width, word.gap, False),) if whole else word.cut(room):
            if used and (fresh or new or used + gap + width > room):
                lines, used = lines + 1, width
            else:
                used += gap + width if used else width
            gap, fresh = space, False
        fresh = not whole and word.ends_cut
    return lines
