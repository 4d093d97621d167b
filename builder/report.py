"""Diagnostics for people and for programs: text with excerpts, JSON, SARIF."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from builder import __version__
from builder.diagnostics import Diagnostic, Excerpts, Severity, render

Json: TypeAlias = "str | int | float | Sequence[Json] | Mapping[str, Json] | None"

SARIF_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def as_text(diagnostics: Iterable[Diagnostic], texts: Mapping[str, str] | Excerpts) -> str:
    """Return the diagnostics as people read them, a blank line between two."""
    return "\n\n".join(render(diagnostic, texts) for diagnostic in diagnostics)


def summary(diagnostics: Iterable[Diagnostic]) -> str:
    """Return the counts in words: "2 errors, 1 warning, 3 notes"."""
    count = Counter(diagnostic.severity for diagnostic in diagnostics)
    names = ((Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.INFO, "note"))
    parts = [f"{count[level]} {word}{'' if count[level] == 1 else 's'}" for level, word in names if count[level]]
    return ", ".join(parts) or "nothing to mend"


def as_json(diagnostics: Sequence[Diagnostic], fit: Json = ()) -> str:
    """Return one JSON object: the diagnostics, their counts, and how full boxes are. Lines and columns count from 1."""
    listed = [
        {
            "rule": diagnostic.rule,
            "severity": str(diagnostic.severity),
            "file": diagnostic.at.file,
            "line": diagnostic.at.line,
            "column": diagnostic.at.column,
            "width": diagnostic.at.width,
            "message": diagnostic.message,
            "help": diagnostic.help,
        }
        for diagnostic in diagnostics
    ]
    counts = Counter(diagnostic.severity for diagnostic in diagnostics)
    return _dumped(
        {
            "diagnostics": listed,
            "errors": counts[Severity.ERROR],
            "warnings": counts[Severity.WARNING],
            "notes": counts[Severity.INFO],
            "fit": fit,
        }
    )


def as_sarif(diagnostics: Sequence[Diagnostic], manual: Mapping[str, str]) -> str:
    """Return the diagnostics as a SARIF 2.1.0 log (OASIS), with the manual pages of the rules that they name."""
    codes = sorted({diagnostic.rule for diagnostic in diagnostics})
    rules: list[Json] = [
        {
            "id": code,
            "shortDescription": {"text": manual.get(code, code).partition("\n")[0]},
            "help": {"text": manual.get(code, code)},
        }
        for code in codes
    ]
    results: list[Json] = [_result(diagnostic, codes.index(diagnostic.rule)) for diagnostic in diagnostics]
    driver: Json = {"name": "teachback", "version": __version__, "rules": rules}
    return _dumped(
        {
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
        }
    )


def _result(diagnostic: Diagnostic, index: int) -> Json:
    at = diagnostic.at
    message = diagnostic.message + (f" ({diagnostic.help})" if diagnostic.help else "")
    region = {"startLine": at.line, "startColumn": at.column, "endColumn": at.column + at.width}
    return {
        "ruleId": diagnostic.rule,
        "ruleIndex": index,
        "level": SARIF_LEVEL[diagnostic.severity],
        "message": {"text": message},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": at.file}, "region": region}}],
    }


def _dumped(value: Json) -> str:
    """Return JSON in ASCII, so that nothing in an outline can steer a terminal."""
    return json.dumps(value, indent=1, ensure_ascii=True)
