"""Who may ask the server, what it gives away, and what its pages may do."""

from __future__ import annotations

import http.client
import json
import re
import socket
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

import pytest
from live.support import change, write_project

from builder.batch import Order
from builder.decks import Misuse
from builder.serve import Settings, start

from .support import Serving

LOOK = "/view/demo/demo-lecture.pptx"
PATHS = ("/", "/view/demo", LOOK, "/html/demo/demo-leaflet.html", "/assets/preview.js", "/assets/fonts.css", "/nowhere")


def test_only_this_machine_can_reach_it(serving: Serving) -> None:
    assert serving.server.listening.getsockname()[0] == "127.0.0.1"


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:{port}",
        "127.0.0.1",
        "127.0.0.1:1",
        "127.0.0.1.evil.example:{port}",
        "[::1]:{port}",
        "",
    ],
)
def test_a_request_must_name_this_server(serving: Serving, host: str) -> None:
    answer = serving.ask(LOOK, headers={"Host": host.format(port=serving.port)})
    assert answer.status in {400, 421} and "assertion" not in answer.text


def test_a_request_with_two_names_is_refused(serving: Serving) -> None:
    with socket.create_connection(("127.0.0.1", serving.port)) as connection:
        name = f"127.0.0.1:{serving.port}"
        connection.sendall(
            f"GET {LOOK} HTTP/1.1\r\nHost: {name}\r\nHost: evil.example\r\nConnection: close\r\n\r\n".encode()
        )
        head = b"".join(iter(lambda: connection.recv(4096), b""))
    assert head.split()[1] in {b"400", b"421"}


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "LOCALHOST"])
def test_it_answers_to_its_names(serving: Serving, name: str) -> None:
    assert serving.ask(LOOK, headers={"Host": f"{name}:{serving.port}"}).status == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_nothing_can_be_changed(serving: Serving, method: str) -> None:
    answer = serving.ask("/", method=method)
    assert (answer.status, answer.headers["Allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "script"},
        {"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "cors"},
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"},
    ],
)
def test_other_sites_may_not_ask(serving: Serving, headers: dict[str, str]) -> None:
    for path in (LOOK, "/files/demo/demo-lecture.pptx", "/events"):
        assert serving.ask(path, headers=headers).status == 403


def test_a_link_from_elsewhere_may_be_followed(serving: Serving) -> None:
    headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    assert serving.ask(LOOK, headers=headers).status == 200


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_says_what_it_may_do(serving: Serving, path: str) -> None:
    headers = serving.ask(path).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "base-uri 'none'" in policy
    assert "unsafe-eval" not in policy and "*" not in policy and "http:" not in policy and "https:" not in policy
    assert not re.search(r"script-src[^;]*unsafe", policy)
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Access-Control-Allow-Origin" not in headers and "Set-Cookie" not in headers
    assert ("frame-ancestors 'self'" if path.startswith("/html") else "frame-ancestors 'none'") in policy


def test_a_web_page_in_its_frame_runs_nothing(serving: Serving) -> None:
    policy = serving.ask("/html/demo/demo-leaflet.html").headers["Content-Security-Policy"]
    assert "sandbox allow-same-origin;" in policy and "script-src" not in policy
    assert 'sandbox="allow-same-origin"' in serving.ask("/view/demo/demo-leaflet.html").text


OUTSIDE = (
    "/../pyproject.toml",
    "/assets/../preview.py",
    "/assets/..%2f..%2fpyproject.toml",
    "/assets/%2e%2e/%2e%2e/etc/passwd",
    "/assets/fonts/..%2f..%2fthemes%2fclinic.ttf",
    "/assets/fonts/Nothing-Regular.ttf",
    "/files/demo/..%2f..%2fdecks%2fdemo%2fdeck.yaml",
    "/files/demo/../../decks/demo/deck.yaml",
    "/files/demo/deck.yaml",
    "/files/../demo-lecture.pptx",
    "/html/demo/demo-lecture.pptx",
    "/pages/demo/demo-lecture.pptx/..%2f..%2fdeck.svg",
    "/source/demo?file=/etc/passwd&line=1",
    "/source/demo?file=decks/demo/../../secret.txt&line=1",
    "/source/demo?file=secret.txt",
    "/source/demo",
    "/source/other?file=decks/demo/one.yaml",
    "/view/demo/nothing.pdf",
    "/view/..",
)


def test_nothing_outside_of_the_outputs_is_given(serve: Callable[[Path], Serving], tmp_path: Path) -> None:
    home = write_project(tmp_path)
    (tmp_path / "secret.txt").write_text("root: secret")
    (home / "secret.txt").write_text("root: secret")
    serving = serve(home.parent).ready()
    for path in OUTSIDE:
        answer = serving.ask(path)
        assert answer.status in {400, 404}, path
        assert "root:" not in answer.text and "language: en-GB" not in answer.text, path


def test_source_files_are_those_that_the_deck_read_as_it_read_them(
    serve: Callable[[Path], Serving], tmp_path: Path
) -> None:
    home = write_project(tmp_path)
    serving = serve(home.parent).ready()
    name = (home / "one.yaml").as_posix()
    answer = serving.ask(f"/source/demo?file={name}&line=6&column=5&width=5")
    assert answer.status == 200 and "<mark>title</mark>: The first assertion" in answer.text
    assert f"{name}:6:5" in answer.text


@pytest.mark.parametrize(
    "asked",
    ["line=-5", "line=99999999999999999999", "line=abc", "line=9999", "line=6&column=9999&width=9999", "line=%D9%A3"],
)
def test_any_place_in_a_file_can_be_asked_for(serving: Serving, asked: str) -> None:
    name = next(iter(serving.server.preview.desk.decks.values())).diagnostics[0].at.file
    assert serving.ask(f"/source/demo?file={name}&{asked}").status == 200


HOSTILE = "</title><b onclick=alert(1)>\"'&amp;"
WORSE = f"{HOSTILE}<script>alert(1)</script><img src=x onerror=alert(1)><svg/onload=alert(1)>]]>-->"


class Elements(HTMLParser):
    """The elements of a page, and the attributes that could run something."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.handlers: list[str] = []
        self.scripts: list[str | None] = []
        self.inside = False
        self.inline = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.inside = tag in {"script", "style"}
        for name, value in attrs:
            if name.startswith("on") or (value or "").strip().lower().startswith("javascript:"):
                self.handlers.append(name)
            if tag == "script" and name == "src":
                self.scripts.append(value)

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.inline += data
        self.inside = False


def test_hostile_words_stay_words(serve: Callable[[Path], Serving], tmp_path: Path) -> None:
    home = write_project(tmp_path)
    change(home / "deck.yaml", "title: A demonstration", f"title: {json.dumps(HOSTILE)}")
    change(home / "one.yaml", "title: The first assertion", f"title: {json.dumps(HOSTILE)}")
    change(home / "one.yaml", "Only colleagues read this", json.dumps(WORSE))
    change(home / "one.yaml", "Say it slowly.", WORSE)
    serving = serve(home.parent).ready()
    paths = (
        "/",
        LOOK,
        f"{LOOK}?page=alpha",
        f"{LOOK}?page=beta&with=demo-leaflet.pdf",
        f"{LOOK}?page={quote(WORSE)}&with={quote(WORSE)}",
        "/view/demo/demo-leaflet.html",
        f"/source/demo?file={(home / 'one.yaml').as_posix()}&line=7",
    )
    for path in paths:
        answer = serving.ask(path)
        page = Elements()
        page.feed(answer.text)
        assert answer.status == 200 and "alert(1)" in answer.text, path
        assert page.scripts == ["/assets/preview.js"] and page.tags.count("script") == 1, path
        assert not page.handlers and not page.inline.strip() and "img" not in page.tags, path


def test_an_edition_with_errors_is_not_given_as_a_file(serve: Callable[[Path], Serving], tmp_path: Path) -> None:
    home = write_project(tmp_path)
    serving = serve(home.parent).ready()
    good = serving.ask("/files/demo/demo-leaflet.pdf")
    assert good.status == 200 and good.body.startswith(b"%PDF-")
    assert good.headers["Content-Disposition"] == 'attachment; filename="demo-leaflet.pdf"'
    change(home / "deck.yaml", "main_message: It may help.\n", "")
    refused = serving.ask("/files/demo/demo-leaflet.pdf")
    assert refused.status == 409 and "MSG001" in refused.text
    assert serving.ask("/files/demo/demo-lecture.pptx").body.startswith(b"PK")


def test_events_tell_the_version_at_once(serving: Serving) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", serving.port, timeout=60)
    connection.request("GET", "/events")
    answer = connection.getresponse()
    assert answer.headers["Content-Type"].startswith("text/event-stream")
    lines = [answer.readline().decode().strip() for _ in range(4)]
    assert lines[:1] == ["retry: 1000"] and lines[2:3] == ["event: change"]
    connection.close()


def test_a_port_that_is_taken_is_said(serving: Serving, tmp_path: Path) -> None:
    home = write_project(tmp_path)
    with pytest.raises(Misuse, match=f"port {serving.port} can't be used"):
        start(Order((home.parent,)), Settings(port=serving.port))


def test_another_port_is_taken_when_the_usual_one_is(
    serving: Serving, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("builder.serve.PORT", serving.port)
    other = Serving(Order((write_project(tmp_path).parent,)), Settings())
    assert other.port != serving.port and other.ask("/").status == 200
    other.close()


def test_no_deck_is_said_before_anything_is_served(tmp_path: Path) -> None:
    with pytest.raises(Misuse, match="no deck here"):
        start(Order((tmp_path,)), Settings(port=0))
