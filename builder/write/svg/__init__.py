"""Planned items as SVG with real text: a figure of a web page, or a whole page or slide as a preview.

Text stands where it was measured; fonts are named, not embedded: whoever shows the picture brings them.
"""

from __future__ import annotations

from collections.abc import Sequence

from builder.geometry import Rect
from builder.kept import Kept
from builder.markup import Markup, joined, tag
from builder.plan.page import Item, Plan
from builder.write.alike import alike
from builder.write.svg.items import paint_items, rect
from builder.write.svg.syntax import number

__all__ = ["figure_svg", "paint_page"]

PX = 96 / 72
"""CSS pixels in a point."""
EDGE = 1.0
"""Points around a figure, so that no line along its edge is cut."""

_KNOWN: Kept[tuple[Rect, str | None], tuple[tuple[Item, ...], Markup]] = Kept(8_000_000, session=True)
"""Figures by their place and their alternative text, with what they were painted from: few change with an edit."""


def paint_page(plan: Plan, index: int) -> str:
    """Return page or slide `index` (from 0) of a plan as an SVG document: its layout, and its items over it.

    Its namespace is named, so that it is also a file of its own. The page's title names it for screen readers.
    """
    page, size = plan.pages[index], plan.size
    layout = next((one for one in plan.layouts if one.key == page.layout), None)
    whole = Rect(0.0, 0.0, size.width, size.height)
    ground = [rect(whole, layout.background)] if layout else []
    under = paint_items(layout.items) if layout else ()
    return _svg((*ground, *under, *paint_items(page.items)), whole, page.title, xmlns="http://www.w3.org/2000/svg").html


def figure_svg(items: Sequence[Item], box: Rect, alt: str | None) -> Markup:
    """Return items in a box as an SVG element for HTML; without `alt` it is decorative."""
    known = _KNOWN.get((box, alt))
    if known and alike(known[0], tuple(items)):
        return known[1]
    made = _svg(paint_items(items), box.inset(-EDGE, -EDGE, -EDGE, -EDGE), alt)
    return _KNOWN.put((box, alt), (tuple(items), made), 2000 + 3 * len(made.html))[1]


def _svg(inside: Sequence[Markup], box: Rect, alt: str | None, *, xmlns: str | None = None) -> Markup:
    view = " ".join(map(number, (box.x, box.y, box.width, box.height)))
    size = {"width": number(box.width * PX), "height": number(box.height * PX)}
    named = {"role": "img", "aria_label": alt} if alt else {"aria_hidden": "true"}
    return tag("svg", joined(inside), xmlns=xmlns, viewBox=view, **size, **named)
