"""One page as the structure tree hears of it, and the elements that belong to it alone."""

from __future__ import annotations

from builder.frozen import dataclass, field
from builder.write.pdf.drawn import Made, Told
from builder.write.pdf.engine import Engine, Number
from builder.write.pdf.kids import MADE, Kid
from builder.write.pdf.structure import Says, Tree


@dataclass(eq=False, slots=True)
class _Made:
    """An element that is being filled, made on one page."""

    number: Number
    parent: int
    says: Says
    kids: list[Kid] = field(default_factory=list)
    placed: bool = False


class Leaf:
    """One page of a structure tree. Elements go by number as in `builder.write.pdf.drawn`: below 0 are the page's."""

    def __init__(self, tree: Tree, engine: Engine, page: Number) -> None:
        self._tree, self._engine, self._page = tree, engine, tree.begin(page)
        self._made: list[_Made] = []
        self._owners: list[Number] = []

    def mark(self, element: int, top: float) -> None:
        """Give the page's next marked content to an element, which starts at `top` if it has no place yet."""
        self.place(element, top)
        self._hold(element, (self._page, len(self._owners)))
        self._owners.append(self.number(element))

    def make(self, made: Made) -> None:
        """Make a new element, which takes its place when it receives content."""
        says = Says(made.role, made.actual, expansion=made.expansion, lang=made.lang)
        self._made.append(_Made(self._engine.new(), made.parent, says))

    def annotate(self, element: int, annotation: Number) -> int:
        """Give an annotation to an element and return its key in the parent tree."""
        self._hold(element, (self._page, -annotation))
        return self._tree.annotated(self.number(element))

    def tell(self, told: Told) -> None:
        """Let an element say more of itself."""
        if told.element >= 0:
            self._tree.tell(told.element, told)
        else:
            made = self._made[-1 - told.element]
            made.says = made.says.told(told)

    def place(self, element: int, top: float) -> None:
        """Put an element where the reading has come to, once, `top` points from the top of the page."""
        if element >= 0:
            self._tree.place(element, self._page, top)
            return
        made = self._made[-1 - element]
        if not made.placed:
            made.placed = True
            self.place(made.parent, top)
            self._hold(made.parent, (MADE, made.number))

    def number(self, element: int) -> Number:
        """Return the object that is an element."""
        return self._tree.number(element) if element >= 0 else self._made[-1 - element].number

    def close(self) -> None:
        """Write the elements of the page, and say who owns what it shows."""
        for made in self._made:
            body = self._tree.body(made.says, made.kids, self.number(made.parent))
            self._engine.write(made.number, body if made.placed else "null")
        self._tree.owned(self._owners)

    def _hold(self, element: int, kid: Kid) -> None:
        if element >= 0:
            self._tree.hold(element, kid)
        else:
            self._made[-1 - element].kids.append(kid)
