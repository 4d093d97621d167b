"""Layouts on dark ground: cover, section opener, and the last slide that invites questions."""

from __future__ import annotations

from builder.geometry import Rect
from builder.plan.maker import Maker
from builder.plan.marks import bar
from builder.plan.page import Item, Layout, Shape

COVER_SHARE = 2 / 3
"""The share of the cover's width that the dark panel takes."""
RINGS = ((140.0, 1.25), (116.0, 2.0), (92.0, 3.0), (68.0, 5.0))
"""Radius and width of each ring of the cover's motif."""


def cover(maker: Maker) -> Layout:
    """Return the cover: a dark panel over two thirds, a quiet motif on the rest."""
    theme = maker.theme
    panel = _panel(maker)
    width = panel.width - 48 - 40
    slots = (
        maker.slot("title", "title", Rect(48, 206, width, 110), "cover", "Title"),
        maker.slot("body", "subtitle", Rect(48, 326, width, 84), "cover_subtitle", "Subtitle"),
        maker.slot("small", "body", Rect(48, 446, width, 60), "cover_small", "Edition, version, date"),
        maker.slot("status", "body", Rect(48, 40, width, 22), "cover_small", "Status"),
    )
    items = (bar(panel, theme.color("panel"), "Cover panel"), *_arcs(maker, panel))
    return Layout("cover", "Cover", theme.color("paper"), items, slots)


def _panel(maker: Maker) -> Rect:
    page = maker.grid.grid.page
    return Rect(0, 0, page.width * COVER_SHARE, page.height)


def _arcs(maker: Maker, panel: Rect) -> tuple[Item, ...]:
    """Return concentric rings: a channel seen from above. Quiet, and all of them inside the page's right third."""
    theme, page = maker.theme, maker.grid.grid.page
    x, y = (panel.right + page.width) / 2, page.height / 2
    rings: list[Item] = []
    for index, (radius, width) in enumerate(RINGS):
        box = Rect(x - radius, y - radius, 2 * radius, 2 * radius)
        color = theme.color("teal" if index % 2 else "hairline")
        rings.append(Shape(box, "ellipse", "Ring", line=color, line_width=width))
    rings.append(Shape(Rect(x - 34, y - 34, 68, 68), "ellipse", "Channel", fill=theme.color("teal")))
    rings.append(Shape(Rect(x - 12, y - 12, 24, 24), "ellipse", "Blocker", fill=theme.color("accent")))
    return tuple(rings)


def section(maker: Maker) -> Layout:
    """Return the section opener: full brand colour, a large light numeral, what is to come."""
    theme = maker.theme
    slots = (
        maker.slot("title", "title", Rect(300, 150, 612, 100), "section", "Section title"),
        maker.slot("body", "body", Rect(300, 270, 612, 215), "agenda", "What this part says"),
        maker.slot("eyebrow", "body", Rect(48, 132, 230, 130), "numeral", "1"),
        *maker.furniture("footer_dark"),
    )
    line = bar(Rect(300, 132, 64, 5), theme.color("on_panel_soft"), "Section rule")
    return Layout("section", "Section opener", theme.color("opener"), (line,), slots)


CLOSING_TITLE = Rect(48, 206, 552, 110)
CLOSING_BODY = Rect(48, 332, 552, 120)


def closing(maker: Maker) -> Layout:
    """Return the slide that invites questions: dark, with the cover's motif, so that the talk ends as it began."""
    theme = maker.theme
    slots = (
        maker.slot("title", "title", CLOSING_TITLE, "cover", "Questions", anchor="bottom"),
        maker.slot("body", "body", CLOSING_BODY, "cover_subtitle", "Whom to ask afterwards"),
        *maker.furniture("footer_dark"),
    )
    return Layout("questions", "Questions", theme.color("panel"), _arcs(maker, _panel(maker)), slots)
