"""The laws of slides, over a plan alone: whatever layout a page has, and whatever stands on it, falls under them.

A law yields what breaks it, in words. Items are told apart by what they are, their placeholder and their name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, groupby
from typing import TypeAlias

from builder.geometry import Rect
from builder.plan.fit import BODY, FLOORS, FURNITURE, LABEL, OPENING, SMALL_PRINT
from builder.plan.grid import BODY_BOTTOM, BODY_TOP, FOOTER_TOP, TITLE_HEIGHT, TITLE_TOP
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
    TextShape,
)
from builder.text import TOLERANCE

Law: TypeAlias = Callable[[Page, Plan], Iterator[str]]

NEAR = 0.51
"""Points by which measures may miss: the half point that planners allow a box, and rounding."""
SIDE, TOP, FOOT = 48.0, 24.0, 528.0
"""Words keep this far from the slide's edges: the margins of the grid, and the lines of section name and footer."""


def flat(items: Sequence[Item]) -> Iterator[Item]:
    """All items, those in groups instead of their group."""
    for item in items:
        if isinstance(item, Group):
            yield from flat(item.items)
        else:
            yield item


def box_of(item: Item) -> Rect:
    if isinstance(item, Connector):
        xs, ys = [x for x, _ in item.points], [y for _, y in item.points]
        return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
    if isinstance(item, Stroke):
        left, top = min(item.x1, item.x2), min(item.y1, item.y2)
        return Rect(left, top, abs(item.x2 - item.x1), abs(item.y2 - item.y1))
    return item.box


def texts(items: Sequence[Item]) -> Iterator[tuple[str, Rect, tuple[Paragraph, ...]]]:
    """Every text with the name of its item and the room that it is laid in: boxes, cells, labels of charts."""
    for item in flat(items):
        match item:
            case TextBox() | TextShape():
                yield item.name, item.inner, item.paragraphs
            case Table():
                yield from ((item.name, cell.inner, cell.paragraphs) for row in item.rows for cell in row.cells)
            case Chart():
                yield from texts(item.marks)
            case _:
                pass


def within(inner: Rect, outer: Rect) -> bool:
    return (
        inner.x >= outer.x - NEAR
        and inner.y >= outer.y - NEAR
        and inner.right <= outer.right + NEAR
        and inner.bottom <= outer.bottom + NEAR
    )


def furniture(item: Item) -> bool:
    return isinstance(item, TextBox) and item.placeholder in FURNITURE


# The laws


def texts_stay_in_their_boxes(page: Page, _plan: Plan) -> Iterator[str]:
    """No line stands above, below or beside the room that it was laid for."""
    for name, inner, paragraphs in texts(page.items):
        for paragraph in paragraphs:
            bottom = paragraph.y + paragraph.leading * len(paragraph.lines)
            if paragraph.y < -NEAR or bottom > inner.height + NEAR:
                yield f"{name}: text from {paragraph.y:.1f} to {bottom:.1f} in {inner.height:.1f} pt"
            for line in paragraph.lines:
                if line.x < -NEAR or line.x + line.width > inner.width + TOLERANCE + NEAR:
                    yield f"{name}: a line from {line.x:.1f} to {line.x + line.width:.1f} in {inner.width:.1f} pt"


def boxes_hold_their_insides(page: Page, _plan: Plan) -> Iterator[str]:
    for item in flat(page.items):
        if isinstance(item, TextBox) and not within(item.inner, item.box):
            yield f"{item.name}: the text's room {item.inner} is not inside of {item.box}"
        box = box_of(item)
        if box.width < 0 or box.height < 0:
            yield f"{item.name}: {box} has no size"


def words_survive_wrapping(page: Page, _plan: Plan) -> Iterator[str]:
    for name, _, paragraphs in texts(page.items):
        for paragraph in paragraphs:
            drawn = "".join(piece.run.text for line in paragraph.lines for piece in line.pieces)
            if "".join(drawn.split()) != "".join(paragraph.text.split()):
                yield f"{name}: {paragraph.text!r} became {drawn!r}"


def everything_is_on_the_slide(page: Page, plan: Plan) -> Iterator[str]:
    """Words and figures keep the margins, and all but furniture stands above the footer; shapes stay on the slide."""
    slide = Rect(0, 0, plan.size.width, plan.size.height)
    safe = Rect(SIDE, TOP, plan.size.width - 2 * SIDE, FOOT - TOP)
    for item in flat(page.items):
        if not within(box_of(item), slide):
            yield f"{item.name}: {box_of(item)} leaves the slide"
        if isinstance(item, TextBox | Table | Chart | Image) and not within(box_of(item), safe):
            yield f"{item.name}: {box_of(item)} is outside of the safe area"
        if page.layout not in OPENING and not furniture(item) and box_of(item).bottom > FOOTER_TOP - 12 + NEAR:
            yield f"{item.name}: {box_of(item)} reaches into the footer"


def words_and_figures_keep_apart(page: Page, _plan: Plan) -> Iterator[str]:
    """Boxes that hold text, tables, charts and pictures cover nothing of one another."""
    solid = [item for item in flat(page.items) if isinstance(item, TextBox | Table | Chart | Image)]
    for first, second in combinations(solid, 2):
        a, b = first.box, second.box
        across = min(a.right, b.right) - max(a.x, b.x)
        down = min(a.bottom, b.bottom) - max(a.y, b.y)
        if across > NEAR and down > NEAR:
            yield f"{first.name} {a} and {second.name} {b} overlap"


def the_title_has_its_place(page: Page, _plan: Plan) -> Iterator[str]:
    titles = [item for item in page.items if isinstance(item, TextBox) and item.placeholder == "title"]
    if len(titles) != 1:
        yield f"{len(titles)} titles"
    elif page.items[0] is not titles[0]:
        yield "the title is not read first"
    elif page.layout not in OPENING:
        box = titles[0].box
        if (box.x, box.y, box.height) != (SIDE, TITLE_TOP, TITLE_HEIGHT):
            yield f"the title stands at {box}"
        first = titles[0].paragraphs[0] if titles[0].paragraphs else None
        if first and first.y != 0:
            yield f"the title's first line stands {first.y:.1f} pt down"


def the_body_starts_at_its_line(page: Page, _plan: Plan) -> Iterator[str]:
    """Lists, tables and comparisons start at one line; what stands alone may stand lower, but never in the lower half."""
    body = [item for item in flat(page.items) if not furniture(item) and not _is_title(item)]
    if page.layout in {*OPENING, "big-number"} or not body:  # a number has a place of its own, lower down
        return
    top, bottom = min(box_of(item).y for item in body), max(_foot(item) for item in body)
    if abs(top - BODY_TOP) <= NEAR:
        return
    if not _alone(page, body):
        yield f"the body starts at {top:.1f}, not at {BODY_TOP:.1f}"
    elif top < BODY_TOP or top - BODY_TOP > BODY_BOTTOM - bottom + NEAR:
        yield f"what stands alone stands from {top:.1f} to {bottom:.1f}, too low or too high"


ALONE = frozenset({"callouts", "quote", "figure", "step-build", "question", "answer"})
"""Layouts of what may stand alone, at the optical centre."""


def _alone(page: Page, body: Sequence[Item]) -> bool:
    """Tell whether a page holds one thing that is no list: by its layout, or as it is a single paragraph."""
    single = len(body) == 1 and isinstance(body[0], TextBox) and len(body[0].paragraphs) == 1
    return page.layout in ALONE or (page.layout in {"points", "disclosures", "objectives", "summary"} and single)


def _foot(item: Item) -> float:
    """Where what is seen of an item ends: boxes of text may be higher than their text."""
    if isinstance(item, TextBox) and not item.fill and item.paragraphs:
        last = item.paragraphs[-1]
        return item.inner.y + last.y + last.leading * len(last.lines)
    return box_of(item).bottom


def _is_title(item: Item) -> bool:
    return isinstance(item, TextBox) and item.placeholder == "title"


def type_keeps_its_floor(page: Page, _plan: Plan) -> Iterator[str]:
    """Body 18 pt, labels 14, small print 11; scripts count as the text that they belong to."""
    grouped = {id(item) for group in page.items if isinstance(group, Group) for item in flat(group.items)}
    for item in flat(page.items):
        for least, paragraphs in _drawn(item) if id(item) in grouped else _by_floor(item):
            sizes = {run.nominal for paragraph in paragraphs for run in paragraph.runs}
            if sizes and min(sizes) < least - 0.01:
                yield f"{item.name}: {min(sizes):g} pt, under {least:g}"


def _drawn(item: Item) -> Iterator[tuple[float, Sequence[Paragraph]]]:
    """What stands in a drawing: its words are labels, its key and its badges small print."""
    if isinstance(item, TextBox | TextShape):
        small = item.name.partition(":")[0] in {"Key", "Evidence", "Sign"}
        yield SMALL_PRINT if small else LABEL, item.paragraphs


def _by_floor(item: Item) -> Iterator[tuple[float, Sequence[Paragraph]]]:
    match item:
        case TextBox():
            least = SMALL_PRINT if furniture(item) else FLOORS.get(item.name, BODY)
            yield least, item.paragraphs
        case Table():
            for row in item.rows:
                yield LABEL if row.header else BODY, [p for cell in row.cells for p in cell.paragraphs]
        case Chart():
            yield LABEL, [p for _, _, paragraphs in texts(item.marks) for p in paragraphs]
        case TextShape():
            yield LABEL, item.paragraphs
        case Shape() | Stamps() | Connector() | Stroke() | Image() | Group():
            return


PAGE_LAWS: tuple[Law, ...] = (
    texts_stay_in_their_boxes, boxes_hold_their_insides, words_survive_wrapping, everything_is_on_the_slide,
    words_and_figures_keep_apart, the_title_has_its_place, the_body_starts_at_its_line, type_keeps_its_floor,
)  # fmt: skip


def continued_slides_say_so(plan: Plan) -> Iterator[str]:
    """Pages of one slide of the outline count themselves in their titles, "(2 of 3)", and no others do."""
    for _, group in groupby(plan.pages, key=lambda page: page.at):
        pages = list(group)
        if pages[0].at is None or pages[0].layout in OPENING or len(pages) == 1:
            continue
        for number, page in enumerate(pages, 1):
            asked = len(pages) == 2 and page.layout in {"question", "answer"}  # an answer is called so
            if not asked and not page.title.endswith(f"({number} of {len(pages)})"):
                yield f"page {number} of {len(pages)} is called {page.title!r}"


def faults(plan: Plan) -> list[str]:
    """Everything that breaks a law, with the page that it is on."""
    found = list(continued_slides_say_so(plan))
    for number, page in enumerate(plan.pages, 1):
        for law in PAGE_LAWS:
            found += (
                f"{law.__name__}, page {number} [{page.layout}] {page.title!r}: {fault}" for fault in law(page, plan)
            )
    return found
