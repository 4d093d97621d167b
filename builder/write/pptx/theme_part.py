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
_DARK_SHAPE: Final = (
    '<a:spDef><a:spPr/><a:bodyPr rtlCol="0" anchor="ctr"/>'
    '<a:lstStyle><a:defPPr algn="ctr"><a:defRPr/></a:defPPr></a:lstStyle>'
    '<a:style><a:lnRef idx="0"><a:schemeClr val="accent1"/></a:lnRef><a:fillRef idx="1"><a:schemeClr val="accent1"/>'
    '</a:fillRef><a:effectRef idx="0"><a:schemeClr val="accent1"/></a:effectRef>'
    '<a:fontRef idx="minor"><a:schemeClr val="dk1"/></a:fontRef></a:style></a:spDef>'
)
"""What a shape that somebody draws looks like. Without it PowerPoint writes in light 1 on accent 1, and both are light
on a dark ground."""


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
    defaults = el("a:objectDefaults", _DARK_SHAPE if palette.dark else "")
    return root("a:theme", "a", elements, defaults, "<a:extraClrSchemeLst/>", name=name)


def _font(tag: str, family: str) -> str:
    return el(tag, el("a:latin", typeface=family), '<a:ea typeface=""/><a:cs typeface=""/>')
