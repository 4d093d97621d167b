"""Small drawn parts that charts, callouts and layouts are made of: labels, rules, icons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from builder.diagnostics import Span
from builder.frozen import replace
from builder.geometry import Rect
from builder.plan.lay import Copy, Laid, lay, moved
from builder.plan.page import Align, Shape, Stroke, TextBox, TextRun
from builder.plan.setting import Setting, plain_runs
from builder.theme import Color, TextStyle

Anchor = Literal["top", "middle", "bottom"]


def text_box(
    laid: Laid,
    box: Rect,
    name: str,
    *,
    placeholder: str | None = None,
    anchor: Anchor = "top",
    inner: Rect | None = None,
    fill: Color | None = None,
    at: Span | None = None,
) -> TextBox:
    """Return laid paragraphs as a box, moved down to stand in it as `anchor` says."""
    room = inner or box
    spare = {"top": 0.0, "middle": (room.height - laid.height) / 2, "bottom": room.height - laid.height}[anchor]
    paragraphs = moved(laid.paragraphs, spare) if spare else laid.paragraphs
    return TextBox(box, room, paragraphs, name, placeholder, anchor, fill, at)


def label(words: str, style: TextStyle, box: Rect, setting: Setting, *, align: Align = "left", anchor: Anchor = "top",
          name: str = "Label") -> TextBox:  # fmt: skip
    """Return a label in a box; FitError when a word is wider than the box."""
    return text_box(
        lay([Copy(plain_runs(words, style, setting), style, align=align)], box.width), box, name, anchor=anchor
    )


def runs_label(runs: Sequence[TextRun], style: TextStyle, box: Rect, name: str) -> TextBox:
    """Return runs as a label at the top left of a box."""
    return text_box(lay([Copy(tuple(runs), style)], box.width), box, name)


def recolored(runs: Sequence[TextRun], color: Color) -> tuple[TextRun, ...]:
    """Return the runs in another colour."""
    return tuple(replace(run, color=color) for run in runs)


def bar(box: Rect, color: Color, name: str = "Bar") -> Shape:
    """Return a filled rectangle without outline, decorative."""
    return Shape(box, "rect", name, fill=color)


RIM = 1.75
"""Width in points of the line around a pale bar."""


def rimmed(box: Rect, color: Color, edge: Color, name: str = "Bar", width: float = RIM) -> Shape:
    """Return a filled rectangle with a line around it that stands inside its box; a slim one is all line."""
    if min(box.width, box.height) <= 2 * width:
        return bar(box, edge, name)
    half = width / 2
    return Shape(box.inset(half, half, half, half), "rect", name, fill=color, line=edge, line_width=width)


def rule(x1: float, y: float, x2: float, color: Color, width: float, name: str = "Rule") -> Stroke:
    """Return a horizontal line."""
    return Stroke(x1, y, x2, y, color, width, name)


IconKind = Literal["info", "warning", "emergency"]


def icon(kind: IconKind, x: float, y: float, size: float, color: Color, ground: Color) -> tuple[Shape, ...]:
    """Return an icon drawn from shapes in a square of `size` points; kinds differ in outline, not only in colour."""
    box = Rect(x, y, size, size)
    dot, stem = size * 0.14, size * 0.1
    middle = x + size / 2
    match kind:
        case "info":
            return (
                Shape(box, "ellipse", "Icon", fill=color),
                Shape(Rect(middle - dot / 2, y + size * 0.2, dot, dot), "ellipse", "Icon dot", fill=ground),
                bar(Rect(middle - stem / 2, y + size * 0.42, stem, size * 0.36), ground, "Icon stem"),
            )
        case "warning":
            return (
                Shape(box, "triangle", "Icon", fill=color),
                bar(Rect(middle - stem / 2, y + size * 0.36, stem, size * 0.3), ground, "Icon stem"),
                Shape(Rect(middle - dot / 2, y + size * 0.74, dot, dot), "ellipse", "Icon dot", fill=ground),
            )
        case "emergency":
            arm = size * 0.2
            return (
                Shape(box, "round-rect", "Icon", fill=color, radius=size * 0.18),
                bar(Rect(middle - arm / 2, y + size * 0.2, arm, size * 0.6), ground, "Icon stem"),
                bar(Rect(x + size * 0.2, y + size / 2 - arm / 2, size * 0.6, arm), ground, "Icon bar"),
            )
