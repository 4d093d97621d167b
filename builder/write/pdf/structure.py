"""The structure tree: the plan's elements as PDF structure elements, with the content that each one holds.

The plan's elements may go on from page to page, and are written last; those that are made in a paragraph belong to one
page (`leaf`), and are written with it.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from builder.frozen import dataclass, replace
from builder.geometry import Rect
from builder.plan.page import Element, Role
from builder.write.pdf.drawn import Told
from builder.write.pdf.engine import Engine, Number, ref
from builder.write.pdf.kids import MADE, PLANNED, Kid, Kids
from builder.write.pdf.syntax import array as listed
from builder.write.pdf.syntax import box, dictionary, text

TOP = -1
"""What stands for the parent of what has none."""


class Elements:
    """The elements of a plan as pages ask for them, who ask often: `all` of them, and in columns what they are."""

    def __init__(self, elements: Sequence[Element]) -> None:
        self.all = elements
        self.parents = array("i")
        self._roles, self._languages = list[str](), dict[int, str]()
        for element in elements:
            self.parents.append(TOP if element.parent is None else element.parent)
            self._roles.append(element.role.value)
            if element.lang:
                self._languages[element.id] = element.lang

    def role(self, element: int) -> str:
        """Return what an element is; KeyError if the plan has none of that number."""
        return self._roles[self.known(element)]

    def language(self, element: int) -> str | None:
        """Return the language that an element sets or inherits, None for the document's."""
        element = self.known(element)
        while element != TOP and element not in self._languages:
            element = self.parents[element]
        return self._languages.get(element)

    def known(self, element: int) -> int:
        """Return the number of an element; KeyError if the plan has none of that number."""
        if not 0 <= element < len(self.parents):
            raise KeyError(element)
        return element


@dataclass(frozen=True, slots=True)
class Says:
    """What an element says of itself, by the names of its entries."""

    role: str
    actual: str | None = None
    alt: str | None = None
    expansion: str | None = None
    ident: str | None = None
    lang: str | None = None
    title: str | None = None
    attributes: tuple[str, ...] = ()

    def told(self, told: Told) -> Says:
        """Return what it says when it is told more: its own alternative text stays."""
        more = (told.attribute,) if told.attribute else ()
        return replace(
            self,
            alt=self.alt or told.alt,
            actual=told.actual or self.actual,
            attributes=(*self.attributes, *more),
        )


class Tree:
    """All structure elements of a document of `pages` pages, and which of them owns which marked content.

    An element takes its place among its parent's parts when it first receives content, so that text and child elements
    stand in the order in which they are drawn: the reading order.
    """

    def __init__(self, elements: Elements, engine: Engine, pages: int) -> None:
        self._elements, self._engine, self._total = elements, engine, pages
        count = len(elements.all)
        self._root, self._base = engine.new(), engine.new(count)
        self._kids, self._placed = Kids(count), bytearray(count)
        self._names = {element.id: element.anchor for element in elements.all if element.anchor}
        self._told: dict[int, tuple[Told, ...]] = {}
        self._refs: list[str] = []
        self._owners: list[Number] = []
        self._annotated = array("i")
        self.anchors: dict[str, tuple[int, float]] = {}
        """Where each named element starts: page from 0, points from the top."""

    def begin(self, page: Number) -> int:
        """Begin the next page, which is an object of the file, and return its number from 0."""
        self._refs.append(ref(page))
        return len(self._refs) - 1

    def place(self, element: int, page: int, top: float) -> None:
        """Put an element of the plan where the reading has come to, once: page `page`, `top` points from its top.

        So are all elements above it that have no content yet.
        """
        chain, parents = list[int](), self._elements.parents
        above = self._elements.known(element)
        while above != TOP and not self._placed[above]:
            chain.append(above)
            above = parents[above]
        for one in reversed(chain):
            self._placed[one] = True
            if one in self._names:
                self.anchors[self._names[one]] = page, top
            if parents[one] != TOP:
                self._kids.append(parents[one], (PLANNED, one))

    def hold(self, element: int, kid: Kid) -> None:
        """Add a part to an element of the plan."""
        self._kids.append(element, kid)

    def tell(self, element: int, told: Told) -> None:
        """Keep what an element of the plan is told to say of itself."""
        self._told[element] = *self._told.get(element, ()), told

    def number(self, element: int) -> Number:
        """Return the object that is an element of the plan; KeyError if the plan has none of that number."""
        return self._base + self._elements.known(element)

    def annotated(self, owner: Number) -> int:
        """Note that an element owns an annotation, and return the annotation's key in the parent tree."""
        self._annotated.append(owner)
        return self._total + len(self._annotated) - 1

    def owned(self, owners: Iterable[Number]) -> None:
        """Say which elements own the marked content of the page, by number."""
        self._owners.append(self._engine.add(listed(map(ref, owners))))

    def body(self, says: Says, kids: Sequence[Kid], parent: Number) -> str:
        """Return an element as a dictionary: entries by name, as everywhere; there are a hundred on each page."""
        first = next((page for page, number in kids if page >= 0 and number >= 0), None)
        parts = [f"/A {listed(says.attributes)}"] if says.attributes else []
        for name, words in (("ActualText", says.actual), ("Alt", says.alt), ("E", says.expansion), ("ID", says.ident)):
            if words:
                parts.append(f"/{name} {text(words)}")
        if kids:
            parts.append(f"/K {listed([self._kid(kid, first) for kid in kids])}")
        if says.lang:
            parts.append(f"/Lang {text(says.lang)}")
        parts.append(f"/P {ref(parent)}")
        if first is not None:
            parts.append(f"/Pg {self._refs[first]}")
        parts.append(f"/S /{says.role}")
        if says.title:
            parts.append(f"/T {text(says.title)}")
        return f"<< {' '.join(parts)} /Type /StructElem >>"

    def write(self) -> Number:
        """Write every element of the plan and the root, and return the root; nothing can be added afterwards."""
        for element in self._elements.all:
            if not self._placed[element.id] and element.parent is not None:
                self._place_by_id(element.id, element.parent)
        tops, notes = list[str](), list[int]()
        for element in self._elements.all:
            number = self._base + element.id
            above = self._root if element.parent is None else self._base + element.parent
            self._engine.write(number, self.body(self._said_by(element), list(self._kids.of(element.id)), above))
            if element.parent is None:
                tops.append(ref(number))
            if element.role is Role.NOTE:
                notes.append(element.id)
        entries = {
            "Type": "/StructTreeRoot",
            "K": listed(tops),
            "ParentTree": dictionary({"Nums": listed(self._parents())}),
            "ParentTreeNextKey": str(len(self._owners) + len(self._annotated)),
        }
        self._engine.write(self._root, dictionary(entries | self._identified(notes)))
        return self._root

    def _place_by_id(self, element: int, parent: int) -> None:
        """Put an element that nothing was drawn for before the first later one of the plan."""
        self._placed[element] = True
        self._kids.insert(parent, (PLANNED, element), lambda kid: kid[0] == PLANNED and kid[1] > element)

    def _said_by(self, element: Element) -> Says:
        says = _says(element.role, element.scope, element.numbering)
        if element.alt or element.lang or element.title or element.role is Role.NOTE:
            ident = _identifier(element.id) if element.role is Role.NOTE else None
            says = replace(says, alt=element.alt, ident=ident, lang=element.lang, title=element.title)
        for told in self._told.get(element.id, ()):
            says = says.told(told)
        return says

    def _kid(self, kid: Kid, first: int | None) -> str:
        page, number = kid
        if page == PLANNED:
            return ref(self._base + number)
        if page == MADE:
            return ref(number)
        if number < 0:
            return f"<< /Obj {ref(-number)} /Pg {self._refs[page]} /Type /OBJR >>"
        return str(number) if page == first else f"<< /MCID {number} /Pg {self._refs[page]} /Type /MCR >>"

    def _parents(self) -> Iterator[str]:
        for key, number in enumerate((*self._owners, *self._annotated)):
            yield f"{key} {ref(number)}"

    def _identified(self, notes: Sequence[int]) -> dict[str, str]:
        """Return the IDTree entry: PDF/UA-1 wants an identifier on every note (7.9), and a tree that finds it."""
        if not notes:
            return {}
        names = [f"{text(_identifier(note))} {ref(self._base + note)}" for note in notes]
        ends = text(_identifier(notes[0])), text(_identifier(notes[-1]))
        return {"IDTree": dictionary({"Kids": listed((dictionary({"Limits": listed(ends), "Names": listed(names)}),))})}


def placement(rect: Rect, height: float) -> str:
    """Return the layout attributes of a figure on a page of `height` points (14.8.5.4)."""
    return f"<< /BBox {box(rect, height)} /O /Layout /Placement /Block >>"


def summary(words: str) -> str:
    """Return the attribute that sums up a table (14.8.5.7)."""
    return f"<< /O /Table /Summary {text(words)} >>"


@lru_cache(maxsize=256)
def _says(role: Role, scope: str | None, numbering: str | None) -> Says:
    """Return what most elements say, which is the same for many."""
    table = (f"<< /O /Table /Scope /{scope} >>",) if scope else ()
    lists = (f"<< /ListNumbering /{numbering} /O /List >>",) if numbering else ()
    return Says(role.value, attributes=(*table, *lists))


def _identifier(element: int) -> str:
    return f"e{element:06}"
