"""A PDF's objects as plain values: read by `plain` where that can, else by pikepdf, which only this module knows.

Dictionaries are dicts whose keys and names start with a slash, strings start with `u:` (text) or `b:` (bytes in hex),
references are `12 0 R` (qpdf's JSON, version 2).
"""

from __future__ import annotations

import json
from functools import cached_property
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, Any, TypeAlias

from builder.proof.plain import Plain
from builder.proof.table import NotPlainError

if TYPE_CHECKING:
    import pikepdf

Value: TypeAlias = Any
"""A value of qpdf's JSON: nothing about a strange file can be taken for granted, so each reader looks for itself."""


class General:
    """The objects of any file."""

    def __init__(self, data: bytes) -> None:
        """Open a file.

        Raises:
            pikepdf.PdfError: this is no PDF.
        """
        import pikepdf  # noqa: PLC0415  # slow to load, and seldom needed

        self._stream, self._array, self._object = pikepdf.Stream, pikepdf.Array, pikepdf.Object
        self._pdf = pikepdf.Pdf.open(BytesIO(data))

    @property
    def encrypted(self) -> bool:
        """Whether the file is encrypted."""
        return bool(self._pdf.is_encrypted)

    @property
    def root(self) -> Value:
        """The catalogue."""
        return self._dictionary(self._pdf.Root)

    def pages(self) -> tuple[str, ...]:
        """Return references to the pages, in order."""
        return tuple(f"{page.obj.objgen[0]} {page.obj.objgen[1]} R" for page in self._pdf.pages)

    def value(self, number: int) -> Value:
        """Return an object, of a stream its dictionary; None where there is none of that number."""
        found = self._pdf.get_object(number, 0)
        if isinstance(found, self._stream):
            return self._dictionary(found.stream_dict)
        if isinstance(found, self._object):
            return json.loads(found.to_json(dereference=True, schema_version=2))
        return found if found is None or isinstance(found, int) else float(found)

    def stream(self, number: int) -> bytes:
        """Return a stream's data, decoded; nothing for what is no stream."""
        found = self._pdf.get_object(number, 0)
        return bytes(found.read_bytes()) if isinstance(found, self._stream) else b""

    def content(self, page: int) -> bytes:
        """Return the content of a page (from 0), whether it stands in one stream or several."""
        found = self._pdf.pages[page].obj.get("/Contents")
        parts = found if isinstance(found, self._array) else [] if found is None else [found]
        return b"\n".join(bytes(part.read_bytes()) for part in parts)

    def _dictionary(self, found: pikepdf.Object) -> dict[str, Value]:
        return dict(json.loads(found.to_json(dereference=True, schema_version=2)))


class Objects:
    """The objects of one file."""

    def __init__(self, data: bytes) -> None:
        """Open a file.

        Raises:
            pikepdf.PdfError: this is no PDF.
        """
        self._data = data
        self._known: dict[str, Value] = {}
        self._page: tuple[int, dict[str, Value]] = -1, {}
        self._plain: Plain | None
        try:
            self._plain = Plain(data)
            self.pages = self._plain.pages()
        except NotPlainError:
            self._plain = None
            self.pages = self._general.pages()

    @cached_property
    def _general(self) -> General:
        return General(self._data)

    @property
    def encrypted(self) -> bool:
        """Whether the file is encrypted."""
        return self._plain is None and self._general.encrypted

    @cached_property
    def root(self) -> dict[str, Value]:
        """The catalogue."""
        return self.dictionary(self._plain.root) if self._plain else dict(self._general.root)

    def get(self, value: Value) -> Value:
        """Return what a value stands for: the object that it refers to, or itself."""
        if not isinstance(value, str) or not value.endswith(" R"):
            return value
        known = self._known.get(value)
        if known is None:
            known = self._known[value] = self._read(value)
        return known

    def dictionary(self, value: Value) -> dict[str, Value]:
        """Return the dictionary that a value stands for, empty where it is none."""
        found = self.get(value)
        return found if isinstance(found, dict) else {}

    def once(self, value: Value) -> dict[str, Value]:
        """Return what `dictionary` does, for what is looked at once: it isn't kept."""
        if isinstance(value, str) and value.endswith(" R") and value not in self._known:
            value = self._read(value)
        return value if isinstance(value, dict) else {}

    def page(self, number: int) -> dict[str, Value]:
        """Return the dictionary of a page (from 0), of which one is held: whoever reads a file goes page by page."""
        if self._page[0] != number:
            self._page = number, self.once(self.pages[number])
        return self._page[1]

    def array(self, value: Value) -> list[Value]:
        """Return the array that a value stands for; a single value is an array of one, nothing is empty."""
        found = self.get(value)
        if isinstance(found, list):
            return found
        return [] if value is None else [value]

    def stream(self, value: Value) -> bytes:
        """Return the data of a stream, decoded; nothing where there is no stream."""
        number = number_of(value)
        if not number:
            return b""
        try:
            return self._plain.stream(number) if self._plain else self._general.stream(number)
        except NotPlainError:
            return self._general.stream(number)

    def content(self, page: int) -> bytes:
        """Return the content of a page (from 0), whether it stands in one stream or several."""
        said = self.page(page).get("/Contents")
        if self._plain and number_of(said) and self.once(said):
            return self.stream(said)
        return self._general.content(page)

    def digest(self, page: int) -> tuple[bytes, bool]:
        """Return the SHA-256 of a page's content, as it stands in the file if that can be, and whether it is packed."""
        number = number_of(self.page(page).get("/Contents"))
        try:
            data, packed = self._plain.held(number) if self._plain and number else (b"", False)
        except NotPlainError:
            data, packed = b"", False
        return sha256(data or self.content(page)).digest(), packed

    def _read(self, ref: str) -> Value:
        number = number_of(ref)
        try:
            return self._plain.value(number) if self._plain else self._general.value(number)
        except NotPlainError:
            return self._general.value(number)


def number_of(value: Value) -> int:
    """Return the object number of a reference, 0 for what is none."""
    return int(value.partition(" ")[0]) if isinstance(value, str) and value.endswith(" R") else 0


def text_of(value: Value) -> str | None:
    """Return a text string's characters; None for what is no string."""
    if not isinstance(value, str):
        return None
    if value.startswith("u:"):
        return value[2:]
    if value.startswith("b:"):
        return bytes.fromhex(value[2:]).decode("latin-1")
    return None


def name_of(value: Value) -> str:
    """Return a name without its slash, "" for what is no name."""
    return value[1:] if isinstance(value, str) and value.startswith("/") else ""


def numbers_of(value: Value) -> tuple[float, ...]:
    """Return an array of numbers, empty where it isn't one."""
    if isinstance(value, list) and all(isinstance(one, int | float) for one in value):
        return tuple(float(one) for one in value)
    return ()
