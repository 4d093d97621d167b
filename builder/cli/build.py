"""`teachback build`, as click reads it."""

from __future__ import annotations

from typing import Any

import click

from builder.cli.asked import Asked
from builder.cli.caching import caching
from builder.cli.options import DEBUG, EDITION, JOBS, LIMIT, OUT, PATHS, ROOT, SCHEDULER, STRICT
from builder.cli.run import build as run


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
def build(**asked: Any) -> int:
    """Build every edition of the decks. Nothing is written for a deck with errors."""
    return run(Asked(**asked))
