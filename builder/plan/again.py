"""Pieces of a handout's flow that were made before, in a process that stays: what they hold, and what they left behind.

Making a piece adds elements to the structure tree, headings, questions, figures for phones, and terms that are
explained from then on. All of it is kept with the piece and added again where the same is to be made from the same
state: from the same content, in the same setting, with the same number of elements before it and the same terms
explained. So a word that changes in one slide makes the flow of that slide anew, and places the rest as it was.

Not kept is what has no room, and what asks for names of fields: these are unique in a document.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable

from builder.frozen import dataclass, replace
from builder.known import Known
from builder.plan.flowables import Flowable, Rows, Solid
from builder.plan.page import Element, Item
from builder.plan.parts import Parts


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of the flow, and what making it added: elements, and entries of the lists in `Parts.logs`."""

    flow: tuple[Flowable, ...]
    elements: tuple[Element, ...]
    logs: tuple[tuple[object, ...], ...]
    defined: frozenset[str]


NOWHERE = float("nan")
"""A height that equals none, not even itself."""

_PIECES: Known[_Piece] = Known(24_000)
"""Weighed by elements and flowables: a kilobyte or two each, so that an author's hundred versions of one part go."""
_SURROUNDINGS: Known[object] = Known(256)


def again(
    parts: Parts, make: Callable[[], Iterable[Flowable]], *of: object, also: Hashable = None
) -> Iterable[Flowable]:
    """Return what `make` makes of the objects `of` and the values `also`, or what it made of them before."""
    if not _PIECES.on or parts.found is None:
        return make()
    structure, explained, logs = parts.structure, parts.explained, parts.logs()
    key = (surroundings(parts), *of)
    state = structure.count, frozenset(explained.defined), also
    if known := _PIECES.get(*key, also=state):
        structure.extend(known.elements)
        for log, before in zip(logs, known.logs, strict=True):
            log.extend(before)
        explained.defined |= known.defined
        return known.flow
    names, faults, marks = structure.named, len(parts.found), [len(log) for log in logs]
    flow = tuple(map(_placed_once, make()))
    fills = any(isinstance(one, Rows) and one.fill for one in flow)
    if fills or structure.named > names or len(parts.found) > faults:
        return flow
    added: tuple[tuple[object, ...], ...] = tuple(tuple(log[mark:]) for log, mark in zip(logs, marks, strict=True))
    elements = structure.since(state[0])
    piece = _Piece(flow, elements, added, frozenset(explained.defined))
    _PIECES.put(piece, *key, also=state, weight=1 + len(flow) + len(elements))
    return flow


def surroundings(parts: Parts) -> object:
    """Return an object that stands for all that a handout's pieces share: equal surroundings give the same object."""
    source, setting, sheet = parts.source, parts.setting, parts.sheet
    if parts.around is None:
        deck = source.deck
        also = (
            (type(parts), sheet.frame, sheet.dials, setting.language, setting.link_citations, setting.safety),
            (setting.place, deck.at, deck.glossary, tuple(source.bibliography.numbers.items())),
            (source.document, source.status, source.references, source.status_page, source.fold),
        )
        known = source.theme, setting.medium, source.locale, deck.governance
        parts.around = _SURROUNDINGS.of(object, *known, also=also)
    return parts.around


def _placed_once(flowable: Flowable) -> Flowable:
    """Return a box that remembers its items where it came to stand the last time: mostly it does so again."""
    if not isinstance(flowable, Solid):
        return flowable
    place = flowable.place
    last: list[tuple[float, tuple[Item, ...]]] = [(NOWHERE, ())]

    def placed(y: float) -> tuple[Item, ...]:
        here = last[0]
        if here[0] != y:
            here = last[0] = y, place(y)
        return here[1]

    return replace(flowable, place=placed)
