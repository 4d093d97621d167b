"""Where the text of each element has got to, so that words on two lines, boxes or pages don't run together."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from builder.frozen import dataclass
from builder.plan.page import Paragraph

_DASHES = frozenset("-\u2010\u2013\u2014/")
"""What a line may end with when it was broken without white space."""


@dataclass(frozen=True, slots=True)
class Said:
    """The paragraph that an element showed last, how many of its characters, and whether white space came next."""

    text: str
    at: int
    spaced: bool

    @classmethod
    def of(cls, text: str, at: int, spaced: bool) -> Said:
        """Return what an element said. Of a paragraph that ended, only its last character matters: so a long document
        doesn't hold all its words until the end.
        """
        return cls(text, at, spaced) if at < len(text.rstrip()) else _ended(text[at - 1 : at], spaced)

    def goes_on(self, text: str) -> bool:
        """Tell whether a paragraph with this text continues the one that was left unfinished."""
        return self.text == text and self.at < len(text.rstrip())

    def parts(self) -> bool:
        """Tell whether the next paragraph of the element must be parted from this one by a space."""
        tail = self.text[self.at - 1 : self.at]
        return bool(tail) and not self.spaced and tail not in _DASHES


@lru_cache(maxsize=512)
def _ended(tail: str, spaced: bool) -> Said:
    return Said(tail, len(tail), spaced)


class Flow:
    """Remembers what each element has said, on one page; `earlier` is what was said on the pages before.

    `asked` is what was looked up there, `said` what is new.
    """

    def __init__(self, earlier: Mapping[int, Said]) -> None:
        self._earlier = earlier
        self.asked: dict[int, Said | None] = {}
        self.said: dict[int, Said] = {}

    def spaces(self, element: int | None, paragraph: Paragraph) -> tuple[bool, list[bool]]:
        """Return whether a space must come before a paragraph, and for each line whether one follows it.

        White space at the break of a line is not among its pieces, so it is looked up in the paragraph's text. An
        element's second paragraph is parted from its first; one continued on a later page may hold all its runs
        again, or just the rest of them. ValueError when the lines don't say what the paragraph says.
        """
        said = None if element is None else self._last(element)
        text = paragraph.text
        at = said.at if said and said.goes_on(text) else 0
        ends: list[bool] = []
        for line in paragraph.lines:
            words = "".join(piece.run.text for piece in line.pieces)
            found = text.find(words, at)
            if found < 0:
                raise ValueError(f"the line {words!r} is not in the text of its paragraph")
            at = found + len(words)
            ends.append(text[at : at + 1].isspace())
        if element is not None and ends:
            self.said[element] = Said.of(text, at, ends[-1])
        return bool(said and said.parts()), ends

    def _last(self, element: int) -> Said | None:
        if element in self.said:
            return self.said[element]
        return self.asked.setdefault(element, self._earlier.get(element))
