"""The only ruler: advance widths, coverage, line breaking. Measures with the shipped fonts, unkerned.

The plain sum of advance widths is what reportlab draws and, with the room that slides keep, an upper bound of what
office programs draw: `docs/fit.md` says how that is known. All measures are points.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from builder.breaks import Chunk, Part, Word, natural_width, split_words, widest_word
from builder.frozen import dataclass, replace
from builder.glyphs import INVISIBLE, bolder, by_coverage, vertical, width
from builder.kept import of_deck
from builder.plan.page import Piece, TextRun
from builder.regex import regex

__all__ = [
    "INVISIBLE",
    "TOLERANCE",
    "Broken",
    "Chunk",
    "Part",
    "TooWideError",
    "Word",
    "bolder",
    "break_lines",
    "by_coverage",
    "natural_width",
    "split_words",
    "vertical",
    "widest_word",
    "width",
]


@dataclass(frozen=True, slots=True)
class Broken:
    """A line as broken: its pieces from x = 0, and its width without the white space at its end."""

    pieces: tuple[Piece, ...]
    width: float


class TooWideError(Exception):
    """A word is wider than the line that it must stand on. Widths are points."""

    def __init__(self, word: str, needed: float, available: float) -> None:
        super().__init__(word)
        self.word, self.needed, self.available = word, needed, available


TOLERANCE = 0.01
"""Points by which a sum of widths may pass its limit: rounding of the sum, not room for text."""


def break_lines(runs: Sequence[TextRun], available: float, *, fields: bool = False) -> tuple[Broken, ...]:
    """Return the lines of a paragraph set to `available` points, greedily, ragged right.

    White space where a line breaks is dropped, every other character is kept. An empty paragraph has one empty line.
    With `fields`, links are set as office programs set them: whole on the next line; one that is longer than a line
    starts on a line of its own, and so does what follows it.

    Raises:
        TooWideError: a word doesn't fit on a line of its own.
    """
    return _broken(tuple(runs), available, fields)


@of_deck(800)
def _broken(runs: tuple[TextRun, ...], available: float, fields: bool) -> tuple[Broken, ...]:
    """Return the lines of a paragraph; planners try the same words in the same room with other company."""
    lines: list[Broken] = []
    line: list[Word] = []
    used = gap = 0.0
    limit = available + TOLERANCE
    for word, fresh in _words_to_set(runs, available, fields):
        if line and (fresh or used + gap + word.width > limit):
            lines.append(_line(line, runs))
            line, used, gap = [], 0.0, 0.0
        line.append(word)
        used += gap + word.width
        gap = word.gap
    lines.append(_line(line, runs))
    return tuple(lines)


def _words_to_set(runs: Sequence[TextRun], available: float, fields: bool) -> Iterator[tuple[Word, bool]]:
    """Yield words that fit a line, wider ones cut or refused by TooWideError; the flag asks for a new line."""
    limit = available + TOLERANCE
    fresh = False
    for word in split_words(runs, fields=fields):
        if word.width <= limit:
            yield word, fresh
            fresh = False
        elif fields and any(runs[index].href for index, _, _ in word.parts):
            cut, fresh = _cut_links(word, runs, available, fresh)
            yield from cut
        else:
            yield from _cut_address(word, runs, available)
            fresh = False


def _cut_links(
    word: Word, runs: Sequence[TextRun], available: float, fresh: bool
) -> tuple[list[tuple[Word, bool]], bool]:
    """Return a word with a link part by part, a link that is wider than a line in its own words.

    `fresh` tells that it starts a new line; so does, in return, what follows it.
    """
    limit = available + TOLERANCE
    cut: list[tuple[Word, bool]] = []
    for index, text, wide in word.parts:
        wrapped = wide > limit and runs[index].href is not None
        pieces = _link_words(index, text, runs) if wrapped else [Word([(index, text, wide)], wide, [], 0.0)]
        fresh = fresh or wrapped
        for piece in pieces:
            parts = ((piece, False),) if piece.width <= limit else _cut_address(piece, runs, available)
            for part, alone in parts:
                cut.append((part, fresh or alone))
                fresh = False
        fresh = wrapped
    last = cut[-1][0]
    last.space, last.gap = word.space, word.gap
    return cut, fresh


def _link_words(index: int, text: str, runs: Sequence[TextRun]) -> Iterator[Word]:
    for word in split_words([replace(runs[index], text=text)]):
        word.parts = [(index, part, wide) for _, part, wide in word.parts]
        word.space = [(index, part, wide) for _, part, wide in word.space]
        yield word


def _cut_address(word: Word, runs: Sequence[TextRun], available: float) -> Iterator[tuple[Word, bool]]:
    """Yield the parts of an address that is wider than a line, or raise TooWideError.

    The flag asks for a new line: a cut address starts on one, as office programs set a word that they must cut.
    """
    parts = _address_parts(word, runs, available)
    widest = max(parts, key=lambda part: part.width)
    if widest.width > available + TOLERANCE:
        raise TooWideError(widest.text, widest.width, available)
    yield from ((part, index == 0) for index, part in enumerate(parts))


_SLASHED = regex(r"[^/]*/+|[^/]+")
_HYPHENED = regex(r"[^/-]*[/-]+|[^/-]+")


def _address_parts(word: Word, runs: Sequence[TextRun], available: float) -> list[Word]:
    """Return a web address cut after its slashes, and after its hyphens where that is not enough; others whole."""
    if len(word.parts) != 1 or "/" not in word.text:
        return [word]
    index = word.parts[0][0]
    run = runs[index]
    for pattern in (_SLASHED, _HYPHENED):
        cut = [(text, width(text, run.face, run.size, run.tracking)) for text in pattern.findall(word.text)]
        if max(wide for _, wide in cut) <= available:
            break
    parts = [Word([(index, text, wide)], wide, [], 0.0) for text, wide in cut]
    parts[-1].space, parts[-1].gap = word.space, word.gap
    return parts


def _line(words: Sequence[Word], runs: Sequence[TextRun]) -> Broken:
    """Return a line's pieces: neighbouring stretches of one run together, the white space at the end dropped."""
    flat: list[Part] = []
    for word in words:
        flat += word.parts
        flat += word.space
    if words and words[-1].space:
        del flat[-len(words[-1].space) :]
    pieces: list[Piece] = []
    x = 0.0
    for index, stretch in groupby(flat, key=itemgetter(0)):
        parts = list(stretch)
        wide = sum([part[2] for part in parts])
        pieces.append(Piece(_cut(runs[index], "".join([part[1] for part in parts])), x, wide))
        x += wide
    return Broken(tuple(pieces), x)


def _cut(run: TextRun, text: str) -> TextRun:
    """Return the run with a part of its text; `replace` takes three times as long, and every line needs it."""
    if run.text == text:
        return run
    return TextRun(text, run.face, run.size, run.color, run.lang, run.nominal, run.rise, run.shift, run.tracking,
                   run.href, run.link_title, run.reference)  # fmt: skip
