"""Links: annotations over the words of a link, and where they lead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from builder.frozen import dataclass
from builder.geometry import Rect
from builder.write.pdf.engine import Raw
from builder.write.pdf.syntax import array, box, dictionary, number, text

SCHEMES = ("https://", "http://", "mailto:")


@dataclass(frozen=True, slots=True)
class Link:
    """A link on one page: where its words stand (a rectangle a line), what it is called, where it leads.

    `key` is its number in the structure's parent tree.
    """

    raw: Raw
    page: int
    areas: tuple[Rect, ...]
    target: str
    contents: str
    key: int


def write_link(link: Link, anchors: Mapping[str, tuple[int, float]], page_refs: Sequence[str], height: float) -> None:
    """Write the annotation of a link on pages of `height` points.

    One annotation for all lines of a link, so that it is one stop for the keyboard and said once by a screen reader.

    Raises:
        ValueError: the target is neither a web or mail address nor a name in `anchors`.
    """
    link.raw.body = dictionary(
        {
            "Type": "/Annot",
            "Subtype": "/Link",
            "Rect": box(_around(link.areas), height),
            "QuadPoints": _quads(link, height),
            "Border": "[ 0 0 0 ]",
            "F": "4",
            "P": page_refs[link.page],
            "StructParent": str(link.key),
            "Contents": text(link.contents),
            "A": _action(link.target, anchors, page_refs, height),
        }
    )


def _around(areas: Sequence[Rect]) -> Rect:
    left, top = min(area.x for area in areas), min(area.y for area in areas)
    right, bottom = max(area.right for area in areas), max(area.bottom for area in areas)
    return Rect(left, top, right - left, bottom - top)


def _quads(link: Link, height: float) -> str:
    """Return the corners of each area as readers expect them: top left, top right, bottom left, bottom right."""
    points: list[float] = []
    for area in link.areas:
        top, bottom = height - area.y, height - area.bottom
        points += (area.x, top, area.right, top, area.x, bottom, area.right, bottom)
    return array(map(number, points))


def _action(target: str, anchors: Mapping[str, tuple[int, float]], page_refs: Sequence[str], height: float) -> str:
    if target.startswith("#"):
        if target[1:] not in anchors:
            raise ValueError(f"a link leads to {target!r}, and nothing on the pages has that name")
        return dictionary({"S": "/GoTo", "D": destination(*anchors[target[1:]], page_refs, height)})
    if not target.startswith(SCHEMES):
        raise ValueError(f"a link leads to {target!r}: only https, http, mailto and #name are allowed")
    return dictionary({"S": "/URI", "URI": text(_ascii(target))})


def _ascii(address: str) -> str:
    """Return an address with what isn't printable ASCII percent-encoded (RFC 3986, 2.1)."""
    return "".join(c if "!" <= c <= "~" else "".join(f"%{byte:02X}" for byte in c.encode()) for c in address)


def destination(page: int, top: float, page_refs: Sequence[str], height: float) -> str:
    """Return the place `top` points below the top of a page, at the reader's zoom."""
    return f"[ {page_refs[page]} /XYZ 0 {number(height - top)} null ]"
