"""An institution's own template, read: its pages, layouts, looks, and the parts that decks made with it keep.

Plain values. `load` makes them from a file's bytes after every check, `plan` chooses among them, `write` puts them into
the deck. Measures are points, origin at the slide's top left.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, TypeAlias

from builder.frozen import dataclass, field
from builder.geometry import Rect, Size
from builder.theme import Color, FontSlot, SchemeSlot, contrast

SlotKind: TypeAlias = Literal[
    "title", "subtitle", "body", "object", "picture", "chart", "table", "media", "date", "footer", "number"
]
"""What a placeholder is for. `object` takes anything: words, a chart, a table, a picture."""

COVERS = 0.98
TOUCHES = 0.05
"""Shares of a box from which an area counts as lying under all of it, or under some of it."""


@dataclass(frozen=True, slots=True)
class Link:
    """A relationship of a part: its id, its type (a URI), and the part or the address that it leads to."""

    rid: str
    kind: str
    target: str
    external: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the package: its name ("/ppt/theme/theme1.xml"), content type, bytes, and relationships."""

    name: str
    content_type: str
    data: bytes = field(repr=False)
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class CharBullet:
    """A character before a list paragraph; `share` is its size against the text's."""

    char: str
    family: str
    color: Color
    share: float


@dataclass(frozen=True, slots=True)
class TextLook:
    """How text of the first level looks in a place, everything inherited worked out. Points.

    `line` is the line spacing as a share of the font's line height; `exact` takes its place where it is above 0.
    `marked` says that the place puts something before its paragraphs, also where `bullet` can't say what.
    """

    family: str
    slot: FontSlot | None
    size: float
    color: Color
    bold: bool = False
    italic: bool = False
    caps: str = "none"
    tracking: float = 0.0
    align: str = "l"
    line: float = 1.0
    exact: float = 0.0
    before: float = 0.0
    after: float = 0.0
    left: float = 0.0
    hanging: float = 0.0
    bullet: CharBullet | None = None
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Slot:
    """A placeholder of a layout: the attributes of its `p:ph`, its place, and the look of its text.

    `inner` is the box less its insets. `plain` is off for text that is turned, set in columns or upright, which no
    plan knows. `deeper` is the first bullet of a deeper level, for a first level without one. `fill` is its own ground.
    """

    kind: SlotKind
    attributes: tuple[tuple[str, str], ...]
    idx: int
    box: Rect
    inner: Rect
    anchor: Literal["top", "middle", "bottom"]
    look: TextLook
    plain: bool = True
    deeper: CharBullet | None = None
    fill: tuple[str, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class Wash:
    """An area that a slide paints behind its text, in one or several colours, at an opacity.

    `whole` is off for shapes that leave part of their box free. A picture has rows of tiles, each of one colour.
    """

    box: Rect
    colors: tuple[str, ...]
    opacity: float = 1.0
    whole: bool = True
    tiles: tuple[tuple[str, ...], ...] = ()

    def under(self, box: Rect) -> tuple[str, ...]:
        """Return the area's colours under a box."""
        return tuple(dict.fromkeys(self._tiles(box))) if self.tiles else self.colors

    def _tiles(self, box: Rect) -> Iterator[str]:
        height = self.box.height / len(self.tiles)
        for number, row in enumerate(self.tiles):
            width = self.box.width / len(row)
            for place, color in enumerate(row):
                tile = Rect(self.box.x + place * width, self.box.y + number * height, width, height)
                if overlap(tile, box) > 0:
                    yield color


@dataclass(frozen=True, slots=True)
class TemplateLayout:
    """A layout: its part, name, type (as the file says it), master (its index), slots, and what it paints.

    `ground` are the colours of the background. `obstacles` are boxes of logos, bands and words that text must not
    cross. `own_colors` says that the layout maps theme colours in its own way, `color_map` how, if it says so itself.
    `known` is off where a picture of an unknown format lies behind the text.
    """

    part: str
    name: str
    kind: str
    master: int
    slots: tuple[Slot, ...]
    ground: tuple[str, ...]
    washes: tuple[Wash, ...] = ()
    obstacles: tuple[Rect, ...] = ()
    own_colors: bool = False
    color_map: tuple[tuple[str, str], ...] = ()
    known: bool = True

    def under(self, box: Rect, touches: float = TOUCHES) -> tuple[str, ...]:
        """Return the colours that lie behind a box, from the last area that covers it.

        Areas that cover less than the share `touches` of it don't count.
        """
        found = list(self.ground)
        for wash in self.washes:
            share = overlap(wash.box, box)
            if share < touches:
                continue
            colors = [mixed(color, under, wash.opacity) for color in wash.under(box) for under in found]
            found = colors if share >= COVERS and wash.whole else [*found, *colors]
            found = list(dict.fromkeys(found))[:MOST_COLORS]
        return tuple(found)


MOST_COLORS = 200


@dataclass(frozen=True, slots=True)
class TemplateMaster:
    """A slide master: its part and name, theme colours, the map from names on slides to them, and theme fonts.

    `footers` says whether new slides get a footer, `numbers` whether they get a slide number.
    """

    part: str
    name: str
    scheme: Mapping[SchemeSlot, Color]
    color_map: Mapping[str, SchemeSlot]
    major: str
    minor: str
    footers: bool = True
    numbers: bool = True


@dataclass(frozen=True, slots=True)
class Template:
    """A template that passed every check. `parts` hold what decks keep, the presentation's own part first.

    `file` is its name as the author wrote it, `plain` what text boxes inherit, `samples` the number of slides that were
    left out, `notes_master` the part of the notes master, if it has one.
    """

    file: str
    sha256: str
    size: Size
    masters: tuple[TemplateMaster, ...]
    layouts: tuple[TemplateLayout, ...]
    parts: tuple[Part, ...] = field(repr=False)
    plain: TextLook
    samples: int = 0
    notes_master: str | None = None


def overlap(area: Rect, box: Rect) -> float:
    """Return the share of `box` that `area` covers."""
    wide = min(area.right, box.right) - max(area.x, box.x)
    high = min(area.bottom, box.bottom) - max(area.y, box.y)
    size = box.width * box.height
    return max(0.0, wide) * max(0.0, high) / size if size > 0 else 0.0


def mixed(over: str, under: str, share: float) -> str:
    """Return six hex digits of a colour laid over another one at an opacity of `share`."""
    pairs = ((int(over[i : i + 2], 16), int(under[i : i + 2], 16)) for i in (0, 2, 4))
    return "".join(f"{round(a * share + b * (1 - share)):02X}" for a, b in pairs)


def least_contrast(color: str, grounds: tuple[str, ...]) -> float:
    """Return the lowest contrast ratio of a colour on any of the grounds."""
    return min((contrast(color, ground) for ground in grounds), default=21.0)
