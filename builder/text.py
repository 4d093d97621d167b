"""The only ruler: advance widths, coverage, line breaking. Measures with the shipped fonts, unkerned.

The plain sum of advance widths is what reportlab draws and an upper bound of what office programs draw: over 450
random boxes in three fonts, LibreOffice never needed more lines than this sum planned. All measures are points.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from operator import itemgetter
from typing import TypeAlias

import uharfbuzz

from builder.assets import font_path
from builder.plan.page import Piece, TextRun
from builder.theme import Face

NO_GLYPH = 0
INVISIBLE = frozenset("\u200b\u200c\u200d\u00ad")
"""Zero-width space, joiners, soft hyphen: outputs draw nothing for them."""


@cache
def _font(key: str) -> uharfbuzz.Font:
    blob = uharfbuzz.Blob.from_file_path(str(font_path(key)))
    return uharfbuzz.Font(uharfbuzz.Face(blob))


class _Advances(dict[str, float]):
    """The advance of each character of a face at 1 pt, looked up in the font when first asked for."""

    def __init__(self, key: str) -> None:
        super().__init__(dict.fromkeys(INVISIBLE, 0.0))
        self._key = key

    def __missing__(self, char: str) -> float:
        """Return the advance of one character; one without a glyph has the width of the missing glyph."""
        font = _font(self._key)
        glyph = font.get_nominal_glyph(ord(char)) or NO_GLYPH
        self[char] = float(font.get_glyph_h_advance(glyph)) / float(font.face.upem)
        return self[char]


_advances = cache(_Advances)


def _width(key: str, text: str) -> float:
    return sum(map(_advances(key).__getitem__, text))


def width(text: str, face: Face, size: float, tracking: float = 0.0) -> float:
    """Return the width of `text` in points: the sum of its advances, plus `tracking` after each character."""
    return _width(face.key, text) * size * face.stretch + tracking * len(text)


@cache
def vertical(face: Face) -> tuple[float, float]:
    """Return ascent and descent (both positive) of a face at 1 pt, from its hhea table."""
    font = _font(face.key)
    extents = font.get_font_extents("ltr")
    upem = float(font.face.upem)
    return extents.ascender / upem, -extents.descender / upem


def by_coverage(text: str, faces: Sequence[Face]) -> list[tuple[str, Face | None]]:
    """Return the text cut into stretches, each with the first of `faces` that covers it, or None for no face."""
    parts: list[tuple[str, Face | None]] = []
    first = faces[0]
    if all(map(_covered(first.key).__getitem__, text)):
        return [(text, first)] if text else []
    for char in text:
        face = next((f for f in faces if _covered(f.key)[char]), None)
        if parts and parts[-1][1] == face:
            parts[-1] = (parts[-1][0] + char, face)
        else:
            parts.append((char, face))
    return parts


SIMPLE = (
    (0x20, 0x58F), (0x1D00, 0x2BFF), (0x2C60, 0x2C7F), (0x2DE0, 0x2E7F), (0xA640, 0xA69F), (0xA700, 0xA7FF),
    (0xAB30, 0xAB6F), (0xFB00, 0xFB06), (0xFE20, 0xFE2F), (0x1D400, 0x1D7FF),
)  # fmt: skip
"""Ranges of characters that are set one after another from left to right. A font may have others; set so, they would
read wrong: Arabic and Hebrew run the other way, Indic scripts join and move their letters."""


class _Covered(dict[str, bool]):
    """Whether a face can show a character, looked up in the font when first asked for."""

    def __init__(self, key: str) -> None:
        super().__init__(dict.fromkeys((*INVISIBLE, "\n"), True))
        self._key = key

    def __missing__(self, char: str) -> bool:
        simple = any(first <= ord(char) <= last for first, last in SIMPLE)
        self[char] = simple and bool(_font(self._key).get_nominal_glyph(ord(char)))
        return self[char]


_covered = cache(_Covered)


# A line may end at white space, and after a hyphen or dash that a letter follows: the opportunities that every
# renderer knows. Fewer opportunities than a renderer's can only give more lines here than there, never fewer.
_GLUE = "\u00a0\u202f\u2007\u2060"
_DASHES = "-\u2013\u2014"
_STRETCH = re.compile(rf"[^\S{_GLUE}]+|[\S{_GLUE}]+")
_AFTER_DASH = re.compile(rf"(?<=.[{_DASHES}])(?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class Chunk:
    """Part of a run that no break cuts: its text, and its width at 1 pt without tracking.

    `space` marks white space; `ends` says that a line may end after it though no space follows (a hyphen).
    """

    text: str
    width: float
    space: bool
    ends: bool


@lru_cache(maxsize=50_000)
def _chunks(key: str, text: str, link: bool) -> tuple[Chunk, ...]:
    """Return a run's text cut at its break opportunities; the same words are set at several sizes and widths.

    A link is cut at white space only: office programs set it as a field and don't break it after hyphens.
    """
    out = []
    for stretch in _STRETCH.findall(text):
        space = stretch[0].isspace() and stretch[0] not in _GLUE
        parts = [stretch] if space or link else _AFTER_DASH.split(stretch)
        out += [_chunk(key, part, False, True) for part in parts[:-1]]
        out.append(_chunk(key, parts[-1], space, False))
    return tuple(out)


@lru_cache(maxsize=100_000)
def _chunk(key: str, text: str, space: bool, ends: bool) -> Chunk:
    return Chunk(text, _width(key, text), space, ends)


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


def split_words(runs: Sequence[TextRun]) -> Iterator[Word]:
    """Yield the words of a paragraph in order; together they hold every character of the runs."""
    word = Word([], 0.0, [], 0.0)
    ended = False
    for index, run in enumerate(runs):
        size, tracking = run.size * run.face.stretch, run.tracking
        for chunk in _chunks(run.face.key, run.text, run.href is not None):
            wide = chunk.width * size + tracking * len(chunk.text)
            if chunk.space:
                word.space.append((index, chunk.text, wide))
                word.gap += wide
                continue
            if word.space or ended:
                yield word
                word = Word([], 0.0, [], 0.0)
            word.parts.append((index, chunk.text, wide))
            word.width += wide
            ended = chunk.ends
    if word.parts or word.space:
        yield word


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


def break_lines(runs: Sequence[TextRun], available: float) -> tuple[Broken, ...]:
    """Return the lines of a paragraph set to `available` points, greedily, ragged right.

    White space where a line breaks is dropped, every other character is kept. An empty paragraph has one empty line.

    Raises:
        TooWideError: a word doesn't fit on a line of its own.
    """
    lines: list[Broken] = []
    line: list[Word] = []
    used = gap = 0.0
    limit = available + TOLERANCE
    for word in split_words(runs):
        for part, alone in ((word, False),) if word.width <= limit else _cut_words(word, runs, available):
            if line and (alone or used + gap + part.width > limit):
                lines.append(_line(line, runs))
                line, used, gap = [], 0.0, 0.0
            line.append(part)
            used += gap + part.width
            gap = part.gap
    lines.append(_line(line, runs))
    return tuple(lines)


def _cut_words(word: Word, runs: Sequence[TextRun], available: float) -> Iterator[tuple[Word, bool]]:
    """Yield the parts of an address that is wider than a line, or raise TooWideError.

    The flag asks for a new line: a cut address starts on one, as office programs set a word that they must cut.
    """
    parts = _address_parts(word, runs, available)
    widest = max(parts, key=lambda part: part.width)
    if widest.width > available + TOLERANCE:
        raise TooWideError(widest.text, widest.width, available)
    yield from ((part, index == 0) for index, part in enumerate(parts))


_SLASHED = re.compile(r"[^/]*/+|[^/]+")
_HYPHENED = re.compile(r"[^/-]*[/-]+|[^/-]+")


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


def natural_width(runs: Iterable[TextRun]) -> float:
    """Return the width of the runs on one line, in points."""
    return sum(width(run.text, run.face, run.size, run.tracking) for run in runs)


def widest_word(runs: Sequence[TextRun]) -> float:
    """Return the width of the widest word, the least width that the runs can be set to."""
    return max((word.width for word in split_words(runs)), default=0.0)
