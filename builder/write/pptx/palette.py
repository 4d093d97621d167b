"""Colours and line styles in DrawingML. A colour of the theme is named by its slot, so that restyling changes it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, get_args

from builder.frozen import dataclass, field
from builder.theme import Color, SchemeSlot
from builder.write.pptx.xml import el, emu, thousandths

NO_FILL: Final = "<a:noFill/>"
NO_LINE: Final = "<a:ln><a:noFill/></a:ln>"
SLOTS: Final[tuple[SchemeSlot, ...]] = get_args(SchemeSlot)
_LIGHT: Final[Mapping[str, str]] = {"dk1": "tx1", "lt1": "bg1", "dk2": "tx2", "lt2": "bg2"}
_DARK: Final[Mapping[str, str]] = {"dk1": "bg1", "lt1": "tx1", "dk2": "bg2", "lt2": "tx2"}
"""Names on slides of the slots that a master's colour map turns, for a light and for a dark ground."""

TEXT_COLOR: Final = '<a:schemeClr val="tx1"/>'


@dataclass(slots=True)
class Palette:
    """The theme's scheme, and colours and lines as XML, each made once.

    `names` are what slides call the scheme's slots, by a template master's colour map; without them, our own masters'
    names count. `dark` says that our own sheets have a dark ground.
    """

    scheme: Mapping[SchemeSlot, Color]
    dark: bool = False
    names: Mapping[str, str] = field(default_factory=dict)
    _colors: dict[Color, str] = field(default_factory=dict)
    _lines: dict[tuple[Color | None, float, str, str], str] = field(default_factory=dict)

    def color(self, color: Color) -> str:
        """Return a colour element: the theme's slot where the slot really holds this colour, else its digits."""
        if (made := self._colors.get(color)) is None:
            made = self._colors[color] = self._make(color)
        return made

    def _make(self, color: Color) -> str:
        held = self.scheme.get(color.slot) if color.slot else None
        if color.slot and held and held.rgb.upper() == color.rgb.upper():
            return el("a:schemeClr", val=self.names.get(color.slot) or self._names().get(color.slot, color.slot))
        return el("a:srgbClr", val=color.rgb.upper())

    def _names(self) -> Mapping[str, str]:
        return _DARK if self.dark else _LIGHT

    def color_map(self) -> str:
        """Return the map of a master: which slots are background and text, so that new text can be read."""
        mapped = {name: slot for slot, name in self._names().items()}
        same = {slot: slot for slot in SLOTS if slot not in self._names()}
        return el("p:clrMap", **{name: mapped[name] for name in ("bg1", "tx1", "bg2", "tx2")}, **same)

    def colors_links(self, color: Color) -> bool:
        """Tell whether this is the colour that PowerPoint gives links by itself."""
        return "hlink" in self.scheme and color.rgb.upper() == self.scheme["hlink"].rgb.upper()

    def fill(self, color: Color | None) -> str:
        """Return a solid fill, or none."""
        return el("a:solidFill", self.color(color)) if color else NO_FILL

    def line(self, color: Color | None, width: float, dash: str = "", *, tag: str = "a:ln") -> str:
        """Return an outline of `width` points, or none. `dash` is a dash element; `tag` serves table borders too."""
        key = (color, width, dash, tag)
        if (made := self._lines.get(key)) is None:
            seen = color is not None and width > 0
            made = self._lines[key] = (
                el(tag, self.fill(color), dash, w=emu(width))
                if seen
                else el(tag, NO_FILL, w=None if tag == "a:ln" else 0)
            )
        return made


def custom_dash(dash: tuple[float, ...], width: float) -> str:
    """Return the dash element for lengths on and off in points; DrawingML counts them in line widths."""
    if not dash or width <= 0:
        return ""
    pairs = zip(dash[::2], dash[1::2] or dash[:1], strict=False)
    return el("a:custDash", *(el("a:ds", d=thousandths(on / width), sp=thousandths(off / width)) for on, off in pairs))
