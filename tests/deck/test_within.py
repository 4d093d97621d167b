"""Every rich text is found, and nothing is walked for nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path, PurePosixPath

import pytest

from builder.load.deck import load
from builder.model import Picture, Reference
from builder.values import RichText
from builder.within import rich_texts, with_rich_texts
from builder.world import Disk

HOME = Path(__file__).parent.parent.parent


def every_text(value: object) -> Iterator[RichText]:
    """Look into every field of every value, whatever its type says."""
    if isinstance(value, RichText):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from every_text(item)
    elif is_dataclass(value) and not isinstance(value, type | Picture | Reference):
        for field in fields(value):
            yield from every_text(getattr(value, field.name))


@pytest.mark.parametrize("deck", ["decks/ketamine/deck.yaml", "docs/gallery/deck.yaml"])
def test_types_tell_where_texts_are(deck: str) -> None:
    path = HOME / deck
    loaded = load(PurePosixPath(path.name), Disk(path.parent))
    assert loaded.deck
    naive = list(every_text(loaded.deck))
    assert naive
    assert [id(text) for text in rich_texts(loaded.deck)] == [id(text) for text in naive]
    assert with_rich_texts(loaded.deck, lambda text: text) is loaded.deck
    changed = with_rich_texts(loaded.deck, lambda text: RichText((), text.at))
    assert len(rich_texts(changed)) == len(naive)
    assert not any(text.inlines for text in rich_texts(changed))
