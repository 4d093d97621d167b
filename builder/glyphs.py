"""What the shipped fonts say: advance widths, ascent and descent, and which face can show which characters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from builder.assets import font_path
from builder.frozen import replace
from builder.regex import regex
from builder.sfnt import Metrics, metrics
from builder.theme import Face

INVISIBLE = frozenset("\u200b\u200c\u200d\u00ad\u2060")
"""Zero-width space, joiners, soft hyphen, word joiner: outputs draw nothing for them."""


@cache
def _font(key: str) -> Metrics:
    return metrics(font_path(key))


class _Advances(dict[str, float]):
    """The advance of each character of a face at 1 pt, looked up in the font when first asked for."""

    def __init__(self, key: str) -> None:
        super().__init__(dict.fromkeys(INVISIBLE, 0.0))
        self._key = key

    def __missing__(self, char: str) -> float:
        """Return the advance of one character; one without a glyph has the width of the missing glyph."""
        font = _font(self._key)
        self[char] = font.advance(font.characters.glyph(ord(char))) / font.upem
        return self[char]


_advances = cache(_Advances)


def advance(key: str, text: str) -> float:
    """Return the sum of the advances of a text at 1 pt."""
    return sum(map(_advances(key).__getitem__, text))


def width(text: str, face: Face, size: float, tracking: float = 0.0) -> float:
    """Return the width of `text` in points: the sum of its advances, plus `tracking` after each character."""
    return advance(face.key, text) * size * face.stretch + tracking * len(text)


@cache
def vertical(face: Face) -> tuple[float, float]:
    """Return ascent and descent (both positive) of a face at 1 pt, from its hhea table."""
    font = _font(face.key)
    return font.ascent / font.upem, -font.descent / font.upem


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
        self[char] = simple and bool(_font(self._key).characters.glyph(ord(char)))
        return self[char]


_covered = cache(_Covered)

_ABOVE = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_TOGETHER = regex(
    f"[\u0370-\u03ff\u1f00-\u1fff][\u0370-\u03ff\u1f00-\u1fff{_ABOVE}]*"
    f"|[\u0400-\u052f\u2de0-\u2dff\ua640-\ua69f][\u0400-\u052f\u2de0-\u2dff\ua640-\ua69f{_ABOVE}]*"
    f"|.[{_ABOVE}]*",
    re.DOTALL,
)
"""What one face should show whole: the Greek or Cyrillic letters of a word, a letter with the marks above it."""


def by_coverage(text: str, faces: Sequence[Face]) -> list[tuple[str, Face | None]]:
    """Return the text cut into stretches, each with the first of `faces` that covers it, or None for no face.

    No word is put together from the Greek or Cyrillic letters of two faces, unless no face has all of them.
    """
    if all(map(_covered(faces[0].key).__getitem__, text)):
        return [(text, faces[0])] if text else []
    parts: list[tuple[str, Face | None]] = []
    for stretch, face in _stretches(text, faces):
        if parts and parts[-1][1] == face:
            parts[-1] = (parts[-1][0] + stretch, face)
        else:
            parts.append((stretch, face))
    return parts


def _stretches(text: str, faces: Sequence[Face]) -> Iterator[tuple[str, Face | None]]:
    for stretch in _TOGETHER.findall(text):
        face = _first(stretch, faces)
        if face:
            yield stretch, face
        else:
            yield from ((char, _first(char, faces)) for char in stretch)


def _first(text: str, faces: Sequence[Face]) -> Face | None:
    return next((face for face in faces if all(map(_covered(face.key).__getitem__, text))), None)


@cache
def bolder(face: Face) -> Face:
    """Return a regular face in bold: measured by its family's bold font where one is shipped, else by its own."""
    key = f"{face.key.removesuffix('-Regular')}-Bold"
    try:
        font_path(key)
    except FileNotFoundError:
        key = face.key
    return replace(face, key=key, bold=True)
