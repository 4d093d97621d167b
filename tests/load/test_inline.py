"""Inline markup: what is markup, what is itself, and where citations stand in the file."""

from __future__ import annotations

import time

import pytest

from builder.diagnostics import Span
from builder.load.inline import rich_text
from builder.load.limits import Limits
from builder.load.markup import tokens
from builder.load.scope import Scope
from builder.located import Scalar
from builder.model import Define, Point, Text
from builder.values import PARAGRAPH_BREAK, Form, RichText, Run
from builder.world import Memory

from .outlines import first_block, good, outline, runs

MARKUP = {
    "a **bold** word": [("a ", ""), ("bold", "b"), (" word", "")],
    "*all italic*": [("all italic", "i")],
    "***both***": [("both", "bi")],
    "**bold *and italic* too**": [("bold ", "b"), ("and italic", "bi"), (" too", "b")],
    "H~2~O": [("H", ""), ("2", "~"), ("O", "")],
    "10^9^/L": [("10", ""), ("9", "^"), ("/L", "")],
    "Ca^2+^ and **m^2^**": [("Ca", ""), ("2+", "^"), (" and ", ""), ("m", "b"), ("2", "b^")],
    "see [the *site*](https://example.org/a_(b)?c=d#e).": [
        ("see ", ""),
        ("the ", "https://example.org/a_(b)?c=d#e"),
        ("site", "ihttps://example.org/a_(b)?c=d#e"),
        (".", ""),
    ],
    "[mail](mailto:a@example.org)": [("mail", "mailto:a@example.org")],
    "the [mot *juste*]{lang=fr} here": [("the ", ""), ("mot ", "fr"), ("juste", "ifr"), (" here", "")],
    "It works [@a].": [("It works ", ""), ("a", "@"), (".", "")],
    "It works [@a, p. 4; @b:c/d-e.f, table 2]": [("It works ", ""), ("a p. 4", "@"), ("b:c/d-e.f table 2", "@")],
    "**bold [@a]**": [("bold ", "b"), ("a", "@")],
    "\\*not italic\\* \\[@a\\] \\~ \\^": [("*not italic* [@a] ~ ^", "")],
}


def parsed(text: str) -> RichText:
    scope = Scope(Memory({}), "", Limits(word=20_000))
    found = rich_text(Scalar(text, Span("f", 1, 5, len(text)), text), Form(limit="notes"), scope)
    assert isinstance(found, RichText), scope.faults.found
    return found


@pytest.mark.parametrize("text, wanted", MARKUP.items(), ids=MARKUP.keys())
def test_markup_becomes_typed_runs(text: str, wanted: list[tuple[str, str]]) -> None:
    assert runs(parsed(text)) == wanted


LITERAL = [
    "Give if SBP <baseline and HR >60",
    "Stop if K+ <LLN or creatinine >2x ULN",
    "A&E department, R&D unit &amp; &lt5 &copy; &#0;",
    "mail <jane@example.org> now",
    "a <!-- not hidden --> b <![CDATA[ kept ]]> ]]> c",
    "5 * 3 * 2 and 2*3*4 and 5*3",
    "snake_case_word and _this_ and __that__",
    "~5 or ~6, about ~ 7 ~, a~ b~",
    "2^ and ^2 and 10^ 9 ^",
    "[see note] and [x] todo ** and [] and [a] (b) and [a](b c)",
    "C:\\temp\\new \\\\server\\share \\ trailing \\",
    "\\input{/etc/passwd} \\write18{id} $\\frac{1}{",
    "{{ 7*7 }}{% for %} {0.__class__} %s %(x)s $HOME `id` $(id)",
    "#hashtag @mention !bang --- *** ___ | a | b |",
    "=cmd|'/c calc'!A1 +1+1 @SUM(1)",
    "<b>bold</b> <img src='x'/> <a href='javascript:x'>x</a>",
    "tab  and   spaces   stay",
    "https://example.org and www.example.org",
    "1. not a list, - not a list, > not a quote, # not a heading",
    "[a]{.class} [b]{#id} {lang=fr}",
    "**unbalanced *and __more [a](b `c",
    "[x](java script:alert(1))",
    "literal _x0041_ and _x000B_ text",
    "=" * 500,
]


@pytest.mark.parametrize("text", LITERAL)
def test_everything_else_is_itself(text: str) -> None:
    found = parsed(text)
    assert found.text == text
    assert all(isinstance(run, Run) and run == Run(run.text) for run in found.inlines)


def test_line_breaks_and_tabs_are_spaces() -> None:
    block = first_block('- text: |\n    one\n    two\n- text: "a\\tb"')
    assert isinstance(block, Text)
    assert block.text.text == "one two"
    other = good(outline('- text: "a\\tb"')).sections[0].slides[0].blocks[0]
    assert isinstance(other, Text)
    assert other.text.text == "a b"


def test_notes_keep_their_paragraphs() -> None:
    slide = "notes: |\n  One **line**\n  and more.\n\n  Two [@a].\n\n\n  Three\n"
    notes = good(outline(slide=slide)).sections[0].slides[0].notes
    assert notes is not None
    assert [runs(part) for part in notes.paragraphs] == [
        [("One ", ""), ("line", "b"), (" and more.", "")],
        [("Two ", ""), ("a", "@"), (".", "")],
        [("Three", "")],
    ]
    assert notes.inlines.count(PARAGRAPH_BREAK) == 2
    assert notes.text == "One line and more.\n\nTwo .\n\nThree"


PLACES = {
    "plain": ("- It works [@abc]", 10, 23),
    "quoted": ('- "It works [@abc]"', 10, 24),
    "with an escape before": ('- "It \\u00b5 works [@abc]"', 10, 31),
    "with doubled quotes": ("- 'It''s [@abc]'", 10, 21),
    "on a second line": ("- It works\n  and so on [@abc]", 11, 24),
    "in a block": ("- text: |\n    It works\n    here [@abc]", 12, 21),
    "second of two": ("- It works [@ab; @abc]", 10, 28),
    "after a name that starts alike": ("- It works [@abcd] [@abc]", 10, 31),
}


@pytest.mark.parametrize("blocks, line, column", PLACES.values(), ids=PLACES.keys())
def test_a_citation_knows_its_place_in_the_file(blocks: str, line: int, column: int) -> None:
    text = outline(blocks)
    block = good(text).sections[0].slides[0].blocks[0]
    assert isinstance(block, Point | Text)
    words = block.point if isinstance(block, Point) else block.text
    at = words.citations[-1].at
    assert words.citations[-1].key == "abc"
    assert text.split("\n")[at.line - 1][at.column - 1 : at.column - 1 + at.width] == "@abc"
    assert (at.line, at.column) == (line, column)


def test_links_to_slides_need_the_slide() -> None:
    assert good(outline("- see [here](#first)", slide="id: first"))


STORMS = [
    "[" * 9000, "]" * 9000, "*" * 5000 + "x" + "*" * 5000, "[@" * 9000, "[x](" * 4000, "x^" * 9000, "x~" * 9000,
    "*a " * 6000, "[[]]{lang=fr}" * 1000, "[" * 1500 + "a" + "](https://a.b)" * 1400, "\\[" * 9000, "[a]" * 6000,
    "**" * 9000, "_" * 18000, "(" * 18000, "[a](" + "(" * 15000, "&" * 18000, "<" * 18000, "![a](b)" * 2000,
]  # fmt: skip


@pytest.mark.parametrize("text", STORMS, ids=[storm[:6] for storm in STORMS])
def test_storms_of_marks_take_no_time_and_raise_nothing(text: str) -> None:
    start = time.process_time()
    rich_text(Scalar(text, Span("f"), text), Form(limit="notes"), Scope(Memory({}), "", Limits(word=20_000)))
    assert time.process_time() - start < 1


def test_texts_with_citations_alone_read_the_same_with_and_without_the_parser() -> None:
    text = "One [@a, p. 4] two [@b; @c] three"
    slow, problems = tokens(text)
    assert not problems
    assert [token.content for token in slow] == ["One ", "@a, p. 4", " two ", "@b; @c", " three"]
    plain, marked = runs(parsed(text)), runs(parsed(f"{text} **x**"))
    assert marked == [*plain[:-1], (" three ", ""), ("x", "b")]


def test_terms_stand_as_written() -> None:
    block = first_block("- define: [NMDA receptor]", extra="glossary: {NMDA receptor: {plain: A switch}}")
    assert isinstance(block, Define)
    assert block.define == ("NMDA receptor",)
