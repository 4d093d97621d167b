"""The cache that a command uses, from what was said of it to what is kept for the next time."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from builder.cli.said import Stop, Transcript, complain
from builder.frozen import dataclass

if TYPE_CHECKING:
    from builder.batch import Made, Order
    from builder.cache.index import Start
    from builder.cache.reuse import Cached

USUAL = Path(".teachback")
BOUND = 10**9
"""Bytes that a cache may hold unless somebody says otherwise."""


@dataclass(frozen=True, slots=True)
class Caching:
    """What the user said of the cache: folders and URLs, or that there shall be none, and its bound in bytes."""

    places: tuple[str, ...]
    off: bool
    size: int

    def open(self, order: Order) -> Session | None:
        """Return the cache, ready; None where there is none.

        Raises:
            Stop: a cache that was named can't be used.
        """
        folders = [place for place in self.places if "://" not in place]
        urls = [place for place in self.places if "://" in place]
        if max(len(folders), len(urls)) > 1:
            raise Stop("--cache: name one folder at most, and one URL")
        if self.off and self.places:
            raise Stop("--cache and --no-cache: only one of them")
        if self.off:
            return None
        from builder.cache.index import Unsure, started  # noqa: PLC0415  # only here
        from builder.decks import HOME  # noqa: PLC0415  # only here

        cached = _opened(Path(folders[0]) if folders else USUAL, bool(folders), urls, self.size)
        try:
            return Session(cached, started(order.paths or (HOME,))) if cached else None
        except (OSError, Unsure):
            return Session(cached, None) if cached else None


def _opened(folder: Path, named: bool, urls: Sequence[str], size: int) -> Cached | None:
    from builder.cache.home import CacheFault, open_home  # noqa: PLC0415  # only here
    from builder.cache.reuse import Cached  # noqa: PLC0415  # only here
    from builder.cache.shared import SharedFault, opened  # noqa: PLC0415  # only here
    from builder.cache.store import Store  # noqa: PLC0415  # only here

    try:
        for url in urls:
            opened(url)
        open_home(folder, named=named)
    except SharedFault as fault:
        raise Stop(str(fault)) from fault
    except CacheFault as fault:
        if named:
            raise Stop(f"--cache: {fault}") from fault
        complain(f"note: nothing is kept for the next time: {fault}")
        return None
    return Cached(Store(folder, size, urls[0] if urls else None))


@dataclass(frozen=True, slots=True)
class Session:
    """A cache in use by one command. Without `start`, the quick way can't be prepared."""

    cached: Cached
    start: Start | None

    def close(self, made: Made, out: Path, words: str | None = None) -> None:
        """Tidy up, say what was wrong with the cache, and keep what was said for when nothing has changed.

        `words` then stand in the place of what it printed of its outputs.
        """
        self.cached.store.tidy()
        for trouble in self.cached.store.trouble:
            complain(f"note: {trouble}")
        if self.start is None or self.cached.store.trouble or made.lost:
            return
        from builder.cache.index import remember  # noqa: PLC0415  # only here

        said = [one for one in Transcript.said if words is None or one[0] != 1]
        home, builder = self.cached.store.folder, self.cached.builder
        remember(home, Transcript.words, self.start, made, out, builder, [*([(1, words)] if words else []), *said])
