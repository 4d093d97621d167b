"""Random decks as an office program draws them: many decks in a few files, since starting one takes seconds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from builder.plan.page import Page, Plan, TextBox
from builder.write.pptx import write_pptx
from tests.outputs.support import office, opened

from .decks import Made

MOST = 400
"""Slides in one file."""


@dataclass(frozen=True)
class Slide:
    """A planned slide of a deck (by name) and the characters that were drawn for it."""

    deck: str
    page: Page
    plan: Plan
    glyphs: Sequence[office.Glyph]

    @property
    def where(self) -> str:
        return f"{self.deck}, {self.page.title!r}"


@dataclass(frozen=True)
class Volume:
    """Decks of one theme in one file."""

    decks: Sequence[Made]

    @property
    def plan(self) -> Plan:
        """All slides of the decks. Links to a name that several decks have lead to the last one's."""
        return replace(self.decks[0].plan, pages=tuple(page for deck in self.decks for page in deck.plan.pages))

    def slides(self, pages: Sequence[Sequence[office.Glyph]]) -> Iterator[Slide]:
        """The slides with what was drawn for them. Their numbers are fields, which count on: they are left out."""
        owners = [(deck, page) for deck in self.decks for page in deck.plan.pages]
        assert len(pages) == len(owners)
        for (deck, page), glyphs in zip(owners, pages, strict=True):
            items = tuple(i for i in page.items if not (isinstance(i, TextBox) and i.placeholder == "number"))
            yield Slide(f"seed {deck.seed}", replace(page, items=items), deck.plan, glyphs)


def volumes(decks: Iterable[Made]) -> Iterator[Volume]:
    """The decks put together by theme, as many in a file as it takes."""
    waiting: dict[str, list[Made]] = {}
    for deck in decks:
        shelf = waiting.setdefault(deck.theme, [])
        shelf.append(deck)
        if sum(len(one.plan.pages) for one in shelf) > MOST:
            yield Volume(waiting.pop(deck.theme))
    yield from map(Volume, waiting.values())


def slides(decks: Iterable[Made], folder: Path, jobs: int = 1) -> Iterator[Slide]:
    """Every slide of the decks as drawn, by `jobs` processes of the office program."""
    with ThreadPoolExecutor(jobs) as pool:
        waiting = [pool.submit(_drawn, volume, folder / str(n)) for n, volume in enumerate(volumes(decks))]
        for one in waiting:
            yield from one.result()


def _drawn(volume: Volume, folder: Path) -> list[Slide]:
    folder.mkdir()
    data = write_pptx(volume.plan)
    assert_nothing_fits_itself(data)
    return list(volume.slides(office.pages_of(office.rendered({"decks": data}, folder)["decks"])))


def assert_nothing_fits_itself(deck: bytes) -> None:
    """No part asks for auto-fit, which would hide a text that is too long."""
    for name, blob in opened.parts(deck).items():
        assert b"normAutofit" not in blob and b"spAutoFit" not in blob, name
