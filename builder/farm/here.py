"""Decks one after the other in this process: nothing to start, so the quickest way for a few."""

from __future__ import annotations

from collections.abc import Sequence

from builder.farm.task import Builder, Numbered, Outcome, Result, Task, perform, staged
from builder.output import Staging


def run(tasks: Sequence[Task], using: Builder, staging: Staging | None) -> Numbered:
    """Yield the number and the result of each task, in the order of the tasks."""
    for number, task in enumerate(tasks):
        result = perform(task, using)
        yield number, staged_here(result, staging) if staging else result


def staged_here(result: Result, staging: Staging) -> Result:
    """Return a result with its products staged; without products, no folder is made."""
    if isinstance(result, Outcome) and result.products:
        return staged(result, staging.open())
    return result
