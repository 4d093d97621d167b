"""From a place on a printed page back to the line of the outline that it came from, by way of the plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.diagnostics import Span
from builder.geometry import Rect
from builder.plan.page import Item, Page, Paragraph, Plan, Shape, TextBox
from builder.plan.walk import inside, texts
from builder.proof.latest import Latest

NEAR = 1.0
"""Points within which a string of a PDF and a line of the plan are at the same place."""


def regions(items: Sequence[Item]) -> Iterator[tuple[Item, Span | None]]:
    """Yield items with those of groups and charts, and where each was written, or what holds it."""
    yield from _regions(items, None)


def _regions(items: Sequence[Item], above: Span | None) -> Iterator[tuple[Item, Span | None]]:
    for item in items:
        at = getattr(item, "at", None) or above
        yield item, at
        yield from _regions(inside(item), at)


def place_of(plan: Plan, page: int, x: float, y: float) -> Span | None:
    """Return where what stands at a point of a page was written, None where the plan doesn't say.

    `(x, y)` is where a string starts on its baseline. Words come first, then what holds the point.
    """
    if page >= len(plan.pages):
        return None
    around: Span | None = None
    for item, at in regions(plan.pages[page].items):
        for paragraph, inner in _paragraphs(item):
            if _starts(paragraph, inner, x, y) and (paragraph.at or at):
                return paragraph.at or at
        box = getattr(item, "box", None)
        if at and isinstance(box, Rect) and box.x <= x <= box.right and box.y <= y <= box.bottom:
            around = at
    return around or plan.pages[page].at


def _paragraphs(item: Item) -> Iterator[tuple[Paragraph, Rect]]:
    return ((paragraph, inner) for inner, some in texts(item) for paragraph in some)


def _starts(paragraph: Paragraph, inner: Rect, x: float, y: float) -> bool:
    """Tell whether a string of a paragraph may start at a point: on one of its lines, raised or not."""
    left, right = (
        inner.x - paragraph.hanging,
        inner.x + max((line.x + line.width for line in paragraph.lines), default=0.0),
    )
    return left - NEAR <= x <= right + NEAR and any(
        -paragraph.leading / 2 <= y - inner.y - line.baseline <= NEAR for line in paragraph.lines
    )


class Sizes:
    """The type sizes that a plan gives to its lines: by page, and by the height of their baselines."""

    def __init__(self, plan: Plan) -> None:
        pages = plan.pages
        self._pages = Latest(lambda page: _rows(pages[page]) if page < len(pages) else {})

    def planned(self, page: int, x: float, y: float) -> float | None:
        """Return the type size of the line that starts at a point, None where none does."""
        rows = self._pages[page]
        near = (line for row in (int(y), int(y) - 1, int(y) + 1) for line in rows.get(row, ()))
        return next((size for left, base, size in near if abs(left - x) < NEAR and abs(base - y) < NEAR), None)


def _rows(page: Page) -> dict[int, list[tuple[float, float, float]]]:
    rows: dict[int, list[tuple[float, float, float]]] = {}
    for item, _ in regions(page.items):
        for paragraph, inner in _paragraphs(item):
            size = max((run.nominal for run in paragraph.runs), default=0.0)
            for line in paragraph.lines:
                base = inner.y + line.baseline
                rows.setdefault(int(base), []).append((inner.x + line.x, base, size))
    return rows


def slides(page: Page) -> tuple[Rect, ...]:
    """Return the small pictures of slides on a page of notes: what their frames hold."""
    return tuple(item.box for item in page.items if isinstance(item, Shape) and item.name == FRAME)


def references(page: Page) -> tuple[Rect, ...]:
    """Return where a page lists its sources."""
    return tuple(item.box for item in page.items if isinstance(item, TextBox) and item.name == REFERENCE)


FRAME, REFERENCE = "Frame", "Reference"
"""What the planners call the frame around a slide's picture, and an entry of the reference list."""
