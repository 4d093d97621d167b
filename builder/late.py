"""Functions whose modules are imported when somebody first calls them: those that most decks and outputs do without.

A build of slides imports no planner of paper, a deck without tables of data no reader of them. To type checkers, what
stands behind the name is the function itself:

    if TYPE_CHECKING:
        from builder.plan.card import plan_card
    else:
        plan_card = late("builder.plan.card", "plan_card")
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any

__all__ = ["late"]


def late(module: str, *names: str) -> Any:
    """Return what stands for a function of a module, or for each of several; a class can be called, and no more."""
    stands = tuple(_late(module, name) for name in names)
    return stands[0] if len(stands) == 1 else stands


def _late(module: str, name: str) -> Callable[..., Any]:
    def call(*positional: Any, **named: Any) -> Any:
        return getattr(sys.modules.get(module) or import_module(module), name)(*positional, **named)

    call.__name__ = call.__qualname__ = name
    return call
