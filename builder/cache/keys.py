"""Under which key what is made of an edition is kept: SHA-256 over all that it is made from, values and not files."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, TypeVar

import msgspec

from builder.cache.identity import Identity
from builder.cache.places import Places, Text, text_of
from builder.edition import EditionJob, Sheet
from builder.frozen import dataclass, replace
from builder.known import Known
from builder.load.themes import ThemeError, chosen_theme
from builder.model import Deck, Edition, Finding, Reference, Slide
from builder.theme import Theme
from builder.theming import USUAL

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PlanKey:
    """The key of an edition's plans, and the places that messages about them may name."""

    key: str
    places: Places

    def of(self, sheet: Sheet) -> str:
        """Return the key of one of the edition's outputs."""
        return _key("proved", self.key, sheet.path, sheet.kind)


class EditionKeys:
    """The keys of editions of one deck. What several of them share is digested once."""

    def __init__(self, builder: Identity) -> None:
        self._builder = builder
        self._digests: dict[int, tuple[object, str]] = {}
        self._texts: dict[int, tuple[object, list[Text]]] = {}
        self._plans: dict[str, PlanKey | None] = {}

    def checked(self, job: EditionJob) -> str:
        """Return the key of what checks say of an edition, places included: they look into words, and at lines.

        They look into the records of all findings, too.
        """
        reading = job.reading
        values = reading.deck, reading.locale, reading.shelf.avoided.rows, reading.evidence.by_id
        shared = [self._once(self._digests, value, _digest) for value in values]
        return _key("checked", self._builder.code, _bare(reading.edition), reading.shelf.locales, *shared)

    def planned(self, job: EditionJob) -> PlanKey | None:
        """Return the key of an edition's plans, None where nothing can be planned in its theme."""
        if job.name not in self._plans:
            self._plans[job.name] = self._planned(job)
        return self._plans[job.name]

    def settle(self) -> None:
        """Let go of what keys were made from: all of them are known."""
        self._digests.clear()
        self._texts.clear()

    def _planned(self, job: EditionJob) -> PlanKey | None:
        choice, reading = job.choice, job.reading
        try:
            theme = chosen_theme(choice)
        except ThemeError:
            return None
        placed = (
            *self._once(self._texts, reading.deck, _texts_of),
            text_of(_bare(reading.edition)),
            text_of(replace(choice, brand=None)),
        )
        places = Places()
        numbers = [places.add(text) for text in placed]
        values = reading.locale, job.words, theme
        key = _key(
            "planned",
            self._builder.code,
            [text.digest for text in placed],
            numbers,
            places.order,
            job.asked,
            choice.brand.sha256 if choice.brand else None,
            [self._once(self._digests, value, _digest) for value in values],
            [self._builder.fonts.get(family, "") for family in self.fonts(job, theme)],
        )
        return PlanKey(key, places)

    def _once(self, known: dict[int, tuple[object, T]], value: object, work: Callable[[Any], T]) -> T:
        """Return what `work` makes of a value that several keys hold."""
        kept = known.get(id(value))
        if kept is None:
            kept = known[id(value)] = value, work(value)
        return kept[1]

    def fonts(self, job: EditionJob, theme: Theme) -> list[str]:
        """Return the families of fonts that an edition may be measured or set with, in order."""
        if job.choice.brand is not None:
            return sorted(self._builder.fonts)  # a template's families decide, and any font may stand for them
        on_slides = job.reading.edition.output == "slides"
        read = (theme.slides, theme.fallbacks) if on_slides else theme
        return sorted({face.rpartition("-")[0] or face for face in _faces(msgspec.to_builtins(read))})


def _bare(edition: Edition) -> Edition:
    """Return an edition without its theme: that is part of the key by what it says, not by how it is named."""
    return replace(edition, theme=None)


_HELD = (Finding, Reference, Slide)
"""Of what a process that stays remembers texts and digests, one by one."""

_TEXTS: Known[Text] = Known(12_000)
_DIGESTS: Known[str] = Known(24_000)


def _parts_of(deck: Deck) -> Iterator[object]:
    """Yield the parts of a deck, all together the deck without its editions: none of these looks at others."""
    sections = tuple(replace(section, slides=()) for section in deck.sections)
    yield replace(deck, editions=(), theme=USUAL, sections=sections, findings=(), references=())
    yield from deck.findings
    yield from deck.references
    for section in deck.sections:
        yield len(section.slides)
        yield from section.slides


def _texts_of(deck: Deck) -> list[Text]:
    return [
        _TEXTS.of(partial(text_of, one), one) if isinstance(one, _HELD) else text_of(one) for one in _parts_of(deck)
    ]


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


def _digest(value: object) -> str:
    """Return the SHA-256 of a value; of a deck, or of findings by id, that of the digests of its parts."""
    if isinstance(value, Deck):
        return _hashed([_hashed(one) if isinstance(one, Deck) else _digest(one) for one in _parts_of(value)])
    if isinstance(value, Mapping):
        return _hashed([(key, _digest(one)) for key, one in value.items()])
    return _DIGESTS.of(partial(_hashed, value), value) if isinstance(value, _HELD) else _hashed(value)


def _hashed(value: object) -> str:
    return hashlib.sha256(msgspec.msgpack.encode(value)).hexdigest()


def _key(*parts: object) -> str:
    return _digest(parts)
