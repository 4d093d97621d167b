"""Decks one after the other in this process: nothing to start, so the quickest way for a few."""

from __future__ import annotations

from collections.abc import Sequence

from builder.farm.task import Builder, Numbered, Outcome, Result, Task, perform, staged
from builder.output import Staging
from builder.process import tidy


def run(tasks: Sequence[Task], using: Builder, staging: Staging | None) -> Numbered:
    """Yield the number and the result of each task, in the order of the tasks."""
    for number, task in enumerate(tasks):
        result = perform(task, using)
        yield number, staged_here(result, staging) if staging else result
        if len(tasks) > 1:
            del result
            tidy(number + 1)


def staged_here(result: Result, staging: Staging) -> Result:
    """Return a result with its products staged; without products, no folder is made."""
    if isinstance(result, Outcome) and result.products:
        return staged(result, staging.open())
    return result
