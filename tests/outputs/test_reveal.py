"""Incremental reveal, read back from decks: clicks in reading order, each paragraph once, and PowerPoint's own form."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from lxml import etree
from PIL import Image

from builder.model import Deck
from builder.plan.page import Page

from .support.anyoutline import Outline, outlines
from .support.builds import drafted, drafts, in_memory, loaded, written
from .support.goldens import planned
from .support.opened import A, P, paragraph_text, parts, tree

Element = Any


@dataclass(frozen=True)
class Target:
    """What an effect brings: a shape by name, and one paragraph's text or everything in it."""

    shape: str
    text: str | None = None


def slides_of(data: bytes) -> list[Element]:
    """The slides of a deck as trees; their parts are numbered in order."""
    package = parts(data)
    count = sum(name.startswith("ppt/slides/slide") for name in package)
    return [tree(package[f"ppt/slides/slide{number}.xml"]) for number in range(1, count + 1)]


def shapes(slide: Element) -> dict[str, Element]:
    """The elements of a slide by id."""
    return {node.get("id"): node.getparent().getparent() for node in slide.iter(f"{P}cNvPr")}


def name_of(shape: Element) -> str:
    return str(next(shape.iter(f"{P}cNvPr")).get("name"))


def texts(shape: Element) -> list[str]:
    body = shape.find(f"{P}txBody")
    return [] if body is None else [paragraph_text(paragraph) for paragraph in body.iter(f"{A}p")]


def clicks(slide: Element) -> list[list[Element]]:
    """The effects of each click, as their `p:cTn`."""
    main = [node for node in slide.iter(f"{P}cTn") if node.get("nodeType") == "mainSeq"]
    if not main:
        return []
    return [
        [node for node in click.iter(f"{P}cTn") if node.get("presetID")] for click in main[0].find(f"{P}childTnLst")
    ]


def target(effect: Element, held: dict[str, Element]) -> Target:
    spot = next(effect.iter(f"{P}spTgt"))
    shape = held[spot.get("spid")]
    found = spot.find(f"{P}txEl/{P}pRg")
    if found is None:
        return Target(name_of(shape))
    assert found.get("st") == found.get("end")
    return Target(name_of(shape), texts(shape)[int(found.get("st"))])


def targets(slide: Element) -> list[list[Target]]:
    held = shapes(slide)
    return [[target(effect, held) for effect in click] for click in clicks(slide)]


def golden() -> list[tuple[Page, Element]]:
    draft = next(draft for draft in planned("reveal") if draft.kind == "pptx")
    return list(zip(draft.plan.pages, slides_of(written(draft)), strict=True))


def slide_titled(title: str) -> Element:
    (found,) = [slide for page, slide in golden() if page.title == title]
    return found


def said(slide: Element) -> list[str]:
    """Each click in one line: paragraphs by their words, whole shapes by their names, decoration left out."""
    quiet = ("Icon", "Callout bar")
    return [
        " + ".join(one.text or one.shape for one in click if not one.shape.startswith(quiet))
        for click in targets(slide)
    ]


def test_words_come_by_paragraph_and_callouts_last() -> None:
    slide = slide_titled("Words come by paragraph and callouts come last")
    assert said(slide) == [
        "The first point",
        "A paragraph leads to the steps",
        "The first step",
        "The second step",
        "A box to tick",
        "Dissociation: A sense of being apart from one's body",
        "Callout: Take care",
        "Callout: Good to know",
    ]
    icon = [one.shape for one in targets(slide)[6]]
    assert icon[0] == "Callout: Take care"
    assert {"Callout bar", "Icon"} < set(icon)


def test_a_figure_beside_words_stands_from_the_start() -> None:
    slide = slide_titled("A chart stands from the start beside its points")
    assert said(slide) == ["The first point", "The second point", "Callout: Call for help"]
    assert any("Chart" in name_of(shape) for shape in shapes(slide).values())


def test_figures_without_words_come_with_caption_and_source() -> None:
    slide = slide_titled("Figures without words come one by one")
    assert said(slide) == ["Caption + Table: A table + Source", "Caption 2 + Chart: A chart"]
    assert said(slide_titled("A picture needs one click")) == ["Picture: figures/ring.png"]
    assert said(slide_titled("A quotation comes with its bar")) == ["Points + Quotation bar"]


def test_columns_come_from_left_to_right() -> None:
    assert said(slide_titled("Two columns come from left to right")) == [
        "Left one",
        "Left two",
        "Right one",
        "Right two",
    ]


def test_a_continued_slide_reveals_its_own_part() -> None:
    pages = [(page, slide) for page, slide in golden() if page.title.startswith("Steps go on")]
    assert len(pages) > 1
    steps = [text.split(" ")[1] for _, slide in pages for text in said(slide)]
    assert steps == ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"]
    assert all(len(clicks(slide)) > 1 for _, slide in pages)


def test_other_slides_have_no_animation_and_titles_are_never_hidden() -> None:
    for page, slide in golden():
        assert (slide.find(f"{P}timing") is not None) == bool(page.reveal)
        hidden = {one.shape for click in targets(slide) for one in click}
        assert not hidden & {"Title", "Section", "Footer", "Slide number"}
    assert slide_titled("Without reveal everything stands at once").find(f"{P}timing") is None


PICTURES = """\
deck: sample
title: A sample
language: en-GB
theme: dark
sections:
  - section: one
    title: First part
    slides:
      - title: One thing
        reveal: true
        blocks: [{image: {file: one.png, alt: A ring}}, {image: {file: two.png, alt: A square}}]
editions:
  lecture: {audience: clinician, output: slides}
"""


def test_a_plate_comes_with_the_picture_that_stands_on_it() -> None:
    buffer = io.BytesIO()
    Image.new("RGBA", (40, 40), "gray").save(buffer, "PNG")
    (draft,) = drafts(
        PurePosixPath("deck.yaml"), in_memory(PICTURES, dict.fromkeys(["one.png", "two.png"], buffer.getvalue()))
    )
    slide = next(slide for page, slide in zip(draft.plan.pages, slides_of(written(draft)), strict=True) if page.reveal)
    assert said(slide) == ["Picture plate + Picture: one.png", "Picture plate 2 + Picture: two.png"]
    assert_sound(slide)


TAUGHT = """\
deck: sample
title: A sample
language: en-GB
sections:
  - section: one
    title: First part
    slides:
      - title: Two sides
        reveal: true
        blocks:
          - compare: {sides: [{title: Good, points: [One]}, {title: Bad, points: [Another]}]}
          - callout: Both count
      - title: A question
        reveal: true
        blocks:
          - question: {text: Which?, options: [This, That], answer: That}
editions:
  lecture: {audience: clinician, output: slides}
"""


def test_both_sides_of_a_comparison_come_at_once_with_their_panels() -> None:
    """One side alone would weigh more; a panel without its words would look broken."""
    (draft,) = drafts(PurePosixPath("deck.yaml"), in_memory(TAUGHT))
    slides = dict(zip([page.title for page in draft.plan.pages], slides_of(written(draft)), strict=True))
    sides, callout = targets(slides["Two sides"])
    hidden = {one.shape for one in (*sides, *callout)}
    shown = {name_of(shape) for shape in shapes(slides["Two sides"]).values()} - hidden - {""}
    assert shown == {"Title", "Section", "Footer", "Slide number"}
    assert callout[0].shape == "Callout: Good to know"
    assert_sound(slides["Two sides"])
    # a question's answer has a slide of its own already
    assert [title for title, slide in slides.items() if clicks(slide)] == ["Two sides"]


def assert_sound(slide: Element) -> None:
    """What PowerPoint asks of animations, and what a lecturer does."""
    held = shapes(slide)
    effects = [effect for click in clicks(slide) for effect in click]
    for click in clicks(slide):
        assert [effect.get("nodeType") for effect in click] == ["clickEffect"] + ["withEffect"] * (len(click) - 1)
    for effect in effects:
        said = {key: effect.get(key) for key in ("presetID", "presetClass", "presetSubtype", "fill")}
        assert said == {"presetID": "1", "presetClass": "entr", "presetSubtype": "0", "fill": "hold"}
        assert next(effect.iter(f"{P}attrName")).text == "style.visibility"
        assert next(effect.iter(f"{P}strVal")).get("val") == "visible"
    numbers = [int(node.get("id")) for node in slide.iter(f"{P}cTn")]
    assert numbers == list(range(1, len(numbers) + 1))
    assert_builds(slide, effects, held)
    assert_once_and_in_order(slide, held)


def assert_builds(slide: Element, effects: list[Element], held: dict[str, Element]) -> None:
    builds = slide.find(f"{P}timing/{P}bldLst")
    listed = {} if builds is None else {node.get("spid"): node for node in builds}
    assert len(listed) == (0 if builds is None else len(builds)), "a shape is listed twice"
    by_id = {next(effect.iter(f"{P}spTgt")).get("spid"): effect for effect in effects}
    for number, effect in by_id.items():
        assert (number in listed) == (effect.get("grpId") is not None), name_of(held[number])
        by_paragraph = next(effect.iter(f"{P}spTgt")).find(f"{P}txEl") is not None
        if number in listed:
            assert (listed[number].get("build") == "p") == by_paragraph
            charted = etree.QName(held[number]).localname == "graphicFrame"
            assert listed[number].tag == (f"{P}bldGraphic" if charted else f"{P}bldP")
    assert set(listed) <= set(by_id)


def assert_once_and_in_order(slide: Element, held: dict[str, Element]) -> None:
    """Clicks follow the reading order, and what comes by paragraph comes whole, each paragraph once."""
    order = [node.get("id") for node in slide.iter(f"{P}cNvPr")]
    spots: list[tuple[int, int]] = []
    for click in clicks(slide):
        spot = next(click[0].iter(f"{P}spTgt"))
        found = spot.find(f"{P}txEl/{P}pRg")
        spots.append((order.index(spot.get("spid")), -1 if found is None else int(found.get("st"))))
    assert spots == sorted(set(spots))
    brought = Counter(
        (spot.get("spid"), spot.find(f"{P}txEl/{P}pRg").get("st"))
        for spot in slide.iter(f"{P}spTgt")
        if spot.find(f"{P}txEl") is not None
    )
    assert set(brought.values()) <= {1}
    for number in {number for number, _ in brought}:
        assert len([1 for held_by, _ in brought if held_by == number]) == len(texts(held[number]))
    whole = Counter(spot.get("spid") for spot in slide.iter(f"{P}spTgt") if spot.find(f"{P}txEl") is None)
    assert set(whole.values()) <= {1}
    assert not set(whole) & {number for number, _ in brought}


def test_the_xml_is_what_powerpoint_writes() -> None:
    revealed = [slide for page, slide in golden() if page.reveal]
    assert len(revealed) > 6
    for slide in revealed:
        assert_sound(slide)
        assert [etree.QName(child).localname for child in slide] == ["cSld", "clrMapOvr", "timing"]


def test_the_guard_sees_a_wrong_order_a_lost_paragraph_and_a_wrong_id() -> None:
    def broken(change: Any) -> None:
        slide = tree(etree.tostring(slide_titled("Two columns come from left to right")))
        change(slide)
        with pytest.raises((AssertionError, KeyError)):
            assert_sound(slide)

    def clicks_of(slide: Element) -> Element:
        return next(n for n in slide.iter(f"{P}cTn") if n.get("nodeType") == "mainSeq").find(f"{P}childTnLst")

    broken(lambda slide: clicks_of(slide).append(clicks_of(slide)[0]))
    broken(lambda slide: clicks_of(slide).remove(clicks_of(slide)[1]))
    broken(lambda slide: next(slide.iter(f"{P}spTgt")).set("spid", "99"))
    broken(lambda slide: next(slide.iter(f"{P}bldP")).attrib.pop("build"))


def all_revealed(deck: Deck) -> Deck:
    sections = tuple(
        replace(section, slides=tuple(replace(slide, reveal=True) for slide in section.slides))
        for section in deck.sections
    )
    return replace(deck, sections=sections)


@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(outlines())
def test_any_slide_can_be_revealed(outline: Outline) -> None:
    deck = loaded(PurePosixPath("deck.yaml"), in_memory(outline.text, outline.files))
    for edition in deck.editions:
        faults, plain = drafted(deck, edition)
        assume(not faults)
        _, made = drafted(all_revealed(deck), edition)
        for before, after in zip(plain, made, strict=True):
            if after.kind != "pptx":
                assert after.plan.pages == before.plan.pages  # paper shows everything
                continue
            same = [replace(page, reveal=()) for page in after.plan.pages]
            assert same == list(before.plan.pages)
            for page, slide in zip(after.plan.pages, slides_of(written(after)), strict=True):
                if page.reveal:
                    assert_sound(slide)


def test_handouts_ignore_it() -> None:
    draft = next(draft for draft in planned("reveal") if draft.kind == "pdf")
    assert all(page.reveal == () for page in draft.plan.pages)


@pytest.mark.skipif(not shutil.which("soffice"), reason="soffice (LibreOffice Impress) is not installed")
def test_libreoffice_reads_every_click(tmp_path: Path) -> None:
    """An independent program finds as many clicks, and the same entrance, as were planned."""
    draft = next(draft for draft in planned("reveal") if draft.kind == "pptx")
    (tmp_path / "deck.pptx").write_bytes(written(draft))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [str(shutil.which("soffice")), profile, "--headless", "--convert-to", "fodp", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "deck.pptx")], check=True, capture_output=True, timeout=240)
    document = tree((tmp_path / "deck.fodp").read_bytes())
    pages = list(document.iter("{*}page"))
    pages = [page for page in pages if etree.QName(page).namespace.endswith("drawing:1.0")]
    assert len(pages) == len(draft.plan.pages)
    for page, planned_page in zip(pages, draft.plan.pages, strict=True):
        effects = list(presets(page))
        assert effects.count("on-click") == len(planned_page.reveal)
        assert len(effects) == sum(len(click.items) for click in planned_page.reveal)


def presets(page: Element) -> Iterator[str]:
    """The kind of start of every "appear" on a page of a LibreOffice document."""
    space = "{urn:oasis:names:tc:opendocument:xmlns:presentation:1.0}"
    for node in page.iter("{*}par"):
        if preset := node.get(f"{space}preset-id"):
            assert preset == "ooo-entrance-appear"
            yield str(node.get(f"{space}node-type"))
