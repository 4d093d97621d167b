"""A process that stays with a project says and writes, edit after edit, what a new one would: nothing old is told."""

from __future__ import annotations

import gc
import os
import random
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

import builder.check
from builder.build import build, check
from builder.frozen import replace
from builder.job import Built, Job
from builder.kept import Kept
from builder.load import decode
from builder.load import references as load_references
from builder.plan import leaflet, slides
from builder.plan.page import Page
from builder.world import Disk
from tests.cache.sample import png, swap, write_sample

ROOT = Path(__file__).parents[2]
JOBS = tuple(Job(PurePosixPath(f"sample/{name}.yaml"), "decks") for name in ("deck", "every", "evidence"))
WORD = re.compile(r"(?<=[ \[])[A-Za-z]{4,}(?=[ ,.\]\n])|\b\d\d?\b")
ROUNDS = 12 if os.environ.get("TEACHBACK_LAWS") != "fresh" else 200

EVIDENCE = """\
deck: evidence
title: Evidence
language: en-GB
theme: clinic
main_message: It may help.
key_points: [One thing., "Of {able-day1.drug.n} people, some got better. [@able2001]", Three things.]
purpose: This leaflet is for people who want to know.
without_treatment: [You can wait., You can ask for something else.]
legal_status: [ketamine]
interpreter: Tell us if you need an interpreter.
other_formats: This leaflet also comes in large print.
unknowns: [How long it lasts.]
actions: [{text: Ask, why: It helps., when: Today.}]
teach_back: [What now?]
questions: [Who helps?]
emergency: {red_flags: [They will not wake up]}
governance: {last_reviewed: 2026-11-01, review_due: 2027-11-01}
glossary:
  receptor: {meaning: "A switch on cells [@baker2002]", plain: A switch on cells}
  trial: {meaning: A planned comparison, plain: A fair test}
objectives:
  - {id: explain, text: Explain the receptor, plain: Learn about it}
references:
  - {id: able2001, type: article-journal, title: One trial, author: [{family: Able}], issued: {date-parts: [[2001]]}}
  - {id: baker2002, type: article-journal, title: Another, author: [{family: Baker}], issued: {date-parts: [[2002]]}}
findings:
  able-day1:
    claim: "Of 100 people, 64 got better with the drug"
    plain: "Out of 100 people, about 64 felt better."
    outcome: {name: response, event: responded, plain: felt better}
    population: {text: adults with depression, plain: people with depression, kind: clinical}
    design: randomised, double-blind
    time: {text: 24 hours, plain: after a day}
    arms:
      - {id: drug, label: the drug, plain: the drug, events: 32, n: 50, percent: 64}
      - {id: placebo, label: placebo, plain: a dummy drug, events: 14, n: 50, percent: 28}
    comparator: placebo
    basis: measured
    source: {ref: able2001, locator: table 2}
sections:
  - section: first
    title: First part
    plain: What is it?
    slides:
      - id: numbers
        for: [clinician, student, patient]
        title: "{able-day1.drug.percent} got better with the drug [@able2001]"
        plain: How many felt better?
        objectives: [explain]
        blocks:
          - {finding: able-day1, as: chart, title: Who got better, plain: icons}
          - {point: "Those on the drug got better, {able-day1.drug.percent} of them. [@able2001]", plain: It helps some.}
        notes: Say it slowly. [@baker2002]
      - id: words
        title: The receptor decides
        blocks:
          - define: [receptor, trial]
          - Look back at [the numbers](#numbers). [@baker2002]
          - What stands [cole2003] as it is.
        notes:
  - section: second
    language: en-GB
    title: Second part
    plain: What else?
    slides:
      - id: asked
        title: The receptor decides
        plain: What would you say?
        blocks:
          - point: An alcoholic should not take it
            plain: You may feel dizzy.
            waive: [{rule: LANG001, reason: quoted, by: Dr A, until: 2027-01-01}]
          - finding: able-day1
          - for: [clinician, patient]
            chart: {title: How long, categories: [One, Two], values: [3, 5], unit: minutes, source: "[@able2001]"}
editions:
  lecture: {audience: clinician, output: slides}
  leaflet: {audience: patient, output: handout, locale: en-GB, paper: [A4, Letter], formats: [pdf, html]}
  guided: {audience: student, output: guided}
  notes: {audience: student, output: notes}
  card: {audience: clinician, output: card}
"""


@pytest.fixture(autouse=True)
def leaving(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(Kept, "stays", False)
    yield


@pytest.fixture
def decks(tmp_path: Path) -> Path:
    decks = write_sample(tmp_path / "decks")
    shutil.copy(ROOT / "tests/trail/every-kind.yaml", decks / "sample/every.yaml")
    (decks / "sample/evidence.yaml").write_text(EVIDENCE, encoding="utf-8")
    return decks


def told(work: Callable[[Job, Disk], Built], job: Job, decks: Path, *, stays: bool) -> dict[str, object]:
    """What comes of a deck, in a process that stays or in one that has kept nothing."""
    Kept.stays = stays
    built = work(job, Disk(decks))
    return {
        "said": built.diagnostics,
        "outputs": built.outputs,
        "fits": repr(built.fits),
        "reached": repr(built.reached),
        "read": (built.deck, built.editions, built.at, built.files, built.refused, built.listings, built.texts),
    }


def agrees(job: Job, decks: Path, edit: str, verbs: Sequence[Callable[[Job, Disk], Built]] = (build, check)) -> None:
    for work in verbs:
        staying = told(work, job, decks, stays=True)
        afresh = told(work, job, decks, stays=False)
        for part, there in afresh.items():
            assert staying[part] == there, f"{part} of {job.path} after: {edit}"


@pytest.mark.parametrize("job", JOBS, ids=lambda job: job.path.stem)
def test_the_decks_that_are_edited_here_are_whole(decks: Path, job: Job) -> None:
    built = build(job, Disk(decks))
    assert {output.edition for output in built.outputs} == set(built.editions)


def edited(text: str, chance: random.Random) -> tuple[str, str]:
    """Return a text with something done to it, and what: words, lines, pieces that move; it may be wrong now."""
    lines = text.split("\n")
    here, there = chance.randrange(len(lines)), chance.randrange(len(lines))
    match chance.choice(["word", "word", "word", "comment", "gone", "twice", "moved", "deeper", "brace", "cite"]):
        case "word":
            found = chance.choice(list(WORD.finditer(text)))
            new = str(int(found[0]) + 1) if found[0].isdigit() else found[0][::-1].lower()
            return text[: found.start()] + new + text[found.end() :], f"`{found[0]}` is `{new}`"
        case "comment":
            return "\n".join([*lines[:here], "# a comment", *lines[here:]]), f"a comment before line {here + 1}"
        case "gone":
            return "\n".join(lines[:here] + lines[here + 1 :]), f"line {here + 1} gone"
        case "twice":
            return "\n".join([*lines[:here], lines[there], *lines[here:]]), f"line {there + 1} also before {here + 1}"
        case "moved":
            moved = lines.pop(there)
            return "\n".join([*lines[:here], moved, *lines[here:]]), f"line {there + 1} moved before {here + 1}"
        case "deeper":
            return "\n".join([*lines[:here], f" {lines[here]}", *lines[here + 1 :]]), f"line {here + 1} deeper"
        case "brace":
            return text.replace(".percent}", ".n}", 1), "another number"
        case _:
            return text.replace("[@able2001]", "[@baker2002]", 1), "another source"


@pytest.mark.parametrize("seed", range(6))
def test_after_any_edits_a_process_that_stays_tells_what_a_new_one_tells(decks: Path, seed: int) -> None:
    chance = random.Random(seed)
    before: dict[Path, str] = {}
    job = JOBS[seed % len(JOBS)]
    agrees(job, decks, "nothing")
    for _ in range(ROUNDS):
        names = {"deck": [*(decks / "sample").glob("*.yaml")], "every": [], "evidence": []}[job.path.stem]
        path = chance.choice([*sorted(names), decks / job.path])
        if path in before and chance.random() < 0.5:
            text, what = before.pop(path), "as it was"
        else:
            old = path.read_text(encoding="utf-8")
            before.setdefault(path, old)
            text, what = edited(old, chance)
        path.write_text(text, encoding="utf-8")
        agrees(job, decks, f"{path.name}: {what}", [chance.choice((build, build, check))])


def cut(path: Path, start: str, end: str) -> None:
    """Take out what stands from `start` to `end`."""
    text = path.read_text(encoding="utf-8")
    first = text.index(start)
    path.write_text(text[:first] + text[text.index(end, first) :], encoding="utf-8")


EDITS: dict[str, Callable[[Path], object]] = {
    "a line above": lambda d: (d / "sample/told.yaml").write_text("# here\n" + (d / "sample/told.yaml").read_text()),
    "a line above all": lambda d: (d / "sample/evidence.yaml").write_text("# here\n" + EVIDENCE),
    "a term": lambda d: swap(d / "sample/evidence.yaml", "A switch on cells [", "A door of cells ["),
    "the source of a term": lambda d: swap(d / "sample/evidence.yaml", "cells [@baker2002]", "cells [@able2001]"),
    "a term in its own file": lambda d: swap(d / "sample/glossary.yaml", "A switch on", "A part of"),
    "a locale": lambda d: swap(d / "sample/evidence.yaml", "locale: en-GB", "locale: en-US"),
    "the language": lambda d: swap(d / "sample/evidence.yaml", "language: en-GB\ntheme", "language: en\ntheme"),
    "a theme": lambda d: swap(d / "sample/evidence.yaml", "theme: clinic", "theme: dark"),
    "a theme of the project": lambda d: swap(d / "sample/own.yaml", "1F5673", "1F5674"),
    "an included slide": lambda d: swap(d / "other/deck.yaml", "Borrowed words", "Other words"),
    "a picture": lambda d: (d / "sample/dot.png").write_bytes(png(120)),
    "a picture that is gone": lambda d: (d / "sample/dot.png").unlink(),
    "an id": lambda d: swap(d / "sample/evidence.yaml", "id: numbers", "id: number"),
    "an id that is taken": lambda d: swap(d / "sample/evidence.yaml", "id: words", "id: numbers"),
    "a number": lambda d: swap(d / "sample/evidence.yaml", "events: 32, n: 50, percent: 64", "events: 31, n: 50"),
    "a finding's name": lambda d: swap(d / "sample/evidence.yaml", "  able-day1:", "  able-day2:"),
    "a source": lambda d: swap(d / "sample/evidence.yaml", "ref: able2001", "ref: baker2002"),
    "the order of sources": lambda d: swap(d / "sample/evidence.yaml", "slowly. [@baker2002]", "slowly."),
    "which source comes first": lambda d: swap(d / "sample/evidence.yaml", "drug [@able2001]", "drug [@baker2002]"),
    "a retraction": lambda d: swap(d / "sample/evidence.yaml", "title: Another,", "title: Another, retracted: true,"),
    "a review after a waiver": lambda d: swap(
        d / "sample/evidence.yaml", "last_reviewed: 2026-11-01", "last_reviewed: 2027-02-01"
    ),
    "a key in brackets": lambda d: swap(d / "sample/evidence.yaml", "{id: able2001,", "{id: cole2003,"),
    "a source that is gone, and a mistake": lambda d: (
        swap(d / "sample/evidence.yaml", "{id: able2001,", "{id: able2000,"),
        swap(d / "sample/evidence.yaml", "  - finding: able-day1\n", "  - fanding: able-day1\n"),
    ),
    "an id that comes before its owner": lambda d: swap(d / "sample/evidence.yaml", "id: numbers", "id: words"),
    "a term without plain words": lambda d: swap(d / "sample/evidence.yaml", ", plain: A fair test", ""),
    "a slide that students no longer get": lambda d: swap(d / "sample/evidence.yaml", "[clinician, student, patient]", "[clinician, patient]"),
    "the language of a section": lambda d: swap(d / "sample/evidence.yaml", "    language: en-GB", "    language: de-DE"),
    "a slide that clinicians no longer get": lambda d: swap(
        d / "sample/evidence.yaml", "[clinician, student, patient]", "[student, patient]"
    ),
    "a title that came twice": lambda d: swap(
        d / "sample/evidence.yaml", "id: words\n        title: The receptor decides", "id: words\n        title: The receptor rules"
    ),
    "who asks": lambda d: swap(d / "sample/evidence.yaml", "{audience: patient, output: handout", "{audience: public, output: handout"),
    "an owner": lambda d: swap(d / "sample/evidence.yaml", "governance: {", "governance: {owner: The clinic, "),
    "help": lambda d: swap(d / "sample/evidence.yaml", "They will not wake up", "They do not wake up"),
    "what is asked at the end": lambda d: swap(d / "sample/evidence.yaml", "teach_back: [What now?]", "teach_back: [And now?]"),
    "a version": lambda d: swap(d / "sample/evidence.yaml", "governance: {", "governance: {version: 9.9.9, "),
    "readers of a section": lambda d: swap(d / "sample/hidden.yaml", "[clinician]", "[student]"),
    "a title that comes twice": lambda d: swap(d / "sample/evidence.yaml", "title: First part", "title: Second part"),
    "a slide that goes": lambda d: cut(d / "sample/evidence.yaml", "      - id: words\n", "  - section: second\n"),
    "a mistake": lambda d: swap(d / "sample/evidence.yaml", "blocks:\n          - define", "bloks:\n          - define"),
    "a slide in another file": lambda d: (
        swap(d / "sample/told.yaml", "  - id: told-one\n    title: One thing\n    plain: One thing\n", "  - title: Left\n    plain: Left\n"),
        swap(d / "sample/hidden.yaml", "  - title: Only here\n", "  - id: told-one\n    title: Only here\n"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_and_its_undoing_are_told_as_a_new_process_tells_them(decks: Path, edit: str) -> None:
    files = {path: path.read_bytes() for path in decks.rglob("*.*") if path.is_file()}
    for job in (JOBS[0], JOBS[2]):
        told(build, job, decks, stays=True)
    EDITS[edit](decks)
    changed = {path for path, data in files.items() if not path.exists() or path.read_bytes() != data}
    job = JOBS[2] if changed == {decks / "sample/evidence.yaml"} else JOBS[0]
    agrees(job, decks, edit)
    for path, data in files.items():
        path.write_bytes(data)
    agrees(job, decks, f"undoing of {edit}", [build])


# How much is done


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Counts what is read, checked and planned: slides, findings, passages, pieces of a flow."""
    counts: Counter[str] = Counter()

    def count(place: Any, name: str, said: Callable[..., str]) -> None:
        work = getattr(place, name)

        def counting(*given: Any, **named: Any) -> Any:
            counts[said(*given)] += 1
            return work(*given, **named)

        monkeypatch.setattr(place, name, counting)

    count(decode, "_values", lambda kind, *_: f"read {kind.__name__}")
    count(load_references, "_check_type", lambda *_: "read Reference")
    count(builder.check, "_in_finding", lambda *_: "checked finding")
    count(builder.check, "_in_passage", lambda *_: "checked passage")
    count(slides._Planner, "arranged", lambda *_: "planned slide")
    count(leaflet.Leaflet, "blocks", lambda *_: "flowed slide")
    count(leaflet.Leaflet, "front", lambda *_: "flowed front")
    count(leaflet.Leaflet, "back", lambda *_: "flowed back")
    return counts


def after(decks: Path, edition: str, old: str, new: str, counted: Counter[str]) -> Counter[str]:
    """Return what is done for an edition after an edit, in a process that stays."""
    job = replace(JOBS[2], editions=(edition,))
    Kept.stays = True
    assert build(job, Disk(decks)).outputs
    counted.clear()
    swap(decks / "sample/evidence.yaml", old, new)
    assert build(job, Disk(decks)).outputs
    return counted


def test_a_word_of_a_lecture_reads_and_plans_one_slide(decks: Path, counted: Counter[str]) -> None:
    done = after(decks, "lecture", "Look back at", "Look first at", counted)
    assert (done["read Slide"], done["read Section"], done["planned slide"]) == (1, 1, 1)
    assert (done["read Finding"], done["read Reference"], done["checked finding"]) == (0, 0, 0)
    assert done["checked passage"] == 8, "those of the slide that was read anew"


def test_a_word_of_a_leaflet_reads_one_slide_and_flows_it_on_each_paper(decks: Path, counted: Counter[str]) -> None:
    done = after(decks, "leaflet", "plain: It helps some.", "plain: It helps few..", counted)
    assert (done["read Slide"], done["read Finding"], done["read Reference"]) == (1, 0, 0)
    assert (done["flowed slide"], done["flowed front"], done["flowed back"]) == (3, 0, 0), "A4, Letter and the web"


def test_a_finding_reads_itself_and_the_slides_that_take_its_numbers(decks: Path, counted: Counter[str]) -> None:
    done = after(decks, "lecture", 'claim: "Of 100 people,', 'claim: "Of 100 adults,', counted)
    assert (done["read Finding"], done["checked finding"], done["read Slide"]) == (1, 1, 1)
    assert done["read Reference"] == 0


def test_a_line_above_moves_all_and_is_told_so(decks: Path) -> None:
    Kept.stays = True
    before = build(JOBS[2], Disk(decks)).diagnostics
    path = decks / "sample/evidence.yaml"
    path.write_text("# here\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    moved = build(JOBS[2], Disk(decks)).diagnostics
    assert [one.at.line for one in moved] == [one.at.line + 1 for one in before]
    assert before


def test_pages_that_are_made_anew_are_let_go_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages of paper are other objects after each edit: whoever kept something of them would keep them all."""
    monkeypatch.setattr(Kept, "stays", True)
    shutil.copytree(ROOT / "decks" / "ketamine", tmp_path / "ketamine")
    job, pages = Job(PurePosixPath("ketamine/deck.yaml"), "decks", ("leaflet",)), list[int]()
    for number in range(4):
        said = "You can say no to ketamine" + "!" * number
        swap(tmp_path / "ketamine" / "deck.yaml", said, f"{said}!")
        assert check(job, Disk(tmp_path)).drafts
        gc.collect()
        pages.append(sum(isinstance(one, Page) and not one.layout for one in gc.get_objects()))
    assert pages[1:] == [pages[1]] * 3
