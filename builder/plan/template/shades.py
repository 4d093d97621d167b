"""Our colours by meaning, worked out from a template's own: its accents where they can be read, mended where not."""

from __future__ import annotations

import colorsys
from collections.abc import Iterator, Mapping, Sequence

from builder.frozen import dataclass
from builder.template import least_contrast, mixed
from builder.theme import Color, SchemeSlot, contrast, luminance

TEXT, SHAPE = 4.5, 3.0
"""Least contrast of text, and of shapes that must be told from the ground (WCAG 2.2, 1.4.3 and 1.4.11)."""
STEPS = 40
GREY_BELOW = 0.12
"""Saturation below which a colour is a grey, and no brand colour."""
APART = 30 / 360
"""Turn of the colour wheel that tells a second colour from the first."""
ACCENTS: tuple[SchemeSlot, ...] = ("accent1", "accent2", "accent3", "accent4", "accent5", "accent6")
KEPT = ("red", "amber", "green")
"""Colours with a meaning of their own, which no brand may change: emergency, warning, benefit."""
BLACK, WHITE = "".join("0" * 6), "".join("F" * 6)


def readable(color: Color, grounds: Sequence[str], least: float = TEXT) -> Color:
    """Return a colour, or the nearest one towards black or white that reaches a contrast on all grounds.

    Where none does (grounds both dark and light), the better of black and white.
    """
    under = tuple(grounds)
    if least_contrast(color.rgb, under) >= least:
        return color
    for step in range(1, STEPS + 1):
        found = [mixed(end, color.rgb, step / STEPS) for end in (BLACK, WHITE)]
        good = [rgb for rgb in found if least_contrast(rgb, under) >= least]
        if good:
            return Color(max(good, key=lambda rgb: least_contrast(rgb, under)))
    return Color(max((BLACK, WHITE), key=lambda rgb: least_contrast(rgb, under)))


@dataclass(frozen=True, slots=True)
class Shades:
    """Colours by token for slides on one ground, and the colours of chart series."""

    colors: Mapping[str, Color]
    series: tuple[Color, ...]


def shades(base: Mapping[str, Color], scheme: Mapping[SchemeSlot, Color], ink: Color, grounds: Sequence[str]) -> Shades:
    """Return our tokens for a template: `base` are the theme's own, `ink` its text's colour, on these grounds."""
    ground = _named(grounds[0], scheme)
    ink = readable(ink, grounds)
    brand, accent = _brands(base, scheme, grounds)
    dark = luminance(ground.rgb) < luminance(ink.rgb)
    made = {
        "ground": ground,
        "ink": ink,
        "teal": brand,
        "accent": accent,
        "grey": readable(Color(mixed(ink.rgb, ground.rgb, 0.7)), grounds),
        "muted": readable(Color(mixed(ink.rgb, ground.rgb, 0.42)), grounds, SHAPE),
        "hairline": Color(mixed(ink.rgb, ground.rgb, 0.2)),
        "grid": Color(mixed(ink.rgb, ground.rgb, 0.2)),
        "rule": ink,
        "paper": Color(mixed(ink.rgb, ground.rgb, 0.04)),
        "grey_tint": Color(mixed(ink.rgb, ground.rgb, 0.08)),
    }
    made |= {token: readable(base[token], grounds) for token in KEPT if token in base}
    for token in base:
        strong = made.get(token.removesuffix("_tint"))
        if token not in made and token.endswith("_tint") and strong is not None:
            made[token] = _tint(strong, ground, ink, dark=dark)
            made[token.removesuffix("_tint")] = readable(strong, (*grounds, made[token].rgb))
    panels = (made["paper"].rgb, *(color.rgb for name, color in made.items() if name.endswith("_tint")))
    made |= {name: readable(made[name], (*grounds, *panels)) for name in ("teal", "accent", "grey", *KEPT)}
    made |= {"muted_bar": made["muted"], "muted_edge": made["muted"]}
    made |= _panels(base, made)
    made |= {token: _other(color, base, made, grounds) for token, color in base.items() if token not in made}
    return Shades(made, tuple(_series(scheme, made["teal"], grounds)))


def _panels(base: Mapping[str, Color], made: Mapping[str, Color]) -> Mapping[str, Color]:
    """Return what is filled with strong colours, what stands on it, and what doesn't follow the slides' ground."""
    strong = tuple(made[token].rgb for token in ("ink", "teal", "accent", *KEPT))
    on_panel = readable(made["ground"], strong[:2])
    light = luminance(made["ground"].rgb) >= luminance(made["ink"].rgb)
    return {
        "on_strong": readable(made["ground"], strong),
        "panel": made["ink"],
        "opener": made["teal"],
        "on_panel": on_panel,
        "on_panel_soft": on_panel,
        "notes": base["notes"],
        "plate": made["ground"] if light else made["ink"],
    }


def _named(rgb: str, scheme: Mapping[SchemeSlot, Color]) -> Color:
    """Return a colour with the slot of the scheme that holds it, if one does."""
    return next((color for color in scheme.values() if color.rgb == rgb), Color(rgb))


def _brands(
    base: Mapping[str, Color], scheme: Mapping[SchemeSlot, Color], grounds: Sequence[str]
) -> tuple[Color, Color]:
    """Return the template's first colour that is one, and the first of another hue, both readable as text."""
    colored = [scheme[slot] for slot in ACCENTS if slot in scheme and _saturation(scheme[slot].rgb) >= GREY_BELOW]
    first = colored[0] if colored else scheme.get("accent1", base["teal"])
    second = next((color for color in colored[1:] if _turn(color.rgb, first.rgb) >= APART), base["accent"])
    return readable(first, grounds), readable(second, grounds)


def _saturation(rgb: str) -> float:
    red, green, blue = (int(rgb[i : i + 2], 16) / 255 for i in (0, 2, 4))
    high, low = max(red, green, blue), min(red, green, blue)
    return high - low


def _turn(one: str, other: str) -> float:
    """Return how far two hues are apart, as a share of the wheel: 0 to 0.5."""
    hues = [colorsys.rgb_to_hls(*(int(rgb[i : i + 2], 16) / 255 for i in (0, 2, 4)))[0] for rgb in (one, other)]
    apart = abs(hues[0] - hues[1])
    return min(apart, 1 - apart)


def _tint(strong: Color, ground: Color, ink: Color, *, dark: bool) -> Color:
    """Return a panel's colour: a little of the strong one on the ground, on which the text can be read well."""
    for share in (0.2, 0.14, 0.08) if dark else (0.1, 0.07, 0.04):
        rgb = mixed(strong.rgb, ground.rgb, share)
        if contrast(ink.rgb, rgb) >= TEXT:
            return Color(rgb)
    return ground


def _other(color: Color, base: Mapping[str, Color], made: Mapping[str, Color], grounds: Sequence[str]) -> Color:
    """Return what stands for a token without a rule here, by what it is in the theme: text, or a tint of the ground."""
    seen = contrast(color.rgb, base["ground"].rgb)
    if seen >= SHAPE:
        return readable(color, grounds)
    return Color(mixed(made["ink"].rgb, grounds[0], min(0.3, (seen - 1) / 8)))


def _series(scheme: Mapping[SchemeSlot, Color], brand: Color, grounds: Sequence[str]) -> Iterator[Color]:
    """Yield the colours of a chart's series: the brand's, then the template's accents in their order."""
    yield brand
    seen = {brand.rgb}
    for slot in ACCENTS:
        color = readable(scheme[slot], grounds, SHAPE)
        if color.rgb not in seen and scheme[slot].rgb != brand.rgb:
            seen.add(color.rgb)
            yield color
