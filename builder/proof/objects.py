"""A PDF's objects as plain values, through pikepdf: the one place of this package that knows the library.

Dictionaries are dicts whose keys and names start with a slash, strings start with `u:` (text) or `b:` (bytes in hex),
references are `12 0 R` (qpdf's JSON, version 2).
"""

from __future__ import annotations

import json
from functools import cached_property
from io import BytesIO
from typing import Any, TypeAlias

import pikepdf

Value: TypeAlias = Any
"""A value of qpdf's JSON: nothing about a strange file can be taken for granted, so each reader looks for itself."""


class Objects:
    """The objects of one file."""

    def __init__(self, data: bytes) -> None:
        self._pdf = pikepdf.Pdf.open(BytesIO(data))
        self._known: dict[str, Value] = {}

    @property
    def encrypted(self) -> bool:
        """Whether the file is encrypted."""
        return bool(self._pdf.is_encrypted)

    @property
    def root(self) -> dict[str, Value]:
        """The catalogue."""
        return self._dictionary(self._pdf.Root)

    @cached_property
    def pages(self) -> tuple[str, ...]:
        """References to the pages, in order."""
        return tuple(f"{page.obj.objgen[0]} {page.obj.objgen[1]} R" for page in self._pdf.pages)

    def get(self, value: Value) -> Value:
        """Return what a value stands for: the object that it refers to, or itself."""
        if not isinstance(value, str) or not value.endswith(" R"):
            return value
        known = self._known.get(value)
        if known is None:
            known = self._plain(self._pdf.get_object(number_of(value), 0))
            self._known[value] = known
        return known

    def dictionary(self, value: Value) -> dict[str, Value]:
        """Return the dictionary that a value stands for, empty where it is none."""
        found = self.get(value)
        return found if isinstance(found, dict) else {}

    def once(self, value: Value) -> dict[str, Value]:
        """Return what `dictionary` does, for what is looked at once: it isn't kept."""
        if isinstance(value, str) and value.endswith(" R") and value not in self._known:
            value = self._plain(self._pdf.get_object(number_of(value), 0))
        return self.dictionary(value)

    def array(self, value: Value) -> list[Value]:
        """Return the array that a value stands for; a single value is an array of one, nothing is empty."""
        found = self.get(value)
        if isinstance(found, list):
            return found
        return [] if value is None else [value]

    def stream(self, value: Value) -> bytes:
        """Return the data of a stream, decoded; nothing where there is no stream."""
        number = number_of(value)
        found = self._pdf.get_object(number, 0) if number else None
        return bytes(found.read_bytes()) if isinstance(found, pikepdf.Stream) else b""

    def content(self, page: int) -> bytes:
        """Return the content of a page (from 0), whether it stands in one stream or several."""
        found = self._pdf.pages[page].obj.get("/Contents")
        parts = found if isinstance(found, pikepdf.Array) else [] if found is None else [found]
        return b"\n".join(bytes(part.read_bytes()) for part in parts)

    def _plain(self, found: pikepdf.Object) -> Value:
        if isinstance(found, pikepdf.Stream):
            return self._dictionary(found.stream_dict)
        return json.loads(found.to_json(dereference=True, schema_version=2))

    def _dictionary(self, found: pikepdf.Object) -> dict[str, Value]:
        return dict(json.loads(found.to_json(dereference=True, schema_version=2)))


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
