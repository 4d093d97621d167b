"""The shipped deck, built once a run."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

import pytest
from pptx import Presentation
from pptx.presentation import Presentation as Deck

from .support.builds import File, ketamine


@pytest.fixture(scope="session")
def shipped() -> Mapping[str, File]:
    """The files of the ketamine deck by name."""
    return ketamine()


@pytest.fixture(scope="session")
def lecture(shipped: Mapping[str, File]) -> File:
    return shipped["ketamine-lecture.pptx"]


@pytest.fixture(scope="session")
def deck(lecture: File) -> Deck:
    """The lecture as python-pptx reads it."""
    return Presentation(BytesIO(lecture.data))


@pytest.fixture(scope="session", params=["A4", "Letter"])
def leaflet(shipped: Mapping[str, File], request: pytest.FixtureRequest) -> File:
    return shipped[f"ketamine-leaflet-{request.param}.pdf"]
