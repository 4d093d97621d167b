"""Text of a chart's axes, labels and titles, and places that the plan fixes."""

from __future__ import annotations

from collections.abc import Iterable

from builder.frozen import dataclass
from builder.geometry import Rect
from builder.plan.page import ChartSpec, RowSpec
from builder.theme import Color
from builder.write.pptx.palette import Palette
from builder.write.pptx.style import fonts, typeface
from builder.write.pptx.xml import centi, el, esc


@dataclass(frozen=True, slots=True)
class ChartText:
    """What the text of a chart needs: the chart's specification and box, the deck's colours and language."""

    spec: ChartSpec | RowSpec
    box: Rect
    palette: Palette
    language: str

    def defaults(self, color: Color, *, wrap: bool = True, lying: bool = False) -> str:
        """Return `c:txPr`: the chart's label size and face in a colour; on one line without `wrap`; never turned."""
        look = el("a:pPr", self._properties("a:defRPr", color, None))
        turned: dict[str, str | None] = {"rot": "0" if lying else None, "vert": "horz" if lying else None}
        body = el("a:bodyPr", **turned, wrap=None if wrap else "none") + "<a:lstStyle/>"
        return el("c:txPr", body, el("a:p", look, el("a:endParaRPr", lang=self.language)))

    def typed(self, text: str, color: Color) -> str:
        """Return `c:tx` with typed text, broken where the plan breaks it."""
        lines = (self._line(line, color) for line in text.split("\n"))
        return el("c:tx", el("c:rich", '<a:bodyPr rot="0" vert="horz"/><a:lstStyle/>', *lines))

    def label(self, text: str, color: Color) -> str:
        """Return `c:tx` with a typed text that stays on one line."""
        body = '<a:bodyPr rot="0" vert="horz" wrap="none"/><a:lstStyle/>'
        return el("c:tx", el("c:rich", body, self._line(text, color)))

    def lines(self, texts: Iterable[str], color: Color, align: str) -> str:
        """Return `c:tx` with typed lines that no program breaks anew, aligned to the `l`eft, `r`ight or `ctr`."""
        body = '<a:bodyPr rot="0" vert="horz" wrap="none" anchor="ctr"/><a:lstStyle/>'
        return el("c:tx", el("c:rich", body, *(self._line(text, color, align) for text in texts)))

    def _line(self, text: str, color: Color, align: str | None = None) -> str:
        run = el("a:r", self._properties("a:rPr", color, self.language), el("a:t", esc(text)))
        return el("a:p", el("a:pPr", algn=align) if align else "", run)

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


def hidden_entries(numbers: Iterable[int]) -> str:
    """Return that a legend leaves out the series with these numbers."""
    return "".join(el("c:legendEntry", el("c:idx", val=number), '<c:delete val="1"/>') for number in numbers)
