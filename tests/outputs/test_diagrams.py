"""Diagrams in the files: native shapes with words, connectors glued to them, alternative texts; the same in vectors."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree

from builder.drafts import Draft
from builder.plan.page import Connector, Group, Page, Plan, TextShape

from .support import elbows, office, opened
from .support.builds import File, written
from .support.goldens import planned
from .support.opened import A, P


def groups(plan: Plan) -> Iterator[tuple[Page, Group]]:
    for page in plan.pages:
        for item in page.items:
            if isinstance(item, Group) and item.name.startswith("Diagram"):
                yield page, item


def decks(lecture: File) -> Iterator[tuple[Plan, bytes]]:
    yield lecture.plan, lecture.data
    for draft in planned("diagrams"):
        if draft.kind == "pptx":
            yield draft.plan, written(draft)


def drawn(lecture: File) -> Iterator[tuple[Group, etree._Element, etree._Element]]:
    """Each planned diagram with its group in the file and the slide that holds it."""
    count = 0
    for plan, data in decks(lecture):
        for page, slide in zip(plan.pages, opened.slides(data), strict=True):
            root = opened.tree(slide.blob)
            found = [g for g in root.iter(P + "grpSp") if identity(g).get("name", "").startswith("Diagram")]
            wanted = [g for p, g in groups(plan) if p is page]
            assert len(found) == len(wanted), page.title
            for group, element in zip(wanted, found, strict=True):
                count += 1
                yield group, element, root
    assert count >= 11


def identity(shape: etree._Element) -> etree._Element:
    return shape[0].find(P + "cNvPr")


# PowerPoint


def test_a_diagram_is_one_group_with_its_alternative_text(lecture: File) -> None:
    for group, element, _ in drawn(lecture):
        assert identity(element).get("descr") == group.alt
        assert len(group.alt or "") > 20
        for inner in element.iter(P + "grpSp"):
            assert inner is element, "no group within the group"


def test_boxes_are_shapes_with_their_words_inside_in_reading_order(lecture: File) -> None:
    for group, element, _ in drawn(lecture):
        wanted = [
            " ".join(p.text for p in item.paragraphs)
            for item in group.items
            if isinstance(item, TextShape) and item.key and item.paragraphs
        ]
        by_id = elbows.boxes(element)
        glued = [end[0] for line in elbows.connectors(element) for end in (line.start, line.end) if end]
        order = [box.words for box in by_id.values() if box.id in glued and box.words]
        assert order == wanted
        for shape in element.iter(P + "sp"):
            body = shape.find(P + "txBody")
            if body is not None:
                assert body.find(A + "bodyPr").find(A + "noAutofit") is not None


def test_every_connector_is_glued_to_shapes_of_its_group_where_it_ends(lecture: File) -> None:
    counted = 0
    for _, element, _ in drawn(lecture):
        by_id = elbows.boxes(element)
        for line in elbows.connectors(element):
            if line.name.startswith("Key"):
                assert line.start is line.end is None
                continue
            for end, point in ((line.start, line.points[0]), (line.end, line.points[-1])):
                assert end is not None, line.name
                box = by_id[end[0]]
                assert end[1] < len(box.sites), f"{box.name} has no site {end[1]}"
                x, y = box.sites[end[1]]
                assert abs(x - point[0]) < 0.05 and abs(y - point[1]) < 0.05, f"{line.name} misses {box.name}"
            counted += 1
    assert counted > 200


def test_powerpoint_draws_connectors_as_planned(lecture: File) -> None:
    """By the rules of its preset shapes; LibreOffice finds elbows by itself, so it can't tell."""
    bends = set()
    for group, element, _ in drawn(lecture):
        wanted = [item for item in group.items if isinstance(item, Connector)]
        found = [line for line in elbows.connectors(element) if not line.name.startswith(("Key line", "Key bar"))]
        wanted = [item for item in wanted if not item.name.startswith("Key")]
        assert len(found) == len(wanted)
        for item, line in zip(wanted, found, strict=True):
            assert len(item.points) == len(line.points)
            for (x1, y1), (x2, y2) in zip(item.points, line.points, strict=True):
                assert abs(x1 - x2) < 0.2 and abs(y1 - y2) < 0.2, f"{item.name}: {item.points} {line.points}"
            assert (line.head == "triangle") == (item.head is not None)
            assert len(line.dashes) == len(item.dash) // 2
            (x1, y1), (x2, y2) = item.points[:2]
            bends.add((len(item.points), x1 == x2, x2 > x1 or y2 > y1))
    assert len(bends) >= 6, "elbows in several directions are among them"


def test_each_arrow_leads_over_its_pieces_from_box_to_box(lecture: File) -> None:
    """What the outline says can be read back from the file: follow the connectors from shape to shape."""
    for plan, data in decks(lecture):
        for page, slide in zip(plan.pages, opened.slides(data), strict=True):
            for group in (g for p, g in groups(plan) if p is page):
                root = opened.tree(slide.blob)
                by_id = elbows.boxes(root)
                after = {line.start: line.end for line in elbows.connectors(root) if not line.name.startswith("Bar")}
                said = [f"{a} {verb} {b}" for a, verb, b in arrows(group)]
                for line in elbows.connectors(root):
                    if line.start and not line.name.startswith("Bar") and by_id[line.start[0]].words:
                        end = line.end
                        while end and not by_id[end[0]].words:
                            end = next(e for s, e in after.items() if s and s[0] == end[0])
                        assert end
                        source, target = (by_id[one[0]].words.replace("\u00a0", " ") for one in (line.start, end))
                        said.remove(next(name for name in said if is_name(line.name, name)))
                        assert any(is_name(line.name, f"{source} {verb} {target}") for verb in VERBS)
                assert said == []


def is_name(found: str, name: str) -> bool:
    """Whether a shape has a name, or the name with the number that tells it from others."""
    return re.fullmatch(rf"{re.escape(name)}( \d+)?", found) is not None


VERBS = ("raises", "blocks", "may affect (disputed)")


def arrows(group: Group) -> Iterator[tuple[str, str, str]]:
    """The arrows of a planned diagram by the names of their first pieces."""
    keys = {item.key for item in group.items if isinstance(item, TextShape) and item.paragraphs}
    for item in group.items:
        if isinstance(item, Connector) and item.start and item.start.key in keys and item.name != "Bar":
            verb = next(v for v in VERBS if f" {v} " in item.name)
            source, _, target = item.name.partition(f" {verb} ")
            yield source, verb, target


def test_what_is_drawn_beside_the_words_is_decoration(lecture: File) -> None:
    for _, element, _ in drawn(lecture):
        for shape in element:
            if shape.tag in {P + "cxnSp", P + "sp"} and shape.find(P + "txBody") is None:
                assert "decorative" in etree.tostring(identity(shape)).decode(), identity(shape).get("name")


@pytest.mark.skipif(not shutil.which("soffice"), reason="soffice (LibreOffice Impress) is not installed")
def test_libreoffice_draws_connectors_where_they_are_planned(lecture: File, tmp_path: Path) -> None:
    data = dict(enumerate(decks(lecture)))
    rendered = office.rendered({f"deck{n}": deck for n, (_, deck) in data.items()}, tmp_path)
    faults, count = [], 0
    for number, (plan, _) in data.items():
        document = pypdfium2.PdfDocument(rendered[f"deck{number}"])
        for page, sheet in zip(plan.pages, document, strict=True):
            for group in (g for p, g in groups(plan) if p is page):
                lines = [item for item in group.items if isinstance(item, Connector)]
                faults += [f"{page.title}: {line.name} {line.points}" for line in missing(lines, sheet)]
                count += len(lines)
        document.close()
    assert faults == []
    assert count > 250


SCALE = 3.0
SHORT = 8.0
"""Runs shorter than this many points may hold a single dash."""


def missing(lines: list[Connector], sheet: pypdfium2.PdfPage) -> Iterator[Connector]:
    """The lines of which some run has less ink than its dashes leave."""
    image = sheet.render(scale=SCALE).to_pil().convert("L")
    pixels = image.load()

    def inked(x: float, y: float) -> bool:
        left, top = int(x * SCALE), int(y * SCALE)
        return min(pixels[left + dx, top + dy] for dx in (-1, 0, 1) for dy in (-1, 0, 1)) < 190

    for line in lines:
        for (x1, y1), (x2, y2) in pairwise(line.points):
            length = abs(x2 - x1) + abs(y2 - y1)
            if length < SHORT:
                continue
            count = int(length)
            hits = sum(inked(x1 + (x2 - x1) * n / count, y1 + (y2 - y1) * n / count) for n in range(1, count))
            if hits < 0.3 * count:
                yield line
                break


# PDF


def handouts() -> Iterator[Draft]:
    return (draft for draft in planned("diagrams") if draft.kind == "pdf")


def test_a_diagram_on_paper_is_a_figure_with_alternative_text(leaflet: File) -> None:
    for plan, data in [(leaflet.plan, leaflet.data), *((d.plan, written(d)) for d in handouts())]:
        ((_, group),) = groups(plan)
        with opened.reading.opened(data) as pdf:
            tree = "\n".join(opened.reading.Tree(pdf).lines())
        assert "Figure" in tree and (group.alt or "")[:60] in tree
        assert "steps, each leading to the next: 1." in (group.alt or "")


def test_the_words_of_a_diagram_on_paper_can_be_found(leaflet: File) -> None:
    for plan, data in [(leaflet.plan, leaflet.data), *((d.plan, written(d)) for d in handouts())]:
        ((page, group),) = groups(plan)
        text = opened.squeezed(opened.page_texts(data)[plan.pages.index(page)])
        found = [item for item in group.items if isinstance(item, TextShape) and item.paragraphs]
        places = [text.index(opened.squeezed(item.paragraphs[0].text)) for item in found]
        assert len(places) >= 3 and places == sorted(places)


def test_lines_on_paper_are_vectors_with_heads(leaflet: File) -> None:
    ((page, group),) = groups(leaflet.plan)
    with opened.reading.opened(leaflet.data) as pdf:
        content = pdf.pages[leaflet.plan.pages.index(page)].Contents.read_bytes().decode("latin-1")
    moves = re.findall(r"([\d.]+) ([\d.]+) m", content)
    starts = {(round(float(x), 1), round(leaflet.plan.size.height - float(y), 1)) for x, y in moves}
    lines = [item for item in group.items if isinstance(item, Connector)]
    assert len(lines) == 4
    for item in lines:
        (x1, y1), (x2, y2) = item.points
        assert x1 == x2 and y2 - y1 >= 14 and item.head
        assert (round(x1, 1), round(y1, 1)) in starts, "the line starts at its box"
        assert (round(x2, 1), round(y2, 1)) in starts, "the head has its tip at the next box"


def test_the_shipped_lecture_builds_its_model_up_without_moving_a_box(lecture: File) -> None:
    places = [
        {item.key: item.box for item in group.items if isinstance(item, TextShape) and item.key}
        for page, group in groups(lecture.plan)
        if len([item for item in group.items if isinstance(item, TextShape)]) > 60
    ]
    assert len(places) == 5
    assert all(one == places[0] for one in places)
    alts = [group.alt or "" for _, group in groups(lecture.plan)][:5]
    assert len(set(alts)) == 5
    assert alts[0].count(". ") >= 25, "every arrow has its sentence"


def test_no_arrow_of_the_shipped_lecture_crosses_another(lecture: File) -> None:
    found = [crossings(group) for _, group in groups(lecture.plan)]
    assert len(found) == 6
    assert not any(found)


def crossings(group: Group) -> int:
    lines = [line for item in group.items if isinstance(item, Connector) for line in pairwise(item.points)]
    flat = [(min(a, c), max(a, c), b) for (a, b), (c, d) in lines if b == d]
    steep = [(min(b, d), max(b, d), a) for (a, b), (c, d) in lines if a == c]
    return sum(x1 + 1 < x < x2 - 1 and y1 + 1 < y < y2 - 1 for x1, x2, y in flat for y1, y2, x in steep)
