"""While outputs are written, outlines that they were planned from are gone; what may yet be planned is not."""

from __future__ import annotations

import gc
from pathlib import Path, PurePosixPath

import pytest

from builder.build import build_with, check, check_with
from builder.cache.keeping import Keeping
from builder.cache.reuse import Cached
from builder.cache.store import Store
from builder.edition import EditionJob, Fresh, Proved, Sheet
from builder.job import Job
from builder.model import Slide
from builder.spread import Spread
from builder.world import Disk

from .conftest import Builds


def _slides() -> int:
    """How many slides of the sample's outline there are in this process."""
    gc.collect()
    return sum(isinstance(one, Slide) and str(one.id).startswith("told-") for one in gc.get_objects())


class Counting(Fresh):
    """Counts the slides that there are while outputs are made."""

    def __init__(self) -> None:
        super().__init__()
        self.counts: list[int] = []

    def proved(self, job: EditionJob, sheet: Sheet) -> Proved:
        self.counts.append(_slides())
        return super().proved(job, sheet)


@pytest.mark.parametrize("cached", [False, True])
def test_no_outline_is_held_while_outputs_are_written(cached: bool, decks: Path, store: Store) -> None:
    before = _slides()
    fresh = Counting()
    maker = Keeping(store, Cached(store).builder, fresh) if cached else fresh
    made = build_with(maker, Job(PurePosixPath("sample/deck.yaml"), "decks"), Disk(decks))
    assert len(made.outputs) == len(fresh.counts) > 4
    assert set(fresh.counts) == {before}


def test_an_outline_is_held_while_something_may_yet_be_planned(build: Builds, decks: Path, store: Store) -> None:
    whole = {output.path: output.data for output in build().outputs}
    for blob in (path for path in store.folder.rglob("*") if path.is_file()):
        if blob.read_bytes()[-200:].find(b"%%EOF") >= 0:  # PDFs are lost, plans are not
            blob.unlink()
    fresh = Counting()
    maker = Keeping(store, Cached(store).builder, fresh)
    made = build_with(maker, Job(PurePosixPath("sample/deck.yaml"), "decks"), Disk(decks))
    assert {output.path: output.data for output in made.outputs} == whole
    assert len(fresh.counts) == sum(path.endswith(".pdf") for path in whole)
    assert min(fresh.counts) > 0


def test_what_copies_make_is_made_of_whole_outlines(decks: Path) -> None:
    job = Job(PurePosixPath("sample/deck.yaml"), "decks")
    alone = build_with(Fresh(), job, Disk(decks))
    maker = Spread(2, 1)
    try:
        shared = build_with(maker, job, Disk(decks))
    finally:
        maker.close()
    assert shared.outputs == alone.outputs
    assert shared.diagnostics == alone.diagnostics


@pytest.mark.parametrize("cached", [False, True])
def test_no_outline_is_held_while_a_check_proof_reads(cached: bool, decks: Path, store: Store) -> None:
    before = _slides()
    fresh = Counting()
    maker = Keeping(store, Cached(store).builder, fresh) if cached else fresh
    job = Job(PurePosixPath("sample/deck.yaml"), "decks")
    checked = check_with(maker, job, Disk(decks))
    assert set(fresh.counts) == {before}
    whole = check(job, Disk(decks))
    assert (checked.diagnostics, checked.fits) == (whole.diagnostics, whole.fits)
    assert checked.fits
