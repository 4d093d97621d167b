"""The package: parts of XML text, their relationships, and a zip file that is the same on every run."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from builder.write.pptx.archive import archive
from builder.write.pptx.opc import CONTENT_TYPES_URI, CT, PACKAGE_URI, RT, PackURI
from builder.write.pptx.xml import HEADER, el

_PACKAGE_NAMESPACE: Final = "http://schemas.openxmlformats.org/package/2006"
_DEFAULTS: Final = {"xml": CT.XML, "rels": CT.OPC_RELATIONSHIPS, "png": CT.PNG, "jpg": CT.JPEG, "xlsx": CT.SML_SHEET}
_STORED: Final = frozenset({"png", "jpg", "xlsx"})
"""Formats that are deflated already."""


class RawPart:
    """A part with finished bytes. Relationships are numbered by a counter and found in a dictionary.

    python-pptx's own parts search the whole list on each addition, so that n slides would cost n * n steps.
    """

    def __init__(self, name: str, content_type: str) -> None:
        self.partname = PackURI(name)
        self.content_type = content_type
        self.blob = b""
        self._numbers: dict[tuple[str, str, bool], str] = {}
        self._kept: dict[str, tuple[str, str, bool]] = {}
        self._last = 0

    def relate(self, target: RawPart, reltype: str) -> str:
        """Return the id ("rId3") of the relationship to another part, adding it when new."""
        return self._number(reltype, _relative(target.partname, self.partname), external=False)

    def link(self, address: str) -> str:
        """Return the id of the hyperlink to an address outside the package."""
        return self._number(RT.HYPERLINK, address, external=True)

    def keep(self, rid: str, reltype: str, target: RawPart | str) -> None:
        """Take over a relationship of a template's part, to another part or to an address, under its own id."""
        there = target if isinstance(target, str) else _relative(target.partname, self.partname)
        self._kept[rid] = (reltype, there, isinstance(target, str))

    def _number(self, reltype: str, target: str, *, external: bool) -> str:
        key = (reltype, target, external)
        if key not in self._numbers:
            self._last += 1
            while f"rId{self._last}" in self._kept:
                self._last += 1
            self._numbers[key] = f"rId{self._last}"
        return self._numbers[key]

    @property
    def rels_xml(self) -> bytes:
        """The relationships item of this part; empty when it has none."""
        if not self._numbers and not self._kept:
            return b""
        relationships = (
            el("Relationship", Id=rid, Type=reltype, Target=target, TargetMode="External" if external else None)
            for rid, (reltype, target, external) in (
                *self._kept.items(),
                *((rid, key) for key, rid in self._numbers.items()),
            )
        )
        body = "".join(relationships)
        namespace = f"{_PACKAGE_NAMESPACE}/relationships"
        return f'{HEADER}<Relationships xmlns="{namespace}">{body}</Relationships>'.encode()


def _relative(target: str, source: str) -> str:
    """Return the way from one part's folder to another part; python-pptx's own asks the disk for its folder."""
    there, here = target.split("/"), source.split("/")
    shared = 0
    while shared < min(len(there), len(here)) - 1 and there[shared] == here[shared]:
        shared += 1
    return "../" * (len(here) - 1 - shared) + "/".join(there[shared:])


class Package:
    """All parts of one file, in the order in which they are written."""

    def __init__(self) -> None:
        self._root = RawPart(PACKAGE_URI, "")
        self._parts: list[RawPart] = []
        self._counts: dict[str, int] = {}
        self._names: set[str] = set()

    def add(self, name: str, content_type: str, blob: bytes = b"") -> RawPart:
        """Return a new part. A `{}` in the name is replaced by the next number of such names, from 1."""
        number = self._counts.get(name, 0) + 1
        while "{}" in name and name.format(number) in self._names:
            number += 1
        self._counts[name] = number
        part = RawPart(name.format(number) if "{}" in name else name, content_type)
        self._names.add(str(part.partname))
        part.blob = blob
        self._parts.append(part)
        return part

    def has(self, name: str) -> bool:
        """Tell whether a part has this name."""
        return name in self._names

    def relate(self, target: RawPart, reltype: str) -> str:
        """Return the id of the package's own relationship to a part."""
        return self._root.relate(target, reltype)

    def to_bytes(self) -> bytes:
        """Return the zip file: content types first, fixed dates, parts in order, each before its relationships."""
        return archive(self._members())

    def _members(self) -> Iterator[tuple[str, bytes, bool]]:
        yield CONTENT_TYPES_URI.membername, self._content_types(), True
        yield self._root.partname.rels_uri.membername, self._root.rels_xml, True
        for part in self._parts:
            yield part.partname.membername, part.blob, part.partname.ext not in _STORED
            if relationships := part.rels_xml:
                yield part.partname.rels_uri.membername, relationships, True

    def _content_types(self) -> bytes:
        usual = {"xml": CT.XML, "rels": CT.OPC_RELATIONSHIPS}
        for part in self._parts:
            usual.setdefault(part.partname.ext, _DEFAULTS.get(part.partname.ext, part.content_type))
        defaults = (el("Default", Extension=ext, ContentType=usual[ext]) for ext in sorted(usual))
        overrides = (
            el("Override", PartName=str(part.partname), ContentType=part.content_type)
            for part in self._parts
            if usual[part.partname.ext] != part.content_type
        )
        body = "".join((*defaults, *overrides))
        return f'{HEADER}<Types xmlns="{_PACKAGE_NAMESPACE}/content-types">{body}</Types>'.encode()
