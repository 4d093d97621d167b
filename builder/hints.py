"""Types of a model's fields, read from its annotations once."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from types import NoneType
from typing import Any

_KNOWN: dict[type[Any], Mapping[str, Any]] = {}
_OWN: dict[type[Any], Mapping[str, Any]] = {}
"""Those of each class without its bases, which many classes share."""


def hints_of(kind: type[Any]) -> Mapping[str, Any]:
    """Return the type of every field of a class, what `Annotated` adds included.

    It is what `typing.get_type_hints` would say (tests compare them for every class of a model), in a quarter of the
    time: a class's annotations are one expression, not one each. Names inside quotes in them stay as they are.
    """
    known = _KNOWN.get(kind)
    if known is None:
        known = {name: hint for base in reversed(kind.__mro__) for name, hint in _own(base).items()}
        _KNOWN[kind] = known
    return known


def _own(kind: type[Any]) -> Mapping[str, Any]:
    known = _OWN.get(kind)
    if known is None:
        known = _OWN[kind] = _read(kind)
    return known


def _read(kind: type[Any]) -> Mapping[str, Any]:
    written = kind.__dict__.get("__annotations__", {})  # noqa: RUF063  # inspect is slow to import
    if not written:
        return {}
    module = vars(sys.modules[kind.__module__])  # it is asked before the class: `date: date` means the module's
    hints = eval(f"({', '.join(written.values())},)", {**vars(kind)}, module)  # noqa: S307  # our own source
    return {name: NoneType if hint is None else hint for name, hint in zip(written, hints, strict=True)}
