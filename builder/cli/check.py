"""`teachback check`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from builder.cli.caching import Caching, caching
from builder.cli.manual import manual
from builder.cli.options import DEBUG, EDITION, LIMIT, PATHS, ROOT, STRICT
from builder.cli.said import complain, guarded, say, told

if TYPE_CHECKING:
    from builder.batch import Made


@click.command()
@PATHS
@EDITION
@click.option("--format", "form", type=click.Choice(["text", "json", "sarif"]), default="text", help="text")
@STRICT
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
    cache: Caching,
) -> int:
    """Say everything that is wrong with the decks, and write nothing."""
    from builder.batch import Order, examine  # noqa: PLC0415  # slow to import

    order = Order(paths, root, editions, strict, limits)
    session = cache.open(order)
    made = guarded(lambda: examine(order, session.cached if session else None))
    code = _told(made, form)
    if session:
        session.close(made, Path())
    return code


def _told(made: Made, form: str) -> int:
    """Say what was found, in the form that was asked for; return the exit code."""
    from builder.fitreport import fit_json, fit_line  # noqa: PLC0415  # only here
    from builder.report import as_json, as_sarif  # noqa: PLC0415  # only here

    if form == "text":
        code = told(made, notes=True)
        if line := fit_line(made.fits):
            complain(line)
        return code
    say(as_json(made.diagnostics, fit_json(made.fits)) if form == "json" else as_sarif(made.diagnostics, manual()))
    return made.code
