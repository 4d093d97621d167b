"""A preview server for tests: in this process, in a thread of its own, on a free port."""

from __future__ import annotations

import http.client
import queue
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from builder.batch import Order
from builder.serve import Settings, start

PATIENCE = 60.0


@dataclass(frozen=True)
class Answer:
    """What the server said."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


class Serving:
    """A server for the decks of an order, until it is closed."""

    def __init__(self, order: Order, settings: Settings | None = None) -> None:
        self.server = start(order, settings or Settings(port=0))
        told: queue.Queue[str] = queue.Queue()
        self._thread = threading.Thread(target=lambda: self.server.run(told.put))
        self._thread.start()
        self.address = told.get(timeout=PATIENCE)
        self.port = int(self.address.rstrip("/").rpartition(":")[2])

    def close(self) -> None:
        self.server.stop()
        self._thread.join(PATIENCE)
        assert not self._thread.is_alive()

    def ask(self, path: str, *, method: str = "GET", headers: Mapping[str, str] | None = None) -> Answer:
        """Ask for a path just as it is written, dots and all."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in {"Host": f"127.0.0.1:{self.port}", **(headers or {})}.items():
            if value:
                connection.putheader(name, value)
        connection.endheaders()
        response = connection.getresponse()
        answer = Answer(response.status, response.headers, response.read())
        connection.close()
        return answer

    def until(self, path: str, wanted: Callable[[Answer], bool]) -> Answer:
        """Ask again and again until an answer is as wanted."""
        end = time.monotonic() + PATIENCE
        while not wanted(answer := self.ask(path)):
            assert time.monotonic() < end, answer.text
            time.sleep(0.05)
        return answer

    def ready(self) -> Serving:
        """Return when every edition is planned and every PDF proof-read."""
        self.until("/", lambda answer: "state" in answer.text.lower() and "being planned" not in answer.text)
        return self
