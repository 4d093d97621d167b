"""What a slide holds: the block kinds, as immutable typed values that are also their schema."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, ClassVar, Literal, TypeAlias

from builder.base import ONE, BaseBlock, Model
from builder.diagrams import Diagram
from builder.findings import FindingBlock
from builder.frozen import dataclass, field
from builder.teaching import Compare, FillIn, Icons, Number, Question
from builder.values import Cell, Form, MaybeEmpty, Measure, Name, RichText, TermRef, Title


@dataclass(frozen=True, slots=True, kw_only=True)
class Point(BaseBlock):
    """A bullet point: one claim. With `safety: must`, it reaches everybody that it is for, whole and at full size."""

    kind: ClassVar[str] = "point"
    point: RichText
    plain: RichText | None = None
    safety: Literal["must"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(BaseBlock):
    """A paragraph."""

    kind: ClassVar[str] = "text"
    text: RichText
    plain: RichText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps(BaseBlock):
    """A numbered sequence."""

    kind: ClassVar[str] = "steps"
    steps: tuple[RichText, ...]
    plain: tuple[RichText, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist(BaseBlock):
    """Boxes to tick."""

    kind: ClassVar[str] = "checklist"
    checklist: tuple[RichText, ...]
    plain: tuple[RichText, ...] | None = None


CalloutKind: TypeAlias = Literal["info", "warning", "emergency"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CalloutContent(Model):
    """A box that a reader sees first. A bare string is an `info` callout with that text."""

    kind: CalloutKind = "info"
    title: Title | None = None
    text: RichText | None = None
    points: tuple[RichText, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Callout(BaseBlock):
    """A callout. With `safety: must`, it reaches everybody that it is for, whole and at full size."""

    kind: ClassVar[str] = "callout"
    callout: CalloutContent
    plain: CalloutContent | None = None
    safety: Literal["must"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteContent(Model):
    """What somebody really said, and who."""

    text: RichText
    by: RichText


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote(BaseBlock):
    """An attributed quotation."""

    kind: ClassVar[str] = "quote"
    quote: QuoteContent
    plain: QuoteContent | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TableContent(Model):
    """A table with one header row. A list of lists is short for header and rows."""

    title: Title | None = None
    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    source: RichText | None = None
    alt: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(BaseBlock):
    """A table."""

    kind: ClassVar[str] = "table"
    table: TableContent
    plain: TableContent | None = None


ChartKind: TypeAlias = Literal["bar", "grouped-bar", "stacked-bar", "line", "dot", "range", "pictogram"]
SymbolName: TypeAlias = Literal["person", "circle", "square"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Series(Model):
    """One series of a chart: a name and a value (or a gap) for each category."""

    name: MaybeEmpty
    values: tuple[Measure | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceLine(Model):
    """A value that a dot or range chart compares with. `below` and `above` say what lying on each side means.

    A bare number is a line without words.
    """

    value: Decimal
    label: Name | None = None
    below: Name | None = None
    above: Name | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartContent(Model):
    """A chart from numbers given in place, or read from a table (`data`).

    `series` is a mapping of name to list of numbers (`~` is a gap), or `values` for one unnamed series. A number may
    carry its interval, `14.2 (3.9 to 24.2)`, which `interval` names ("95% CI"); in a `range` chart it is `70 to 160`.
    `categories` are labels; for a line chart they may be numbers, which are then spaced as numbers.
    `n` is how many people stand behind each category, `comparator` what the comparison group had there.
    `highlight` names the category or series that the title is about, `tentative` those that rest on less, such as a
    projection. `min` and `max` bound the value axis; a bar's axis always starts at zero. `shares` makes all stacked
    bars equally long. `each` is how many one figure of a pictogram stands for. `read` tells patients how to read it.
    """

    kind: ChartKind = "bar"
    title: Title | None = None
    categories: tuple[Name, ...]
    series: tuple[Series, ...] = field(metadata={"keyed": "name", "holds": "values"})
    unit: MaybeEmpty = ""
    interval: Name | None = None
    n: tuple[Annotated[int, Form(low=1)] | None, ...] = ()
    comparator: tuple[Decimal | None, ...] = ()
    comparator_name: Name | None = None
    reference: ReferenceLine | None = None
    horizontal: bool = False
    shares: bool = False
    log: bool = False
    each: Decimal | None = None
    symbol: SymbolName = "person"
    highlight: tuple[Name, ...] = field(default=(), metadata=ONE)
    tentative: tuple[Name, ...] = field(default=(), metadata=ONE)
    category_title: Name | None = None
    value_title: Name | None = None
    min: Decimal | None = None
    max: Decimal | None = None
    read: RichText | None = None
    note: RichText | None = None
    source: RichText | None = None
    alt: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart(BaseBlock):
    """A chart."""

    kind: ClassVar[str] = "chart"
    chart: ChartContent
    plain: ChartContent | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A decoded, turned, stripped and re-encoded picture: the only bytes that later stages see."""

    data: bytes
    mime: Literal["image/png", "image/jpeg"]
    width: int
    height: int

    @property
    def see_through(self) -> bool:
        """Tell whether it may have transparent parts: a PNG of colour type 6, the one kind with them that we write."""
        return self.mime == "image/png" and self.data[25:26] == b"\x06"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageContent(Model):
    """A picture file beside the outline. It needs `alt`, or `decorative: true`."""

    file: str
    alt: str | None = None
    decorative: bool = False
    caption: RichText | None = None
    credit: str | None = None
    licence: str | None = None
    picture: Picture | None = field(default=None, metadata={"key": None})


@dataclass(frozen=True, slots=True, kw_only=True)
class Image(BaseBlock):
    """A picture."""

    kind: ClassVar[str] = "image"
    image: ImageContent
    plain: ImageContent | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Define(BaseBlock):
    """Terms of the glossary, explained here."""

    kind: ClassVar[str] = "define"
    define: tuple[TermRef, ...] = field(metadata=ONE)


Block: TypeAlias = (
    Point
    | Text
    | Steps
    | Checklist
    | Callout
    | Quote
    | Table
    | Chart
    | Image
    | Diagram
    | Define
    | Icons
    | Compare
    | Question
    | Number
    | FillIn
    | FindingBlock
)

Layout: TypeAlias = Literal[
    "points",
    "summary",
    "two-columns",
    "three-columns",
    "points-figure",
    "figure-points",
    "points-above",
    "figure-above",
    "figure",
    "step-build",
    "table",
    "comparison",
    "quote",
    "big-number",
    "question",
]
"""What an author may ask for; the others (cover, section opener, references ...) belong to pages of their own."""
