"""What `build` and `check` do once it is known what was asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from builder.cli.said import Stop, complain, complain_of_lost, guarded, say, told

if TYPE_CHECKING:
    from builder.batch import Made, Order
    from builder.cache.reuse import Cached
    from builder.cli.asked import Asked, Form
    from builder.cli.progress import Bar
    from builder.cli.session import Session


def build(asked: Asked) -> int:
    """Build every edition of the decks; return the exit code.

    Raises:
        Stop: what was asked for can't be done.
    """

    def work(order: Order, bar: Bar, using: Cached | None) -> Made:
        from builder.batch import make  # noqa: PLC0415  # slow to import; workers start first

        return make(order, asked.out, bar.say, verbose=asked.verbose, using=using, progress=bar)

    try:
        made, session = _made(asked, work)
    except Stop as stop:
        if found := getattr(stop.__cause__, "made", None):  # what is wrong with other decks isn't lost
            told(found, notes=False)
        raise
    code = told(made, notes=False)
    if session:
        session.close(made, asked.out, None if asked.verbose else _up_to_date(made))
    return code


def check(asked: Asked) -> int:
    """Say everything that is wrong with the decks; return the exit code.

    Raises:
        Stop: what was asked for can't be done.
    """

    def work(order: Order, bar: Bar, using: Cached | None) -> Made:
        from builder.batch import examine  # noqa: PLC0415  # slow to import; workers start first

        return examine(order, fits=asked.form == "json", using=using, progress=bar)

    made, session = _made(asked, work)
    code = _told(made, asked.form)
    if session:
        session.close(made, Path())
    return code


def _made(asked: Asked, work: Callable[[Order, Bar, Cached | None], Made]) -> tuple[Made, Session | None]:
    """Return what came of the work, and the cache that it used, if any."""
    order = _order(asked)
    from builder.cli.progress import Bar  # noqa: PLC0415  # only here

    session = asked.cache.open(order)
    with Bar() as bar:
        return guarded(lambda: work(order, bar, session.cached if session else None)), session


def _order(asked: Asked) -> Order:
    """Return what to do, and start the workers' server if that will need it: it warms up during our own imports."""
    from builder.farm.start import prestart  # noqa: PLC0415  # only here

    if asked.scheduler is None and asked.cache.off:
        prestart(asked.paths, asked.jobs)
    from builder.order import Order  # noqa: PLC0415  # slow to import

    return Order(asked.paths, asked.root, asked.editions, asked.strict, asked.limits, asked.jobs, asked.scheduler)


def _up_to_date(made: Made) -> str:
    """Return what a build says the next time if nothing has changed by then."""
    count = len(made.outputs) - 1  # the manifest is none
    if count < 1:
        return ""
    return f"{count} output{'' if count == 1 else 's'} of {made.decks} deck{'' if made.decks == 1 else 's'}: up to date"


def _told(made: Made, form: Form) -> int:
    """Say what was found, in the form that was asked for; return the exit code."""
    from builder.fitreport import fit_json  # noqa: PLC0415  # only here
    from builder.gist import fit_line  # noqa: PLC0415  # only here
    from builder.report import as_json, as_sarif  # noqa: PLC0415  # only here

    if form == "text":
        code = told(made, notes=True)
        if line := fit_line(made.gist):
            complain(line)
        return code
    from builder.cli.pages import manual  # noqa: PLC0415  # only here

    complain_of_lost(made)
    say(as_json(made.diagnostics, fit_json(made.fits)) if form == "json" else as_sarif(made.diagnostics, manual()))
    return made.code
