"""What a screen reader says of our PDFs: as golden text, and what it must say of links, abbreviations and languages."""

from __future__ import annotations

import difflib
import os
from io import BytesIO

import pytest
from pikepdf import Pdf

from builder.proof.read import read
from builder.proof.spoken import spoken

from .support import GOLDEN, Proofed, golden, outlined

SPOKEN = {
    "leaflet": "leaflet-leaflet-A4.pdf",
    "leaflet-large": "leaflet-large.pdf",
    "notes": "notes-three.pdf",
    "guided": "notes-guided.pdf",
}


def said_of(made: Proofed) -> str:
    return spoken(read(made.data))


@pytest.mark.parametrize("name", SPOKEN)
def test_what_is_said_is_as_it_was(name: str) -> None:
    """Renewed with TEACHBACK_RENEW=1."""
    file = SPOKEN[name]
    said = said_of(golden("notes" if file.startswith("notes") else "leaflet")[file])
    path = GOLDEN / "spoken" / f"{name}.txt"
    if os.environ.get("TEACHBACK_RENEW"):
        path.write_text(said, encoding="utf-8")
        pytest.skip("the golden texts were written again")
    before = path.read_text(encoding="utf-8")
    assert not list(difflib.unified_diff(before.splitlines(), said.splitlines(), lineterm=""))


def test_all_sizes_and_papers_say_the_same() -> None:
    files = golden("leaflet")
    said = {name: said_of(made) for name, made in files.items() if "american" not in name}
    a4, letter = said["leaflet-leaflet-A4.pdf"], said["leaflet-leaflet-Letter.pdf"]
    assert a4 == letter
    assert {line.strip() for line in said["leaflet-large.pdf"].splitlines()} >= {
        line.strip().replace("leaflet-leaflet", "leaflet-large")  # the name of the document in its code
        for line in a4.splitlines()
        if line.startswith(("Heading", "List", "Table", "Graphic"))
    }


WORDS = """
deck: words
title: Words
language: en-GB
unknowns: [We do not know how long it lasts.]
actions: [{text: Ask your nurse, why: It helps you to plan., when: Before you go home.}]
teach_back: [What will you do at home?]
questions: [Whom can I call?]
main_message: Rest helps most people.
key_points: [One.]
emergency: {red_flags: [blood], crisis: Ask for help.}
sections:
  - section: one
    title: One
    slides:
      - title: Two
        blocks:
          - {point: The NMDA sites and NMDAs but no XNMDA, plain: "The NMDA sites and NMDAs, but not XNMDA."}
          - {point: "Say [au revoir](https://example.org/fr) to ECT now", plain: "Say [au revoir](https://example.org/fr) to **ECT** now."}
          - {text: "Bonjour", plain: "Bonjour", language: fr}
          - for: [patient, student]
            table: {title: A table of NMDA, header: [Thing, Meaning], rows: [[ECT, A treatment], [One, NMDA]], alt: Two things}
glossary:
  NMDA: {expansion: N-methyl-D-aspartate, meaning: A site, plain: A site.}
  ECT: {expansion: electroconvulsive therapy, meaning: A treatment, plain: A treatment.}
editions:
  leaflet: {audience: patient, output: handout, locale: en-GB}
  notes: {audience: student, output: notes, per_page: 3}
governance: {owner: A, version: 1.0.0, issued: 2026-01-05, last_reviewed: 2026-01-05, review_due: 2027-01-05}
"""


@pytest.fixture(scope="module")
def words() -> dict[str, Proofed]:
    return outlined(WORDS)


@pytest.mark.parametrize("name", ["words-leaflet.pdf", "words-notes.pdf"])
def test_abbreviations_are_said_in_full_wherever_they_stand(words: dict[str, Proofed], name: str) -> None:
    said = said_of(words[name])
    assert "The N-methyl-D-aspartate sites and N-methyl-D-aspartates" in said
    assert "XNMDA" in said
    assert "to electroconvulsive therapy now" in said
    assert "row header electroconvulsive therapy; Meaning: A treatment" in said


def test_what_is_drawn_stays_the_abbreviation(words: dict[str, Proofed]) -> None:
    printed = read(words["words-leaflet.pdf"].data)
    drawn = "".join(one.text for sheet in printed.sheets for one in sheet.shown)
    assert "The NMDA sites and NMDAs" in drawn
    assert "N-methyl" not in drawn
    whole = read(outlined(WORDS.replace("expansion: N-methyl-D-aspartate, ", ""))["words-leaflet.pdf"].data)
    assert [(line.text, line.y) for line in lines(printed)] == [(line.text, line.y) for line in lines(whole)]


def lines(printed: object) -> list:  # type: ignore[type-arg]
    from builder.proof.lines import blocks

    return [line for block in blocks(printed) for line in block.lines]  # type: ignore[arg-type]


def test_expansions_stand_at_elements_of_their_own(words: dict[str, Proofed]) -> None:
    with Pdf.open(BytesIO(words["words-leaflet.pdf"].data)) as pdf:
        spans = [o for o in pdf.objects if getattr(o, "get", None) and o.get("/E") is not None]
        assert len(spans) >= 5
        assert {str(o.S) for o in spans} == {"/Span"}


def test_the_proof_and_a_validator_find_nothing(words: dict[str, Proofed]) -> None:
    page = pytest.importorskip("page", reason="page-validation is not installed")
    for made in words.values():
        assert made.found() == []
        for profile in ("ua1", "2a"):
            assert [str(one) for one in page.validate_pdf_bytes(made.data, profile=profile).failures] == []


def test_other_languages_are_told(words: dict[str, Proofed]) -> None:
    assert "[fr" in said_of(words["words-leaflet.pdf"])


def test_links_are_called_by_their_description(words: dict[str, Proofed]) -> None:
    assert "[link: au revoir]" in said_of(words["words-leaflet.pdf"])
