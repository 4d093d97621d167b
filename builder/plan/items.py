"""Placed items: the closed union that planners make and writers translate, and the structure that they belong to.

All measures are points, origin at the page's top left, y down. Each item holds the meaning *and* the resolved
geometry, and a writer uses the highest level that its format can say.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal, TypeAlias

from builder.diagnostics import Span
from builder.geometry import Rect
from builder.plan.spec import ChartSpec, RowSpec
from builder.plan.stamps import Stamps
from builder.theme import Color, Face


class Role(StrEnum):
    """Standard structure types of PDF 1.7 (ISO 32000-1, 14.8.4) that our documents use."""

    DOCUMENT = "Document"
    SECT = "Sect"
    DIV = "Div"
    H1 = "H1"
    H2 = "H2"
    H3 = "H3"
    H4 = "H4"
    P = "P"
    L = "L"
    LI = "LI"
    LBL = "Lbl"
    LBODY = "LBody"
    TABLE = "Table"
    TR = "TR"
    TH = "TH"
    TD = "TD"
    FIGURE = "Figure"
    CAPTION = "Caption"
    BLOCK_QUOTE = "BlockQuote"
    NOTE = "Note"
    BIB_ENTRY = "BibEntry"
    REFERENCE = "Reference"


@dataclass(frozen=True, slots=True)
class Element:
    """A node of the structure tree. `id` is its index in `Plan.elements`; elements stand in reading order.

    `parent` is another element's id, or None for the one root. Text and figures point to the element that
    holds them; a paragraph continued on the next page points to the same element twice.
    `numbering` is for lists: the ListNumbering attribute. `anchor` is a name that "#name" links lead to.
    """

    id: int
    role: Role
    parent: int | None
    alt: str | None = None
    lang: str | None = None
    title: str | None = None
    scope: Literal["Column", "Row"] | None = None
    numbering: Literal["None", "Disc", "Square", "Decimal", "UpperAlpha"] | None = None
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class TextRun:
    """A stretch of text in one face, size and colour.

    `rise` lifts the baseline (points, negative for subscripts); `size` is what is drawn, `nominal` what PowerPoint is
    told together with a baseline shift of `shift` percent. `href` is an https, http or mailto address, or "#name" for
    a bookmark of this plan. `lang` is a BCP 47 tag, always set.
    """

    text: str
    face: Face
    size: float
    color: Color
    lang: str
    nominal: float
    rise: float = 0.0
    shift: int = 0
    tracking: float = 0.0
    href: str | None = None
    link_title: str | None = None
    reference: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a line: text from x (points from the line's left), `width` points wide.

    `run` holds just the text of this piece, with the style of the run that it was cut from.
    """

    run: TextRun
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line as measured. `baseline` and `x` count from the top left of the inner box that holds the paragraph.

    So a piece is drawn at (inner.x + line.x + piece.x, inner.y + line.baseline). `pieces` hold the text in order; white
    space at the break is left out. Words are never divided.
    """

    baseline: float
    x: float
    width: float
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Bullet:
    """What stands before a list paragraph: a drawn square, a tick box, a character, a number ("1.") or a letter ("A.").

    `run` is set for numbers and letters; a letter's `number` is its place in the alphabet. For squares and boxes,
    `color` and `size` (points, side length) say how to draw it. For characters, `size` is the type size of `char` in
    the font `family`.
    """

    kind: Literal["square", "box", "number", "letter", "char"]
    color: Color
    size: float
    run: TextRun | None = None
    number: int | None = None
    char: str = ""
    family: str = ""


Align: TypeAlias = Literal["left", "right", "center"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as said (`runs`) and as broken (`lines`).

    `indent` is the left edge of the text inside the box, `hanging` how far the bullet stands to the left of it.
    `leading` is the distance of baselines in points, `spacing` the same as a share of the font's own line height
    (PowerPoint's percentage), 0 where only the distance is known. `exact` asks for the leading in points instead, where
    a line holds what would make it higher: a subscript, a character of another font. `space_before` and `space_after`
    are points. `y` is the top of its first line, from the top of the inner box.
    """

    runs: tuple[TextRun, ...]
    lines: tuple[Line, ...]
    y: float
    leading: float
    spacing: float
    align: Align = "left"
    indent: float = 0.0
    hanging: float = 0.0
    space_before: float = 0.0
    space_after: float = 0.0
    bullet: Bullet | None = None
    element: int | None = None
    label_element: int | None = None
    at: Span | None = None
    exact: bool = False

    @property
    def text(self) -> str:
        """The words of the paragraph."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class TextBox:
    """Text in a box. With `placeholder`, it fills that placeholder of the page's layout.

    `inner` is where lines are laid (the box less its insets), `anchor` how text stands in it (already reckoned in `y`).
    `fill` paints the box's background. `name` is what PowerPoint's selection pane shows.
    A box without an element on a PDF page is furniture (an artifact).
    """

    box: Rect
    inner: Rect
    paragraphs: tuple[Paragraph, ...]
    name: str
    placeholder: str | None = None
    anchor: Literal["top", "middle", "bottom"] = "top"
    fill: Color | None = None
    at: Span | None = None


@dataclass(frozen=True, slots=True)
class Shape:
    """A drawn shape. Without `alt` it is decorative. Of a mark with `clip`, only what lies in that box is drawn."""

    box: Rect
    kind: Literal["rect", "round-rect", "ellipse", "triangle", "diamond"]
    name: str
    fill: Color | None = None
    line: Color | None = None
    line_width: float = 0.0
    radius: float = 0.0
    alt: str | None = None
    element: int | None = None
    clip: Rect | None = None


@dataclass(frozen=True, slots=True)
class Site:
    """A place where connectors may be glued to a shape: points from the shape's top left, and the side it looks to.

    `side` counts as PowerPoint numbers a rectangle's own sites: 0 top, 1 left, 2 bottom, 3 right.
    """

    x: float
    y: float
    side: int


@dataclass(frozen=True, slots=True)
class TextShape:
    """A drawn shape with words inside, which move with it; without paragraphs, just something to glue connectors to.

    `key` names it on its page for `Glue`. Every shape has four sites, the middles of its sides in the order of `Site`;
    `sites` are further ones, numbered from 4. `wrap` tells whether words break at `inner`; single letters don't.
    """

    box: Rect
    inner: Rect
    kind: Literal["rect", "round-rect", "ellipse", "triangle", "diamond"]
    paragraphs: tuple[Paragraph, ...]
    name: str
    key: str = ""
    fill: Color | None = None
    line: Color | None = None
    line_width: float = 0.0
    dash: tuple[float, ...] = ()
    radius: float = 0.0
    sites: tuple[Site, ...] = ()
    wrap: bool = True
    at: Span | None = None


@dataclass(frozen=True, slots=True)
class Glue:
    """Where a connector's end is fixed: a shape of the same page by its key, and the number of its site."""

    key: str
    site: int


@dataclass(frozen=True, slots=True)
class Head:
    """What a connector ends in: a triangle with its tip at the end, or a dot around it. Width and length in points."""

    kind: Literal["triangle", "oval"]
    width: float
    length: float


@dataclass(frozen=True, slots=True)
class Connector:
    """A line from shape to shape over its corners, flat and steep by turns; moved shapes take its ends along.

    It has at most two corners, and with two they lie half way: so every program draws it as planned.
    """

    points: tuple[tuple[float, float], ...]
    color: Color
    width: float
    name: str
    dash: tuple[float, ...] = ()
    head: Head | None = None
    start: Glue | None = None
    end: Glue | None = None


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line from (x1, y1) to (x2, y2). Decorative."""

    x1: float
    y1: float
    x2: float
    y2: float
    color: Color
    width: float
    name: str
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Image:
    """A picture: encoded bytes, media type, and where it stands. Without `alt` it is decorative."""

    box: Rect
    data: bytes = field(repr=False)
    mime: Literal["image/png", "image/jpeg"]
    pixels: tuple[int, int]
    alt: str | None
    name: str
    element: int | None = None
    at: Span | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: paragraphs laid out in `inner`, in page coordinates."""

    box: Rect
    inner: Rect
    paragraphs: tuple[Paragraph, ...]
    header: bool
    fill: Color | None = None
    element: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A table row. `rule` is the line under it: colour and width in points."""

    height: float
    cells: tuple[Cell, ...]
    header: bool
    rule: tuple[Color, float] | None = None
    element: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table with measured columns and rows; the first row is the header. `alt` is its summary."""

    box: Rect
    columns: tuple[float, ...]
    rows: tuple[Row, ...]
    alt: str
    name: str
    element: int | None = None
    at: Span | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart twice over: `spec` for a native one, `marks` (drawn inside `box`) for vector output."""

    box: Rect
    spec: ChartSpec | RowSpec
    marks: tuple[Mark, ...]
    alt: str
    name: str
    element: int | None = None
    at: Span | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Items that belong together and move as one. With `alt`, it speaks for all of them."""

    items: tuple[Item, ...]
    box: Rect
    name: str
    alt: str | None = None
    element: int | None = None
    at: Span | None = None


Mark: TypeAlias = TextBox | Shape | Stroke
Item: TypeAlias = TextBox | Shape | TextShape | Connector | Stroke | Stamps | Image | Table | Chart | Group
