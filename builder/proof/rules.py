"""The rules about written PDFs, and the function that runs them."""

from __future__ import annotations

from collections.abc import Iterator

from builder.diagnostics import Diagnostic, Span
from builder.proof.access import accessible_file
from builder.proof.contrast import enough_contrast
from builder.proof.locate import place_of
from builder.proof.pages import sound_pages
from builder.proof.printed import Printed
from builder.proof.rule import Fault, ProofRule, Wanted
from builder.proof.typography import height_said, readable_type

PROOF_RULES: tuple[ProofRule, ...] = (accessible_file, enough_contrast, readable_type, sound_pages)

MANUALS: tuple[str, ...] = tuple(rule.__doc__ or "" for rule in PROOF_RULES)
"""Their manual pages, each starting with the rule's code."""

MOST = 8
"""Findings of one rule in one file that are told one by one; the rest is counted."""


def proofread(data: bytes, wanted: Wanted, path: str, otherwise: Span) -> Iterator[Diagnostic]:
    """Yield what is wrong with a PDF that was written for an edition.

    `path` is the output's, for messages; `otherwise` is the edition's place, for what has no place of its own.
    """
    from builder.proof.read import read  # noqa: PLC0415  # loads a PDF library

    printed = read(data)
    for rule in PROOF_RULES:
        code = (rule.__doc__ or "").partition(":")[0]
        found = list(dict.fromkeys(rule(printed, wanted)))
        for fault in found[:MOST]:
            yield _diagnostic(fault, code, data, printed, wanted, path, otherwise)
        if len(found) > MOST:
            gravest = max((fault.severity for fault in found[MOST:]), key=lambda one: one.value == "error")
            message = f"{path}: {len(found) - MOST} more of this kind"
            yield Diagnostic(otherwise, code, message, gravest)


def _diagnostic(
    fault: Fault, code: str, data: bytes, printed: Printed, wanted: Wanted, path: str, otherwise: Span
) -> Diagnostic:
    at = None if fault.page is None else place_of(wanted.plan, fault.page, fault.x, fault.y)
    message = fault.message
    if "{x}" in message:
        message = message.replace("{x}", _height(fault, data, printed))
    return Diagnostic(at or otherwise, code, f"{path}, {message}", fault.severity, help=fault.help)


def _height(fault: Fault, data: bytes, printed: Printed) -> str:
    shown = printed.sheets[fault.page].shown if fault.page is not None else ()
    mine = next((one for one in shown if one.x == fault.x and one.y == fault.y), None)
    return height_said(data, mine) if mine else ""
