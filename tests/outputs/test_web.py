"""Web pages read back: what they say, in which order, as which elements, and what they must never hold."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import PurePosixPath

import pytest

from builder.load.locales import load_locale
from builder.load.themes import chosen_theme
from builder.plan.page import Plan
from builder.theme import contrast
from builder.theming import ThemeChoice
from builder.values import Audience
from builder.world import Disk
from builder.write.html import write_html
from builder.write.html.fonts import woff
from builder.write.html.style import PAIRS
from builder.write.svg import paint_page

from .support import opened, webpage
from .support.builds import KETAMINE, ROOT, File, built, drafted, in_memory, loaded, written
from .support.goldens import GOLDEN, OUTLINES, planned

DECK = PurePosixPath("deck.yaml")


@pytest.fixture(scope="session")
def page(shipped: Mapping[str, File]) -> File:
    return shipped["ketamine-leaflet.html"]


@cache
def pages() -> Mapping[str, tuple[Plan, bytes]]:
    """Every handout of the golden outlines as a web page."""
    found: dict[str, tuple[Plan, bytes]] = {}
    for name in OUTLINES:
        deck = loaded(PurePosixPath(f"{name}.yaml"), Disk(GOLDEN))
        for edition in deck.editions:
            if edition.output == "handout":
                diagnostics, (draft,) = drafted(deck, replace(edition, output="web"))
                assert draft.kind == "html", diagnostics
                found[f"{name}-{edition.name}"] = (draft.plan, written(draft))
    return found


def every() -> Iterator[tuple[str, bytes]]:
    for name, (_, data) in pages().items():
        yield name, data


# What it says


def test_the_page_says_what_the_leaflet_on_paper_says(page: File, shipped: Mapping[str, File]) -> None:
    # in the outer column of paper, a term is told with less
    said = letters(webpage.text(page.data).replace("(say: ", "("))
    heard = letters(webpage.everything(page.data))
    told = opened.paper_paragraphs(shipped["ketamine-leaflet-A4.pdf"].data)
    assert len(told) > 100
    for role, text in told:
        # on paper a list's mark is text, and a figure its alternative text
        words = letters(re.sub(r"^(\d+\.|[A-Z]\.)$", "", text))
        assert words in (heard if role in ("Figure", "Table") else said), (role, text)


def letters(text: str) -> str:
    return re.sub(r"\W+", "", text)


def test_reading_order_is_that_of_the_paper(page: File, shipped: Mapping[str, File]) -> None:
    on_paper = [
        text for role, text in opened.paper_paragraphs(shipped["ketamine-leaflet-A4.pdf"].data) if role in "H1H2H3"
    ]
    here = [one.text for one in webpage.read(page.data) if one.name in ("h1", "h2", "h3")]
    assert [text for text in here if text != "Words used in this leaflet"] == on_paper


def test_nothing_for_clinicians_is_in_it(page: File) -> None:
    deck = loaded(KETAMINE, Disk(ROOT / "decks"))
    words = webpage.everything(page.data).casefold()
    hidden = [
        block.point.text
        for section in deck.sections
        for slide in section.slides
        for block in slide.blocks
        if hasattr(block, "point") and block.plain is None and Audience.PATIENT not in (block.audiences or ())
    ]
    assert len(hidden) > 10
    assert not [text for text in hidden if text.casefold() in words]


def test_status_stands_at_the_top_and_in_the_foot_with_dates_and_digest(page: File) -> None:
    root = webpage.root(page.data)
    (head,), (foot,) = root.xpath("//header"), root.xpath("//footer")
    assert "DRAFT: not clinically approved" in head.text_content()
    said = foot.text_content()
    for words in (
        "ketamine-leaflet",
        "Version 0.1.0",
        "DRAFT",
        "Issued 23 November 2026",
        "Last reviewed",
        "Review due",
    ):
        assert words in said
    digest = page.plan.properties.digest
    assert digest in said and root.xpath(f"//meta[@content='sha256:{digest}']")


def test_numbers_to_call_are_those_of_the_locale_and_can_be_called(page: File) -> None:
    locale = load_locale("en-GB")
    dialled = {link.text_content(): link.get("href") for link in webpage.root(page.data).xpath("//a[@class='dial']")}
    assert dialled == {c.number: "tel:" + c.number.replace(" ", "") for c in locale.contacts}


# As which elements


@pytest.mark.parametrize(
    "name", [f"{name}-{edition}" for name, edition in (("leaflet", "leaflet"), ("weighed", "paper"))]
)
def test_lists_tables_and_boxes_are_what_they_are(name: str) -> None:
    root = webpage.root(pages()[name][1])
    for cell in root.xpath("//thead/tr/*"):
        assert cell.tag == "td" or cell.get("scope") == "col"
    assert all(cell.get("scope") == "row" for cell in root.xpath("//tbody//th"))
    assert root.xpath("//div[@class='help']//h2") and root.xpath("//ol[@class='refs']/li[@id='ref-1']")


def test_every_golden_page_is_sound_html() -> None:
    for name, data in every():
        assert_sound(name, data)


def test_the_shipped_page_is_sound_html(page: File) -> None:
    assert_sound(page.name, page.data)
    root = webpage.root(page.data)
    assert root.xpath("//table/caption") and root.xpath("//dl//dt/dfn") and len(root.xpath("//nav//li")) > 8
    assert len(root.xpath("//*[@class='panels']/div")) == 2
    assert len(page.data) < 350_000


def assert_sound(name: str, data: bytes) -> None:
    root = webpage.root(data)
    assert root.get("lang"), name
    assert not root.xpath("//script | //iframe | //link | //object | //form | //@onclick | //@onload"), name
    levels = [int(one.tag[1]) for one in root.xpath("//h1 | //h2 | //h3 | //h4")]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels)), (name, levels)
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids)), name
    inner = [str(href)[1:] for href in root.xpath("//@href") if str(href).startswith("#")]
    assert set(inner) <= set(ids), name
    assert all(re.match(r"#|https?://|mailto:|tel:", href) for href in root.xpath("//a/@href")), name
    assert all(str(src).startswith("data:image/") for src in root.xpath("//@src")), name
    for figure in root.xpath("//figure//svg[not(ancestor::svg)]"):
        assert (figure.get("role") == "img" and figure.get("aria-label")) or figure.get("aria-hidden"), name
    assert all(figure.xpath(".//svg | .//img") for figure in root.xpath("//figure")), name
    assert all(len(root.xpath(f"//{part}")) == 1 for part in ("header", "main", "footer")), name
    outside = re.findall(r"url\((?!data:font/woff;base64,)", data.decode())
    assert not outside and "@import" not in data.decode(), name


def test_a_strict_reader_finds_no_fault(page: File) -> None:
    html5lib = pytest.importorskip("html5lib")
    for data in (page.data, *(data for _, data in every())):
        html5lib.HTMLParser(strict=True).parse(data.decode())


def test_every_picture_and_figure_says_its_alternative_text() -> None:
    plan, data = pages()["pictures-paper"]
    alts = [element.alt for element in plan.elements if element.role == "Figure"]
    root = webpage.root(data)
    assert alts and root.xpath("//img[@alt != '']/@alt") == alts
    assert all(image.get("src").startswith("data:image/") for image in root.xpath("//img"))


HOSTILE = """\
deck: hostile
title: "</title><script>alert(1)</script>"
language: en-GB
key_points: [Sleep helps., Ask if you feel unsure., Bring someone along.]
unknowns: [We do not know how long it lasts.]
actions: [{text: Ask your nurse, why: It helps you to plan., when: Before you go home.}]
teach_back: [What will you do at home?]
questions: [Whom can I call?]
main_message: "</style><img src=x onerror=alert(1)>"
sections:
  - section: one
    title: "\\" onmouseover=alert(1) x=\\""
    slides:
      - id: here
        title: "<b>& &amp; 'x'"
        blocks:
          - "--> ]]> <svg onload=alert(1)> [ad<b>dress](https://example.org/?a=1&b=2)"
          - table: {title: "<i>", alt: "\\"><script>", header: ["<", "&"], rows: [["\\"", "'"]]}
          - chart: {title: "<a", alt: "\\"><script>x", categories: ["<b>", "&"], values: [1, 2]}
          - {text: "Bonjour le monde", language: fr}
          - quote: {text: "</blockquote>", by: "<me>"}
editions:
  web: {audience: clinician, output: web}
"""


def test_an_outline_can_put_no_markup_on_the_page() -> None:
    (output,) = built(DECK, in_memory(HOSTILE)).outputs
    root = webpage.root(output.data)
    assert not root.xpath("//script | //b | //i | //img | //@onerror | //@onload | //@onmouseover | //body//title")
    text = webpage.text(output.data)
    for words in ("</title><script>alert(1)</script>", "--> ]]> <svg onload=alert(1)>", "<b>& &amp; 'x'", "<me>"):
        assert words in text
    assert root.xpath("//a[starts-with(@href, 'https://example.org/')]")
    assert root.xpath("//span[@lang='fr']")[0].text_content() == "Bonjour le monde"
    assert_sound("hostile", output.data)


def test_a_link_that_may_not_be_or_leads_nowhere_is_refused() -> None:
    plan, _ = pages()["leaflet-leaflet"]
    for href in ("javascript:alert(1)", "#nowhere", "tel:1;x", "data:text/html,x"):
        with pytest.raises(ValueError, match="leads to"):
            write_html(linked(plan, href))


def linked(plan: Plan, href: str) -> Plan:
    """The plan with its first paragraph made a link."""
    (page,) = plan.pages
    index = next(i for i, item in enumerate(page.items) if hasattr(item, "paragraphs"))
    box = page.items[index]
    paragraph = box.paragraphs[0]  # type: ignore[union-attr]
    changed = replace(paragraph, runs=tuple(replace(run, href=href) for run in paragraph.runs))
    box = replace(box, paragraphs=(changed,))  # type: ignore[arg-type,call-arg]
    return replace(plan, pages=(replace(page, items=(*page.items[:index], box, *page.items[index + 1 :])),))


# Looks


@pytest.mark.parametrize("theme", ["clinic", "dark", "high-contrast"])
def test_every_pair_of_colours_can_be_read(theme: str) -> None:
    colors = chosen_theme(ThemeChoice(name=theme)).on_paper().inks.colors
    for text, ground in PAIRS:
        assert contrast(colors[text].rgb, colors[ground].rgb) >= 4.5, (text, ground)
    assert contrast(colors["accent"].rgb, colors["ground"].rgb) >= 3, "the mark of the focus"


def test_fonts_hold_what_is_shown_and_are_the_same_bytes_every_time() -> None:
    from io import BytesIO

    from fontTools.ttLib import TTFont

    first = woff("Gelasio-Bold", "Kaé ")
    woff.cache_clear()
    assert first == woff("Gelasio-Bold", "Kaé ") and first.startswith(b"wOFF")
    font = TTFont(BytesIO(first))
    assert set("Kaé") <= {chr(code) for code in font.getBestCmap()} and len(font.getGlyphOrder()) < 20


LETTERS = "".join(map(chr, [*range(0x20, 0x7F), *range(0xC0, 0x180)]))


def test_fonts_do_not_tell_what_else_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """fontTools packs tables with HarfBuzz where that is there, in other bytes; we need it for tests alone."""
    made = {key: woff(key, LETTERS) for key in ("AtkinsonHyperlegibleNext-Regular", "Gelasio-Bold")}
    woff.cache_clear()
    monkeypatch.setattr("fontTools.ttLib.tables.otBase.have_uharfbuzz", False)
    assert {key: woff(key, LETTERS) for key in made} == made


def test_large_print_is_large_and_other_looks_follow_the_theme() -> None:
    normal, large = (pages()[f"leaflet-{name}"][1].decode() for name in ("leaflet", "large"))
    assert "--body:1.125rem" in normal and "--body:1.5rem" in large


# Which outputs


def editions(*lines: str) -> str:
    made = "".join(f"  {line}\n" for line in lines)
    return HOSTILE[: HOSTILE.index("editions:")] + f"editions:\n{made}"


def test_formats_say_which_files_are_made() -> None:
    text = editions(
        "both: {audience: clinician, output: handout, paper: [A4, Letter], formats: [pdf, html]}",
        "only: {audience: clinician, output: handout, paper: [A4, Letter], formats: html}",
        "web: {audience: clinician, output: web, paper: A5}",
    )
    names = [PurePosixPath(one.path).name for one in built(DECK, in_memory(text)).outputs]
    both = ["hostile-both.html", "hostile-both-A4.pdf", "hostile-both-Letter.pdf"]
    assert sorted(names) == sorted([*both, "hostile-only.html", "hostile-web.html"])


def test_a_web_page_without_a_locale_is_refused_like_a_leaflet() -> None:
    from builder.build import Job, build

    found = build(Job(DECK), in_memory(editions("web: {audience: patient, output: web}")))
    assert not found.outputs and any("locale" in one.message for one in found.diagnostics)


# Pages and slides as pictures


@pytest.mark.parametrize("name", ["layouts", "kinds", "diagrams", "icons", "pictures", "tables"])
def test_whole_pages_and_slides_are_sound_pictures_with_their_words(name: str) -> None:
    from lxml import etree

    from .test_laws import texts_of

    for draft in planned(name):
        for index, page in enumerate(draft.plan.pages):
            picture = etree.fromstring(paint_page(draft.plan, index))
            shown = opened.squeezed("".join(picture.itertext()))
            assert picture.get("aria-label") == page.title or not page.title
            for paragraph in texts_of(page.items, charts=True, others=True):
                assert opened.squeezed(paragraph.text) in shown, (draft.path, index, paragraph.text)


def test_columns_of_a_table_have_room_by_what_they_hold() -> None:
    """Many short columns don't push a long one out of sight; a long cell has room for a few words."""
    text = """\
deck: sample
title: A sample
language: en-GB
sections:
  - section: one
    title: Part
    slides:
      - title: A table
        blocks:
          - table:
              header: [Drug, Dose, Notes]
              rows: [[Ketamine, 0.5 mg, "Given over forty minutes"], [Other, 1 mg, Short]]
editions:
  web: {audience: student, output: web}
"""
    deck = loaded(DECK, in_memory(text))
    _, (draft,) = drafted(deck, deck.editions[0])
    data = written(draft).decode()
    assert re.findall(r'<td class="w">([^<]*)', data) == ["Given over forty minutes"]
    assert "<td>Short</td>" in data
    assert re.search(r"(?m)^\.w\{min-width:6.5rem\}$", data)
    assert not re.search(r"(?m)^th,td\{[^}]*min-width", data)
