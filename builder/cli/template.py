"""`teachback template`."""

from __future__ import annotations

from pathlib import Path

import click

from builder.cli.options import DEBUG, LIMIT, STRICT
from builder.cli.said import DONE, FAULTS, Stop, complain, say
from builder.diagnostics import has_errors, printable


@click.group()
def template() -> None:
    """Look at an institution's own PowerPoint template."""


@template.command("check")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--theme", default="clinic", help="The theme that the template is to dress (clinic).")
@STRICT
@LIMIT
@DEBUG
def template_check(file: Path, theme: str, strict: bool, limits: tuple[str, ...]) -> int:
    """Say which of its layouts serve what, how much fits them, and what is guessed or missing."""
    from builder.build import weighed  # noqa: PLC0415  # slow to import
    from builder.load.limits import Limits  # noqa: PLC0415  # only here
    from builder.load.themes import ThemeError  # noqa: PLC0415  # only here
    from builder.report import as_text, summary  # noqa: PLC0415  # only here
    from builder.template_check import check_template  # noqa: PLC0415  # only here
    from builder.world import Unreadable  # noqa: PLC0415  # only here

    try:
        checked = check_template(file, theme, Limits().raised(limits))
    except Unreadable as fault:
        raise Stop(f"{file}: {fault}") from fault
    except (ThemeError, ValueError) as fault:
        raise Stop(str(fault)) from fault
    found = weighed(checked.diagnostics, strict=strict)
    for line in checked.lines:
        say(printable(line))
    if found:
        complain(as_text(found, {}) + "\n")
    complain(summary(found))
    return FAULTS if has_errors(found) else DONE
