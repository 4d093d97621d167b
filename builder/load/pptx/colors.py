"""DrawingML colours -> six hex digits: scheme slots through the master's map, presets, and their modifiers."""

from __future__ import annotations

import colorsys
from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Final, cast, get_args

from lxml import etree

from builder.frozen import dataclass
from builder.load.pptx.xml import A, R, whole
from builder.template import mixed
from builder.theme import Color, SchemeSlot

Channels = tuple[float, float, float]

SLOTS: Final = frozenset(get_args(SchemeSlot))
_WHOLE: Final = 100_000
_PREFIXES: Final = (("dk", "dark"), ("lt", "light"), ("med", "medium"))
WHITE: Final = "".join(["F"] * 6)
BLACK: Final = "".join(["0"] * 6)


@dataclass(frozen=True, slots=True)
class Paints:
    """What colours are worked out from: the theme's scheme, and the map from names on slides to its slots.

    `holder` is what the theme's own formats call `phClr`: the colour of the thing that they format.
    """

    scheme: Mapping[SchemeSlot, Color]
    color_map: Mapping[str, SchemeSlot]
    holder: Color | None = None

    def named(self, name: str) -> Color | None:
        """Return the colour of a scheme name such as `tx1` or `accent2`."""
        if name == "phClr":
            return self.holder
        slot = self.color_map.get(name) or (cast("SchemeSlot", name) if name in SLOTS else None)
        return self.scheme.get(slot) if slot else None


def color_in(parent: etree._Element | None, paints: Paints) -> tuple[Color, float] | None:
    """Return the first colour that stands in an element, and its opacity; None for none, or one that is unknown."""
    if parent is None:
        return None
    for node in parent:
        found = _base(node, paints) if isinstance(node.tag, str) else None
        if found is not None:
            return _modified(found, node)
    return None


def _base(node: etree._Element, paints: Paints) -> Color | None:
    value = node.get("val", "")
    match etree.QName(node).localname:
        case "srgbClr":
            return _digits(value)
        case "schemeClr":
            return paints.named(value)
        case "sysClr":
            return _digits(node.get("lastClr", "")) or Color(WHITE if value == "window" else BLACK)
        case "prstClr":
            return _preset(value)
        case "scrgbClr":
            linear = [min(1.0, max(0.0, whole(node.get(key)) / _WHOLE)) for key in "rgb"]
            return Color(_hex((_encoded(linear[0]), _encoded(linear[1]), _encoded(linear[2]))))
        case "hslClr":
            hue, light, sat = whole(node.get("hue")) / 21_600_000, _share(node, "lum"), _share(node, "sat")
            return Color(_hex(colorsys.hls_to_rgb(hue % 1.0, light, sat)))
        case _:
            return None


def _share(node: etree._Element, key: str) -> float:
    return min(1.0, max(0.0, whole(node.get(key)) / _WHOLE))


def _digits(text: str) -> Color | None:
    try:
        return Color(f"{int(text, 16):06X}") if len(text) == 6 else None
    except ValueError:
        return None


def _preset(name: str) -> Color | None:
    from PIL import ImageColor  # noqa: PLC0415 - only templates with such colours pay for it

    for short, long in _PREFIXES:
        if name.startswith(short) and name[len(short) : len(short) + 1].isupper():
            name = long + name[len(short) :]
    found = ImageColor.colormap.get(name.lower())
    return _digits(found.lstrip("#")) if isinstance(found, str) else None


def _modified(color: Color, node: etree._Element) -> tuple[Color, float]:
    """Return a colour with the modifiers that stand in its element, in order, and its opacity."""
    rgb, opacity, changed = _channels(color.rgb), 1.0, False
    for child in node:
        name = etree.QName(child).localname if isinstance(child.tag, str) else ""
        value = whole(child.get("val")) / _WHOLE
        if name == "alpha":
            opacity = min(1.0, max(0.0, value))
        elif name in _MODIFIERS:
            rgb, changed = _MODIFIERS[name](rgb, value), True
    return (Color(_hex(rgb)) if changed else color), opacity


def _in_hls(change: Callable[[float, float, float, float], Channels]) -> Callable[[Channels, float], Channels]:
    def modifier(rgb: Channels, value: float) -> Channels:
        hue, light, sat = change(*colorsys.rgb_to_hls(*rgb), value)
        return colorsys.hls_to_rgb(hue % 1.0, min(1.0, max(0.0, light)), min(1.0, max(0.0, sat)))

    return modifier


def _in_light(change: Callable[[float, float], float]) -> Callable[[Channels, float], Channels]:
    """Return a modifier that works on linear light, channel by channel."""

    def modifier(rgb: Channels, value: float) -> Channels:
        red, green, blue = (_encoded(min(1.0, max(0.0, change(_linear(c), value)))) for c in rgb)
        return red, green, blue

    return modifier


def _grey(rgb: Channels, _value: float) -> Channels:
    level = 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]
    return level, level, level


_MODIFIERS: Final[Mapping[str, Callable[[Channels, float], Channels]]] = {
    "lumMod": _in_hls(lambda h, lum, s, v: (h, lum * v, s)),
    "lumOff": _in_hls(lambda h, lum, s, v: (h, lum + v, s)),
    "lum": _in_hls(lambda h, _lum, s, v: (h, v, s)),
    "satMod": _in_hls(lambda h, lum, s, v: (h, lum, s * v)),
    "satOff": _in_hls(lambda h, lum, s, v: (h, lum, s + v)),
    "sat": _in_hls(lambda h, lum, _s, v: (h, lum, v)),
    "hueOff": _in_hls(lambda h, lum, s, v: (h + v / 216, lum, s)),
    "tint": _in_light(lambda c, v: c * v + 1 - v),
    "shade": _in_light(lambda c, v: c * v),
    "gray": _grey,
    "inv": _in_light(lambda c, _v: 1 - c),
    "comp": _in_hls(lambda h, lum, s, _v: (h + 0.5, lum, s)),
}
"""ECMA-376, 20.1.2.3: luminance, saturation and hue in HSL of the encoded colour, tint and shade in linear light."""


def _channels(rgb: str) -> Channels:
    red, green, blue = (int(rgb[i : i + 2], 16) / 255 for i in (0, 2, 4))
    return red, green, blue


def _hex(rgb: Channels) -> str:
    return "".join(f"{round(min(1.0, max(0.0, channel)) * 255):02X}" for channel in rgb)


def _linear(c: float) -> float:
    return c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4


def _encoded(c: float) -> float:
    return c * 12.92 if c <= 0.0031308 else 1.055 * c ** (1 / 2.4) - 0.055


@dataclass(frozen=True, slots=True)
class Fill:
    """What an area is filled with: colours (several for gradients and patterns), opacity, or a picture's id."""

    colors: tuple[str, ...]
    opacity: float = 1.0
    picture: str | None = None


def fill_in(parent: etree._Element | None, paints: Paints) -> Fill | None:
    """Return the fill that stands in an element (`p:spPr`, `p:bgPr`); None where it says none."""
    for node in () if parent is None else parent:
        match etree.QName(node).localname if isinstance(node.tag, str) else "":
            case "solidFill":
                found = color_in(node, paints)
                return Fill((found[0].rgb,), found[1]) if found else None
            case "gradFill":
                stops = [color_in(stop, paints) for stop in node.iter(f"{A}gs")]
                known = [stop for stop in stops if stop]
                least = min((opacity for _, opacity in known), default=1.0)
                return Fill(_between([color.rgb for color, _ in known]), least) if known else None
            case "pattFill":
                both = [color_in(node.find(f"{A}{name}"), paints) for name in ("fgClr", "bgClr")]
                return Fill(tuple(color[0].rgb for color in both if color)) if any(both) else None
            case "blipFill":
                return picture_fill(node)
            case "noFill":
                return Fill(())
            case _:
                continue
    return None


def picture_fill(node: etree._Element) -> Fill | None:
    """Return the picture of a `blipFill`."""
    blip = node.find(f"{A}blip")
    rid = None if blip is None else blip.get(f"{R}embed")
    faded = None if blip is None else blip.find(f"{A}alphaModFix")
    opacity = 1.0 if faded is None else whole(faded.get("amt"), _WHOLE) / _WHOLE
    return Fill((), opacity, rid) if rid else None


def _between(stops: list[str]) -> tuple[str, ...]:
    """Return a gradient's stops and the colours half-way between neighbours."""
    middles = [mixed(one, other, 0.5) for one, other in pairwise(stops)]
    return tuple(dict.fromkeys([*stops, *middles]))
