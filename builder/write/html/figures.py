"""Figures: one drawing for a column, and where there is one, another for a phone; pictures as they are."""

from __future__ import annotations

from base64 import b64encode

from builder.markup import Markup, joined, tag
from builder.plan.page import Chart, Group, Image, Item, Shape
from builder.write.html.tree import Node
from builder.write.svg import PX, figure_svg


def drawing(node: Node, narrow: Item | None) -> Markup:
    """Return what a figure shows. Only one of two drawings is there at a time, for screen readers, too.

    A drawing for a column alone scrolls in a box of its own where the screen is narrow.
    """
    item = node.drawn
    alt = node.element.alt or (item.alt if item else None)
    if item is None:
        return joined(())
    if isinstance(item, Image):
        return picture(item, alt)
    wide = figure_svg([item], item.box, alt)
    if isinstance(narrow, Chart | Group | Shape):
        phone = figure_svg([narrow], narrow.box, alt)
        return joined((tag("div", wide, class_="wide"), tag("div", phone, class_="narrow")))
    return tag("div", wide, class_="scroll drawing", role="region", tabindex="0", aria_label=alt)


def picture(item: Image, alt: str | None) -> Markup:
    """Return a picture, its data inside the page."""
    data = f"data:{item.mime};base64,{b64encode(item.data).decode('ascii')}"
    width, height = (str(round(side * PX)) for side in (item.box.width, item.box.height))
    return tag("img", src=data, alt=alt or "", width=width, height=height)
