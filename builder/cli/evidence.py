"""`teachback evidence`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from builder.cli.options import DEBUG, LIMIT, OUT, PATHS, ROOT, STRICT
from builder.cli.said import complain, guarded, say, told
from builder.diagnostics import printable

if TYPE_CHECKING:
    from builder.batch import Order


@click.command()
@PATHS
@OUT
@click.option("--reference", metavar="KEY", help="Print what rests on this reference, and write nothing.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Of --reference: text.")
@STRICT
@ROOT
@LIMIT
@DEBUG
def evidence(
    paths: tuple[Path, ...],
    out: Path,
    reference: str | None,
    form: str,
    strict: bool,
    root: Path | None,
    limits: tuple[str, ...],
) -> int:
    """Write what each deck claims, what that rests on, and every slide and page where it stands.

    With --reference, print every place of every deck that rests on one source: for when it is retracted.
    """
    from builder.batch import Order  # noqa: PLC0415  # slow to import
    from builder.trail.many import make_trails  # noqa: PLC0415  # only here

    order = Order(paths, root, strict=strict, limits=limits)
    if reference is not None:
        return _uses(order, reference, form)
    return told(guarded(lambda: make_trails(order, out, say)), notes=False)


def _uses(order: Order, key: str, form: str) -> int:
    """Print what rests on a reference; return the exit code."""
    from builder.trail.as_json import uses_json  # noqa: PLC0415  # only here
    from builder.trail.as_text import uses_text  # noqa: PLC0415  # only here
    from builder.trail.many import uses_of  # noqa: PLC0415  # only here

    uses = guarded(lambda: uses_of(order, key))
    if uses.found:
        say(uses_json(key, uses.found) if form == "json" else uses_text(key, uses.found))
    else:
        which = "no deck that could be read" if uses.made.failed else "no deck"
        complain(f"{which} has a reference `{printable(key)}`" + (f"; {uses.meant}" if uses.meant else ""))
    if uses.made.failed:
        told(uses.made, notes=True)
    return uses.code
