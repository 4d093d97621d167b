"""A plan as text, a line an item: what golden tests compare and what a review can read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

from builder.geometry import Rect
from builder.plan.dump_charts import dump_rows, dump_spec, kind_of
from builder.plan.page import (
    Bullet,
    Chart,
    Connector,
    Element,
    Field,
    Group,
    Image,
    Item,
    Page,
    Paragraph,
    Plan,
    Reveal,
    RowSpec,
    Shape,
    Stamps,
    Stroke,
    Table,
    TextBox,
    TextShape,
)


def dump(plan: Plan) -> str:
    """Return the plan's pages, items, lines and structure as text. Measures are points with one decimal."""
    lines = [f"plan {plan.size.width:g}x{plan.size.height:g} {plan.properties.language}"]
    for number, page in enumerate(plan.pages, 1):
        lines += _page(number, page)
    if plan.elements:
        lines += ["", "structure", *(f"  {line}" for line in structure(plan.elements))]
    for mark in plan.bookmarks:
        lines.append(f"bookmark {'  ' * mark.level}{mark.title} -> page {mark.page + 1} y {mark.y:.1f}")
    return "\n".join(lines) + "\n"


def _page(number: int, page: Page) -> Iterator[str]:
    layout = f" [{page.layout}]" if page.layout else ""
    yield f"\npage {number}{layout} {page.title}"
    for item in page.items:
        yield from _item(item, "  ")
    for order, click in enumerate(page.reveal, 1):
        yield f"  click {order}: {_revealed(click, page)}"
    for paragraph in page.notes:
        yield "  notes " + "".join(run.text for run in paragraph)


def _revealed(click: Reveal, page: Page) -> str:
    """Return what a click brings: the names of items, and which paragraph."""
    names = ", ".join(str(getattr(page.items[index], "name", "item")) for index in click.items)
    return names if click.paragraph is None else f"{names}, paragraph {click.paragraph + 1}"


def _place(box: Rect) -> str:
    return f"{box.x:.1f},{box.y:.1f} {box.width:.1f}x{box.height:.1f}"


def _item(item: Item, indent: str) -> Iterator[str]:
    match item:
        case TextBox():
            slot = f" <{item.placeholder}>" if item.placeholder else ""
            yield f"{indent}TextBox {_place(item.box)}{slot} {item.name}"
            for paragraph in item.paragraphs:
                yield from _paragraph(paragraph, indent + "  ")
        case TextShape():
            yield f"{indent}TextShape {item.kind} {_place(item.box)} {item.name}"
            for paragraph in item.paragraphs:
                yield from _paragraph(paragraph, indent + "  ")
        case Shape() | Connector() | Stroke() | Stamps() | Image() | Field():
            yield indent + _line(item)
        case Table():
            yield f"{indent}Table {_place(item.box)} {item.name}"
            for row in item.rows:
                cells = " | ".join(" ".join(p.text for p in cell.paragraphs) for cell in row.cells)
                yield f"{indent}  {'header' if row.header else 'row'} {row.height:.1f} {cells}"
        case Chart():
            yield f"{indent}Chart {kind_of(item.spec)} {_place(item.box)} alt={item.alt}"
            for line in dump_rows(item.spec) if isinstance(item.spec, RowSpec) else dump_spec(item.spec):
                yield f"{indent}  {line}"
        case Group():
            yield f"{indent}Group {_place(item.box)} {item.name}{f' alt={item.alt}' if item.alt else ''}"
            for child in item.items:
                yield from _item(child, indent + "  ")
        case _:
            assert_never(item)


def _line(item: Shape | Connector | Stroke | Stamps | Image | Field) -> str:
    """Return an item that one line tells."""
    match item:
        case Shape():
            return f"Shape {item.kind} {_place(item.box)} {item.name}{f' alt={item.alt}' if item.alt else ''}"
        case Connector():
            return f"Connector {_connector(item)}"
        case Stroke():
            return f"Stroke {item.x1:.1f},{item.y1:.1f} {item.x2:.1f},{item.y2:.1f} {item.name}"
        case Stamps():
            return f"Stamps {len(item.places)} {_place(item.box)} {item.name}"
        case Image():
            return f"Image {_place(item.box)} {item.mime} {item.pixels[0]}x{item.pixels[1]} alt={item.alt}"
        case Field():
            return f"Field {item.kind} {item.lines} {_place(item.box)} {item.name}: {item.tooltip}"
        case _:
            assert_never(item)


def _connector(item: Connector) -> str:
    """Return a connector's corners, what it is glued to, its dash and head, and its name."""
    way = " ".join(f"{x:.1f},{y:.1f}" for x, y in item.points)
    ends = [f"{glue.key}#{glue.site}" if glue else "-" for glue in (item.start, item.end)]
    dash = "/".join(f"{length:g}" for length in item.dash) or "solid"
    return f"{way} {' to '.join(ends)} {dash} {item.head.kind if item.head else 'plain'} {item.name}"


def _mark(bullet: Bullet | None) -> str:
    return "" if bullet is None else f" {bullet.run.text if bullet.run else bullet.kind}"


def _paragraph(paragraph: Paragraph, indent: str) -> Iterator[str]:
    size = paragraph.runs[0].nominal if paragraph.runs else 0
    mark = _mark(paragraph.bullet)
    for index, line in enumerate(paragraph.lines):
        words = "".join(piece.run.text for piece in line.pieces)
        head = f"{size:g}{mark} " if index == 0 else "  "
        yield f"{indent}{head}{words}"
    for run in paragraph.runs:
        if run.href and not run.reference:
            yield f"{indent}  link {run.text} -> {run.href}"


def structure(elements: Sequence[Element]) -> Iterator[str]:
    """Yield the structure tree, a line an element, children indented under their parent."""
    children: dict[int | None, list[Element]] = {}
    for element in elements:
        children.setdefault(element.parent, []).append(element)
    stack = [(element, 0) for element in reversed(children.get(None, []))]
    while stack:
        element, depth = stack.pop()
        extra = [f"alt={element.alt}"] if element.alt else []
        yield f"{'  ' * depth}{element.role.value} {element.id} {' '.join(extra)}".rstrip()
        stack += [(child, depth + 1) for child in reversed(children.get(element.id, []))]
