"""`teachback evidence`: what it writes, what it prints, and how it ends."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from builder.trail.as_text import uses_text

DECK = """\
deck: {name}
title: Sleep {name}
plain: Sleep for {name}
language: en-GB
main_message: Sleep by day is short. [@able2001]
emergency: {{red_flags: [you fall asleep at the wheel]}}
key_points: [Sleep helps., Ask if you feel unsure., Bring someone along.]
unknowns: [We do not know how long it lasts.]
actions: [{{text: Ask your nurse, why: It helps you to plan., when: Before you go home.}}]
teach_back: [What will you do at home?]
questions: [Whom can I call?]
sections:
  - section: one
    title: First part
    plain: Why?
    slides:
      - title: Light is the cause
        plain: Light
        blocks:
          - point: Morning light shortens sleep by {hours} hours [@able2001]
            plain: Light shortens your sleep by {hours} hours. [@{plain}]
        notes: Ask who drove home after nights. [@baker2002]
editions:
  lecture: {{audience: clinician, output: slides}}
  leaflet: {{audience: patient, output: handout, paper: [A4, Letter], locale: en-GB}}
references: ../references.json
"""
REFERENCES = [
    {"id": "able2001", "type": "article-journal", "title": "One", "author": [{"family": "Able", "given": "A"}]},
    {"id": "baker2002", "type": "article-journal", "title": "Two", "author": [{"family": "Baker", "given": "B"}]},
]


@pytest.fixture
def decks(project: Callable[[Mapping[str, str]], Path]) -> Callable[..., Path]:
    """Two decks that share their references."""

    def write(**changes: object) -> Path:
        entries = [{**one, **(changes if one["id"] == "able2001" else {})} for one in REFERENCES]
        return project(
            {
                "decks/day/deck.yaml": DECK.format(name="day", hours=2, plain="able2001"),
                "decks/night/deck.yaml": DECK.format(name="night", hours=3, plain="baker2002"),
                "decks/references.json": json.dumps(entries),
            }
        )

    return write


def files(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def test_each_deck_gets_a_page_a_table_and_json(decks: Callable[..., Path], teachback: Callable[..., Any]) -> None:
    root = decks()
    ran = teachback("evidence")
    assert ran.code == 0
    stems = [f"{name}/{name}-evidence" for name in ("day", "night")]
    assert set(files(root / "build")) == {f"{stem}.{kind}" for stem in stems for kind in ("html", "csv", "json")}
    assert ran.out.splitlines()[0] == "decks/day -> build/day/day-evidence.html"
    assert len(ran.out.splitlines()) == 6


def test_the_same_decks_give_the_same_bytes(
    decks: Callable[..., Path], teachback: Callable[..., Any], process: Callable[..., Any]
) -> None:
    root = decks()
    teachback("evidence", "--out", "one")
    ran = process("evidence", "--out", "two", cwd=root, env={"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C"})
    assert ran.code == 0, ran.err
    assert files(root / "one") == files(root / "two")
    elsewhere = root / "elsewhere"
    elsewhere.mkdir()
    assert process("evidence", root / "decks", "--out", root / "three", cwd=elsewhere).code == 0
    assert files(root / "one") == files(root / "three")


def test_nothing_else_is_touched(decks: Callable[..., Path], teachback: Callable[..., Any]) -> None:
    """Outputs of a build, and the manifest that lists them, stay as they are."""
    root = decks()
    teachback("build")
    before = files(root / "build")
    assert teachback("evidence").code == 0
    after = files(root / "build")
    assert before.items() <= after.items()
    assert len(after) == len(before) + 6


def test_a_deck_with_errors_writes_nothing_and_others_do(
    decks: Callable[..., Path], teachback: Callable[..., Any]
) -> None:
    root = decks()
    path = root / "decks/day/deck.yaml"
    path.write_text(path.read_text().replace("@baker2002", "@nobody"))
    ran = teachback("evidence")
    assert ran.code == 1
    assert "EV001" in ran.err and "nothing written for decks/day" in ran.err
    assert {name.partition("/")[0] for name in files(root / "build")} == {"night"}


def test_an_output_that_cannot_be_written(decks: Callable[..., Path], teachback: Callable[..., Any]) -> None:
    decks()
    Path("build").write_text("a file")
    ran = teachback("evidence")
    assert ran.code == 2 and "can't write build" in ran.err


# What rests on a reference


def test_every_place_of_every_deck_is_told(decks: Callable[..., Path], teachback: Callable[..., Any]) -> None:
    root = decks()
    ran = teachback("evidence", "--reference", "baker2002")
    assert ran.code == 0
    assert not (root / "build").exists()
    assert ran.out.splitlines()[0] == "baker2002: 4 places in 4 outputs of 2 decks"
    places = [line.split()[:5] for line in ran.out.splitlines() if line.startswith(("day/", "night/"))]
    assert [(line[0], " ".join(line[1 : 3 if line[1] == "page" else 5])) for line in places] == [
        ("day/day-lecture.pptx", "notes of slide 3"),
        ("night/night-leaflet-A4.pdf", "page 1"),
        ("night/night-leaflet-Letter.pdf", "page 1"),
        ("night/night-lecture.pptx", "notes of slide 3"),
    ]


def test_as_json(decks: Callable[..., Path], teachback: Callable[..., Any]) -> None:
    decks()
    ran = teachback("evidence", "decks/day", "--reference", "able2001", "--format", "json")
    assert ran.code == 0
    data = json.loads(ran.out)
    assert (data["evidence"], data["reference"]) == (1, "able2001")
    (deck,) = data["decks"]
    assert deck["deck"] == "day"
    spots = [(one["output"].rpartition("-")[2], one["kind"], one["number"]) for one in deck["places"]]
    assert spots == [("A4.pdf", "page", 1)] * 2 + [("Letter.pdf", "page", 1)] * 2 + [("lecture.pptx", "slide", 3)]


def test_a_retracted_source_stops_the_build_and_not_the_question(
    decks: Callable[..., Path], teachback: Callable[..., Any]
) -> None:
    decks(retracted="2026-03-01", checked_on="2026-03-02")
    built = teachback("build")
    assert built.code == 1
    assert built.err.count("error[EV050]") == 5
    assert "`teachback evidence --reference able2001`" in built.err
    assert teachback("evidence").code == 1
    ran = teachback("evidence", "--reference", "able2001")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.count("RETRACTED: 2026-03-01") == 2
    assert "last looked up: 2026-03-02" in ran.out


def test_a_reference_that_no_deck_has(decks: Callable[..., Path], teachback: Callable[..., Any]) -> None:
    decks()
    ran = teachback("evidence", "--reference", "abel2001")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "no deck has a reference `abel2001`; did you mean `able2001`?\n"


def test_a_reference_that_nothing_cites(decks: Callable[..., Path], teachback: Callable[..., Any]) -> None:
    root = decks()
    for name in ("day", "night"):
        path = root / f"decks/{name}/deck.yaml"
        path.write_text(path.read_text().replace("baker2002", "able2001"))
    ran = teachback("evidence", "--reference", "baker2002")
    assert ran.code == 0
    assert ran.out.count("nothing that is printed rests on it") == 2


def test_a_deck_that_cannot_be_read_is_told_of(decks: Callable[..., Path], teachback: Callable[..., Any]) -> None:
    root = decks()
    (root / "decks/day/deck.yaml").write_text("deck: day\nsections: [nowhere.yaml]\n")
    ran = teachback("evidence", "--reference", "able2001")
    assert ran.code == 1
    assert "night/night-lecture.pptx" in ran.out
    assert "YML001" in ran.err
    assert teachback("evidence", "--reference", "nobody").err.startswith("no deck that could be read has a reference")


def test_no_deck_there(teachback: Callable[..., Any]) -> None:
    assert teachback("evidence", "nowhere").code == 2


def test_an_empty_answer_has_its_head() -> None:
    assert uses_text("able2001", []) == "able2001: 0 places in 0 outputs of 0 decks"
