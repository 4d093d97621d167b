"""The preview in a real browser: it keeps up, keeps the reader's place, works by keys alone, and axe-core is content."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from live.support import change, write_project

from .support import Serving

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(not CHROMIUM, reason="chromium is not installed")

LECTURE, LEAFLET, PAGE = "view/demo/demo-lecture.pptx", "view/demo/demo-leaflet.pdf", "view/demo/demo-leaflet.html"
WAIT = 60_000
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SPACED = "*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important} p{margin-bottom:2em!important}"
"""The text spacing that readers may set (WCAG 2.2, 1.4.12)."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as running:
        started = running.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return write_project(tmp_path)


@pytest.fixture
def live(serve: Callable[[Path], Serving], home: Path) -> Serving:
    """A server for a project that the test may edit."""
    return serve(home.parent).ready()


@pytest.fixture
def tab(browser: Any) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.set_default_timeout(WAIT)
    page = context.new_page()
    page.faults = []
    page.on(
        "console", lambda message: page.faults.append(message.text) if message.type in {"error", "warning"} else None
    )
    page.on("pageerror", lambda fault: page.faults.append(str(fault)))
    yield page
    context.close()


def opened(tab: Any, serving: Serving, path: str) -> Any:
    tab.goto(serving.address + path)
    tab.wait_for_function("() => document.querySelector('#link').classList.contains('live')")
    return tab


def until(tab: Any, selector: str, words: str) -> None:
    """Wait until an element says something."""
    tab.wait_for_function("([s, w]) => document.querySelector(s)?.textContent.includes(w)", arg=[selector, words])


def test_it_loads_from_its_server_alone_and_draws_every_slide(tab: Any, serving: Serving) -> None:
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    opened(tab, serving, f"{LECTURE}?page=alpha")
    tab.wait_for_function("() => document.querySelectorAll('#strip .thumb svg text').length > 5")
    tab.wait_for_function(
        "() => [...document.querySelectorAll('#strip .thumb')].every(one => one.querySelector('svg'))"
    )
    assert all(url.startswith((serving.address, "data:")) for url in asked), asked
    loaded = tab.evaluate(
        "async () => (await document.fonts.ready, [...document.fonts].filter(f => f.status == 'loaded').map(f => f.family))"
    )
    assert any("Carlito" in family for family in loaded)
    width = tab.evaluate(
        "(() => { const t = document.querySelector('#stage svg tspan'); return t.getComputedTextLength() })()"
    )
    assert width > 20
    assert not tab.faults


def test_a_saved_change_shows_without_a_reload_and_is_said(tab: Any, live: Serving, home: Path) -> None:
    opened(tab, live, f"{LECTURE}?page=beta")
    tab.evaluate("window.kept = 'the same page'")
    change(home / "one.yaml", "Only colleagues read this", "Only colleagues read that")
    until(tab, "#stage svg", "Only colleagues read that")
    until(tab, "#news", "1 slide changed")
    tab.wait_for_function("() => document.querySelectorAll('#strip .mark').length == 1")
    until(tab, "#strip [aria-current] svg", "Only colleagues read that")
    assert tab.evaluate("window.kept") == "the same page" and not tab.faults


def test_the_reader_s_place_stays_by_slide_when_others_come_and_go(tab: Any, live: Serving, home: Path) -> None:
    opened(tab, live, f"{LECTURE}?page=gamma&near=6")
    tab.locator("#strip [aria-current]").focus()
    before = int(re.findall(r"\d+", tab.text_content("#strip [aria-current] .number"))[0])
    extra = "  - id: between\n    title: Something between\n    blocks: [More words]\n"
    change(home / "one.yaml", "  - id: beta\n", f"{extra}  - id: beta\n")
    until(tab, "#strip", "Something between")
    until(tab, "#stage h2", f"{before + 1}. The third assertion")
    assert tab.evaluate("document.activeElement.closest('li')?.dataset.key") == "gamma"
    change(home / "two.yaml", "    title: The third assertion", "    title: An altered third")
    until(tab, "#stage h2", "An altered third")
    change(home / "one.yaml", extra, "")
    until(tab, "#stage h2", f"{before}. An altered third")
    assert "page=gamma" in tab.url


def test_an_error_is_shown_beside_the_last_good_slide_and_cleared(tab: Any, live: Serving, home: Path) -> None:
    opened(tab, live, f"{LECTURE}?page=alpha")
    change(home / "one.yaml", "title: The first", "titel: The first")
    until(tab, "#about", "YML010")
    until(tab, "#facts", "Last good version")
    until(tab, "#news", "2 errors")
    assert "The first assertion" in tab.text_content("#stage svg")
    tab.keyboard.press("e")
    tab.keyboard.press("Enter")
    tab.wait_for_selector("#source[open] #line")
    assert "title" in tab.text_content("#source #excerpt") or "titel" in tab.text_content("#source #excerpt")
    tab.keyboard.press("Escape")
    assert tab.evaluate("document.activeElement.className") == "place", "focus is back where it was"
    change(home / "one.yaml", "titel: The first", "title: A mended")
    until(tab, "#stage svg", "A mended assertion")
    assert "error" not in tab.text_content("#facts") and "YML010" not in tab.text_content("#about")
    assert not tab.faults


def test_before_and_after_stand_side_by_side(tab: Any, live: Serving, home: Path) -> None:
    opened(tab, live, f"{LECTURE}?page=beta")
    change(home / "one.yaml", "Only colleagues read this", "Only colleagues read that")
    until(tab, "#news", "1 slide changed")
    tab.keyboard.press("b")
    tab.wait_for_selector(".pair figure + figure")
    shown = tab.locator(".pair figure").all_text_contents()
    assert "read this" in shown[0] and "read that" in shown[1]
    tab.keyboard.press("b")
    tab.wait_for_selector(".pair", state="detached")


def test_a_wish_is_not_lost_when_news_come_meanwhile(tab: Any, live: Serving, home: Path) -> None:
    opened(tab, live, f"{LECTURE}?page=beta")
    change(home / "one.yaml", "Only colleagues read this", "Only colleagues read that")
    until(tab, "#news", "1 slide changed")
    held: list[Any] = []
    tab.route(re.compile(r"before=1"), lambda route: held.append(route))  # noqa: PLW0108  # wants attributes
    tab.keyboard.press("b")
    while not held:
        tab.wait_for_timeout(20)
    change(home / "one.yaml", "Only colleagues read that", "Only colleagues read more")
    until(tab, "#stage svg", "Only colleagues read more")
    held[0].continue_()
    tab.wait_for_selector(".pair figure + figure")
    assert "before=1" in tab.url


def test_a_picture_that_comes_late_still_comes(tab: Any, live: Serving, home: Path) -> None:
    opened(tab, live, f"{LECTURE}?page=beta")
    until(tab, "#strip [aria-current] svg", "Only colleagues read this")
    held: list[Any] = []
    late = [True]
    tab.route(re.compile(r"/pages/"), lambda route: held.append(route) if late else route.continue_())
    change(home / "one.yaml", "Only colleagues read this", "Only colleagues read that")
    while not held:
        tab.wait_for_timeout(20)
    change(home / "two.yaml", "The third assertion", "An altered third")
    until(tab, "#strip", "An altered third")
    late.clear()
    for route in held:
        route.continue_()
    until(tab, "#strip [aria-current] svg", "Only colleagues read that")


def test_a_web_page_is_renewed_without_losing_the_place(tab: Any, live: Serving, home: Path) -> None:
    opened(tab, live, PAGE)
    frame = "document.querySelector('iframe').contentWindow"
    tab.wait_for_function(f"() => {frame}.document.body?.scrollHeight > 1200")
    tab.evaluate(f"{frame}.scrollTo(0, 400)")
    change(home / "two.yaml", "Patients read the third", "Patients read something else")
    tab.wait_for_function(f"() => {frame}.document.body?.textContent.includes('Patients read something else')")
    assert tab.locator("iframe").count() == 1 and tab.evaluate(f"{frame}.scrollY") == 400


def test_what_others_read_of_a_slide_stands_beside_it(tab: Any, serving: Serving) -> None:
    opened(tab, serving, f"{LECTURE}?page=gamma")
    tab.select_option("#with", "demo-leaflet.pdf")
    tab.click("text=Compare")
    tab.wait_for_selector(".pair figure + figure svg")
    shown = tab.locator(".pair figure").all_text_contents()
    assert "Colleagues read the third" in shown[0] and "Patients read the third" in shown[1]
    tab.keyboard.press("k")
    until(tab, ".pair figure + figure", "Patients")
    assert "with=demo-leaflet.pdf" in tab.url


def test_keys_alone_lead_everywhere(tab: Any, serving: Serving) -> None:
    opened(tab, serving, LECTURE)
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.textContent") == "Skip to the slide"
    box = tab.locator(":focus").bounding_box()
    assert box["y"] >= 0, "the link is seen when it has the focus"
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "main"
    for key, slide in (("ArrowRight", 2), ("j", 3), ("k", 2), ("ArrowLeft", 1), ("End", 6), ("Home", 1)):
        tab.keyboard.press(key)
        until(tab, "#stage h2", f"{slide}. ")
        until(tab, "#news", f"Slide {slide} of 6")
    tab.locator("#strip [aria-current]").focus()
    tab.keyboard.press("ArrowDown")
    until(tab, "#stage h2", "2. ")
    tab.wait_for_function("() => document.activeElement === document.querySelector('#strip [aria-current]')")
    assert tab.evaluate("document.querySelectorAll('#strip a[tabindex=\"0\"]').length") == 1, "the strip is one stop"
    outline = tab.evaluate("getComputedStyle(document.activeElement).outlineWidth")
    assert float(outline.removesuffix("px")) >= 2, "the focus is seen"
    tab.keyboard.press("g")
    tab.wait_for_selector("html[data-grid]")
    tab.keyboard.press("g")
    tab.keyboard.press("n")
    assert tab.evaluate("document.activeElement.id") == "notes"


def test_letters_can_be_turned_off_and_stay_off(tab: Any, serving: Serving) -> None:
    opened(tab, serving, LECTURE)
    tab.keyboard.press("?")
    tab.wait_for_selector("#keys[open]")
    tab.uncheck("#single")
    tab.keyboard.press("Escape")
    tab.reload()
    opened(tab, serving, LECTURE)
    tab.keyboard.press("j")
    tab.keyboard.press("?")
    assert tab.locator("#keys[open]").count() == 0
    tab.keyboard.press("ArrowRight")
    until(tab, "#stage h2", "2. ")
    assert "page=" in tab.url


def test_back_and_forward_work(tab: Any, serving: Serving) -> None:
    opened(tab, serving, LECTURE)
    tab.click("#next")
    until(tab, "#stage h2", "2. ")
    tab.click(f"a[href^='/{LEAFLET}'], a[href^='/{PAGE}'] >> nth=0")
    tab.wait_for_selector("#facts >> text=patient handout")
    tab.go_back()
    until(tab, "#stage h2", "2. ")
    tab.go_back()
    until(tab, "#stage h2", "1. ")


def test_it_says_when_the_server_has_gone(tab: Any, serve: Callable[[Path], Serving], home: Path) -> None:
    server = serve(home.parent).ready()
    opened(tab, server, LECTURE)
    server.server.stop()
    until(tab, "#link", "not connected")


def looks(tab: Any, serving: Serving) -> Iterator[str]:
    """Open one after another what a reader may have before them, and yield what each is."""
    source = next(iter(serving.server.preview.desk.decks.values())).diagnostics[0].at.file
    for path in (
        "",
        f"{LECTURE}?page=alpha",
        f"{LECTURE}?page=gamma&with=demo-leaflet.pdf",
        f"{LECTURE}?page=gamma&with=demo-leaflet.html",
        f"{LECTURE}?before=1",
        LEAFLET,
        PAGE,
        f"source/demo?file={source}&line=5",
        "view/none",
    ):
        tab.goto(serving.address + path)
        yield path or "overview"
    opened(tab, serving, LECTURE)
    tab.keyboard.press("?")
    yield "keys"
    tab.keyboard.press("Escape")
    tab.keyboard.press("g")
    yield "grid"
    tab.keyboard.press("g")
    tab.locator("summary").evaluate_all("all => all.forEach(one => one.parentElement.open = true)")
    yield "all open"


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_axe_finds_no_fault(browser: Any, serving: Serving, width: int, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    # the checker's own script must run: the page's policy allows none but the preview's
    context = browser.new_context(bypass_csp=True, viewport={"width": width, "height": 900}, color_scheme=scheme)
    tab = context.new_page()
    for what in looks(tab, serving):
        if width < 1000 and what in {LEAFLET, f"{LECTURE}?before=1", "view/none", "grid"}:
            continue  # nothing on these that the others don't have
        found = axe.Axe().run(tab, options={"runOnly": {"type": "tag", "values": TAGS}})
        faults = found.response["violations"]
        assert not faults, (what, [(f["id"], [n["html"][:160] for n in f["nodes"][:3]]) for f in faults])
        assert len(found.response["passes"]) > 15
    context.close()


def test_axe_finds_no_fault_beside_errors(browser: Any, live: Serving, home: Path) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    context = browser.new_context(bypass_csp=True, viewport={"width": 1440, "height": 900}, color_scheme="dark")
    tab = opened(context.new_page(), live, f"{LECTURE}?page=beta")
    change(home / "one.yaml", "Only colleagues read this", "Only colleagues read that")
    until(tab, "#facts", "1 slide changed")
    change(home / "one.yaml", "title: The first", "titel: The first")
    until(tab, "#about", "YML010")
    faults = axe.Axe().run(tab, options={"runOnly": {"type": "tag", "values": TAGS}}).response["violations"]
    assert not faults, [(f["id"], [n["html"][:160] for n in f["nodes"][:3]]) for f in faults]
    context.close()


OVERFLOW = """() => ({page: document.documentElement.scrollWidth, screen: document.documentElement.clientWidth,
  out: [...document.querySelectorAll('main *, header *')].filter(e => !e.closest('.strip, .scroll, .code, svg, dialog, .unseen')
    && e.getClientRects().length && e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .map(e => e.outerHTML.slice(0, 120))})"""


def test_nothing_is_wider_than_a_phone_even_with_spaced_text(browser: Any, serving: Serving) -> None:
    for width in (320, 768):
        context = browser.new_context(bypass_csp=True, viewport={"width": width, "height": 800})
        tab = context.new_page()
        for what in looks(tab, serving):
            if what in {"keys", "grid"}:
                continue
            for css in ("", SPACED):
                tab.add_style_tag(content=css or "x{}")
                found = tab.evaluate(OVERFLOW)
                assert found["page"] <= found["screen"] and not found["out"], (what, width, css, found)
        context.close()
