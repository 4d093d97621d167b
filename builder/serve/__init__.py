"""The preview server: on this machine alone, read-only, with nothing from anywhere else."""

from __future__ import annotations

import contextlib
import errno
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from builder.batch import Order
from builder.decks import Misuse
from builder.serve.pages.view import EDITORS, Editor

__all__ = ["EDITORS", "PORT", "Editor", "Settings", "serve"]

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
    from uvicorn import Config, Server  # noqa: PLC0415  # only where something is served

    from builder.serve.app import Preview, hosts_of  # noqa: PLC0415  # slow to import
    from builder.serve.worker import Worker  # noqa: PLC0415  # slow to import

    worker = Worker(order)
    with _bound(settings.port) as listening:
        port = listening.getsockname()[1]
        preview = Preview(worker, settings.editor)
        app = preview.app(hosts_of(port))
        config = Config(app, log_config=None, access_log=False, lifespan="off", timeout_graceful_shutdown=1,
                        server_header=False, proxy_headers=False, http="h11", loop="asyncio", ws="none")  # fmt: skip

        class Quiet(Server):
            """A server that says where it is, and ends its streams when it ends."""

            async def startup(self, sockets: list[socket.socket] | None = None) -> None:
                await super().startup(sockets)
                ready(f"http://{ADDRESS}:{port}/")

            async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
                preview.closing.set()
                preview.desk.wake()
                await super().shutdown(sockets)

        worker.start()
        try:
            Quiet(config).run(sockets=[listening])
        finally:
            worker.stop()


@contextlib.contextmanager
def _bound(port: int | None) -> Iterator[socket.socket]:
    """Yield a socket that this machine alone can reach."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((ADDRESS, PORT if port is None else port))
        except OSError as fault:
            if port is not None or fault.errno not in {errno.EADDRINUSE, errno.EACCES}:
                raise Misuse(f"port {port or PORT} can't be used: {fault.strerror}") from fault
            listening.bind((ADDRESS, 0))
        yield listening
