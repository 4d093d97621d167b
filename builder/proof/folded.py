"""The parts of an element of a long document, kept small: a page's elements take 20 kB as nodes and 1 kB packed.

A document is gone through from its first element to its last, several times. So what it holds is packed in stretches,
and the stretch that somebody reads is unpacked meanwhile.
"""

from __future__ import annotations

import marshal
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias, overload

from builder.frozen import dataclass, parts_of
from builder.proof.printed import NOTHING, Annotation, Kid, Marks, Node, Said

WHOLE = 5000
"""Elements and marked contents that are kept as they are: those of about forty pages of notes."""
STRETCH = 200
"""Elements and marked contents that are packed together, at least."""
Row: TypeAlias = Any
"""A part as plain values: the number of an annotation, `(page, mcid)`, or a list of what an element is made of."""


@dataclass(slots=True)
class Around:
    """What parts refer to: the strings of the document, and its annotations by number; and how many elements and
    marked contents of it were read so far.
    """

    marks: Marks
    annotations: Mapping[int, Annotation]
    read: int = 0


class Folded(Sequence[Kid]):
    """The parts of an element, used like the tuple of them: the first as they are, then stretches of `lengths` parts,
    which are `packed`.
    """

    __slots__ = ("_around", "first", "lengths", "packed")

    def __init__(self, first: tuple[Kid, ...], packed: Sequence[bytes], lengths: Sequence[int], around: Around) -> None:
        self.first, self.packed, self.lengths, self._around = first, packed, lengths, around

    def __len__(self) -> int:
        return len(self.first) + sum(self.lengths)

    def __eq__(self, other: object) -> bool:
        return tuple(self) == (tuple(other) if isinstance(other, Folded) else other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __iter__(self) -> Iterator[Kid]:
        yield from self.first
        for stretch in self.packed:
            yield from (_kid(row, self._around) for row in marshal.loads(zlib.decompress(stretch)))  # noqa: S302

    @overload
    def __getitem__(self, index: int) -> Kid: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Kid, ...]: ...
    def __getitem__(self, index: int | slice) -> Kid | tuple[Kid, ...]:
        return tuple(self)[index]


def folded(kids: Iterable[Kid], around: Around) -> Sequence[Kid]:
    """Return parts as a document keeps them that may be long: stretch after stretch as they are read."""
    first, packed, lengths, held, weight = list[Kid](), list[bytes](), list[int](), list[Kid](), 0
    for kid in kids:
        held.append(kid)
        weight += _weight(kid) if around.read > WHOLE else 0
        if weight >= STRETCH:
            packed.append(_packed(held))
            lengths.append(len(held))
            held, weight = [], 0
        elif not packed and around.read <= WHOLE:
            first += held
            held = []
    if not packed:
        return (*first, *held)
    return Folded(tuple(first), [*packed, _packed(held)], [*lengths, len(held)], around)


def _weight(kid: Kid) -> int:
    if not isinstance(kid, Node) or isinstance(kid.kids, Folded):
        return 1
    return 1 + sum(map(_weight, kid.kids))


def _packed(kids: Sequence[Kid]) -> bytes:
    return zlib.compress(marshal.dumps([_row(kid) for kid in kids]), 1)


_VALUES = parts_of(Node)[0]
_MADE: Callable[..., Node] = Node


def _row(kid: Kid) -> Row:
    match kid:
        case Annotation():
            return kid.number
        case Said():
            return kid.page, kid.mcid
        case Node():
            role, kids, *rest, attributes = _VALUES(kid)
            if isinstance(kids, Folded):
                inner: Row = [_row(one) for one in kids.first], kids.packed, kids.lengths
            else:
                inner = [_row(one) for one in kids]
            return [role, inner, *rest, dict(attributes)]


def _kid(row: Row, around: Around) -> Kid:
    if isinstance(row, int):
        return around.annotations[row]
    if isinstance(row, tuple):
        page, mcid = row
        return Said(page, mcid, around.marks)
    role, inner, *rest, attributes = row
    kids: Sequence[Kid]
    if isinstance(inner, tuple):
        first, packed, lengths = inner
        kids = Folded(tuple(_kid(one, around) for one in first), packed, lengths, around)
    else:
        kids = tuple(_kid(one, around) for one in inner)
    return _MADE(role, kids, *rest, attributes or NOTHING)
