"""What is known while a deck and one of its slides or layouts are written: parts, ids, names, relationships."""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Mapping
from typing import Final, TypeAlias

from builder.frozen import dataclass, field
from builder.geometry import Rect
from builder.plan.page import Image, Placeholder
from builder.write.pptx.opc import CT, RT
from builder.write.pptx.package import Package, RawPart
from builder.write.pptx.palette import Palette
from builder.write.pptx.style import PLAIN, Look
from builder.write.pptx.xml import el, extension

_DECORATIVE: Final = extension(
    "{C183D7F6-B498-43B3-948B-1728B52AA6E4}",
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>',
)
_SCHEMES: Final = ("https://", "http://", "mailto:")
_UNSAFE_IN_ADDRESS: Final = {ord(char): f"%{ord(char):02X}" for char in ' "<>\\^`{|}'}
"""What an address may not hold (RFC 3986) and PowerPoint then calls the whole file damaged."""


@dataclass(frozen=True, slots=True)
class Plotted:
    """A chart as it was written: its part, its workbook, and the pictures in its bars, in the order of their use."""

    blob: bytes
    workbook: bytes
    images: tuple[Image, ...]


Reference: TypeAlias = Image | Plotted | str
"""What a slide refers to: a picture, a chart, or where a link leads."""


@dataclass(slots=True)
class Deck:
    """The file being written. `anchors` are slide parts by the page's bookmark name.

    `palette` names colours on slides, `printed` on notes pages, which are white whatever ground slides have.
    """

    package: Package
    palette: Palette
    printed: Palette
    language: str
    created: str
    plain: Look = PLAIN
    anchors: dict[str, RawPart] = field(default_factory=dict)
    run_properties: dict[Hashable, tuple[str, str]] = field(default_factory=dict)
    _media: dict[bytes, RawPart] = field(default_factory=dict)

    def picture(self, image: Image) -> RawPart:
        """Return the part that holds a picture's bytes; the same bytes are stored once."""
        key = hashlib.sha256(image.data).digest()
        if key not in self._media:
            suffix, content_type = ("png", CT.PNG) if image.mime == "image/png" else ("jpg", CT.JPEG)
            number = len(self._media) + 1
            while self.package.has(f"/ppt/media/image{number}.{suffix}"):
                number += 1
            self._media[key] = self.package.add(f"/ppt/media/image{number}.{suffix}", content_type, image.data)
        return self._media[key]


@dataclass(frozen=True, slots=True)
class Slot:
    """A placeholder of a layout as its slides see it: what its text inherits, and its body properties.

    In a template's, `styles` is what text says to have that look where the placeholder gives another (XML).
    """

    placeholder: Placeholder
    look: Look
    body: str
    styles: str = ""


@dataclass(slots=True)
class Sheet:
    """One slide, layout, master or notes page being written: its part, its layout's slots, ids and names so far.

    `printed` marks notes pages. `asked` is what it refers to, in order.
    """

    deck: Deck
    part: RawPart
    slots: Mapping[str, Slot] = field(default_factory=dict)
    own_palette: Palette | None = None
    printed: bool = False
    asked: list[Reference] = field(default_factory=list)
    _last_id: int = 1
    _keys: dict[str, int] = field(default_factory=dict)
    _names: dict[str, int] = field(default_factory=dict)
    _filled: set[str] = field(default_factory=set)

    @property
    def palette(self) -> Palette:
        """The colours of slides, of notes pages, or of a layout on which theme colours mean something else."""
        if self.printed:
            return self.deck.printed
        return self.own_palette or self.deck.palette

    @property
    def language(self) -> str:
        """The deck's language."""
        return self.deck.language

    @property
    def next_id(self) -> int:
        """The id that the next shape will have."""
        return self._last_id + 1

    def identity(self, name: str, *, alt: str | None = None, decorative: bool = False) -> str:
        """Return `p:cNvPr` with the next id, a name of its own on this sheet, and its alternative text or mark."""
        self._last_id += 1
        mark = el("a:extLst", _DECORATIVE) if decorative else ""
        return el("p:cNvPr", mark, id=self._last_id, name=self._unique(name), descr=alt)

    def remember(self, key: str) -> None:
        """Remember the shape that was identified last by a key, for what is glued to it."""
        if key:
            self._keys[key] = self._last_id

    def id_of(self, key: str) -> int:
        """Return the id of the shape with a key; KeyError if there is none before what is glued to it."""
        return self._keys[key]

    def _unique(self, name: str) -> str:
        count = self._names.get(name, 0) + 1
        while count > 1 and f"{name} {count}" in self._names:
            count += 1
        self._names[name] = count
        unique = name if count == 1 else f"{name} {count}"
        self._names.setdefault(unique, 1)
        return unique

    def target(self, href: str) -> str:
        """Return the relationship id of a link's target.

        Raises:
            ValueError: the address is not https, http or mailto, or no page has the name after "#".
        """
        self.asked.append(href)
        if href.startswith("#"):
            slide = self.deck.anchors.get(href[1:])
            if slide is None:
                raise ValueError(f"no page of the plan has the anchor {href[1:]!r}")
            return self.part.relate(slide, RT.SLIDE)
        if not href.lower().startswith(_SCHEMES):
            raise ValueError(f"a link must be https, http or mailto: {href!r}")
        return self.part.link(href.translate(_UNSAFE_IN_ADDRESS))

    def embed(self, image: Image) -> str:
        """Return the relationship id of a picture."""
        self.asked.append(image)
        return self.part.relate(self.deck.picture(image), RT.IMAGE)

    def take_slot(self, box: Rect) -> Slot | None:
        """Return the first object slot of the layout that holds the box and is still empty, and take it."""
        for key, slot in self.slots.items():
            if slot.placeholder.kind == "object" and key not in self._filled and _holds(slot.placeholder.box, box):
                self._filled.add(key)
                return slot
        return None


def _holds(outer: Rect, inner: Rect, tolerance: float = 0.5) -> bool:
    return (
        outer.x - tolerance <= inner.x
        and outer.y - tolerance <= inner.y
        and inner.right <= outer.right + tolerance
        and inner.bottom <= outer.bottom + tolerance
    )
