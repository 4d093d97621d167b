"""Under which key what is made of an edition is kept: SHA-256 over all that it is made from, values and not files.

Places in files count: a diagnostic must point at the line where its words stand today.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace

import msgspec

from builder.cache.identity import Identity
from builder.edition import EditionJob, Sheet
from builder.load.themes import ThemeError, chosen_theme
from builder.model import Deck, Edition
from builder.theme import Theme
from builder.theming import USUAL


class EditionKeys:
    """The keys of editions of one deck. What several of them share is digested once."""

    def __init__(self, builder: Identity) -> None:
        self._builder = builder
        self._known: dict[int, tuple[object, str]] = {}
        self._families: dict[int, tuple[Theme, frozenset[str]]] = {}

    def checked(self, job: EditionJob) -> str:
        """Return the key of what checks say of an edition: they look into the records of all findings, too."""
        shelf, evidence = job.reading.shelf, job.reading.evidence
        return _key(
            "checked",
            *self._common(job),
            shelf.locales,
            self._once(shelf.avoided.rows),
            self._once(evidence.by_id),
        )

    def planned(self, job: EditionJob) -> str | None:
        """Return the key of an edition's plans, None where nothing can be planned in its theme."""
        choice = job.choice
        try:
            theme = chosen_theme(choice)
        except ThemeError:
            return None
        brand = choice.brand.sha256 if choice.brand else None
        asked = replace(choice, brand=None)
        return _key(
            "planned",
            *self._common(job),
            self._once(job.words),
            job.asked,
            asked,
            brand,
            self._once(theme),
            [self._builder.fonts.get(family, "") for family in self._fonts(job, theme)],
        )

    def proved(self, job: EditionJob, sheet: Sheet) -> str | None:
        """Return the key of one of an edition's outputs."""
        planned = self.planned(job)
        return _key("proved", planned, sheet.path, sheet.kind) if planned else None

    def _common(self, job: EditionJob) -> tuple[object, ...]:
        reading = job.reading
        return self._builder.code, self._once(reading.deck), _bare(reading.edition), self._once(reading.locale)

    def _once(self, value: object) -> str:
        """Return the digest of a value that several keys hold."""
        kept = self._known.get(id(value))
        if kept is None:
            plain = _without_editions(value) if isinstance(value, Deck) else value
            kept = self._known[id(value)] = value, hashlib.sha256(msgspec.msgpack.encode(plain)).hexdigest()
        return kept[1]

    def _fonts(self, job: EditionJob, theme: Theme) -> list[str]:
        """Return the families of fonts that an edition may be measured or set with, in order."""
        if job.choice.brand is not None:
            return sorted(self._builder.fonts)  # a template's families decide, and any font may stand for them
        on_slides = job.reading.edition.output == "slides"
        read = (theme.slides, theme.fallbacks) if on_slides else theme
        return sorted({face.rpartition("-")[0] or face for face in _faces(msgspec.to_builtins(read))})


def _bare(edition: Edition) -> Edition:
    """Return an edition without its theme: that is part of the key by what it says, not by how it is named."""
    return replace(edition, theme=None)


def _without_editions(deck: Deck) -> Deck:
    """Return a deck without what its editions don't share: no edition looks at others."""
    return replace(deck, editions=(), theme=USUAL)


def _faces(tree: object) -> Iterator[str]:
    """Yield the keys of all faces in a theme that was turned into plain mappings."""
    match tree:
        case {"key": str(key), "family": _, "stretch": _}:
            yield key
        case dict():
            for value in tree.values():
                yield from _faces(value)
        case list() | tuple():
            for value in tree:
                yield from _faces(value)
        case _:
            return


def _key(*parts: object) -> str:
    return hashlib.sha256(msgspec.msgpack.encode(parts)).hexdigest()
