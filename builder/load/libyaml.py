"""PyYAML behind one door: its binding to libyaml is used, and nothing else of it.

On import it compiles patterns for a reader, a scanner and a resolver of its own, in Python, which took a tenth of the
time until the first slide was planned. Here they are compiled when somebody looks for something with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from builder.regex import regex


@contextmanager
def _unhurried() -> Iterator[None]:
    compiled: Any = re.compile
    re.compile = regex
    try:
        yield
    finally:
        re.compile = compiled


with _unhurried():
    import yaml

__all__ = ["yaml"]
