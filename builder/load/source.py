"""Bytes of a file -> its text: size, strict UTF-8, no forbidden characters; each fault at its line and column."""

from __future__ import annotations

from builder.diagnostics import Span
from builder.load.characters import FORBIDDEN, check_file, position
from builder.load.faults import Faults
from builder.load.limits import Limits
from builder.regex import regex

_MARKS = ((b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"), (b"\x00\x00\xfe\xff", "UTF-32"))
_KINDS = (
    (b"PK\x03\x04", "a zip archive"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"%PDF", "a PDF"),
)
_PAIR = regex(r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")


def decode(data: bytes, file: str, faults: Faults, limits: Limits) -> tuple[str | None, str]:
    """Return the text to parse, or None when there is none, and the text to show in messages.

    A forbidden character is noted and stands as `?` in the text to parse, so that further faults are found.
    """
    data = data.removeprefix(b"\xef\xbb\xbf")
    if problem := _not_text(data):
        faults.error("YML001", Span(file), f"this is not a text file in UTF-8: {problem}", "save it as UTF-8")
        return None, ""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        shown = data.decode("utf-8", "replace")
        at = Span(file, *position(shown, len(data[: error.start].decode("utf-8"))))
        faults.error("YML001", at, f"the byte 0x{data[error.start]:02x} is not UTF-8", "save the file as UTF-8")
        return None, shown
    before = faults.errors
    check_file(text, file, faults, limits.faults)
    return (text if faults.errors == before else FORBIDDEN.sub("?", text)), text


def _not_text(data: bytes) -> str | None:
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    if encoding or (data[:4].count(0) in (2, 3) and len(data) >= 4):
        return f"it looks like {encoding or 'UTF-16 or UTF-32'}"
    return next((f"it looks like {kind}" for mark, kind in _KINDS if data.startswith(mark)), None)


def join_surrogates(text: str) -> str:
    r"""Return JSON text with escaped surrogate pairs (`\ud83d\ude00`) as the characters that they mean.

    JSON writes characters above U+FFFF so, YAML has no such pairs.
    """
    return _PAIR.sub(lambda m: chr(0x10000 + ((int(m[1], 16) - 0xD800) << 10) + int(m[2], 16) - 0xDC00), text)


def looks_like_json(text: str) -> bool:
    """Tell whether a text starts as JSON does: a bracket, then a quote or another bracket."""
    start = text[:200].split(None, 2)
    glued = "".join(start)
    return glued[:1] in ("{", "[") and glued[1:2] in ('"', "{", "[", "}", "]")
