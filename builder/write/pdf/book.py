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
from builder.write.pdf.engine import Engine, Number, packed, ref
from builder.write.pdf.finish import Parts, finish
from builder.write.pdf.flow import Flow, Said
from builder.write.pdf.fonts import Fonts
from builder.write.pdf.forms import Forms, Widget
from builder.write.pdf.images import Pictures
from builder.write.pdf.leaf import Leaf
from builder.write.pdf.links import Link, Links
from builder.write.pdf.outline import write_outline
from builder.write.pdf.sheet import Sheet
from builder.write.pdf.structure import Elements, Tree


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
    """Tells a document what a page of it says: `page` refers to the page."""

    def __init__(self, engine: Engine, leaf: Leaf, page: str, links: Links, forms: Forms) -> None:
        self._engine, self._leaf, self._page, self._links, self._forms = engine, leaf, page, links, forms
        self.annotations: list[Number] = []

    def hear(self, event: Event) -> None:
        """Do what an event of the page asks for."""
        match event:
            case Marked():
                self._leaf.mark(event.element, event.top)
            case Made():
                self._leaf.make(event)
            case Linked():
                made, key = self._annotate(event.element)
                self._links.write(Link(made, self._page, event.areas, event.target, event.contents, key))
            case Filled():
                self._leaf.place(event.field.element, event.field.box.y)
                made, key = self._annotate(event.field.element)
                self._forms.add(Widget(made, self._page, event.field, key))
            case Told():
                self._leaf.tell(event)
            case _:
                assert_never(event)

    def _annotate(self, element: int) -> tuple[Number, int]:
        made = self._engine.new()
        self.annotations.append(made)
        return made, self._leaf.annotate(element, made)


class Book:
    """One document being written."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._engine = Engine(plan.size)
        self._links = Links(self._engine, plan.size.height)
        self._forms = Forms()
        self._pages = 0
        self._said: dict[int, Said] = {}
        self._elements = Elements(plan.elements)
        self._fonts = Fonts()
        self._pictures = Pictures(self._engine)
        self._tree = Tree(self._elements, self._engine, len(plan.pages))
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
        page = self._engine.page()
        leaf = Leaf(self._tree, self._engine, page)
        binding = _Binding(self._engine, leaf, ref(page), self._links, self._forms)
        for event in drawn.events:
            binding.hear(event)
        leaf.close()
        self._engine.draw(drawn.content, binding.annotations, images)
        self._pages += 1

    def close(self) -> bytes:
        """Write what the pages refer to, and return the file; nothing can be added afterwards.

        Raises:
            ValueError: a link leads nowhere, or where it may not.
        """
        refs, height = self._engine.page_refs(), self._plan.size.height
        anchors = self._tree.anchors | {
            page.anchor: (number, 0.0) for number, page in enumerate(self._plan.pages) if page.anchor
        }
        self._links.close(anchors, refs)
        outline = write_outline(self._plan.bookmarks, refs, height, self._engine)
        root = self._tree.write()
        form = self._forms.write(height, self._engine)
        self._fonts.embed(self._engine)
        return finish(self._engine, Parts(root, outline, form), self._plan.properties)
