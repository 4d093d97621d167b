"""`teachback check`, as click reads it."""

from __future__ import annotations

from typing import Any

import click

from builder.cli.asked import FORMS, Asked
from builder.cli.caching import caching
from builder.cli.options import DEBUG, EDITION, JOBS, LIMIT, PATHS, ROOT, SCHEDULER, STRICT
from builder.cli.run import check as run


@click.command()
@PATHS
@EDITION
@click.option("--format", "form", type=click.Choice([*FORMS]), default="text", help="text")
@STRICT
@JOBS
@SCHEDULER
@ROOT
@LIMIT
@caching
@DEBUG
def check(**asked: Any) -> int:
    """Say everything that is wrong with the decks, and write nothing."""
    return run(Asked(**asked))
