"""Links: annotations over the words of a link, and where they lead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from builder.frozen import dataclass
from builder.geometry import Rect
from builder.write.pdf.engine import Engine, Number, ref
from builder.write.pdf.syntax import array, box, dictionary, number, text

SCHEMES = ("https://", "http://", "mailto:")


@dataclass(frozen=True, slots=True)
class Link:
    """A link on one page: where its words stand (a rectangle a line), what it is called, where it leads.

    `number` is its object, `page` refers to the page, `key` is its number in the structure's parent tree.
    """

    number: Number
    page: str
    areas: tuple[Rect, ...]
    target: str
    contents: str
    key: int


class Links:
    """The links of one document, on pages of `height` points.

    Each is written with its page. Where names of the document are is known when it ends: each name that a link leads to
    is an object of its own, which is written then.
    """

    def __init__(self, engine: Engine, height: float) -> None:
        self._engine, self._height = engine, height
        self._names: dict[str, Number] = {}

    def write(self, link: Link) -> None:
        """Write the annotation of a link.

        It is one annotation for all lines: one stop for the keyboard, and said once by a screen reader.

        Raises:
            ValueError: the target is neither a web or mail address nor a name.
        """
        entries = {
            "Type": "/Annot",
            "Subtype": "/Link",
            "Rect": box(_around(link.areas), self._height),
            "QuadPoints": _quads(link, self._height),
            "Border": "[ 0 0 0 ]",
            "F": "4",
            "P": link.page,
            "StructParent": str(link.key),
            "Contents": text(link.contents),
            "A": self._action(link.target),
        }
        self._engine.write(link.number, dictionary(entries))

    def close(self, anchors: Mapping[str, tuple[int, float]], page_refs: Sequence[str]) -> None:
        """Write where links lead to: `anchors` are places by name, a page from 0 and points from its top.

        Raises:
            ValueError: there is no place of a name.
        """
        for name, place in self._names.items():
            if name not in anchors:
                raise ValueError(f"a link leads to {f'#{name}'!r}, and nothing on the pages has that name")
            self._engine.write(place, destination(*anchors[name], page_refs, self._height))

    def _action(self, target: str) -> str:
        if target.startswith("#"):
            place = self._names.get(target[1:])
            if place is None:
                place = self._names[target[1:]] = self._engine.new()
            return dictionary({"S": "/GoTo", "D": ref(place)})
        if not target.startswith(SCHEMES):
            raise ValueError(f"a link leads to {target!r}: only https, http, mailto and #name are allowed")
        return dictionary({"S": "/URI", "URI": text(_ascii(target))})


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


def _ascii(address: str) -> str:
    """Return an address with what isn't printable ASCII percent-encoded (RFC 3986, 2.1)."""
    return "".join(c if "!" <= c <= "~" else "".join(f"%{byte:02X}" for byte in c.encode()) for c in address)


def destination(page: int, top: float, page_refs: Sequence[str], height: float) -> str:
    """Return the place `top` points below the top of a page, at the reader's zoom."""
    return f"[ {page_refs[page]} /XYZ 0 {number(height - top)} null ]"
