"""Paragraphs: their lines drawn piece by piece, with links, references and foreign words as elements of their own."""

from __future__ import annotations

from collections.abc import Sequence

from builder.frozen import dataclass, field, replace
from builder.geometry import Rect
from builder.plan.page import Bullet, Line, Paragraph, Piece, TextRun
from builder.write.pdf.drawn import Linked, Told
from builder.write.pdf.sheet import Artifact, Owner, Sheet

BULLET, BOX = "\u2022", "\u2610"
"""What stands for a drawn square or tick box where the document is read aloud or copied."""

RAISED = str.maketrans("0123456789+-\u2212=()n", "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079"
                       "\u207a\u207b\u207b\u207c\u207d\u207e\u207f")  # fmt: skip
"""Characters that have a raised form."""

ABOVE, BELOW = 0.8, 0.25
"""How far a link's area reaches above and below the baseline, as shares of the type size."""


def draw_paragraphs(sheet: Sheet, inner: Rect, paragraphs: Sequence[Paragraph], owner: Owner) -> None:
    """Draw paragraphs laid in `inner`; those without an element belong to `owner`."""
    for paragraph in paragraphs:
        mine = owner if paragraph.element is None else paragraph.element
        if paragraph.bullet and paragraph.lines:
            _draw_bullet(sheet, inner, paragraph, paragraph.bullet, mine)
        _Setter(sheet, inner, paragraph, mine).draw()


def _draw_bullet(sheet: Sheet, inner: Rect, paragraph: Paragraph, bullet: Bullet, owner: Owner) -> None:
    """Draw what stands before a list paragraph into its label element.

    A number without a label element belongs to the paragraph, a drawn mark without one to nobody: a box that is a field
    on screen, whose label that is. A drawn mark in a
    label is content (the label would be empty otherwise), and the label's ActualText says which character it is.
    """
    first = paragraph.lines[0]
    x, baseline = inner.x + paragraph.indent - paragraph.hanging, inner.y + first.baseline
    label = paragraph.label_element
    em = first.pieces[0].run.nominal if first.pieces else bullet.size * 2
    if bullet.kind in ("number", "letter"):
        if bullet.run:
            sheet.mark(owner if label is None else label, baseline - em)
            sheet.text(x, baseline, bullet.run, bullet.run.text + " ")
        return
    sheet.mark(Artifact.LAYOUT if label is None else label, baseline - em)
    square = paragraph.square(inner)
    if label is not None:
        sheet.events.append(Told(label, actual=BOX if bullet.kind == "box" else BULLET))
    if bullet.kind != "box":
        sheet.rect(square, bullet.color)
    else:
        width = bullet.size / 12
        sheet.rect(square.inset(width / 2, width / 2, width / 2, width / 2), None, bullet.color, width)


@dataclass(frozen=True, slots=True)
class _Inline:
    """What kind of element a piece stands in inside its paragraph: role, and what tells it from its neighbours."""

    role: str
    href: str | None = None
    title: str | None = None
    lang: str | None = None
    actual: str | None = None
    expansion: str | None = None


def _inlines(run: TextRun, lang: str) -> tuple[_Inline, ...]:
    """Return the elements around a run, outermost first; `lang` is the language around it."""
    around: list[_Inline] = []
    if run.reference:
        around.append(_Inline("Reference"))
    if run.href:
        around.append(_Inline("Link", run.href, run.link_title))
    actual, expansion = _actual(run), run.expansion
    if run.lang != lang or actual or expansion:
        around.append(_Inline("Span", None, None, run.lang if run.lang != lang else None, actual, expansion))
    return tuple(around)


def _actual(run: TextRun) -> str | None:
    """Return what a run says in place of its characters, or None.

    So do blanks, and raised figures, which say the characters for them: 10^9 read aloud as "109" would be wrong.
    """
    if run.spoken:
        return run.spoken
    if run.reference or run.rise <= 0:
        return None
    raised = run.text.translate(RAISED)
    return raised if all(a != b for a, b in zip(run.text, raised, strict=True)) else None


def _blank(run: TextRun) -> TextRun:
    """Return a space in the look of a run, outside its link."""
    return replace(run, text=" ", href=None, link_title=None, reference=False, spoken=None, expansion=None)


@dataclass(slots=True)
class _Open:
    """An inline element that is being filled, with the places and words of a link."""

    inline: _Inline
    element: int
    areas: list[Rect] = field(default_factory=list)
    words: str = ""


class _Setter:
    """Draws the lines of one paragraph."""

    def __init__(self, sheet: Sheet, inner: Rect, paragraph: Paragraph, owner: Owner) -> None:
        self._sheet, self._inner, self._paragraph = sheet, inner, paragraph
        self._owner = owner
        self._element = owner if isinstance(owner, int) and not sheet.held else None
        self._open: list[_Open] = []

    def draw(self) -> None:
        """Draw all lines, with a space at each end of a line that had one."""
        lead, ends = self._sheet.flow.spaces(self._element, self._paragraph)
        for line, space in zip(self._paragraph.lines, ends, strict=True):
            pieces = [piece for piece in line.pieces if piece.run.text]
            if lead and pieces:
                self._draw(line, self._before(pieces[0]), " ")
                lead = False
            for piece in pieces[:-1]:
                self._draw(line, piece, piece.run.text)
            for piece in pieces[-1:]:
                apart = space and (_actual(piece.run) is not None or piece.run.expansion is not None)
                self._draw(line, piece, piece.run.text + (" " if space and not apart else ""))
                if apart:
                    self._draw(line, Piece(_blank(piece.run), piece.x + piece.width, 0.0), " ")
        self._close(0)

    def _before(self, piece: Piece) -> Piece:
        """Return a space before a piece: the element's text goes on from an earlier paragraph or page."""
        advance = self._sheet.fonts.subset(piece.run.face).advance(" ") * piece.run.size
        return Piece(_blank(piece.run), piece.x - advance, 0.0)

    def _draw(self, line: Line, piece: Piece, words: str) -> None:
        x, baseline, run = self._inner.x + line.x + piece.x, self._inner.y + line.baseline, piece.run
        owner = self._owner if self._element is None else self._enter(run, self._element)
        self._sheet.mark(owner, baseline - run.nominal)
        self._sheet.text(x, baseline, run, words)
        for opened in self._open:
            if opened.inline.href:
                lifted = baseline - run.rise
                _extend(opened.areas, Rect(x, lifted - ABOVE * run.size, piece.width, (ABOVE + BELOW) * run.size))
                opened.words += words

    def _enter(self, run: TextRun, element: int) -> int:
        """Open and close inline elements until those around `run` are open, and return the innermost."""
        wanted = _inlines(run, self._sheet.language(element) or self._sheet.spoken)
        same = 0
        while same < min(len(wanted), len(self._open)) and wanted[same] == self._open[same].inline:
            same += 1
        self._close(same)
        for inline in wanted[same:]:
            parent = self._open[-1].element if self._open else element
            made = self._sheet.make(inline.role, parent, inline.lang, inline.actual, inline.expansion)
            self._open.append(_Open(inline, made))
        return self._open[-1].element if self._open else element

    def _close(self, depth: int) -> None:
        """Close inline elements down to `depth`; a link gets its annotation now that all its words are known."""
        for opened in reversed(self._open[depth:]):
            if opened.inline.href and opened.areas:
                contents = opened.inline.title or opened.words.strip()
                link = Linked(opened.element, tuple(opened.areas), opened.inline.href, contents)
                self._sheet.events.append(link)
        del self._open[depth:]


def _extend(areas: list[Rect], area: Rect) -> None:
    """Add an area, joined to the last if that is on the same line."""
    last = areas[-1] if areas else None
    if last and area.y < last.bottom and last.y < area.bottom and area.x >= last.x:
        top, bottom = min(last.y, area.y), max(last.bottom, area.bottom)
        areas[-1] = Rect(last.x, top, area.right - last.x, bottom - top)
    else:
        areas.append(area)
