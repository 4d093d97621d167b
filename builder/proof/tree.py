"""The structure tree of a file as nodes that hold their words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from builder.proof.folded import Around, folded
from builder.proof.objects import Objects, Value, name_of, number_of, text_of
from builder.proof.printed import NOTHING, Kid, Marks, Node, Said, Sheet

WORDS = ("/Alt", "/ActualText", "/E", "/Lang", "/T", "/ID")
"""Entries of an element that are text."""
HIGH = 2
"""Levels that hold all others of a long document: itself, and its sections."""
DEEPEST = 200
"""Levels from which on a tree is taken for one that bites its tail."""


class Tree:
    """Reads the structure tree of a file whose pages are read."""

    def __init__(self, objects: Objects, sheets: Sequence[Sheet], marks: Marks) -> None:
        self._objects, self._sheets, self._marks = objects, sheets, marks
        self._pages = {ref: number for number, ref in enumerate(objects.pages)}
        self._annotations = {one.number: one for sheet in sheets for one in sheet.annotations}
        self._mapped: Mapping[str, Value] = {}
        self._roles: dict[str, str] = {}
        self._around = Around(marks, self._annotations)
        self._left: dict[int, set[int]] = {}
        """Of pages that the reading has met, the marked content that nobody owns so far."""
        self._none: set[int] = set()
        self.annotated: set[int] = set()
        """The numbers of annotations that an element of `tops` holds."""

    def tops(self) -> tuple[Node, ...]:
        """Return the elements under the root."""
        root = self._objects.dictionary(self._objects.root.get("/StructTreeRoot"))
        self._mapped = self._objects.dictionary(root.get("/RoleMap"))
        made = (self._node(kid, self._objects.once(kid), 0) for kid in self._objects.array(root.get("/K")))
        return tuple(node for node in made if node)

    def unowned(self) -> tuple[tuple[int, int], ...]:
        """Return the marked contents (page, number) that no element of `tops` holds."""
        left = (self._left.get(page, sheet.mcids) for page, sheet in enumerate(self._sheets))
        return tuple((page, mcid) for page, mcids in enumerate(left) for mcid in sorted(mcids))

    def _node(self, ref: Value, element: dict[str, Value], depth: int) -> Node | None:
        if "/S" not in element or depth > DEEPEST:
            return None
        self._around.read += 1
        words = {key: text_of(element[key]) for key in WORDS if key in element}
        page = self._pages.get(element.get("/Pg", ""))
        made = (self._kid(kid, page, depth) for kid in self._objects.array(element.get("/K")))
        kids = (kid for kid in made if kid is not None)
        return Node(
            role=self._role(name_of(element["/S"])),
            kids=folded(kids, self._around) if depth < HIGH else tuple(kids),
            number=number_of(ref),
            alt=words.get("/Alt"),
            actual=words.get("/ActualText"),
            expansion=words.get("/E"),
            lang=words.get("/Lang"),
            title=words.get("/T"),
            ident=words.get("/ID"),
            attributes=self._attributes(element["/A"]) if "/A" in element else NOTHING,
        )

    def _role(self, said: str) -> str:
        """Return the standard role that a role of the file stands for: one object for all elements of a role."""
        known = self._roles.get(said)
        if known is None:
            known = self._roles[said] = self._standard(said)
        return known

    def _standard(self, role: str) -> str:
        for _ in range(DEEPEST):
            mapped = name_of(self._mapped.get(f"/{role}"))
            if not mapped:
                return role
            role = mapped
        return role

    def _kid(self, kid: Value, page: int | None, depth: int) -> Kid | None:
        if isinstance(kid, int):
            return self._said(page, kid)
        found = self._objects.once(kid)
        match found.get("/Type"):
            case "/MCR":
                return self._said(self._pages.get(found.get("/Pg", ""), page), found.get("/MCID"))
            case "/OBJR":
                one = self._annotations.get(number_of(found.get("/Obj")))
                if one:
                    self.annotated.add(one.number)
                return one
        return self._node(kid, found, depth + 1)

    def _said(self, page: int | None, mcid: Value) -> Said | None:
        if page is None or not isinstance(mcid, int):
            return None
        self._around.read += 1
        left = self._left.get(page)
        if left is None:
            left = self._left[page] = set(self._sheets[page].mcids)
        if left:
            left.discard(mcid)
            if not left:
                self._left[page] = self._none
        return Said(page, mcid, self._marks)

    def _attributes(self, value: Value) -> Mapping[str, object]:
        found: dict[str, object] = {}
        for one in self._objects.array(value):
            found |= {
                key[1:]: text_of(v) or name_of(v) if isinstance(v, str) else v
                for key, v in self._objects.dictionary(one).items()
                if key != "/O"
            }
        return found
