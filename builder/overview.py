"""What `teachback --help` prints, as click would write it, without importing click; a test holds the two together."""

from __future__ import annotations

import os
import sys

HELP = """\
Usage: teachback [OPTIONS] COMMAND [ARGS]...

  Compile outlines of clinical teaching content into decks and handouts.

  PATH is a deck folder, an outline file, or a folder of decks; without one,
  decks/ is meant.

Options:
  --version   Show the version and exit.
  --debug     Show where an internal error happened.
  -h, --help  Show this message and exit.

Commands:
  build     Build every edition of the decks.
  check     Say everything that is wrong with the decks, and write...
  clean     Remove the cache, and on request what was built.
  evidence  Write what each deck claims, what that rests on, and every...
  explain   Print the manual page of a rule, such as EV001.
  rules     List every rule with its first line.
  schema    Print the outline format as JSON Schema, for editors.
  serve     Show the decks in a browser, on this machine alone, kept up...
  template  Look at an institution's own PowerPoint template.
  watch     Build, then build again whatever changes as you save.
"""

WIDTH = 80
"""Columns of a terminal that the text is set for."""


def overview() -> str | None:
    """Return the text without its last line's end; None where the terminal is narrower, or its width isn't known."""
    try:
        columns = int(os.environ.get("COLUMNS") or 0) or _columns()
    except (OSError, ValueError):
        return None
    return HELP.rstrip("\n") if columns >= WIDTH else None


def _columns() -> int:
    """Return the columns of the terminal; where there is none, as many as shutil and click take for granted."""
    return (
        os.get_terminal_size(sys.__stdout__.fileno()).columns if sys.__stdout__ and sys.__stdout__.isatty() else WIDTH
    )
