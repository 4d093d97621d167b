"""`teachback build`."""

from __future__ import annotations

from pathlib import Path

import click

from builder.cli.options import DEBUG, EDITION, JOBS, LIMIT, OUT, PATHS, ROOT, SCHEDULER, STRICT
from builder.cli.said import guarded, told


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
) -> int:
    """Build every edition of the decks. Nothing is written for a deck with errors."""
    from builder.farm.start import prestart  # noqa: PLC0415  # only here

    if scheduler is None:
        prestart(paths, jobs)
    from builder.batch import Order, make  # noqa: PLC0415  # slow to import
    from builder.cli.progress import Bar  # noqa: PLC0415  # only here

    order = Order(paths, root, editions, strict, limits, jobs, scheduler)
    with Bar() as bar:
        made = guarded(lambda: make(order, out, bar.say, verbose=verbose, progress=bar))
    return told(made, notes=False)
