"""The pen of random outlines: it writes texts with a word of their own, and remembers who may read each."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from builder.values import Audience

PROFESSIONALS = frozenset({Audience.CLINICIAN, Audience.STUDENT})
LAY = frozenset({Audience.PATIENT, Audience.PUBLIC})
EVERYBODY = PROFESSIONALS | LAY
FOUND = "finding-one"
"""The id of the one finding of a random outline."""

NOBODY: frozenset[Audience] = frozenset()

TOKENS = (
    ("rest", "rest"), ("water", "water"), ("long-term", "long-term"), ("therapeutically", "therapeutically"),
    ("A&E", "A&E"), ("K+ <LLN", "K+ <LLN"), (">=", ">="), ("≥", "≥"), ("<", "<"), ("&", "&"), ("&amp;", "&amp;"),
    ("<b>", "<b>"), ("]]>", "]]>"), ("</a:t>", "</a:t>"), ("“said”", "“said”"), ("it’s", "it’s"), ("café", "café"),
    ("**bold**", "bold"), ("*slanted*", "slanted"), ("H~2~O", "H2O"), ("m^2^", "m2"), ("β-blocker", "β-blocker"),
    ("𝑥", "𝑥"), ("\\*", "*"), ("\\[", "["), ("{{x}}", "{{x}}"), ("=A1", "=A1"), ("#", "#"), ("a_b", "a_b"),
    ("[chose]{lang=fr}", "chose"), ("no", "no"), ("~", "~"), ("_x0041_", "_x0041_"),
)  # fmt: skip
"""Words as they are typed and as they are read."""
UPRIGHT = tuple(token for token in TOKENS if token != ("*slanted*", "slanted"))
"""What patients may be told: nothing in italics."""

CITED = ("one2001", "two2002", "three2003")


@dataclass(frozen=True)
class Said:
    """A text of the outline: its words as read, its own word, who may read it, and where it stands.

    `place` is "content" for what slides and handouts both say, else the part of the outline.
    """

    words: str
    own: str
    readers: frozenset[Audience]
    place: str


class Pen:
    """Writes texts with words of their own and remembers them."""

    def __init__(self, draw: st.DrawFn, shapes: Sequence[str]) -> None:
        self.draw, self.shapes = draw, shapes
        self.said: list[Said] = []
        self.owned = 0

    def pick(self, *choices: Any) -> Any:
        return self.draw(st.sampled_from(choices))

    def count(self, low: int, high: int) -> int:
        return self.draw(st.integers(low, high))

    def often(self) -> bool:
        return self.draw(st.booleans())

    def own_word(self) -> str:
        self.owned += 1
        letters = "".join(chr(ord("a") + self.owned // 26**power % 26) for power in (2, 1, 0))
        return f"Zq{letters}x"

    def text(self, readers: frozenset[Audience], place: str, most: int = 6) -> str:
        """A text with markup, such as a point's."""
        own = self.own_word()
        allowed = UPRIGHT if readers & LAY else TOKENS  # italics in what patients read are an error (PRINT001)
        tokens = self.draw(st.lists(st.sampled_from(allowed), max_size=most))
        cut = self.count(0, len(tokens))
        tokens = [("The", "The"), *tokens[:cut], (own, own), *tokens[cut:]]
        self.said.append(Said(" ".join(read for _, read in tokens), own, readers, place))
        return " ".join(typed for typed, _ in tokens)

    def cited(self, readers: frozenset[Audience], place: str, most: int = 6) -> str:
        text = self.text(readers, place, most)
        return f"{text} [@{self.pick(*CITED)}]" if self.often() else text

    def name(self, readers: frozenset[Audience], place: str) -> str:
        """A text without markup, such as a category's."""
        own = self.own_word()
        words = f"{self.pick('A&E', '<5', '≥5', 'Some', '=1+1')} {own}"
        self.said.append(Said(words, own, readers, place))
        return words

    def texts(self, readers: frozenset[Audience], place: str, low: int, high: int) -> list[str]:
        return [self.text(readers, place) for _ in range(self.count(low, high))]


def names(audiences: AbstractSet[Audience]) -> list[str]:
    return sorted(audience.value for audience in audiences)
