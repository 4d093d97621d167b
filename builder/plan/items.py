"""Placed items: the closed union that planners make and writers translate, and the structure that they belong to.

Words are in `builder.plan.typeset`, drawings in `builder.plan.drawn`; pictures, tables, charts, groups and the union
of all are here. All measures are points, origin at the page's top left, y down. Each item holds the meaning *and* the
resolved geometry, and a writer uses the highest level that its format can say.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Literal, TypeAlias

from builder.diagnostics import Span
from builder.frozen import dataclass, field
from builder.geometry import Rect
from builder.plan.drawn import Connector, Shape, Stroke, TextShape
from builder.plan.spec import ChartSpec, RowSpec
from builder.plan.stamps import Stamps
from builder.plan.typeset import Paragraph, TextBox
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
    FORM = "Form"


Look: TypeAlias = Literal[
    "service",
    "status",
    "message",
    "help",
    "call",
    "unchecked",
    "info",
    "warning",
    "emergency",
    "sides",
    "benefit",
    "harm",
    "neutral",
    "value",
    "counts",
    "caption",
    "source",
    "by",
    "term",
]
"""What kind of part an element is, for formats with style sheets: the main message; help in an emergency with the
numbers to call and what says that nobody checked them; callouts by kind; a comparison and the headings of its sides by
kind; a big number and what it counts; captions, small print, whose words a quotation are, glossary entries; who gives
the leaflet and its status. Formats that draw what was placed have no need of it."""


@dataclass(frozen=True, slots=True)
class Element:
    """A node of the structure tree. `id` is its index in `Plan.elements`; elements stand in reading order.

    `parent` is another element's id, or None for the one root. Text and figures point to the element that
    holds them; a paragraph continued on the next page points to the same element twice.
    `numbering` is for lists: the ListNumbering attribute. `anchor` is a name that "#name" links lead to.
    `look` tells formats with style sheets what kind of part it is.
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
    look: Look | None = None


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


@dataclass(frozen=True, slots=True)
class Field:
    """Something to fill in on screen, over lines or a box that are drawn for the pen. Only pages of paper have fields.

    `name` is the only one of its kind in the plan, `tooltip` what a screen reader says, `element` its own `Form`.
    A text field shows what is typed in `face`, `size` and `color`, a check field its tick in `color`. In a field of
    several `lines`, what is typed hides the lines under it.
    """

    box: Rect
    kind: Literal["text", "check"]
    name: str
    tooltip: str
    element: int
    face: Face
    size: float
    color: Color
    lines: int = 1
    at: Span | None = None


Mark: TypeAlias = TextBox | Shape | Stroke
Item: TypeAlias = TextBox | Shape | TextShape | Connector | Stroke | Stamps | Image | Table | Chart | Group | Field
