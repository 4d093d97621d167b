"""Text looks: what a paragraph and a run look like, what they inherit, and the difference as XML."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from builder.frozen import dataclass, replace
from builder.plan.page import Align, Bullet, Paragraph, TextRun
from builder.theme import Face
from builder.write.pptx.palette import TEXT_COLOR, Palette
from builder.write.pptx.xml import centi, el, emu, thousandths

_ALIGN: Final[dict[Align, str]] = {"left": "l", "right": "r", "center": "ctr"}
_SQUARE: Final = ("Calibri", "\u25aa", 0.254, 1.0)
_BOX: Final = ("Segoe UI Symbol", "\u2610", 0.72, 0.9)
"""Font, character, its side in em, and the largest share of the text's size that it may have.

Calibri's square is measured in Carlito, its metric-compatible twin. A bullet that is higher than the text would push
its line down, so no share is larger than what keeps the font's line within Calibri's.
"""
_LEAST_BULLET: Final = 0.25
"""Least size of a bullet against the text's (ECMA-376, ST_TextBulletSizePercent)."""
_NUMBERING: Final = {".": "arabicPeriod", ")": "arabicParenR", "": "arabicPlain"}
_LETTERS: Final = "alphaUcPeriod"
DEFAULT_SIZE: Final = 18.0
_LEVEL_INDENT: Final = 18.0
_LEVEL_SHARE: Final = 0.92
_LEAST_SHARE: Final = 0.8
"""Each list level is this share of the one above it, down to a floor. Lecturers who indent a point meet them."""


@dataclass(frozen=True, slots=True)
class RunLook:
    """Typeface as PowerPoint names it, weight, slope, colour element, tracking in hundredths of a point, capitals."""

    typeface: str = "+mn-lt"
    bold: bool = False
    italic: bool = False
    color: str = TEXT_COLOR
    tracking: int = 0
    caps: str = "none"


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """Margins and hanging in EMU, alignment, line spacing, space before, bullet as XML.

    `spacing` is in thousandths of a percent, `exact` in hundredths of a point; unless it is 0, it stands in its place.

    With `exact`, lines stand at that distance in hundredths of a point, whatever `spacing` says.

    All space between paragraphs is space before. The plan shares it differently, and PowerPoint adds where the plan
    takes the larger.
    """

    left: int = 0
    indent: int = 0
    align: str = "l"
    spacing: int = 100_000
    before: int = 0
    bullet: str = "<a:buNone/>"
    exact: int = 0
    after: int = 0


@dataclass(frozen=True, slots=True)
class Look:
    """What text in a place gets without saying so, and the size in points that the place has.

    Runs say their size always, or, with `sizes` off, only where it differs.
    """

    paragraph: ParagraphLook = ParagraphLook()
    run: RunLook = RunLook()
    size: float = DEFAULT_SIZE
    sizes: bool = True


PLAIN: Final = Look()
"""The presentation's default: what text boxes and table cells inherit."""


def typeface(face: Face) -> str:
    """Return the name of a face's family, or the theme's heading or body font where the face stands for it."""
    match face.slot:
        case "major":
            return "+mj-lt"
        case "minor":
            return "+mn-lt"
        case None:
            return face.family


def run_look(run: TextRun, palette: Palette) -> RunLook:
    """Return the look of a run."""
    face = run.face
    return RunLook(typeface(face), face.bold, face.italic, palette.color(run.color), centi(run.tracking))


def paragraph_look(paragraph: Paragraph, before: float, start: int, palette: Palette) -> ParagraphLook:
    """Return the look of a paragraph with `before` points above it, its numbering starting at `start`."""
    return ParagraphLook(
        left=emu(paragraph.indent),
        indent=-emu(paragraph.hanging),
        align=_ALIGN[paragraph.align],
        spacing=thousandths(paragraph.spacing),
        before=centi(before),
        bullet=bullet_xml(
            paragraph.bullet, paragraph.runs[0].nominal if paragraph.runs else DEFAULT_SIZE, start, palette
        ),
        exact=centi(paragraph.leading) if paragraph.exact or not paragraph.spacing else 0,
    )


def sample_look(sample: Paragraph, palette: Palette) -> Look:
    """Return the look that a placeholder with this sample gives to its text."""
    gap = max(sample.space_before, sample.space_after)
    paragraph = paragraph_look(sample, gap, 1, palette)
    if not sample.runs:
        return Look(paragraph)
    return Look(paragraph, run_look(sample.runs[0], palette), sample.runs[0].nominal)


def bullet_xml(bullet: Bullet | None, size: float, start: int, palette: Palette) -> str:
    """Return what stands before a paragraph of `size` points, its numbering starting at `start`."""
    if bullet is None:
        return "<a:buNone/>"
    color = el("a:buClr", palette.color(bullet.color))
    match bullet.kind:
        case "square":
            return color + _character(_SQUARE, bullet.size / size)
        case "box":
            return color + _character(_BOX, bullet.size / size)
        case "char":
            font = el("a:buFont", typeface=bullet.family) + el("a:buChar", char=bullet.char)
            return color + _sized(bullet.size / size, 4.0) + font
        case "number" | "letter":
            return color + _number(bullet, size, start)


def _sized(share: float, most: float) -> str:
    return el("a:buSzPct", val=thousandths(round(min(most, max(_LEAST_BULLET, share)), 2)))


def _character(mark: tuple[str, str, float, float], size: float) -> str:
    font, char, side, most = mark
    return _sized(size / side, most) + el("a:buFont", typeface=font) + el("a:buChar", char=char)


def _number(bullet: Bullet, size: float, start: int) -> str:
    run = bullet.run
    share = _sized(run.nominal / size, 1.0) if run else ""
    font = el("a:buFont", typeface=typeface(run.face)) if run else "<a:buFontTx/>"
    scheme = _NUMBERING.get(run.text.strip()[-1:] if run and not run.text.strip().isdigit() else "", "arabicPeriod")
    scheme = _LETTERS if bullet.kind == "letter" else scheme
    return share + font + el("a:buAutoNum", type=scheme, startAt=start if start != 1 else None)


def paragraph_properties(
    tag: str, look: ParagraphLook, base: ParagraphLook | None, *children: str, level: int = 0
) -> str:
    """Return the paragraph properties that differ from `base` (all, when there is none) under the given tag.

    Empty when nothing differs and there are no further children.
    """
    inner = ""
    if base is None or (look.exact, look.exact or look.spacing) != (base.exact, base.exact or base.spacing):
        inner += el("a:lnSpc", _line_spacing(look))
    if base is None or look.before != base.before:
        inner += el("a:spcBef", el("a:spcPts", val=look.before))
    if base is None or look.after != base.after:
        inner += el("a:spcAft", el("a:spcPts", val=look.after))
    if base is None or look.bullet != base.bullet:
        inner += look.bullet
    inner += "".join(children)
    same_margins = base is not None and (look.left, look.indent) == (base.left, base.indent)
    margins = (None, None) if same_margins else (look.left, look.indent)
    align = None if base is not None and look.align == base.align else look.align
    if not inner and same_margins and align is None:
        return ""
    return el(tag, inner, marL=margins[0], lvl=level or None, indent=margins[1], algn=align)


def _line_spacing(look: ParagraphLook) -> str:
    return el("a:spcPts", val=look.exact) if look.exact else el("a:spcPct", val=look.spacing)


def fonts(name: str) -> str:
    """Return the font elements of a typeface: for a theme font its three scripts, for another family itself."""
    east, complex_ = (f"{name[:3]}-ea", f"{name[:3]}-cs") if name.startswith("+") else (name, name)
    return el("a:latin", typeface=name) + el("a:ea", typeface=east) + el("a:cs", typeface=complex_)


def look_properties(look: RunLook, base: RunLook | None) -> tuple[dict[str, str | int | None], str]:
    """Return attributes and child elements by which a run differs from `base` (all, when there is none)."""
    attributes: dict[str, str | int | None] = {
        "b": _changed(look.bold, base.bold if base else None),
        "i": _changed(look.italic, base.italic if base else None),
        "spc": look.tracking if look.tracking != (base.tracking if base else 0) else None,
        "cap": look.caps if look.caps != (base.caps if base else "none") else None,
    }
    children = ""
    if base is None or look.color != base.color:
        children += el("a:solidFill", look.color)
    if base is None or look.typeface != base.typeface:
        children += fonts(look.typeface)
    return attributes, children


def _changed(value: bool, inherited: bool | None) -> int | None:
    return None if value == inherited else int(value)


def level_style(tag: str, look: Look, base: Look | None = None) -> str:
    """Return a list level ("a:lvl1pPr") with the look's paragraph and run properties as far as `base` lacks them."""
    attributes, children = look_properties(look.run, base.run if base else None)
    size = centi(look.size) if base is None or look.size != base.size else None
    kern = 1200 if base is None else None
    changed = children or size is not None or any(value is not None for value in attributes.values())
    run = el("a:defRPr", children, sz=size, kern=kern, **attributes) if changed else ""
    return paragraph_properties(tag, look.paragraph, base.paragraph if base else None, run)


def outline_levels(look: Look) -> Iterator[str]:
    """Yield the nine list levels that start with this look: each further in and a little smaller, to a floor."""
    step = max(emu(_LEVEL_INDENT), look.paragraph.left)
    for level in range(9):
        paragraph = replace(look.paragraph, left=look.paragraph.left + level * step)
        size = round(max(look.size * _LEAST_SHARE, look.size * _LEVEL_SHARE**level))
        yield level_style(f"a:lvl{level + 1}pPr", Look(paragraph, look.run, look.size if level == 0 else size))
