"""One server for the tests that only ask; each test that edits has a project and a server of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from live.support import write_project

from builder.batch import Order

from .support import Serving


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """A server for the project as it is."""
    home = write_project(tmp_path_factory.mktemp("project"))
    server = Serving(Order((home.parent,)))
    yield server.ready()
    server.close()


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[[Path], Serving]]:
    """Start servers that end with the test."""
    started: list[Serving] = []

    def run(decks: Path) -> Serving:
        started.append(Serving(Order((decks,))))
        return started[-1]

    yield run
    for server in started:
        server.close()
