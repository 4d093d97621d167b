"""Forms: fields as annotations over what is drawn for the pen, each with its looks, and the form that lists them."""

from __future__ import annotations

from builder.frozen import dataclass
from builder.geometry import Rect
from builder.plan.page import Field
from builder.theme import Face
from builder.write.pdf.engine import Engine, Number, ref
from builder.write.pdf.syntax import array, box, color, dictionary, number, text
from builder.write.pdf.typed import embed_typed

MULTILINE, NO_SCROLL = 1 << 12, 1 << 23
"""Flags of text fields (ISO 32000-1, table 228): several lines; no more than can be seen, and so be printed."""
TICK = ((0.2, 0.5), (0.42, 0.24), (0.82, 0.8))
"""The corners of a tick as shares of its box, from the bottom left."""


@dataclass(frozen=True, slots=True)
class Widget:
    """A field on one page: its object, a reference to the page, and its number in the structure's parent tree."""

    number: Number
    page: str
    field: Field
    key: int


class Forms:
    """The fields of one document, in the order in which they are reached by the keyboard; most documents have none."""

    def __init__(self) -> None:
        self._widgets: list[Widget] = []
        self._faces: dict[Face, str] = {}

    def add(self, widget: Widget) -> None:
        """Add a field."""
        self._widgets.append(widget)
        if widget.field.kind == "text":
            self._faces.setdefault(widget.field.face, f"T{len(self._faces) + 1}")

    def write(self, height: float, engine: Engine) -> Number | None:
        """Write every field on pages of `height` points, and return the form; None where there is nothing to fill in.

        Every field has its looks in the file, as PDF/A asks: no reader needs to make them before somebody types.
        """
        if not self._widgets:
            return None
        for widget in self._widgets:
            engine.write(widget.number, self._widget(widget, height, engine))
        fonts = {name: embed_typed(face, engine) for face, name in self._faces.items()}
        entries = {"Fields": array(ref(widget.number) for widget in self._widgets)}
        return engine.add(dictionary({**entries, "DR": dictionary({"Font": dictionary(fonts)})} if fonts else entries))

    def _widget(self, widget: Widget, height: float, engine: Engine) -> str:
        """Return a field and its annotation, which are one object; it is printed, and its border is the page's own."""
        field = widget.field
        entries = {
            "Type": "/Annot",
            "Subtype": "/Widget",
            "Rect": box(field.box, height),
            "F": "4",
            "P": widget.page,
            "StructParent": str(widget.key),
            "T": text(field.name),
            "TU": text(field.tooltip),
            "BS": dictionary({"W": "0"}),
        }
        return dictionary(entries | (_check(field, engine) if field.kind == "check" else self._text(field, engine)))

    def _text(self, field: Field, engine: Engine) -> dict[str, str]:
        """Return what makes a text field, empty. Behind several lines of type, the lines drawn for the pen would be in
        the way: once there is something to show, white hides them."""
        many = field.lines > 1
        flags = NO_SCROLL | (MULTILINE if many else 0)
        looks = f"/{self._faces[field.face]} {number(field.size)} Tf {color(field.color.rgb)} rg"
        ground = {"MK": dictionary({"BG": "[ 1 1 1 ]"})} if many else {}
        empty = _looks(field.box, "/Tx BMC EMC", engine)
        own = {"FT": "/Tx", "Ff": str(flags), "V": "()", "DA": f"({looks})", "AP": dictionary({"N": empty})}
        return own | ground


def _check(field: Field, engine: Engine) -> dict[str, str]:
    """Return what makes a box to tick, not ticked."""
    on, off = _looks(field.box, _tick(field), engine), _looks(field.box, "", engine)
    states = dictionary({"Yes": on, "Off": off})
    return {"FT": "/Btn", "V": "/Off", "AS": "/Off", "AP": dictionary({"N": states})}


def _tick(field: Field) -> str:
    width, height = field.box.width, field.box.height
    start, *rest = (f"{number(x * width)} {number(y * height)}" for x, y in TICK)
    lines = " ".join(f"{corner} l" for corner in rest)
    return f"{color(field.color.rgb)} RG {number(width / 6)} w 1 J 1 j {start} m {lines} S"


def _looks(rect: Rect, operators: str, engine: Engine) -> str:
    """Write the looks of a field, from its bottom left, and return their reference."""
    extent = array(("0", "0", number(rect.width), number(rect.height)))
    entries = {"Type": "/XObject", "Subtype": "/Form", "BBox": extent, "Resources": dictionary({})}
    return ref(engine.stream(entries, operators.encode("ascii")))
