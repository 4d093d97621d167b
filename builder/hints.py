"""Types of a model's fields, read from its annotations once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_type_hints

_KNOWN: dict[type[Any], Mapping[str, Any]] = {}


def hints_of(kind: type[Any]) -> Mapping[str, Any]:
    """Return the type of every field of a class, what `Annotated` adds included."""
    known = _KNOWN.get(kind)
    if known is None:
        known = _KNOWN[kind] = get_type_hints(kind, include_extras=True)
    return known
