"""What can wait until nobody does: an author waits for new files, not for what is kept in case it is asked for again.

In a process that stays with a project, such work is put off until there is nothing else to do, once that has happened a
first time; in any other, it is done at once. What is put off is lost with its process, so nothing may depend on it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import ClassVar

from builder.kept import Kept


class _Later:
    """What was put off. Nothing is before somebody has come for it."""

    works: ClassVar[deque[Callable[[], None]]] = deque()
    asked: ClassVar[bool] = False


def when_idle(work: Callable[[], None]) -> None:
    """Do some work now, or in a process that stays, when nobody waits."""
    if Kept.stays and _Later.asked:
        _Later.works.append(work)
    else:
        work()


def catch_up(*, until: Callable[[], bool] = lambda: False) -> None:
    """Do what was put off, in order, until there is nothing left, or something else is to be done."""
    _Later.asked = True
    while _Later.works and not until():
        _Later.works.popleft()()
