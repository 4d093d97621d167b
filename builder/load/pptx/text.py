"""How text looks in a place: from the most specific style to the presentation's default, the first that says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from lxml import etree

from builder.frozen import dataclass
from builder.load.pptx.archive import AGAIN
from builder.load.pptx.colors import BLACK, Paints, color_in
from builder.load.pptx.refused import Refused
from builder.load.pptx.xml import EMU, A, truth, whole
from builder.template import CharBullet, TextLook
from builder.theme import Color, FontSlot

DEFAULT_SIZE: Final = 18.0
LEVELS: Final = 5
"""List levels that are searched for a bullet."""
_CENTI: Final = 100
_WHOLE: Final = 100_000
_LONGEST_NAME: Final = 80
_THEME_FONTS: Final[Mapping[str, FontSlot]] = {"+mj": "major", "+mn": "minor"}
_BULLETS: Final = ("buNone", "buAutoNum", "buChar", "buBlip")


@dataclass(frozen=True, slots=True)
class Fonts:
    """The theme's heading and body families."""

    major: str
    minor: str

    def named(self, typeface: str) -> tuple[str, FontSlot | None]:
        """Return the family of a typeface such as `+mj-lt`, and the slot that it stands for."""
        slot = _THEME_FONTS.get(typeface[:3])
        if slot is None:
            return font_name(typeface), None
        return (self.major if slot == "major" else self.minor), slot


def font_name(typeface: str) -> str:
    """Return a family's name, if it is one.

    Raises:
        Refused: a name that is longer than any font's, or can't be shown.
    """
    if len(typeface) > _LONGEST_NAME or not typeface.isprintable():
        raise Refused(f"a font has an impossible name: `{typeface[:40]}`", AGAIN)
    return typeface or "Arial"


@dataclass(frozen=True, slots=True)
class Styles:
    """The list styles that a text inherits from, the most specific first, and what colours and fonts mean there."""

    lists: Sequence[etree._Element | None]
    paints: Paints
    fonts: Fonts

    def level(self, number: int) -> list[etree._Element]:
        """Return the paragraph properties of a list level (from 1), the most specific first."""
        found = [None if style is None else style.find(f"{A}lvl{number}pPr") for style in self.lists]
        if number == 1:
            found += [None if style is None else style.find(f"{A}defPPr") for style in self.lists]
        return [level for level in found if level is not None]


def text_look(styles: Styles) -> TextLook:
    """Return the look of a first-level paragraph."""
    levels = styles.level(1)
    runs = [run for level in levels if (run := level.find(f"{A}defRPr")) is not None]
    family, slot = styles.fonts.named(_family(runs))
    size = whole(_said(runs, "sz"), round(DEFAULT_SIZE * _CENTI)) / _CENTI
    color = _color(runs, styles.paints)
    line, exact = _spacing(_child(levels, "lnSpc"), size, 1.0)
    bullet, marked = _bullet(levels, styles, color, size, family)
    return TextLook(
        family=family,
        slot=slot,
        size=size,
        color=color,
        bold=truth(_said(runs, "b"), otherwise=False),
        italic=truth(_said(runs, "i"), otherwise=False),
        caps=_said(runs, "cap") or "none",
        tracking=whole(_said(runs, "spc")) / _CENTI,
        align=_said(levels, "algn") or "l",
        line=line,
        exact=exact,
        before=_gap(_child(levels, "spcBef"), size),
        after=_gap(_child(levels, "spcAft"), size),
        left=whole(_said(levels, "marL")) / EMU,
        hanging=-whole(_said(levels, "indent")) / EMU,
        bullet=bullet,
        marked=marked,
    )


def deeper_bullet(styles: Styles, look: TextLook) -> CharBullet | None:
    """Return the first bullet of levels 2 to 5, for a design whose first level has none."""
    for number in range(2, LEVELS + 1):
        found, _ = _bullet(styles.level(number), styles, look.color, look.size, look.family)
        if found:
            return found
    return None


def _said(nodes: Sequence[etree._Element], attribute: str) -> str | None:
    return next((value for node in nodes if (value := node.get(attribute)) is not None), None)


def _child(nodes: Sequence[etree._Element], name: str) -> etree._Element | None:
    return _first(nodes, (name,))


def _first(nodes: Sequence[etree._Element], names: Sequence[str]) -> etree._Element | None:
    """Return the first child of any of the names, of the first node that has one."""
    return next((child for node in nodes for name in names if (child := node.find(f"{A}{name}")) is not None), None)


def _family(runs: Sequence[etree._Element]) -> str:
    latin = _child(runs, "latin")
    return "+mn-lt" if latin is None else latin.get("typeface") or "+mn-lt"


def _color(runs: Sequence[etree._Element], paints: Paints) -> Color:
    for run in runs:
        for name in ("solidFill", "gradFill"):
            fill = run.find(f"{A}{name}")
            inner = fill if fill is None or name == "solidFill" else fill.find(f"{A}gsLst/{A}gs")
            if inner is not None and (found := color_in(inner, paints)):
                return found[0]
    return paints.named("tx1") or Color(BLACK)


def _spacing(node: etree._Element | None, size: float, otherwise: float) -> tuple[float, float]:
    """Return a line spacing as a share, and in points where it says points (else 0)."""
    share = None if node is None else node.find(f"{A}spcPct")
    points = None if node is None else node.find(f"{A}spcPts")
    if points is not None:
        return otherwise, whole(points.get("val"), round(size * 120)) / _CENTI
    return (otherwise if share is None else _percent(share.get("val"), otherwise)), 0.0


def _percent(text: str | None, otherwise: float) -> float:
    """Return a percentage as a share; the strict form writes `90%`, the usual one 90000."""
    if text and text.endswith("%"):
        return whole(text[:-1].partition(".")[0], 100) / 100
    return whole(text, round(otherwise * _WHOLE)) / _WHOLE


def _gap(node: etree._Element | None, size: float) -> float:
    share = None if node is None else node.find(f"{A}spcPct")
    points = None if node is None else node.find(f"{A}spcPts")
    if points is not None:
        return whole(points.get("val")) / _CENTI
    return 0.0 if share is None else _percent(share.get("val"), 0.0) * size * 1.2


def _bullet(
    levels: Sequence[etree._Element], styles: Styles, color: Color, size: float, family: str
) -> tuple[CharBullet | None, bool]:
    """Return the bullet character, if it is one, and whether anything stands before the paragraph."""
    mark = next(
        (child for level in levels for name in _BULLETS if (child := level.find(f"{A}{name}")) is not None), None
    )
    what = "buNone" if mark is None else etree.QName(mark).localname
    char = "" if mark is None else (mark.get("char") or "")[:1]
    if what != "buChar" or not char or not char.isprintable():
        return None, what != "buNone"
    found = color_in(_first(levels, ("buClr", "buClrTx")), styles.paints)
    font = _first(levels, ("buFont", "buFontTx"))
    named = "" if font is None else font.get("typeface") or ""
    share, points = _child(levels, "buSzPct"), _child(levels, "buSzPts")
    sized = 1.0 if share is None else _percent(share.get("val"), 1.0)
    if share is None and points is not None:
        sized = whole(points.get("val"), round(size * _CENTI)) / _CENTI / size
    bullet_family = styles.fonts.named(named)[0] if named else family
    return CharBullet(char, bullet_family, found[0] if found else color, min(4.0, max(0.25, sized))), True
