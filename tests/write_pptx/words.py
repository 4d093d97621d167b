"""Colours, faces and crude text setting for the sample plans."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from builder import text as ruler
from builder.geometry import Rect
from builder.plan.page import Align, Bullet, Line, Paragraph, TextBox, TextRun
from builder.theme import Color, Face

WHITE = Color("FFFFFF", "lt1")
INK = Color("16263A", "dk1")
TEAL = Color("0A5C63", "accent1")
ACCENT = Color("B4450F", "accent2")
MUTED = Color("9AA6B2", "accent3")
GREY = Color("55636F", "folHlink")
LINK = Color("0A5C63", "hlink")
PAPER = Color("FAF8F4", "lt2")
TINT = Color("E6F1F1")
HAIRLINE = Color("D5DBE1")

SCHEME = (
    ("dk1", INK),
    ("lt1", WHITE),
    ("dk2", Color("0A5C63", "dk2")),
    ("lt2", PAPER),
    ("accent1", TEAL),
    ("accent2", ACCENT),
    ("accent3", MUTED),
    ("accent4", Color("8A5200", "accent4")),
    ("accent5", Color("A31621", "accent5")),
    ("accent6", Color("2B6A3F", "accent6")),
    ("hlink", LINK),
    ("folHlink", GREY),
)

TITLE = Face("Gelasio-Bold", "Georgia", bold=True, slot="major")
SERIF = Face("Gelasio-Regular", "Georgia", slot="major")
TEXT = Face("Carlito-Regular", "Calibri", slot="minor")
BOLD = Face("Carlito-Bold", "Calibri", bold=True, slot="minor")
ITALIC = Face("Carlito-Italic", "Calibri", italic=True, slot="minor")
SYMBOLS = Face("NotoSans-Regular", "Noto Sans")

LINE_HEIGHTS = {"Calibri": 1.2207, "Georgia": 1.27, "Noto Sans": 1.362}


def run(words: str, size: float = 22, face: Face = TEXT, color: Color = INK, **more: object) -> TextRun:
    made = TextRun(words, face, size, color, "en-GB", size)
    return replace(made, **more)  # type: ignore[arg-type]


def small(words: str, size: float, shift: int, **more: object) -> TextRun:
    """A superscript (or subscript, for a negative shift) as planners make it."""
    return replace(run(words, size, **more), size=size * 2 / 3, rise=size * shift / 100, shift=shift)  # type: ignore[arg-type]


def square(size: float = 22, color: Color = TEAL) -> Bullet:
    return Bullet("square", color, size * 0.34)


def tick_box(size: float = 22) -> Bullet:
    return Bullet("box", TEAL, size * 0.7)


def numbered(number: int, size: float = 22) -> Bullet:
    return Bullet("number", TEAL, size, run(f"{number}.", size, BOLD, TEAL), number)


def para(
    *runs: TextRun,
    bullet: Bullet | None = None,
    indent: float = 0.0,
    align: Align = "left",
    leading: float | None = None,
    before: float = 0.0,
    after: float = 0.0,
) -> Paragraph:
    """A paragraph that is not broken into lines yet."""
    first = runs[0]
    high = leading if leading is not None else round(first.nominal * 1.22, 2)
    return Paragraph(
        runs=runs,
        lines=(),
        y=0.0,
        leading=high,
        spacing=high / (first.nominal * LINE_HEIGHTS[first.face.family]),
        align=align,
        indent=indent,
        hanging=indent if bullet else 0.0,
        space_before=before,
        space_after=after,
        bullet=bullet,
    )


def point(*runs: TextRun, after: float = 10.0, bullet: Bullet | None = None) -> Paragraph:
    return para(*runs, bullet=bullet or square(runs[0].nominal), indent=22.0, after=after)


def laid(paragraphs: Iterable[Paragraph], width: float) -> tuple[Paragraph, ...]:
    """The paragraphs broken to a width and stacked; the larger of two spaces counts."""
    out: list[Paragraph] = []
    y = gap = 0.0
    for paragraph in paragraphs:
        y += max(gap, paragraph.space_before) if out else 0.0
        room = (width - paragraph.indent) * 0.985
        broken = ruler.break_lines(paragraph.runs, room)
        lines = tuple(
            Line(y + (index + 0.8) * paragraph.leading, paragraph.indent, one.width, one.pieces)
            for index, one in enumerate(broken)
        )
        out.append(replace(paragraph, lines=lines, y=y))
        y += paragraph.leading * len(lines)
        gap = paragraph.space_after
    return tuple(out)


def height(paragraphs: tuple[Paragraph, ...]) -> float:
    last = paragraphs[-1]
    return last.y + last.leading * len(last.lines)


def box(
    place: Rect,
    *paragraphs: Paragraph,
    name: str = "Text",
    placeholder: str | None = None,
    anchor: str = "top",
    inner: Rect | None = None,
    fill: Color | None = None,
) -> TextBox:
    """A text box with its paragraphs laid and anchored."""
    room = inner or place
    set_ = laid(paragraphs, room.width)
    spare = {"top": 0.0, "middle": 0.5, "bottom": 1.0}[anchor] * (room.height - height(set_)) if set_ else 0.0
    moved = tuple(replace(p, y=p.y + spare) for p in set_)
    return TextBox(place, room, moved, name, placeholder, anchor, fill)  # type: ignore[arg-type]
