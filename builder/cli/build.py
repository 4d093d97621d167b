"""`teachback build`."""

from __future__ import annotations

from pathlib import Path

import click

from builder.cli.options import DEBUG, EDITION, LIMIT, OUT, PATHS, ROOT, STRICT
from builder.cli.said import guarded, say, told


@click.command()
@PATHS
@EDITION
@OUT
@click.option("--verbose", "-v", is_flag=True, help="Say for each slide which layout it has, and why.")
@STRICT
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
) -> int:
    """Build every edition of the decks. Nothing is written for a deck with errors."""
    from builder.batch import Order, make  # noqa: PLC0415  # slow to import

    order = Order(paths, root, editions, strict, limits)
    made = guarded(lambda: make(order, out, say, verbose=verbose))
    return told(made, notes=False)
