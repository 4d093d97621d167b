"""What the tests of the cache share: a project with many readers, and a builder that uses a cache."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest

from builder.cache.home import open_home
from builder.cache.reuse import Cached
from builder.cache.store import Store
from builder.job import Built, Job
from builder.world import Disk

from .sample import write_sample

Builds = Callable[..., Built]


@pytest.fixture
def decks(tmp_path: Path) -> Path:
    """A fresh project."""
    return write_sample(tmp_path / "project" / "decks")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A fresh cache's folder."""
    folder = tmp_path / "cache"
    open_home(folder, named=True)
    return folder


@pytest.fixture
def store(home: Path) -> Store:
    return Store(home)


@pytest.fixture
def build(decks: Path, store: Store) -> Builds:
    """Build the sample with the cache, as each new process would."""

    def run(verb: str = "build", **asked: object) -> Built:
        job = Job(PurePosixPath("sample/deck.yaml"), "decks", **asked)  # type: ignore[arg-type]
        return getattr(Cached(store), verb)(job, Disk(decks))

    return run
