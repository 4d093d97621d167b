"""What goes where: a plan is pages of placed items, before any file format.

Reading order is item order. Everything is resolved here: a writer never measures, wraps, chooses a look or asks who
reads. The items stand in `builder.plan.items`, `typeset` and `drawn`, charts' specifications in `spec`; all are named
here, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from builder.diagnostics import Span
from builder.frozen import dataclass
from builder.geometry import Rect, Size
from builder.plan.drawn import Connector, Glue, Head, Shape, Site, Stroke, TextShape
from builder.plan.items import Cell, Chart, Element, Field, Group, Image, Item, Look, Mark, Role, Row, Table
from builder.plan.spec import (
    Axis,
    ChartSeries,
    ChartSpec,
    Dots,
    Figure,
    Guide,
    Hatch,
    MarkerShape,
    Place,
    RowLabels,
    RowSpec,
    Stretches,
    Whiskers,
)
from builder.plan.stamps import Circle, Contour, Outline, Stamps
from builder.plan.surround import Surround
from builder.plan.typeset import Align, Bullet, Line, Paragraph, Piece, TextBox, TextRun
from builder.template import Template, TextLook
from builder.theme import Color, Face, SchemeSlot

__all__ = [
    "Align",
    "Axis",
    "Bookmark",
    "Bullet",
    "Cell",
    "Chart",
    "ChartSeries",
    "ChartSpec",
    "Circle",
    "Connector",
    "Contour",
    "Dots",
    "Element",
    "Field",
    "Figure",
    "Glue",
    "Group",
    "Guide",
    "Hatch",
    "Head",
    "Image",
    "Item",
    "Layout",
    "Line",
    "Look",
    "Mark",
    "MarkerShape",
    "Outline",
    "Page",
    "Paragraph",
    "Piece",
    "Place",
    "Placeholder",
    "Plan",
    "Properties",
    "Reveal",
    "Role",
    "Row",
    "RowLabels",
    "RowSpec",
    "Shape",
    "Site",
    "Stamps",
    "Stretches",
    "Stroke",
    "Surround",
    "Table",
    "TextBox",
    "TextRun",
    "TextShape",
    "Whiskers",
]


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A slot of a layout. `sample` carries the styles (size, face, colour, bullet) that its text inherits.

    In a template's layout, `native` is what it gives to text by itself (`sample` is what text shall have), and `marks`
    are the attributes of its `p:ph`. `key` is unique in the layout and stable over layouts for the same job ("title",
    "body", "body-2", "footer", "number", "eyebrow"); in our own, `idx` is PowerPoint's, the same for a key in all.
    """

    key: str
    kind: Literal["title", "subtitle", "body", "footer", "number", "object"]
    idx: int
    box: Rect
    inner: Rect
    sample: Paragraph
    prompt: str
    anchor: Literal["top", "middle", "bottom"] = "top"
    native: TextLook | None = None
    marks: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """A kind of page: background, fixed items (all decorative or furniture) and placeholders.

    A template's layout has the name of its part; `own_colors` says that theme colours mean something else on it,
    and `color_map` what, as the file says it.
    """

    key: str
    name: str
    background: Color
    items: tuple[Item, ...]
    placeholders: tuple[Placeholder, ...]
    part: str = ""
    own_colors: bool = False
    color_map: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Reveal:
    """What one click brings: items by their number on the page (from 0), or one `paragraph` of a single text box."""

    items: tuple[int, ...]
    paragraph: int | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One page or slide. `items` are a tuple, or unpacked when somebody looks at them (`builder.plan.packed`).

    `layout` is a layout's key (slides only). `section` names the PowerPoint section.

    `reveal` are the clicks of a slide whose parts come one by one; what no click names stands from the start.
    `notes` are the speaker notes, a paragraph each. `anchor` is the page's bookmark name for "#name" links.
    `reason` says in words why the slide has this layout, `step` at which size its body is set (points, 0 without one).
    """

    items: Sequence[Item]
    title: str
    layout: str | None = None
    section: str | None = None
    notes: tuple[tuple[TextRun, ...], ...] = ()
    anchor: str | None = None
    at: Span | None = None
    reveal: tuple[Reveal, ...] = ()
    reason: str = ""
    step: float = 0.0


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the PDF outline: level 0 is the top; `y` is where the heading stands on page `page` (from 0)."""

    title: str
    level: int
    page: int
    y: float


@dataclass(frozen=True, slots=True)
class Properties:
    """Document properties. `created` is an ISO date of the content, never the clock's."""

    title: str
    subject: str
    author: str
    language: str
    keywords: tuple[str, ...]
    description: str
    created: str
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that a writer needs for one output.

    `dark` says that slides have a dark ground: what PowerPoint calls background 1 is the scheme's dark 1 then.
    `master` is the index of the template's master. `body_bottom` is the lowest y that a slide's content may reach.
    `body_size` and `callout_size` are the type sizes in points of points and callouts that nothing made smaller.
    `surround` is what a web page has besides its text.
    """

    size: Size
    pages: tuple[Page, ...]
    properties: Properties
    layouts: tuple[Layout, ...] = ()
    elements: Sequence[Element] = ()
    bookmarks: tuple[Bookmark, ...] = ()
    theme_name: str = ""
    scheme: tuple[tuple[SchemeSlot, Color], ...] = ()
    major_family: str = ""
    minor_family: str = ""
    faces: tuple[Face, ...] = ()
    dark: bool = False
    template: Template | None = None
    master: int = 0
    body_bottom: float = 0.0
    body_size: float = 0.0
    callout_size: float = 0.0
    surround: Surround | None = None
