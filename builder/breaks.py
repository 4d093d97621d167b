"""Where a line may end: runs of text cut into words that no line parts. All measures are points."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from builder.frozen import dataclass
from builder.glyphs import advance, width
from builder.kept import of_deck
from builder.plan.page import TextRun
from builder.regex import regex

# A line may end at a space, and after a hyphen or dash between a word and a letter. These are the opportunities that
# every renderer knows; fewer than a renderer's can only give more lines here than there, never fewer. So other spaces
# hold words together (thin ones stand inside numbers), and so does a space that the Unicode line breaking algorithm
# (UAX #14, rules 13 to 17) gives no break: before closing and after opening marks, between a quotation mark and a
# bracket, between two dashes. Office programs look back from the end of a line for its last opportunity and don't see
# a hyphen behind a slash.
_STRETCH = regex(r"[ \t\n\r\f\v]+|[^ \t\n\r\f\v]+")
_AFTER_DASH = regex(r"(?<=[^\W_][-\u2013\u2014]|[)\]%’”\"][-\u2013\u2014])(?=[^\W\d_])(?!.*/)")

_HEADS = (
    (1, regex(r"[)\]}!?/.,:;⟩]|[»”’›\"']+([)\]}!?/.,:;»”’›\"']|$)")),
    (2, regex(r"[(\[{]")),
    (4, regex("\u2014")),
)
_TAILS = (
    (1, regex(r".*[(\[{¿¡„‚⟨]|[«“‘‹\"']+", re.DOTALL)),
    (2, regex(r".*[»”’›«“‘‹\"']", re.DOTALL)),
    (4, regex(".*\u2014", re.DOTALL)),
)
"""What holds words together over a space: bit 1 at the head of the second or the tail of the first alone; the other
bits where both have them."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Part of a run that no break cuts: its text, and its width at 1 pt without tracking.

    `space` marks white space; `ends` says that a line may end after it though no space follows (a hyphen). `head` and
    `tail` say what holds it to its neighbours over a space.
    """

    text: str
    width: float
    space: bool
    ends: bool
    head: int = 0
    tail: int = 0


@of_deck(3_000)
def _chunks(key: str, text: str, link: bool) -> tuple[Chunk, ...]:
    """Return a run's text cut at its break opportunities; the same words are set at several sizes and widths.

    A link is cut at spaces only: office programs set it as a field and don't break it after hyphens.
    """
    out = []
    for stretch in _STRETCH.findall(text):
        space = stretch[0] in " \t\n\r\f\v"
        parts = [stretch] if space or link or not _dashed(stretch) else _AFTER_DASH.split(stretch)
        out += [_chunk(key, part, False, True) for part in parts[:-1]]
        out.append(_chunk(key, parts[-1], space, False))
    return tuple(out)


def _dashed(text: str) -> bool:
    return "-" in text or "\u2013" in text or "\u2014" in text


@of_deck(6_000)
def _chunk(key: str, text: str, space: bool, ends: bool) -> Chunk:
    if text.isalnum():  # most words: no mark at either end
        return Chunk(text, advance(key, text), space, ends)
    head = sum(bit for bit, pattern in _HEADS if pattern.match(text))
    tail = sum(bit for bit, pattern in _TAILS if pattern.fullmatch(text))
    return Chunk(text, advance(key, text), space, ends, head, tail)


Part: TypeAlias = tuple[int, str, float]
"""A stretch of text in a line: the index of its run, its characters, its width in points."""


@dataclass(slots=True)
class Word:
    """What can't be divided: its parts, their width, and the white space after it with its width."""

    parts: list[Part]
    width: float
    space: list[Part]
    gap: float

    @property
    def text(self) -> str:
        """The word's characters."""
        return "".join(text for _, text, _ in self.parts)

    def close(self) -> None:
        """Make the space after the word a part of it."""
        self.parts += self.space
        self.width += self.gap
        self.space, self.gap = [], 0.0


def split_words(runs: Sequence[TextRun], *, fields: bool = False) -> Iterator[Word]:
    """Yield the words of a paragraph in order; together they hold every character of the runs.

    With `fields`, a link is one word: office programs move it to the next line whole.
    """
    word = Word([], 0.0, [], 0.0)
    ended, tail = False, 0
    for index, run in enumerate(runs):
        size, tracking = run.size * run.face.stretch, run.tracking
        for chunk in _chunks_of(run, fields):
            wide = chunk.width * size + tracking * len(chunk.text)
            if chunk.space:
                word.space.append((index, chunk.text, wide))
                word.gap += wide
                continue
            if ended or (word.space and not ((chunk.head | tail) & 1 or chunk.head & tail)):
                yield word
                word = Word([], 0.0, [], 0.0)
            elif word.space:
                word.close()
            word.parts.append((index, chunk.text, wide))
            word.width += wide
            ended, tail = chunk.ends, chunk.tail
    if word.parts or word.space:
        yield word


def _chunks_of(run: TextRun, fields: bool) -> tuple[Chunk, ...]:
    if run.href is None:
        return _chunks(run.face.key, run.text, False)
    return (_chunk(run.face.key, run.text, False, False),) if fields else _chunks(run.face.key, run.text, True)


def natural_width(runs: Iterable[TextRun]) -> float:
    """Return the width of the runs on one line, in points."""
    return sum(width(run.text, run.face, run.size, run.tracking) for run in runs)


def widest_word(runs: Sequence[TextRun]) -> float:
    """Return the width of the widest word, the least width that the runs can be set to."""
    return max((word.width for word in split_words(runs)), default=0.0)
