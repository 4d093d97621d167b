"""The `teachback` command as click reads it: every verb, every option, every fault in what was typed.

Each verb is a module of its own, imported when somebody asks for it: verbs to come make no start slower.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

import click

from builder import __version__
from builder.cli.options import DEBUG
from builder.cli.said import INTERRUPTED, USAGE, complain
from builder.diagnostics import printable

VERBS = {
    "build": ("build", "Build every edition of the decks."),
    "clean": ("clean", "Remove the cache, and on request what was built."),
    "check": ("check", "Say everything that is wrong with the decks, and write..."),
    "evidence": ("evidence", "Write what each deck claims, what that rests on, and every..."),
    "explain": ("manual", "Print the manual page of a rule, such as EV001."),
    "rules": ("manual", "List every rule with its first line."),
    "schema": ("manual", "Print the outline format as JSON Schema, for editors."),
    "serve": ("serve", "Show the decks in a browser, on this machine alone, kept up..."),
    "template": ("template", "Look at an institution's own PowerPoint template."),
    "watch": ("watch", "Build, then build again whatever changes as you save."),
}
"""Every verb: the module of `builder.cli` that has it, and what the list of verbs says of it."""


class Verbs(click.Group):
    """A group whose commands are imported when they are asked for."""

    def list_commands(self, _context: click.Context) -> list[str]:
        """Return the verbs in the order of the alphabet."""
        return sorted(VERBS)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        """Import a verb; None if there is none of this name."""
        if name not in VERBS:
            return None
        command: click.Command = getattr(import_module(f"builder.cli.{VERBS[name][0]}"), name)
        return command

    def format_commands(self, _context: click.Context, formatter: click.HelpFormatter) -> None:
        """List the verbs without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in sorted(VERBS.items())])


@click.command(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="teachback")
@DEBUG
def commands() -> None:
    """Compile outlines of clinical teaching content into decks and handouts.

    PATH is a deck folder, an outline file, or a folder of decks; without one, decks/ is meant.
    """


def run(arguments: Sequence[str] | None) -> int:
    """Run what was typed (None: the process's own words) and return its exit code.

    Raises:
        Stop: what was asked for can't be done.
        BrokenPipeError: whoever reads has gone.
    """
    try:
        return int(commands.main(args=arguments and list(arguments), prog_name="teachback", standalone_mode=False) or 0)
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.exceptions.NoArgsIsHelpError as fault:
        complain(fault.format_message())
        return USAGE
    except click.ClickException as fault:
        complain(f"error: {printable(fault.format_message())}")
        return USAGE
    except click.Abort:  # it has begun a line of its own, after the terminal's ^C
        complain("stopped")
        return INTERRUPTED
