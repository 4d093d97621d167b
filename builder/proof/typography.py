"""PRINT001: type on paper is large, open and plain enough to be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from builder.diagnostics import Severity
from builder.proof.fonts import in_mm, x_height
from builder.proof.lines import HEADINGS, Block, Line, blocks
from builder.proof.locate import Sizes
from builder.proof.paths import box_of
from builder.proof.printed import Paint, Printed, Sheet, Shown
from builder.proof.rule import Asked, Fault, Noted, Wanted, noted, on_page, quoted
from builder.regex import regex

EXACT = 0.01
"""Points that sizes may lack by rounding."""
LONG = 50
"""Words from which on small print is no small print any more."""
LEADING, LEADING_LARGE = 1.2, 1.25
"""Least distance of baselines as a share of the type size."""
MEASURE = (45, 75)
"""Characters of a line that eyes follow easily."""
FEW, MANY = 3, 5
"""Lines from which on a paragraph is judged for lines that are too long, and for lines that are too short."""
CAPITALS = regex(r"\b[A-Z]{2,}(?:[’'-][A-Z]+)*(?:[\s,:;–-]+[A-Z]{2,}(?:[’'-][A-Z]+)*){3,}\b")
"""Four words in a row in capitals: three may be abbreviations."""
BELOW = 12
"""Points above a line in which a baseline is looked for whose text it may underline."""
FLUSH = 0.3
"""Points by which the right ends of justified lines differ at most."""


def readable_type(printed: Printed, wanted: Wanted, found: Sequence[Noted]) -> Iterator[Fault]:
    """PRINT001: type on paper is too small, too tight, or set so that it is hard to read.

    What: measured in the PDF, not taken from the theme. Body text, every heading and every list item outside of the
    sources have at least 12 points (18 in large print, 10 on a card); everything else, such as captions, labels,
    tables, sources and feet, at least 9 (16 in large print), and small print of more than 50 words counts as body
    text. Nothing is drawn smaller than it was planned. Citation marks may be two thirds of that. Lines stand at
    least 1.2 sizes apart (running text of large print 1.25).
    No justified text; nothing underlined but links; no slanted type and no four words in capitals in a row in what
    patients or the public read or in large print (a warning for others; sources may have what their style asks for,
    but not in large print). Slides in notes are pictures: their type is not judged. All of these are errors. Lines of
    running text have 45 to 75 characters on average: a warning, for long lines from three on, for short ones from five
    on. Messages give the height of an "x" in millimetres, since fonts of one size differ.

    Why: many people who get a leaflet can't read small, pale or dense type, and don't say so.

    Example: a theme with `body: {size: 11}` for handouts.

    What to do: set sizes and leading in the theme as they were. For capitals and italics, change the words: **bold**
    stresses better.

    Source: RNIB clear and large print guidance (12 and 14 points, large print from 16, better 18; no italics, capitals
    or underlining); American Council of the Blind, large print guidelines (18 points, 1.25 spacing).
    """
    sizes, others = Sizes(wanted.plan), list[Fault]()
    body = 0.0 if any(wanted.pictured) else wanted.plan.body_size
    for block in blocks(printed):
        if not _pictured(block, wanted):
            yield from _size(block, sizes, body, wanted)
            others += (*_spacing(block, wanted), *_wording(block, wanted))
    yield from noted(found, 0)
    yield from others
    yield from noted(found, 1)


def readable_page(sheet: Sheet, asked: Asked) -> Noted:
    """Return what is wrong with the type of a page, whatever it belongs to: sizes, and looks."""
    return tuple(_too_small(sheet, asked)), (*_slanted(sheet, asked), *_underlined(sheet, asked))


def _pictured(block: Block, wanted: Wanted) -> bool:
    return wanted.in_picture(block.lines[0].page, block.lines[0].shown[0])


def _listed(block: Block, wanted: Wanted) -> bool:
    """Tell whether a block is an entry of the sources."""
    return wanted.in_sources(block.lines[0].page, block.lines[0].shown[0])


def _running(block: Block, wanted: Wanted) -> bool:
    """Tell whether a block is running text: a paragraph or a list item outside of tables, figures and the sources."""
    return (
        block.node.role in {"P", "LBody", "BlockQuote"}
        and not {"Table", "Figure", "Caption"} & set(block.within)
        and not _listed(block, wanted)
    )


# Sizes


def _size(block: Block, sizes: Sizes, body: float, wanted: Wanted) -> Iterator[Fault]:
    size, first = block.size, block.lines[0]
    planned = sizes.planned(first.page, first.x, first.y)
    if planned and size < planned * 0.98:
        yield _small(first, f"{quoted(block.text)} is drawn at {size:.3g} pt", planned)
    elif size < wanted.manner.body - EXACT:
        kind = _must_be_large(block, wanted, is_body=planned == body)
        if kind:
            yield _small(first, f"this {kind} is {size:.3g} pt", wanted.manner.body)


def _must_be_large(block: Block, wanted: Wanted, *, is_body: bool) -> str | None:
    """Return what a block is that may not be small print, None for what may."""
    running = _running(block, wanted)
    if block.node.role in HEADINGS:
        return "heading"
    if block.node.role == "LBody" and not _listed(block, wanted):
        return "list item"
    return "paragraph" if running and (is_body or len(block.text.split()) > LONG) else None


def _too_small(sheet: Sheet, asked: Asked) -> Iterator[Fault]:
    """Yield strings under the least size; what is raised or lowered beside a string of full size may be smaller."""
    before: Shown | None = None
    for shown in sheet.shown:
        if not shown.text.strip():
            continue
        least = asked.manner.small
        raised = before is not None and _beside(before, shown)
        if not raised:
            before = shown
        if shown.size < (least * 2 / 3 if raised else least) - EXACT and not asked.in_picture(shown):
            line = Line(asked.number, shown.x, shown.y, shown.x, shown.size, shown.text, (shown,))
            yield _small(line, f"{quoted(shown.text)} is {shown.size:.3g} pt", least)


def _beside(before: Shown, shown: Shown) -> bool:
    off = abs(shown.y - before.y)
    return shown.size < before.size * 0.8 and 0.5 < off < before.size * 0.6 and shown.x >= before.x


def _small(line: Line, what: str, least: float) -> Fault:
    """Return a fault whose message ends in the height of the letters, once they are measured."""
    return Fault(f"{on_page(line.page)}: {what}{{x}}; at least {least:g} pt are needed", line.page, line.x, line.y)


def height_said(data: bytes, shown: Shown, program: int) -> str:
    """Return how high the letters of a string are, in words; "" where the font doesn't say.

    `data` is the PDF, `program` the object number of the font's file, 0 where there is none.
    """
    share = x_height(data, program) if program else None
    return f" (x-height {in_mm(share * shown.size):.1f} mm)" if share else ""


# Lines


def _spacing(block: Block, wanted: Wanted) -> Iterator[Fault]:
    least = LEADING_LARGE if wanted.manner.large and _running(block, wanted) else LEADING
    for line, below in pairwise(block.lines):
        distance, size = below.y - line.y, max(line.size, below.size)
        if line.page == below.page and 0.5 < distance < size * least - 0.02:
            message = f"{on_page(line.page)}: lines are {distance:.4g} pt apart at {size:g} pt"
            yield Fault(f"{message}; at least {size * least:.4g} pt are needed", line.page, line.x, line.y)
            break
    if justified(block.lines):
        first = block.lines[0]
        yield Fault(f"{on_page(first.page)}: {quoted(block.text)} is justified", first.page, first.x, first.y)
    if _running(block, wanted):
        yield from readable_line_length(block)


def justified(lines: Sequence[Line]) -> bool:
    """Tell whether lines are stretched to one width: their spaces are, or all but the last end at the same place."""
    if any(one.spaced for line in lines for one in line.shown if " " in one.text.strip()):
        return True
    ends = [line.right for line in lines[:-1]]
    return len(ends) >= 4 and max(ends) - min(ends) < FLUSH


def readable_line_length(block: Block) -> Iterator[Fault]:
    """Yield what is wrong with the length of a paragraph's lines, its last one aside."""
    full = [len(line.text.strip()) for line in block.lines[:-1]]
    if not full:
        return
    mean, first = sum(full) / len(full), block.lines[0]
    low, high = MEASURE
    if (len(block.lines) >= FEW and mean > high) or (len(block.lines) >= MANY and mean < low):
        message = f"{on_page(first.page)}: lines of {quoted(block.text, 30)} have {mean:.0f} characters on average"
        yield Fault(f"{message}; {low} to {high} are read best", first.page, first.x, first.y, Severity.WARNING)


# Looks


def _wording(block: Block, wanted: Wanted) -> Iterator[Fault]:
    found = CAPITALS.search(block.text)
    if found and not _listed(block, wanted):
        first = block.lines[0]
        message = f"{on_page(first.page)}: {quoted(found[0])} is in capitals"
        yield Fault(
            message,
            first.page,
            first.x,
            first.y,
            wanted.manner.weight,
            "write it in small letters, **bold** to stress it",
        )


def _slanted(sheet: Sheet, asked: Asked) -> Iterator[Fault]:
    for shown in sheet.shown:
        if not shown.font.italic or not shown.text.strip() or asked.in_picture(shown):
            continue
        if asked.manner.large or not asked.in_sources(shown):
            message = f"{on_page(asked.number)}: {quoted(shown.text)} is in italics"
            yield Fault(message, asked.number, shown.x, shown.y, asked.manner.weight, "use **bold** to stress it")


def _underlined(sheet: Sheet, asked: Asked) -> Iterator[Fault]:
    rows: dict[int, list[Shown]] = {}
    for shown in sheet.shown:
        rows.setdefault(int(shown.y), []).append(shown)
    for left, right, y in filter(None, map(_rule, sheet.paints)):
        for shown in (one for row in range(int(y) - BELOW, int(y) + 1) for one in rows.get(row, ())):
            near = 0 < y - shown.y < shown.size * 0.25
            mine = left >= shown.x - 2 and right <= shown.x + shown.width + 2 and right - left > shown.width * 0.6
            linked = any(box.x - 1 <= shown.x <= box.right and box.y <= shown.y <= box.bottom for box in asked.links)
            if near and mine and not linked and shown.text.strip(" _"):
                message = f"{on_page(asked.number)}: {quoted(shown.text)} is underlined, and is no link"
                yield Fault(message, asked.number, shown.x, shown.y)


def _rule(paint: Paint) -> tuple[float, float, float] | None:
    """Return the ends and the height of a thin level line, however it is drawn; None for anything else."""
    if len(paint.path) > 60 or b"c" in paint.path:
        return None
    box = box_of(paint)
    thickness = paint.line if paint.stroke and box and box.height < 0.01 else box.height if box and paint.fill else 9.0
    return (box.x, box.right, box.y + box.height / 2) if box and thickness <= 1.6 and box.width > 6 else None
