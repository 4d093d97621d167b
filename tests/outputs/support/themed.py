"""Outlines planned in every theme: the golden ones and the shipped deck."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import PurePosixPath

from builder.drafts import Draft
from builder.load.themes import theme_names
from builder.theming import ThemeChoice
from builder.world import Disk

from .builds import KETAMINE, ROOT, drafted, loaded
from .goldens import GOLDEN, OUTLINES

THEMES = theme_names()
DECKS = (*OUTLINES, "ketamine")


@cache
def themed(name: str, theme: str) -> dict[str, Draft]:
    """The plans of a golden outline, or of the shipped deck, in a theme, by path."""
    path, folder = (KETAMINE, ROOT / "decks") if name == "ketamine" else (PurePosixPath(f"{name}.yaml"), GOLDEN)
    deck = loaded(path, Disk(folder))
    found: dict[str, Draft] = {}
    for edition in deck.editions:
        diagnostics, made = drafted(deck, replace(edition, theme=ThemeChoice(name=theme)))
        assert made, diagnostics
        found |= {draft.path: draft for draft in made}
    return found
