"""What decks keep of a template: masters, layouts, themes, media and fonts, and nothing of its sample slides."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final

from lxml import etree

from builder.load.pptx.archive import AGAIN
from builder.load.pptx.package import MAIN, Package, check_address, kind
from builder.load.pptx.refused import Refused
from builder.load.pptx.xml import P, R, parse
from builder.regex import regex
from builder.template import Link, Part

FROM_PRESENTATION: Final = frozenset(
    {"slideMaster", "notesMaster", "handoutMaster", "theme", "presProps", "tableStyles", "font", "customXml", "tags"}
)
"""What of the presentation is kept; slides, views, comments, authors, histories and printers' settings are not."""

FROM_OTHERS: Final = frozenset(
    {"slideMaster", "slideLayout", "theme", "themeOverride", "image", "hyperlink", "customXml", "customXmlProps",
     "tags", "diagramData", "diagramLayout", "diagramQuickStyle", "diagramColors", "diagramDrawing", "hdphoto"}
)  # fmt: skip
"""What masters, layouts, themes and their like may lead to."""

DROPPED: Final = frozenset({"slide", "notesSlide", "comments", "printerSettings"})
"""What they may lead to as well, and what is cut: a button on a layout that leads to a sample slide."""

_REASONS: Final = {
    "oleObject": ("an embedded object (OLE)", "put a picture in its place"),
    "package": ("an embedded file", "put a picture in its place"),
    "control": ("an ActiveX control", "take it out"),
    "activeXControlBinary": ("an ActiveX control", "take it out"),
    "vbaProject": ("macros", "save it as .pptx or .potx, which have none"),
    "chart": ("a chart", "put a picture in its place"),
    "audio": ("a sound", "take it out"),
    "video": ("a film", "take it out"),
    "media": ("a film or sound", "take it out"),
    "vmlDrawing": ("an old-style drawing, as controls and embedded objects have", "take it out"),
}
_ACTION: Final = regex(rb"ppaction://(program|macro|ole|hlinkfile|hlinkpres)", re.IGNORECASE)
_MEDIA: Final = regex(
    r"(image/[\w.+-]+|application/x-fontdata|application/vnd\.openxmlformats-.*|application/vnd\.ms-.*xml|application/xml)"
)
_SECTIONS: Final = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
_CUT: Final = ("sldIdLst", "custShowLst", "photoAlbum", "modifyVerifier", "smartTags")
_PLAYED: Final = ("showPr", "htmlPubPr", "webPr")


def kept_parts(package: Package) -> tuple[Part, ...]:
    """Return the parts that decks keep, the presentation first, cleaned of all that leads to what is left out.

    Raises:
        Refused: active content, addresses outside of the file, parts that are missing or of an unknown kind.
    """
    main = package.main
    links = tuple(link for link in package.links(main) if kind(link) in FROM_PRESENTATION)
    root = parse(main, package.blobs[main])
    _cut_slides(root)
    _cut_references(root, {link.rid for link in links})
    parts: dict[str, Part] = {}
    waiting = [(link, main) for link in links]
    while waiting:
        link, source = waiting.pop()
        name = _target(link, source, package)
        if name and name not in parts and name != main:
            parts[name] = _kept(name, package)
            waiting += [(other, name) for other in parts[name].links]
    presentation = Part(main, MAIN[0], _text(root), links)
    return (presentation, *(parts[name] for name in sorted(parts)))


def _target(link: Link, source: str, package: Package) -> str | None:
    """Return the part that a relationship leads to, None for an address that may stay."""
    if link.external:
        check_address(link, source)
        return None
    if link.target not in package.blobs:
        raise Refused(f"`{source[:80]}` leads to `{link.target[:80]}`, which is not in the file", AGAIN)
    return link.target


def _kept(name: str, package: Package) -> Part:
    found = package.links(name)
    kept = tuple(link for link in found if kind(link) in FROM_OTHERS)
    for other in found:
        if other not in kept and kind(other) not in DROPPED:
            _refuse(other, name)
    content_type = package.types[name]
    if not _MEDIA.fullmatch(content_type):
        raise Refused(f"`{name[:80]}` is of a kind that no deck may carry (`{content_type[:80]}`)", "take it out")
    data = package.blobs[name]
    if content_type.endswith("xml") or name.endswith(".xml"):
        data = _cleaned(name, data, {link.rid for link in kept}, cut=len(kept) < len(found))
    return Part(name, content_type, data, kept)


def _refuse(link: Link, source: str) -> None:
    if link.external:
        check_address(link, source)
    what, hint = _REASONS.get(kind(link), (f"something of the kind `{kind(link)[:40]}`", "take it out"))
    raise Refused(f"`{source[:80]}` holds {what}", hint)


def _cleaned(name: str, data: bytes, rids: Collection[str], *, cut: bool) -> bytes:
    """Return an XML part's bytes, checked, without what refers to relationships that were cut."""
    root = parse(name, data)
    if _ACTION.search(etree.tostring(root)):
        raise Refused(f"`{name[:80]}` has a button that starts a program or opens a file", "take it out")
    changed = _cut_references(root, rids) if cut else False
    if etree.QName(root).localname == "presentationPr":
        changed = _cut_children(root, _PLAYED) or changed
    return _text(root) if changed else data


def _text(root: etree._Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _cut_slides(root: etree._Element) -> None:
    """Cut slides, custom shows and sections from the presentation, and numbers that don't start at 1."""
    _cut_children(root, _CUT)
    if "firstSlideNum" in root.attrib:
        del root.attrib["firstSlideNum"]
    for extension in list(root.iter(f"{P}ext")):
        if extension.get("uri") == _SECTIONS:
            _remove(extension)


def _cut_children(root: etree._Element, names: Collection[str]) -> bool:
    cut = [child for child in root if isinstance(child.tag, str) and etree.QName(child).localname in names]
    for child in cut:
        root.remove(child)
    return bool(cut)


def _cut_references(root: etree._Element, rids: Collection[str]) -> bool:
    """Cut every element that refers to a relationship other than the given ones."""
    cut = [node for node in root.iter() if any(rid and rid not in rids for rid in _references(node))]
    for node in cut:
        if node is not root:
            _remove(node)
    return bool(cut)


def _references(node: etree._Element) -> Iterator[str]:
    yield from (str(value) for key, value in node.attrib.items() if str(key).startswith(R))


def _remove(node: etree._Element) -> None:
    """Remove an element, and what held only it: an empty list of extensions is no valid one."""
    parent = node.getparent()
    if parent is None:
        return
    parent.remove(node)
    if not len(parent) and etree.QName(parent).localname in {"extLst", "custDataLst", "embeddedFontLst", "ext"}:
        _remove(parent)
