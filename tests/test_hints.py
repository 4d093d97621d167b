"""Types of fields are what `typing` reads, for every class of a model."""

from __future__ import annotations

import importlib
import pkgutil
import typing

import pytest

import builder
from builder.frozen import is_dataclass
from builder.hints import hints_of

MODELS = [
    "base", "blocks", "budget", "diagnostics", "diagrams", "editions", "findings", "governance", "guidance", "locales",
    "model", "references", "teaching", "template", "theme", "theming", "values", "load.limits",
]  # fmt: skip
CLASSES = sorted(
    {
        kind
        for name in MODELS
        for kind in vars(importlib.import_module(f"builder.{name}")).values()
        if isinstance(kind, type) and is_dataclass(kind)
    },
    key=lambda kind: kind.__qualname__,
)


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__qualname__)
def test_types_are_those_that_typing_reads(kind: type) -> None:
    wanted = typing.get_type_hints(kind, include_extras=True)
    assert hints_of(kind) == wanted
    assert [*hints_of(kind)] == [*wanted]


def test_all_modules_of_the_model_are_there() -> None:
    assert len(CLASSES) > 80
    assert {*MODELS} - {"load.limits"} <= {module.name for module in pkgutil.iter_modules(builder.__path__)}
