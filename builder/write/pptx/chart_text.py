"""Text of a chart's axes, labels and titles, and places that the plan fixes."""

from __future__ import annotations

from dataclasses import dataclass

from builder.plan.page import ChartSpec
from builder.theme import Color
from builder.write.pptx.palette import Palette
from builder.write.pptx.style import fonts, typeface
from builder.write.pptx.xml import centi, el, esc


@dataclass(frozen=True, slots=True)
class ChartText:
    """What the text of a chart needs: the chart's specification, the deck's colours and language."""

    spec: ChartSpec
    palette: Palette
    language: str

    def defaults(self, color: Color) -> str:
        """Return `c:txPr`: the chart's label size and face in a colour."""
        look = el("a:pPr", self._properties("a:defRPr", color, None))
        return el("c:txPr", "<a:bodyPr/><a:lstStyle/>", el("a:p", look, el("a:endParaRPr", lang=self.language)))

    def typed(self, text: str, color: Color) -> str:
        """Return `c:tx` with typed text."""
        run = el("a:r", self._properties("a:rPr", color, self.language), el("a:t", esc(text)))
        return el("c:tx", el("c:rich", '<a:bodyPr rot="0" vert="horz"/><a:lstStyle/>', el("a:p", run)))

    def title(self, text: str | None, layout: str = "", *, over: bool = False) -> str:
        """Return a lying title in the axes' colour, `over` the plot's room or beside it; empty without text."""
        if not text:
            return ""
        return el("c:title", self.typed(text, self.spec.axis_color), layout, el("c:overlay", val=over))

    def _properties(self, tag: str, color: Color, language: str | None) -> str:
        face = self.spec.label_face
        return el(
            tag,
            self.palette.fill(color),
            fonts(typeface(face)),
            lang=language,
            sz=centi(self.spec.label_size),
            b=face.bold,
            i=face.italic,
        )


def place(*, inner: bool = False, **shares: str) -> str:
    """Return a manual layout: x, y (and w, h) in shares of the chart's box; `inner` leaves a plot's labels out."""
    target = '<c:layoutTarget val="inner"/>' if inner else ""
    values = "".join(el(f"c:{name}", val=share) for name, share in shares.items())
    return el("c:layout", el("c:manualLayout", target, '<c:xMode val="edge"/><c:yMode val="edge"/>', values))
