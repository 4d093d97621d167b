"""What the pages of one document share while they are drawn: fonts, pictures, the structure tree, links, fields."""

from __future__ import annotations

from collections.abc import Sequence

from builder.geometry import Rect
from builder.plan.page import Field, Layout, Plan
from builder.write.pdf.engine import Engine
from builder.write.pdf.finish import Parts, finish
from builder.write.pdf.flow import Flow
from builder.write.pdf.fonts import Fonts
from builder.write.pdf.forms import Forms, Widget
from builder.write.pdf.images import Pictures
from builder.write.pdf.links import Link, write_link
from builder.write.pdf.outline import write_outline
from builder.write.pdf.sheet import Sheet
from builder.write.pdf.structure import Annotation, Node, Tree


class Book:
    """One document being written."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._engine = Engine(plan.size)
        self._links: list[Link] = []
        self._forms = Forms()
        self._pages = 0
        self.fonts = Fonts()
        self.pictures = Pictures(self._engine)
        self.tree = Tree(plan.elements, self._engine)
        self.flow = Flow()
        self.layouts: dict[str, Layout] = {layout.key: layout for layout in plan.layouts}

    @property
    def language(self) -> str:
        """The language of the document."""
        return self._plan.properties.language

    def new_sheet(self) -> Sheet:
        """Return the next page, empty."""
        return Sheet(self._plan.size, self._pages, self.fonts)

    def add(self, sheet: Sheet) -> None:
        """Add a page that is drawn."""
        self._engine.page(sheet.finish(), sheet.annotations, list(sheet.pictures))
        self.tree.add_page(sheet.owners)
        self._pages += 1

    def link(self, sheet: Sheet, node: Node, areas: Sequence[Rect], target: str, contents: str) -> None:
        """Put a link over areas of a page, belonging to a link element."""
        raw = self._engine.new()
        key = self.tree.annotate(node, Annotation(sheet.page, raw), len(self._plan.pages))
        sheet.annotations.append(raw)
        self._links.append(Link(raw, sheet.page, tuple(areas), target, contents, key))

    def field(self, sheet: Sheet, field: Field) -> None:
        """Put a field on a page, belonging to its element."""
        node = self.tree.node(field.element)
        node.place(sheet.page, field.box.y)
        raw = self._engine.new()
        key = self.tree.annotate(node, Annotation(sheet.page, raw), len(self._plan.pages))
        sheet.annotations.append(raw)
        self._forms.add(Widget(raw, sheet.page, field, key))

    def close(self) -> bytes:
        """Write what the pages refer to, and return the file; nothing can be added afterwards.

        Raises:
            ValueError: a link leads nowhere, or where it may not.
        """
        refs, height = self._engine.page_refs(), self._plan.size.height
        anchors = self.tree.anchors()
        anchors |= {page.anchor: (number, 0.0) for number, page in enumerate(self._plan.pages) if page.anchor}
        for link in self._links:
            write_link(link, anchors, refs, height)
        outline = write_outline(self._plan.bookmarks, refs, height, self._engine)
        root = self.tree.write(refs)
        form = self._forms.write(refs, height, self._engine)
        self.fonts.embed(self._engine)
        return finish(self._engine, Parts(root, outline, form), self._plan.properties)
