"""The ruler's laws: wrapping loses nothing, no line is too wide, greedy lines are as full as they can be."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder import text as ruler
from builder.load.themes import load_theme
from builder.plan.page import TextRun
from builder.theme import Face

THEME = load_theme("clinic")
BODY = THEME.slides.styles["body"]


def run(words: str, size: float = 20.0, *, bold: bool = False, face: Face | None = None) -> TextRun:
    chosen = face or BODY.typeface.face(bold=bold, italic=False)
    return TextRun(words, chosen, size, BODY.color, "en-GB", size)


WORDS = st.text(alphabet="abcdefghijklmnopqrstuvwxyzABCWiM0123456789 .,;:-–—()%≥µé’", max_size=200)
RUNS = st.lists(st.tuples(WORDS, st.booleans(), st.sampled_from([12.0, 13.3, 20.0])), min_size=1, max_size=5)


@given(RUNS, st.floats(250, 900))
@settings(max_examples=300, deadline=None)
def test_wrapping_loses_no_word_and_no_line_is_wider_than_its_box(parts, width):
    runs = [run(words, size, bold=bold) for words, bold, size in parts]
    try:
        lines = ruler.break_lines(runs, width)
    except ruler.TooWideError as fault:
        assert fault.needed > width
        return
    said = "".join(piece.run.text for line in lines for piece in line.pieces)
    assert "".join(said.split()) == "".join("".join(r.text for r in runs).split())
    for line in lines:
        assert line.width <= width + ruler.TOLERANCE
        assert line.width == pytest.approx(sum(piece.width for piece in line.pieces))
        assert line.pieces == () or line.pieces[0].x == 0.0


@given(WORDS, st.floats(250, 600))
@settings(max_examples=150, deadline=None)
def test_a_line_ends_only_where_the_next_word_does_not_fit(words, width):
    try:
        lines = ruler.break_lines([run(words)], width)
    except ruler.TooWideError:
        return
    for line, following in pairwise(lines):
        first = next(iter(ruler.split_words([piece.run for piece in following.pieces])))
        assert line.width + first.width > width - 20 * 0.3  # less than a word and its space was left over


def test_width_is_the_sum_of_the_advances():
    face = BODY.typeface.regular
    assert ruler.width("AV", face, 10.0) == pytest.approx(ruler.width("A", face, 10.0) + ruler.width("V", face, 10.0))
    assert ruler.width("ab", face, 10.0, tracking=1.0) == pytest.approx(ruler.width("ab", face, 10.0) + 2.0)


def test_words_break_after_hyphens_before_letters_only():
    assert [word.text for word in ruler.split_words([run("drug-free 35–55 −4 half-")])] == [
        "drug-",
        "free",
        "35–55",
        "−4",
        "half-",
    ]


def words_of(text: str, **options: bool) -> list[str]:
    return [word.text for word in ruler.split_words([run(text)], **options)]


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2007", "\u2009", "\u2060", "\u3000"])
def test_no_space_but_the_plain_one_parts_words(space):
    assert words_of(f"0.5{space}mg twice") == [f"0.5{space}mg", "twice"]


@pytest.mark.parametrize(
    "held",
    [
        "Really ?",
        "so :",
        "and /",
        "[note ]",
        "wait .5",
        "( see",
        "¿ qué",
        "« oui",
        "oui »",
        "“mood” (low",
        "here — — there",
    ],
)
def test_a_space_beside_marks_parts_no_words(held):
    """UAX #14, rules 13 to 17: LibreOffice breaks at none of these spaces."""
    parted = {"here — — there": ["here", "— —", "there"]}
    assert words_of(held) == parted.get(held, [held])
    assert words_of(f"one {held} two")[:1] == ["one"]


def test_marks_hold_words_of_several_runs_together():
    runs = [run("and "), run("/", bold=True), run(" or")]
    assert [word.text for word in ruler.split_words(runs)] == ["and /", "or"]


@pytest.mark.parametrize("whole", ["-pril", "(-pril", "+-x", "risk-benefit/cost", "5\u00a0-fold", "https://a-b.org/c"])
def test_dashes_that_renderers_may_not_see_end_no_line(whole):
    """A line ends after a dash between a word and a letter; office programs miss one that a slash follows."""
    assert words_of(f"one {whole} two") == ["one", whole, "two"]


def link(words: str, size: float = 20.0) -> TextRun:
    return replace(run(words, size), href="https://example.org/")


def lines_of(runs: list[TextRun], width: float, *, fields: bool) -> list[str]:
    return ["".join(piece.run.text for piece in line.pieces) for line in ruler.break_lines(runs, width, fields=fields)]


def test_office_programs_move_a_link_to_the_next_line_whole():
    runs = [run("Read what "), link("the regulator says"), run(" about driving")]
    assert lines_of(runs, 200, fields=False) == ["Read what the regulator", "says about driving"]
    assert lines_of(runs, 200, fields=True) == ["Read what", "the regulator says about", "driving"]


def test_a_link_longer_than_a_line_has_lines_of_its_own():
    runs = [run("Read ("), link("what the regulator says of it"), run(") now")]
    assert lines_of(runs, 130, fields=True) == ["Read (", "what the", "regulator says", "of it", ") now"]


def test_no_break_spaces_hold_words_together():
    assert words_of("0.5\u00a0mg twice") == ["0.5\u00a0mg", "twice"]


def test_a_word_may_be_made_of_several_runs():
    words = list(ruler.split_words([run("mood"), run("12", 8.0), run(" lifts")]))
    assert [word.text for word in words] == ["mood12", "lifts"]


def test_a_word_wider_than_its_line_is_an_error():
    with pytest.raises(ruler.TooWideError) as caught:
        ruler.break_lines([run("electroencephalographically")], 60.0)
    assert caught.value.word == "electroencephalographically"


def test_characters_are_covered_by_the_first_face_that_has_them():
    faces = (BODY.typeface.regular, *THEME.fallbacks)
    parts = ruler.by_coverage("x → 𝑥 ✓", faces)
    assert "".join(text for text, _ in parts) == "x → 𝑥 ✓"
    assert all(face is not None for _, face in parts)
    assert ruler.by_coverage("日", faces) == [("日", None)]


def test_no_word_is_put_together_from_letters_of_two_fonts():
    """Gelasio has some Greek letters: a word of both would be a patchwork."""
    title = THEME.slides.styles["title"].typeface.bold
    faces = (title, *THEME.fallbacks)
    assert ruler.by_coverage("Ε", faces) == [("Ε", title)]
    assert [text for text, _ in ruler.by_coverage("a Ελληνικά, β-blocker", faces)] == [
        "a ",
        "Ελληνικά",
        ", ",
        "β",
        "-blocker",
    ]
    assert [text for text, _ in ruler.by_coverage("x\u0304 = 3", (BODY.typeface.regular, *THEME.fallbacks))] == [
        "x\u0304",
        " = 3",
    ]


def test_bold_text_in_a_fallback_font_is_measured_bold():
    regular = THEME.fallbacks[0]
    assert ruler.bolder(regular).key == "NotoSans-Bold"
    assert ruler.width("ψυχή", ruler.bolder(regular), 20.0) > ruler.width("ψυχή", regular, 20.0)
    assert ruler.bolder(THEME.fallbacks[1]).key == THEME.fallbacks[1].key  # no bold one is shipped
