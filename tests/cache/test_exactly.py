"""Every kind of change makes the editions again that read it, and no other."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePosixPath
from unittest.mock import ANY

import pytest

from builder.build import Job
from builder.build import build as build_afresh
from builder.build import check as check_afresh
from builder.cache.identity import LIBRARIES
from builder.cache.places import Places, text_of
from builder.cache.reuse import Cached
from builder.cache.store import Store
from builder.diagnostics import Diagnostic, Severity, Span
from builder.load.limits import Limits
from builder.values import RichText
from builder.world import Disk
from tests.templates.designs import office, university

from .conftest import Builds
from .sample import png, swap, write_sample

ROOT = Path(__file__).parents[2]
EVERY = {"lecture", "seminar", "leaflet", "american", "evening"}
COLLEAGUES = {"lecture", "seminar", "evening"}


def test_nothing_is_made_twice(build: Builds) -> None:
    first = build()
    assert set(first.remade) == EVERY
    again = build()
    assert again.remade == ()
    assert again.outputs == first.outputs
    assert again.diagnostics == first.diagnostics
    assert (again.files, again.editions, again.at, again.reached) == (
        first.files,
        first.editions,
        first.at,
        first.reached,
    )


CHANGES: dict[str, tuple[Callable[[Path], object], set[str]]] = {
    "a section of clinicians": (lambda d: swap(d / "sample/hidden.yaml", "nobody else", "no one else"), {"lecture"}),
    "words for colleagues": (lambda d: swap(d / "sample/told.yaml", "for colleagues", "for peers"), COLLEAGUES),
    "plain words": (
        lambda d: swap(d / "sample/told.yaml", "plain: A point for everybody", "plain: A point for all"),
        {"leaflet", "american"},
    ),
    "a picture": (lambda d: (d / "sample/dot.png").write_bytes(png(120)), {"lecture"}),
    "the meaning of a term": (lambda d: swap(d / "sample/glossary.yaml", "Another", "A second"), COLLEAGUES),
    "plain words of a term": (
        lambda d: swap(d / "sample/glossary.yaml", "A switch on", "A part of"),
        {"leaflet", "american"},
    ),
    "a theme of the project": (lambda d: swap(d / "sample/own.yaml", "1F5673", "1F5674"), {"seminar"}),
    "an included slide": (
        lambda d: swap(d / "other/deck.yaml", "Borrowed words", "Other words"),
        {"seminar", "evening"},
    ),
    "what another deck keeps for itself": (lambda d: swap(d / "other/deck.yaml", "Another", "Anothre"), set()),
    "an edition": (lambda d: swap(d / "sample/deck.yaml", "paper: Letter", "paper: A4"), {"american"}),
    "a comment at a line's end": (lambda d: swap(d / "sample/own.yaml", '"1F5673"}', '"1F5673"}  # a blue'), set()),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_makes_its_readers_again(build: Builds, decks: Path, change: str) -> None:
    build()
    alter, readers = CHANGES[change]
    alter(decks)
    after = build()
    assert set(after.remade) == readers
    afresh = build_afresh(Job(PurePosixPath("sample/deck.yaml"), "decks"), Disk(decks))
    assert after.outputs == afresh.outputs, "what comes of it is what a build without any cache gives"
    assert after.diagnostics == afresh.diagnostics


def test_a_new_edition_leaves_the_others_alone(build: Builds, decks: Path) -> None:
    build()
    path = decks / "sample/deck.yaml"
    path.write_text(path.read_text() + "  again: {audience: student, output: notes, theme: dark}\n")
    assert build().remade == ("again",)


def test_what_was_asked_is_part_of_the_key(build: Builds) -> None:
    whole = build()
    assert [output.edition for output in build(editions=("leaflet",)).outputs] == ["leaflet"]
    strict = build(strict=True)
    assert (strict.outputs, {d.severity for d in strict.diagnostics}) == ((), {Severity.ERROR})
    limited = build(limits=Limits(slides=1))
    assert [d.rule for d in limited.diagnostics if d.severity is Severity.ERROR], "the limit is kept"
    assert build() == replace(whole, remade=(), texts=ANY)


def test_checks_and_builds_share_what_they_can(build: Builds) -> None:
    checked = build("check")
    assert set(checked.remade) == EVERY
    built = build()
    assert set(built.remade) == {"lecture", "seminar"}, "only slides were not written yet"
    assert built.diagnostics == checked.diagnostics
    assert build("check").remade == ()
    assert build("check").fits == checked.fits != ()


def test_a_deck_with_errors_is_told_again(build: Builds, decks: Path) -> None:
    swap(decks / "sample/told.yaml", "point: A point for colleagues", 'point: "A point [@nobody]"')
    first = build()
    assert "EV001" in {d.rule for d in first.diagnostics}
    again = build()
    assert (again.diagnostics, again.outputs, again.remade) == (first.diagnostics, (), ())


def test_a_file_that_was_missing_is_found_when_it_comes(build: Builds, decks: Path) -> None:
    (decks / "sample/dot.png").rename(decks / "sample/dod.png")
    first = build()
    assert {d.rule for d in first.diagnostics} >= {"YML001"}
    assert "did you mean `dod.png`?" in " ".join(d.help or "" for d in first.diagnostics)
    assert build().diagnostics == first.diagnostics
    (decks / "sample/dod.png").rename(decks / "sample/dat.png")
    again = " ".join(d.help or "" for d in build().diagnostics)
    assert "did you mean `dat.png`?" in again, "names in folders are read, too"
    (decks / "sample/dat.png").rename(decks / "sample/dot.png")
    assert build().outputs


@pytest.mark.parametrize("deck", ["sample", "ketamine"])
def test_lines_that_only_moved_make_nothing_again(tmp_path: Path, decks: Path, store: Store, deck: str) -> None:
    if deck == "ketamine":
        decks = Path(shutil.copytree(ROOT / "decks", tmp_path / "copied"))
    job = Job(PurePosixPath(f"{deck}/deck.yaml"), "decks")
    before = Cached(store).check(job, Disk(decks))
    for path in (decks / deck).glob("*.yaml"):
        path.write_text("# a comment\n" + path.read_text())
    after = Cached(store).check(job, Disk(decks))
    assert after.remade == ()
    assert {d.at.line for d in after.diagnostics} == {d.at.line + 1 for d in before.diagnostics}
    afresh = check_afresh(job, Disk(decks))
    assert after.diagnostics == afresh.diagnostics
    assert after.fits == afresh.fits
    assert after.reached == afresh.reached


def test_lines_that_changed_their_order_make_all_again(build: Builds, decks: Path) -> None:
    """What is told of the order of lines may decide what is made: `reveal` does."""
    build()
    path = decks / "sample/told.yaml"
    head, _, tail = path.read_text().partition("slides:\n")
    path.write_text(f"slides:\n{tail}{head}")
    assert set(build().remade) == EVERY


def test_what_somebody_asked_for_weighs_more(build: Builds, decks: Path) -> None:
    swap(decks / "sample/deck.yaml", "theme: dark}", "theme: dark, formats: [pdf, html]}")
    assert {d.severity for d in build().diagnostics if d.rule == "OUT001"} == {Severity.WARNING}
    asked = build(editions=("evening",))
    assert {d.severity for d in asked.diagnostics if d.rule == "OUT001"} == {Severity.ERROR}


def test_a_file_that_was_refused_is_read_when_it_can_be(build: Builds, decks: Path) -> None:
    """It keeps its name and its folder keeps its names: only the file itself tells."""
    most = Limits(image_bytes=len(png(90)))
    (decks / "sample/dot.png").write_bytes(png(90) + bytes(600))
    assert not build(limits=most).outputs
    assert not build(limits=most).outputs
    (decks / "sample/dot.png").write_bytes(png(90))
    assert build(limits=most).outputs


def test_a_file_whose_name_is_no_text_is_no_trouble(build: Builds, decks: Path) -> None:
    (decks / "sample/dot.png").rename(os.fsdecode(bytes(decks / "sample") + b"/do\xff.png"))
    first = build()
    assert "\udcff" in " ".join(d.help or "" for d in first.diagnostics)
    assert build().diagnostics == first.diagnostics


def test_words_that_look_like_places_stay_words(build: Builds, decks: Path) -> None:
    words = """'{"file":"a","line":1,"column":2,"width":3} {"#place":0}'"""
    swap(decks / "sample/told.yaml", "A point for colleagues", words)
    first = build()
    path = decks / "sample/told.yaml"
    path.write_text("# a comment\n" + path.read_text())
    after = build()
    assert (after.remade, after.outputs) == ((), first.outputs)
    path.write_text(path.read_text().replace('"line":1,', '"line":2,'))
    assert set(build().remade) == COLLEAGUES


def test_a_template_makes_the_slides_that_wear_it_again(build: Builds, decks: Path) -> None:
    (decks / "sample/brand.pptx").write_bytes(university())
    swap(decks / "sample/deck.yaml", "lecture: {", "lecture: {theme: {template: brand.pptx}, ")
    assert build().outputs
    (decks / "sample/brand.pptx").write_bytes(office())
    after = build()
    assert after.remade == ("lecture",)
    assert after.outputs == build_afresh(Job(PurePosixPath("sample/deck.yaml"), "decks"), Disk(decks)).outputs


FOUND = """\
deck: sample
title: A sample
language: en-GB
references:
  - {id: able2001, type: article-journal, title: One trial, author: [{family: Able}], issued: {date-parts: [[2001]]}}
sections:
  - section: one
    title: First part
    slides: [{title: One, plain: One, blocks: [{point: Said, plain: "With drugon 46% got better [@able2001]"}]}]
editions:
  leaflet: {audience: patient, output: handout, locale: en-GB}
findings:
  f:
    claim: More people responded
    population: adults
    comparator: placebo
    outcome: {name: response}
    time: 4 weeks
    design: randomised
    arms: [{label: drugon, percent: 46}, {label: placebo, percent: 28}]
    source: {ref: able2001, locator: abstract}
"""


def test_checks_look_into_findings_that_an_edition_does_not_show(build: Builds, decks: Path) -> None:
    (decks / "sample/deck.yaml").write_text(FOUND)
    before = build("check")
    swap(decks / "sample/deck.yaml", "percent: 46", "percent: 47")
    after = build("check")
    assert before.diagnostics != after.diagnostics
    assert after.remade == (), "its plans are the same"
    assert after.diagnostics == check_afresh(Job(PurePosixPath("sample/deck.yaml"), "decks"), Disk(decks)).diagnostics


def test_a_message_that_spells_a_place_holds_only_there() -> None:
    said = (Diagnostic(Span("a.yaml", 7, 3, 2), "FIT001", "no room beside the slide on line 3"),)
    quiet = (Diagnostic(Span("a.yaml", 7, 3, 2), "FIT001", "no room"),)
    then, now = Places(), Places()
    then.add(text_of(RichText((), Span("a.yaml", 7, 3, 2))))
    now.add(text_of(RichText((), Span("b.yaml", 9, 4, 5))))
    kind = tuple[Diagnostic, ...]
    assert then.lowered(kind, then.lifted(said)) == said
    assert now.lowered(kind, then.lifted(said)) is None
    assert now.lowered(kind, then.lifted(quiet)) == (Diagnostic(Span("b.yaml", 9, 4, 5), "FIT001", "no room"),)
    other = (Diagnostic(Span("a.yaml", 7, 4, 2), "FIT001", "a place that is none of the outline's"),)
    assert then.lowered(kind, then.lifted(other)) == other
    assert now.lowered(kind, then.lifted(other)) is None


# The builder's own files: a copy of it is changed, and told apart by new processes

TOLD = """
import json, sys
from pathlib import Path, PurePosixPath
from builder.cache.home import open_home
from builder.cache.reuse import Cached
from builder.cache.store import Store
from builder.job import Job
from builder.world import Disk
home = Path(sys.argv[2])
open_home(home, named=True)
built = Cached(Store(home)).build(Job(PurePosixPath("sample/deck.yaml"), "decks"), Disk(Path(sys.argv[1])))
print(json.dumps([*built.remade]))
"""


def test_a_change_of_the_builder_makes_its_readers_again(tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    for part in ("builder", "assets"):
        shutil.copytree(ROOT / part, copy / part, ignore=shutil.ignore_patterns("__pycache__"))
    decks = write_sample(tmp_path / "decks")

    def remade() -> set[str]:
        run = [sys.executable, "-c", TOLD, str(decks), str(tmp_path / "cache")]
        done = subprocess.run(
            run, cwd=copy, env={"PYTHONPATH": str(copy)}, capture_output=True, check=True, timeout=120
        )
        return set(json.loads(done.stdout))

    assert remade() == EVERY
    swap(copy / "assets/locales/en-US.yaml", 'number: "911"', 'number: "912"')
    assert remade() == {"american"}, "a locale pack"
    swap(copy / "assets/themes/dark.yaml", "title: Dark", "title: Darker")
    assert remade() == {"evening"}, "a theme"
    with (copy / "assets/fonts/AtkinsonHyperlegibleNext/AtkinsonHyperlegibleNext-Regular.ttf").open("ab") as font:
        font.write(bytes(4))
    assert remade() == {"leaflet", "american", "evening"}, "a font of handouts"
    assert remade() == set()
    with (copy / "builder/budget.py").open("a") as code:
        code.write("# another line\n")
    assert remade() == EVERY, "code"


RING = {"click", "rich", "starlette", "uvicorn", "watchfiles"}
"""What prints, follows files or serves the preview: none of it has a part in what is made."""


def test_every_library_is_part_of_what_the_builder_is() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {requirement.partition(">")[0] for requirement in project["dependencies"]}
    assert names - RING == set(LIBRARIES), "all others have a part in what is built"
