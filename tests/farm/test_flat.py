"""A process that makes one deck after the other keeps what decks share, and nothing else: its memory stays flat."""

from __future__ import annotations

import gc
import importlib
import pkgutil
import sys
from collections.abc import Iterator
from functools import _lru_cache_wrapper
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

import builder
from benchmarks.outlines import write_deck
from builder.farm import here
from builder.farm.task import Afresh, Lost, Task
from builder.job import Job
from builder.kept import Kept, held

FINITE = {
    "builder.ama": {"journals", "_names_and_dates", "_style", "_item_kind"},
    "builder.assets": {"_root", "font_path"},
    "builder.build": {"_usual_locale"},
    "builder.check.wording": {"_compiled"},
    "builder.digest": {"_columns"},
    "builder.frozen_init": {"_code"},
    "builder.farm.identity": {"identity"},
    "builder.glyphs": {"_font", "_Advances", "_Covered", "vertical", "bolder"},
    "builder.load.language": {"stigma_words"},
    "builder.load.latex": {"_understood", "_reader"},
    "builder.load.locales": {"load_locale", "locale_names"},
    "builder.load.markup": {"_parser"},
    "builder.load.themes": {"load_theme", "theme_names", "_read"},
    "builder.plan.template.families": {"typeface_of"},
    "builder.serve.fonts": {"style_sheet", "font", "faces"},
    "builder.within": {"_fields_of", "_may_hold"},
    "builder.write.alike": {"_but_places"},
    "builder.write.pdf.metadata": {"srgb"},
    "builder.write.pptx.spreadsheet": {"letters"},
}
"""What is kept without a bound: as much as there are fonts, themes, locales, classes and their fields, or columns."""

ACTING = {"builder.__main__", "builder.farm.preload", "builder.farm.cluster"}
"""Modules that do something when they are imported, or need what isn't always installed."""

SLOW = {
    "builder.frozen_init._code",
    "builder.write.pdf.flow._ended",
    "builder.write.pdf.fonts.program",
    "builder.write.html.fonts.woff",
    "builder.write.pdf.syntax.number",
}
"""What fills up over some decks: one code for each number of fields, the last characters of paragraphs, a few
fonts with just the letters that a deck has, 4,096 short texts of numbers."""


def caches() -> dict[str, _lru_cache_wrapper[Any]]:
    """Return every function of the builder, loaded so far, that keeps its results."""
    modules = [module for name, module in sorted(sys.modules.items()) if name.partition(".")[0] == "builder"]
    found = (value for module in modules for value in vars(module).values() if isinstance(value, _lru_cache_wrapper))
    return {f"{one.__module__}.{one.__qualname__}": one for one in found}


def tasks(folder: Path, seeds: range) -> Iterator[Task]:
    for seed in seeds:
        deck = write_deck(folder / str(seed), 8, seed)
        yield Task(str(seed), Job(PurePosixPath(deck.name)), deck.parent)


def made(some: list[Task]) -> dict[str, int]:
    """Make decks as a batch does; return how many results each function keeps afterwards."""
    for _, result in here.run(some, Afresh(), None):
        assert not isinstance(result, Lost), result
        assert [one.size for one in result.products] if hasattr(result, "products") else False
    return {name: one.cache_info().currsize for name, one in caches().items()}


@pytest.fixture(autouse=True)
def passing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Kept, "stays", False)
    monkeypatch.setattr(gc, "freeze", lambda: None)


def test_nothing_is_kept_without_a_bound() -> None:
    for one in pkgutil.walk_packages(builder.__path__, "builder."):
        if one.name not in ACTING:
            importlib.import_module(one.name)
    endless = {name for name, one in caches().items() if one.cache_info().maxsize is None}
    assert endless <= {f"{module}.{name}" for module, names in FINITE.items() for name in names}


def test_decks_leave_nothing_behind_that_the_next_do_not_need(tmp_path: Path) -> None:
    few = made([*tasks(tmp_path, range(3))])
    many = made([*tasks(tmp_path, range(3, 9))])
    assert {name for name, count in many.items() if count > few.get(name, 0)} <= SLOW
    assert all(count <= shared for _, count, shared in held())
    names = {name for name, _, _ in held()}
    assert {"builder.breaks._chunk", "builder.text._broken", "builder.graph.in_order"} <= names


def test_a_process_that_stays_keeps_the_words_of_its_decks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Kept, "stays", True)
    counts = made([*tasks(tmp_path, range(2))])
    assert counts["builder.breaks._chunk"] > 100


def test_looking_for_circles_takes_no_longer_with_every_deck(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A batch keeps something of each deck, which the collector shall not walk over again and again."""
    monkeypatch.undo()
    kept, walked = list[list[object]](), list[int]()
    for _ in here.run([*tasks(tmp_path, range(5))], Afresh(), None):
        walked.append(len(gc.get_objects()))
        kept.append([[number] for number in range(20_000)])
    gc.unfreeze()
    assert max(walked[2:]) < 20_000
