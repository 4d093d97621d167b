"""The server while it runs: uvicorn around the application, on a socket that is bound already."""

from __future__ import annotations

import socket
from collections.abc import Callable

from starlette.types import ASGIApp
from uvicorn import Config, Server

from builder.serve.app import Preview


class Serving(Server):
    """A server that says when it answers, and ends its streams of events when it ends."""

    def __init__(self, preview: Preview, app: ASGIApp, listening: socket.socket, address: str) -> None:
        super().__init__(
            Config(
                app,
                log_config=None,
                access_log=False,
                lifespan="off",
                timeout_graceful_shutdown=1,
                server_header=False,
                proxy_headers=False,
                http="h11",
                loop="asyncio",
                ws="none",
            )
        )
        self.preview, self.listening, self.address = preview, listening, address
        self._ready: Callable[[str], None] = lambda _address: None

    def run(self, ready: Callable[[str], None]) -> None:  # type: ignore[override]
        """Serve until a signal or `stop`; `ready` gets the address once the server answers."""
        self._ready = ready
        try:
            super().run(sockets=[self.listening])
        finally:
            self.preview.worker.stop()
            self.listening.close()

    def stop(self) -> None:
        """End soon; called by any thread."""
        self.should_exit = True

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to answer."""
        await super().startup(sockets)
        self._ready(self.address)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End the streams, which would go on for ever, then all else."""
        self.preview.closing.set()
        self.preview.desk.wake()
        await super().shutdown(sockets)
