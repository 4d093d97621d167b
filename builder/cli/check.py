"""`teachback check`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from builder.cli.caching import Caching, caching
from builder.cli.manual import manual
from builder.cli.options import DEBUG, EDITION, JOBS, LIMIT, PATHS, ROOT, SCHEDULER, STRICT
from builder.cli.said import complain, complain_of_lost, guarded, say, told

if TYPE_CHECKING:
    from builder.batch import Made


@click.command()
@PATHS
@EDITION
@click.option("--format", "form", type=click.Choice(["text", "json", "sarif"]), default="text", help="text")
@STRICT
@JOBS
@SCHEDULER
@ROOT
@LIMIT
@caching
@DEBUG
def check(
    paths: tuple[Path, ...],
    editions: tuple[str, ...],
    form: str,
    strict: bool,
    root: Path | None,
    limits: tuple[str, ...],
    jobs: int | None,
    scheduler: str | None,
    cache: Caching,
) -> int:
    """Say everything that is wrong with the decks, and write nothing."""
    from builder.farm.start import prestart  # noqa: PLC0415  # only here

    if scheduler is None and cache.off:
        prestart(paths, jobs)
    from builder.batch import Order, examine  # noqa: PLC0415  # slow to import
    from builder.cli.progress import Bar  # noqa: PLC0415  # only here

    order = Order(paths, root, editions, strict, limits, jobs, scheduler)
    session = cache.open(order)
    using = session.cached if session else None
    with Bar() as bar:
        made = guarded(lambda: examine(order, fits=form == "json", using=using, progress=bar))
    code = _told(made, form)
    if session:
        session.close(made, Path())
    return code


def _told(made: Made, form: str) -> int:
    """Say what was found, in the form that was asked for; return the exit code."""
    from builder.fitreport import fit_json  # noqa: PLC0415  # only here
    from builder.gist import fit_line  # noqa: PLC0415  # only here
    from builder.report import as_json, as_sarif  # noqa: PLC0415  # only here

    if form == "text":
        code = told(made, notes=True)
        if line := fit_line(made.gist):
            complain(line)
        return code
    complain_of_lost(made)
    say(as_json(made.diagnostics, fit_json(made.fits)) if form == "json" else as_sarif(made.diagnostics, manual()))
    return made.code
