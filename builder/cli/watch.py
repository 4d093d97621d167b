"""`teachback watch`."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from builder.cli.caching import caching
from builder.cli.options import DEBUG, EDITION, LIMIT, OUT, PATHS, ROOT, STRICT
from builder.cli.said import complain, guarded, internal, say
from builder.cli.session import Caching

if TYPE_CHECKING:
    from builder.batch import Order
    from builder.diagnostics import Diagnostic
    from builder.live.session import Work
    from builder.watch import Update


@click.command()
@PATHS
@EDITION
@OUT
@click.option("--verbose", "-v", is_flag=True, help="Name every file that is written.")
@STRICT
@ROOT
@LIMIT
@caching
@DEBUG
def watch(
    paths: tuple[Path, ...],
    editions: tuple[str, ...],
    out: Path,
    verbose: bool,
    strict: bool,
    root: Path | None,
    limits: tuple[str, ...],
    cache: Caching,
) -> int:
    """Build, then build again whatever changes as you save. Ctrl-C ends it.

    Editions are built one by one. One with errors keeps the files that it has.
    """
    from builder.batch import AFRESH, Order  # noqa: PLC0415  # slow to import

    order = Order(paths, root, editions, strict, limits)
    session = cache.open(order)
    using = session.cached if session else AFRESH
    return guarded(lambda: _follow(order, out, using.build, verbose=verbose))


def _follow(order: Order, out: Path, work: Work, *, verbose: bool) -> int:
    from builder.watch import Broken, Note, Update, Waiting, watch  # noqa: PLC0415  # slow to import

    known: dict[str, frozenset[Diagnostic]] = {}
    waited = False
    for told in watch(order, out, work):
        match told:
            case Update():
                _tell(told, known.get(told.deck, frozenset()), out, verbose=verbose)
                known[told.deck] = frozenset(told.diagnostics)
            case Note(text):
                complain(text)
            case Broken(_, fault):
                internal(fault)
            case Waiting():
                if not waited:
                    say("watching; Ctrl-C ends it")
                waited = True
    return 0


def _tell(update: Update, known: frozenset[Diagnostic], out: Path, *, verbose: bool) -> None:
    """Say what was rebuilt and why. Errors are said every time, warnings while they are new."""
    from builder.diagnostics import Severity, printable  # noqa: PLC0415  # slow to import
    from builder.report import as_text, summary  # noqa: PLC0415  # slow to import

    shown = [one for one in update.diagnostics if one.severity is Severity.ERROR or one not in known]
    if shown:
        complain(as_text(shown, update.texts) + "\n")
    for path in update.paths if verbose else ():
        say(f"         {printable(str(out / path))}")
    why = f"{update.why} -> " if update.why else ""
    faults = f"; {summary(update.diagnostics)}" if update.diagnostics else ""
    say(f"{time.strftime('%H:%M:%S')} {why}{printable(update.deck)}: {_outcome(update)}{faults}")


def _outcome(update: Update) -> str:
    took = update.milliseconds
    parts = []
    if update.written:
        parts.append(f"{', '.join(update.written)} ({took:.0f} ms)")
    if update.same:
        parts.append(f"{len(update.same)} as before" if update.written else f"nothing to rewrite ({took:.0f} ms)")
    if update.held or update.broken:
        parts.append(f"nothing written{' for ' if update.held else ''}{', '.join(update.held)}")
    return "; ".join(parts) or "nothing to write"
