"""The shipped deck, built once a run."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from .support.builds import File, ketamine


@pytest.fixture(scope="session")
def shipped() -> Mapping[str, File]:
    """The files of the ketamine deck by name."""
    return ketamine()


@pytest.fixture(scope="session")
def lecture(shipped: Mapping[str, File]) -> File:
    return shipped["ketamine-lecture.pptx"]


@pytest.fixture(scope="session", params=["A4", "Letter"])
def leaflet(shipped: Mapping[str, File], request: pytest.FixtureRequest) -> File:
    return shipped[f"ketamine-leaflet-{request.param}.pdf"]
