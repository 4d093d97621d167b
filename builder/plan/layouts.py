"""The layouts of the slide master, from the theme's tokens: placeholders, backgrounds, quiet decoration."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

from builder.geometry import Rect
from builder.plan.grid import BULLET_INDENT, COVER_SHARE, SlideGrid, own_grid
from builder.plan.marks import bar
from builder.plan.page import Bullet, Item, Layout, Paragraph, Placeholder, Shape, TextRun
from builder.plan.setting import SQUARE_SIZE
from builder.theme import TextStyle, Theme

IDX: Mapping[str, int] = MappingProxyType(
    {"title": 0, "body": 1, "body-2": 2, "eyebrow": 13, "footer": 14, "number": 15, "small": 16, "status": 17}
)
"""PowerPoint's index of each placeholder key, the same in every layout."""

Kind = Literal["title", "subtitle", "body", "footer", "number", "object"]


def slide_layouts(theme: Theme) -> tuple[Layout, ...]:
    """Return every layout of the theme's slides; the first is the one that the master stands for."""
    grid = own_grid(theme.slides.grids["wide"])
    maker = _Maker(theme, grid)
    return (
        maker.content("points", "Title and points", {"body": grid.across(0, 9)}),
        maker.cover(),
        maker.section(),
        maker.content("two-columns", "Two columns", {"body": grid.across(0, 6), "body-2": grid.across(6, 6)}),
        maker.content("points-figure", "Points beside a figure", {"body": grid.across(0, 5)}),
        maker.content("figure", "Figure", {}),
        maker.content("table", "Table", {}),
        maker.quote(),
        maker.references(),
    )


def sample(style: TextStyle, words: str, *, bullet: bool = False, color_of: Theme | None = None) -> Paragraph:
    """Return a paragraph that carries a style's looks, with no lines: what a placeholder's text inherits."""
    face = style.typeface.face(bold=style.bold, italic=style.italic)
    run = TextRun(words, face, style.size, style.color, "en", style.size, tracking=style.tracking)
    mark = Bullet("square", color_of.color("teal"), style.size * SQUARE_SIZE) if bullet and color_of else None
    return Paragraph(
        runs=(run,),
        lines=(),
        y=0,
        leading=style.leading,
        spacing=style.leading / (style.typeface.line_height * style.size),
        indent=BULLET_INDENT if bullet else 0.0,
        hanging=BULLET_INDENT if bullet else 0.0,
        space_after=style.space_after,
        bullet=mark,
    )


@dataclass(frozen=True, slots=True)
class _Maker:
    theme: Theme
    grid: SlideGrid

    def style(self, role: str) -> TextStyle:
        return self.theme.slides.styles[role]

    def slot(self, key: str, kind: Kind, box: Rect, role: str, prompt: str, *, bullet: bool = False) -> Placeholder:
        return Placeholder(
            key, kind, IDX[key], box, box, sample(self.style(role), prompt, bullet=bullet, color_of=self.theme), prompt
        )

    def furniture(self, role: str = "footer") -> tuple[Placeholder, ...]:
        footer = self.slot("footer", "footer", self.grid.footer, role, "Footer")
        if self.grid.number is None:
            return (footer,)
        slot = self.slot("number", "number", self.grid.number, role, "‹#›")
        return (footer, replace(slot, sample=replace(slot.sample, align="right")))

    def heads(self) -> tuple[Placeholder, ...]:
        title = self.slot(
            "title", "title", self.grid.title, "title", "Click to say the slide's message in one sentence"
        )
        if self.grid.eyebrow is None:
            return (title,)
        return (title, self.slot("eyebrow", "body", self.grid.eyebrow, "eyebrow", "Section"))

    def content(self, key: str, name: str, bodies: Mapping[str, Rect]) -> Layout:
        slots = tuple(
            self.slot(body, "body", box, "body", "Click to add points", bullet=True) for body, box in bodies.items()
        )
        return Layout(key, name, self.theme.color("white"), (), (*self.heads(), *slots, *self.furniture()))

    def references(self) -> Layout:
        boxes = {
            "body": self.grid.across(0, 6, self.grid.references_top),
            "body-2": self.grid.across(6, 6, self.grid.references_top),
        }
        slots = tuple(self.slot(k, "body", box, "reference", "References") for k, box in boxes.items())
        return Layout(
            "references", "References", self.theme.color("white"), (), (*self.heads(), *slots, *self.furniture())
        )

    def quote(self) -> Layout:
        box = self.grid.across(0, 10)
        slot = self.slot("body", "body", box.inset(30, 0, 0, 0), "quote", "Quotation")
        return Layout("quote", "Quotation", self.theme.color("white"), (), (*self.heads(), slot, *self.furniture()))

    def section(self) -> Layout:
        title = Rect(300, 150, 612, 100)
        slots = (
            self.slot("title", "title", title, "section", "Section title"),
            self.slot("body", "body", Rect(300, 270, 612, 215), "agenda", "What this part says"),
            self.slot("eyebrow", "body", Rect(48, 132, 230, 130), "numeral", "1"),
            *self.furniture("footer_dark"),
        )
        line = bar(Rect(300, 132, 64, 5), self.theme.color("on_dark"), "Section rule")
        return Layout("section", "Section opener", self.theme.color("teal"), (line,), slots)

    def cover(self) -> Layout:
        page = self.grid.grid.page
        panel = Rect(0, 0, page.width * COVER_SHARE, page.height)
        width = panel.width - 48 - 40
        slots = (
            self.slot("title", "title", Rect(48, 206, width, 110), "cover", "Title"),
            self.slot("body", "subtitle", Rect(48, 326, width, 84), "cover_subtitle", "Subtitle"),
            self.slot("small", "body", Rect(48, 446, width, 60), "cover_small", "Edition, version, date"),
            self.slot("status", "body", Rect(48, 40, width, 22), "cover_small", "Status"),
        )
        items = (bar(panel, self.theme.color("ink"), "Cover panel"), *self.arcs(panel))
        return Layout("cover", "Cover", self.theme.color("paper"), items, slots)

    def arcs(self, panel: Rect) -> tuple[Item, ...]:
        """Return concentric rings: a channel seen from above. Quiet, and all of them inside the page's right third."""
        page = self.grid.grid.page
        x, y = (panel.right + page.width) / 2, page.height / 2
        rings: list[Item] = []
        for index, (radius, width) in enumerate(((140, 1.25), (116, 2.0), (92, 3.0), (68, 5.0))):
            box = Rect(x - radius, y - radius, 2 * radius, 2 * radius)
            color = self.theme.color("teal" if index % 2 else "hairline")
            rings.append(Shape(box, "ellipse", "Ring", line=color, line_width=width))
        rings.append(Shape(Rect(x - 34, y - 34, 68, 68), "ellipse", "Channel", fill=self.theme.color("teal")))
        rings.append(Shape(Rect(x - 12, y - 12, 24, 24), "ellipse", "Blocker", fill=self.theme.color("accent")))
        return tuple(rings)
