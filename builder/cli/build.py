"""`teachback build`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from builder.cli.caching import Caching, caching
from builder.cli.options import DEBUG, EDITION, JOBS, LIMIT, OUT, PATHS, ROOT, SCHEDULER, STRICT
from builder.cli.said import guarded, told

if TYPE_CHECKING:
    from builder.batch import Made


@click.command()
@PATHS
@EDITION
@OUT
@click.option("--verbose", "-v", is_flag=True, help="Say for each slide which layout it has, and why.")
@STRICT
@JOBS
@SCHEDULER
@ROOT
@LIMIT
@caching
@DEBUG
def build(
    paths: tuple[Path, ...],
    editions: tuple[str, ...],
    out: Path,
    verbose: bool,
    strict: bool,
    root: Path | None,
    limits: tuple[str, ...],
    jobs: int | None,
    scheduler: str | None,
    cache: Caching,
) -> int:
    """Build every edition of the decks. Nothing is written for a deck with errors."""
    from builder.farm.start import prestart  # noqa: PLC0415  # only here

    if scheduler is None and cache.off:
        prestart(paths, jobs)
    from builder.batch import Order, make  # noqa: PLC0415  # slow to import
    from builder.cli.progress import Bar  # noqa: PLC0415  # only here

    order = Order(paths, root, editions, strict, limits, jobs, scheduler)
    session = cache.open(order)
    using = session.cached if session else None
    with Bar() as bar:
        made = guarded(lambda: make(order, out, bar.say, verbose=verbose, using=using, progress=bar))
    code = told(made, notes=False)
    if session:
        session.close(made, out, None if verbose else _up_to_date(made))
    return code


def _up_to_date(made: Made) -> str:
    """Return what a build says the next time if nothing has changed by then."""
    count = len(made.outputs) - 1  # the manifest is none
    if count < 1:
        return ""
    return f"{count} output{'' if count == 1 else 's'} of {made.decks} deck{'' if made.decks == 1 else 's'}: up to date"
