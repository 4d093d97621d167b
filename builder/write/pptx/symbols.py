"""The figures of pictograms: small pictures, drawn from the plan's shapes, that PowerPoint stacks along a bar."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import Final

from builder.frozen import dataclass, field
from builder.geometry import Rect
from builder.plan.page import Figure, Image
from builder.theme import Color
from builder.write.pptx.axes import double
from builder.write.pptx.opc import RT
from builder.write.pptx.package import RawPart
from builder.write.pptx.sheet import Deck
from builder.write.pptx.xml import el

_SCALE: Final = 6
"""Pixels of a point; drawn at twice that and averaged, so that edges are smooth."""
_POINTS_PER_INCH: Final = 72


@dataclass(slots=True)
class Symbols:
    """The pictures of one chart part, which it refers to: `images`, in the order of their use."""

    part: RawPart
    deck: Deck
    images: list[Image] = field(default_factory=list)
    _known: dict[Color, str] = field(default_factory=dict)

    def fill(self, figure: Figure, color: Color) -> str:
        """Return a fill of figures in a colour."""
        if color not in self._known:
            data, pixels = picture(figure, color.rgb)
            image = Image(Rect(0, 0, figure.width, figure.height), data, "image/png", pixels, None, "Figure")
            self.images.append(image)
            self._known[color] = self.part.relate(self.deck.picture(image), RT.IMAGE)
        blip = el("a:blip", r_embed=self._known[color])
        return el("a:blipFill", blip, "<a:stretch><a:fillRect/></a:stretch>")

    def options(self, figure: Figure | None) -> str:
        """Return that figures are stacked, each as long as the number it stands for; nothing for bars without."""
        if figure is None:
            return ""
        kind = el("c:pictureFormat", val="stackScale")
        return el("c:pictureOptions", kind, el("c:pictureStackUnit", val=double(figure.each)))


@lru_cache(maxsize=32)
def picture(figure: Figure, rgb: str) -> tuple[bytes, tuple[int, int]]:
    """Return a figure as a PNG with a clear ground, and its size in pixels. Its natural size is the figure's cell.

    PowerPoint scales it to the cell; LibreOffice tiles it at its natural size, which comes to the same.
    """
    from PIL import Image as Pixels  # noqa: PLC0415 - only decks with pictograms pay for it
    from PIL import ImageDraw  # noqa: PLC0415 - as above

    width, height = round(figure.width * _SCALE), round(figure.height * _SCALE)
    across, down = 2 * width / figure.width, 2 * height / figure.height
    mask = Pixels.new("L", (2 * width, 2 * height), 0)
    pen = ImageDraw.Draw(mask)
    for kind, part, radius in figure.parts:
        box = (part.x * across, part.y * down, part.right * across, part.bottom * down)
        if kind == "ellipse":
            pen.ellipse(box, fill=255)
        else:
            pen.rounded_rectangle(box, radius * across, fill=255)
    drawn = Pixels.new("RGBA", (width, height), f"#{rgb}")
    drawn.putalpha(mask.resize((width, height), Pixels.Resampling.BOX))
    buffer = io.BytesIO()
    dpi = (width / figure.width * _POINTS_PER_INCH, height / figure.height * _POINTS_PER_INCH)
    drawn.save(buffer, "PNG", dpi=dpi, compress_level=9)
    return buffer.getvalue(), (width, height)
