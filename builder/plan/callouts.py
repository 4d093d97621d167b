"""Callouts: a tinted panel with a thick bar, an icon drawn from shapes and bold first words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder import model
from builder.frozen import dataclass, replace
from builder.geometry import Rect
from builder.plan.lay import Copy, Laid, lay
from builder.plan.marks import Anchor, bar, icon, text_box
from builder.plan.page import Bullet, Item
from builder.plan.setting import FitError, Setting, runs_of
from builder.theme import Color, TextStyle

BAR = 6.0
PAD = 14.0
WORDS = {"info": "Good to know", "warning": "Take care", "emergency": "Emergency"}
"""What a callout without a title is called for a screen reader and in PowerPoint's selection pane."""


@dataclass(frozen=True, slots=True)
class CalloutLook:
    """The style of a callout's text and the side of its icon in points."""

    style: TextStyle
    icon: float


@dataclass(frozen=True, slots=True)
class MeasuredCallout:
    """A callout laid out for a width: its text, and the height of the panel."""

    content: model.CalloutContent
    laid: Laid
    look: CalloutLook
    width: float
    height: float


def colors(kind: model.CalloutKind, setting: Setting) -> tuple[Color, Color]:
    """Return the strong colour and the tint of a kind of callout. Red is for emergencies only."""
    strong, tint = {
        "info": ("teal", "teal_tint"),
        "warning": ("amber", "amber_tint"),
        "emergency": ("red", "red_tint"),
    }[kind]
    return setting.color(strong), setting.color(tint)


def callout_copies(
    content: model.CalloutContent, look: CalloutLook, setting: Setting, lang: str | None = None
) -> Iterator[Copy]:
    """Yield a callout's paragraphs: title in bold, text, points."""
    strong, _ = colors(content.kind, setting)
    if content.title:
        bold = replace(look.style, bold=True, color=strong)
        yield Copy(runs_of(content.title, bold, setting, lang=lang), bold, at=content.title.at, keep_next=True)
    if content.text:
        yield Copy(runs_of(content.text, look.style, setting, lang=lang), look.style, at=content.text.at)
    indent = look.style.size
    for point in content.points:
        mark = Bullet("square", strong, look.style.size * 0.34)
        yield Copy(runs_of(point, look.style, setting, lang=lang), look.style, indent, indent, mark, at=point.at)


def measure_callout(
    content: model.CalloutContent, width: float, look: CalloutLook, setting: Setting, lang: str | None = None
) -> MeasuredCallout:
    """Return a callout laid out for a panel of `width` points; FitError when a word is too wide."""
    room = width - BAR - 2 * PAD - look.icon - PAD * 0.8
    laid = lay(callout_copies(content, look, setting, lang), room, safety=setting.safety)
    return MeasuredCallout(content, laid, look, width, max(laid.height, look.icon) + 2 * PAD * 0.85)


def place_callout(
    measured: MeasuredCallout, x: float, y: float, setting: Setting, *, height: float = 0.0, slot: str | None = None
) -> tuple[Item, ...]:
    """Return a callout's panel, bar, icon and text with the top left corner at (x, y); at least `height` high.

    With `slot`, its text fills that placeholder, so that it stands in the outline too.
    """
    content, look = measured.content, measured.look
    strong, tint = colors(content.kind, setting)
    tall = max(measured.height, height)
    panel = Rect(x, y, measured.width, tall)
    top = y + PAD * 0.85
    mark = icon(content.kind, x + BAR + PAD, top, look.icon, strong, setting.color("on_strong"))
    left = BAR + PAD + look.icon + PAD * 0.8
    inner = panel.inset(left, PAD * 0.85, PAD, PAD * 0.85)
    title = content.title.text if content.title else WORDS[content.kind]
    anchor: Anchor = "middle" if measured.laid.height < inner.height - 1 and measured.laid.lines == 1 else "top"
    name = f"Callout: {title}"
    words = text_box(measured.laid, panel, name, placeholder=slot, inner=inner, fill=tint, anchor=anchor, at=content.at)
    return (words, bar(Rect(x, y, BAR, tall), strong, "Callout bar"), *mark)


SLOTS = ("callout", "callout-2")
"""The placeholders that callouts fill where a layout has them."""


STACK_GAP = 12.0
"""Points between callouts that stand one above the other."""


def stack_height(blocks: Sequence[model.Callout], width: float, look: CalloutLook, setting: Setting) -> float:
    """Return how high callouts are that stand one above the other, in points."""
    measured = [measure_callout(block.callout, width, look, setting, block.language) for block in blocks]
    return sum(one.height for one in measured) + STACK_GAP * (len(measured) - 1)


def stack_callouts(
    blocks: list[model.Callout],
    region: Rect,
    look: CalloutLook,
    setting: Setting,
    *,
    at_bottom: bool = False,
    slots: int = 1,
) -> tuple[tuple[Item, ...], Rect]:
    """Return callouts stacked in a region (from its top, or standing on its bottom) and the box that they take.

    The first `slots` of them fill placeholders.

    Raises:
        FitError: they are higher than the region.
    """
    measured = [measure_callout(b.callout, region.width, look, setting, b.language) for b in blocks]
    height = sum(m.height for m in measured) + STACK_GAP * (len(measured) - 1)
    if height > region.height + 0.5:
        raise FitError(f"the callouts need {height:.0f} pt of height, but have {region.height:.0f} pt", blocks[0].at)
    y = region.bottom - height if at_bottom else region.y
    taken = Rect(region.x, y, region.width, height)
    items: list[Item] = []
    for index, one in enumerate(measured):
        items += place_callout(one, region.x, y, setting, slot=SLOTS[index] if index < slots else None)
        y += one.height + STACK_GAP
    return tuple(items), taken
