"""Web pages in a real browser: nothing is wider than the screen, axe-core finds no fault, nothing is loaded."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from .support.builds import File
from .test_web import page, pages

__all__ = ["page"]

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(not CHROMIUM, reason="chromium is not installed")
SHOWN = (
    "leaflet-leaflet",
    "leaflet-large",
    "weighed-paper",
    "kinds-paper",
    "icons-paper",
    "tables-paper",
    "pictures-paper",
)
WIDTHS = (320, 375, 768, 1280)
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as running:
        started = running.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("pages")
    found = []
    for name in SHOWN:
        found.append(folder / f"{name}.html")
        found[-1].write_bytes(pages()[name][1])
    return found


@pytest.fixture(scope="module")
def files(shown: list[Path], shipped: dict[str, File], tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    path = tmp_path_factory.mktemp("shipped") / "ketamine-leaflet.html"
    path.write_bytes(shipped[path.name].data)
    return [path, *shown]


OVERFLOW = """() => ({page: document.documentElement.scrollWidth, screen: document.documentElement.clientWidth,
  out: [...document.querySelectorAll('body *')].filter(e => !e.closest('.scroll') && !e.closest('svg')
    && !e.classList.contains('skip') && e.getClientRects().length
    && e.getBoundingClientRect().right > document.documentElement.clientWidth + 1).map(e => e.outerHTML.slice(0, 90))})"""

SPACED = "*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important} p{margin-bottom:2em!important}"
"""The text spacing that readers may set (WCAG 2.2, 1.4.12)."""


def test_no_page_is_wider_than_the_screen(browser: Any, files: list[Path]) -> None:
    for path in files:
        tab = browser.new_page()
        tab.goto(path.as_uri())
        for width in WIDTHS:
            tab.set_viewport_size({"width": width, "height": 800})
            found = tab.evaluate(OVERFLOW)
            assert found["page"] <= found["screen"] and not found["out"], (path.name, width, found)
        tab.set_viewport_size({"width": 320, "height": 800})
        tab.evaluate(
            "css => document.adoptedStyleSheets = [Object.assign(new CSSStyleSheet(), {})].map(s => (s.replaceSync(css), s))",
            SPACED,
        )
        found = tab.evaluate(OVERFLOW)
        assert found["page"] <= found["screen"] and not found["out"], (path.name, "spaced", found)
        tab.close()


def test_axe_finds_no_fault(browser: Any, files: list[Path]) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    for path in files:
        for width in (320, 1280):
            # the checker's own script must run: the page's policy allows none
            context = browser.new_context(bypass_csp=True, viewport={"width": width, "height": 900})
            tab = context.new_page()
            tab.goto(path.as_uri())
            found = axe.Axe().run(tab, options={"runOnly": {"type": "tag", "values": TAGS}})
            faults = found.response["violations"]
            assert not faults, (
                path.name,
                width,
                [(f["id"], [n["html"][:160] for n in f["nodes"][:3]]) for f in faults],
            )
            assert len(found.response["passes"]) > 15
            context.close()


def test_nothing_is_loaded_and_nothing_runs(browser: Any, files: list[Path]) -> None:
    for path in files:
        tab = browser.new_page()
        asked: list[str] = []
        said: list[str] = []
        tab.on("request", lambda request, asked=asked: asked.append(request.url))
        tab.on("console", lambda message, said=said: said.append(message.text))
        tab.goto(path.as_uri())
        faces = tab.evaluate("async () => (await document.fonts.ready, [...document.fonts].map(f => f.status))")
        assert [url for url in asked if not url.startswith("data:")] == [path.as_uri()], path.name
        assert not said and "loaded" in faces and "error" not in faces, (path.name, said, faces)
        tab.close()


def test_each_figure_is_drawn_once_at_a_time_and_in_full_type(browser: Any, files: list[Path]) -> None:
    for path in files:
        for width in (320, 1280):
            tab = browser.new_page(viewport={"width": width, "height": 900})
            tab.goto(path.as_uri())
            seen = tab.evaluate(
                "() => [...document.querySelectorAll('figure')].map(f => [...f.querySelectorAll('svg,img')]"
                ".filter(e => e.getClientRects().length && !e.parentElement.closest('svg')).length)"
            )
            assert set(seen) <= {1}, (path.name, width, seen)
            small = tab.evaluate(
                "() => [...document.querySelectorAll('figure svg text tspan')].filter(e => e.getClientRects().length)"
                ".map(e => parseFloat(e.getAttribute('font-size')) * e.getScreenCTM().a)"
                ".filter(size => size < 8)"
            )
            assert not small, (path.name, width, small)
            tab.close()


def test_links_outside_of_sentences_are_large_enough_to_touch(browser: Any, files: list[Path]) -> None:
    tab = browser.new_page(viewport={"width": 320, "height": 900})
    tab.goto(files[0].as_uri())
    heights = tab.evaluate(
        "() => [...document.querySelectorAll('nav a, a.dial')].map(e => e.getBoundingClientRect().height)"
    )
    assert len(heights) > 8 and min(heights) >= 24
    tab.close()


def test_printed_pages_have_their_foot_and_no_list_of_links(browser: Any, files: list[Path]) -> None:
    import pypdfium2

    tab = browser.new_page()
    tab.goto(files[0].as_uri())
    document = pypdfium2.PdfDocument(tab.pdf(prefer_css_page_size=True))
    texts = [one.get_textpage().get_text_range() for one in document]
    assert 5 <= len(texts) <= 11
    assert all("DRAFT" in text for text in texts)
    assert "On this page" not in "".join(texts) and "Skip to" not in "".join(texts)
    assert "999" in texts[0]
    tab.close()


LIGHT = """() => {
  const light = css => { const c = css.match(/[\\d.]+/g).map(Number); return c.length > 3 && c[3] === 0 ? null
    : c.slice(0, 3).map(v => v / 255).map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
      .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0) };
  return [...document.querySelectorAll('figure svg text tspan, .drawing svg text tspan')]
    .filter(e => e.getClientRects().length).map(e => [light(getComputedStyle(e).fill),
      light(getComputedStyle(e.closest('figure svg, .drawing svg')).backgroundColor), e.textContent]) }"""


def test_figures_are_seen_where_the_reader_chose_the_colours(browser: Any, files: list[Path]) -> None:
    """High contrast themes paint the page black; a figure keeps its own ground, not only its own ink."""
    count = 0
    for path in files[:3]:
        context = browser.new_context(
            forced_colors="active", color_scheme="dark", viewport={"width": 1280, "height": 900}
        )
        tab = context.new_page()
        tab.goto(path.as_uri())
        for ink, ground, words in tab.evaluate(LIGHT):
            count += 1
            assert ground is not None, (path.name, words, "no ground of its own")
            assert ground > 0.9 or ink > 0.9 or abs(ground - ink) > 0.3, (path.name, words, ink, ground)
        context.close()
    assert count > 10


STOPS = """() => [...document.querySelectorAll('a.dial')].filter(a => a.nextSibling && a.nextSibling.nodeType === 3
  && /^[,.;:)]/.test(a.nextSibling.data)).map(a => { const r = document.createRange(); r.setStart(a.nextSibling, 0);
  r.setEnd(a.nextSibling, 1); const lines = [...a.getClientRects()];
  return [a.textContent, lines[lines.length - 1].bottom > r.getBoundingClientRect().top] })"""


def test_no_line_starts_with_the_comma_after_a_number_to_call(browser: Any, files: list[Path]) -> None:
    tab = browser.new_page()
    tab.goto(files[0].as_uri())
    for width in range(320, 420, 10):
        tab.set_viewport_size({"width": width, "height": 800})
        found = tab.evaluate(STOPS)
        assert found and all(beside for _, beside in found), (width, found)
    tab.close()
