"""Breaking paragraphs into lines and stacking them in a box. Points throughout."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import assert_never

from builder import text as ruler
from builder.diagnostics import Span
from builder.frozen import dataclass, replace
from builder.plan.page import Align, Bullet, Line, Look, Paragraph, TextRun
from builder.plan.setting import FitError
from builder.theme import TextStyle

EVEN = 4.0
"""Points to which even lines are sought."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A paragraph before it is broken: runs, style, and how it hangs. Element ids belong to the structure tree.

    Without `align`, it stands as its style says. One that is `whole` is never cut between pages. `check` is the element
    of the field over its box to tick. `look` is what kind of part its element is, where that is made later.
    """

    runs: tuple[TextRun, ...]
    style: TextStyle
    indent: float = 0.0
    hanging: float = 0.0
    bullet: Bullet | None = None
    align: Align | None = None
    element: int | None = None
    label_element: int | None = None
    check: int | None = None
    at: Span | None = None
    space_before: float | None = None
    space_after: float | None = None
    keep_next: bool = False
    whole: bool = False
    look: Look | None = None


@dataclass(frozen=True, slots=True)
class Laid:
    """Paragraphs laid in a box: positions count from the box's top left; `height` has no space after the last.

    `width` is how far lines reach, `room` the width that they were broken to.
    """

    paragraphs: tuple[Paragraph, ...]
    height: float
    width: float = 0.0
    room: float = 0.0

    @property
    def lines(self) -> int:
        """The number of lines."""
        return sum(len(paragraph.lines) for paragraph in self.paragraphs)


def lay(copies: Iterable[Copy], width: float, *, safety: float = 1.0, y: float = 0.0) -> Laid:
    """Return the paragraphs broken to `width` points and stacked from `y`.

    Raises:
        FitError: a word is wider than its line.
    """
    paragraphs: list[Paragraph] = []
    top, gap, widest = y, 0.0, 0.0
    for copy in copies:
        before = copy.style.space_before if copy.space_before is None else copy.space_before
        after = copy.style.space_after if copy.space_after is None else copy.space_after
        top += max(gap, before) if paragraphs else 0.0
        paragraph = lay_paragraph(copy, width, top, safety=safety, before=before if paragraphs else 0.0, after=after)
        paragraphs.append(paragraph)
        top += copy.style.leading * len(paragraph.lines)
        widest = max([widest, *(line.x + line.width for line in paragraph.lines)])
        gap = after
    return Laid(tuple(paragraphs), top - y, widest, width)


def even(copies: Sequence[Copy], width: float) -> Laid:
    """Return the paragraphs as `lay`, their lines as even as the same number of them allows: no lonely last word."""
    laid = lay(copies, width)
    least, most = laid.width / max(1, laid.lines), width
    while laid.lines > len(copies) and most - least > EVEN:
        middle = (least + most) / 2
        if _lines(copies, middle) == laid.lines:
            most = middle
        else:
            least = middle
    return lay(copies, most) if most < width else laid


def _lines(copies: Sequence[Copy], width: float) -> int | None:
    try:
        return lay(copies, width).lines
    except FitError:
        return None


def lay_paragraph(copy: Copy, width: float, y: float, *, safety: float, before: float, after: float) -> Paragraph:
    """Return one paragraph broken to `width`, its first line's top at `y`; FitError as `lay`."""
    style = copy.style
    room = (width - copy.indent) * safety
    try:
        broken = ruler.break_lines(copy.runs, room, fields=safety < 1)
    except ruler.TooWideError as fault:
        message = (
            f"`{fault.word}` is {fault.needed:.0f} pt wide at {style.size:g} pt, but there are {fault.available:.0f} pt"
        )
        raise FitError(message, copy.at, "use a shorter word, or give it more room") from fault
    first, family = baseline_offset(style), style.typeface.regular.family
    align = copy.align or style.align
    lines = tuple(
        Line(
            baseline=y + first + index * style.leading,
            x=copy.indent + _shift(align, width - copy.indent, line.width),
            width=line.width,
            pieces=line.pieces,
        )
        for index, line in enumerate(broken)
    )
    return Paragraph(
        runs=copy.runs,
        lines=lines,
        y=y,
        leading=style.leading,
        spacing=0.0 if style.typeface.exact else style.leading / (style.typeface.line_height * style.size),
        align=align,
        indent=copy.indent,
        hanging=copy.hanging,
        space_before=before,
        space_after=after,
        bullet=copy.bullet,
        element=copy.element,
        label_element=copy.label_element,
        at=copy.at,
        exact=any(run.rise < 0 or run.face.family != family for run in copy.runs),
    )


def _shift(align: Align, room: float, used: float) -> float:
    match align:
        case "left":
            return 0.0
        case "right":
            return room - used
        case "center":
            return (room - used) / 2
        case _:
            assert_never(align)


def baseline_offset(style: TextStyle) -> float:
    """Return the distance from a line's top to its baseline: the face's ascent, with the leading shared out evenly."""
    ascent, descent = ruler.vertical(style.typeface.regular)
    return (style.leading - (ascent + descent) * style.size) / 2 + ascent * style.size


def moved(paragraphs: Iterable[Paragraph], dy: float) -> tuple[Paragraph, ...]:
    """Return the paragraphs further down by `dy` points."""
    return tuple(
        replace(p, y=p.y + dy, lines=tuple(replace(line, baseline=line.baseline + dy) for line in p.lines))
        for p in paragraphs
    )
