"""Paragraphs as SVG text: each piece of a line starts where it was measured, in the look that it was measured in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.geometry import Rect
from builder.markup import Inside, Markup, tag
from builder.plan.page import Bullet, Line, Paragraph, TextRun
from builder.write.svg.syntax import families, number, paint

AS_MEASURED = "white-space:pre;font-kerning:none;font-variant-ligatures:none"
"""Planning adds up the widths of single characters, so nothing may draw them closer."""
CHARACTER_SIDE = 0.34
"""Side of the square that stands for a point's character, as a share of the type size."""


def paint_paragraphs(inner: Rect, paragraphs: Sequence[Paragraph]) -> Iterator[Markup]:
    """Yield paragraphs laid in a box: each is one text, so that it is found and copied whole."""
    for paragraph in paragraphs:
        if paragraph.bullet and paragraph.lines:
            yield _bullet(inner, paragraph, paragraph.bullet)
        pieces = [piece for line, space in _spaced(paragraph) for piece in _line(inner, line, space)]
        if pieces:
            yield tag("text", *pieces, style=AS_MEASURED, lang=paragraph.runs[0].lang)


def _spaced(paragraph: Paragraph) -> Iterator[tuple[Line, str]]:
    """Yield lines with the white space that stood where each was broken: it is not among its pieces."""
    text, at = paragraph.text, 0
    for line in paragraph.lines:
        words = "".join(piece.run.text for piece in line.pieces)
        at = max(text.find(words, at), at) + len(words)
        yield line, " " if text[at : at + 1].isspace() else ""


def _line(inner: Rect, line: Line, space: str) -> Iterator[Inside]:
    left, baseline = inner.x + line.x, inner.y + line.baseline
    pieces = [piece for piece in line.pieces if piece.run.text]
    for piece in pieces:
        run, end = piece.run, space if piece is pieces[-1] else ""
        yield tag("tspan", run.text + end, x=number(left + piece.x), y=number(baseline - run.rise), **_look(run))


def _look(run: TextRun) -> dict[str, str | None]:
    return {
        "font_family": families(run.face),
        "font_size": number(run.size),
        "font_weight": "700" if run.face.bold else None,
        "font_style": "italic" if run.face.italic else None,
        "letter_spacing": number(run.tracking) if run.tracking else None,
        "fill": paint(run.color),
    }


def _bullet(inner: Rect, paragraph: Paragraph, bullet: Bullet) -> Markup:
    """Return what stands before a list paragraph: its number, or a square or box on the line's middle."""
    first = paragraph.lines[0]
    x, baseline = inner.x + paragraph.indent - paragraph.hanging, inner.y + first.baseline
    if bullet.run:
        return tag("text", bullet.run.text, x=number(x), y=number(baseline), style=AS_MEASURED, **_look(bullet.run))
    em = first.pieces[0].run.nominal if first.pieces else bullet.size * 2
    middle = baseline - em * (0.33 if bullet.kind == "box" else 0.26)
    side = em * CHARACTER_SIDE if bullet.kind == "char" else bullet.size
    width = bullet.size / 12 if bullet.kind == "box" else 0.0
    edge = {"x": number(x + width / 2), "y": number(middle - side / 2 + width / 2)}
    edge |= dict.fromkeys(("width", "height"), number(side - width))
    if width:
        return tag("rect", fill="none", stroke=paint(bullet.color), stroke_width=number(width), **edge)
    return tag("rect", fill=paint(bullet.color), **edge)
