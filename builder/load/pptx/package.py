"""The package: parts with their content types and relationships, and what no template may hold."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from builder.load.limits import Limits
from builder.load.pptx.archive import AGAIN, members
from builder.load.pptx.refused import Refused
from builder.load.pptx.xml import RELATIONSHIPS, TYPES, parse
from builder.regex import regex
from builder.template import Link

MAIN: Final = (
    "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
    "application/vnd.openxmlformats-officedocument.presentationml.template.main+xml",
    "application/vnd.openxmlformats-officedocument.presentationml.slideshow.main+xml",
)
"""What a template's main part may be: .pptx, .potx or .ppsx."""

_TYPES_NAME: Final = "[Content_Types].xml"
_MACROS: Final = regex(r"macroenabled|vbaproject|vbadata|ms-office\.vba", re.IGNORECASE)
_ADDRESS: Final = regex(r"https://[^\s\"<>\\^`{|}\x00-\x20\x7f-\x9f]+", re.IGNORECASE)
_OTHERS: Final = {"wordprocessingml": "a Word document", "spreadsheetml": "an Excel workbook"}


@dataclass(frozen=True)
class Package:
    """Everything in the file: bytes by part name ("/ppt/presentation.xml"), and content types."""

    blobs: Mapping[str, bytes]
    types: Mapping[str, str]

    @cached_property
    def main(self) -> str:
        """The name of the presentation's part."""
        targets = [link.target for link in self.links("/") if kind(link) == "officeDocument" and not link.external]
        if not targets or targets[0] not in self.blobs:
            raise Refused("it has no presentation in it", AGAIN)
        return targets[0]

    def links(self, name: str) -> tuple[Link, ...]:
        """Return the relationships of a part, of the package itself for "/", targets as part names.

        Raises:
            Refused: an id that stands twice.
        """
        folder, _, base = name.rpartition("/")
        item = f"{folder}/_rels/{base}.rels"
        if item not in self.blobs:
            return ()
        found = tuple(_links(item, self.blobs[item], folder))
        if len({link.rid for link in found}) < len(found):
            raise Refused(f"a relationship stands twice in `{item[:80]}`", AGAIN)
        return found

    def related(self, name: str, wanted: str) -> Iterator[str]:
        """Yield the parts that a part leads to by one kind of relationship."""
        yield from (link.target for link in self.links(name) if kind(link) == wanted and not link.external)


def kind(link: Link) -> str:
    """Return the last word of a relationship's type: `slideMaster`, `image`."""
    return link.kind.rpartition("/")[2]


def _links(item: str, data: bytes, folder: str) -> Iterator[Link]:
    for node in parse(item, data).iter(f"{RELATIONSHIPS}Relationship"):
        target, external = node.get("Target", ""), node.get("TargetMode") == "External"
        if not external:
            target = posixpath.normpath(posixpath.join(folder or "/", target.partition("#")[0]))
        yield Link(node.get("Id", ""), node.get("Type", ""), target, external)


def open_package(data: bytes, limits: Limits) -> Package:
    """Return the package of a file's bytes.

    Raises:
        Refused: no PowerPoint package, or one with macros.
    """
    blobs = {f"/{name}": blob for name, blob in members(data, limits).items()}
    listed = blobs.get(f"/{_TYPES_NAME}")
    if listed is None:
        raise Refused("it is a zip file, but no PowerPoint file", "save it from PowerPoint as .pptx")
    for name, blob in blobs.items():
        if name.endswith((".xml", ".rels", ".vml")) and (b"<!DOCTYPE" in blob or b"<!ENTITY" in blob):
            raise Refused(f"the part `{name[:80]}` has a document type, which no PowerPoint file needs", AGAIN)
    package = Package(blobs, dict(_content_types(listed, blobs)))
    for name, content_type in package.types.items():
        if _MACROS.search(content_type) or _MACROS.search(name):
            raise Refused("it holds macros", "save it as .pptx or .potx, which have none")
    _check_main(package)
    return package


def _content_types(data: bytes, blobs: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    root = parse(_TYPES_NAME, data)
    defaults = {(n.get("Extension") or "").lower(): n.get("ContentType", "") for n in root.iter(f"{TYPES}Default")}
    overrides = {(n.get("PartName") or "").lower(): n.get("ContentType", "") for n in root.iter(f"{TYPES}Override")}
    for name in blobs:
        extension = name.rpartition(".")[2].lower()
        yield name, overrides.get(name.lower()) or defaults.get(extension, "")


def _check_main(package: Package) -> None:
    found = package.types[package.main]
    if found in MAIN:
        return
    other = next((name for word, name in _OTHERS.items() if word in found), None)
    if other:
        raise Refused(f"it is {other}", "save a PowerPoint template as .pptx or .potx")
    raise Refused(f"its main part is no presentation (`{found[:80]}`)", AGAIN)


def check_address(link: Link, source: str) -> None:
    """Raise `Refused` for a relationship that leads out of the file, unless it is a link to an https page."""
    if kind(link) == "hyperlink" and _ADDRESS.fullmatch(link.target):
        return
    what = {"hyperlink": "a link", "image": "a linked picture"}.get(kind(link), f"a linked {kind(link)[:40]}")
    raise Refused(
        f"`{source[:80]}` has {what} to `{link.target[:80]}`",
        "only links to https pages may stay; take it out, or put what it shows into the file",
    )
