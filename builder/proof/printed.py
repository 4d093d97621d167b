"""What a written PDF says and shows, read back: its text, shapes, links and structure, as plain values.

Points from the top left of the page, y down, as in plans. Colours are six hex digits.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Protocol, TypeAlias

from builder.frozen import dataclass, field, replace
from builder.geometry import Rect, Size

ARTIFACT = "Artifact"
"""The tag of what is no part of the text."""
UNKNOWN = "\ufffd"
"""What stands for a code that the font gives no character for."""
NOTHING: Mapping[str, object] = MappingProxyType({})
"""The attributes of an element that has none."""


@dataclass(frozen=True, slots=True, eq=False)
class Font:
    """A font of the file. `widths` are advances by code in thousandths of the type size, `unicode` what codes say.

    `embedded` tells that the file holds the font's outlines, `mapped` that there is a ToUnicode map.
    """

    name: str
    embedded: bool
    mapped: bool
    unicode: Mapping[int, str] = field(repr=False)
    widths: Mapping[int, float] = field(repr=False)
    default: float = 1000.0
    two_bytes: bool = True
    slanted: bool = False

    @property
    def bold(self) -> bool:
        """Whether the name says that it is bold."""
        return "bold" in self.name.casefold()

    @property
    def italic(self) -> bool:
        """Whether letters lean."""
        return self.slanted or any(word in self.name.casefold() for word in ("italic", "oblique"))


@dataclass(frozen=True, slots=True)
class Shown:
    """A string that a page shows: from `x` on a baseline at `y`, `width` points wide, of `size` points in effect.

    `mcid` is its marked-content number, None in an artifact or outside of marked content; `tag` is the tag of the
    marked content ("" outside). `order` counts all marks of the page in the order in which they are painted. `color` is
    None where it isn't plain RGB or grey; `spaced` tells that spaces are stretched, as in justified text.
    """

    text: str
    font: Font
    size: float
    x: float
    y: float
    width: float
    color: str | None
    mcid: int | None
    tag: str
    order: int
    spaced: bool = False

    @property
    def box(self) -> Rect:
        """Where its letters stand: from the height of capitals to the foot of a "p"."""
        return Rect(self.x, self.y - self.size * CAPITALS, self.width, self.size * (CAPITALS + TAILS))


CAPITALS, TAILS = 0.72, 0.22
"""How far letters reach above and below the baseline, as shares of the type size."""


@dataclass(frozen=True, slots=True, eq=False)
class Paint:
    """A painted path: `path` are its operators as they stand in the file, under the matrix `ctm`, on a page `height`
    points high. `fill` and `stroke` are colours, None for what it lacks. `line` is the width of its outline in points.
    Only what lies in `clip` is drawn.
    """

    path: bytes = field(repr=False)
    ctm: tuple[float, float, float, float, float, float]
    height: float
    fill: str | None
    stroke: str | None
    line: float
    mcid: int | None
    tag: str
    order: int
    clip: Rect | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """An external object that a page draws, mostly a picture, in a box."""

    name: str
    box: Rect
    mcid: int | None
    tag: str
    order: int


@dataclass(frozen=True, slots=True)
class Annotation:
    """An annotation of a page, such as a link. `number` is its object number, `contents` what it is called."""

    number: int
    kind: str
    contents: str
    box: Rect
    target: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as read. `loose` marks stand outside of marked content, `nested` in marked content within another.

    `fonts` are those that show something, one for each name; `mcids` the numbers of marked content that holds a mark.
    Rules about a document do without what is drawn (`slim`): they find its words in the structure.
    """

    size: Size
    shown: tuple[Shown, ...]
    paints: tuple[Paint, ...]
    pictures: tuple[Picture, ...]
    annotations: tuple[Annotation, ...]
    tabs: str
    loose: int
    nested: tuple[str, ...]
    faint: bool
    """Whether anything but a picture is drawn see-through."""
    fonts: tuple[Font, ...] = ()
    mcids: tuple[int, ...] = ()

    @property
    def slim(self) -> Sheet:
        """The page without what is drawn on it."""
        return replace(self, shown=(), paints=(), pictures=())


class Marks(Protocol):
    """The strings of a document by marked content."""

    def of(self, page: int, mcid: int) -> tuple[Shown, ...]:
        """Return the strings that page number `page` shows under `mcid`."""


@dataclass(frozen=True, slots=True)
class Said:
    """Marked content of an element: what page number `page` shows under `mcid`."""

    page: int
    mcid: int
    marks: Marks = field(repr=False, compare=False)

    @property
    def shown(self) -> tuple[Shown, ...]:
        """The strings."""
        return self.marks.of(self.page, self.mcid)

    @property
    def text(self) -> str:
        """The words."""
        return "".join(one.text for one in self.shown)


@dataclass(frozen=True, slots=True)
class Node:
    """A structure element: what it is, what it says of itself, what it holds in reading order.

    `attributes` are those of all owners by name: names without slash, numbers as numbers.
    """

    role: str
    kids: Sequence[Kid]
    number: int
    alt: str | None = None
    actual: str | None = None
    expansion: str | None = None
    lang: str | None = None
    title: str | None = None
    ident: str | None = None
    attributes: Mapping[str, object] = field(default_factory=dict)

    @property
    def nodes(self) -> tuple[Node, ...]:
        """The elements that it holds."""
        return tuple(kid for kid in self.kids if isinstance(kid, Node))

    def below(self) -> Iterator[Node]:
        """Yield the element and all that it holds, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.below()

    def said(self) -> Iterator[Said]:
        """Yield all its marked content and that of the elements that it holds, in reading order."""
        for kid in self.kids:
            if isinstance(kid, Said):
                yield kid
            elif isinstance(kid, Node):
                yield from kid.said()

    @property
    def text(self) -> str:
        """All its words as drawn."""
        return "".join(one.text for one in self.said())


Kid: TypeAlias = Node | Said | Annotation


@dataclass(frozen=True, slots=True)
class About:
    """What a document says about itself: catalogue, XMP and what PDF/A forbids."""

    marked: bool
    lang: str | None
    shows_title: bool
    title: str | None
    ua: str | None
    archive: str | None
    intent: bool
    encrypted: bool
    script: bool


@dataclass(frozen=True, slots=True)
class Printed:
    """A whole document as read back."""

    about: About
    sheets: tuple[Sheet, ...]
    tops: tuple[Node, ...]
    fonts: tuple[Font, ...]
    unowned: tuple[tuple[int, int], ...]
    """Marked content (page, number) that no element holds."""
    annotated: frozenset[int]
    """The object numbers of annotations that an element holds."""

    def nodes(self) -> Iterator[Node]:
        """Yield every element in reading order."""
        for top in self.tops:
            yield from top.below()
