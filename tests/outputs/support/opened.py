"""Reads decks and handouts back: what a reader gets, and everything else that a file holds."""

from __future__ import annotations

import ast
import html
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZipFile

import pikepdf
import pypdfium2
from lxml import etree

from tests.write_pdf import reading

from . import webpage

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}"

XML = (".xml", ".rels", ".vml")


# Packages


def parts(data: bytes, prefix: str = "") -> dict[str, bytes]:
    """Every part of a package by name; those of an embedded workbook as `workbook!part`."""
    found: dict[str, bytes] = {}
    with ZipFile(BytesIO(data)) as package:
        assert package.testzip() is None
        for name in package.namelist():
            blob = package.read(name)
            found[prefix + name] = blob
            if blob.startswith(b"PK\x03\x04"):
                found |= parts(blob, f"{prefix}{name}!")
    return found


def tree(blob: bytes) -> etree._Element:
    return etree.fromstring(blob, etree.XMLParser(resolve_entities=False, no_network=True))


def part_words(name: str, blob: bytes) -> Iterator[str]:
    """Everything that a part says: raw, unescaped, as attributes, and as paragraphs with their runs joined."""
    raw = blob.decode("utf-8", "replace") if name.endswith(XML) else blob.decode("latin-1")
    yield name
    yield raw
    if not name.endswith(XML):
        return
    yield html.unescape(raw)
    for element in tree(blob).iter():
        yield from element.attrib.values()
        if element.tag == A + "p":
            yield paragraph_text(element)


def package_words(data: bytes) -> str:
    """Everything that a package says, in any part."""
    return "\n".join(words for name, blob in parts(data).items() for words in part_words(name, blob))


# Slides


def paragraph_text(paragraph: etree._Element) -> str:
    return "".join(text.text or "" for text in paragraph.iter(A + "t"))


def paragraphs(blob: bytes) -> list[str]:
    """The paragraphs of a slide, notes page or chart in order, empty ones left out."""
    found = (paragraph_text(paragraph) for paragraph in tree(blob).iter(A + "p"))
    return [text for text in found if text]


@dataclass(frozen=True)
class SlideParts:
    """One slide: its own part, the parts that it leads to by kind of relationship, and where it stands (from 1)."""

    number: int
    name: str
    blob: bytes
    related: dict[str, tuple[str, bytes]]

    def of_kind(self, kind: str) -> list[bytes]:
        """The related parts of a kind: `chart`, `notesSlide`, `image`."""
        return [blob for found, blob in self.related.values() if found == kind]


def slides(data: bytes) -> list[SlideParts]:
    """The slides of a deck in the order in which they are shown."""
    package = parts(data)
    targets = _related("ppt/presentation.xml", package)
    order = tree(package["ppt/presentation.xml"]).iter(P + "sldId")
    names = [targets[slide.get(R + "id")][1] for slide in order]
    return [
        SlideParts(number, name, package[name], {i: (k, package[t]) for i, (k, t) in _related(name, package).items()})
        for number, name in enumerate(names, 1)
    ]


def _related(name: str, package: dict[str, bytes]) -> dict[str, tuple[str, str]]:
    """Identifiers of a part's internal relationships, with kind and target."""
    folder, _, base = name.rpartition("/")
    found = {}
    for relation in tree(package[f"{folder}/_rels/{base}.rels"]):
        if relation.get("TargetMode") != "External":
            kind = relation.get("Type").rpartition("/")[2]
            found[relation.get("Id")] = kind, _target(folder, relation.get("Target"))
    return found


def _target(folder: str, target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    names = folder.split("/")
    for name in target.split("/"):
        if name == "..":
            names.pop()
        else:
            names.append(name)
    return "/".join(names)


# Handouts


def squeezed(text: str) -> str:
    """The text without white space; what PDFium gives for a hyphen at a line's end is a hyphen again."""
    return re.sub(r"\s+", "", re.sub(r"[\ufffe\x02]", "-", text))


def page_texts(data: bytes) -> list[str]:
    """The text of every page as PDFium extracts it."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def poppler_texts(data: bytes) -> list[str] | None:
    """The text of every page as Poppler extracts it, in the order of the content; None where it isn't installed."""
    if not shutil.which("pdftotext"):
        return None
    command = ["pdftotext", "-raw", "-enc", "UTF-8", "-", "-"]
    found = subprocess.run(command, input=data, stdout=subprocess.PIPE, check=True)  # fixed words
    return found.stdout.decode().split("\f")[:-1]


def paper_words(data: bytes) -> str:
    """Everything that a PDF says: text of pages, of each object (alternative texts, addresses, bookmarks), of streams."""
    with reading.opened(data) as pdf:
        said = [string.text for page in pdf.pages for string in reading.shown(page)]
        lines = reading.Tree(pdf).lines()
        objects = [words for found in pdf.objects for words in _object_words(found)]
    return "\n".join([*said, "".join(said), *lines, *objects, *page_texts(data)])


def _object_words(found: pikepdf.Object) -> Iterator[str]:
    match found:
        case pikepdf.Stream():
            yield from _object_words(found.stream_dict)
            if "/Length1" not in found.stream_dict:  # a font's program
                yield found.read_bytes().decode("utf-8", "replace")
        case pikepdf.Dictionary():
            for key, value in found.items():
                yield key
                if not value.is_indirect if isinstance(value, pikepdf.Object) else True:
                    yield from _object_words(value)
        case pikepdf.Array():
            for value in found:
                if not isinstance(value, pikepdf.Object) or not value.is_indirect:
                    yield from _object_words(value)
        case pikepdf.String() | pikepdf.Name():
            yield str(found)
        case _:
            return


def everything(data: bytes) -> str:
    """All that a file says, whichever format it has."""
    if data.startswith(b"<!DOCTYPE html>"):
        return webpage.everything(data)
    return package_words(data) if data.startswith(b"PK") else paper_words(data)


INLINE = {"Reference", "Link", "Span"}
"""Roles of stretches inside a paragraph."""


def paper_paragraphs(data: bytes) -> list[tuple[str, str]]:
    """What a handout says in reading order: the role of each element that holds text, and its words, lines joined."""
    found: list[tuple[str, str]] = []
    with reading.opened(data) as pdf:
        for line in reading.Tree(pdf).lines():
            words = line.lstrip()
            if words.startswith("| "):
                role, text = found[-1]
                found[-1] = role, text + _content(words)
            elif not words.startswith("@ ") and words.split(" ")[0] not in INLINE:
                found.append((words.split(" ")[0], ""))
    return [(role, spaced(text)) for role, text in found if text]


def spaced(text: str) -> str:
    """The text with every stretch of white space as one space."""
    return re.sub(r"\s+", " ", text).strip()


def _content(line: str) -> str:
    """The text of a line of the tree such as `| 3: 'words '`."""
    return str(ast.literal_eval(line.split(": ", 1)[1]))
