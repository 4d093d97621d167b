"""Cards on one page and leaflets on folded sheets, read back from the PDFs."""

from __future__ import annotations

import io
import itertools
import re
from functools import cache
from pathlib import Path, PurePosixPath

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.build import Built, Job, build
from builder.diagnostics import Diagnostic
from builder.geometry import Size
from builder.model import FoldKind
from builder.plan.impose import Fold, fold_of, imposed
from builder.plan.page import Bookmark, Page, Plan, Properties, Stroke
from builder.theme import Color

from .support import opened
from .support.builds import KETAMINE, ROOT, Disk, in_memory

GREY = Color("55636F")
OUTLINE = """
deck: sample
title: A sample
plain: How to rest
language: en-GB
main_message: Rest helps most people.
key_points: [Rest first., Ask if it gets worse., Bring someone along.]
unknowns: [We do not know how long it lasts.]
actions: [{text: Ask your nurse, why: It helps you to plan., when: Before you go home.}]
teach_back: [What will you do at home?]
questions: [Whom can I call?]
emergency: {red_flags: [someone will not wake up]}
editions:
  flat: {audience: patient, output: handout, locale: en-GB, paper: A4}
  booklet: {audience: patient, output: handout, locale: en-GB, paper: [A4, Letter], fold: booklet}
  trifold: {audience: patient, output: handout, locale: en-GB, paper: A4, fold: trifold}
governance: {version: 1.2.0, last_reviewed: 2026-11-01, review_due: 2027-11-01}
sections:
  - section: one
    title: First part
    plain: What helps?
    slides:
      - {title: Rest, plain: Rest well, blocks: [{point: Sleep, plain: Sleep helps.}, {for: [patient], checklist: [A pillow, A blanket]}]}
"""


def made(text: str) -> Built:
    return build(Job(PurePosixPath("deck.yaml")), in_memory(text))


@cache
def folded() -> dict[str, bytes]:
    return {Path(output.path).stem.removeprefix("sample-"): output.data for output in made(OUTLINE).outputs}


def panels(data: bytes, across: int) -> list[list[str]]:
    """The words in each panel of each side, left to right."""
    found = []
    with pypdfium2.PdfDocument(data) as pdf:
        for page in pdf:
            width, height = page.get_size()
            text = page.get_textpage()
            edges = [width * i / across for i in range(across + 1)]
            found.append([text.get_text_bounded(a, 0, b, height) for a, b in itertools.pairwise(edges)])
    return found


def numbers(data: bytes, across: int) -> list[list[int]]:
    """The page number in the foot of each panel."""
    return [[int(re.search(r"Page (\d+) of", words)[1]) for words in side] for side in panels(data, across)]  # type: ignore[index]


# Folded sheets


@pytest.mark.parametrize(
    ("name", "size"), [("booklet-A4", (842, 595)), ("booklet-Letter", (792, 612)), ("trifold", (842, 595))]
)
def test_sheets_lie_on_their_long_side(name: str, size: tuple[int, int]) -> None:
    with pikepdf.open(io.BytesIO(folded()[name])) as pdf:
        assert {(round(float(p.mediabox[2])), round(float(p.mediabox[3]))) for p in pdf.pages} == {size}


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_booklet_reads_in_order_when_it_is_folded(paper: str) -> None:
    """Sheets are stacked and folded in the middle: the outer sheet has the last page and the first."""
    sides = numbers(folded()[f"booklet-{paper}"], 2)
    leaves = [(front, back) for front, back in zip(sides[::2], sides[1::2], strict=True)]
    right = [page for (_, first), (second, _) in leaves for page in (first, second)]
    left = [page for (last, _), (_, before) in reversed(leaves) for page in (before, last)]
    assert right + left == list(range(1, 4 * len(leaves) + 1))


def test_a_leaflet_folded_twice_opens_on_its_second_page() -> None:
    assert numbers(folded()["trifold"], 3) == [[5, 6, 1], [2, 3, 4]]


def test_folded_sheets_say_what_flat_pages_say_in_the_same_order() -> None:
    def words(name: str) -> list[str]:
        said = [text for _, text in opened.paper_paragraphs(folded()[name])]
        return sorted(text for text in said if text != "Your own notes")

    assert words("booklet-A4") == words("trifold")
    headings = [text for role, text in opened.paper_paragraphs(folded()["booklet-A4"]) if role == "H2"]
    assert headings.index("Get help now") < headings.index("What helps?") < headings.index("What you can do")


def test_pages_left_over_are_for_notes_and_say_so() -> None:
    said = " ".join(words for side in panels(folded()["trifold"], 3) for words in side)
    assert "Your own notes" in said and "Page 6 of 6" in said


def test_boxes_to_tick_stand_where_their_words_do() -> None:
    with pikepdf.open(io.BytesIO(folded()["booklet-A4"])) as pdf:
        fields = list(pdf.Root.AcroForm.Fields)
        assert [str(field.TU) for field in fields] == ["A pillow", "A blanket"]
        page = next(page for page in pdf.pages if "/Annots" in page)
        boxes = [[float(number) for number in field.Rect] for field in fields]
        half = next(
            i for i, words in enumerate(panels(folded()["booklet-A4"], 2)[pdf.pages.index(page)]) if "A pillow" in words
        )
    assert all((box[0] > 421) == bool(half) for box in boxes)


def test_a_leaflet_of_more_than_six_narrow_pages_is_refused() -> None:
    many = "".join(f", {{point: P{i}, plain: {'Sleep helps most people and does no harm. ' * 6}}}" for i in range(20))
    found = made(OUTLINE.replace("{point: Sleep, plain: Sleep helps.}", "{point: Sleep, plain: Sleep helps.}" + many))
    fault: Diagnostic = next(one for one in found.diagnostics if one.rule == "FIT012")
    assert "than a leaflet folded twice has" in fault.message and not found.outputs


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "output: handout, locale: en-GB, paper: A4, fold: trifold",
            "output: handout, locale: en-GB, paper: A5, fold: trifold",
        ),
        ("paper: A4, fold: trifold", "type: large, paper: A4, fold: trifold"),
        ("output: handout, locale: en-GB, paper: A4, fold: trifold", "output: web, locale: en-GB, fold: trifold"),
    ],
)
def test_what_cannot_be_folded_is_said_at_its_place(old: str, new: str) -> None:
    found = made(OUTLINE.replace(old, new))
    assert [(one.rule, one.at.line) for one in found.diagnostics if one.rule == "YML013"] == [("YML013", 16)]


def plan(count: int, kind: FoldKind) -> tuple[Plan, Fold]:
    fold = fold_of(kind, Size(600.0, 800.0), GREY)
    pages = tuple(Page((Stroke(1.0, 1.0, 2.0, 1.0, GREY, 1.0, f"page {n}"),), str(n)) for n in range(count))
    marks = tuple(Bookmark(str(n), 0, n, 0.0) for n in range(count))
    properties = Properties("T", "", "", "en-GB", (), "", "2026-01-01")
    return Plan(Size(fold.sheet.width / fold.across, 600.0), pages, properties, bookmarks=marks), fold


@given(st.integers(1, 12))
def test_law_a_booklet_loses_no_page_and_bookmarks_lead_to_their_sheet(quarter: int) -> None:
    flat, fold = plan(4 * quarter, "booklet")
    sheets = imposed(flat, fold)
    where = {
        item.name: number
        for number, page in enumerate(sheets.pages)
        for item in page.items
        if isinstance(item, Stroke) and item.name != "Fold mark"
    }
    assert sorted(where, key=lambda name: int(name.split()[1])) == [f"page {n}" for n in range(4 * quarter)]
    assert all(where[f"page {mark.title}"] == mark.page for mark in sheets.bookmarks)


@pytest.mark.parametrize(("count", "kind"), [(3, "booklet"), (5, "trifold"), (12, "trifold")])
def test_pages_that_do_not_fill_sheets_are_not_folded(count: int, kind: FoldKind) -> None:
    with pytest.raises(ValueError, match="can't be folded"):
        imposed(*plan(count, kind))


# Cards


@cache
def ketamine() -> Built:
    return build(Job(KETAMINE, editions=("card",)), Disk(ROOT / "decks"))


def test_the_card_is_one_page_on_either_paper_and_for_clinicians_alone() -> None:
    assert [output.pages for output in ketamine().outputs] == [1, 1]
    said = [text for role, text in opened.paper_paragraphs(ketamine().outputs[0].data) if role == "H2"]
    assert said[:2] == ["Reduced consciousness after ketamine", "Before the first treatment, ask about"]
    assert said[-1] == "Where this information comes from"


def test_the_card_gives_no_amount_and_every_number_has_a_source() -> None:
    words = opened.spaced(opened.paper_words(ketamine().outputs[0].data))
    assert not re.search(r"\d\s?(?:mg|mcg|µg|g|ml)\b", words)
    assert "45%" in words and "Alnefeesi et al, 2022" in words
    assert re.search(r"doi:10\.1016/j\.jpsychires", words)


def test_what_is_for_the_card_stands_on_it_alone() -> None:
    built = build(Job(KETAMINE, editions=("lecture", "guided")), Disk(ROOT / "decks"))
    for output in built.outputs:
        assert output.data != b"" and "Before the first treatment, ask about" not in opened.everything(output.data)


CARD = """
deck: sample
title: A sample
language: en-GB
editions:
  card: {audience: clinician, output: card, paper: [A4, A5]}
sections:
  - section: one
    title: First part
    slides:
      - {title: Not on the card, blocks: [Elsewhere]}
      - {title: On the card, outputs: [card, slides], blocks: [Here]}
  - section: two
    title: Second part
    outputs: card
    slides:
      - {title: A panel, blocks: [Panel words]}
"""


def test_a_card_shows_what_names_it() -> None:
    built = made(CARD)
    words = opened.paper_words(built.outputs[0].data)
    assert "Here" in words and "Panel words" in words and "Elsewhere" not in words
    assert [output.pages for output in built.outputs] == [1, 1]


def test_a_card_of_two_pages_is_refused_unless_it_may_have_them() -> None:
    long = CARD.replace(
        "[Panel words]",
        "["
        + ", ".join(f"A point about something number {n} of many {'said in more words ' * 9}" for n in range(40))
        + "]",
    )
    assert any(one.rule == "FIT012" and "than a card has" in one.message for one in made(long).diagnostics)
    allowed = made(long.replace("paper: [A4, A5]", "paper: A4, pages: 4"))
    assert [output.pages > 1 for output in allowed.outputs] == [True]


def test_columns_of_a_card_are_about_even() -> None:
    many = CARD.replace(
        "{title: A panel, blocks: [Panel words]}",
        "\n      - ".join(f"{{title: Panel {n}, blocks: [Words {n}, More {n}]}}" for n in range(8)),
    )
    first = panels(made(many).outputs[0].data, 2)[0]
    counts = [words.count("Words") for words in first]
    assert sum(counts) == 8 and max(counts) - min(counts) <= 2
