"""`safety: must`: in every output of every audience that it is for, whole, at full size; read back from the files."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import PurePosixPath
from string import ascii_uppercase

import pypdfium2
import pytest
from pptx import Presentation

from builder.build import Built, Job, build, check
from builder.coverage import coverage, table
from builder.diagnostics import has_errors
from builder.drafts import Draft
from builder.plan.page import Page, Paragraph, TextBox
from tests.outputs.support.builds import in_memory

LONG = "Somebody who does not wake up after ketamine needs help at once, so open the airway and stay with the person"
HEAD = """\
deck: sample
title: A sample
plain: A sample
language: en-GB
main_message: This is one message.
emergency: {red_flags: [does not wake up], crisis: Call.}
governance: {last_reviewed: 2026-11-01, review_due: 2027-11-01}
key_points: [Sleep helps., Ask if you feel unsure., Bring someone along.]
unknowns: [We do not know how long it lasts.]
actions: [{text: Ask your nurse, why: It helps you to plan., when: Before you go home.}]
teach_back: [What will you do at home?]
questions: [Whom can I call?]
editions:
  lecture: {audience: clinician, output: slides}
  seminar: {audience: student, output: slides}
  leaflet: {audience: patient, output: handout, paper: [A4, A5], locale: en-GB}
  large: {audience: public, output: handout, type: large, locale: en-GB}
sections:
  - section: one
    title: First part
    plain: What is this?
    slides:
"""


def outline(blocks: str, slide: str = "") -> str:
    return f"{HEAD}      - title: One thing\n        plain: One thing\n{slide}        blocks:\n{blocks}"


def points(count: int, words: str = LONG) -> str:
    names = [f"Point {letter}" for letter in ascii_uppercase[:count]]
    return "".join(f"          - point: {one}. {words}\n            plain: {one}. {words}.\n" for one in names)


MUST = f"          - point: {LONG}\n            plain: {LONG}.\n            safety: must\n"
CALLOUT = (
    f"          - callout: {{kind: emergency, text: {LONG!r}}}\n"
    f"            plain: {{kind: emergency, text: {LONG!r}}}\n            safety: must\n"
)


def made(text: str) -> Built:
    built = build(Job(PurePosixPath("deck.yaml")), in_memory(text))
    assert not has_errors(built.diagnostics), built.diagnostics
    return built


def pages_of(built: Built, path: str) -> list[str]:
    """The words of each page of a written file, without white space."""
    data = next(output.data for output in built.outputs if output.path == path)
    if path.endswith(".pptx"):
        slides = Presentation(BytesIO(data)).slides
        texts = [" ".join(shape.text_frame.text for shape in s.shapes if shape.has_text_frame) for s in slides]
    else:
        texts = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(data)]
    return ["".join(text.split()) for text in texts]


@pytest.mark.parametrize("count", [0, 3, 9, 17])
@pytest.mark.parametrize("must", [MUST, CALLOUT], ids=["point", "callout"])
def test_it_stands_on_the_page_that_the_table_says_in_every_output(must: str, count: int) -> None:
    built = made(outline(points(count) + must))
    (claim,) = built.reached
    assert set(claim.pages) == {output.path for output in built.outputs}
    for path, page in claim.pages.items():
        assert page is not None
        said = ["".join(LONG.split()) in text for text in pages_of(built, path)]
        assert said[page - 1], (path, page)


def test_nothing_on_its_slide_is_made_smaller() -> None:
    def drawn(text: str) -> Draft:
        return check(Job(PurePosixPath("deck.yaml")), in_memory(outline(text))).drafts[0]

    crowded = [sizes(drawn(points(count))) for count in range(4, 10)]
    assert any(found & {18.0, 20.0} for found in crowded), "without it, some slide is set smaller"
    for count in range(3, 9):
        held = drawn(points(count) + MUST)
        assert sizes(held) == {held.plan.body_size}


def sizes(draft: Draft) -> set[float]:
    return {page.step for page in draft.plan.pages if page.step}


def test_it_never_goes_to_the_notes() -> None:
    built = made(outline(points(9) + MUST, slide="        overflow: notes\n"))
    (claim,) = built.reached
    assert claim.pages["sample/sample-lecture.pptx"] == 3
    assert any(diagnostic.rule == "FIT011" for diagnostic in built.diagnostics)


def test_the_table_says_where() -> None:
    lines = list(table(made(outline(MUST)).reached))
    assert lines[0].startswith("deck.yaml:26  Somebody who does not wake up")
    assert "sample/sample-lecture.pptx: 3" in lines[1]
    assert "sample/sample-leaflet-A5.pdf: 2" in lines[1]


# The proof bites: plans that break the promise


def broken(change: str) -> list[str]:
    """What coverage says of a plan in which the claim was tampered with."""
    from builder.build import read_by
    from builder.load.deck import load

    world = in_memory(outline(MUST))
    deck = load(PurePosixPath("deck.yaml"), world).deck
    assert deck is not None
    drafts = check(Job(PurePosixPath("deck.yaml")), world).drafts
    assert not coverage(deck, tuple(read_by(deck)), drafts).diagnostics
    spoilt = [replace(draft, plan=replace(draft.plan, pages=spoil(draft.plan.pages, change))) for draft in drafts]
    return [diagnostic.message for diagnostic in coverage(deck, tuple(read_by(deck)), spoilt).diagnostics]


def spoil(pages: tuple[Page, ...], change: str) -> tuple[Page, ...]:
    return tuple(
        replace(page, items=tuple(_spoilt(item, change) if isinstance(item, TextBox) else item for item in page.items))
        for page in pages
    )


def _spoilt(box: TextBox, change: str) -> TextBox:
    found = [one for one in box.paragraphs if LONG in one.text]
    if not found:
        return box
    return replace(box, paragraphs=tuple(_changed(one, change) for one in found if change != "gone"))


def _changed(one: Paragraph, change: str) -> Paragraph:
    if change == "cut":
        return replace(one, lines=one.lines[:1])
    return replace(one, runs=tuple(replace(run, nominal=10.0) for run in one.runs))


@pytest.mark.parametrize(
    ("change", "why"),
    [("gone", "is not on any page"), ("cut", "is cut between pages"), ("small", "is set smaller than")],
)
def test_a_plan_that_breaks_the_promise_is_found(change: str, why: str) -> None:
    messages = broken(change)
    assert len(messages) == 5
    assert all(why in message for message in messages), messages
