"""Three readers of PDFs (PDFium, MuPDF, Poppler) extract the same words in the same order, which is the order drawn."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator

import pytest

from builder.proof.read import read

from .support import Proofed, golden, ketamine


def pdfium(data: bytes) -> str:
    library = pytest.importorskip("pypdfium2", reason="pypdfium2 is not installed")
    document = library.PdfDocument(data)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def mupdf(data: bytes) -> str:
    library = pytest.importorskip("pymupdf", reason="pymupdf is not installed")
    with library.open(stream=data, filetype="pdf") as document:
        return "\n".join(page.get_text("text", sort=False) for page in document)


def poppler(data: bytes) -> str:
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext (poppler-utils) is not installed")
    command = ["pdftotext", "-raw", "-enc", "UTF-8", "-", "-"]
    return subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode()


READERS: dict[str, Callable[[bytes], str]] = {"pdfium": pdfium, "mupdf": mupdf, "poppler": poppler}


def files() -> Iterator[tuple[str, Callable[[], Proofed]]]:
    for name in ("ketamine-leaflet-A4.pdf", "ketamine-leaflet-Letter.pdf", "ketamine-notes.pdf", "ketamine-guided.pdf"):
        yield name, lambda name=name: ketamine()[name]  # type: ignore[misc]
    for name in ("leaflet-leaflet-A4.pdf", "leaflet-leaflet-Letter.pdf", "leaflet-large.pdf", "leaflet-american.pdf"):
        yield name, lambda name=name: golden("leaflet")[name]  # type: ignore[misc]
    for name in ("notes-guided.pdf", "notes-said.pdf", "notes-six.pdf", "notes-three.pdf", "notes-two.pdf"):
        yield name, lambda name=name: golden("notes")[name]  # type: ignore[misc]


FILES = dict(files())


BADGES = re.compile("[AHIV?]")
BLANK = re.compile(r"\((\d+)\)_+")


def letters(text: str) -> str:
    """Text without white space. PDFium says \\x02 for a hyphen at a line's end; MuPDF reads what blanks say."""
    words = "".join(re.sub(r"[\ufffe\x02]", "-", text).split())
    return BLANK.sub(r"blank\1", words)


def drawn(data: bytes) -> str:
    return "\n".join("".join(one.text for one in sheet.shown) for sheet in read(data).sheets)


def first_difference(one: str, other: str) -> str:
    """Where two texts part, for the message."""
    place = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return f"{one[max(0, place - 40) : place + 40]!r} != {other[max(0, place - 40) : place + 40]!r}"


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("name", FILES)
def test_readers_agree_on_words_and_order(name: str, reader: str) -> None:
    data = FILES[name]().data
    said, own = letters(READERS[reader](data)), letters(drawn(data))
    if (name, reader) == ("ketamine-notes.pdf", "pdfium"):
        # it leaves out some letters of the small badges, and puts a section's numeral, two lines high, elsewhere
        said, own = ("".join(sorted(BADGES.sub("", text))) for text in (said, own))
    assert said == own, first_difference(said, own)
