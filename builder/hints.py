"""Types of a model's fields, read from its annotations once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, get_type_hints


@cache
def hints_of(kind: type) -> Mapping[str, Any]:
    """Return the type of every field of a class, what `Annotated` adds included."""
    return get_type_hints(kind, include_extras=True)
