"""Theme, master and layouts: what slides inherit, and what they don't repeat."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER

from builder.write.pptx import write_pptx

from .opened import Opened, find, one, sample_deck, shape_named, slide_titled, words
from .sample import FIGURE, FOOTER_SLOT, plan
from .words import SCHEME

MASTER = "ppt/slideMasters/slideMaster1.xml"


@pytest.fixture(scope="module")
def deck() -> Opened:
    return sample_deck()


def layout(deck: Opened, name: str) -> etree._Element:
    found = [deck.xml(n) for n in deck.under("ppt/slideLayouts/")]
    return next(x for x in found if find(x, "/p:sldLayout/p:cSld/@name") == [name])


def test_the_theme_has_the_plans_colours_fonts_and_name(deck: Opened) -> None:
    theme = deck.xml("ppt/theme/theme1.xml")
    assert theme.get("name") == "Clinic"
    colors = {node.tag.rsplit("}")[1]: node[0].get("val") for node in one(theme, "//a:clrScheme")}
    assert colors == {slot: color.rgb for slot, color in SCHEME}
    assert list(colors) == [slot for slot, _ in SCHEME]
    assert find(theme, "//a:majorFont/a:latin/@typeface") == ["Georgia"]
    assert find(theme, "//a:minorFont/a:latin/@typeface") == ["Calibri"]


def test_master_and_notes_master_each_have_a_theme_of_their_own(deck: Opened) -> None:
    themes = [
        next(link.target for link in deck.links(name) if link.kind == "theme")
        for name in (MASTER, "ppt/notesMasters/notesMaster1.xml")
    ]
    assert themes == ["ppt/theme/theme1.xml", "ppt/theme/theme2.xml"]


def test_the_master_holds_the_four_placeholders_and_the_styles_of_the_first_layout(deck: Opened) -> None:
    master = deck.xml(MASTER)
    assert find(master, "//p:ph/@type") == ["title", "body", "ftr", "sldNum"]
    title = one(master, "//p:titleStyle/a:lvl1pPr")
    assert find(title, "a:defRPr/@sz") == ["3000"]
    assert find(title, "a:defRPr/a:latin/@typeface") == ["+mj-lt"]
    assert find(title, "a:defRPr/a:solidFill/a:schemeClr/@val") == ["tx1"]
    body = one(master, "//p:bodyStyle")
    assert [node.tag.rsplit("}")[1] for node in body] == [f"lvl{n}pPr" for n in range(1, 10)]
    assert find(body, "a:lvl1pPr/a:defRPr/@sz") == ["2200"]
    assert find(body, "a:lvl1pPr/a:buChar/@char") == ["▪"]
    assert find(body, "a:lvl1pPr/a:spcBef/a:spcPts/@val") == ["1000"]
    lefts = [int(node.get("marL")) for node in body]
    assert lefts == sorted(set(lefts)), "each level stands further in"


def test_there_is_a_layout_for_each_of_the_plan_and_slides_use_theirs(deck: Opened) -> None:
    names = {n: find(deck.xml(n), "/p:sldLayout/p:cSld/@name")[0] for n in deck.under("ppt/slideLayouts/")}
    by_key = {one_.key: one_.name for one_ in plan().layouts}
    assert list(names.values()) == list(by_key.values())
    for name, page in zip(deck.slide_names, plan().pages, strict=True):
        used = [link.target for link in deck.links(name) if link.kind == "slideLayout"]
        assert [names[target] for target in used] == [by_key[page.layout or ""]]
    listed = {link.rid: link.target for link in deck.links(MASTER)}
    assert [listed[rid] for rid in find(deck.xml(MASTER), "//p:sldLayoutId/@r:id")] == list(names)


def test_ids_of_master_and_layouts_are_unique_and_high(deck: Opened) -> None:
    ids = [*deck.find("ppt/presentation.xml", "//p:sldMasterId/@id"), *deck.find(MASTER, "//p:sldLayoutId/@id")]
    assert len(set(ids)) == len(ids) == 7
    assert min(int(number) for number in ids) >= 2**31


def test_fixed_items_and_background_stand_on_the_layout_and_not_on_slides(deck: Opened) -> None:
    cover = layout(deck, "Cover")
    assert find(cover, "//p:bg//a:schemeClr/@val") == ["bg2"]
    for name in ("Cover panel", "Ring", "Ring 3", "Mark", "Imprint"):
        shape_named(cover, name)
    assert not find(deck.slides[0], "//p:cNvPr[@name='Cover panel']")
    assert not find(deck.slides[0], "//p:bg")
    assert not find(layout(deck, "Quotation"), "//p:bg"), "the master's background needs no saying"
    part = next(n for n in deck.under("ppt/slideLayouts/") if "Cover" in deck.find(n, "//p:cSld/@name"))
    assert [link.kind for link in deck.links(part)].count("image") == 1


def test_a_layout_says_only_what_differs_from_the_master(deck: Opened) -> None:
    points = layout(deck, "Title and points")
    for name in ("Title", "Body", "Footer", "Number"):
        shape = shape_named(points, name)
        assert not find(shape, "p:spPr/a:xfrm"), name
        assert not find(shape, "p:txBody/a:lstStyle/*"), name
    quote = shape_named(layout(deck, "Quotation"), "Body")
    style = one(quote, "p:txBody/a:lstStyle/a:lvl1pPr")
    assert find(style, "a:defRPr/@sz") == ["3000"]
    assert find(style, "a:buNone")
    assert (style.get("marL"), style.get("indent")) == ("0", "0")
    assert find(quote, "p:spPr/a:xfrm")


def test_prompts_are_the_plans(deck: Opened) -> None:
    title = shape_named(layout(deck, "Title and points"), "Title")
    assert words(title) == "Click to add text"
    assert one(title, ".//p:ph").get("hasCustomPrompt") == "1"
    assert find(shape_named(layout(deck, "Title and points"), "Number"), ".//a:fld/@type") == ["slidenum"]


def test_slides_fill_real_placeholders_that_exist_on_their_layout() -> None:
    made = Presentation(io.BytesIO(sample_deck().data))
    for slide, page in zip(made.slides, plan().pages, strict=True):
        assert slide.shapes.title is not None
        assert slide.shapes.title.text_frame.text == page.title
        there = {place.placeholder_format.idx for place in slide.slide_layout.placeholders}
        here = [place.placeholder_format.idx for place in slide.placeholders]
        assert set(here) <= there
        assert len(set(here)) == len(here)


def test_a_placeholder_says_its_place_only_when_it_is_moved() -> None:
    made = plan()
    page = made.pages[2]
    title = replace(page.items[0], box=replace(page.items[0].box, width=500.0))  # type: ignore[union-attr,type-var]
    deck = Opened(write_pptx(replace(made, pages=(made.pages[1], replace(page, items=(title, *page.items[1:]))))))
    assert find(shape_named(deck.slides[1], "Title"), "p:spPr/a:xfrm/a:ext/@cx") == [str(500 * 12700)]
    assert not find(shape_named(deck.slides[1], "Points"), "p:spPr/*")


def test_footers_and_slide_numbers_are_placeholders_and_the_number_is_a_field(deck: Opened) -> None:
    for number, slide in enumerate(deck.slides[2:], 3):
        footer = one(slide, "//p:sp[.//p:ph[@type='ftr']]")
        assert words(footer) == "Ketamine · DRAFT"
        assert one(footer, ".//p:ph").get("idx") == str(FOOTER_SLOT.idx)
        field = one(slide, "//p:sp[.//p:ph[@type='sldNum']]//a:fld")
        assert (field.get("type"), words(field)) == ("slidenum", str(number))


def test_a_figure_inside_an_object_slot_fills_it() -> None:
    made = Presentation(io.BytesIO(sample_deck().data))
    charts = [s for s in made.slides if s.slide_layout.name == "Points beside a figure" and s.shapes[-1].has_chart]
    assert len(charts) == 5
    for slide in charts:
        place = slide.shapes[-1].placeholder_format
        assert (place.idx, place.type) == (12, PP_PLACEHOLDER.OBJECT)
        assert slide.shapes[-1].left == round(FIGURE.x * 12700)


def test_only_the_first_figure_fills_the_slot() -> None:
    slide = slide_titled(sample_deck(), "Pictures are stored once")
    assert len(find(slide, "//p:pic//p:ph")) == 1
    assert len(find(slide, "//p:pic")) == 3


def test_a_plan_without_scheme_layout_or_title_is_refused() -> None:
    made = plan()
    with pytest.raises(ValueError, match="accent1"):
        write_pptx(replace(made, scheme=made.scheme[:4]))
    with pytest.raises(ValueError, match="title and a body"):
        write_pptx(replace(made, layouts=()))
    with pytest.raises(ValueError, match="slide 1: the plan has no layout 'other'"):
        write_pptx(replace(made, pages=(replace(made.pages[0], layout="other"),)))
