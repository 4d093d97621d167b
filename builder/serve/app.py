"""What can be asked of the server: pages, pictures of pages, outputs, source files, events, and its own assets.

Nothing that is asked for is a path: decks, outputs, pages, fonts and source files are found by name among those that
there are, and outputs are built in memory. So nothing outside of them can be reached.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Coroutine, Sequence
from typing import TypeAlias

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import QueryParams
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from builder.assets import asset_path
from builder.diagnostics import Severity, Span
from builder.serve import fonts
from builder.serve.desk import DeckView
from builder.serve.guard import FRAMED, Guard
from builder.serve.pages.look import look
from builder.serve.pages.missing import missing, refused
from builder.serve.pages.overview import overview
from builder.serve.pages.source import source
from builder.serve.pages.view import Editor, Looking, View, address
from builder.serve.sheets import Sheet
from builder.serve.stream import stream
from builder.serve.worker import Worker

TYPES = {
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
}
ASSETS = {"preview.css": "text/css", "preview.js": "text/javascript", "icon.svg": "image/svg+xml"}
KEPT = {"Cache-Control": "max-age=31536000, immutable"}
"""For what is named by its digest."""
WEEK = {"Cache-Control": "max-age=604800"}

Endpoint: TypeAlias = Callable[[Request], Coroutine[None, None, Response]]


class Preview:
    """The application around a worker. `closing` ends the streams of events when the server stops."""

    def __init__(self, worker: Worker, editor: Editor | None) -> None:
        self.worker, self.desk, self.editor = worker, worker.desk, editor
        self.closing = asyncio.Event()

    def app(self, hosts: Collection[str]) -> Starlette:
        """Return it as an ASGI application that answers to these hosts alone."""
        return Starlette(
            routes=[
                Route("/", self.overview),
                Route("/view/{deck}", self.deck),
                Route("/view/{deck}/{name}", self.look),
                Route("/pages/{deck}/{name}/{digest}.svg", self.picture),
                Route("/html/{deck}/{name}", self.html),
                Route("/files/{deck}/{name}", self.file),
                Route("/source/{deck}", self.source),
                Route("/events", self.events),
                Route("/assets/fonts.css", _style_sheet),
                Route("/assets/fonts/{key}.ttf", _font),
                Route("/assets/{name}", _asset),
            ],
            middleware=[Middleware(Guard, hosts=hosts)],
            exception_handlers={404: self._missing},
        )

    async def overview(self, _request: Request) -> Response:
        """The first page."""
        return await _page(lambda: overview(self.desk))

    async def deck(self, request: Request) -> Response:
        """A deck: the way to its first output, or what is wrong with it."""
        deck = self.desk.deck(request.path_params["deck"])
        if deck is None:
            return self._missing(request)
        self.worker.look(deck, None)
        if deck.sheets:
            return RedirectResponse(address(deck, deck.sheets[0]), 302)
        return await _page(lambda: look(View(self.desk, deck, self.editor)))

    async def look(self, request: Request) -> Response:
        """An output, at one of its pages."""
        deck, sheet = self._named(request)
        if deck is None:
            return self._missing(request)
        if sheet is None:  # its deck is still being planned, or it is gone, or it can't be planned
            self.worker.look(deck, None)
            waits = deck.working or not deck.sheets
            return await _page(lambda: look(View(self.desk, deck, self.editor)), 200 if waits else 404)
        self.worker.look(deck, sheet)
        page = await _page(lambda: look(self._looking(request.query_params, deck, sheet)))
        self.worker.shown()
        return page

    async def picture(self, request: Request) -> Response:
        """A page or slide, by its digest."""
        _, sheet = self._named(request)
        found = await run_in_threadpool(sheet.picture, request.path_params["digest"]) if sheet else None
        return Response(found, media_type="image/svg+xml", headers=KEPT) if found else self._missing(request)

    async def html(self, request: Request) -> Response:
        """An output that is a web page, to be framed: it runs nothing and loads nothing."""
        _, sheet = self._named(request)
        if sheet is None or sheet.draft.kind != "html":
            return self._missing(request)
        data = await run_in_threadpool(lambda: sheet.html)
        return Response(data, media_type=TYPES["html"], headers={"Content-Security-Policy": FRAMED})

    async def file(self, request: Request) -> Response:
        """An output to be saved, built from the files as they are now."""
        deck, sheet = self._named(request)
        if deck is None or sheet is None:
            return self._missing(request)
        built = await run_in_threadpool(self.worker.files, deck, deck.of(sheet))
        if built is None:
            return self._missing(request)
        output = next((one for one in built.outputs if one.path == sheet.draft.path), None)
        if output is None:
            faults = [one for one in built.diagnostics if one.severity is Severity.ERROR]
            return HTMLResponse(refused(View(self.desk, deck, self.editor), sheet, faults), 409)
        headers = {"Content-Disposition": f'attachment; filename="{sheet.name}"', "Content-Security-Policy": FRAMED}
        return Response(output.data, media_type=TYPES[sheet.draft.kind], headers=headers)

    async def source(self, request: Request) -> Response:
        """A source file that a deck read, around a line."""
        deck = self.desk.deck(request.path_params["deck"])
        asked = request.query_params
        text = deck.texts.get(asked.get("file", "")) if deck else None
        if deck is None or text is None:
            return self._missing(request)
        at = Span(asked["file"], *(_number(asked, name) for name in ("line", "column", "width")))
        return await _page(lambda: source(View(self.desk, deck, self.editor), at, text))

    async def events(self, _request: Request) -> Response:
        """What changes, for as long as somebody listens."""
        return StreamingResponse(stream(self.desk, self.closing), media_type="text/event-stream")

    def _named(self, request: Request) -> tuple[DeckView | None, Sheet | None]:
        deck = self.desk.deck(request.path_params["deck"])
        return deck, deck.sheet(request.path_params["name"]) if deck else None

    def _looking(self, asked: QueryParams, deck: DeckView, sheet: Sheet) -> Looking:
        leaf = sheet.leaf(asked.get("page"), _number(asked, "near"))
        beside = deck.sheet(asked.get("with", ""))
        beside = None if beside is sheet else beside
        before = asked.get("before") == "1" and beside is None and sheet.draft.kind != "html"
        return Looking(self.desk, deck, self.editor, sheet, leaf, beside, before)

    def _missing(self, _request: Request, _fault: Exception | None = None) -> Response:
        return HTMLResponse(missing(self.desk), 404)


async def _page(make: Callable[[], str], status: int = 200) -> Response:
    """Return a page that is made in a thread: painting the pages of an output takes a while."""
    return HTMLResponse(await run_in_threadpool(make), status)


async def _asset(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in ASSETS:
        return Response("there is no such file\n", 404, media_type="text/plain")
    return Response(asset_path("preview", name).read_bytes(), media_type=ASSETS[name])


async def _style_sheet(_request: Request) -> Response:
    return Response(fonts.style_sheet(), media_type="text/css", headers=WEEK)


async def _font(request: Request) -> Response:
    data = await run_in_threadpool(fonts.font, request.path_params["key"])
    if data is None:
        return Response("there is no such font\n", 404, media_type="text/plain")
    return Response(data, media_type="font/ttf", headers=WEEK)


def _number(asked: QueryParams, name: str) -> int:
    """Return a number from 1 that was asked for; whatever is none counts as 1."""
    text = asked.get(name, "")
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 8 else 1


def hosts_of(port: int) -> Sequence[str]:
    """Return the names under which a server on this machine may be asked."""
    return (f"127.0.0.1:{port}", f"localhost:{port}")
