"""The looks of a template's text as our styles: sizes within our floors, left as they are wherever they can be read."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from builder.frozen import replace
from builder.plan.page import Bullet, Layout, Paragraph, Placeholder, TextRun
from builder.plan.template.families import typeface_of
from builder.plan.template.match import Served
from builder.plan.template.shades import readable
from builder.template import CharBullet, Slot, TemplateLayout, TextLook
from builder.theme import Color, ListMark, TextStyle

BODY_FLOOR, TITLE_FLOOR, FOOT_FLOOR = 18.0, 24.0, 11.0
"""Least sizes in points of words, titles and footers, whatever the template says."""
MOSTLY = 0.3
"""Share of a placeholder from which an area behind it counts as its ground."""
LEAST_LINE, MOST_LINE = 0.8, 1.6
_ALIGNS: Mapping[str, Literal["left", "right", "center"]] = MappingProxyType(
    {"l": "left", "ctr": "center", "r": "right"}
)
_KINDS: Mapping[str, Literal["title", "subtitle", "body", "footer", "number", "object"]] = MappingProxyType(
    {"title": "title", "subtitle": "subtitle", "footer": "footer", "number": "number"}
)


def style_of(look: TextLook, color: Color, size: float | None = None, *, aligned: bool = True) -> TextStyle:
    """Return a look as a style, at its own size or another one; `aligned` off sets it flush left."""
    typeface = typeface_of(look.family, look.slot)
    wanted = size or look.size
    factor = wanted / look.size
    line = min(MOST_LINE, max(LEAST_LINE, look.line))
    leading = look.exact * factor if look.exact else wanted * typeface.line_height * line
    return TextStyle(
        typeface=typeface,
        size=wanted,
        leading=max(leading, wanted * LEAST_LINE),
        color=color,
        bold=look.bold,
        italic=look.italic,
        space_after=(look.before + look.after) * factor,
        tracking=look.tracking,
        align=_ALIGNS.get(look.align, "left") if aligned else "left",
    )


def grounds_of(slot: Slot, layout: TemplateLayout) -> tuple[str, ...]:
    """Return the colours behind a placeholder: its own fill, or what the slide paints there."""
    return slot.fill or layout.under(slot.inner, MOSTLY)


def color_of(slot: Slot, layout: TemplateLayout) -> Color:
    """Return the colour of a placeholder's text: the template's, or the nearest one that can be read there."""
    return readable(slot.look.color, grounds_of(slot, layout))


def size_of(key: str, slot: Slot) -> float:
    """Return the size of a placeholder's text by its key: the template's, within our floors."""
    floor = {"title": TITLE_FLOOR, "footer": FOOT_FLOOR, "number": FOOT_FLOOR}.get(key, BODY_FLOOR)
    return max(slot.look.size, floor)


def mark_of(bullet: CharBullet, color: Color | None = None) -> ListMark:
    """Return a template's bullet as what stands before points."""
    return ListMark(bullet.char, bullet.family, color or bullet.color, bullet.share)


def is_content(key: str) -> bool:
    """Tell whether a key is that of a slide's words."""
    return key.startswith("body")


def planned_layout(served: Served, name: str) -> Layout:
    """Return a template's layout as a layout of the plan."""
    layout = served.layout
    places = tuple(_placeholder(key, slot, served) for key, slot in served.slots.items())
    ground = Color(layout.ground[0])
    return Layout(
        served.role, layout.name or name, ground, (), places, layout.part, layout.own_colors, layout.color_map
    )


def _placeholder(key: str, slot: Slot, served: Served) -> Placeholder:
    kind = "object" if key.startswith("object") else _KINDS.get(slot.kind, "body")
    sample = sample_of(key, slot, served)
    return Placeholder(key, kind, slot.idx, slot.box, slot.inner, sample, "", slot.anchor, slot.look, slot.attributes)


def sample_of(key: str, slot: Slot, served: Served) -> Paragraph:
    """Return the look that text in a placeholder shall have, as a paragraph without lines."""
    content = is_content(key) and served.role not in {"cover", "section", "questions"}
    style = style_of(slot.look, color_of(slot, served.layout), size_of(key, slot), aligned=not content)
    face = style.typeface.face(bold=style.bold, italic=style.italic)
    run = TextRun("", face, style.size, style.color, "en", style.size, tracking=style.tracking)
    bullet = slot.look.bullet
    left = slot.look.left if bullet else 0.0
    spacing = 0.0 if style.typeface.exact else style.leading / (style.typeface.line_height * style.size)
    return Paragraph(
        runs=(run,),
        lines=(),
        y=0,
        leading=style.leading,
        spacing=spacing,
        align=style.align,
        indent=left,
        hanging=slot.look.hanging if bullet else 0.0,
        space_after=style.space_after,
        bullet=bullet_of(bullet, style.size) if bullet else None,
    )


def bullet_of(bullet: CharBullet, size: float) -> Bullet:
    """Return a template's bullet at a size of type."""
    return Bullet("char", bullet.color, size * bullet.share, char=bullet.char, family=bullet.family)


def scaled_look(look: TextLook, size: float) -> TextLook:
    """Return a look at another size, all else in proportion."""
    factor = size / look.size
    return replace(look, size=size, exact=look.exact * factor, before=look.before * factor, after=look.after * factor)
