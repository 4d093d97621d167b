"""Which characters an outline may hold: none that XML can't carry, that turn text round, or that hide in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from builder.diagnostics import Span
from builder.load.faults import Faults
from builder.located import Scalar
from builder.regex import regex

_NONCHARACTERS = "".join(chr(plane << 16 | low) for plane in range(17) for low in (0xFFFE, 0xFFFF))

FORBIDDEN = regex(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # controls; tab, line feed and carriage return may stand in a file
    "\u2028\u2029"  # line and paragraph separators: YAML and editors disagree on what they are
    "\u202a-\u202e\u2066-\u206f"  # bidirectional embeddings, overrides, isolates, and deprecated controls
    "\ufeff\ufff9-\ufffb\ufffd"  # byte order mark, interlinear marks, and what stands for a lost character
    f"\ud800-\udfff\ufdd0-\ufdef{_NONCHARACTERS}"
    "\U000e0000-\U000e007f]"  # tag characters spell hidden text
)

INVISIBLE = regex("[\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u2060-\u2065\u3164\uffa0]")

_PRINTABLE = frozenset("\ufffd\u034f\u115f\u1160\u3164\uffa0")
"""Those of both that Python calls printable: it tells of all others in a thousandth of the time."""

_JOINERS = "\u200c\u200d"

_WHY = (
    (range(0xD800, 0xE000), "half of a character"),
    (range(0x202A, 0x2070), "it changes the order in which a reader sees the text"),
    (range(0xE0000, 0xE0080), "it hides text"),
    (range(0xFFFD, 0xFFFE), "it stands for a character that was lost; put the right one back"),
    (range(0xFEFF, 0xFF00), "a byte order mark may only start a file"),
    (range(0x2028, 0x202A), "use an ordinary line break"),
)


def character(char: str) -> str:
    """Return how a message calls a character: code point and name."""
    name = unicodedata.name(char, "")
    return f"U+{ord(char):04X}" + (f" ({name.lower()})" if name else "")


def _why(char: str) -> str | None:
    return next((why for codes, why in _WHY if ord(char) in codes), None)


def position(text: str, index: int) -> tuple[int, int]:
    """Return line and column (from 1) of a character; lines end at LF, CR or both, as in YAML."""
    before = text[:index].replace("\r\n", "\n").replace("\r", "\n")
    return before.count("\n") + 1, index - max(text.rfind("\n", 0, index), text.rfind("\r", 0, index))


def check_file(text: str, file: str, faults: Faults, cap: int) -> None:
    """Note every forbidden and every hidden character of a file, the first `cap` of each with its place."""
    letters = set(text)
    alphabet = "".join(letters)
    if "".join(letters - {"\n", "\t", "\r"}).isprintable() and letters.isdisjoint(_PRINTABLE):
        return
    if not FORBIDDEN.search(alphabet) and not INVISIBLE.search(alphabet):
        return
    for number, match in enumerate(FORBIDDEN.finditer(text)):
        if number >= cap:
            faults.skip(file, len(FORBIDDEN.findall(text, match.start())))
            break
        _forbidden(match[0], Span(file, *position(text, match.start())), faults)
    for number, match in enumerate(_hidden(text)):
        if number >= cap:
            break
        _invisible(match[0], Span(file, *position(text, match.start())), faults)


def check_unescaped(scalar: Scalar, faults: Faults) -> None:
    """Note the first forbidden and hidden character that an escape such as `"\\u202e"` brought into a scalar."""
    if match := FORBIDDEN.search(scalar.text):
        _forbidden(match[0], _escape_place(scalar, match[0]), faults)
    elif "\r" in scalar.text:
        _forbidden("\r", _escape_place(scalar, "\r"), faults)
    hidden = next(_hidden(scalar.text), None)
    if hidden and hidden[0] not in scalar.source:
        _invisible(hidden[0], _escape_place(scalar, hidden[0]), faults)


def _forbidden(char: str, at: Span, faults: Faults) -> None:
    faults.error("YML005", at, f"the character {character(char)} can't stand in an outline", _why(char))


def _invisible(char: str, at: Span, faults: Faults) -> None:
    faults.warn("YML006", at, f"the character {character(char)} can't be seen", "take it out unless it is meant")


def _hidden(text: str) -> Iterator[re.Match[str]]:
    return (m for m in INVISIBLE.finditer(text) if m[0] not in _JOINERS or not _joins(text, m.start()))


def _joins(text: str, index: int) -> bool:
    """Tell whether a joiner stands between two characters of a script (or emoji) that uses joiners."""
    sides = text[max(0, index - 1) : index] + text[index + 1 : index + 2]
    return len(sides) == 2 and all(ord(c) > 0x2FF and unicodedata.category(c)[0] in "LMS" for c in sides)


def _escape_place(scalar: Scalar, char: str) -> Span:
    code = ord(char)
    short = {"\0": "\\0", "\a": "\\a", "\b": "\\b", "\v": "\\v", "\f": "\\f", "\r": "\\r", "\x1b": "\\e", "\x85": "\\N"}
    separators = {"\u2028": "\\L", "\u2029": "\\P"}
    spellings = [f"\\x{code:02x}", f"\\u{code:04x}", f"\\U{code:08x}", short.get(char) or separators.get(char) or "\\x"]
    low = scalar.source.lower()
    for spelling in spellings:
        if (start := low.find(spelling.lower())) >= 0:
            return scalar.find(scalar.source[start : start + len(spelling)])
    return scalar.at
