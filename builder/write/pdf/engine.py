"""reportlab, behind one door: its settings files and environment are shut out, its private parts used only here."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import md5
from io import BytesIO
from types import ModuleType
from typing import cast

from builder.geometry import Size
from builder.write.packed import STREAMS


@contextmanager
def _sealed() -> Iterator[None]:
    """Import reportlab unswayed: it would run `reportlab_settings` and `~/.reportlab_settings`, and obey RL_*."""
    for name in ("reportlab_settings", "reportlab.local_rl_settings"):
        sys.modules.setdefault(name, ModuleType(name))
    held = {name: os.environ.pop(name) for name in list(os.environ) if name.startswith("RL_")}
    try:
        yield
    finally:
        os.environ.update(held)


with _sealed():
    from reportlab import rl_config
    from reportlab.pdfbase import pdfdoc
    from reportlab.pdfbase.ttfonts import TTFontFace, TTFontMaker, TTFontParser
    from reportlab.pdfgen.canvas import Canvas

__all__ = ["Engine", "Raw", "TTFontFace", "TTFontMaker", "TTFontParser", "settings"]

SETTINGS: Mapping[str, object] = {
    "invariant": 1,
    "pageCompression": 1,
    "useA85": 0,
    "pdfComments": 0,
    "pdfMultiLine": 0,
    "canvas_baseColor": None,
    "documentLang": None,
    "trustedHosts": None,
    "trustedSchemes": [],
    "toColorCanUse": None,
    "verbose": 0,
}
"""What reportlab may do: nothing by chance, no fetching, no evaluating."""


def settings() -> dict[str, object]:
    """Return the settings of reportlab that matter here, as they are now."""
    return {name: getattr(rl_config, name) for name in SETTINGS}


for _name, _value in SETTINGS.items():
    setattr(rl_config, _name, _value)


class Raw(pdfdoc.PDFObject):
    """An indirect object whose body we write; `number` is its object number, `body` its text."""

    __RefOnly__ = 1

    def __init__(self) -> None:
        self.number = 0
        self.body = "null"

    @property
    def ref(self) -> str:
        """The object's reference in PDF syntax."""
        return f"{self.number} 0 R"

    def format(self, document: object) -> bytes:
        """Return the body as reportlab writes it between `obj` and `endobj`."""
        return self.body.encode("ascii")


def _ended(data: bytes) -> bytes:
    """Return stream data that doesn't end in a carriage return.

    With the line feed that follows it in the file, that would be read as the end of a line and not as data (PDF/A-2,
    6.1.7.1). Decoders of Flate and DCT data stop before the byte that is added.
    """
    return data + b"\n" if data.endswith(b"\r") else data


class _Deflate:
    """reportlab's stream filter, with ends that can't be misread."""

    pdfname = "FlateDecode"

    def encode(self, content: str | bytes) -> bytes:
        """Return the content compressed."""
        return _ended(STREAMS.pack(content.encode("ascii") if isinstance(content, str) else content))


class _Bare(Canvas):
    """A canvas whose pages start with nothing: reportlab's own start would bring Helvetica into every file."""

    _doc: pdfdoc.PDFDocument
    _code: list[str]
    _annotationrefs: list[str]
    _formsinuse: list[str]

    def _make_preamble(self) -> None:
        self._preamble = ""


def _stream(entries: Mapping[str, str], content: bytes) -> pdfdoc.PDFStream:
    encoded = _ended(content) if "Filter" in entries else content
    return pdfdoc.PDFStream(pdfdoc.PDFDictionary(dict(entries)), encoded)


class Engine:
    """A PDF document that grows page by page; object numbers are known as soon as an object is made."""

    def __init__(self, size: Size) -> None:
        self._canvas = _Bare(BytesIO(), pagesize=(size.width, size.height), pageCompression=0, invariant=1)
        self._document = self._canvas._doc
        # reportlab starts the file's id with a moment, from SOURCE_DATE_EPOCH where that is set; here words decide
        self._document.signature = md5(usedforsecurity=False)  # type: ignore[attr-defined]  # the stubs lack it
        self._document.defaultStreamFilters = [_Deflate()]  # instead of reportlab's own page compression
        self._pages = 0

    def new(self) -> Raw:
        """Return a new, empty indirect object."""
        raw = Raw()
        raw.number = self._register(raw)
        return raw

    def stream(self, entries: Mapping[str, str], content: bytes) -> str:
        """Add a stream and return its reference; it is compressed unless `entries` name a filter.

        `entries` are the stream's dictionary: names without slash, values in PDF syntax.
        """
        return f"{self._register(_stream(entries, content))} 0 R"

    def font(self, name: str, ref: str) -> None:
        """Make a font known to every page under a resource name."""
        cast(pdfdoc.PDFDictionary, self._document.idToObject["BasicFonts"])[name] = ref

    def image(self, name: str, entries: Mapping[str, str], content: bytes) -> None:
        """Add a picture as an external object, to be drawn under the resource name that `resource` returns."""
        self._document.addForm(name, _stream(entries, content))

    def resource(self, name: str) -> str:
        """Return the resource name of a picture."""
        return str(self._document.getXObjectName(name))

    def page(self, operators: Sequence[str], annotations: Sequence[Raw], images: Sequence[str]) -> None:
        """Add a page: its content as operators, its annotations, and the pictures that it draws."""
        self._canvas._code = list(operators)
        self._canvas._annotationrefs = [raw.ref for raw in annotations]
        self._canvas._formsinuse = list(images)
        self._canvas.showPage()
        self._pages += 1

    def page_refs(self) -> list[str]:
        """Return the references of the pages so far."""
        return [f"{self._number(f'Page{index + 1}')} 0 R" for index in range(self._pages)]

    def data(self) -> bytes:
        """Return the document as reportlab writes it; nothing can be added afterwards."""
        return bytes(self._document.GetPDFData(self._canvas))

    def _register(self, new: pdfdoc.PDFObject) -> int:
        reference: pdfdoc.PDFObjectReference = self._document.Reference(new)  # type: ignore[no-untyped-call]
        return self._number(reference.name)

    def _number(self, name: str) -> int:
        return int(self._document.idToObjectNumberAndVersion[name][0])
