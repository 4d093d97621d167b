"""What a deck's plans hold, as plain lists for the bare libraries: the same objects, without what this project adds.

Left out on slides: footer, number, section name, colours of text, links, alternative text. In the leaflet: tags,
bookmarks and links.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import accumulate, pairwise
from pathlib import Path, PurePosixPath
from typing import Any

from builder.assets import font_path
from builder.build import Job, check
from builder.geometry import Rect
from builder.plan.page import (
    Cell,
    Chart,
    Connector,
    Group,
    Image,
    Item,
    Page,
    Paragraph,
    Shape,
    Stroke,
    Table,
    TextBox,
    TextRun,
    TextShape,
)
from builder.world import Disk

Content = dict[str, Any]
FURNITURE = frozenset({"eyebrow", "footer", "number"})


def content_of(deck: Path) -> Content:
    """Return the content of a deck's slides and leaflet."""
    slides, leaflet = (draft.plan for draft in check(Job(PurePosixPath(deck.name)), Disk(deck.parent)).drafts)
    pages = [_page(page) for page in leaflet.pages]
    fonts = {text[2]: str(font_path(text[2])) for page in pages for text in page["texts"]}
    paper = [leaflet.size.width, leaflet.size.height]
    return {"slides": [_slide(page) for page in slides.pages], "paper": paper, "fonts": fonts, "pages": pages}


def _slide(page: Page) -> Content:
    notes = "\n".join("".join(run.text for run in paragraph) for paragraph in page.notes)
    return {"items": [said for item in page.items for said in _item(item)], "notes": notes}


def _item(item: Item) -> Iterator[Content]:
    match item:
        case TextBox():
            if item.placeholder not in FURNITURE:
                kind = "title" if item.placeholder == "title" else "text"
                yield {"kind": kind, "box": _box(item.box), "paragraphs": _paragraphs(item.paragraphs)}
        case Shape():
            yield {"kind": "shape", "box": _box(item.box), "fill": item.fill.rgb if item.fill else "FFFFFF"}
        case TextShape():
            fill = item.fill.rgb if item.fill else "FFFFFF"
            said = _paragraphs(item.paragraphs)
            yield {"kind": "node", "box": _box(item.box), "fill": fill, "paragraphs": said}
        case Stroke():
            yield {"kind": "rule", "box": [item.x1, item.y1, item.x2, item.y2]}
        case Connector():
            for (x1, y1), (x2, y2) in pairwise(item.points):
                yield {"kind": "rule", "box": [x1, y1, x2, y2]}
        case Table():
            rows = [[_paragraphs(cell.paragraphs) for cell in row.cells] for row in item.rows]
            yield {"kind": "table", "box": _box(item.box), "rows": rows}
        case Chart():
            spec = item.spec
            kind = "line" if spec.kind == "line" else "bar" if spec.horizontal else "column"
            series = [[one.name, one.values] for one in spec.series]
            chart = {"chart": kind, "categories": spec.categories, "series": series}
            yield {"kind": "chart", "box": _box(item.box), **chart}
        case Group():
            for inner in item.items:
                yield from _item(inner)
        case Image():
            raise NotImplementedError("generated decks hold no pictures")


def _box(box: Rect) -> list[float]:
    return [box.x, box.y, box.width, box.height]


def _paragraphs(paragraphs: Iterable[Paragraph]) -> list[list[Content]]:
    return [[_run(run) for run in paragraph.runs] for paragraph in paragraphs]


def _run(run: TextRun) -> Content:
    return {"text": run.text, "size": run.nominal, "bold": run.face.bold}


def _page(page: Page) -> Content:
    found: Content = {"texts": [], "shapes": [], "rules": []}
    for item in page.items:
        _draw(item, found)
    return found


def _draw(item: Item, found: Content) -> None:
    match item:
        case TextBox():
            _draw_paragraphs(item.inner, item.paragraphs, found)
        case Shape():
            found["shapes"].append([*_box(item.box), item.fill.rgb if item.fill else "FFFFFF"])
        case TextShape():
            found["shapes"].append([*_box(item.box), item.fill.rgb if item.fill else "FFFFFF"])
            _draw_paragraphs(item.inner, item.paragraphs, found)
        case Stroke():
            found["rules"].append([item.x1, item.y1, item.x2, item.y2, item.color.rgb])
        case Connector():
            for (x1, y1), (x2, y2) in pairwise(item.points):
                found["rules"].append([x1, y1, x2, y2, item.color.rgb])
        case Table():
            _draw_table(item, found)
        case Chart(marks=inner) | Group(items=inner):
            for one in inner:
                _draw(one, found)
        case Image():
            raise NotImplementedError("generated decks hold no pictures")


def _draw_table(table: Table, found: Content) -> None:
    edges = accumulate((row.height for row in table.rows), initial=table.box.y)
    for row, (_, bottom) in zip(table.rows, pairwise(edges), strict=True):
        cells: tuple[Cell, ...] = row.cells
        for cell in cells:
            _draw_paragraphs(cell.inner, cell.paragraphs, found)
        if row.rule:
            found["rules"].append([table.box.x, bottom, table.box.right, bottom, row.rule[0].rgb])


def _draw_paragraphs(inner: Rect, paragraphs: Iterable[Paragraph], found: Content) -> None:
    for paragraph in paragraphs:
        mark = paragraph.bullet
        if mark and paragraph.lines:
            left = inner.x + paragraph.indent - paragraph.hanging
            top = inner.y + paragraph.lines[0].baseline - mark.size
            found["shapes"].append([left, top, mark.size, mark.size, mark.color.rgb])
        for line in paragraph.lines:
            for piece in line.pieces:
                x, y = inner.x + line.x + piece.x, inner.y + line.baseline - piece.run.rise
                found["texts"].append([x, y, piece.run.face.key, piece.run.size, piece.run.color.rgb, piece.run.text])
