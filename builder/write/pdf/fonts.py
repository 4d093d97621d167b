"""Fonts as they are embedded: one composite font a face, holding just the glyphs that the document draws.

Codes are two bytes and stand for characters, not glyphs, so that every character has its own ToUnicode entry, even
when two of them (a space and a no-break space) share a glyph.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from hashlib import sha256
from threading import Lock

from builder.assets import font_path
from builder.glyphs import INVISIBLE
from builder.theme import Face
from builder.write.pdf.drawn import Codes
from builder.write.pdf.engine import Engine, ref
from builder.write.pdf.fontfile import FontFile, Glyphs
from builder.write.pdf.syntax import array, dictionary, number, string

_UNSEEN = dict.fromkeys(map(ord, INVISIBLE), "")
"""Soft hyphen, zero-width space and joiners: nothing is drawn for them, whatever the font holds."""

_WHITE = frozenset({0x09, 0x0A, 0x0D})

_reading = Lock()


@lru_cache(maxsize=64)
def parsed(key: str) -> FontFile:
    """Return a font file, read once a process."""
    return FontFile(font_path(key))


class MissingGlyphError(ValueError):
    """A font lacks a character that it is asked to draw: planning should have stopped this."""


class Subset(dict[int, str]):
    """The characters of one face that a document draws: code point -> code in hex. A table for `str.translate`."""

    def __init__(self, key: str, name: str) -> None:
        super().__init__(_UNSEEN)
        self.key, self.name = key, name
        self.face = parsed(key)
        self.points: list[int] = []

    def __missing__(self, point: int) -> str:
        if point in _WHITE:
            return self[0x20]
        if not self.face.charToGlyph[point]:
            raise MissingGlyphError(f"{self.key} has no glyph for U+{point:04X}")
        self.points.append(point)
        code = f"{len(self.points):04X}"
        self[point] = code
        return code

    def advance(self, char: str) -> float:
        """Return the advance width of a character at 1 pt."""
        return self.face.width(ord(char)) / 1000


class Fonts:
    """The fonts of one document."""

    def __init__(self) -> None:
        self._subsets: dict[str, Subset] = {}

    def subset(self, face: Face) -> Subset:
        """Return the subset of a face, new at its first use."""
        return self._subset(face.key)

    def _subset(self, key: str) -> Subset:
        found = self._subsets.get(key)
        if found is None:
            found = self._subsets[key] = Subset(key, f"F{len(self._subsets) + 1}")
        return found

    @property
    def codes(self) -> Codes:
        """The characters that have a code so far."""
        return tuple((key, tuple(subset.points)) for key, subset in self._subsets.items())

    def learn(self, codes: Codes) -> None:
        """Give codes to characters that a page has drawn, in the order in which it did."""
        for key, points in codes:
            subset = self._subset(key)
            for point in points[len(subset.points) :]:
                subset[point]  # a character that is missing gets the next code

    def embed(self, engine: Engine) -> None:
        """Write every font that drew something."""
        for subset in self._subsets.values():
            if subset.points:
                engine.font(subset.name, _embed(subset, engine))


@lru_cache(maxsize=32)
def program(key: str, points: tuple[int, ...]) -> bytes:
    """Return a font file with just the glyphs of the given characters, numbered as these first occur.

    The papers of a leaflet have the same words, and a word that an author changes seldom brings a new letter.
    """
    with _reading:  # the parsed font has a reading position
        return bytes(parsed(key).makeSubset(points))


def _embed(subset: Subset, engine: Engine) -> str:
    face, points = subset.face, subset.points
    name = f"{_tag(points)}+{face.name.decode('ascii')}"
    glyphs = list(_glyphs(points, face.charToGlyph))
    described = descriptor(face, name, program(subset.key, tuple(points)), engine)
    widths = array(number(face.width(point)) for point in points)
    characters = {"Registry": string(b"Adobe"), "Ordering": string(b"Identity"), "Supplement": "0"}
    descendant = {
        "Type": "/Font",
        "Subtype": "/CIDFontType2",
        "BaseFont": f"/{name}",
        "CIDSystemInfo": dictionary(characters),
        "FontDescriptor": described,
        "CIDToGIDMap": _map(glyphs, engine),
        "DW": number(face.defaultWidth),
        "W": array(("1", widths)),
    }
    font = {
        "Type": "/Font",
        "Subtype": "/Type0",
        "BaseFont": f"/{name}",
        "Encoding": "/Identity-H",
        "DescendantFonts": array((ref(engine.add(dictionary(descendant))),)),
        "ToUnicode": ref(engine.stream({}, _to_unicode(points).encode("ascii"))),
    }
    return ref(engine.add(dictionary(font)))


def _tag(points: Sequence[int]) -> str:
    """Return the six letters that tell one subset of a font from another (ISO 32000-1, 9.6.4)."""
    digest = sha256(",".join(map(str, points)).encode("ascii")).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def _glyphs(points: Sequence[int], glyphs: Glyphs) -> Iterator[int]:
    """Yield the glyph number of each character in the subset: `makeSubset` numbers glyphs as they first occur."""
    order = {0: 0}
    for point in points:
        yield order.setdefault(glyphs[point], len(order))


def _map(glyphs: Sequence[int], engine: Engine) -> str:
    if list(glyphs) == list(range(1, len(glyphs) + 1)):
        return "/Identity"
    return ref(engine.stream({}, b"\0\0" + b"".join(glyph.to_bytes(2, "big") for glyph in glyphs)))


SYMBOLIC = 4
"""The font descriptor's flag of fonts with an encoding of their own (ISO 32000-1, 9.8.2)."""


def descriptor(face: FontFile, name: str, data: bytes, engine: Engine, flags: int = SYMBOLIC) -> str:
    """Write what describes a font, with its file, and return the reference."""
    file = engine.stream({"Length1": str(len(data))}, data)
    measures = {
        "ItalicAngle": face.italicAngle,
        "Ascent": face.ascent,
        "Descent": face.descent,
        "CapHeight": face.capHeight,
        "StemV": face.stemV,
    }
    entries = {
        "Type": "/FontDescriptor",
        "FontName": f"/{name}",
        "Flags": str(flags | (64 if face.italicAngle else 0)),
        "FontBBox": array(number(float(side)) for side in face.bbox),
        "FontFile2": ref(file),
    }
    looks = {measure: number(float(value)) for measure, value in measures.items()}
    return ref(engine.add(dictionary(entries | looks)))


_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
"""

_FOOT = """endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""


def _to_unicode(points: Sequence[int]) -> str:
    """Return the map from codes to UTF-16, at most 100 entries a block (Adobe technical note 5411)."""
    entries = [f"<{code:04X}> <{chr(p).encode('utf-16-be').hex().upper()}>" for code, p in enumerate(points, 1)]
    blocks = [entries[i : i + 100] for i in range(0, len(entries), 100)]
    body = "".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks)
    return _HEAD + body + _FOOT
