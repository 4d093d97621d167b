"""A process that stays with a project writes and proof-reads what a new one does, whatever an author changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

import pytest

from builder.build import Job, build, check
from builder.frozen import replace
from builder.geometry import Rect
from builder.job import Built
from builder.kept import Kept
from builder.markup import Markup
from builder.plan.page import Layout, Plan, Reveal, Role, Shape, Stroke, TextRun
from builder.proof.content import Player
from builder.theme import Color
from builder.world import Memory
from builder.write.pdf import book as books
from builder.write.pdf import write_pdf
from builder.write.pptx import deck as decks
from builder.write.pptx import write_pptx
from builder.write.pptx.known import LAYOUTS, SLIDES
from builder.write.svg import figure_svg

FIGURES = Path(__file__).resolve().parents[1] / "golden" / "figures"
OUTLINE = """\
deck: staying
title: Sedation
plain: "Sleep medicine: what you should know"
language: en-GB
main_message: Ask before you sleep.
key_points: [Do not eat before., "Tell us what you take. [@a]", Take someone with you.]
unknowns: [We do not know who will feel sick.]
actions: [{text: Ask, why: It helps., when: Today.}]
teach_back: [What will you do?]
questions: [Who helps?]
emergency: {red_flags: [they will not wake up]}
objectives: [{id: watch, text: Describe what to watch}]
references:
  - {id: a, type: article-journal, title: Watching people who sleep, issued: {date-parts: [[2020]]}, DOI: 10.1000/a}
glossary:
  Apnoea: {meaning: No breath for ten seconds or more, plain: A time without a breath.}
governance: {version: 1.0.0, last_reviewed: 2026-11-01, review_due: 2027-11-01}
sections:
  - section: one
    title: Watching
    plain: What happens?
    slides:
      - id: breath
        title: Watch the breath first
        plain: What do we watch?
        notes: |
          Ask who has used it.

          Then say what the [link](https://example.org/breath) shows [@a].
        blocks:
          - point: Use capnography in everyone who is asleep [@a]
            plain: We watch each breath. [@a]
          - point: Limits stand in [the table](#numbers)
            plain: Read more at [our page](https://example.org/sleep).
          - callout: {kind: warning, text: Capnography does not show oxygen}
            plain: {kind: warning, title: Take care, text: Do not drive.}
      - id: numbers
        title: Numbers to know
        plain: Which numbers?
        blocks:
          - table:
              title: Limits
              header: [Sign, Low]
              rows: [[Breaths a minute, "8"], [Oxygen, 90%]]
      - title: A ring and a square
        plain: What does it look like?
        blocks:
          - {point: The bar is tall, plain: The bar is tall.}
          - image: {file: figures/ring.png, alt: A ring with a square in its middle}
      - title: Fewer wounds got infected
        plain: What helps?
        blocks:
          - chart: {title: Infected wounds, categories: [Tap water, Saline], values: [3.5, 6.1], unit: "%"}
      - title: What do you do
        plain: What do you do?
        for: [clinician, student]
        blocks:
          - question: {text: The line is flat. What first?, options: [Look, Change the tube], answer: A, rationale: Yes.}
editions:
  lecture: {audience: clinician, output: slides}
  notes: {audience: student, output: notes, per_page: 3}
  guided: {audience: student, output: guided}
  leaflet: {audience: patient, output: handout, paper: [A4, Letter], formats: [pdf, html], locale: en-GB}
"""
FILES = {f"figures/{name}.png": (FIGURES / f"{name}.png").read_bytes() for name in ("ring", "tall")}
MORE = """\
      - title: One slide more
        plain: What else?
        blocks: [{point: It is short, plain: It is short.}]
      - id: numbers
"""
EDITS: dict[str, Callable[[str], str]] = {
    "a word": lambda text: text.replace("Do not eat before", "Do not drink before"),
    "a letter that no page had": lambda text: text.replace("Ask who has used it", "Ask who hasn’t: Ω, Ž, ŵ"),
    "a letter on the first page": lambda text: text.replace("Ask before you sleep", "Ask before you snooze ½"),
    "a comment": lambda text: "# Draft\n" + text,
    "a page": lambda text: text.replace("      - id: numbers\n", MORE),
    "a heading": lambda text: text.replace("Numbers to know", "Figures to know").replace(
        "Which numbers", "Which limits"
    ),
    "where a link leads": lambda text: text.replace("example.org/breath", "example.org/wind"),
    "where a link leads inside": lambda text: text.replace("(#numbers)", "(#breath)"),
    "a language": lambda text: text.replace("language: en-GB", "language: en-US"),
    "a number in a chart": lambda text: text.replace("3.5, 6.1", "3.5, 6.2"),
    "a number in a table": lambda text: text.replace('"8"', '"9"'),
    "alternative text": lambda text: text.replace("A ring with a square", "A ring around a square"),
    "a version": lambda text: text.replace("version: 1.0.0", "version: 1.0.1"),
    "a theme": lambda text: text.replace("language: en-GB", "language: en-GB\ntheme: high-contrast"),
    "an answer": lambda text: text.replace("answer: A", "answer: B"),
    "capitals": lambda text: text.replace("We watch each breath", "WE WATCH EACH BREATH NOW"),
}


def made(text: str, files: dict[str, bytes] | None = None) -> Built:
    return build(Job(PurePosixPath("deck.yaml")), Memory({"deck.yaml": text.encode(), **(files or FILES)}))


@pytest.fixture
def staying(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], Built]]:
    def build_here(text: str, files: dict[str, bytes] | None = None) -> Built:
        with monkeypatch.context() as patch:
            patch.setattr(Kept, "stays", True)
            return made(text, files)

    yield build_here


def told(built: Built) -> tuple[object, object]:
    return {output.path: output.data for output in built.outputs}, built.diagnostics


def test_every_edit_gives_what_a_new_process_gives(staying: Callable[[str], Built]) -> None:
    before = staying(OUTLINE)
    assert len(before.outputs) == 6 and told(before) == told(made(OUTLINE))
    for name, edit in EDITS.items():
        text = edit(OUTLINE)
        assert text != OUTLINE, name
        fresh = made(text)
        assert told(staying(text)) == told(fresh), name
        assert fresh.outputs or name == "capitals", [d.message for d in fresh.diagnostics]
        assert told(staying(OUTLINE)) == told(before), f"back from {name}"


def test_edits_on_edits_give_what_a_new_process_gives(staying: Callable[[str], Built]) -> None:
    text = OUTLINE
    for name, edit in EDITS.items():
        if name != "capitals":
            text = edit(text)
            assert told(staying(text)) == told(made(text)), name


def test_another_picture_under_the_same_name_is_written(staying: Callable[..., Built]) -> None:
    before = staying(OUTLINE)
    other = {**FILES, "figures/ring.png": FILES["figures/tall.png"]}
    after = staying(OUTLINE, other)
    assert told(after) == told(made(OUTLINE, other)) != told(before)
    assert told(staying(OUTLINE)) == told(before)


def test_layouts_are_the_same_whether_they_were_written_before_or_not() -> None:
    first = told(made(OUTLINE))
    LAYOUTS.clear()
    assert told(made(OUTLINE)) == first


# What is done again


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    counts = {"pages drawn": 0, "pages played": 0, "slides written": 0}
    play, write, draw = Player.play, decks.keep, books.draw_page

    def playing(self: Player, content: bytes) -> None:
        counts["pages played"] += 1
        play(self, content)

    def writing(*given: object) -> object:
        counts["slides written"] += 1
        return write(*given)  # type: ignore[arg-type]

    def drawing(*given: object) -> None:
        counts["pages drawn"] += 1
        draw(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(books, "draw_page", drawing)
    monkeypatch.setattr(Player, "play", playing)
    monkeypatch.setattr(decks, "keep", writing)
    return counts


def pages_of(built: Built, suffix: str) -> int:
    return sum(output.pages for output in built.outputs if output.path.endswith(suffix))


def test_a_word_writes_one_slide_and_plays_the_pages_that_show_it(
    staying: Callable[[str], Built], counted: dict[str, int]
) -> None:
    text = OUTLINE.replace("deck: staying", "deck: counting")
    SLIDES.clear()
    before = staying(text)
    pages = pages_of(before, ".pdf")
    assert counted == {"pages drawn": pages, "pages played": pages, "slides written": pages_of(before, ".pptx")}
    counted.update(dict.fromkeys(counted, 0))
    staying(text)
    assert not any(counted.values())
    after = staying(text.replace("Limits stand in", "Limits stand stand in"))
    assert counted["slides written"] == 1
    assert (
        counted["pages played"] == 2
    )  # notes and guided notes of that slide: no letter is new, and the leaflet has none of it
    assert told(after) != told(before)


def test_a_comment_writes_and_plays_nothing(staying: Callable[[str], Built], counted: dict[str, int]) -> None:
    text = OUTLINE.replace("deck: staying", "deck: commented")
    before = staying(text)
    counted.update(dict.fromkeys(counted, 0))
    after = staying(f"# A word to whoever reads this\n\n{text}")
    assert not any(counted.values())
    assert told(after)[0] == told(before)[0]


def test_nothing_is_kept_where_nobody_stays(counted: dict[str, int]) -> None:
    made(OUTLINE)
    once = dict(counted)
    made(OUTLINE)
    assert counted == {name: 2 * count for name, count in once.items()}


def test_a_fault_is_told_again_and_again_and_gone_when_it_is_mended(staying: Callable[[str], Built]) -> None:
    wrong = EDITS["capitals"](OUTLINE)
    said = [d for d in staying(wrong).diagnostics if d.rule == "PRINT001"]
    assert len(said) == 2  # on both papers
    moved = [d for d in staying("# Moved\n" + wrong).diagnostics if d.rule == "PRINT001"]
    assert [(d.message, d.at.line) for d in moved] == [(d.message, d.at.line + 1) for d in said]
    assert not [d for d in staying(OUTLINE).diagnostics if d.rule == "PRINT001"]
    assert [d for d in staying(wrong).diagnostics if d.rule == "PRINT001"] == said


def test_checks_and_builds_say_the_same(staying: Callable[[str], Built]) -> None:
    built = staying(OUTLINE)
    checked = check(Job(PurePosixPath("deck.yaml")), Memory({"deck.yaml": OUTLINE.encode(), **FILES}))
    assert checked.diagnostics == built.diagnostics


def _moved(layout: Layout) -> Layout:
    places = (replace(place, box=replace(place.box, x=place.box.x + 9)) for place in layout.placeholders)
    return replace(layout, placeholders=tuple(places))


def _said(plan: Plan) -> tuple[tuple[TextRun, ...], ...]:
    return next(page.notes for page in plan.pages if page.notes)


CHANGED: dict[str, Callable[[Plan], Plan]] = {
    "the language": lambda plan: replace(plan, properties=replace(plan.properties, language="de-DE")),
    "the day": lambda plan: replace(plan, properties=replace(plan.properties, created="2026-02-03")),
    "the scheme": lambda plan: replace(plan, scheme=tuple((slot, Color("123456")) for slot, _ in plan.scheme)),
    "the ground": lambda plan: replace(plan, dark=not plan.dark),
    "the layouts": lambda plan: replace(plan, layouts=tuple(map(_moved, plan.layouts))),
    "the clicks": lambda plan: replace(plan, pages=(replace(plan.pages[0], reveal=(Reveal((0,)),)), *plan.pages[1:])),
    "the notes": lambda plan: replace(plan, pages=(*plan.pages[:-1], replace(plan.pages[-1], notes=_said(plan)))),
    "the order": lambda plan: replace(plan, pages=plan.pages[::-1]),
    "what a page is called": lambda plan: replace(
        plan, pages=tuple(replace(page, anchor="numbers" if page is plan.pages[2] else None) for page in plan.pages)
    ),
}


def _element(plan: Plan, role: Role) -> int:
    """The last element of a role that says something on the last page."""
    return next(one.id for one in reversed(plan.elements) if one.role == role)


def _elements(plan: Plan, kind: Role, **changes: object) -> Plan:
    number = _element(plan, kind)
    changed = replace(plan.elements[number], **changes)  # type: ignore[arg-type]
    return replace(plan, elements=(*plan.elements[:number], changed, *plan.elements[number + 1 :]))


PRINTED: dict[str, Callable[[Plan], Plan]] = {
    "the language": lambda plan: replace(plan, properties=replace(plan.properties, language="de-DE")),
    "the title": lambda plan: replace(plan, properties=replace(plan.properties, title="Something else")),
    "an element's language": lambda plan: _elements(plan, Role.P, lang="fr-FR"),
    "a parent's language": lambda plan: _elements(plan, Role.L, lang="fr-FR"),
    "an element's role": lambda plan: _elements(plan, Role.P, role=Role.H4),
    "the bookmarks": lambda plan: replace(plan, bookmarks=plan.bookmarks[1:]),
    "the paper": lambda plan: replace(plan, size=replace(plan.size, height=plan.size.height + 10)),
    "the order": lambda plan: replace(plan, pages=plan.pages[::-1]),
    "a page less": lambda plan: replace(plan, pages=plan.pages[1:], bookmarks=()),
    "a page more": lambda plan: replace(plan, pages=(*plan.pages, plan.pages[0])),
    "a page twice": lambda plan: replace(plan, pages=(plan.pages[0], *plan.pages)),
}


@pytest.mark.parametrize("change", PRINTED.values(), ids=PRINTED)
def test_a_page_depends_on_all_that_its_document_says(
    monkeypatch: pytest.MonkeyPatch, change: Callable[[Plan], Plan]
) -> None:
    drafts = check(Job(PurePosixPath("deck.yaml")), Memory({"deck.yaml": OUTLINE.encode(), **FILES})).drafts
    plan = next(draft.plan for draft in drafts if draft.path.endswith("leaflet-A4.pdf"))

    def written() -> list[bytes]:
        return [write_pdf(one) for one in (plan, change(plan), plan)]

    fresh = written()
    assert fresh[0] == fresh[2] != fresh[1]
    monkeypatch.setattr(Kept, "stays", True)
    assert written() == written() == fresh


@pytest.mark.parametrize("change", CHANGED.values(), ids=CHANGED)
def test_a_slide_depends_on_all_that_its_deck_says(
    monkeypatch: pytest.MonkeyPatch, change: Callable[[Plan], Plan]
) -> None:
    drafts = check(Job(PurePosixPath("deck.yaml")), Memory({"deck.yaml": OUTLINE.encode(), **FILES})).drafts
    plan = next(draft.plan for draft in drafts if draft.kind == "pptx")
    other = change(plan)

    def written() -> list[object]:
        found: list[object] = []
        for one in (plan, other, plan):
            try:
                found.append(write_pptx(one))
            except ValueError as refusal:
                found.append(str(refusal))
        return found

    fresh = written()
    assert fresh[0] == fresh[2] != fresh[1]
    LAYOUTS.clear()
    monkeypatch.setattr(Kept, "stays", True)
    assert written() == written() == fresh


def test_a_figure_of_a_web_page_is_painted_again_only_if_it_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Kept, "stays", True)
    box, ink = Rect(0.0, 0.0, 90.0, 20.0), Color("112233")

    def painted(x: float) -> Markup:
        return figure_svg(
            [Shape(box, "rect", "Bar", fill=ink), Stroke(x, 1.0, 9.0, 9.0, ink, 1.0, "Rule")], box, "A bar"
        )

    first = painted(1.0)
    assert painted(1.0) is first
    changed = painted(2.0)
    assert changed is not first and changed.html != first.html
    assert painted(1.0).html == first.html
