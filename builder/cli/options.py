"""Arguments and options that several verbs share."""

from __future__ import annotations

from pathlib import Path

import click

from builder.cli.asked import USUAL_OUT
from builder.cli.said import Debug


def _debug(context: click.Context, _option: click.Parameter, value: bool) -> None:
    Debug.on = Debug.on or value


PATHS = click.argument("paths", nargs=-1, metavar="[PATH ...]", type=click.Path(path_type=Path))
ROOT = click.option("--root", type=click.Path(path_type=Path), help="Folder that outlines may read from.")
EDITION = click.option("--edition", "editions", multiple=True, metavar="NAME", help="Only this edition (repeatable).")
OUT = click.option("--out", type=click.Path(path_type=Path), default=USUAL_OUT, help="Output folder (build).")
STRICT = click.option("--strict", is_flag=True, help="Treat warnings as errors.")
LIMIT = click.option("--limit", "limits", multiple=True, metavar="NAME=N", help="Raise a limit, such as slides=3000.")
JOBS = click.option(
    "--jobs", "-j", type=click.IntRange(min=1), metavar="N", help="Processes to work with (the cores, where it pays)."
)
SCHEDULER = click.option("--scheduler", metavar="ADDRESS", help="Work on a Dask cluster, such as tcp://host:8786.")
DEBUG = click.option(
    "--debug", is_flag=True, expose_value=False, callback=_debug, help="Show where an internal error happened."
)
