"""What the pages of the preview show, made by the server: they work without a script."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from html import unescape
from pathlib import Path

import html5lib
from live.support import Command, change, write_project

from builder.batch import Order
from builder.serve import EDITORS
from builder.serve.desk import MOST

from .support import Answer, Serving

LECTURE, LEAFLET, PAGE = "/view/demo/demo-lecture.pptx", "/view/demo/demo-leaflet.pdf", "/view/demo/demo-leaflet.html"


def part(answer: Answer, name: str) -> str:
    """The text of an element by its id, tags taken out."""
    found = re.search(rf'<(\w+)[^>]* id="{name}"[^>]*>(.*)', answer.text, re.DOTALL)
    assert found, name
    depth, end = 1, 0
    for one in re.finditer(rf"<(/?){found[1]}\b", found[2]):
        depth += -1 if one[1] else 1
        if depth == 0:
            end = one.start()
            break
    return unescape(re.sub(r"<[^>]+>", " ", found[2][:end]))


def test_pages_are_well_formed(serving: Serving) -> None:
    for path in ("/", LECTURE, f"{LECTURE}?page=alpha&near=4&with=demo-leaflet.pdf", LEAFLET, PAGE, "/view/none"):
        parser = html5lib.HTMLParser(strict=False, namespaceHTMLElements=False)
        parser.parse(serving.ask(path).text)
        assert not parser.errors, (path, parser.errors[:3])


def test_the_first_page_lists_decks_editions_and_outputs(serving: Serving) -> None:
    words = part(serving.ask("/"), "overview")
    assert "A demonstration" in words
    for name in ("demo-lecture.pptx", "demo-leaflet.pdf", "demo-leaflet.html"):
        assert name in words
    deck = serving.ask("/view/demo")
    assert (deck.status, deck.headers["Location"]) == (302, LECTURE)


def test_a_slide_is_shown_with_notes_fit_and_words(serving: Serving) -> None:
    answer = serving.ask(f"{LECTURE}?page=alpha")
    assert "The first assertion" in part(answer, "stage") and "Colleagues read this" in part(answer, "words")
    assert "Say it slowly." in part(answer, "stage")
    about = part(answer, "about")
    assert "Points" in about and "one.yaml:" in about and "%" in about
    assert answer.text.count('aria-current="page"') == 2, "the slide in the strip, and the edition"
    assert re.search(r"digest\s+[0-9a-f]{12}", part(answer, "facts"))


def test_every_page_of_the_strip_has_its_picture(serving: Serving) -> None:
    sources = re.findall(r'data-src="([^"]+)"', serving.ask(LECTURE).text)
    assert len(sources) == len(set(sources)) == 6
    for source in sources:
        answer = serving.ask(source)
        assert answer.headers["Content-Type"].startswith("image/svg+xml") and answer.text.startswith("<svg")
        assert "immutable" in answer.headers["Cache-Control"]


def test_beside_a_slide_stands_what_others_read_of_it(serving: Serving) -> None:
    words = part(serving.ask(f"{LECTURE}?page=gamma&with=demo-leaflet.pdf"), "stage")
    assert "Colleagues read the third" in words and "Patients read the third" in words
    hidden = part(serving.ask(f"{LECTURE}?page=beta&with=demo-leaflet.pdf"), "stage")
    assert "Nothing of this slide stands in this edition." in hidden


def test_a_page_that_is_gone_gives_way_to_the_one_in_its_place(serving: Serving) -> None:
    there = serving.ask(f"{LECTURE}?page=beta")
    number = re.search(r"Slide (\d) of 6", there.text)
    assert number
    assert f"Slide {number[1]} of 6" in serving.ask(f"{LECTURE}?page=no-such-slide&near={number[1]}").text
    assert "Slide 6 of 6" in serving.ask(f"{LECTURE}?page=no-such-slide&near=99").text


def test_a_web_page_stands_in_a_frame_and_fonts_are_served(serving: Serving) -> None:
    source = re.search(r'<iframe src="([^"]+)"', serving.ask(PAGE).text)
    assert source and "The first thing" in serving.ask(unescape(source[1])).text
    font = serving.ask("/assets/fonts/Carlito-Regular.ttf")
    assert font.headers["Content-Type"] == "font/ttf" and len(font.body) > 100_000


def test_a_change_is_shown_with_what_was_before(serve: Callable[[Path], Serving], tmp_path: Path) -> None:
    home = write_project(tmp_path)
    serving = serve(home.parent).ready()
    old = re.findall(r'data-src="([^"]+)"', serving.ask(LECTURE).text)
    change(home / "one.yaml", "The second assertion", "An altered assertion")
    after = serving.until(LECTURE, lambda answer: "An altered assertion" in answer.text)
    assert "slide" in part(after, "facts") and "one.yaml changed" in part(after, "facts")
    shown = part(serving.ask(f"{LECTURE}?page=beta&before=1"), "stage")
    assert "Before" in shown and "The second assertion" in shown and "An altered assertion" in shown
    new = re.findall(r'data-src="([^"]+)"', after.text)
    changed = [one for one, other in zip(old, new, strict=True) if one != other]
    assert 1 <= len(changed) <= 2, "the slide, and the opener that names it"
    assert all(serving.ask(one).status == 200 for one in old), "pictures from before the change are kept"
    change(home / "one.yaml", "title: First part", "title: A first part")
    serving.until(LECTURE, lambda answer: "A first part" in answer.text)
    assert "The second assertion" not in part(serving.ask(f"{LECTURE}?page=beta&before=1"), "stage")


def test_errors_stand_beside_the_last_good_version(serve: Callable[[Path], Serving], tmp_path: Path) -> None:
    home = write_project(tmp_path)
    serving = serve(home.parent).ready()
    change(home / "one.yaml", "title: The first", "titel: The first")
    broken = serving.until(f"{LECTURE}?page=alpha", lambda answer: "YML010" in answer.text)
    assert "Last good version" in part(broken, "facts") and "2 errors" in part(broken, "facts")
    assert "The first assertion" in part(broken, "stage")
    place = re.search(r'href="(/source/demo[^"]+line=6[^"]+)"', broken.text)
    assert place and "titel" in serving.ask(unescape(place[1]).partition("#")[0]).text
    change(home / "one.yaml", "titel: The first", "title: A mended")
    mended = serving.until(f"{LECTURE}?page=alpha", lambda answer: "A mended assertion" in answer.text)
    assert "error" not in part(mended, "facts") and "Last good version" not in mended.text


def test_a_deck_that_never_could_be_read_says_why(serve: Callable[[Path], Serving], tmp_path: Path) -> None:
    home = write_project(tmp_path)
    change(home / "deck.yaml", "deck: demo", "deck: [")
    serving = serve(home.parent)
    answer = serving.until("/view/demo", lambda answer: "Nothing can be shown" in answer.text)
    assert "error" in part(answer, "about") and "deck.yaml:" in answer.text


def test_proof_readers_of_pdfs_are_heard_a_little_later(serving: Serving) -> None:
    answer = serving.until(LEAFLET, lambda answer: "being proof-read" not in answer.text)
    assert answer.status == 200


def test_places_open_in_the_editor_that_was_named(tmp_path: Path) -> None:
    home = write_project(tmp_path)
    command = Command("serve", "--port", "0", "--editor", "vscode", cwd=tmp_path)
    try:
        address = command.line("preview at http://127.0.0.1:").split()[2]
        serving = object.__new__(Serving)
        serving.port = int(address.rstrip("/").rpartition(":")[2])
        answer = serving.until(f"{LECTURE}?page=alpha", lambda answer: 'class="fit"' in answer.text)
        assert f'href="vscode://file{home.resolve().as_posix()}/one.yaml:6:' in answer.text
    finally:
        assert command.end() == 130
    assert [line for line in command.err if line] == ["stopped"], "no traceback, no warning"
    assert not (tmp_path / "build").exists()


def test_of_many_decks_each_is_planned_when_it_is_opened(serve: Callable[[Path], Serving], tmp_path: Path) -> None:
    home = write_project(tmp_path)
    for number in range(MOST):
        shutil.copytree(home, home.parent / f"more-{number}")
        change(home.parent / f"more-{number}" / "deck.yaml", "deck: demo", f"deck: more-{number}")
    serving = serve(home.parent)
    first = serving.until("/", lambda answer: "more-7" in answer.text)
    assert first.text.count("planned when you open it") == MOST + 1
    opened = serving.until("/view/more-3", lambda answer: answer.status == 302)
    assert opened.headers["Location"] == "/view/more-3/more-3-lecture.pptx"
    assert serving.ask("/").text.count("planned when you open it") == MOST


def test_only_the_editions_that_were_asked_for_are_shown(tmp_path: Path) -> None:
    home = write_project(tmp_path)
    serving = Serving(Order((home.parent,), editions=("leaflet",)))
    try:
        answer = serving.until("/view/demo", lambda answer: answer.status == 302)
        assert answer.headers["Location"] == PAGE
        whole = serving.until(PAGE, lambda answer: "being proof-read" not in answer.text)
        assert "lecture" not in whole.text
    finally:
        serving.close()


def test_the_command_knows_the_editors_that_the_pages_know() -> None:
    from builder.cli.serve import EDITORS as KNOWN

    assert tuple(EDITORS) == KNOWN
