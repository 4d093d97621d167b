"""Making a layout of the slide master: placeholders with what their text inherits, on the grid."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from builder.frozen import dataclass, field, replace
from builder.geometry import Rect
from builder.plan.grid import BULLET_INDENT, SlideGrid
from builder.plan.page import Bullet, Layout, Paragraph, Placeholder, TextRun
from builder.plan.setting import SQUARE_SIZE
from builder.theme import TextStyle, Theme

IDX: Mapping[str, int] = MappingProxyType(
    {
        "title": 0,
        "body": 1,
        "body-2": 2,
        "body-3": 3,
        "object": 10,
        "object-2": 11,
        "caption": 12,
        "eyebrow": 13,
        "footer": 14,
        "number": 15,
        "small": 16,
        "status": 17,
        "source": 18,
        "head": 19,
        "head-2": 20,
        "head-3": 21,
        "value": 22,
        "value-2": 23,
        "answer": 24,
        "callout": 25,
        "callout-2": 26,
        "caption-2": 27,
        "source-2": 28,
        "step": 29,
    }
)
"""PowerPoint's index of each placeholder key, the same in every layout."""

CALLOUT_HEIGHT = 72.0
FOOT_LINES = 40.0
"""Height of a callout's placeholder, and points for a figure's source under it."""

Kind = Literal["title", "subtitle", "body", "footer", "number", "object"]


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
class Maker:
    """Makes placeholders and layouts in a theme's looks."""

    theme: Theme
    grid: SlideGrid
    _fixed: dict[str, tuple[Placeholder, ...]] = field(default_factory=dict, repr=False, compare=False)
    """What is the same in all layouts, made once."""

    def style(self, role: str) -> TextStyle:
        """Return the text style of a role."""
        return self.theme.slides.styles[role]

    def slot(
        self,
        key: str,
        kind: Kind,
        box: Rect,
        style: TextStyle | str,
        prompt: str,
        *,
        bullet: bool = False,
        anchor: Literal["top", "middle", "bottom"] = "top",
    ) -> Placeholder:
        """Return a placeholder whose text inherits a style (or that of a role)."""
        look = self.style(style) if isinstance(style, str) else style
        text = sample(look, prompt, bullet=bullet, color_of=self.theme)
        return Placeholder(key, kind, IDX[key], box, box, text, prompt, anchor)

    def furniture(self, role: str = "footer") -> tuple[Placeholder, ...]:
        """Return footer and slide number."""
        if role not in self._fixed:
            self._fixed[role] = self._furniture(role)
        return self._fixed[role]

    def _furniture(self, role: str) -> tuple[Placeholder, ...]:
        footer = self.slot("footer", "footer", self.grid.footer, role, "Footer")
        if self.grid.number is None:
            return (footer,)
        slot = self.slot("number", "number", self.grid.number, role, "‹#›")
        return (footer, replace(slot, sample=replace(slot.sample, align="right")))

    def heads(self) -> tuple[Placeholder, ...]:
        """Return title and section name."""
        if "" not in self._fixed:
            self._fixed[""] = self._heads()
        return self._fixed[""]

    def _heads(self) -> tuple[Placeholder, ...]:
        prompt = "Click to say the slide's message in one sentence"
        title = self.slot("title", "title", self.grid.title, "title", prompt)
        if self.grid.eyebrow is None:
            return (title,)
        return (title, self.slot("eyebrow", "body", self.grid.eyebrow, "eyebrow", "Section"))

    def layout(self, key: str, name: str, slots: tuple[Placeholder, ...]) -> Layout:
        """Return a content layout: title, section name, the given placeholders, footer and number."""
        ground = self.theme.color("ground")
        return Layout(key, name, ground, (), (*self.heads(), *slots, *self.furniture()))

    def content(
        self, key: str, name: str, bodies: Mapping[str, Rect], objects: Mapping[str, Rect] | None = None
    ) -> Layout:
        """Return a layout of points, of figures (with `objects`), or of both.

        Figures have placeholders for caption and source, at the top and the foot of their boxes; the figure's own
        stands between them. Where callouts may stand at the foot, there is one for the first of them.
        """
        slots = tuple(
            self.slot(body, "body", box, "body", "Click to add points", bullet=True) for body, box in bodies.items()
        )
        figures = objects or {}
        slots += tuple(self.slot(one, "object", box, "body", "Chart, table or picture") for one, box in figures.items())
        for suffix, box in zip(("", "-2"), figures.values(), strict=False):
            slots += self.labels(box, suffix)
        if len(bodies) > 1 or figures:
            slots += (self.callout("callout", self.foot(above=FOOT_LINES if figures else 0)),)
        return self.layout(key, name, slots)

    def foot(self, *, above: float = 0.0) -> Rect:
        """Return the strip at the foot of the content in which a callout stands, `above` points over its end."""
        box = self.grid.across(0, 12)
        return box.inset(0, box.height - CALLOUT_HEIGHT - above, 0, above)

    def callout(self, key: str, box: Rect) -> Placeholder:
        """Return the placeholder of a callout, for text beside its icon."""
        return self.slot(key, "body", box, self.style("body"), "What readers must not miss")

    def labels(self, box: Rect, suffix: str = "") -> tuple[Placeholder, ...]:
        """Return the placeholders of a figure's caption and source, at the top and the foot of its box."""
        caption, source = self.style("caption"), self.style("source")
        return (
            self.slot(f"caption{suffix}", "body", box.with_height(caption.leading), caption, "What the figure shows"),
            self.slot(
                f"source{suffix}",
                "body",
                Rect(box.x, box.bottom - 2 * source.leading, box.width, 2 * source.leading),
                source,
                "Source",
            ),
        )
