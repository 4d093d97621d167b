"""The structure tree: the plan's elements as PDF structure elements, with the content that each one holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from builder.frozen import dataclass, field
from builder.geometry import Rect
from builder.plan.page import Element, Role
from builder.write.pdf.engine import Engine, Raw
from builder.write.pdf.syntax import array, box, dictionary, text


@dataclass(frozen=True, slots=True)
class Content:
    """A marked-content sequence: number `mcid` on page `page`."""

    page: int
    mcid: int


@dataclass(frozen=True, slots=True)
class Annotation:
    """The annotation of a link or a field that belongs to an element, on page `page`."""

    page: int
    raw: Raw


@dataclass(eq=False, slots=True)
class Node:
    """A structure element that is being filled. `id` is the plan's, None for elements made in a paragraph.

    A node takes its place among its parent's children when it first receives content, so that text and child
    elements stand in the order in which they are drawn: the reading order.
    """

    role: str
    raw: Raw
    parent: Node | None = None
    id: int | None = None
    alt: str | None = None
    actual: str | None = None
    lang: str | None = None
    title: str | None = None
    anchor: str | None = None
    expansion: str | None = None
    attributes: tuple[str, ...] = ()
    kids: list[Kid] = field(default_factory=list)
    placed: bool = False
    start: tuple[int, float] | None = None

    def place(self, page: int, top: float) -> None:
        """Stand as the last child of the parent so far, once, with the page and height where it starts.

        So do all ancestors that have no content yet.
        """
        if self.placed:
            return
        self.placed, self.start = True, (page, top)
        if self.parent:
            self.parent.place(page, top)
            self.parent.kids.append(self)

    def place_by_id(self) -> None:
        """Stand before the first later sibling of the plan: the place of an element that nothing was drawn for."""
        if self.placed or not self.parent or self.id is None:
            return
        self.placed = True
        siblings = self.parent.kids
        later = (i for i, kid in enumerate(siblings) if isinstance(kid, Node) and (kid.id or -1) > self.id)
        siblings.insert(next(later, len(siblings)), self)


Kid: TypeAlias = Node | Content | Annotation


class Elements:
    """The elements of a plan, as a page asks for them."""

    def __init__(self, elements: Sequence[Element]) -> None:
        self._known = {element.id: element for element in elements}

    def role(self, element: int) -> str:
        """Return what an element is; KeyError if the plan has none of that number."""
        return self._known[element].role.value

    def language(self, element: int) -> str | None:
        """Return the language that an element sets or inherits, None for the document's."""
        found = self._known[element]
        return found.lang or (None if found.parent is None else self.language(found.parent))


class Tree:
    """All structure elements of a document, and which of them owns which marked content."""

    def __init__(self, elements: Sequence[Element], engine: Engine) -> None:
        self._engine = engine
        self._root = engine.new()
        self._nodes: list[Node] = []
        self._planned: dict[int, Node] = {}
        self._pages: list[list[Node]] = []
        self._annotated: list[Node] = []
        for element in elements:
            self._plan(element)

    def _plan(self, element: Element) -> None:
        parent = None if element.parent is None else self._planned[element.parent]
        node = self.add(element.role.value, parent, planned=element.id, alt=element.alt, lang=element.lang)
        node.title, node.anchor = element.title, element.anchor
        if element.scope:
            node.attributes += (f"<< /O /Table /Scope /{element.scope} >>",)
        if element.numbering:
            node.attributes += (f"<< /ListNumbering /{element.numbering} /O /List >>",)
        self._planned[element.id] = node

    def node(self, element: int) -> Node:
        """Return the node of the plan's element; KeyError if the plan has none of that id."""
        return self._planned[element]

    def add(self, role: str, parent: Node | None, *, planned: int | None = None, alt: str | None = None,
            lang: str | None = None, actual: str | None = None, expansion: str | None = None) -> Node:  # fmt: skip
        """Return a new node under `parent`; `planned` is the id of the plan's element."""
        node = Node(role, self._engine.new(), parent, planned, alt, actual, lang, expansion=expansion)
        self._nodes.append(node)
        return node

    def anchors(self) -> dict[str, tuple[int, float]]:
        """Return where each named element starts: page from 0, points from the top."""
        return {node.anchor: node.start for node in self._planned.values() if node.anchor and node.start}

    def add_page(self, owners: list[Node]) -> None:
        """Say who owns the marked content of the next page, by number."""
        self._pages.append(owners)

    def annotate(self, node: Node, annotation: Annotation, pages: int) -> int:
        """Give an annotation to an element and return its key in the parent tree of a document of `pages` pages."""
        node.kids.append(annotation)
        self._annotated.append(node)
        return pages + len(self._annotated) - 1

    def write(self, page_refs: Sequence[str]) -> Raw:
        """Write every element and the root, and return the root; nothing can be added afterwards."""
        for node in self._planned.values():
            node.place_by_id()
        live = [node for node in self._nodes if node.placed or node.parent is None]
        for node in live:
            node.raw.body = _element(node, self._root, page_refs)
            node.kids.clear()  # parents and children hold each other: without this, they would outlive the document
        tops = [node.raw.ref for node in live if node.parent is None]
        self._root.body = dictionary(
            {
                "Type": "/StructTreeRoot",
                "K": array(tops),
                "ParentTree": dictionary({"Nums": array(self._parents())}),
                "ParentTreeNextKey": str(len(self._pages) + len(self._annotated)),
                **_identified(live),
            }
        )
        return self._root

    def _parents(self) -> Iterator[str]:
        for index, owners in enumerate(self._pages):
            yield f"{index} {array(node.raw.ref for node in owners)}"
        for index, node in enumerate(self._annotated, len(self._pages)):
            yield f"{index} {node.raw.ref}"


def placement(rect: Rect, height: float) -> str:
    """Return the layout attributes of a figure on a page of `height` points (14.8.5.4)."""
    return f"<< /BBox {box(rect, height)} /O /Layout /Placement /Block >>"


def summary(words: str) -> str:
    """Return the attribute that sums up a table (14.8.5.7)."""
    return f"<< /O /Table /Summary {text(words)} >>"


def _element(node: Node, root: Raw, page_refs: Sequence[str]) -> str:
    """Return an element as a dictionary: entries by name, as everywhere; there are a hundred on each page."""
    first = next((kid.page for kid in node.kids if isinstance(kid, Content)), None)
    parts = [f"/A {array(node.attributes)}"] if node.attributes else []
    for name, words in (("ActualText", node.actual), ("Alt", node.alt), ("E", node.expansion)):
        if words:
            parts.append(f"/{name} {text(words)}")
    if node.role == Role.NOTE:
        parts.append(f"/ID {text(_identifier(node))}")
    if node.kids:
        parts.append(f"/K {array([_kid(kid, first, page_refs) for kid in node.kids])}")
    if node.lang:
        parts.append(f"/Lang {text(node.lang)}")
    parts.append(f"/P {(node.parent.raw if node.parent else root).ref}")
    if first is not None:
        parts.append(f"/Pg {page_refs[first]}")
    parts.append(f"/S /{node.role}")
    if node.title:
        parts.append(f"/T {text(node.title)}")
    return f"<< {' '.join(parts)} /Type /StructElem >>"


def _kid(kid: Kid, first: int | None, page_refs: Sequence[str]) -> str:
    match kid:
        case Node():
            return kid.raw.ref
        case Content():
            if kid.page == first:
                return str(kid.mcid)
            return f"<< /MCID {kid.mcid} /Pg {page_refs[kid.page]} /Type /MCR >>"
        case Annotation():
            return f"<< /Obj {kid.raw.ref} /Pg {page_refs[kid.page]} /Type /OBJR >>"


def _identifier(node: Node) -> str:
    return f"e{node.id:06}"


def _identified(nodes: Sequence[Node]) -> dict[str, str]:
    """Return the IDTree entry: PDF/UA-1 wants an identifier on every note (7.9), and a tree that finds it."""
    notes = [f"{text(_identifier(node))} {node.raw.ref}" for node in nodes if node.role == Role.NOTE]
    if not notes:
        return {}
    ends = (notes[0].split(" ")[0], notes[-1].split(" ")[0])
    leaf = dictionary({"Limits": array(ends), "Names": array(notes)})
    return {"IDTree": dictionary({"Kids": array((leaf,))})}
