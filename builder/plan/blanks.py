"""Blanks for guided notes: which key terms are left out of a slide's sentences, and the line that stands for each.

A term is left out once in a section, where a point or text uses it first; one in a paragraph, two on a slide. Never
left out: what holds a number, stands in the slide's title or the deck's or is defined on the slide, is cited or linked,
or must reach people.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence

from builder import model
from builder.frozen import dataclass, replace
from builder.geometry import MM
from builder.plan.lay import Copy
from builder.plan.page import TextRun
from builder.plan.setting import Setting
from builder.regex import regex
from builder.text import natural_width

ROOM = 40 * MM
"""Least width of a blank: what a hand needs for a word or two."""
A_SLIDE = 2
"""Most blanks of one slide."""
STROKE = "_"


@dataclass(frozen=True, slots=True)
class Found:
    """A term in a paragraph: in which of its runs, from and to which character."""

    term: str
    run: int
    start: int
    end: int


class Blanks:
    """Leaves terms out, slide after slide; `key` has what was left out, in order."""

    def __init__(self, deck: model.Deck, setting: Setting) -> None:
        self.setting = setting
        self.key: list[str] = []
        own = [term for goal in deck.objectives for term in goal.key_terms]
        known = {term.casefold(): term for term in [*(one.term for one in deck.glossary), *own]}
        self.usable = [term for term in known.values() if usable(term, deck.title.text)]
        self.keys = frozenset(own)
        self.terms: list[str] = []
        self.told, self.left = "", 0

    def start_section(self) -> None:
        """Start a section: every term may be left out again."""
        self.terms = list(self.usable)

    def start(self, slide: model.Slide) -> None:
        """Start a slide, whose title and definitions would give terms away."""
        defined = [name for block in slide.blocks if isinstance(block, model.Define) for name in block.define]
        self.told, self.left = "\n".join([slide.title.text, *defined]), A_SLIDE

    def blanked(self, copy: Copy) -> Copy:
        """Return a paragraph with a blank for a term, or as it is. One that is `whole` must reach people."""
        found = None if copy.whole or self.left == 0 else self.chosen(copy.runs)
        if found is None:
            return copy
        self.left -= 1
        self.terms.remove(found.term)
        run = copy.runs[found.run]
        self.key.append(run.text[found.start : found.end])
        parts = (
            replace(run, text=run.text[: found.start]),
            self.blank(run, self.key[-1]),
            replace(run, text=run.text[found.end :]),
        )
        kept = tuple(part for part in parts if part.text)
        return replace(copy, runs=(*copy.runs[: found.run], *kept, *copy.runs[found.run + 1 :]))

    def chosen(self, runs: Sequence[TextRun]) -> Found | None:
        """Return the term to leave out: one of the objectives before others, then the first, then the longest."""
        found = [one for term in self.terms if not says(self.told, term) for one in places(term, runs)]
        return min(found, default=None, key=lambda one: (one.term not in self.keys, one.run, one.start, -one.end))

    def blank(self, run: TextRun, term: str) -> TextRun:
        """Return the line to write on, with its number before it, as one word; it is read aloud as "blank 3"."""
        number = len(self.key)
        face = self.setting.style("body").typeface.regular
        stroke = replace(run, text=STROKE, face=face, reference=False)
        count = math.ceil(ROOM / natural_width([stroke]))
        spoken = self.setting.phrases.blank.format(number=number)
        return replace(stroke, text=f"({number}){STROKE * count}", spoken=spoken, stands_for=term)


def usable(term: str, title: str) -> bool:
    """Tell whether a term may be left out of a deck of this title: no number, and not what all is about."""
    return not any(char.isdigit() for char in term) and not says(title, term)


def says(text: str, term: str) -> bool:
    """Tell whether a text uses a term."""
    return pattern(term).search(text) is not None


def pattern(term: str) -> re.Pattern[str]:
    """Return what finds a term as a whole word, in the plural too, whatever its capitals."""
    return regex(rf"(?<![\w-]){re.escape(term)}(?:s|es)?(?![\w-])", re.IGNORECASE)


def places(term: str, runs: Sequence[TextRun]) -> Iterable[Found]:
    """Yield where a paragraph uses a term first in each of its runs; citations, links and raised text don't count."""
    for number, run in enumerate(runs):
        if run.reference or run.href or run.rise:
            continue
        if match := pattern(term).search(run.text):
            yield Found(term, number, match.start(), match.end())
