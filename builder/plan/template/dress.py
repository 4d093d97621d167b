"""A theme in a template's clothes: its layouts, places, fonts and colours as what planning asks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from builder.frozen import dataclass, replace
from builder.plan.grid import SlideGrid
from builder.plan.layouts import slide_layouts
from builder.plan.page import Layout
from builder.plan.template.looks import (
    BODY_FLOOR,
    FOOT_FLOOR,
    color_of,
    grounds_of,
    mark_of,
    planned_layout,
    size_of,
    style_of,
)
from builder.plan.template.match import Matched, Served, match
from builder.plan.template.places import Foot, content_region, foot_of, template_grid
from builder.plan.template.shades import Shades, readable, shades
from builder.template import Slot, Template, TextLook
from builder.theme import Color, Inks, ListMark, Medium, TextStyle, Theme, luminance

BULLET = "\u2022"
LOOSE_SIZE, LOOSE_GAP = 20.0, 0.4
"""Size of words, and the space before each paragraph as a share of it, where a template has no place for words."""
MOST_SPREAD = 1.15
"""Share of a font's own line height that lines of our own styles are set apart at most: their leadings are made for
fonts with higher lines, and programs put what is more above the first line, too."""
STEP = 0.88
"""Each size of words that is tried is about this share of the one before."""


@dataclass(frozen=True, slots=True)
class Dress:
    """What slides in a template are planned with.

    `theme` has the template's looks on slides, and its own in print. `feet` say by role where version and sign-off
    stand, `names` by role what our own layout is called.
    """

    template: Template
    matched: Matched
    theme: Theme
    grid: SlideGrid
    layouts: tuple[Layout, ...]
    feet: Mapping[str, Foot]

    @property
    def served(self) -> Mapping[str, Served]:
        """What serves each of our layouts."""
        return self.matched.served


def dress(theme: Theme, template: Template) -> Dress | None:
    """Return a theme in a template's clothes; None where no layout of the template has a title."""
    own = slide_layouts(theme)
    matched = match(template, own)
    if matched is None:
        return None
    master = template.masters[matched.master]
    feet = {
        role: foot_of(served, content_region(served, template.size), template.size, footers=master.footers)
        for role, served in matched.served.items()
    }
    points = matched.served["points"]
    look = _body_look(points, template)
    colored = shades(theme.inks.colors, master.scheme, look.color, _body_grounds(points, template))
    medium = _medium(theme, matched, look, colored, template)
    grid = replace(template_grid(matched, template.size, feet), indents=_indent(look))
    return Dress(
        template,
        matched,
        replace(
            theme,
            name=master.name or theme.name,
            inks=Inks(colored.colors, colored.series),
            scheme=master.scheme,
            dark=luminance(colored.colors["ground"].rgb) < luminance(colored.colors["ink"].rgb),
            slides=replace(medium, grids={**medium.grids, "wide": grid.grid}),
        ),
        grid,
        tuple(planned_layout(matched.served[layout.key], layout.name) for layout in own),
        feet,
    )


def _body_look(points: Served, template: Template) -> TextLook:
    """Return the look of a slide's words: the body placeholder's, or, without one, that of text boxes."""
    slot = points.slots.get("body")
    return slot.look if slot else replace(template.plain, size=LOOSE_SIZE, bullet=None, before=LOOSE_SIZE * LOOSE_GAP)


def _body_grounds(points: Served, template: Template) -> tuple[str, ...]:
    slot = points.slots.get("body")
    return grounds_of(slot, points.layout) if slot else points.layout.under(content_region(points, template.size), 0.3)


def _indent(look: TextLook) -> float | None:
    """Return how far the template's own points hang, None where it has none that hang."""
    return look.left if look.bullet and 6.0 <= look.left <= 60.0 and look.hanging > 0 else None


def body_steps(size: float) -> tuple[float, ...]:
    """Return the sizes of words that are tried: the template's, then smaller ones down to our floor."""
    steps = [max(BODY_FLOOR, round(size, 1))]
    while (smaller := float(round(steps[-1] * STEP))) > BODY_FLOOR:
        steps.append(smaller)
    return tuple(dict.fromkeys((*steps, BODY_FLOOR)))


def _medium(theme: Theme, matched: Matched, look: TextLook, colored: Shades, template: Template) -> Medium:
    base = theme.slides
    styles = dict(_restyled(theme, matched, look, colored))
    points = matched.served["points"]
    slot = points.slots.get("body")
    bullet = look.bullet or (slot.deeper if slot else None)
    brand = colored.colors["teal"]
    color = readable(bullet.color, _body_grounds(points, template), 3.0) if bullet else brand
    mark = mark_of(bullet, color) if bullet else ListMark(BULLET, "Arial", brand, 1.0)
    return replace(base, styles=styles, steps=body_steps(max(look.size, BODY_FLOOR)), mark=mark)


def _restyled(theme: Theme, matched: Matched, look: TextLook, colored: Shades) -> Iterable[tuple[str, TextStyle]]:
    """Yield every style of slides: the template's own where it has one, else the theme's in its fonts and colours."""
    base = theme.slides.styles
    tokens = {color: token for token, color in reversed([*theme.inks.colors.items()])}  # of equal ones, the first
    served = matched.served
    title = served["points"].slots["title"].look
    heading, body = style_of(title, colored.colors["ink"]).typeface, style_of(look, colored.colors["ink"]).typeface
    for role, style in base.items():
        typeface = heading if style.typeface == base["title"].typeface else body
        color = colored.colors.get(tokens.get(style.color, ""), colored.colors["ink"])
        leading = min(style.leading, style.size * typeface.line_height * MOST_SPREAD)
        yield role, replace(style, typeface=typeface, color=color, leading=leading)
    size = max(look.size, BODY_FLOOR)
    yield "body", style_of(look, readable(look.color, [colored.colors["ground"].rgb]), size, aligned=False)
    yield from _own_styles(served, base)


def _own_styles(served: Mapping[str, Served], base: Mapping[str, TextStyle]) -> Iterable[tuple[str, TextStyle]]:
    for style, role, key in (
        ("title", "points", "title"),
        ("title_small", "points", "title"),
        ("cover", "cover", "title"),
        ("cover_subtitle", "cover", "body"),
        ("section", "section", "title"),
        ("agenda", "section", "body"),
        ("quote", "quote", "body"),
        ("closing", "questions", "title"),
        ("closing_contact", "questions", "body"),
    ):
        slot = served[role].slots.get(key)
        if slot is None or (role == "quote" and not served[role].own):
            continue
        yield style, style_of(slot.look, color_of(slot, served[role].layout), size_of(key, slot))
    foot = next((one.slots["footer"] for one in served.values() if "footer" in one.slots), None)
    if foot is not None:
        yield "footer", style_of(foot.look, color_of(foot, served["points"].layout), size_of("footer", foot))


def foot_style(role: str, dressed: Dress) -> TextStyle:
    """Return the style of a layout's foot: its own footer's, or the theme's in a colour that can be read there."""
    foot, layout = dressed.feet[role], dressed.served[role].layout
    if foot.slot is not None:
        return style_of(foot.slot.look, color_of(foot.slot, layout), size_of("footer", foot.slot))
    style = dressed.theme.slides.styles["footer"]
    color = text_on(layout.under(foot.box, 0.02), dressed)
    return replace(style, size=FOOT_FLOOR, leading=FOOT_FLOOR * 1.25, color=color, align="left", space_after=0.0)


def text_on(grounds: tuple[str, ...], dressed: Dress) -> Color:
    """Return the ink, or the nearest colour that can be read on some grounds."""
    return readable(dressed.theme.color("ink"), grounds)


def number_slot(role: str, dressed: Dress) -> Slot | None:
    """Return a layout's place for the slide number, if the template shows numbers."""
    master = dressed.template.masters[dressed.matched.master]
    return dressed.served[role].slots.get("number") if master.numbers else None
