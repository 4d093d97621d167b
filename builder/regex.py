"""Regular expressions that are compiled when somebody first looks for something with them.

There are more than a hundred, and most builds need a third of them: compiling the rest took a tenth of the time until
the first slide. To type checkers, `regex` is `re.compile`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any


class _Regex:
    """Stands for a pattern; what is asked of it is kept, so that only the first question takes a detour."""

    def __init__(self, pattern: Any, flags: int = 0) -> None:
        self._source = pattern, flags
        self._compiled: Any = None

    @property
    def pattern(self) -> Any:
        """What is looked for, as it was written: part of a longer pattern, it needn't be compiled itself."""
        return self._source[0]

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # what copying and pickling ask for
            raise AttributeError(name)
        if self._compiled is None:
            self._compiled = re.compile(*self._source)
        found = getattr(self._compiled, name)
        setattr(self, name, found)
        return found

    def __repr__(self) -> str:
        return f"regex({self._source[0]!r})"


if TYPE_CHECKING:
    from re import compile as regex
else:
    regex = _Regex

__all__ = ["regex"]
