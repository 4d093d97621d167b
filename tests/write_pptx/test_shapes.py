"""Drawn shapes, lines, pictures, groups: place, look, and what a screen reader is told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builder.geometry import Rect
from builder.plan.page import Group, Page
from builder.write.pptx import write_pptx

from .opened import Opened, find, one, sample_deck, shape_named, slide_titled
from .sample import heads, plan, png, table
from .words import TEAL

SPOKEN = "//p:pic | //p:graphicFrame | //p:grpSp"


def test_everything_that_needs_it_has_alternative_text_and_the_rest_is_marked() -> None:
    counted = 0
    for slide in sample_deck().slides:
        for node in find(slide, f"{SPOKEN} | //p:cxnSp | //p:sp[not(p:txBody)]"):
            properties = one(node, "*/p:cNvPr")
            marked = find(properties, "a:extLst/a:ext/adec:decorative/@val") == ["1"]
            counted += 1
            assert bool(properties.get("descr")) != marked, properties.get("name")
    assert counted > 15


def test_layouts_have_nothing_to_say() -> None:
    deck = sample_deck()
    for name in deck.under("ppt/slideLayouts/"):
        for node in deck.find(name, "//p:pic | //p:sp[not(p:txBody)]"):
            assert find(node, "*/p:cNvPr//adec:decorative"), name


def test_alternative_text_comes_out_as_it_went_in() -> None:
    slide = slide_titled(sample_deck(), "One bar stands for each arm")
    assert find(slide, "//p:graphicFrame//p:cNvPr/@descr") == ['Bars <"ketamine" & midazolam>: 64 % against 28 %']


def test_a_group_keeps_its_childrens_places() -> None:
    group = shape_named(slide_titled(sample_deck(), "A drawing moves as one"), "Diagram")
    for one_ in (group, shape_named(group, "Part")):
        frame = one(one_, "p:grpSpPr/a:xfrm")
        off, ext, child_off, child_ext = (dict(node.attrib) for node in frame)
        assert off == child_off
        assert ext == child_ext
    frame = one(group, "p:grpSpPr/a:xfrm")
    assert find(frame, "a:off/@x") == [str(100 * 12700)]
    assert find(frame, "a:ext/@cy") == [str(200 * 12700)]


def test_lines_are_connectors_that_know_their_direction() -> None:
    slide = slide_titled(sample_deck(), "A drawing moves as one")
    up = one(shape_named(slide, "Arrow"), "p:spPr/a:xfrm")
    assert (up.get("flipH"), up.get("flipV")) == (None, "1")
    back = one(shape_named(slide, "Back line"), "p:spPr/a:xfrm")
    assert (back.get("flipH"), back.get("flipV")) == ("1", "1")
    flat = one(shape_named(slide, "Base"), "p:spPr/a:xfrm")
    assert (flat.get("flipH"), flat.get("flipV"), find(flat, "a:ext/@cy")) == (None, None, ["0"])


def test_a_dash_is_told_in_widths_of_the_line() -> None:
    line = one(shape_named(slide_titled(sample_deck(), "A drawing moves as one"), "Arrow"), "p:spPr/a:ln")
    dash = one(line, "a:custDash/a:ds")
    assert (dash.get("d"), dash.get("sp")) == ("200000", "100000")
    assert line.get("w") == "19050"


def test_rounding_is_a_share_of_the_shorter_side() -> None:
    frame = shape_named(slide_titled(sample_deck(), "A drawing moves as one"), "Frame")
    assert find(frame, ".//a:gd/@fmla") == ["val 8000"]
    assert find(frame, ".//a:prstGeom/@prst") == ["roundRect"]


def test_a_group_of_decoration_only_is_decoration() -> None:
    rings = plan().layouts[1].items[1:3]
    group = Group(rings, Rect(660, 130, 280, 280), "Rings")
    page = Page((*heads("T", 1), group), "T", "points")
    deck = Opened(write_pptx(replace(plan(), pages=(page,))))
    assert find(shape_named(deck.slides[0], "Rings"), "p:nvGrpSpPr/p:cNvPr//adec:decorative")


def test_a_table_in_a_group_is_refused() -> None:
    group = Group((table(),), Rect(0, 0, 10, 10), "Pair")
    with pytest.raises(ValueError, match="'Table: arms' can't stand in the group 'Pair'"):
        write_pptx(replace(plan(), pages=(Page((group,), "T", "points"),)))


def test_pictures_keep_bytes_and_kind() -> None:
    deck = sample_deck()
    index = next(i for i, s in enumerate(deck.slides) if find(s, "//p:pic"))
    links = {link.rid: link.target for link in deck.links(deck.slide_names[index])}
    parts = [links[rid] for rid in find(deck.slides[index], "//a:blip/@r:embed")]
    data = [deck.zip.read(name) for name in parts]
    orange = png((180, 69, 15))
    assert data == [orange, png((0, 0, 90), "jpeg"), orange]
    assert parts[0] == parts[2]


def test_fills_and_outlines() -> None:
    slide = slide_titled(sample_deck(), "A drawing moves as one")
    frame = shape_named(slide, "Frame")
    assert find(frame, "p:spPr/a:solidFill/a:srgbClr/@val") == ["E6F1F1"]
    assert find(frame, "p:spPr/a:ln/a:solidFill/a:schemeClr/@val") == [TEAL.slot]
    assert find(shape_named(slide, "Up"), "p:spPr/a:ln/a:noFill")
