"""Comparisons: two or three panels of equal size, in the same type, each with a mark that differs in shape."""

from __future__ import annotations

from collections.abc import Iterator

from builder import model
from builder.frozen import dataclass, replace
from builder.geometry import Rect
from builder.plan.desk import Desk, Sorted, list_look, over_callouts
from builder.plan.figures import CAPTION_GAP, SOURCE_GAP, small_print
from builder.plan.lay import Copy, Laid, lay
from builder.plan.layouts import PANEL_HEAD, PANEL_ICON, PANEL_PAD, panel_boxes, panel_heading
from builder.plan.marks import bar, text_box
from builder.plan.page import Bullet, Item, Shape
from builder.plan.setting import SQUARE_SIZE, FitError, Setting, runs_of
from builder.plan.words import ListLook, Part
from builder.theme import Color
from builder.values import RichText, Run

TOP_BAR = 5.0
LEAST_SHARE = 0.6
"""Share of the room that panels take at least, however little they hold."""


def side_color(kind: model.SideKind, setting: Setting) -> Color:
    """Return the colour of a side. Harms are not red: that is for emergencies."""
    return setting.color({"benefit": "green", "harm": "amber", "neutral": "teal"}[kind])


def side_mark(kind: model.SideKind, x: float, y: float, size: float, setting: Setting) -> tuple[Item, ...]:
    """Return a side's mark in a square of `size` points: plus on a disc, minus on a diamond, a dot in a square."""
    color, ground = side_color(kind, setting), setting.color("on_strong")
    box, arm, reach = Rect(x, y, size, size), size * 0.14, size * 0.5
    level = bar(Rect(x + (size - reach) / 2, y + (size - arm) / 2, reach, arm), ground, "Sign")
    match kind:
        case "benefit":
            upright = bar(Rect(x + (size - arm) / 2, y + (size - reach) / 2, arm, reach), ground, "Sign")
            return (Shape(box, "ellipse", "Benefit mark", fill=color), level, upright)
        case "harm":
            return (Shape(box, "diamond", "Harm mark", fill=color), level)
        case "neutral":
            dot = size * 0.3
            core = Shape(Rect(x + (size - dot) / 2, y + (size - dot) / 2, dot, dot), "ellipse", "Sign", fill=ground)
            return (Shape(box, "round-rect", "Side mark", fill=color, radius=size * 0.2), core)


def point_copies(side: model.Side, look: ListLook, setting: Setting, lang: str | None = None) -> Iterator[Copy]:
    """Yield the points of a side, their bullets in its colour."""
    mark = Bullet("square", side_color(side.kind, setting), look.style.size * SQUARE_SIZE)
    for text in side.points:
        yield Copy(
            runs_of(text, look.style, setting, lang=lang), look.style, look.indent, look.indent, mark, at=text.at
        )


def as_lists(block: model.Compare) -> Iterator[Part]:
    """Yield a comparison as words: each side's heading in bold, its points under it, all in the same type."""
    content, lang = block.compare, block.language
    if content.title:
        yield Part(model.Text(text=content.title, language=lang, at=content.title.at))
    for side in content.sides:
        bold = tuple(replace(one, bold=True) if isinstance(one, Run) else one for one in side.title.inlines)
        yield Part(model.Text(text=RichText(bold, side.title.at), language=lang, at=side.title.at))
        yield from (Part(model.Point(point=text, language=lang, at=text.at)) for text in side.points)
    if content.source:
        yield Part(model.Text(text=content.source, language=lang, at=content.source.at))


@dataclass(frozen=True, slots=True)
class _Panel:
    """One side laid out: its place, its heading and its points."""

    side: model.Side
    panel: Rect
    head: Laid
    points: Laid


def comparison(parts: Sorted, step: float, desk: Desk) -> tuple[Item, ...]:
    """Panels of equal size side by side, callouts at the foot."""
    block = parts.alone[0]
    if not isinstance(block, model.Compare):
        raise FitError("this is no comparison", block.at)
    content, setting = block.compare, replace(desk.setting, language=block.language or desk.setting.language)
    region, callouts = over_callouts(parts, desk.grid.across(0, 12), step, desk)
    items: list[Item] = []
    if content.title:
        head = small_print((content.title,), "caption", region.with_height(0), setting, slot="caption")
        items += head.items
        region = region.inset(0, head.bottom + CAPTION_GAP + 4 - region.y, 0, 0)
    foot = 0.0
    if content.source:
        foot = small_print((content.source,), "source", region, setting).bottom - region.y + SOURCE_GAP + 4
    panels = _panels(content, region.inset(0, 0, 0, foot), step, replace(desk, setting=setting))
    for index, panel in enumerate(panels):
        items += _placed(panel, f"-{index + 1}" if index else "", setting)
    if content.source:
        place = Rect(region.x, panels[0].panel.bottom + SOURCE_GAP + 4, region.width, 0)
        items += small_print((content.source,), "source", place, setting, slot="source").items
    return (*items, *callouts)


def _panels(content: model.CompareContent, room: Rect, step: float, desk: Desk) -> list[_Panel]:
    """Return the sides laid out in panels that are all as high as the highest needs; FitError when that is too high."""
    setting = desk.setting
    look = list_look(step, desk)
    look = replace(look, style=replace(look.style, space_after=look.style.space_after * 0.8))
    heading = panel_heading(look.style)
    laid = []
    for side, wide in zip(content.sides, desk.grid.panels(len(content.sides)), strict=True):
        head, body = panel_boxes(wide)
        colored = replace(heading, color=side_color(side.kind, setting))
        title = Copy(runs_of(side.title, colored, setting), colored, at=side.title.at)
        top = lay([title], head.width, safety=setting.safety)
        laid.append((side, wide, top, lay(point_copies(side, look, setting), body.width, safety=setting.safety)))
        if top.height > head.height + 0.5:
            raise FitError("the heading of this side needs more than two lines", side.title.at, "say it in fewer words")
    needed = max(points.height for _, _, _, points in laid) + PANEL_HEAD + PANEL_PAD * 0.8
    if needed > room.height + 0.5:
        message = f"the sides need {needed:.0f} pt of height, but have {room.height:.0f} pt"
        raise FitError(message, content.at, "use fewer or shorter points")
    height = min(room.height, max(needed + PANEL_PAD * 0.4, room.height * LEAST_SHARE))
    return [_Panel(side, Rect(wide.x, room.y, wide.width, height), top, points) for side, wide, top, points in laid]


def _placed(one: _Panel, suffix: str, setting: Setting) -> tuple[Item, ...]:
    panel, color = one.panel, side_color(one.side.kind, setting)
    head, body = panel_boxes(panel)
    top = head.y + (head.height - PANEL_ICON) / 2
    title = one.side.title
    return (
        bar(panel, setting.color("grey_tint"), "Side panel"),
        bar(Rect(panel.x, panel.y, panel.width, TOP_BAR), color, "Side bar"),
        *side_mark(one.side.kind, panel.x + PANEL_PAD, top, PANEL_ICON, setting),
        text_box(one.head, head, "Side", placeholder=f"head{suffix}", anchor="middle", at=title.at),
        text_box(one.points, body, f"Points: {title.text}", placeholder=f"body{suffix}", at=one.side.at),
    )
