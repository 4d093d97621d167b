"""Decks in templates of eight makes, read back: whose layouts, where the words are, what is gone and what has stayed."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from pptx import Presentation
from pptx.slide import Slide

from builder.build import Job, build
from builder.plan.page import Group, Item, Paragraph, Shape, Stroke, Table, TextBox
from builder.plan.template.dress import Dress
from builder.template import least_contrast
from builder.theme import contrast
from builder.write.pptx import write_pptx
from tests.outputs.support import opened

from .read import DECK, DESIGNS, WORDLESS, Deck, changed, deck, design, dressed, read, world

NAMES = tuple(DESIGNS)
VALIDATOR = Path(sys.executable).with_name("openxml-audit")
EMU = 12700


@pytest.fixture(params=NAMES)
def made(request: pytest.FixtureRequest) -> Deck:
    return deck(request.param)


@pytest.fixture(params=[name for name in NAMES if name not in WORDLESS])
def worded(request: pytest.FixtureRequest) -> Deck:
    """A deck that holds words; those in templates without a place for any hold figures alone."""
    return deck(request.param)


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.skipif(not VALIDATOR.exists(), reason="openxml-audit is not installed")
def test_the_schema_finds_nothing(made: Deck, tmp_path: Path) -> None:
    file = tmp_path / "deck.pptx"
    file.write_bytes(made.data)
    done = subprocess.run([VALIDATOR, "-m", "0", str(file)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_every_slide_stands_on_the_layout_that_serves_it(made: Deck) -> None:
    shown = Presentation(BytesIO(made.data))
    template = {layout.part: layout.name for layout in read(made.name).layouts}
    served = dressed(made.name).served
    assert len(shown.slides) == len(made.plan.pages)
    for slide, page in zip(shown.slides, made.plan.pages, strict=True):
        part = str(slide.slide_layout.part.partname)
        assert part == served[page.layout or ""].layout.part
        assert slide.slide_layout.name == template[part]
    assert str(shown.slides[0].slide_layout.part.partname) != str(shown.slides[4].slide_layout.part.partname)


def test_titles_stand_in_title_placeholders_and_say_what_was_planned(made: Deck) -> None:
    for slide, page in zip(Presentation(BytesIO(made.data)).slides, made.plan.pages, strict=True):
        assert slide.shapes.title is not None
        assert slide.shapes.title.text_frame.text == page.title
        placed = {shape.placeholder_format.idx for shape in slide.placeholders}
        assert placed <= {shape.placeholder_format.idx for shape in slide.slide_layout.placeholders}


def test_points_stand_in_the_templates_own_place_with_its_own_looks(worded: Deck) -> None:
    slide = Presentation(BytesIO(worded.data)).slides[4]
    assert slide.shapes.title.text_frame.text == "Ketamine blocks the NMDA receptor"
    (points,) = (shape for shape in slide.shapes if "channel blocker" in getattr(shape, "text", ""))
    assert points.is_placeholder
    slot = dressed(worded.name).served["points"].slots["body"]
    if slot.fill:
        assert points.top == round(slot.box.y * EMU) and points.height < slot.box.height * EMU, "no half-empty panel"
    else:
        assert points._element.spPr.xfrm is None, "it stands where the layout puts it"
    xml = points._element.xml
    assert "<a:srgbClr" not in xml and "<a:latin" not in xml, "it looks as the layout makes it look"


def test_everything_that_was_written_is_said(worded: Deck) -> None:
    said = "\n".join("\n".join(opened.paragraphs(slide.blob)) for slide in opened.slides(worded.data))
    for words in (
        "NMDA-receptor",
        "Never mix",
        "Somebody else drives home",
        "Call for help",
        "It did not stay.",
        "What the trial of 2002",
        "The bladder may be harmed",
        "reached remission",
        "Without its comparator a rate says little.",
        "Ask them to say it back",
        "Glutamate",
        "Nobody drives home",
        "Questions",
    ):
        assert words in said
    charts = [blob for slide in opened.slides(worded.data) for blob in slide.of_kind("chart")]
    assert len(charts) == 7
    shown = Presentation(BytesIO(worded.data))
    assert sum(shape.has_table for slide in shown.slides for shape in slide.shapes) == 1
    assert shown.slides[4].notes_slide.notes_text_frame.text == "What the lecturer says."


def by_title(made: Deck) -> dict[str, Slide]:
    return {slide.shapes.title.text_frame.text: slide for slide in Presentation(BytesIO(made.data)).slides}


def test_words_of_every_kind_of_slide_stand_in_places_of_the_template(worded: Deck) -> None:
    """Messages, the sides of a comparison, questions with their options: outline view shows them all."""
    slides = by_title(worded)
    for title, words in (
        ("Three messages to take home", ["Nobody drives home"]),
        ("What it may do for people, and how it may harm them", ["Benefits", "Mood may lift", "Harms", "The bladder"]),
        ("Three ways to give it", ["Infusion", "In a clinic", "Tablet", "Not approved"]),
        ("Three headed lists stand side by side", ["Ask what they know", "Say one thing", "Ask them to say it back"]),
        ("What do you ask first?", ["A trial reports", "Who paid?"]),
        ("What do you ask first? (answer)", ["A trial reports", "Who paid?", "Without its comparator"]),
        ("Forty-five of a hundred responded in everyday practice", ["45%", "responded", "30%", "reached remission"]),
        ("The figure stands before the words about it", ["A point that follows"]),
    ):
        placed = "\n".join(s.text_frame.text for s in slides[title].placeholders if s.has_text_frame)
        assert all(said in placed for said in words), title


def test_two_figures_fill_two_places_of_the_template() -> None:
    slide = by_title(deck("university.pptx"))["Two charts have equal weight"]
    assert slide.slide_layout.name == "Two Content"
    assert len({shape.placeholder_format.idx for shape in slide.placeholders if shape.has_chart}) == 2


def test_nothing_of_the_answer_stands_on_the_question(worded: Deck) -> None:
    said = {page.title: page for page in worded.plan.pages}
    asked, told = said["What do you ask first?"], said["What do you ask first? (answer)"]
    assert (asked.layout, told.layout) == ("question", "answer")
    words = ["".join(p.text for _, p in texts(page.items)) for page in (asked, told)]
    assert "comparator" not in words[0] and "comparator" in words[1]


def test_the_last_words_stand_on_the_layout_that_the_talk_began_with() -> None:
    made = deck("university.pptx")
    shown = Presentation(BytesIO(made.data)).slides
    closing = next(slide for slide in shown if slide.shapes.title.text_frame.text == "Questions")
    assert closing.slide_layout.name == shown[0].slide_layout.name == "Title Slide"


def test_clicks_bring_paragraphs_and_panels_of_the_templates_slides(made: Deck) -> None:
    """The numbers of what appears are those of shapes on the slide, whatever the template's seats left out or added."""
    revealed = [page for page in made.plan.pages if page.reveal]
    titles = {"Three messages to take home", "What it may do for people, and how it may harm them"}
    assert {page.title.split(" (")[0] for page in revealed} == (
        {"Two alarms of equal weight"} if made.name in WORDLESS else titles
    )
    for page, slide in zip(made.plan.pages, Presentation(BytesIO(made.data)).slides, strict=True):
        brought = {int(mark.get("spid")) for mark in slide._element.iter() if mark.tag.endswith("}spTgt")}
        assert bool(brought) is bool(page.reveal)
        assert brought <= {shape.shape_id for shape in slide.shapes}
        for click in page.reveal:
            names = {getattr(page.items[number], "name", "") for number in click.items}
            assert not names & {"Title", "Footer", "Slide number"}, page.title


def test_nothing_stands_outside_of_the_slide(made: Deck) -> None:
    shown = Presentation(BytesIO(made.data))
    width, height = shown.slide_width, shown.slide_height
    for slide in shown.slides:
        for shape in slide.shapes:
            assert shape.left >= 0 and shape.top >= 0, shape.name
            assert shape.left + shape.width <= width + EMU and shape.top + shape.height <= height + EMU, shape.name


def test_words_end_inside_their_boxes(made: Deck) -> None:
    for page in made.plan.pages:
        for item in page.items:
            if isinstance(item, TextBox) and item.paragraphs:
                last = item.paragraphs[-1]
                assert last.y + last.leading * len(last.lines) <= item.inner.height + 8, (page.title, item.name)
                for line in (line for p in item.paragraphs for line in p.lines):
                    assert line.x + line.width <= item.inner.width + 0.5, (page.title, item.name)


def test_sample_slides_are_gone_with_all_that_was_theirs(made: Deck) -> None:
    parts = members(made.data)
    everything = b"\n".join(parts.values())
    assert b"SAMPLE" not in everything
    assert not any("sample" in name for name in parts)
    assert b"custShow" not in everything and b"How to use this template" not in everything
    assert len([name for name in parts if name.startswith("ppt/slides/slide")]) == len(made.plan.pages)


def test_layouts_masters_and_media_of_the_template_are_kept_as_they_are(made: Deck) -> None:
    before, after = members(design(made.name)), members(made.data)
    kept = [
        name for name in before if name.startswith(("ppt/slideMasters/slideM", "ppt/slideLayouts/slideL", "ppt/theme/"))
    ]
    assert kept
    for name in kept:
        assert after[name] == before[name], name
    logos = [name for name in before if name.startswith("ppt/media/") and "sample" not in name]
    assert all(after[name] == before[name] for name in logos)


def test_version_and_sign_off_stand_on_every_slide(made: Deck) -> None:
    for slide in Presentation(BytesIO(made.data)).slides:
        said = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        assert any("DRAFT: not clinically approved" in text for text in said)


def test_footers_and_numbers_fill_the_templates_places_or_none(made: Deck) -> None:
    master = read(made.name).masters[dressed(made.name).matched.master]
    for slide in Presentation(BytesIO(made.data)).slides:
        kinds = [shape.placeholder_format.type for shape in slide.placeholders]
        layout = [shape.placeholder_format.type for shape in slide.slide_layout.placeholders]
        for kind, shown in ((15, master.footers), (13, master.numbers)):  # FOOTER, SLIDE_NUMBER
            assert (kind in kinds) is (kind in layout and shown)


def texts(items: tuple[Item, ...]) -> Iterator[tuple[TextBox, Paragraph]]:
    for item in items:
        if isinstance(item, TextBox):
            yield from ((item, paragraph) for paragraph in item.paragraphs)
        elif isinstance(item, Group):
            yield from texts(item.items)


def test_all_text_can_be_read_on_what_lies_behind_it(made: Deck) -> None:
    dress: Dress = dressed(made.name)
    for page in made.plan.pages:
        served = dress.served[page.layout or ""]
        for box, paragraph in texts(page.items):
            slot = served.slots.get(box.placeholder or "")
            panels = [
                item.fill.rgb for item in page.items if isinstance(item, Shape) and item.fill and item.box == box.box
            ]
            grounds = (
                (box.fill.rgb,)
                if box.fill
                else (slot.fill if slot and slot.fill else served.layout.under(box.inner, 0.3))
            )
            for run in paragraph.runs:
                ratio = least_contrast(run.color.rgb, tuple(panels) or grounds)
                assert ratio >= 4.5, f"{page.title}, {box.name}: {run.color.rgb} on {grounds}: {ratio:.2f}"
        for table in (item for item in page.items if isinstance(item, Table)):
            for run in (run for row in table.rows for cell in row.cells for p in cell.paragraphs for run in p.runs):
                assert least_contrast(run.color.rgb, served.layout.under(table.box, 0.3)) >= 4.5


def test_sizes_keep_to_the_floors(made: Deck) -> None:
    for page in made.plan.pages:
        for box, paragraph in texts(page.items):
            if not paragraph.runs or page.layout == "references":
                continue
            least = {"title": 24.0, "body": 18.0, "body-2": 18.0, "footer": 11.0, "number": 11.0}.get(
                box.placeholder or "", 11.0
            )
            if page.layout == "cover" and box.placeholder == "body":
                least = 14.0
            assert paragraph.runs[0].nominal >= least, (page.title, box.name)


def test_no_rule_crosses_the_words(made: Deck) -> None:
    """Marks of our own stand clear of the text: a quotation's bar is left out where the template has a layout for it."""
    for page in made.plan.pages:
        marks = [item.name for item in page.items if isinstance(item, Shape | Stroke)]
        own = dressed(made.name).served["quote"].own
        if page.layout == "quote":
            assert ("Quotation bar" in marks) is not own


def test_the_same_input_gives_the_same_bytes(made: Deck) -> None:
    again = build(Job(DECK), world(made.name))
    assert again.outputs[0].sha256 == hashlib.sha256(made.data).hexdigest()
    assert write_pptx(made.plan) == write_pptx(made.plan)


def test_no_part_is_dangling_and_content_types_cover_all(made: Deck) -> None:
    parts = members(made.data)
    types = parts["[Content_Types].xml"].decode()
    assert "template.main+xml" not in types and "presentation.main+xml" in types
    for name in parts:
        if name.endswith(".rels"):
            folder = Path(name).parent.parent
            for link in opened.tree(parts[name]):
                if link.get("TargetMode") != "External":
                    path = (
                        (io.BytesIO() and folder / link.get("Target"))
                        if not link.get("Target").startswith("/")
                        else Path(link.get("Target")[1:])
                    )
                    assert str(path.as_posix()).replace("/./", "/") and _normal(path) in parts, (
                        name,
                        link.get("Target"),
                    )


def _normal(path: Path) -> str:
    import posixpath

    return posixpath.normpath(path.as_posix())


def test_a_template_without_notes_gets_our_notes_master_and_others_keep_theirs() -> None:
    parts = members(deck("university.pptx").data)
    before = members(design("university.pptx"))
    assert parts["ppt/notesMasters/notesMaster1.xml"] == before["ppt/notesMasters/notesMaster1.xml"]
    assert "ppt/notesMasters/notesMaster1.xml" in members(deck("agency.pptx").data)


def test_titles_that_the_template_sets_in_capitals_keep_their_letters() -> None:
    slide = opened.slides(deck("agency.pptx").data)[4]
    assert b'cap="none"' in slide.blob


def test_dark_slides_have_light_panels_and_marks() -> None:
    made = deck("nocturne.pptx")
    theme = dressed("nocturne.pptx").theme
    assert contrast(theme.color("ink").rgb, theme.color("ground").rgb) > 7
    page = next(page for page in made.plan.pages if page.title == "Two alarms of equal weight")
    fills = [item.fill.rgb for item in page.items if isinstance(item, TextBox) and item.fill]
    assert fills and all(contrast(fill, theme.color("ground").rgb) < 2 for fill in fills), "panels are dark, too"


def test_fonts_and_custom_parts_of_the_template_are_kept() -> None:
    rels = b'<Relationship Id="rId70" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/font" Target="fonts/font1.fntdata"/><Relationship Id="rId71" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml" Target="../customXml/item1.xml"/></Relationships>'
    listed = b'<p:embeddedFontLst><p:embeddedFont><p:font typeface="Arial"/><p:regular r:id="rId70"/></p:embeddedFont></p:embeddedFontLst><p:defaultTextStyle>'

    def change(name: str, blob: bytes) -> bytes:
        if name == "ppt/_rels/presentation.xml.rels":
            return blob.replace(b"</Relationships>", rels)
        if name == "ppt/presentation.xml":
            return blob.replace(b"<p:defaultTextStyle>", listed)
        if name == "[Content_Types].xml":
            return blob.replace(
                b"</Types>", b'<Default Extension="fntdata" ContentType="application/x-fontdata"/></Types>'
            )
        return blob

    extra = [("ppt/fonts/font1.fntdata", b"FONT"), ("customXml/item1.xml", b"<brand/>")]
    data = changed(design("bare.pptx"), change, extra)
    parts = members(build(Job(DECK), world("bare.pptx", data)).outputs[0].data)
    assert parts["ppt/fonts/font1.fntdata"] == b"FONT" and parts["customXml/item1.xml"] == b"<brand/>"
    assert b"<p:embeddedFont>" in parts["ppt/presentation.xml"] and b'r:id="rId70"' in parts["ppt/presentation.xml"]


def test_a_layout_with_a_colour_map_of_its_own_gives_it_to_its_slides(tmp_path: Path) -> None:
    """The points' layout turns light into dark: text is told by what its names mean there, and slides say the same map."""
    own = b'<a:overrideClrMapping bg1="dk1" tx1="lt1" bg2="dk2" tx2="lt2" accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'

    def change(name: str, blob: bytes) -> bytes:
        return blob.replace(b"<a:masterClrMapping/>", own) if name.startswith("ppt/slideLayouts/slideLayout") else blob

    built = build(Job(DECK), world("klinikum.potx", changed(design("klinikum.potx"), change)))
    slide = opened.slides(built.outputs[0].data)[4]
    assert b"<a:overrideClrMapping" in slide.blob and b"schemeClr" not in slide.blob
    slides = Presentation(BytesIO(built.outputs[0].data)).slides
    assert slides[4].shapes.title.text_frame.text == "Ketamine blocks the NMDA receptor"
    file = tmp_path / "deck.pptx"
    file.write_bytes(built.outputs[0].data)
    assert (
        not VALIDATOR.exists()
        or subprocess.run([VALIDATOR, "-m", "0", str(file)], capture_output=True, check=False).returncode == 0
    )


def test_a_title_that_would_end_in_a_lonely_word_is_narrowed_and_keeps_its_side() -> None:
    made = deck("office.pptx")
    box = next(
        item
        for page in made.plan.pages
        if page.title.startswith("Sixty-four")
        for item in page.items
        if getattr(item, "placeholder", "") == "title"
    )
    slot = dressed("office.pptx").served["points"].slots["title"]
    assert isinstance(box, TextBox) and box.inner.width < slot.inner.width
    middles = [where.x + where.width / 2 for where in (box.inner, slot.inner)]
    assert abs(middles[0] - middles[1]) < 1, "a centred title stays in the middle"
    ends = [line.width for line in box.paragraphs[0].lines]
    assert len(ends) == 2 and min(ends) > 0.4 * max(ends)
