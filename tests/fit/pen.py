"""Writes the texts of random decks: the same for the same seed."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TypeVar

from .vocabulary import HARD, LANGUAGES, MARKED, NUMBERS

T = TypeVar("T")

KEYS = tuple(f"able{2000 + number}" for number in range(14))
"""References that a text may cite."""
TERMS = ("NMDA receptor", "Dissociation", "Half-life", "Randomised")
"""Entries of every deck's glossary."""
FOUND = ("trial", "series", "survey")
"""Findings of every deck."""
PICTURES = {"wide.png": (640, 200), "tall.png": (200, 520), "square.png": (300, 300)}
"""Files that a block may show, with their width and height."""


@dataclass
class Pen:
    """What texts are made from. `full` is the share of the usual number of words and entries."""

    random: Random
    language: str = "en-GB"
    full: float = 1.0

    def chance(self, share: float) -> bool:
        """Tell whether something that happens in this share of cases happens now."""
        return self.random.random() < share

    def pick(self, *choices: T) -> T:
        return self.random.choice(choices)

    def count(self, low: int, high: int) -> int:
        """A number of entries, fewer when the pen is to write less."""
        return max(low, round(self.random.randint(low, high) * self.full))

    def number(self, low: int, high: int) -> int:
        return self.random.randint(low, high)

    def name(self, low: int, high: int) -> str:
        """Words without markup or line ends: a category, a description."""
        words = [self._plain() for _ in range(self.random.randint(low, high))]
        return " ".join(words)[:76].strip()

    def text(self, low: int, high: int, *, cites: bool = False) -> str:
        """A text with markup, of `low` to `high` words; one that `cites` may end with citations."""
        words = [self._word() for _ in range(self.count(low, high))]
        text = " ".join(words)
        text = text[0].upper() + text[1:]
        if cites and self.chance(0.4):
            text += self.citations()
        return text + (self.pick(".", ".", "!", " ?", "…", ":") if self.chance(0.5) else "")

    def texts(self, least: int, most: int, low: int, high: int) -> list[str]:
        """Several texts that may cite."""
        return [self.text(low, high, cites=True) for _ in range(self.count(least, most))]

    def citations(self) -> str:
        count = self.pick(1, 1, 1, 2, 3, 6)
        locator = self.pick("", "", ", p. 4")
        return " [" + "; ".join(f"@{key}" for key in self.random.sample(KEYS, count)) + f"{locator}]"

    def _plain(self) -> str:
        if self.chance(0.08):
            return self.random.choice(NUMBERS)
        return self.random.choice(LANGUAGES[self.language])

    def _word(self) -> str:
        chance = self.random.random()
        if chance < 0.05:
            return self.random.choice(HARD)
        if chance < 0.1:
            return self.random.choice(MARKED)
        word = self._plain()
        if chance < 0.14:
            return f"**{word}**" if word.isalpha() else word
        if chance < 0.17:
            return f"*{word}*" if word.isalpha() else word
        return f"**{self._plain_words()}**" if chance < 0.19 else word

    def _plain_words(self) -> str:
        return " ".join(self.random.choice(LANGUAGES[self.language]) for _ in range(self.random.randint(2, 5)))
