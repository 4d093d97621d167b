"""Parts that a process has written before: while an author changes one slide, all others stay as they are.

What a part says depends on its page, the manner of its deck, and its layout, and on nothing that other parts hold: its
relationships are numbered by itself. So its XML can be kept, together with what it refers to, in order.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import TypeAlias

from builder.frozen import dataclass
from builder.kept import Kept
from builder.plan.page import Item
from builder.write.alike import alike
from builder.write.pptx.palette import Palette
from builder.write.pptx.sheet import Deck, Reference, Slot


@dataclass(frozen=True, slots=True)
class Held:
    """What a part is written from: items, which may have moved in the outline, and all else, which must be equal."""

    items: tuple[Item, ...]
    others: tuple[object, ...]

    def same(self, other: Held) -> bool:
        """Tell whether this is written as another is."""
        return self.others == other.others and alike(self.items, other.items)


@dataclass(frozen=True, slots=True)
class Written:
    """A part's XML, what it refers to in the order in which it does, and, of a layout, its slots by key."""

    held: Held
    blob: bytes
    asked: tuple[Reference, ...] = ()
    slots: tuple[tuple[str, Slot], ...] = ()


Shelf: TypeAlias = Kept[tuple[Hashable, ...], Written]
SLIDES: Shelf = Kept(48_000_000, session=True)
"""Slides and notes of the decks of a project, by deck and number."""
LAYOUTS: Shelf = Kept(4_000_000)
"""Layouts: decks in one theme have the same."""


def known(shelf: Shelf, key: tuple[Hashable, ...], held: Held) -> Written | None:
    """Return a part that was written from the same under a key, None where there is none."""
    found = shelf.get(key)
    return found if found and found.held.same(held) else None


def keep(shelf: Shelf, key: tuple[Hashable, ...], written: Written) -> Written:
    """Keep a part under a key. A page takes about three times the room of its XML."""
    return shelf.put(key, written, 4 * len(written.blob))


def manner(deck: Deck, own: Palette | None = None) -> tuple[object, ...]:
    """Return what all parts of a deck depend on, and those of a layout with a palette of its `own`."""
    return deck.language, deck.created, deck.plain, *map(_colors, (deck.palette, deck.printed, own))


def _colors(palette: Palette | None) -> object:
    return palette and (dict(palette.scheme), palette.dark, dict(palette.names))
