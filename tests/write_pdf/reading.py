"""Reads a PDF back as a reader would: text by marked content, and the structure tree as lines of text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import pikepdf
from pikepdf import Dictionary, Name, Object, Pdf, Stream

PAIR = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]+)>")


def opened(data: bytes) -> Pdf:
    """The document, complete and without complaints."""
    pdf = Pdf.open(BytesIO(data), suppress_warnings=False)
    assert pdf.check_pdf_syntax() == []
    return pdf


def unicode_map(font: Object) -> dict[int, str]:
    """Codes of a composite font and the text that each stands for."""
    entries = b"".join(re.findall(rb"beginbfchar(.*?)endbfchar", font.ToUnicode.read_bytes(), re.DOTALL))
    found = {int(a, 16): bytes.fromhex(b.decode()).decode("utf-16-be") for a, b in PAIR.findall(entries)}
    assert len(set(found)) == len(found)
    return found


@dataclass
class Shown:
    """A string that a page shows: the number of its marked content (None in an artifact), its tag, place and text."""

    mcid: int | None
    tag: str
    x: float
    y: float
    size: float
    text: str


def shown(page: pikepdf.Page) -> list[Shown]:
    """All strings of a page; fails on text outside of marked content and on marked content within another."""
    maps = {str(name): unicode_map(font) for name, font in page.obj.Resources.Font.items()}
    found: list[Shown] = []
    mark: tuple[str, int | None] | None = None
    font, matrix = "", [1.0, 0.0, 0.0, 1.0, 0.0, 0.0]
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BDC":
                assert mark is None, "marked content within marked content"
                mcid = operands[1].get("/MCID")
                mark = str(operands[0]), None if mcid is None else int(mcid)
            case "EMC":
                assert mark is not None
                mark = None
            case "Tf":
                font = str(operands[0])
            case "Tm":
                matrix = [float(value) for value in operands]
            case "Tj":
                assert mark is not None, "text outside of marked content"
                codes = bytes(operands[0])
                text = "".join(maps[font][int.from_bytes(codes[i : i + 2], "big")] for i in range(0, len(codes), 2))
                found.append(Shown(mark[1], mark[0], matrix[4], matrix[5], matrix[0], text))
            case "f" | "S" | "B" | "Do":
                assert mark is not None, "a mark outside of marked content"
    return found


def artifact_text(pdf: Pdf) -> list[str]:
    """The strings that are no part of the text."""
    return [string.text for page in pdf.pages for string in shown(page) if string.mcid is None]


class Tree:
    """The structure tree of a document."""

    def __init__(self, pdf: Pdf) -> None:
        self.pdf = pdf
        self._text: dict[tuple[tuple[int, int], int], str] = {}
        for page in pdf.pages:
            for string in shown(page):
                if string.mcid is not None:
                    key = page.obj.objgen, string.mcid
                    self._text[key] = self._text.get(key, "") + string.text

    def lines(self) -> list[str]:
        """Every element: role, what it says of itself, its own text, indented by depth, in reading order."""
        return [line for top in self.pdf.Root.StructTreeRoot.K for line in self._lines(top, 0)]

    def _lines(self, element: Object, depth: int) -> Iterator[str]:
        pad = "  " * depth
        yield pad + str(element.S)[1:] + "".join(f" {word}" for word in _said(element))
        for kid in element.get("/K", []):
            if isinstance(kid, Dictionary) and kid.get("/S") is not None:
                assert kid.P.objgen == element.objgen
                yield from self._lines(kid, depth + 1)
            elif isinstance(kid, Dictionary) and kid.Type == Name.OBJR:
                yield f"{pad}  @ {_link(kid.Obj)}"
            else:
                yield f"{pad}  | {self._content(element, kid)}"

    def _content(self, element: Object, kid: Object | int) -> str:
        page, mcid = (kid.Pg, int(kid.MCID)) if isinstance(kid, Dictionary) else (element.Pg, int(kid))
        number = [p.obj.objgen for p in self.pdf.pages].index(page.objgen)
        return f"{number + 1}: {self._text.get((page.objgen, mcid), '')!r}"

    def elements(self) -> list[Object]:
        """All elements in reading order."""

        def below(element: Object) -> Iterator[Object]:
            yield element
            for kid in element.get("/K", []):
                if isinstance(kid, Dictionary) and kid.get("/S") is not None:
                    yield from below(kid)

        return [element for top in self.pdf.Root.StructTreeRoot.K for element in below(top)]


def _said(element: Object) -> Iterator[str]:
    for key in ("T", "Lang", "Alt", "ActualText"):
        if (value := element.get(f"/{key}")) is not None:
            yield f"{key}={str(value)!r}"
    for attribute in element.get("/A", []):
        for key in ("Scope", "ListNumbering", "Summary", "Placement", "BBox"):
            if (value := attribute.get(f"/{key}")) is not None:
                shown_value = [round(float(side)) for side in value] if key == "BBox" else str(value).strip("/")
                yield f"{key}={shown_value}"


def _link(annotation: Object) -> str:
    if annotation.Subtype == Name.Widget:
        return f"field {str(annotation.T)!r}: {str(annotation.TU)!r}"
    assert annotation.Subtype == Name.Link
    action = annotation.A
    target = str(action.URI) if action.S == Name.URI else f"page {action.D[0].get('/StructParents')}"
    return f"{str(annotation.Contents)!r} -> {target}, {len(annotation.QuadPoints) // 8} areas"


def fonts(pdf: Pdf) -> list[Object]:
    """All font dictionaries of the file, whether a page uses them or not."""
    return [o for o in pdf.objects if isinstance(o, Dictionary) and o.get("/Type") == Name.Font]


def streams(pdf: Pdf) -> list[Stream]:
    """All streams of the file."""
    return [o for o in pdf.objects if isinstance(o, Stream)]
