"""Bytes and characters: what a file may hold, and where a fault is said to stand."""

from __future__ import annotations

import pytest

from builder.load import characters
from builder.model import Point

from .outlines import first_block, good, outline, read, said


def at(text: str | bytes) -> list[str]:
    return [f"{d.at.line}:{d.at.column} {d.rule}" for d in read(text).diagnostics]


def test_byte_order_mark_and_line_ends_are_taken_as_they_come() -> None:
    text = outline("- A\n- B")
    wanted = good(text)
    assert good(b"\xef\xbb\xbf" + text.encode()) == wanted
    assert good(text.rstrip("\n")) == wanted
    assert (
        good(text.replace("\n", "\r\n")).sections[0].slides[0].blocks[1].at == wanted.sections[0].slides[0].blocks[1].at
    )
    assert good(text.replace("\n", "\r")).title == wanted.title


def test_lines_are_counted_alike_for_every_line_end() -> None:
    for end in ("\n", "\r\n", "\r"):
        assert at(outline("- A\n- pont: B").replace("\n", end)) == ["11:13 YML010"]
        assert at((outline() + "# \x0b here\n").replace("\n", end)) == ["13:3 YML005"]


RAW = {
    "latin-1": b"zz: caf\xe9\n",
    "latin-1 in a comment": b"# caf\xe9\n",
    "cut short": b"zz: \xe2\x82",
    "overlong": b"zz: \xc0\xaf\n",
    "surrogate": b"zz: \xed\xa0\x80\n",
}


@pytest.mark.parametrize("tail", RAW.values(), ids=RAW.keys())
def test_a_byte_that_is_not_utf8_is_named_at_its_line(tail: bytes) -> None:
    loaded = read(outline().encode() + tail)
    assert loaded.deck is None
    assert said(loaded)[0].startswith("deck.yaml:13 YML001 the byte 0x")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_other_encodings_are_named(encoding: str) -> None:
    assert (
        "UTF-16" in said(read(outline().encode(encoding)))[0] or "UTF-32" in said(read(outline().encode(encoding)))[0]
    )


def test_pictures_and_archives_are_named() -> None:
    assert "PNG" in said(read(b"\x89PNG\r\n\x1a\n" + bytes(30)))[0]
    assert "zip" in said(read(b"PK\x03\x04" + bytes(range(200))))[0]


FORBIDDEN = [
    "\x00", "\x07", "\x08", "\x0b", "\x0c", "\x1b", "\x1f", "\x7f", "\x80", "\x85", "\u2028", "\u2029", "\u202a",
    "\u202e", "\u2066", "\u2069", "\u206a", "\ufeff", "\ufff9", "\ufffd", "\ufdd0", "\ufffe", "\uffff", "\U0001ffff",
    "\U000e0041", "\U000e007f",
]  # fmt: skip


@pytest.mark.parametrize("char", FORBIDDEN, ids=[f"U+{ord(char):04X}" for char in FORBIDDEN])
def test_forbidden_characters_are_refused_typed_and_escaped(char: str) -> None:
    assert at(outline(f"- before {char} after"))[0] == "10:20 YML005"
    assert at(outline() + f"# {char}\n")[0] == "13:3 YML005"
    code = ord(char)
    for escape in (
        f"\\U{code:08x}",
        f"\\u{code:04X}" if code < 0x10000 else "",
        f"\\x{code:02x}" if code < 256 else "",
    ):
        if escape:
            loaded = read(outline(f'- "before {escape} after"'))
            assert loaded.deck is None
            assert (loaded.diagnostics[0].at.line, loaded.diagnostics[0].at.column) == (10, 21)
            assert loaded.diagnostics[0].rule == "YML005"


def test_an_escaped_carriage_return_is_refused() -> None:
    assert at(outline('- "a\\rb"')) == ["10:15 YML005"]


def test_all_forbidden_characters_of_a_file_are_said_with_its_other_faults() -> None:
    rules = [line.split(" ")[1] for line in said(read(outline("- a\x0bb\n- c\u202ed\n- pont: e")))]
    assert rules == ["YML005", "YML005", "YML010"]


def test_a_flood_of_forbidden_characters_is_summed_up() -> None:
    loaded = read(outline() + "# " + "\x0b" * 1000)
    assert len(loaded.diagnostics) == 20
    assert "980 more" in (loaded.diagnostics[-1].help or "")


HIDDEN = ["ket\u200bamine", "ket\u00adamine", "a\u2060b", "a\u200eb", "ke\u200dta", "a\u200c b"]


@pytest.mark.parametrize("text", HIDDEN)
def test_characters_that_cannot_be_seen_are_warned_about_and_kept(text: str) -> None:
    loaded = read(outline(f"- {text}"))
    assert [d.rule for d in loaded.diagnostics] == ["YML006"]
    assert loaded.deck is not None
    block = loaded.deck.sections[0].slides[0].blocks[0]
    assert isinstance(block, Point)
    assert block.point.text == text


JOINED = [
    "\U0001f469\u200d\u2695\ufe0f team",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467 family",
    "\u0915\u094d\u200d\u0937",
    "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
]


@pytest.mark.parametrize("text", JOINED)
def test_joiners_between_letters_and_emoji_are_in_order(text: str) -> None:
    loaded = read(outline(f'- "{text}"'))
    assert not loaded.diagnostics
    assert loaded.deck


@pytest.mark.parametrize(
    "text",
    ["\u2265 5 \u00b5g/kg \u00b7 min\u207b\u00b9", "5\u202fmg\u00a0IV", "\u6c2f\u80fa\u916e", "e\u0301", "\ue000"],
)
def test_other_characters_pass_as_typed(text: str) -> None:
    block = first_block(f"- {text}")
    assert isinstance(block, Point)
    assert block.point.text == text


def test_no_character_that_must_be_told_passes_the_quick_look() -> None:
    known = characters.FORBIDDEN, characters.INVISIBLE
    told = [char for char in map(chr, range(0x110000)) if any(one.search(char) for one in known)]
    assert len(told) > 2000
    assert [char for char in told if char.isprintable() and char not in characters._PRINTABLE] == []
