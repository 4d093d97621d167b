"""What a mapping must satisfy as a whole, once each key is fine: lengths that agree, keys that need others."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from builder.load.scope import Scope
from builder.located import Fields
from builder.model import Model

FINISH: dict[type[Model], Callable[[Any, Fields, Scope], object]] = {}
"""The check of each model class that has one: it returns the value, a completed one, or `BAD`."""
