"""Server-sent events: every open page is told when something on the desk has changed, and fetches what it shows."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from builder.serve.desk import Desk

BEAT = 15.0
"""Seconds between signs of life, so that a page finds out when the server has gone."""
RETRY = 1000
"""Milliseconds after which a page that lost its connection tries again."""


async def stream(desk: Desk, closing: asyncio.Event) -> AsyncIterator[str]:
    """Yield an event for the desk as it is, then one after each change; several at once are one.

    It ends when `closing` is set and the desk wakes its listeners.
    """
    loop, changed = asyncio.get_running_loop(), asyncio.Event()

    def heard(_version: int) -> None:
        loop.call_soon_threadsafe(changed.set)

    leave = desk.listen(heard)
    try:
        yield f"retry: {RETRY}\n{_event(desk.version)}"
        while True:
            try:
                await asyncio.wait_for(changed.wait(), BEAT)
            except TimeoutError:
                yield ": alive\n\n"
                continue
            changed.clear()
            if closing.is_set():
                return
            yield _event(desk.version)
    finally:
        leave()


def _event(version: int) -> str:
    return f"id: {version}\nevent: change\ndata: {version}\n\n"
