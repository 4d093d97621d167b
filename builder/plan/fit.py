"""How full the boxes of a plan are: type sizes, lines, and used against available room. Reads a plan, changes nothing.

Room is what a text could still take: its own box to the foot, and, on a content slide, what is free under all that
stands below it, since that would move down. Charts and pictures above or below give way to their least height. A
handout's text flows from page to page; its boxes have no room of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Literal, TypeAlias

from builder.diagnostics import Span
from builder.frozen import dataclass
from builder.geometry import Rect
from builder.known import Known
from builder.plan.figures import LEAST_CHART, LEAST_PICTURE
from builder.plan.grid import BODY_BOTTOM
from builder.plan.page import (
    Chart,
    Connector,
    Group,
    Image,
    Item,
    Page,
    Paragraph,
    Plan,
    Shape,
    Stamps,
    Stroke,
    Table,
    TextBox,
)
from builder.plan.walk import texts, walk

Status: TypeAlias = Literal["ok", "tight", "over"]

TIGHT = 0.95
"""A box that is fuller than this share of its room has no line to spare."""
ALLOWED = 0.5
"""Points by which planners let a text pass its room: rounding, not room for a line."""
BODY, LABEL, SMALL_PRINT = 18.0, 14.0, 11.0
"""Least type sizes on slides, in points: what people read, what names parts of a figure, what they look up later."""
FLOORS: Mapping[str, float] = MappingProxyType(
    {
        "Source": SMALL_PRINT,
        "References": SMALL_PRINT,
        "More references": SMALL_PRINT,
        "Caption": LABEL,
        "Edition and version": LABEL,
        "Status": LABEL,
        "Footer": SMALL_PRINT,
        "How to read it": LABEL,
        "What a figure stands for": LABEL,
    }
)
"""Least type by the name of a text box, for those that are no body text."""
FURNITURE = frozenset({"eyebrow", "step", "footer", "number"})
"""Placeholders of one line, on every slide: their width is what fills up."""
FOOT = "Footer"
"""The name of the foot, which is no placeholder where a template has none for it."""
OPENING = frozenset({"cover", "section", "questions"})
"""Layouts whose boxes keep their places, whatever stands in them."""


@dataclass(frozen=True, slots=True)
class BoxFit:
    """A text box, table, chart or group: its type sizes and how it fills its room.

    `used` and `room` are heights, `widest` and `width` the line that fills its width most; all points. `room` is None
    where nothing bounds the text but the pages of a handout. `least` is the least type that it may have, 0 on paper;
    `body` the smallest size of body text in it, None for labels and small print.
    """

    name: str
    kind: Literal["text", "table", "chart", "group"]
    placeholder: str | None
    sizes: tuple[float, ...]
    least: float
    body: float | None
    lines: int
    used: float
    room: float | None
    widest: float
    width: float
    at: Span | None

    @property
    def fill(self) -> float | None:
        """The share of its room that it takes: of the width for what must stay on one line, else of the height."""
        if self.placeholder in FURNITURE:
            return self.widest / self.width if self.width else None
        return self.used / self.room if self.room else None

    @property
    def status(self) -> Status:
        """Tell whether it fits with a line to spare."""
        if self.widest > self.width + ALLOWED or (self.room is not None and self.used > self.room + ALLOWED):
            return "over"
        return "tight" if self.fill is not None and self.fill > TIGHT else "ok"


@dataclass(frozen=True, slots=True)
class PageFit:
    """A page, counted from 1, and its boxes in reading order."""

    number: int
    title: str
    layout: str | None
    boxes: tuple[BoxFit, ...]


def fit_of(plan: Plan) -> tuple[PageFit, ...]:
    """Return how full the boxes of every page are."""
    bottom = plan.body_bottom or BODY_BOTTOM
    boxes = (_known_boxes(page, bottom) if page.layout else _all_boxes(page, bottom) for page in plan.pages)
    return tuple(
        PageFit(number, page.title, page.layout, some)
        for number, (page, some) in enumerate(zip(plan.pages, boxes, strict=True), 1)
    )


_BOXES: Known[tuple[BoxFit, ...]] = Known(1_200)
"""Of slides: those that didn't change are the same objects again. Pages of paper are all made anew."""


def _known_boxes(page: Page, bottom: float) -> tuple[BoxFit, ...]:
    return _BOXES.of(partial(_all_boxes, page, bottom), page, also=bottom)


def _all_boxes(page: Page, bottom: float) -> tuple[BoxFit, ...]:
    return tuple(_boxes(page, bottom))


def smallest_type(pages: Sequence[PageFit]) -> float | None:
    """Return the smallest size of body text on slides, small print and labels left out."""
    return min((box.body for page in pages for box in page.boxes if box.body is not None), default=None)


def fullest(pages: Sequence[PageFit]) -> tuple[PageFit, BoxFit, float] | None:
    """Return the fullest box of body text with its page and its fill: labels and small print have boxes to measure."""
    boxes = ((page, box) for page in pages for box in page.boxes if box.body is not None)
    found = ((page, box, box.fill) for page, box in boxes if box.fill is not None)
    return max(found, key=lambda one: one[2], default=None)


def _boxes(page: Page, bottom: float) -> Iterator[BoxFit]:
    for item in page.items:
        texts = list(_texts(item))
        if not texts:
            continue
        paragraphs = [paragraph for _, some in texts for paragraph in some]
        widest, width = _widest(texts)
        yield BoxFit(
            name=item.name,
            kind=_kind(item),
            placeholder=item.placeholder if isinstance(item, TextBox) else None,
            sizes=tuple(sorted({run.nominal for p in paragraphs for run in p.runs}, reverse=True)),
            least=_least(item) if page.layout else 0.0,
            body=_body(item) if page.layout else None,
            lines=sum(len(paragraph.lines) for paragraph in paragraphs),
            used=_used(item),
            room=_room(item, page, bottom),
            widest=widest,
            width=width,
            at=_place(item, paragraphs) or page.at,
        )


def _kind(item: Item) -> Literal["text", "table", "chart", "group"]:
    match item:
        case Table():
            return "table"
        case Chart():
            return "chart"
        case Group():
            return "group"
        case _:
            return "text"


def _texts(item: Item) -> Iterator[tuple[Rect, Sequence[Paragraph]]]:
    """Yield the paragraphs of an item, at any depth, with the room that each is laid in."""
    return (text for one in walk((item,)) for text in texts(one))


def _widest(texts: Sequence[tuple[Rect, Sequence[Paragraph]]]) -> tuple[float, float]:
    """Return the width of the line that fills its room most, and that room."""
    lines = (
        (line.width, room.width - paragraph.indent)
        for room, paragraphs in texts
        for paragraph in paragraphs
        for line in paragraph.lines
    )
    return max(lines, key=lambda one: one[0] / one[1] if one[1] > 0 else 0.0, default=(0.0, 0.0))


def _least(item: Item) -> float:
    match item:
        case TextBox():
            return SMALL_PRINT if item.placeholder in FURNITURE else FLOORS.get(item.name, BODY)
        case _:
            return LABEL


def _body(item: Item) -> float | None:
    """Return the smallest size of body text in an item: all of a text that is no small print, a table's rows."""
    paragraphs: list[Paragraph] = []
    if isinstance(item, TextBox) and _least(item) == BODY:
        paragraphs += item.paragraphs
    elif isinstance(item, Table):
        paragraphs += (p for row in item.rows if not row.header for cell in row.cells for p in cell.paragraphs)
    return min((run.nominal for paragraph in paragraphs for run in paragraph.runs), default=None)


def _place(item: Item, paragraphs: Sequence[Paragraph]) -> Span | None:
    own = None if isinstance(item, Group | Shape | Stamps | Connector | Stroke) else item.at
    return own or next((paragraph.at for paragraph in paragraphs if paragraph.at), None)


def _used(item: Item) -> float:
    """Return the height that a text takes in its box, or the height of a table, chart or group."""
    if not isinstance(item, TextBox):
        return _box(item).height
    first, last = item.paragraphs[0], item.paragraphs[-1]
    return last.y + last.leading * len(last.lines) - first.y


def _box(item: Item) -> Rect:
    if isinstance(item, Connector):
        xs, ys = zip(*item.points, strict=True)
        return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
    if isinstance(item, Stroke):
        return Rect(min(item.x1, item.x2), min(item.y1, item.y2), abs(item.x2 - item.x1), abs(item.y2 - item.y1))
    return item.box


def _room(item: Item, page: Page, bottom: float) -> float | None:
    """Return the height that an item could take: its own, what it and the things below it leave free."""
    if page.layout is None:
        return None
    own = _used(item)
    if page.layout in OPENING or (isinstance(item, TextBox) and item.placeholder in {*FURNITURE, "title"}):
        return own + _spare(item)
    column = [item, *_moving(item, page)]
    foot = max(_box(one).bottom for one in column)
    return own + max(0.0, bottom - foot) + sum(map(_spare, column))


def _moving(item: Item, page: Page) -> Iterator[Item]:
    """Yield what would move or give way if an item grew: all that stands under it, charts and pictures over it."""
    box = _box(item)
    for other in page.items:
        if other is item or (isinstance(other, TextBox) and (other.placeholder in FURNITURE or other.name == FOOT)):
            continue
        place = _box(other)
        across = min(box.right, place.right) - max(box.x, place.x)
        over = isinstance(other, Chart | Image) and place.bottom <= box.y + 1
        if across > 1 and (over or place.y >= box.bottom - 1):
            yield other


def _spare(item: Item) -> float:
    """Return the height that an item could give away: empty room in a text box, a figure above its least height."""
    match item:
        case TextBox():
            return max(0.0, item.inner.height - _used(item)) if item.paragraphs else item.inner.height
        case Chart():
            return max(0.0, item.box.height - LEAST_CHART)
        case Image():
            return max(0.0, item.box.height - LEAST_PICTURE)
        case _:
            return 0.0
