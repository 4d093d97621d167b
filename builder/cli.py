"""The `teachback` command: arguments -> calls -> exit code. The only place that prints."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from builder import __version__
from builder.diagnostics import Severity, did_you_mean, has_errors, printable

if TYPE_CHECKING:
    from builder.batch import Made, Order

T = TypeVar("T")

DONE, FAULTS, USAGE, INTERRUPTED = 0, 1, 2, 130
"""Exit codes: done; an error in an outline; wrong usage, or a file that can't be read or written; Ctrl-C."""

PATHS = click.argument("paths", nargs=-1, metavar="[PATH ...]", type=click.Path(path_type=Path))
ROOT = click.option("--root", type=click.Path(path_type=Path), help="Folder that outlines may read from.")
EDITION = click.option("--edition", "editions", multiple=True, metavar="NAME", help="Only this edition (repeatable).")
STRICT = click.option("--strict", is_flag=True, help="Treat warnings as errors.")
LIMIT = click.option("--limit", "limits", multiple=True, metavar="NAME=N", help="Raise a limit, such as slides=3000.")


class Stop(Exception):
    """A reason to end now: what to say, and the exit code."""

    def __init__(self, message: str, code: int = USAGE) -> None:
        super().__init__(message)
        self.code = code


class Debug:
    """Whether an internal error shows where it happened."""

    on = False


def _debug(context: click.Context, _option: click.Parameter, value: bool) -> None:
    Debug.on = Debug.on or value


DEBUG = click.option(
    "--debug", is_flag=True, expose_value=False, callback=_debug, help="Show where an internal error happened."
)


def say(text: str) -> None:
    """Print to standard output."""
    click.echo(text)


def complain(text: str) -> None:
    """Print to standard error."""
    click.echo(text, err=True)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="teachback")
@DEBUG
def commands() -> None:
    """Compile outlines of clinical teaching content into decks and handouts.

    PATH is a deck folder, an outline file, or a folder of decks; without one, decks/ is meant.
    """


@commands.command()
@PATHS
@EDITION
@click.option("--out", type=click.Path(path_type=Path), default=Path("build"), help="Output folder (build).")
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
    made = _guarded(lambda: make(order, out, say, verbose=verbose))
    return _told(made, notes=False)


@commands.command()
@PATHS
@EDITION
@click.option("--format", "form", type=click.Choice(["text", "json", "sarif"]), default="text", help="text")
@STRICT
@ROOT
@LIMIT
@DEBUG
def check(
    paths: tuple[Path, ...],
    editions: tuple[str, ...],
    form: str,
    strict: bool,
    root: Path | None,
    limits: tuple[str, ...],
) -> int:
    """Say everything that is wrong with the decks, and write nothing."""
    from builder.batch import Order, examine  # noqa: PLC0415  # slow to import
    from builder.fitreport import fit_json, fit_line  # noqa: PLC0415  # only here
    from builder.report import as_json, as_sarif  # noqa: PLC0415  # only here

    made = _guarded(lambda: examine(Order(paths, root, editions, strict, limits)))
    if form == "text":
        code = _told(made, notes=True)
        if line := fit_line(made.fits):
            complain(line)
        return code
    say(as_json(made.diagnostics, fit_json(made.fits)) if form == "json" else as_sarif(made.diagnostics, _manual()))
    return made.code


@commands.command()
@PATHS
@click.option("--out", type=click.Path(path_type=Path), default=Path("build"), help="Output folder (build).")
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
    return _told(_guarded(lambda: make_trails(order, out, say)), notes=False)


def _uses(order: Order, key: str, form: str) -> int:
    """Print what rests on a reference; return the exit code."""
    from builder.trail.as_json import uses_json  # noqa: PLC0415  # only here
    from builder.trail.as_text import uses_text  # noqa: PLC0415  # only here
    from builder.trail.many import uses_of  # noqa: PLC0415  # only here

    uses = _guarded(lambda: uses_of(order, key))
    if uses.found:
        say(uses_json(key, uses.found) if form == "json" else uses_text(key, uses.found))
    else:
        which = "no deck that could be read" if uses.made.failed else "no deck"
        complain(f"{which} has a reference `{printable(key)}`" + (f"; {uses.meant}" if uses.meant else ""))
    if uses.made.failed:
        _told(uses.made, notes=True)
    return uses.code


def _told(made: Made, *, notes: bool) -> int:
    """Print diagnostics and counts; return the exit code. Without `notes`, those of severity info are only counted."""
    from builder.report import as_text, summary  # noqa: PLC0415  # only here

    shown = [d for d in made.diagnostics if notes or d.severity is not Severity.INFO]
    if shown:
        complain(as_text(shown, made.texts) + "\n")
    hidden = len(made.diagnostics) - len(shown)
    more = f"; {hidden} more with `teachback check`" if hidden else ""
    if made.diagnostics or notes:
        complain(f"{made.decks} deck{'' if made.decks == 1 else 's'}: {summary(shown)}{more}")
    if made.failed and not notes:
        complain(f"nothing written for {', '.join(map(printable, made.failed))}")
    return made.code


@commands.command()
@click.argument("rule")
def explain(rule: str) -> int:
    """Print the manual page of a rule, such as EV001."""
    manual = _manual()
    page = manual.get(rule.upper())
    if page is None:
        near = did_you_mean(rule.upper(), manual)
        raise Stop(f"there is no rule `{rule}`" + (f"; {near}" if near else "; `teachback rules` lists them"))
    say(page)
    return DONE


@commands.command()
def rules() -> int:
    """List every rule with its first line."""
    for page in _manual().values():
        say(page.partition("\n")[0])
    return DONE


@commands.command()
def schema() -> int:
    """Print the outline format as JSON Schema, for editors."""
    from builder.load.schema import outline_schema  # noqa: PLC0415  # only here

    say(outline_schema())
    return DONE


@commands.group()
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


def _manual() -> Mapping[str, str]:
    from builder.check import manual  # noqa: PLC0415  # only here
    from builder.load.rules import RULES  # noqa: PLC0415  # only here

    return dict(sorted({**manual(), **RULES}.items()))


def _guarded(work: Callable[[], T]) -> T:
    """Run a command's work; what the user can mend becomes a message and exit code 2."""
    from builder.decks import Misuse  # noqa: PLC0415  # only here
    from builder.output import WriteError  # noqa: PLC0415  # only here

    try:
        return work()
    except (Misuse, WriteError) as fault:
        raise Stop(str(fault)) from fault


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code. Nothing is raised, and no traceback is shown without `--debug`."""
    from builder.process import harden  # noqa: PLC0415  # only here

    harden()
    try:
        return int(commands.main(args=arguments and list(arguments), prog_name="teachback", standalone_mode=False) or 0)
    except Stop as stop:
        complain(f"error: {printable(str(stop))}")
        return stop.code
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.exceptions.NoArgsIsHelpError as fault:
        complain(fault.format_message())
        return USAGE
    except click.ClickException as fault:
        complain(f"error: {printable(fault.format_message())}")
        return USAGE
    except (KeyboardInterrupt, click.Abort):
        complain("stopped")
        return INTERRUPTED
    except BrokenPipeError:
        return _silenced()
    except Exception as fault:
        return _internal(fault)


def _silenced() -> int:
    """Leave quietly when whoever reads the output has gone, such as `head`."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return FAULTS


def _internal(fault: Exception) -> int:
    """Report a fault of this program: in one line, or with its traceback after `--debug`."""
    if Debug.on:
        complain(printable_lines("".join(traceback.format_exception(fault))))
    words = printable(" ".join(str(fault).split()))[:200]
    complain(f"internal error ({type(fault).__name__}): {words}")
    complain("outputs of earlier builds are untouched; please report this with what `--debug` shows")
    return USAGE


def printable_lines(text: str) -> str:
    """Return text with everything but its line breaks made printable."""
    return "\n".join(map(printable, text.splitlines()))
