"""A PDF's bytes -> what it says and shows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from builder.frozen import dataclass, field, replace
from builder.geometry import Rect, Size
from builder.proof.content import Player
from builder.proof.fonts import read_font
from builder.proof.matrix import box_between
from builder.proof.objects import Objects, Value, name_of, number_of, numbers_of, text_of
from builder.proof.printed import About, Annotation, Font, Paint, Picture, Printed, Sheet, Shown
from builder.proof.strings import Book, Strings
from builder.proof.tree import Tree
from builder.regex import regex

_UA = regex(r"pdfuaid:part\s*(?:>|=\s*[\"'])\s*(\d+)")
_PART = regex(r"pdfaid:part\s*(?:>|=\s*[\"'])\s*(\d+)")
_CONFORMANCE = regex(r"pdfaid:conformance\s*(?:>|=\s*[\"'])\s*(\w)")
_TITLE = regex(r"<dc:title>.*?<rdf:li[^>]*>(.*?)</rdf:li>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Source:
    """All that a page as it is drawn depends on: its size, its content, and the fonts and graphics states by name.

    `digest` stands for the content, which is only unpacked when somebody looks at it.
    """

    size: Size
    digest: tuple[bytes, bool]
    content: Callable[[], bytes] = field(repr=False, compare=False)
    fonts: tuple[tuple[str, Font], ...]
    faint: frozenset[str]


@dataclass(frozen=True, slots=True)
class Over:
    """What lies over a page: its annotations, and in which order they are reached."""

    annotations: tuple[Annotation, ...]
    tabs: str

    def on(self, drawn: Sheet) -> Sheet:
        """Return a page with this over it."""
        return replace(drawn, annotations=self.annotations, tabs=self.tabs)


def played(source: Source) -> Sheet:
    """Return a page as it is drawn, with nothing over it."""
    player = Player(source.size.height, dict(source.fonts), source.faint)
    player.play(source.content())
    marks: tuple[Shown | Paint | Picture, ...] = (*player.shown, *player.paints, *player.pictures)
    return Sheet(
        size=source.size,
        shown=tuple(player.shown),
        paints=tuple(player.paints),
        pictures=tuple(player.pictures),
        annotations=(),
        tabs="",
        loose=player.loose,
        nested=tuple(player.nested),
        faint=player.faint,
        fonts=tuple({one.font.name: one.font for one in player.shown}.values()),
        mcids=tuple(sorted({one.mcid for one in marks if one.mcid is not None})),
    )


class Reader:
    """Reads a file, page by page first."""

    def __init__(self, data: bytes) -> None:
        """Open a file.

        Raises:
            pikepdf.PdfError: this is no PDF.
        """
        self._objects = Objects(data)
        self._fonts: dict[str, Font] = {}
        self._programs: dict[Font, int] = {}
        self._script = False

    @property
    def total(self) -> int:
        """The number of pages."""
        return len(self._objects.pages)

    def source(self, number: int) -> Source:
        """Return what page `number` (from 0) is drawn from."""
        objects, page = self._objects, self._objects.page(number)
        resources = objects.dictionary(_inherited(objects, page, "/Resources"))
        return Source(
            self._size(page),
            objects.digest(number),
            partial(objects.content, number),
            tuple(self._named(resources)),
            frozenset(_faint(objects, resources)),
        )

    def over(self, number: int) -> Over:
        """Return what lies over page `number`."""
        page = self._objects.page(number)
        return Over(tuple(self._annotations(page, self._size(page).height)), name_of(page.get("/Tabs")))

    def program(self, font: Font) -> int:
        """Return the object number of the file of a font that a page's source named, 0 where it has none."""
        return self._programs.get(font, 0)

    def document(self, sheets: tuple[Sheet, ...], strings: Sequence[Strings]) -> Printed:
        """Return the document of all these pages, in their order, with what they show."""
        tree = Tree(self._objects, sheets, Book(strings))
        tops = tree.tops()
        about = _about(self._objects, script=self._script)
        return Printed(about, sheets, tops, tuple(self._fonts.values()), tree.unowned(), frozenset(tree.annotated))

    def _size(self, page: dict[str, Value]) -> Size:
        box = self._objects.get(_inherited(self._objects, page, "/MediaBox"))
        sides = numbers_of(box) or (0.0, 0.0, 0.0, 0.0)
        return Size(sides[2] - sides[0], sides[3] - sides[1])

    def _named(self, resources: dict[str, Value]) -> Iterator[tuple[str, Font]]:
        for name, ref in self._objects.dictionary(resources.get("/Font")).items():
            key = str(ref)
            if key not in self._fonts:
                font, program = read_font(self._objects, ref)
                self._fonts[key] = font
                if program:
                    self._programs[font] = program
            yield name[1:], self._fonts[key]

    def _annotations(self, page: dict[str, Value], height: float) -> Iterator[Annotation]:
        for ref in self._objects.array(page.get("/Annots")):
            found = self._objects.once(ref)
            sides = numbers_of(self._objects.get(found.get("/Rect")))
            box = Rect(0.0, 0.0, 0.0, 0.0)
            if len(sides) == 4:
                box = box_between((sides[0], sides[1]), (sides[2], sides[3]), height)
            action = self._objects.dictionary(found.get("/A"))
            more = self._objects.dictionary(found.get("/AA")).values()
            self._script = self._script or any(map(_runs, (action, *map(self._objects.dictionary, more))))
            yield Annotation(
                number=number_of(ref),
                kind=name_of(found.get("/Subtype")),
                contents=text_of(found.get("/Contents")) or text_of(found.get("/TU")) or "",
                box=box,
                target=text_of(action.get("/URI")) or "",
            )


def read(data: bytes) -> Printed:
    """Return a whole PDF as values.

    Raises:
        pikepdf.PdfError: this is no PDF.
    """
    reader = Reader(data)
    sheets = tuple(reader.over(n).on(played(reader.source(n))) for n in range(reader.total))
    return reader.document(sheets, [Strings(n, sheet.shown) for n, sheet in enumerate(sheets)])


def _about(objects: Objects, *, script: bool) -> About:
    root = objects.root
    xmp = objects.stream(root.get("/Metadata")).decode("utf-8", "replace")
    title, part, letter = _TITLE.search(xmp), _PART.search(xmp), _CONFORMANCE.search(xmp)
    ua = _UA.search(xmp)
    intents = (objects.dictionary(one) for one in objects.array(root.get("/OutputIntents")))
    return About(
        marked=objects.dictionary(root.get("/MarkInfo")).get("/Marked") is True,
        lang=text_of(root.get("/Lang")),
        shows_title=objects.dictionary(root.get("/ViewerPreferences")).get("/DisplayDocTitle") is True,
        title=title[1].strip() if title else None,
        ua=ua[1] if ua else None,
        archive=f"{part[1]}{letter[1].lower()}" if part and letter else None,
        intent=any(one.get("/S") == "/GTS_PDFA1" and "/DestOutputProfile" in one for one in intents),
        encrypted=objects.encrypted,
        script=script or _scripted(objects),
    )


def _scripted(objects: Objects) -> bool:
    """Tell whether the file runs anything by itself: scripts by name, or on opening."""
    names = objects.dictionary(objects.root.get("/Names"))
    opening = objects.get(objects.root.get("/OpenAction"))
    return "/JavaScript" in names or "/AA" in objects.root or (isinstance(opening, dict) and _runs(opening))


def _runs(action: dict[str, Value]) -> bool:
    """Tell whether an action runs a script."""
    return "/JS" in action or action.get("/S") == "/JavaScript"


def _inherited(objects: Objects, page: dict[str, Value], key: str) -> Value:
    """Return an attribute of a page or of the page tree above it (ISO 32000-1, 7.7.3.4)."""
    for _ in range(50):
        if key in page or "/Parent" not in page:
            return page.get(key)
        page = objects.dictionary(page["/Parent"])
    return None


def _faint(objects: Objects, resources: dict[str, Value]) -> Iterator[str]:
    """Yield the names of graphics states that let what lies below shine through."""
    for name, ref in objects.dictionary(resources.get("/ExtGState")).items():
        state = objects.dictionary(ref)
        clear = any(isinstance(state.get(key), int | float) and state[key] < 1 for key in ("/CA", "/ca"))
        blended = state.get("/BM", "/Normal") not in {"/Normal", "/Compatible"}
        if clear or blended or state.get("/SMask", "/None") != "/None":
            yield name[1:]
