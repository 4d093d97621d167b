"""What the user asked for, and which decks that means."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from builder.decks import HOME, Misuse, find_decks, project_of
from builder.frozen import dataclass
from builder.job import Job
from builder.load.limits import Limits
from builder.world import Disk


@dataclass(frozen=True, slots=True)
class Order:
    """What the user asked for. `limits` are settings such as `slides=3000`.

    `jobs` is the number of processes (None: what pays), `scheduler` the address of a Dask scheduler.
    """

    paths: tuple[Path, ...]
    root: Path | None = None
    editions: tuple[str, ...] = ()
    strict: bool = False
    limits: tuple[str, ...] = ()
    jobs: int | None = None
    scheduler: str | None = None


def jobs(order: Order) -> Iterator[tuple[str, Job, Disk]]:
    """Yield what to do for each deck: its path as shown, the job, and where its files are.

    Raises:
        Misuse: no deck where one was named, or a limit that isn't one.
    """
    try:
        limits = Limits().raised(order.limits)
    except ValueError as fault:
        raise Misuse(str(fault)) from fault
    if not order.paths and not HOME.is_dir():
        raise Misuse(f"there is no folder {HOME}/ here; name a deck, or a folder of decks")
    for deck in find_decks(order.paths or (HOME,)):
        project = project_of(deck, order.root)
        shown = deck.parent.as_posix() if deck.name == "deck.yaml" else deck.as_posix()
        yield shown, Job(project.deck, project.shown, order.editions, order.strict, limits), Disk(project.root)
