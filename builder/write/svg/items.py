"""Items as SVG elements, in reading order. Groups stay groups; what has words has real text."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from builder.geometry import Rect
from builder.markup import Markup, joined, tag
from builder.plan.page import (
    Chart,
    Circle,
    Connector,
    Contour,
    Field,
    Group,
    Image,
    Item,
    Outline,
    Shape,
    Stamps,
    Stroke,
    Table,
    TextBox,
    TextShape,
)
from builder.theme import Color
from builder.write.svg.connectors import paint_connector
from builder.write.svg.syntax import number, paint
from builder.write.svg.words import paint_paragraphs


def paint_items(items: Iterable[Item]) -> tuple[Markup, ...]:
    """Return items as SVG elements, one after another."""
    return tuple(mark for item in items for mark in _item(item))


def _item(item: Item) -> Iterator[Markup]:  # noqa: PLR0912  # one case a kind
    match item:
        case TextBox():
            if item.fill:
                yield rect(item.box, item.fill)
            yield from paint_paragraphs(item.inner, item.paragraphs)
        case Shape():
            yield _clipped(item)
        case TextShape():
            yield from _text_shape(item)
        case Connector():
            yield paint_connector(item)
        case Stroke():
            yield _stroke(item)
        case Stamps():
            yield tag("path", d=_stamped(item.outline, item.places), fill=paint(item.fill))
        case Image():
            data = f"data:{item.mime};base64,{b64encode(item.data).decode('ascii')}"
            yield tag("image", href=data, preserveAspectRatio="none", **_place(item.box))
        case Table():
            yield from _table(item)
        case Chart():
            yield tag("g", joined(paint_items(item.marks)))
        case Group():
            yield tag("g", joined(paint_items(item.items)))
        case Field():  # drawn lines stay, fields are the page's
            return
        case _:
            assert_never(item)


def _place(box: Rect) -> dict[str, str]:
    return {"x": number(box.x), "y": number(box.y), "width": number(box.width), "height": number(box.height)}


def rect(box: Rect, fill: Color) -> Markup:
    """Return a filled rectangle."""
    return tag("rect", fill=paint(fill), **_place(box))


def _pen(line: Color | None, width: float, dash: Sequence[float] = ()) -> dict[str, str]:
    if line is None or width <= 0:
        return {}
    dashes = {"stroke_dasharray": " ".join(map(number, dash))} if dash else {}
    return {"stroke": paint(line), "stroke_width": number(width), **dashes}


def _outlined(item: Shape | TextShape, dash: Sequence[float] = ()) -> Markup:
    box, look = item.box, {"fill": paint(item.fill), **_pen(item.line, item.line_width, dash)}
    middle_x, middle_y = box.x + box.width / 2, box.y + box.height / 2
    match item.kind:
        case "rect":
            return tag("rect", **_place(box), **look)
        case "round-rect":
            radius = number(min(item.radius, box.width / 2, box.height / 2))
            return tag("rect", rx=radius, **_place(box), **look)
        case "ellipse":
            radii = {"rx": number(box.width / 2), "ry": number(box.height / 2)}
            return tag("ellipse", cx=number(middle_x), cy=number(middle_y), **radii, **look)
        case "triangle":
            return tag(
                "polygon", points=_points((middle_x, box.y), (box.x, box.bottom), (box.right, box.bottom)), **look
            )
        case "diamond":
            sides = ((middle_x, box.y), (box.right, middle_y), (middle_x, box.bottom), (box.x, middle_y))
            return tag("polygon", points=_points(*sides), **look)
        case _:
            assert_never(item.kind)


def _points(*points: tuple[float, float]) -> str:
    return " ".join(f"{number(x)},{number(y)}" for x, y in points)


def _clipped(item: Shape) -> Markup:
    """Return a shape; what lies outside of its clip is cut by a viewport of its own, which needs no name."""
    if item.clip is None:
        return _outlined(item)
    view = " ".join(_place(item.clip).values())
    return tag("svg", _outlined(item), viewBox=view, preserveAspectRatio="none", overflow="hidden", **_place(item.clip))


def _text_shape(item: TextShape) -> Iterator[Markup]:
    yield _outlined(item, item.dash)
    yield from paint_paragraphs(item.inner, item.paragraphs)


def _stroke(item: Stroke) -> Markup:
    ends = {"x1": number(item.x1), "y1": number(item.y1), "x2": number(item.x2), "y2": number(item.y2)}
    return tag("line", **ends, **_pen(item.color, item.width, item.dash))


def _table(table: Table) -> Iterator[Markup]:
    """Yield a table: cell grounds and rules first, then the cells row by row."""
    bottom, right = table.box.y, table.box.x + sum(table.columns)
    for row in table.rows:
        bottom += row.height
        yield from (rect(cell.box, cell.fill) for cell in row.cells if cell.fill)
        if row.rule:
            color, width = row.rule
            yield _stroke(Stroke(table.box.x, bottom, right, bottom, color, width, "Rule"))
    for row in table.rows:
        for cell in row.cells:
            yield from paint_paragraphs(cell.inner, cell.paragraphs)


# Figures that are drawn many times over


def _stamped(outline: Outline, places: Sequence[tuple[float, float]]) -> str:
    """Return a figure at each of the places (its top left) as one path."""
    shapes = [(contour, _steps(contour)) for contour in outline]
    return "".join(
        f"M{number(x + _start(contour)[0])} {number(y + _start(contour)[1])}{steps}"
        for x, y in places
        for contour, steps in shapes
    )


def _start(contour: Circle | Contour) -> tuple[float, float]:
    return contour.start if isinstance(contour, Contour) else (contour.x - contour.radius, contour.y)


def _steps(contour: Circle | Contour) -> str:
    """Return the way around a contour by steps from point to point; a hole runs the other way round."""
    if isinstance(contour, Circle):
        r, across, turn = number(contour.radius), number(2 * contour.radius), "0" if contour.hole else "1"
        return f"a{r} {r} 0 1 {turn} {across} 0a{r} {r} 0 1 {turn} -{across} 0z"
    parts, (x, y) = [], contour.start
    for step in contour.steps:
        ends = [f"{number(step[i] - x)} {number(step[i + 1] - y)}" for i in range(0, len(step), 2)]
        parts.append(("l" if len(step) == 2 else "c") + " ".join(ends))
        x, y = step[-2], step[-1]
    return "".join((*parts, "z"))
