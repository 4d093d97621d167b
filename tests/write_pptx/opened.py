"""A written deck, opened as a zip of XML parts."""

from __future__ import annotations

import io
import posixpath
import zipfile
from dataclasses import dataclass
from functools import cache, cached_property

from lxml import etree

from builder.write.pptx import write_pptx

from .sample import plan

NS = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "rel": "http://schemas.openxmlformats.org/package/2006/relationships",
    "ct": "http://schemas.openxmlformats.org/package/2006/content-types",
    "s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "p14": "http://schemas.microsoft.com/office/powerpoint/2010/main",
    "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
    "ahyp": "http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor",
}


@dataclass(frozen=True)
class Link:
    """A relationship: its id, the last word of its type, its target (a part's name when inside)."""

    rid: str
    kind: str
    target: str
    external: bool


class Opened:
    """A package: names in order, parts as XML, relationships with resolved targets."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.zip = zipfile.ZipFile(io.BytesIO(data))
        self.names = self.zip.namelist()

    @cached_property
    def slides(self) -> list[etree._Element]:
        return [self.xml(name) for name in self.slide_names]

    @cached_property
    def slide_names(self) -> list[str]:
        """Slide parts in the order of the presentation."""
        links = {link.rid: link.target for link in self.links("ppt/presentation.xml")}
        ids = self.find("ppt/presentation.xml", "//p:sldId/@r:id")
        return [links[rid] for rid in ids]

    def xml(self, name: str) -> etree._Element:
        return etree.fromstring(self.zip.read(name))

    def find(self, name: str, path: str) -> list:
        return self.xml(name).xpath(path, namespaces=NS)

    def under(self, folder: str, suffix: str = ".xml") -> list[str]:
        return [n for n in self.names if n.startswith(folder) and n.endswith(suffix) and "/_rels/" not in n]

    def links(self, name: str) -> list[Link]:
        folder, base = posixpath.split(name)
        rels = posixpath.join(folder, "_rels", f"{base}.rels")
        if rels not in self.names:
            return []
        made = []
        for node in self.find(rels, "//rel:Relationship"):
            external = node.get("TargetMode") == "External"
            target = node.get("Target")
            inside = target if external else posixpath.normpath(posixpath.join(folder, target))
            made.append(Link(node.get("Id"), node.get("Type").rsplit("/", 1)[1], inside, external))
        return made


@cache
def sample_deck() -> Opened:
    return Opened(write_pptx(plan()))


def find(node: etree._Element, path: str) -> list:
    return node.xpath(path, namespaces=NS)


def one(node: etree._Element, path: str) -> etree._Element:
    found = find(node, path)
    assert len(found) == 1, f"{path}: {len(found)}"
    return found[0]


def words(node: etree._Element) -> str:
    return "".join(find(node, ".//a:t/text()"))


def slide_titled(deck: Opened, title: str) -> etree._Element:
    """The slide whose title placeholder says this."""
    for slide in deck.slides:
        if words(one(slide, "//p:sp[.//p:ph[@type='title']]")) == title:
            return slide
    raise AssertionError(f"no slide is titled {title!r}")


def shape_named(slide: etree._Element, name: str) -> etree._Element:
    return one(slide, f"//*[*/p:cNvPr[@name='{name}']]")
