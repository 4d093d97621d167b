"""XML of a package: parsed without document types, entities, network or unbounded trees."""

from __future__ import annotations

from typing import Final

from lxml import etree

from builder.geometry import Rect
from builder.load.pptx.archive import AGAIN
from builder.load.pptx.refused import Refused

EMU: Final = 12700
LARGEST: Final = 16_000_000
"""Bytes of one XML part that is parsed at most."""

_OFFICE: Final = "http://schemas.openxmlformats.org"
A: Final = f"{{{_OFFICE}/drawingml/2006/main}}"
P: Final = f"{{{_OFFICE}/presentationml/2006/main}}"
R: Final = f"{{{_OFFICE}/officeDocument/2006/relationships}}"
RELATIONSHIPS: Final = f"{{{_OFFICE}/package/2006/relationships}}"
TYPES: Final = f"{{{_OFFICE}/package/2006/content-types}}"


def parse(name: str, data: bytes) -> etree._Element:
    """Return the root of a part's XML.

    Raises:
        Refused: not well-formed, too large or too deep, or with a document type, in whatever encoding.
    """
    if len(data) > LARGEST:
        raise Refused(f"the part `{name[:80]}` is too large", AGAIN)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, dtd_validation=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise Refused(f"the part `{name[:80]}` is damaged ({str(fault)[:60]})", AGAIN) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise Refused(f"the part `{name[:80]}` has a document type, which no PowerPoint file needs", AGAIN)
    return root


def rect(xfrm: etree._Element | None) -> Rect | None:
    """Return the box of an `a:xfrm` in points; None for none, or one that says nothing."""
    off = None if xfrm is None else xfrm.find(f"{A}off")
    ext = None if xfrm is None else xfrm.find(f"{A}ext")
    if off is None or ext is None:
        return None
    x, y, width, height = (whole(node.get(key)) for node, key in ((off, "x"), (off, "y"), (ext, "cx"), (ext, "cy")))
    return Rect(x / EMU, y / EMU, width / EMU, height / EMU)


def whole(text: str | None, otherwise: int = 0) -> int:
    """Return a whole number, or `otherwise` for anything else; numbers beyond any slide are refused.

    Raises:
        Refused: a number of more than ten digits.
    """
    if text is None:
        return otherwise
    if len(text) > 11:
        raise Refused(f"the measure {text[:20]} is beyond any slide", AGAIN)
    try:
        return int(text)
    except ValueError:
        return otherwise


def truth(text: str | None, *, otherwise: bool) -> bool:
    """Return a flag as XML writes it."""
    return otherwise if text is None else text in {"1", "true", "on"}
