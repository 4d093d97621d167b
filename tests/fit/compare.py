"""Slides as planned against slides as drawn, box by box: what is worse than planned, and how widths compare."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from builder.plan.page import Line, Page, Paragraph
from builder.text import width
from tests.outputs.support import office
from tests.outputs.support.office import squeezed

from .rendering import Slide
from .shaping import kerned

SINK = 0.2
"""Share of a line's height by which a baseline may stand lower than planned: programs put the space that a line has
over its font above the first line, not half above and half below."""


@dataclass
class Figures:
    """What was compared, what is wrong, and the widths of drawn lines as shares of the planned ones.

    `most_sunk` is how much lower than planned a baseline may stand, as a share of a line.

    `widths` are by kind of line: the name of its styles ("bold italic", "script", ...). `filled` and `kerned` are
    shares of the room that a line has: as drawn, and as pair kerning would draw it.
    """

    most_sunk: float = SINK
    slides: int = 0
    boxes: int = 0
    lines: int = 0
    same: int = 0
    fewer: int = 0
    faults: list[str] = field(default_factory=list)
    widths: dict[str, list[float]] = field(default_factory=dict)
    kerned: list[float] = field(default_factory=list)
    filled: list[float] = field(default_factory=list)
    sinks: list[float] = field(default_factory=list)

    def compare(self, slides: Iterable[Slide]) -> Figures:
        """Take in slides, and return itself."""
        for slide in slides:
            self.slides += 1
            self.faults += (f"{slide.where}: {fault}" for fault in self._page(slide))
        return self

    def _page(self, slide: Slide) -> Iterator[str]:
        yield from _outside(slide.page, slide.glyphs, slide.plan.size.width, slide.plan.size.height)
        try:
            found = office.drawn(slide.page, slide.glyphs)
        except office.NotDrawnError as fault:
            yield str(fault)
            return
        for _, box in groupby(found, key=lambda one: (one.name, one.inner)):
            self.boxes += 1
            yield from self._box(list(box))

    def _box(self, drawn: Sequence[office.Drawn]) -> Iterator[str]:
        for one in drawn:
            self._widths(one)
            if len(one.lines) > len(one.planned):
                yield f"{one.name}: {len(one.planned)} lines planned, {len(one.lines)} drawn: {one.lines}"
            mark = one.paragraph.bullet
            if mark and mark.run and one.label != squeezed(mark.run.text):
                yield f"{one.name}: {one.label!r} stands where {mark.run.text!r} was planned: {one.lines}"
            if one.right > one.inner.right + 0.5:
                yield f"{one.name}: {one.right - one.inner.right:.1f} pt wider than its box: {one.lines}"
        last = drawn[-1]
        sink = (max(last.baselines) - max(last.planned_baselines)) / last.paragraph.leading
        self.sinks.append(sink)
        if sink > self.most_sunk:
            yield f"{last.name}: the last line stands {sink:.0%} of a line lower than planned: {last.lines}"

    def _widths(self, drawn: office.Drawn) -> None:
        planned = drawn.paragraph.lines
        self.lines += len(planned)
        self.fewer += max(0, len(planned) - len(drawn.lines))
        room = drawn.inner.width - drawn.paragraph.indent
        for line, words in zip(planned, drawn.planned, strict=True):
            if line.width:
                self.kerned.append(kerned(line) / room)
            self.same += words in drawn.lines
            if words in drawn.lines and len(words) > 1:  # a badge's letter says nothing of widths
                index = drawn.lines.index(words)
                share = drawn.lengths[index] / _length(line)
                self.widths.setdefault(_kind(drawn.paragraph, line), []).append(share)
                self.filled.append(share * line.width / room)


def _outside(page: Page, glyphs: Iterable[office.Glyph], wide: float, high: float) -> Iterator[str]:
    for glyph in glyphs:
        if glyph.x < 0 or glyph.right > wide or glyph.y - glyph.size * 0.7 < 0 or glyph.y > high:
            yield f"{glyph} is outside of the slide {page.title!r}"


def _length(line: Line) -> float:
    """From the start of a line's first character to the start of its last."""
    last = line.pieces[-1].run
    drawn = last.text.rstrip("\u00ad\u200b\u200c\u200d\u2060")
    return line.width - width(drawn[-1], last.face, last.size, last.tracking)


def _kind(paragraph: Paragraph, line: Line) -> str:
    """What a line is set in, in a word or two."""
    runs = [piece.run for piece in line.pieces]
    family = paragraph.runs[0].face.family
    if any(run.rise for run in runs):
        return "with scripts"
    if any(run.face.family != family for run in runs):
        return "with another font"
    if any(run.tracking for run in runs):
        return "tracked"
    faces = {(run.face.bold, run.face.italic) for run in runs}
    names = {(False, False): "regular", (True, False): "bold", (False, True): "italic", (True, True): "bold italic"}
    return f"{family}, {names[faces.pop()]}" if len(faces) == 1 else f"{family}, several styles"
