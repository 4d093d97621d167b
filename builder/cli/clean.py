"""`teachback clean`."""

from __future__ import annotations

from pathlib import Path

import click

from builder.cli.options import DEBUG, OUT
from builder.cli.said import FAULTS, Stop, complain, guarded, say
from builder.cli.session import USUAL
from builder.diagnostics import printable


@click.command()
@click.option("--cache", type=click.Path(path_type=Path), default=USUAL, help="The cache's folder (.teachback).")
@click.option("--outputs", is_flag=True, help="Also what was built and is as it was built.")
@OUT
@DEBUG
def clean(cache: Path, outputs: bool, out: Path) -> int:
    """Remove the cache, and on request what was built.

    Only what is ours is removed: a folder with the cache's own mark; outputs that the manifest lists and nobody has
    changed.
    """
    from builder.cache.home import CacheFault, remove  # noqa: PLC0415  # only here

    try:
        say(f"{printable(str(cache))}: {'removed' if remove(cache) else 'there is no cache'}")
    except CacheFault as fault:
        raise Stop(str(fault)) from fault
    return _clean(out) if outputs else 0


def _clean(out: Path) -> int:
    """Remove outputs; return the exit code."""
    from builder.cache.leavings import remove_outputs  # noqa: PLC0415  # only here

    taken = guarded(lambda: remove_outputs(out))
    if taken is None:
        say(f"{printable(str(out))}: there is no manifest that says what was built")
        return 0
    say(f"{printable(str(out))}: {taken.removed} output{'' if taken.removed == 1 else 's'} removed")
    for path in taken.changed:
        complain(f"{printable(str(out / path))} is not as it was built, and stays")
    return FAULTS if taken.changed else 0
