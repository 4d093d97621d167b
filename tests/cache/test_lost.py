"""A deck that could not be finished is tried again: the quick way knows only what was done."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import MINIMAL

from builder.cli.session import Caching
from builder.farm.task import Lost
from builder.made import Made
from builder.order import Order


@pytest.mark.parametrize("lost", [False, True])
def test_a_lost_deck_leaves_no_index(lost: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "decks/a").mkdir(parents=True)
    (tmp_path / "decks/a/deck.yaml").write_text(MINIMAL)
    session = Caching((), False, 10**9).open(Order(()))
    assert session is not None
    made = Made()
    if lost:
        made.lose("decks/a", Lost("its worker was killed"))
    before = {path for path in (tmp_path / ".teachback").rglob("*") if path.is_file()}
    session.close(made, tmp_path / "build")
    kept = {path for path in (tmp_path / ".teachback").rglob("*") if path.is_file()} - before
    assert bool(kept) is not lost
