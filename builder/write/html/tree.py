"""The plan's elements as a tree in reading order, each with what it holds: paragraphs, a figure, a picture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias, assert_never

from builder.frozen import dataclass
from builder.frozen import field as made
from builder.plan.page import (
    Chart,
    Connector,
    Element,
    Field,
    Group,
    Image,
    Item,
    Paragraph,
    Plan,
    Role,
    Shape,
    Stamps,
    Stroke,
    Table,
    TextBox,
    TextShape,
)

Drawn: TypeAlias = Chart | Group | Image | Shape


@dataclass(eq=False, slots=True)
class Node:
    """An element with its children. It takes its place among its parent's when it first receives content, so that
    children stand in the order of the items: the reading order. `summary` is what a table says in short.
    """

    element: Element
    parent: Node | None = None
    kids: list[Node] = made(default_factory=list)
    paragraphs: list[Paragraph] = made(default_factory=list)
    drawn: Drawn | None = None
    field: Field | None = None
    summary: str = ""
    placed: bool = False

    @property
    def role(self) -> Role:
        """What the element is."""
        return self.element.role

    @property
    def words(self) -> str:
        """The words of the element and of all below it."""
        return " ".join((*(one.text for one in self.paragraphs), *(kid.words for kid in self.kids)))

    def place(self) -> None:
        """Stand as the last child of the parent so far, once; so do all ancestors that have no content yet."""
        if self.placed:
            return
        self.placed = True
        if self.parent:
            self.parent.place()
            self.parent.kids.append(self)

    def below(self) -> Iterator[Node]:
        """Yield the node and all below it, in reading order."""
        yield self
        for kid in self.kids:
            yield from kid.below()


def tree_of(plan: Plan) -> Node:
    """Return the root of a plan's structure, filled; KeyError if an item points to an element that isn't there."""
    nodes: dict[int, Node] = {}
    for element in plan.elements:
        nodes[element.id] = Node(element, None if element.parent is None else nodes[element.parent])
    for page in plan.pages:
        _fill(page.items, nodes)
    return nodes[0]


def _fill(items: Iterable[Item], nodes: dict[int, Node]) -> None:
    for item in items:
        match item:
            case TextBox():
                _say(item.paragraphs, nodes)
            case Table():
                if item.element is not None:
                    nodes[item.element].summary = item.alt
                for cell in (cell for row in item.rows for cell in row.cells):
                    _say(cell.paragraphs, nodes)
            case Chart() | Image() | Shape():
                _draw(item, nodes)
            case Group() if item.element is None and not item.alt:
                _fill(item.items, nodes)
            case Group():
                _draw(item, nodes)
            case Field():
                node = nodes[item.element]
                node.place()
                node.field = item
            case TextShape() | Connector() | Stroke() | Stamps():
                continue
            case _:
                assert_never(item)


def _say(paragraphs: Iterable[Paragraph], nodes: dict[int, Node]) -> None:
    for paragraph in paragraphs:
        if paragraph.label_element is not None:
            nodes[paragraph.label_element].place()
        if paragraph.element is not None:
            node = nodes[paragraph.element]
            node.place()
            node.paragraphs.append(paragraph)


def _draw(item: Drawn, nodes: dict[int, Node]) -> None:
    if item.element is not None:
        node = nodes[item.element]
        node.place()
        node.drawn = item
