"""From an outline to outputs: pure, the same each time, numbered as they are read, digests bound to content."""

from __future__ import annotations

import pickle
import re
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from pathlib import Path, PurePosixPath

import pytest
from conftest import MINIMAL

from builder import model as m
from builder.audience import for_audience, for_output
from builder.build import Built, Job, build, check, weighed
from builder.diagnostics import Diagnostic, Severity, Span
from builder.digest import Content, canonical, digest
from builder.drafts import draft_plans
from builder.load.deck import load
from builder.load.locales import load_locale
from builder.load.themes import chosen_theme, load_theme
from builder.plan.page import Cell, Chart, Group, Item, Page, Plan, Table, TextBox, TextRun, TextShape
from builder.values import Audience, words
from builder.world import Disk, Memory

DECKS = Path(__file__).parents[2] / "decks"
DECK = PurePosixPath("deck.yaml")


def made(text: str = MINIMAL, **job: object) -> Built:
    return build(Job(DECK, **job), Memory({"deck.yaml": text.encode()}))


def test_a_job_needs_no_disk_and_travels() -> None:
    job = pickle.loads(pickle.dumps(Job(DECK, editions=("lecture",), strict=True)))
    first = build(job, Memory({"deck.yaml": MINIMAL.encode()}))
    assert [output.path for output in first.outputs] == ["sample/sample-lecture.pptx"]
    assert pickle.loads(pickle.dumps(first)) == first
    assert build(job, Memory({"deck.yaml": MINIMAL.encode()})) == first


def test_check_says_the_same_and_writes_nothing() -> None:
    text = MINIMAL.replace("A point", "About 45% respond")
    world = Memory({"deck.yaml": text.encode()})
    built, checked = build(Job(DECK), world), check(Job(DECK), world)
    assert built.diagnostics == checked.diagnostics != ()
    assert checked.outputs == ()
    assert built.outputs


def test_sources_are_the_files_that_were_read() -> None:
    files = {
        "deck.yaml": MINIMAL.replace("sections:\n", "sections: [one.yaml]\nunused:\n"),
        "one.yaml": "x",
        "two.yaml": "y",
    }
    built = build(Job(DECK), Memory({name: text.encode() for name, text in files.items()}))
    assert [source.path for source in built.files] == ["deck.yaml", "one.yaml"]


def test_every_output_is_a_draft_and_says_so() -> None:
    built = made()
    assert [output.status for output in built.outputs] == ["draft"]


# Digests


EDITION = m.Edition(name="e", audience=Audience.CLINICIAN, output="slides")
AT = Span("deck.yaml", 3)


def content(**changes: object) -> Content:
    point = m.Point(point=words("Claim", AT), at=AT)
    slide = m.Slide(title=words("Slide", AT), blocks=(point,))
    deck = m.Deck(
        deck="d",
        title=words("Deck", AT),
        language="en-GB",
        sections=(m.Section(section="s", title=words("Part", AT), slides=(slide,)),),
        editions=(EDITION,),
    )
    return Content(replace(deck, **changes), EDITION, load_locale("en-GB"), load_theme("clinic"))


def test_a_digest_is_bound_to_every_word() -> None:
    base = digest(content())
    assert re.fullmatch(r"[0-9a-f]{64}", base)
    assert digest(content(title=words("Deck!", AT))) != base
    assert digest(content(governance=m.Governance(version="1.0.1"))) != base
    assert digest(replace(content(), locale=load_locale("en-US"))) != base
    assert digest(replace(content(), locale=None)) != base
    theme = load_theme("clinic")
    assert digest(replace(content(), theme=replace(theme, name="other"))) != base
    assert digest(replace(content(), edition=replace(EDITION, type="large"))) != base


def test_a_digest_does_not_move_with_places_papers_and_approvals() -> None:
    base = digest(content())
    assert digest(content(title=words("Deck", Span("other.yaml", 99, 7)))) == base
    assert digest(replace(content(), edition=replace(EDITION, papers=("Letter",)))) == base
    elsewhere = {
        f.name: Span("other.yaml", 99, 7) for f in fields(EDITION) if isinstance(getattr(EDITION, f.name), Span)
    }
    assert digest(replace(content(), edition=replace(EDITION, **elsewhere))) == base, "every place of an edition"
    approval = m.Approval(role="pharmacist", name="A", date=date(2026, 1, 1), digest=base)
    assert digest(content(governance=m.Governance(approvals=(approval,)))) == base


def test_a_digest_sees_the_pictures_bytes() -> None:
    def picture(data: bytes) -> object:
        return canonical(m.Picture(data=data, mime="image/png", width=1, height=1))

    assert picture(b"one") != picture(b"two")


def test_what_patients_read_does_not_move_with_what_clinicians_read() -> None:
    def seal(own: str) -> str:
        point = m.Point(point=words(own, AT), plain=words("Plain", AT))
        slide = m.Slide(title=words(own, AT), blocks=(point,), notes=words(own, AT))
        sections = (m.Section(section="s", title=words(own, AT), slides=(slide,)),)
        deck = replace(content().deck, plain=words("Plain", AT), sections=sections)
        return digest(replace(content(), deck=for_audience(deck, Audience.PATIENT)))

    assert seal("one") == seal("two")


def test_a_value_that_no_content_holds_is_refused() -> None:
    with pytest.raises(TypeError, match="set is no content"):
        canonical({1})


# Diagnostics of several editions


def test_of_one_fault_the_gravest_severity_stays() -> None:
    def fault(severity: Severity) -> Diagnostic:
        return Diagnostic(AT, "EV003", "no citation", severity)

    both = [fault(Severity.WARNING), fault(Severity.ERROR), fault(Severity.INFO)]
    assert weighed(both, strict=False) == (fault(Severity.ERROR),)
    assert weighed([fault(Severity.INFO), fault(Severity.WARNING)], strict=False) == (fault(Severity.WARNING),)
    assert weighed([fault(Severity.WARNING)], strict=True) == (fault(Severity.ERROR),)
    assert weighed([fault(Severity.INFO)], strict=True) == (fault(Severity.INFO),)


# Citations as they are read


def plans() -> Iterator[tuple[str, Plan]]:
    deck = load(PurePosixPath("ketamine/deck.yaml"), Disk(DECKS)).deck
    assert deck
    for edition in deck.editions:
        resolved = for_audience(for_output(deck, edition.output), edition.audience)
        locale, theme = load_locale(edition.locale or "en-GB"), chosen_theme(deck.theme)
        _, drafts = draft_plans(resolved, edition, locale, theme, "0" * 64, asked=False)
        yield from ((draft.path, draft.plan) for draft in drafts)


def runs(item: Item | Cell) -> Iterator[TextRun]:
    match item:
        case TextBox() | TextShape() | Cell():
            for paragraph in item.paragraphs:
                yield from paragraph.runs
        case Table():
            for row in item.rows:
                for cell in row.cells:
                    yield from runs(cell)
        case Group():
            for inner in item.items:
                yield from runs(inner)
        case Chart():
            for mark in item.marks:
                yield from runs(mark)
        case _:
            return


def cited(page: Page) -> Iterator[int]:
    for run in [run for item in page.items for run in runs(item)] + [run for note in page.notes for run in note]:
        if run.reference:
            for first, last in re.findall(r"(\d+)(?:-(\d+))?", re.sub(r"\([^)]*\)", "", run.text)):
                yield from range(int(first), int(last or first) + 1)


def test_numbers_are_given_in_the_order_in_which_readers_meet_them() -> None:
    seen = []
    for path, plan in plans():
        order = list(dict.fromkeys(number for page in plan.pages for number in cited(page)))
        assert order == sorted(order), path
        assert order == list(range(1, len(order) + 1)), path
        seen.append(len(order))
    assert max(seen) > 50
    assert len(seen) == 9
