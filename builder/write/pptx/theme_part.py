"""The theme part: twelve colours, two fonts, and flat fills, lines and effects."""

from __future__ import annotations

from typing import Final

from builder.plan.page import Plan
from builder.write.pptx.palette import SLOTS, Palette
from builder.write.pptx.xml import el, root

_OWN: Final = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINES: Final = "".join(
    el("a:ln", _OWN, '<a:prstDash val="solid"/>', w=width, cap="flat", cmpd="sng", algn="ctr")
    for width in (6350, 12700, 19050)
)
_FORMATS: Final = el(
    "a:fmtScheme",
    el("a:fillStyleLst", _OWN * 3),
    el("a:lnStyleLst", _LINES),
    el("a:effectStyleLst", "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3),
    el("a:bgFillStyleLst", _OWN * 3),
    name="Flat",
)


def theme_part(plan: Plan, palette: Palette) -> bytes:
    """Return a theme part named as the plan's theme."""
    name = plan.theme_name or "Theme"
    colors = (el(f"a:{slot}", el("a:srgbClr", val=palette.scheme[slot].rgb.upper())) for slot in SLOTS)
    elements = el(
        "a:themeElements",
        el("a:clrScheme", *colors, name=name),
        el("a:fontScheme", _font("a:majorFont", plan.major_family), _font("a:minorFont", plan.minor_family), name=name),
        _FORMATS,
    )
    return root("a:theme", "a", elements, "<a:objectDefaults/><a:extraClrSchemeLst/>", name=name)


def _font(tag: str, family: str) -> str:
    return el(tag, el("a:latin", typeface=family), '<a:ea typeface=""/><a:cs typeface=""/>')
