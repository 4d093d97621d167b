"""PRINT002: every page says what it is, nothing is cut or runs into something else, headings stay with their text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from builder.geometry import MM, Rect
from builder.proof.lines import HEADINGS
from builder.proof.printed import Node, Printed, Said, Sheet, Shown
from builder.proof.rule import Asked, Fault, Noted, Wanted, noted, on_page, quoted

EDGE = 8 * MM
"""Least distance of text from the edge. 10 mm are usual advice; the feet of our pages stand 8 mm above it, which leaves
room for one more line of text, and printers need 6 mm at most."""
LETTERS = 0.5
"""Share of the type size over a baseline that letters fill for sure: two lines that share some of it overlap."""
SAME = 0.5
"""Points within which two sizes of paper are one."""


def sound_pages(printed: Printed, wanted: Wanted, found: Sequence[Noted]) -> Iterator[Fault]:
    """PRINT002: a page lacks its foot, or text is cut, overlaps, or leaves its heading behind.

    What: read from the PDF. Every page has the edition's paper size; a foot with id, version, date of issue and date of
    review (as far as the outline gives them) and the page's number of how many; and says its approval status. No text
    lies nearer to the edge than 8 mm, or over another text, and no heading is the last thing on its page. Coloured
    bands may run to the edge. All of these are errors.

    Why: stale or loose pages are in every drawer, and whoever finds one must see what it belongs to and until when it
    holds. What a printer can't reach is missing from the copy.

    Example: a theme's title at `size: 60`, which runs into the text below.

    What to do: nothing in the outline, mostly: report it. With a theme of your own, set its margins and sizes back.

    Source: NHS and PIF practice for patient information (id, version, dates and page numbers on every page).
    """
    yield from noted(found, 0)
    yield from _orphans(printed, wanted)


def sound_page(sheet: Sheet, asked: Asked) -> Noted:
    """Return what is wrong with a page by itself."""
    number = asked.number
    return ((*_paper(sheet, asked), *_furniture(sheet, asked), *_edges(number, sheet), *_overlaps(number, sheet)),)


def _paper(sheet: Sheet, asked: Asked) -> Iterator[Fault]:
    size, right = sheet.size, asked.size
    if abs(size.width - right.width) > SAME or abs(size.height - right.height) > SAME:
        said = f"{size.width:.0f} x {size.height:.0f} pt instead of {right.width:.0f} x {right.height:.0f} pt"
        yield Fault(f"{on_page(asked.number)} is {said}", asked.number)


def _furniture(sheet: Sheet, asked: Asked) -> Iterator[Fault]:
    number = asked.number
    foot = _plain(one for one in sheet.shown if one.mcid is None and one.y > sheet.size.height * 0.75)
    for words in asked.foot:
        if "".join(words.split()) not in foot:
            yield Fault(f"{on_page(number)}: the foot doesn't say {quoted(words)}", number)
    if asked.status and "".join(asked.status.split()) not in _plain(sheet.shown):
        yield Fault(f"{on_page(number)}: nothing says {quoted(asked.status)}", number)


def _plain(strings: Iterator[Shown] | Sequence[Shown]) -> str:
    """Return strings without white space: lines are broken anywhere."""
    return "".join("".join(one.text.split()) for one in strings)


def _edges(number: int, sheet: Sheet) -> Iterator[Fault]:
    size = sheet.size
    for shown in sheet.shown:
        if not shown.text.strip():
            continue
        box = _inked(shown)
        near = min(box.x, box.y, size.width - box.right, size.height - box.bottom)
        if near < 0:
            yield Fault(f"{on_page(number)}: {quoted(shown.text)} is cut by the edge", number, shown.x, shown.y)
        elif near < EDGE - 0.1:
            message = f"{on_page(number)}: {quoted(shown.text)} is {near / MM:.1f} mm from the edge"
            yield Fault(f"{message}; {EDGE / MM:.0f} mm are needed", number, shown.x, shown.y)


def _inked(shown: Shown) -> Rect:
    """Return the box of a string without the spaces at its end."""
    box = shown.box
    trimmed = len(shown.text.rstrip()) / len(shown.text)
    return Rect(box.x, box.y, box.width * trimmed, box.height)


def _overlaps(number: int, sheet: Sheet) -> Iterator[Fault]:
    """Yield pairs of strings whose letters share a place: sorted by height, each is compared with those beside it."""
    boxes: list[tuple[Rect, Shown]] = []
    for shown in sheet.shown:
        words = shown.text.strip()
        if words.strip("_"):
            inked = _inked(shown)
            boxes.append((Rect(inked.x, shown.y - shown.size * LETTERS, inked.width, shown.size * LETTERS), shown))
    boxes.sort(key=lambda one: one[0].y)
    for index, (box, shown) in enumerate(boxes):
        for other, second in boxes[index + 1 :]:
            if other.y >= box.bottom:
                break
            if box.overlaps(other, 0.75):
                first, last = (shown, second) if shown.order < second.order else (second, shown)
                message = f"{on_page(number)}: {quoted(last.text)} lies over {quoted(first.text)}"
                yield Fault(message, number, last.x, last.y)
                break


def _orphans(printed: Printed, wanted: Wanted) -> Iterator[Fault]:
    """Yield headings after which their page says nothing more, though a later one does."""
    said = ((block.page, node, block.shown[0]) for node, block in _strings(printed))
    for (page, node, shown), (following, _, _) in pairwise(said):
        if following != page and node.role in HEADINGS and not wanted.in_picture(page, shown):
            message = f"{on_page(page)}: the heading {quoted(node.text)} is the last thing on its page"
            yield Fault(message, page, shown.x, shown.y)


def _strings(printed: Printed) -> Iterator[tuple[Node, Said]]:
    for node in printed.nodes():
        for kid in node.kids:
            if isinstance(kid, Said) and any(one.text.strip() for one in kid.shown):
                yield node, kid
