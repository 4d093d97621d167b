"""Outputs read back: what every slide, its notes and every page really hold, without any of our own planning code."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import lxml.html
import pikepdf
import pptx
import pypdfium2

MARKER = re.compile(r"[\d,()\-–pS. ]+")


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@dataclass
class Read:
    """What a slide or page holds: words without white space; words without citations; alternative texts."""

    words: str = ""
    uncited: str = ""
    alts: str = ""


@dataclass
class Book:
    """An output: its slides or pages, and notes, by (kind, number)."""

    places: dict[tuple[str, int], Read] = field(default_factory=dict)
    lists: set[int] = field(default_factory=set)


def read(path: str, data: bytes) -> Book:
    return _deck(data) if path.endswith(".pptx") else _web(data) if path.endswith(".html") else _paper(data)


def _deck(data: bytes) -> Book:
    book = Book()
    for number, slide in enumerate(pptx.Presentation(io.BytesIO(data)).slides, 1):
        frames, alts = [], []
        for shape in _shapes(slide.shapes):
            frames += list(_frames(shape))
            alts.append(shape._element.xpath(".//p:cNvPr")[0].get("descr") or "")
        runs = [run for frame in frames for paragraph in frame.paragraphs for run in paragraph.runs]
        book.places["slide", number] = Read(
            squeezed("".join(run.text for run in runs)),
            squeezed("".join(run.text for run in runs if not _citation(run))),
            squeezed(" ".join(alts)),
        )
        if slide.shapes.title is not None and slide.shapes.title.text_frame.text.startswith("References"):
            book.lists.add(number)
        if slide.has_notes_slide:
            said = squeezed(slide.notes_slide.notes_text_frame.text)
            book.places["notes", number] = Read(said, said)
    return book


def _shapes(shapes: Any) -> Iterator[Any]:
    for shape in shapes:
        yield shape
        if shape.shape_type == pptx.enum.shapes.MSO_SHAPE_TYPE.GROUP:
            yield from _shapes(shape.shapes)


def _frames(shape: Any) -> Iterator[Any]:
    if shape.has_text_frame:
        yield shape.text_frame
    elif getattr(shape, "has_table", False) and shape.has_table:
        yield from (cell.text_frame for row in shape.table.rows for cell in row.cells)


def _citation(run: Any) -> bool:
    raised = (run._r.get_or_add_rPr().get("baseline") or "0") != "0"
    return raised and MARKER.fullmatch(run.text) is not None


def _paper(data: bytes) -> Book:
    book = Book()
    for number, page in enumerate(pypdfium2.PdfDocument(data), 1):
        # the reader's mark for a hyphen at the end of a line
        text = squeezed(page.get_textpage().get_text_range().replace("\ufffe", "-"))
        book.places["page", number] = Read(text, text)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
        for alt, page in _alts(pdf.Root.StructTreeRoot, None):
            book.places["page", numbers[page]].alts += squeezed(alt)
    return book


def _web(data: bytes) -> Book:
    """A web page has one drawing of each figure at a time: those for phones say the same again."""
    root = lxml.html.fromstring(data)
    for again in root.find_class("narrow"):
        again.drop_tree()
    (body,) = root.xpath("//body")
    alts = [str(said) for said in body.xpath(".//@aria-label | .//@alt")]
    words = squeezed(body.text_content())
    for cited in body.xpath(".//sup[@class='ref']"):
        cited.drop_tree()
    return Book({("page", 1): Read(words, squeezed(body.text_content()), squeezed(" ".join(alts)))})


def _alts(node: Any, page: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _alts(child, page)
    elif isinstance(node, pikepdf.Dictionary):
        page = node.get("/Pg").objgen if "/Pg" in node else page
        summaries = [one["/Summary"] for one in _attributes(node) if "/Summary" in one]
        for said in (*([node["/Alt"]] if "/Alt" in node else []), *summaries):
            for there in dict.fromkeys([page] if page else _pages(node)):
                yield str(said), there
        if "/K" in node:
            yield from _alts(node["/K"], page)


def _attributes(node: Any) -> list[Any]:
    found = node.get("/A", [])
    return list(found) if isinstance(found, pikepdf.Array) else [found]


def _pages(node: Any) -> Iterator[Any]:
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _pages(child)
    elif isinstance(node, pikepdf.Dictionary):
        if "/Pg" in node:
            yield node["/Pg"].objgen
        if "/K" in node:
            yield from _pages(node["/K"])


def unsaid(trail: Mapping[str, Any], books: Mapping[str, Book]) -> list[str]:
    """What a trail says of places that the outputs don't hold."""
    faults = []
    for claim in trail["claims"]:
        for place in claim["places"]:
            here = books[place["output"]].places.get((place["kind"], place["number"]))
            spot = f"{claim['id']}: {place['output']} {place['kind']} {place['number']}"
            if here is None or not place["words"]:
                faults.append(f"{spot}: nothing there")
                continue
            for words in place["words"]:
                for stretch in re.split(r"\[[^\]]*\]", words):
                    said = squeezed(stretch)
                    if said not in here.words and said not in here.alts:
                        faults.append(f"{spot}: {stretch!r}")
    return faults


LONG = 25
"""Words shorter than this, squeezed, may stand on a page by chance."""


def unlisted(trail: Mapping[str, Any], books: Mapping[str, Book]) -> list[str]:
    """Places that hold a claim's words and that no claim with these words lists."""
    audiences = {one["output"]: one["audience"] for one in trail["outputs"]}
    listed = {
        (squeezed(wording["words"]), place["output"], place["kind"], place["number"])
        for claim in trail["claims"]
        for wording in claim["wordings"]
        for place in claim["places"]
    }
    faults = []
    for claim in trail["claims"]:
        for wording in claim["wordings"]:
            words = squeezed(wording["words"])
            for path, book in books.items():
                if audiences[path] not in wording["audiences"] or len(words) < LONG:
                    continue
                for (kind, number), here in book.places.items():
                    if words in here.uncited and (words, path, kind, number) not in listed:
                        faults.append(f"{claim['id']}: {path} {kind} {number}: {wording['words']!r}")
    return faults


def cut_short(trail: Mapping[str, Any]) -> list[str]:
    """Words of a claim that its places in an output don't show: a paragraph that ends on a page that isn't stated."""
    faults = []
    for claim in trail["claims"]:
        for output in trail["outputs"]:
            lost = list(_lost(claim, output))
            # a card may tell a finding in words of its own: one of the wordings is this output's
            if lost and not (on_card(claim) and not all(lost)):
                faults += [f"{claim['id']}: {output['output']}: {' '.join(words)}" for words in lost if words]
    return faults


def _lost(claim: Mapping[str, Any], output: Mapping[str, Any]) -> Iterator[list[str]]:
    """For each wording of a claim that an output shows in its form: the words that are not there."""
    here = [place for place in claim["places"] if place["output"] == output["output"]]
    for wording in claim["wordings"]:
        places = [place for place in here if place["form"] == wording["form"]]
        if output["audience"] not in wording["audiences"] or not places or wording["form"] in FIGURES:
            continue
        shown = squeezed(" ".join(re.sub(r"\[[^\]]*\]", "", w) for place in places for w in place["words"]))
        lost = [word for word in re.findall(r"[^\s|:]+", wording["words"]) if word not in shown]
        # guided notes leave out a term of a few words in each paragraph
        yield lost if len(lost) > 4 * len(BLANK.findall(shown)) else []


def on_card(claim: Mapping[str, Any]) -> bool:
    return any("-card" in place["output"] for place in claim["places"])


BLANK = re.compile(r"\(\d+\)__")

FIGURES = frozenset({"chart", "table", "diagram", "icon array", "picture", "arrow", "comparison"})
"""Forms whose wording has more than their page prints: alternative text, what an arrow does."""
