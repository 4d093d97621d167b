"""The structure tree of a document while it is planned: elements in reading order, each under its parent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Literal
from unicodedata import normalize

from builder.frozen import replace
from builder.plan.elements import LONG, Elements
from builder.plan.lay import Copy
from builder.plan.page import Element, Look, Role

Numbering = Literal["None", "Disc", "Square", "Decimal", "UpperAlpha"]

NUMBERING: Mapping[str, Numbering] = MappingProxyType(
    {"square": "Square", "box": "None", "number": "Decimal", "letter": "UpperAlpha"}
)
"""The ListNumbering attribute (ISO 32000-1, table 347) of each kind of bullet."""
BELOW: Mapping[Role, Role] = MappingProxyType({Role.H2: Role.H3, Role.H3: Role.H4})
"""The level of headings under a heading."""
DEPTH: Mapping[Role, int] = MappingProxyType({Role.H2: 0, Role.H3: 1, Role.H4: 2})
"""How deep the bookmark of a heading stands."""

NAME = 60
"""Most characters of a field's name, its number aside."""


class Structure:
    """Grows the elements of one plan. Ids count from 0, the root is `Document`."""

    def __init__(self, language: str, title: str) -> None:
        self._elements: list[Element] | Elements = [Element(0, Role.DOCUMENT, None, lang=language, title=title)]
        self._names: dict[str, int] = {}

    def add(
        self,
        role: Role,
        parent: int = 0,
        *,
        alt: str | None = None,
        lang: str | None = None,
        scope: Literal["Column", "Row"] | None = None,
        numbering: Numbering | None = None,
        anchor: str | None = None,
        look: Look | None = None,
    ) -> int:
        """Add an element at the end of its parent's children and return its id."""
        number = len(self._elements)
        if number == LONG:
            self._elements = Elements(self._elements)
        self._elements.append(Element(number, role, parent, alt, lang, None, scope, numbering, anchor, look))
        return number

    @property
    def count(self) -> int:
        """The number of elements so far."""
        return len(self._elements)

    @property
    def named(self) -> int:
        """The number of names that fields have so far."""
        return len(self._names)

    def extend(self, elements: Iterable[Element]) -> None:
        """Add elements that were made before, with the ids that they would get now."""
        self._elements.extend(elements)

    def describe(self, element: int, alt: str) -> None:
        """Set the alternative text of an element that was added before it was known."""
        self._elements[element] = replace(self._elements[element], alt=alt)

    def last(self, role: Role) -> int:
        """Return the element of a role that was added last; StopIteration when there is none."""
        return next(element.id for element in reversed(self._elements) if element.role is role)

    def tagged(self, copies: Iterable[Copy], parent: int) -> Iterator[Copy]:
        """Yield paragraphs with their elements under `parent`: lists for what hangs on bullets, else paragraphs.

        Neighbours with the same kind of bullet make one list; the label of a box to tick is a field. A paragraph that
        has its element keeps it. Elements are made one by one, so that what is added between two paragraphs stands
        between them.
        """
        kind: str | None = None
        current = parent
        for copy in copies:
            if copy.element is not None or copy.bullet is None:
                kind = None
                yield (
                    copy
                    if copy.element is not None
                    else replace(copy, element=self.add(Role.P, parent, look=copy.look))
                )
                continue
            if copy.bullet.kind != kind:
                kind = copy.bullet.kind
                current = self.add(Role.L, parent, numbering=NUMBERING[copy.bullet.kind])
            item = self.add(Role.LI, current)
            label = self.add(Role.LBL, item)
            if kind == "box":
                form = self.add(Role.FORM, label, lang=self._foreign(copy))
                yield replace(copy, check=form, element=self.add(Role.LBODY, item))
            else:
                yield replace(copy, label_element=label, element=self.add(Role.LBODY, item))

    def _foreign(self, copy: Copy) -> str | None:
        """Return the language of a paragraph where it starts in another one than the document's."""
        lang = copy.runs[0].lang if copy.runs else None
        return None if lang == self._elements[0].lang else lang

    def name(self, words: str) -> str:
        """Return a name for a field, made of what it asks for; no other field of the document has it."""
        letters = normalize("NFKD", words.casefold()).encode("ascii", "ignore").decode("ascii")
        name = "-".join(re.findall(r"[a-z0-9]+", letters))[:NAME].strip("-") or "field"
        number, unique = self._names.get(name, 1), name
        while unique in self._names:
            number += 1
            unique = f"{name}-{number}"
        self._names[name] = number
        self._names.setdefault(unique, 1)
        return unique

    def elements(self) -> Sequence[Element]:
        """Return all elements, to which none is added afterwards."""
        return self._elements if isinstance(self._elements, Elements) else tuple(self._elements)

    def since(self, number: int) -> tuple[Element, ...]:
        """Return the elements from that number on."""
        return tuple(self._elements[number:])
