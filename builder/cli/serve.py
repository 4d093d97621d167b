"""`teachback serve`."""

from __future__ import annotations

import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

import click

from builder.cli.options import DEBUG, EDITION, LIMIT, PATHS, ROOT, STRICT
from builder.cli.said import guarded, say

if TYPE_CHECKING:
    from builder.serve import Editor

EDITORS = ("cursor", "idea", "pycharm", "sublime", "vscode", "vscodium", "zed")


@click.command()
@PATHS
@EDITION
@click.option("--port", type=click.IntRange(0, 65535), help="Port (8765, or a free one).")
@click.option("--editor", type=click.Choice(EDITORS), help="Places in the outline open in this editor.")
@click.option("--open", "opened", is_flag=True, help="Open the page in the browser.")
@STRICT
@ROOT
@LIMIT
@DEBUG
def serve(
    paths: tuple[Path, ...],
    editions: tuple[str, ...],
    port: int | None,
    editor: Editor | None,
    opened: bool,
    strict: bool,
    root: Path | None,
    limits: tuple[str, ...],
) -> int:
    """Show the decks in a browser, on this machine alone, kept up to date as you save. Ctrl-C ends it.

    Nothing is written.
    """
    from builder.batch import Order  # noqa: PLC0415  # slow to import
    from builder.serve import Settings  # noqa: PLC0415  # slow to import
    from builder.serve import serve as run  # noqa: PLC0415  # slow to import

    def ready(address: str) -> None:
        say(f"preview at {address} (Ctrl-C ends it)")
        if opened:
            webbrowser.open(address)

    order = Order(paths, root, editions, strict, limits)
    guarded(lambda: run(order, Settings(port, editor), ready))
    return 0
