"""LibreOffice as a second opinion: decks rendered with the shipped fonts alone, and the lines that it broke."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from builder.assets import asset_path
from builder.geometry import Rect
from builder.plan.page import Group, Item, Page, Paragraph, Table, TextBox, TextShape

FONTS = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
{aliases}
</fontconfig>
"""
"""Only the shipped fonts, under the names that decks use: nothing depends on what else is installed."""

TWINS = {
    "Georgia": "Gelasio",
    "Calibri": "Carlito",
    "Arial": "Liberation Sans",
    "Times New Roman": "Liberation Serif",
    "Cambria": "Caladea",
}
"""The fonts that are shipped for fonts of office programs."""

LIMIT = 240
"""Seconds that all decks of a call may take."""

SMALL = 0.8
"""Raised and lowered text is drawn smaller than this share of its line's size; its baseline starts no line."""


def rendered(
    decks: Mapping[str, bytes], folder: Path, more: Mapping[str, str] | None = None, fonts: Path | None = None
) -> dict[str, bytes]:
    """Decks by name as the PDFs that LibreOffice makes of them, in one call, in a profile of its own below `folder`.

    `more` are further names of fonts and what draws them, `fonts` a folder with more fonts.
    """
    aliases = "\n".join(
        f'<alias binding="same"><family>{name}</family><prefer><family>{twin}</family></prefer></alias>'
        for name, twin in {**TWINS, **(more or {})}.items()
    )
    folders = f"{asset_path('fonts')}</dir><dir>{fonts}" if fonts else asset_path("fonts")
    (folder / "fonts.conf").write_text(FONTS.format(fonts=folders, cache=folder / "cache", aliases=aliases))
    for name, data in decks.items():
        (folder / f"{name}.pptx").write_bytes(data)
    options = ["--headless", "--norestore", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run(
        [
            str(shutil.which("soffice")),
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *options,
            *(str(folder / f"{name}.pptx") for name in decks),
        ],
        env={**os.environ, "HOME": str(folder), "FONTCONFIG_FILE": str(folder / "fonts.conf")},
        capture_output=True,
        check=True,
        timeout=LIMIT,
    )
    return {name: (folder / f"{name}.pdf").read_bytes() for name in decks}


@dataclass(frozen=True)
class Glyph:
    """A drawn character: where its baseline starts, its size and its right edge, in points from the top left."""

    text: str
    x: float
    y: float
    size: float
    right: float


def pages_of(data: bytes) -> list[list[Glyph]]:
    """The characters of every page in the order in which they are drawn, white space left out."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [[glyph for _, glyph in sorted(_glyphs(page), key=itemgetter(0))] for page in document]
    finally:
        document.close()


def _glyphs(page: pypdfium2.PdfPage) -> Iterator[tuple[int, Glyph]]:
    """Characters with the number of the object that draws them: PDFium itself sorts some by where they stand."""
    text, height = page.get_textpage(), page.get_height()
    count = pdfium.FPDFPage_CountObjects(page)
    order = {_address(pdfium.FPDFPage_GetObject(page, index)): index for index in range(count)}
    x, y = ctypes.c_double(), ctypes.c_double()
    number = 0
    for index in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text, index)
        char = "-" if code in HYPHENS else chr(code)
        number = order.get(_address(pdfium.FPDFText_GetTextObject(text, index)), number)
        generated = pdfium.FPDFText_IsGenerated(text, index) and char != "-"
        if char.isspace() or char in INVISIBLE or code in SURROGATES or generated:
            continue
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        right = text.get_charbox(index)[2]
        yield number, Glyph(char, x.value, height - y.value, pdfium.FPDFText_GetFontSize(text, index), right)


def _address(handle: Any) -> int | None:
    return ctypes.cast(handle, ctypes.c_void_p).value


INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060")
"""Characters that say where a line may end or not; outputs draw nothing for them."""

SURROGATES = range(0xD800, 0xE000)
"""Halves of characters above U+FFFF, which PDFium gives one by one; they are not compared."""

HYPHENS = (0x2, 0xFFFE)
"""What PDFium gives for a hyphen at a line's end."""


@dataclass(frozen=True)
class Drawn:
    """A planned paragraph of a box, and the lines in which it was drawn: baselines and texts without white space.

    `lengths` are from the start of a line's first character to the start of its last. `label` is what stands before
    the first line: a bullet, a number.
    """

    name: str
    inner: Rect
    paragraph: Paragraph
    baselines: tuple[float, ...]
    lines: tuple[str, ...]
    lengths: tuple[float, ...]
    right: float
    label: str

    @property
    def planned(self) -> tuple[str, ...]:
        """The lines as planned, without white space."""
        return tuple("".join(squeezed(piece.run.text) for piece in line.pieces) for line in self.paragraph.lines)

    @property
    def planned_baselines(self) -> tuple[float, ...]:
        return tuple(self.inner.y + line.baseline for line in self.paragraph.lines)


class NotDrawnError(AssertionError):
    """A planned text that the page doesn't show."""


def drawn(page: Page, glyphs: Sequence[Glyph]) -> list[Drawn]:
    """Every paragraph of a page's boxes and cells as it was drawn; charts are the office program's own.

    Each is looked for among the characters of its own columns, at or below the top of its box, that no paragraph
    before it has taken. Where its words are there twice (a title in the footer), those nearest to its place are meant.
    """
    left = dict(enumerate(glyphs))
    found: list[Drawn] = []
    for name, inner, paragraph in paragraphs_of(page.items):
        words = squeezed(paragraph.text)
        if not words:
            continue
        low, high, left_top = inner.x - 3, inner.right + 3, inner.y - 3
        near = [number for number, glyph in left.items() if low <= glyph.x <= high and left_top <= glyph.y]
        stream = "".join([left[number].text for number in near])
        top = inner.y + (paragraph.lines[0].baseline if paragraph.lines else 0.0)
        places = [start for start in range(len(stream)) if stream.startswith(words, start)]
        place = min(places, key=lambda start: abs(left[near[start]].y - top), default=-1)
        if place < 0:
            raise NotDrawnError(f"{name} on {page.title!r}: {words!r} is not in {stream[:300]!r}")
        taken = [left.pop(number) for number in near[place : place + len(words)]]
        found.append(_as_drawn(name, inner, paragraph, taken, _label(inner, paragraph, taken[0], glyphs)))
    return found


def _label(inner: Rect, paragraph: Paragraph, first: Glyph, glyphs: Sequence[Glyph]) -> str:
    """What is drawn to the left of a paragraph's first character, in the room that its bullet has."""
    if not paragraph.hanging:
        return ""
    low, high = inner.x + paragraph.indent - paragraph.hanging - 3, inner.x + paragraph.indent - 0.5
    beside = [glyph for glyph in glyphs if low <= glyph.x < high and abs(glyph.y - first.y) < paragraph.leading / 2]
    return "".join(glyph.text for glyph in sorted(beside, key=attrgetter("x")))


def _as_drawn(name: str, inner: Rect, paragraph: Paragraph, glyphs: Sequence[Glyph], label: str) -> Drawn:
    size = max(glyph.size for glyph in glyphs)
    lines: list[list[Glyph]] = []
    baselines: list[float] = []
    for glyph in glyphs:
        full = glyph.size >= size * SMALL and (not baselines or abs(glyph.y - baselines[-1]) > glyph.size / 3)
        if full or not lines:  # a paragraph may start with a small character
            baselines.append(glyph.y)
            lines.append([])
        lines[-1].append(glyph)
    return Drawn(
        name,
        inner,
        paragraph,
        tuple(baselines),
        tuple("".join(glyph.text for glyph in line) for line in lines),
        tuple(line[-1].x - line[0].x for line in lines),
        max(glyph.right for glyph in glyphs),
        label,
    )


def paragraphs_of(items: Sequence[Item]) -> Iterator[tuple[str, Rect, Paragraph]]:
    """The paragraphs of boxes and cells, with the name of their item and the room that they stand in."""
    for item in items:
        match item:
            case TextBox() | TextShape():
                yield from ((item.name, item.inner, paragraph) for paragraph in item.paragraphs)
            case Table():
                cells = (cell for row in item.rows for cell in row.cells)
                yield from ((item.name, cell.inner, p) for cell in cells for p in cell.paragraphs)
            case Group():
                yield from paragraphs_of(item.items)
            case _:
                pass


def squeezed(text: str) -> str:
    """The text without white space, invisible characters and those above U+FFFF, as `pages_of` gives it."""
    plain = text.replace("\ufb01", "fi").replace("\ufb02", "fl")
    return "".join(char for char in plain if not char.isspace() and char not in INVISIBLE and ord(char) <= 0xFFFF)
