"""Every theme says the same and can be read: words, order and places are equal, and contrast is computed from plans."""

from __future__ import annotations

import difflib
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import PurePosixPath

import pytest
from hypothesis import HealthCheck, assume, given, settings
from PIL import Image

from builder.drafts import Draft
from builder.geometry import Rect
from builder.load.themes import contrast_pairs, load_theme
from builder.plan.dump import dump
from builder.plan.page import (
    Chart,
    ChartSpec,
    Group,
    Item,
    Page,
    Plan,
    Properties,
    Row,
    Shape,
    Stroke,
    Surround,
    TextBox,
)
from builder.plan.spec import Weights
from builder.theme import Color, contrast
from builder.theming import ThemeChoice

from .support.anyoutline import Outline, outlines
from .support.builds import drafted, in_memory, loaded, written
from .support.contrasts import Seen, contrast_faults, pairs_of_text, seen
from .support.opened import A, P, parts, tree
from .support.themed import DECKS, THEMES, themed

OTHERS = [theme for theme in THEMES if theme != "clinic"]
STRICT = {"high-contrast": {"text": 7.0, "large": 7.0, "shapes": 4.5}}
LOOKS = {
    Surround: {"colors", "styles", "digest"},
    Stroke: {"width"},
    Row: {"rule"},
    Properties: {"digest"},
    Plan: {"theme_name", "scheme", "dark"},
}
"""What a theme may change, besides colours and the plates behind pictures."""


def bare(value: object) -> object:
    """A plan without its looks: what is left must be the same in every theme."""
    if isinstance(value, Color | Weights):
        return None
    if isinstance(value, tuple):
        return tuple(bare(one) for one in value if getattr(one, "name", "") != "Picture plate")
    if is_dataclass(value):
        hidden = LOOKS.get(type(value), set())
        return type(value).__name__, *(bare(getattr(value, f.name)) for f in fields(value) if f.name not in hidden)
    return value


def without_colors(plan: Plan) -> list[str]:
    return re.sub(r"\b[0-9A-F]{6}\b", "", dump(plan)).splitlines()


@pytest.mark.parametrize("theme", OTHERS)
@pytest.mark.parametrize("deck", DECKS)
def test_a_theme_changes_nothing_but_looks(deck: str, theme: str) -> None:
    usual, other = themed(deck, "clinic"), themed(deck, theme)
    assert usual.keys() == other.keys()
    for path, draft in usual.items():
        difference = difflib.unified_diff(without_colors(draft.plan), without_colors(other[path].plan), lineterm="")
        assert not list(difference), path
        assert bare(draft.plan) == bare(other[path].plan), path


def test_the_comparison_sees_words_and_places() -> None:
    page = next(page for page in of("clinic", "ketamine").plan.pages if page.notes)
    box = next(item for item in page.items if isinstance(item, TextBox))
    moved = replace(box, box=box.box.moved(1, 0))
    other = replace(page, items=tuple(moved if item is box else item for item in page.items))
    assert bare(page) != bare(other)
    assert bare(page) != bare(replace(page, notes=()))
    assert bare(page) == bare(replace(page, items=tuple(_red(item) for item in page.items)))


def _red(item: Item) -> Item:
    return replace(item, fill=Color("FF0000")) if isinstance(item, TextBox | Shape) and item.fill else item


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("deck", DECKS)
def test_everything_can_be_told_from_what_is_beneath_it(deck: str, theme: str) -> None:
    for path, draft in themed(deck, theme).items():
        assert contrast_faults(draft.plan, **STRICT.get(theme, {})) == [], path


@settings(deadline=None, max_examples=8, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(outlines())
def test_any_outline_can_be_read_and_says_the_same_in_every_theme(outline: Outline) -> None:
    deck = loaded(PurePosixPath("deck.yaml"), in_memory(outline.text, outline.files))
    for edition in deck.editions:
        full, usual = drafted(deck, edition)
        assume(not full)
        for theme in THEMES:
            _, made = drafted(deck, replace(edition, theme=ThemeChoice(name=theme)))
            for draft, other in zip(usual, made, strict=True):
                assert bare(draft.plan) == bare(other.plan)
                faults = contrast_faults(other.plan, **STRICT.get(theme, {}))
                # a chart of random numbers may set a label under another point's marker, in any theme
                assert [fault for fault in faults if "painted over" not in fault] == []


def painted(theme: str, kind: str) -> Iterator[tuple[tuple[str, str], str]]:
    for deck in DECKS:
        for draft in themed(deck, theme).values():
            if draft.kind == kind:
                yield from pairs_of_text(draft.plan).items()


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("kind", ["pptx", "pdf"])
def test_every_pair_that_text_is_painted_in_is_checked_on_loading(theme: str, kind: str) -> None:
    """So a theme of somebody's own, whose decks no test has seen, can't paint text that nobody checked."""
    looks = load_theme(theme)
    colors = (looks if kind == "pptx" else looks.on_paper()).inks.colors
    listed = {(colors[pair.first].rgb, colors[pair.second].rgb) for pair in contrast_pairs(theme)}
    pairs = dict(painted(theme, kind))
    assert len(pairs) > 10
    lacking = {pair: where for pair, where in pairs.items() if pair not in listed and not where.startswith("notes")}
    assert not lacking, f"add these to `contrast` in assets/themes/clinic.yaml: {lacking}"


def of(theme: str, deck: str = "points") -> Draft:
    return next(draft for draft in themed(deck, theme).values() if draft.kind == "pptx")


def page_of(*items: Item) -> Plan:
    """A dark plan of one page with these items."""
    plan = of("dark").plan
    return replace(plan, layouts=plan.layouts[:1], pages=(Page(items, "A page", plan.layouts[0].key),))


def words_in(color: str, fill: str | None = None) -> TextBox:
    """A text box of the dark deck, its words in another colour."""
    page = next(page for page in of("dark").plan.pages if page.layout == "points")
    box = next(item for item in page.items if isinstance(item, TextBox) and item.placeholder == "body")
    paragraph = box.paragraphs[0]
    lines = tuple(
        replace(line, pieces=tuple(replace(p, run=replace(p.run, color=Color(color))) for p in line.pieces))
        for line in paragraph.lines
    )
    ground = Color(fill) if fill else None
    return replace(box, paragraphs=(replace(paragraph, lines=lines, bullet=None),), fill=ground)


def test_the_guard_sees_dark_text_on_a_dark_ground() -> None:
    dark = load_theme("dark")
    assert contrast_faults(page_of(words_in(dark.color("ink").rgb))) == []
    faults = contrast_faults(page_of(words_in("333333")))
    assert faults
    assert "on 0F1C2B has 1.3" in faults[0]
    assert contrast_faults(page_of(words_in("333333", fill="FFFFFF"))) == []


def test_the_guard_looks_into_groups_and_at_what_is_painted_over_words() -> None:
    box = words_in("F2F5F7")
    inside = Group((Shape(box.box, "rect", "Node", fill=Color("EEEEEE")), box), box.box, "Drawing")
    assert any("on EEEEEE" in fault for fault in contrast_faults(page_of(inside)))
    over = Shape(box.box, "rect", "Cover", fill=Color("F2F5F7"))
    assert any("painted over" in fault for fault in contrast_faults(page_of(box, over)))


def test_the_guard_knows_the_corners_of_shapes() -> None:
    box = words_in("F2F5F7")
    line = box.paragraphs[0].lines[0]
    right = box.inner.x + line.x + line.width
    corner = Shape(Rect(right - 4, box.inner.y - 28, 40, 40), "ellipse", "Dot", fill=Color("F2F5F7"))
    assert contrast_faults(page_of(corner, box)) == []
    assert contrast_faults(page_of(replace(corner, kind="rect"), box)) != []


def test_the_guard_sees_marks_that_vanish() -> None:
    mark = Shape(Rect(100, 200, 20, 20), "ellipse", "Person", fill=Color("142233"))
    assert contrast_faults(page_of(mark)) == ["page 1: Person ('142233',) on 0F1C2B has 1.07, needs 3"]
    assert contrast_faults(page_of(replace(mark, line=Color("F2F5F7"), line_width=1))) == []


def a_chart(deck: str, which: Callable[[ChartSpec], bool]) -> Chart:
    charts = (item for page in of("dark", deck).plan.pages for item in page.items if isinstance(item, Chart))
    return next(chart for chart in charts if isinstance(chart.spec, ChartSpec) and which(chart.spec))


def test_the_guard_sees_bars_that_nothing_bounds_even_with_values_inside() -> None:
    chart = a_chart("kinds", lambda spec: any(series.whiskers for series in spec.series) and spec.kind == "bar")
    assert contrast_faults(page_of(chart)) == []
    pale = replace(
        chart,
        marks=tuple(replace(m, line=None) if isinstance(m, Shape) and m.name == "Bar" else m for m in chart.marks),
    )
    assert [fault.partition(" (")[0] for fault in contrast_faults(page_of(pale))] == ["page 1: Bar"] * 3
    native = replace(chart, spec=replace(chart.spec, series=(replace(chart.spec.series[0], edge=None),)))
    (fault,) = contrast_faults(page_of(native))
    assert "series of Chart" in fault


def test_the_guard_sees_lines_of_charts_that_vanish() -> None:
    chart = a_chart("charts", lambda spec: spec.kind == "line" and len(spec.series) == 1)
    assert contrast_faults(page_of(chart)) == []
    faint = tuple(replace(m, color=Color("142233")) if getattr(m, "name", "") == "Line" else m for m in chart.marks)
    assert {fault.partition(" (")[0] for fault in contrast_faults(page_of(replace(chart, marks=faint)))} == {
        "page 1: Line"
    }


def test_the_guard_sees_the_prompts_of_layouts_and_the_notes() -> None:
    plan = of("dark").plan
    white = replace(plan, layouts=tuple(replace(layout, background=Color("FFFFFF")) for layout in plan.layouts))
    faults = contrast_faults(white)
    assert any(fault.startswith("layout points") and "prompt" in fault for fault in faults)
    (deck,) = [draft.plan for draft in themed("ketamine", "dark").values() if draft.kind == "pptx"]
    said = [one for one in seen(deck) if isinstance(one, Seen) and one.where.startswith("notes")]
    assert said
    assert {one.ground for one in said} == {"FFFFFF"}


def test_a_dark_theme_prints_on_white_as_clinic_does() -> None:
    usual, dark = load_theme("clinic"), load_theme("dark").on_paper()
    assert dark.inks == usual.on_paper().inks
    assert (dark.handout, dark.large, dark.dark) == (usual.handout, usual.large, False)
    for path, draft in themed("leaflet", "clinic").items():
        assert themed("leaflet", "dark")[path].plan.pages == draft.plan.pages


def test_dark_slides_have_no_pure_white_and_no_large_bright_area() -> None:
    dark = load_theme("dark")
    assert "FFFFFF" not in {color.rgb for color in dark.inks.colors.values()}
    (plan,) = [draft.plan for draft in themed("ketamine", "dark").values() if draft.kind == "pptx"]
    bright = [
        (page.title, item.name)
        for page in (*plan.pages, *plan.layouts)
        for item in page.items
        if isinstance(item, Shape | TextBox) and item.fill and item.box.width * item.box.height > 10_000
        if contrast(item.fill.rgb, "000000") > 5
    ]
    assert bright == []
    assert all(contrast(layout.background.rgb, "000000") < 3 for layout in plan.layouts)


def test_powerpoint_is_told_that_the_ground_is_dark() -> None:
    """New text of a lecturer is tx1, new backgrounds are bg1: they must be light and dark as the slides are."""
    theme, deck = load_theme("dark"), parts(written(of("dark", "ketamine")))
    assert color_map(deck, "slideMaster") == {"bg1": "dk1", "tx1": "lt1", "bg2": "dk2", "tx2": "lt2"}
    assert color_map(deck, "notesMaster") == {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}
    scheme = tree(deck["ppt/theme/theme1.xml"])
    slots = {slot: scheme.find(f".//{A}{slot}/{A}srgbClr").get("val") for slot in ("dk1", "lt1", "dk2", "lt2")}
    assert (slots["dk1"], slots["lt1"]) == (theme.color("ground").rgb, theme.color("ink").rgb)
    assert contrast(slots["lt2"], slots["dk2"]) > 4.5
    assert color_map(parts(written(of("clinic"))), "slideMaster")["bg1"] == "lt1"


def color_map(deck: dict[str, bytes], master: str) -> dict[str, str]:
    found = tree(deck[f"ppt/{master}s/{master}1.xml"]).find(f"{P}clrMap").attrib
    return {str(name): str(found[name]) for name in ("bg1", "tx1", "bg2", "tx2")}


def test_restyling_a_dark_deck_reaches_its_words_and_its_grounds() -> None:
    """No part but the theme says these colours in digits: all name the theme's slot."""
    theme = load_theme("dark")
    own = {theme.color(token).rgb for token in ("ink", "ground", "teal", "accent", "grey", "panel")}
    for name, blob in parts(written(of("dark", "ketamine"))).items():
        if name.startswith("ppt/") and name.endswith(".xml") and not name.startswith("ppt/theme/"):
            assert not own & {node.get("val") for node in tree(blob).iter(f"{A}srgbClr")}, name


def test_a_shape_that_a_lecturer_draws_on_a_dark_slide_can_be_read() -> None:
    """PowerPoint writes in light 1 on accent 1 unless the theme says otherwise, which would be light on light."""
    theme = tree(parts(written(of("dark")))["ppt/theme/theme1.xml"])
    style = theme.find(f".//{A}spDef/{A}style")
    assert style.find(f"{A}fontRef/{A}schemeClr").get("val") == "dk1"
    assert style.find(f"{A}fillRef/{A}schemeClr").get("val") == "accent1"
    dark = load_theme("dark")
    assert contrast(dark.scheme["dk1"].rgb, dark.scheme["accent1"].rgb) > 4.5


PICTURE = """\
deck: sample
title: A sample
language: en-GB
sections:
  - section: one
    title: First part
    slides:
      - title: One thing
        blocks: [{image: {file: drawn.png, alt: A black ring}}, {image: {file: photo.png, alt: A grey square}}]
editions:
  lecture: {audience: clinician, output: slides}
"""


def test_a_picture_with_transparent_parts_stands_on_a_light_plate_in_the_dark() -> None:
    files = {"drawn.png": png("RGBA"), "photo.png": png("RGB")}
    deck = loaded(PurePosixPath("deck.yaml"), in_memory(PICTURE, files))
    for theme in THEMES:
        (edition,) = (replace(edition, theme=ThemeChoice(name=theme)) for edition in deck.editions)
        _, (draft,) = drafted(deck, edition)
        items = next(page.items for page in draft.plan.pages if page.title == "One thing")
        kinds = [item.name for item in items if item.name.startswith("Picture")]
        drawn = ["Picture plate", "Picture: drawn.png"] if theme == "dark" else ["Picture: drawn.png"]
        assert kinds == [*drawn, "Picture: photo.png"]
        assert contrast_faults(draft.plan) == []


def png(mode: str) -> bytes:
    buffer = io.BytesIO()
    Image.new(mode, (40, 40), "gray").save(buffer, "PNG")
    return buffer.getvalue()
