"""The rules about written PDFs, and the function that runs them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from builder.diagnostics import Diagnostic, Span
from builder.frozen import dataclass
from builder.kept import Kept
from builder.proof.access import accessible_file, unsaid_characters
from builder.proof.contrast import contrasts, enough_contrast
from builder.proof.locate import place_of
from builder.proof.pages import sound_page, sound_pages
from builder.proof.printed import Printed, Sheet
from builder.proof.rule import Asked, Fault, Noted, ProofRule, Wanted
from builder.proof.strings import Strings
from builder.proof.typography import height_said, readable_page, readable_type

if TYPE_CHECKING:
    from builder.proof.read import Source

PROOF_RULES: tuple[ProofRule, ...] = (
    ProofRule(accessible_file, unsaid_characters),
    ProofRule(enough_contrast, contrasts),
    ProofRule(readable_type, readable_page),
    ProofRule(sound_pages, sound_page),
)

MANUALS: tuple[str, ...] = tuple(rule.manual for rule in PROOF_RULES)
"""Their manual pages, each starting with the rule's code."""

MOST = 8
"""Findings of one rule in one file that are told one by one; the rest is counted."""


def proofread(data: bytes, wanted: Wanted, path: str, otherwise: Span) -> Iterator[Diagnostic]:
    """Yield what is wrong with a PDF that was written for an edition.

    `path` is the output's, for messages; `otherwise` is the edition's place, for what has no place of its own.
    """
    printed, pages = _looked(data, wanted)
    for place, rule in enumerate(PROOF_RULES):
        code = rule.manual.partition(":")[0]
        found = list(dict.fromkeys(rule.judge(printed, wanted, [page[place] for page in pages])))
        for fault in found[:MOST]:
            yield _diagnostic(fault, code, data, wanted, path, otherwise)
        if len(found) > MOST:
            gravest = max((fault.severity for fault in found[MOST:]), key=lambda one: one.value == "error")
            message = f"{path}: {len(found) - MOST} more of this kind"
            yield Diagnostic(otherwise, code, message, gravest)


@dataclass(frozen=True, slots=True)
class _Seen:
    """A page that the rules have looked at: without its drawing, its strings, what was asked of it, what each rule
    found.
    """

    sheet: Sheet
    strings: Strings
    asked: Asked
    found: tuple[Noted, ...]


_KNOWN: Kept[tuple[object, ...], _Seen] = Kept(24_000_000, session=True)
"""Pages by all that they are drawn from, and their number: in a file that was made anew, most are as they were."""


def _looked(data: bytes, wanted: Wanted) -> tuple[Printed, list[tuple[Noted, ...]]]:
    """Return a PDF as read, without drawings, and what each rule found on its pages, one after the other."""
    from builder.proof.read import Reader  # noqa: PLC0415  # loads a PDF library

    reader, sheets, strings, found = Reader(data), list[Sheet](), list[Strings](), list[tuple[Noted, ...]]()
    for number in range(reader.total):
        over = reader.over(number)
        links = tuple(one.box for one in over.annotations if one.kind == "Link")
        seen = _seen(reader.source(number), wanted.page(number, reader.total, links))
        sheets.append(over.on(seen.sheet))
        strings.append(seen.strings)
        found.append(seen.found)
    return reader.document(tuple(sheets), strings), found


def _seen(source: Source, asked: Asked) -> _Seen:
    """Return a page that the rules have looked at, now or before."""
    from builder.proof.read import played  # noqa: PLC0415

    key = (source.digest, source.size, source.fonts, source.faint, asked.number)
    known = _KNOWN.get(key)
    if known and known.asked == asked:
        return known
    sheet = played(source)
    found = tuple(rule.look(sheet, asked) for rule in PROOF_RULES)
    new = _Seen(sheet.slim, Strings(asked.number, sheet.shown), asked, found)
    return _KNOWN.put(key, new, 1000 + 500 * len(sheet.shown))


def _diagnostic(fault: Fault, code: str, data: bytes, wanted: Wanted, path: str, otherwise: Span) -> Diagnostic:
    at = None if fault.page is None else place_of(wanted.plan, fault.page, fault.x, fault.y)
    message = fault.message
    if "{x}" in message:
        message = message.replace("{x}", _height(fault, data))
    return Diagnostic(at or otherwise, code, f"{path}, {message}", fault.severity, help=fault.help)


def _height(fault: Fault, data: bytes) -> str:
    """Return how high the letters at a fault are, in words. Drawings aren't kept, so its page is read once more."""
    from builder.proof.read import Reader, played  # noqa: PLC0415

    if fault.page is None:
        return ""
    reader = Reader(data)
    shown = played(reader.source(fault.page)).shown
    mine = next((one for one in shown if one.x == fault.x and one.y == fault.y), None)
    return height_said(data, mine, reader.program(mine.font)) if mine else ""
