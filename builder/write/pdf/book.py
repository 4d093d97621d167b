"""What the pages of one document share: fonts, pictures, the structure tree, links, fields."""

from __future__ import annotations

from typing import assert_never

from builder.frozen import dataclass
from builder.geometry import Size
from builder.kept import Kept
from builder.plan.page import Item, Layout, Page, Plan
from builder.write.alike import alike
from builder.write.pdf.draw import draw_page
from builder.write.pdf.drawn import Around, Drawn, Event, Filled, Linked, Made, Marked, Told
from builder.write.pdf.engine import Engine, Raw, packed
from builder.write.pdf.finish import Parts, finish
from builder.write.pdf.flow import Flow, Said
from builder.write.pdf.fonts import Fonts
from builder.write.pdf.forms import Forms, Widget
from builder.write.pdf.images import Pictures
from builder.write.pdf.links import Link, write_link
from builder.write.pdf.outline import write_outline
from builder.write.pdf.sheet import Sheet
from builder.write.pdf.structure import Annotation, Content, Elements, Node, Tree


@dataclass(frozen=True, slots=True)
class _Known:
    """A page that was drawn, and what it was drawn from besides what it found in the document."""

    items: tuple[Item, ...]
    layout: Layout | None
    language: str
    drawn: Drawn


_KNOWN: Kept[tuple[str, Size, int], _Known] = Kept(48_000_000, session=True)
"""Pages by edition, paper and number."""
ROOM = 40_000
"""What the items of a page take, in bytes, more or less."""


class _Binding:
    """Tells the structure tree of a document of `pages` pages what page number `page` says."""

    def __init__(self, page: int, pages: int, tree: Tree, engine: Engine) -> None:
        self._page, self._pages, self._tree, self._engine = page, pages, tree, engine
        self._made: list[Node] = []
        self.owners: list[Node] = []
        self.annotations: list[Raw] = []
        self.links: list[Link] = []
        self.widgets: list[Widget] = []

    def hear(self, event: Event) -> None:
        """Do what an event of the page asks for."""
        match event:
            case Marked():
                node = self._node(event.element)
                node.place(self._page, event.top)
                node.kids.append(Content(self._page, len(self.owners)))
                self.owners.append(node)
            case Made():
                parent = self._node(event.parent)
                made = self._tree.add(
                    event.role, parent, lang=event.lang, actual=event.actual, expansion=event.expansion
                )
                self._made.append(made)
            case Linked():
                raw, key = self._annotate(self._node(event.element))
                self.links.append(Link(raw, self._page, event.areas, event.target, event.contents, key))
            case Filled():
                node = self._node(event.field.element)
                node.place(self._page, event.field.box.y)
                raw, key = self._annotate(node)
                self.widgets.append(Widget(raw, self._page, event.field, key))
            case Told():
                node = self._node(event.element)
                node.alt = node.alt or event.alt
                node.actual = event.actual or node.actual
                node.attributes += (event.attribute,) if event.attribute else ()
            case _:
                assert_never(event)

    def _node(self, element: int) -> Node:
        return self._tree.node(element) if element >= 0 else self._made[-1 - element]

    def _annotate(self, node: Node) -> tuple[Raw, int]:
        raw = self._engine.new()
        key = self._tree.annotate(node, Annotation(self._page, raw), self._pages)
        self.annotations.append(raw)
        return raw, key


class Book:
    """One document being written."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._engine = Engine(plan.size)
        self._links: list[Link] = []
        self._forms = Forms()
        self._pages = 0
        self._said: dict[int, Said] = {}
        self._elements = Elements(plan.elements)
        self._fonts = Fonts()
        self._pictures = Pictures(self._engine)
        self._tree = Tree(plan.elements, self._engine)
        self._layouts: dict[str, Layout] = {layout.key: layout for layout in plan.layouts}

    def add(self, page: Page) -> None:
        """Add the next page, drawn now, or before from the same and with the same around it."""
        layout = self._layouts[page.layout] if page.layout else None
        language = self._plan.properties.language
        key = self._plan.properties.description, self._plan.size, self._pages
        known = _KNOWN.get(key)
        if known and (known.layout, known.language) == (layout, language) and self._fits(known, page):
            drawn = known.drawn
        else:
            drawn = self._draw(page, layout)
            weight = ROOM + len(drawn.content) + 300 * len(drawn.events)
            _KNOWN.put(key, _Known(tuple(page.items), layout, language, drawn), weight)
        self._bind(drawn)

    def _fits(self, known: _Known, page: Page) -> bool:
        """Tell whether a page that was drawn before shows the same, and would find the same in this document."""
        around, elements = known.drawn.around, self._elements
        return (
            around.codes == self._fonts.codes
            and around.pictures == self._pictures.known
            and alike(known.items, tuple(page.items))
            and all(self._said.get(element) == said for element, said in around.said)
            and all(elements.role(element) == role for element, role in around.roles)
            and all(elements.language(element) == language for element, language in around.languages)
        )

    def _draw(self, page: Page, layout: Layout | None) -> Drawn:
        flow, codes, pictures = Flow(self._said), self._fonts.codes, self._pictures.known
        language = self._plan.properties.language
        sheet = Sheet(self._plan.size, language, self._elements, self._fonts, self._pictures, flow)
        draw_page(sheet, page, layout)
        operators = sheet.finish()
        roles = tuple((element, role) for element, role in sheet.roles.items() if element >= 0)
        around = Around(roles, tuple(sheet.languages.items()), tuple(flow.asked.items()), codes, pictures)
        return Drawn(
            packed(operators),
            tuple(sheet.events),
            tuple(sheet.images),
            around,
            tuple(flow.said.items()),
            self._fonts.codes,
        )

    def _bind(self, drawn: Drawn) -> None:
        """Add a page that is drawn."""
        self._fonts.learn(drawn.codes)
        self._said.update(drawn.said)
        images = dict.fromkeys(self._pictures.add(image)[0] for image in drawn.images)
        binding = _Binding(self._pages, len(self._plan.pages), self._tree, self._engine)
        for event in drawn.events:
            binding.hear(event)
        self._links += binding.links
        for widget in binding.widgets:
            self._forms.add(widget)
        self._engine.page(drawn.content, binding.annotations, images)
        self._tree.add_page(binding.owners)
        self._pages += 1

    def close(self) -> bytes:
        """Write what the pages refer to, and return the file; nothing can be added afterwards.

        Raises:
            ValueError: a link leads nowhere, or where it may not.
        """
        refs, height = self._engine.page_refs(), self._plan.size.height
        anchors = self._tree.anchors()
        anchors |= {page.anchor: (number, 0.0) for number, page in enumerate(self._plan.pages) if page.anchor}
        for link in self._links:
            write_link(link, anchors, refs, height)
        outline = write_outline(self._plan.bookmarks, refs, height, self._engine)
        root = self._tree.write(refs)
        del self._tree, self._links
        form = self._forms.write(refs, height, self._engine)
        self._fonts.embed(self._engine)
        return finish(self._engine, Parts(root, outline, form), self._plan.properties)
