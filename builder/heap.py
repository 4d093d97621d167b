"""What lives on from one piece of work to the next, set apart from what Python's collector walks over.

A process that follows decks holds a quarter of a million objects that stay: outlines, plans, pages. The collector
would look at all of them again and again in the middle of a round, for a fifth of its time. A batch keeps a little of
each deck that is done, so that looking took longer with each: 25 ms a deck after 2,000. Nearly everything is freed
without the collector; what goes round in circles is collected between two pieces of work.
"""

from __future__ import annotations

import gc

ANEW = 100
"""After so many pieces of work everything is looked at once more: circles among what was set apart."""


def set_apart(done: int) -> None:
    """Collect circles, and set apart what lives; `done` counts the pieces of work that are done."""
    if done % ANEW == 0:
        gc.unfreeze()
    gc.collect()
    gc.freeze()
