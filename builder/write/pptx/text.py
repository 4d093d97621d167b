"""Text bodies: paragraphs, runs, links and fields of a place, each saying only what it does not inherit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from builder.frozen import dataclass
from builder.geometry import Rect
from builder.kept import of_deck
from builder.plan.page import Paragraph, TextRun
from builder.write.pptx.sheet import Sheet
from builder.write.pptx.style import Look, RunLook, look_properties, paragraph_look, paragraph_properties, run_look
from builder.write.pptx.xml import attributes, centi, el, emu, esc, extension

_ANCHOR = {"top": "t", "middle": "ctr", "bottom": "b"}
_FIELD_ID = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"
_DEEPEST = 8
_EXPLICIT = Look(run=RunLook(typeface="", color=""))
"""What deeper levels inherit differs by place, so that everything is said there."""
_LINK_COLOR_EXTENSION = "{A12FA001-AC4F-418D-AE19-62706E023703}"


def body_properties(box: Rect, inner: Rect, anchor: str, inherited: str | None = None, *, wrap: bool = True) -> str:
    """Return `a:bodyPr` with insets and anchor, never resized to fit; empty of both if they equal `inherited`."""
    full = _body(box, inner, anchor, wrap)
    return "<a:bodyPr><a:noAutofit/></a:bodyPr>" if full == inherited else full


@of_deck(512)  # titles and feet of all layouts stand in few places
def _body(box: Rect, inner: Rect, anchor: str, wrap: bool) -> str:
    return el(
        "a:bodyPr",
        "<a:noAutofit/>",
        vert="horz",
        wrap="square" if wrap else "none",
        lIns=emu(inner.x - box.x),
        tIns=emu(inner.y - box.y),
        rIns=emu(box.right - inner.right),
        bIns=emu(box.bottom - inner.bottom),
        rtlCol=False,
        anchor=_ANCHOR[anchor],
    )


def text_body(
    tag: str,
    properties: str,
    paragraphs: Sequence[Paragraph],
    base: Look,
    sheet: Sheet,
    *,
    number: bool = False,
    styles: str = "",
) -> str:
    """Return a text body (`p:txBody`, `a:txBody`). With `number`, its digits become the slide number field.

    `styles` is what all its text has in place of what it would inherit, in a list style of its own.
    """
    return el(tag, properties, el("a:lstStyle", styles), paragraphs_xml(paragraphs, base, sheet, number=number))


def paragraphs_xml(paragraphs: Sequence[Paragraph], base: Look, sheet: Sheet, *, number: bool = False) -> str:
    """Return `a:p` elements, one a paragraph; an empty one when there are none, since a body needs one."""
    if not paragraphs:
        return el("a:p", el("a:endParaRPr", lang=sheet.language))
    return "".join(
        _paragraph(paragraph, gap, list_, base if not list_.level else _EXPLICIT, sheet, number=number)
        for paragraph, gap, list_ in zip(paragraphs, _gaps(paragraphs, base), _lists(paragraphs), strict=True)
    )


def _gaps(paragraphs: Sequence[Paragraph], base: Look) -> Iterator[float]:
    """Yield the space above each paragraph as laid out. Renderers ignore it above the first, so that one inherits."""
    yield max(0, base.paragraph.before) / 100
    for above, below in pairwise(paragraphs):
        if above.lines:
            yield max(0.0, below.y - above.y - above.leading * len(above.lines))
        else:
            yield max(above.space_after, below.space_before)


@dataclass(frozen=True, slots=True)
class _List:
    """The numbered list that a paragraph belongs to: where it starts, and its level in PowerPoint."""

    start: int = 1
    level: int = 0


def _lists(paragraphs: Sequence[Paragraph]) -> Iterator[_List]:
    """Yield the list of each paragraph. PowerPoint counts on from its start by itself.

    It would also count on from one list to the next that nothing parts, and LibreOffice over paragraphs without a
    bullet, too, where the first list is one that goes on: such a next list stands on a level of its own.
    """
    last: _List | None = None
    following = None
    for paragraph in paragraphs:
        number = paragraph.bullet.number if paragraph.bullet else None
        if number is None:
            last = last if last and last.start != 1 and paragraph.bullet is None else None
            following = None
            yield _List()
            continue
        if last is None or number != following:
            last = _List(number, min(last.level + 1, _DEEPEST) if last else 0)
        following = number + 1
        yield last


def _paragraph(paragraph: Paragraph, gap: float, list_: _List, base: Look, sheet: Sheet, *, number: bool) -> str:
    look = paragraph_look(paragraph, gap, list_.start, sheet.palette)
    properties = paragraph_properties("a:pPr", look, None if list_.level else base.paragraph, level=list_.level)
    runs = "".join(run_xml(run, base, sheet, field=number and run.text.strip().isdigit()) for run in paragraph.runs)
    return f"<a:p>{properties}{runs}{_end(paragraph, base, sheet)}</a:p>"


def _end(paragraph: Paragraph, base: Look, sheet: Sheet) -> str:
    """Return the properties of the paragraph's end, so that text typed there goes on in the same look."""
    if not paragraph.runs:
        return el("a:endParaRPr", lang=sheet.language, sz=centi(base.size))
    plain = (run for run in reversed(paragraph.runs) if not run.shift and not run.href)
    last = next(plain, paragraph.runs[-1])
    said, children = run_attributes(last, base, sheet)
    return f"<a:endParaRPr{said}>{children}</a:endParaRPr>" if children else f"<a:endParaRPr{said}/>"


def run_xml(run: TextRun, base: Look, sheet: Sheet, *, field: bool = False, sized: bool = True) -> str:
    """Return `a:r`, or the slide number when `field`. Its size is always said unless `sized` is off."""
    said, children = run_attributes(run, base, sheet, sized=sized)
    if run.href:
        children += link(run, sheet)
    properties = f"<a:rPr{said}>{children}</a:rPr>" if children else f"<a:rPr{said}/>"
    text = esc(run.text.replace("\n", " "))  # a line end in the source is measured as the space that it stands for
    return number_field(properties, text) if field else f"<a:r>{properties}<a:t>{text}</a:t></a:r>"


def number_field(properties: str, text: str) -> str:
    """Return the slide number field, which shows `text` (XML) until PowerPoint counts for itself."""
    return f'<a:fld id="{_FIELD_ID}" type="slidenum">{properties}<a:t>{text}</a:t></a:fld>'


def run_attributes(run: TextRun, base: Look, sheet: Sheet, *, sized: bool = True) -> tuple[str, str]:
    """Return attributes (with a leading space) and children of a run's properties; made once per look."""
    said_size = sized and (base.sizes or run.nominal != base.size)
    where = (sheet.printed, sheet.own_palette is None)
    key = (run.face, run.nominal, run.color, run.lang, run.shift, run.tracking, base.run, said_size, where)
    made = sheet.deck.run_properties.get(key)
    if made is None:
        differing, children = look_properties(run_look(run, sheet.palette), base.run)
        size = centi(run.nominal) if said_size else None
        said = attributes(lang=run.lang, sz=size, **differing, baseline=run.shift * 1000 or None)
        made = sheet.deck.run_properties[key] = said, children
    return made


def link(run: TextRun, sheet: Sheet) -> str:
    """Return the hyperlink of a run. Links in another colour than the theme's keep it by Microsoft's extension.

    Raises:
        ValueError: the address is not https, http or mailto, or no page of the plan has the name after "#".
    """
    action = "ppaction://hlinksldjump" if run.href and run.href.startswith("#") else None
    keep = not sheet.palette.colors_links(run.color)
    colored = el("a:extLst", extension(_LINK_COLOR_EXTENSION, _KEEP_COLOR)) if keep else ""
    return el("a:hlinkClick", colored, r_id=sheet.target(run.href or ""), tooltip=run.link_title, action=action)


_KEEP_COLOR = '<ahyp:hlinkClr xmlns:ahyp="http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor" val="tx"/>'
