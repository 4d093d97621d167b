"""The preview server: on this machine alone, read-only, with nothing from anywhere else."""

from __future__ import annotations

import errno
import socket
from collections.abc import Callable
from typing import TYPE_CHECKING

from builder.batch import Order
from builder.decks import Misuse
from builder.frozen import dataclass
from builder.serve.pages.view import EDITORS, Editor

if TYPE_CHECKING:
    from builder.serve.running import Serving

__all__ = ["EDITORS", "PORT", "Editor", "Settings", "serve", "start"]

ADDRESS = "127.0.0.1"
PORT = 8765
"""Where the preview is, unless something else is there."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How to serve: the port (None: the usual one, or any that is free), and the editor that places open in."""

    port: int | None = None
    editor: Editor | None = None


def serve(order: Order, settings: Settings, ready: Callable[[str], None]) -> None:
    """Serve the preview of an order's decks until a signal ends it; `ready` gets the address once it answers.

    Raises:
        Misuse: no deck where one was named, a limit that isn't one, or a port that is taken.
        KeyboardInterrupt: somebody ended it.
    """
    start(order, settings).run(ready)


def start(order: Order, settings: Settings) -> Serving:
    """Bind the port, begin to plan the decks, and return what serves them.

    Raises:
        Misuse: as `serve`.
    """
    from builder.serve.app import Preview, hosts_of  # noqa: PLC0415  # slow to import
    from builder.serve.running import Serving  # noqa: PLC0415  # slow to import
    from builder.serve.worker import Worker  # noqa: PLC0415  # slow to import

    worker = Worker(order)
    listening = _bound(settings.port)
    try:
        worker.start()
    except Misuse:
        listening.close()
        raise
    port = listening.getsockname()[1]
    preview = Preview(worker, settings.editor)
    return Serving(preview, preview.app(hosts_of(port)), listening, f"http://{ADDRESS}:{port}/")


def _bound(port: int | None) -> socket.socket:
    """Return a socket that this machine alone can reach."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((ADDRESS, PORT if port is None else port))
    except OSError as fault:
        if port is not None or fault.errno not in {errno.EADDRINUSE, errno.EACCES}:
            listening.close()
            raise Misuse(f"port {port or PORT} can't be used: {fault.strerror}") from fault
        listening.bind((ADDRESS, 0))
    return listening
