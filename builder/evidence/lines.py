"""What pictures of findings share: their sources, and what their arms are called."""

from __future__ import annotations

from collections.abc import Sequence

from builder.diagnostics import Span
from builder.evidence.alike import unlike
from builder.findings import Finding
from builder.values import Citation, Cites, RichText, Run


def cites(findings: Sequence[Finding], at: Span) -> Cites:
    """Return the findings' sources as one group of citations, each once."""
    keys = dict.fromkeys(source.ref for finding in findings for source in finding.sources)
    return Cites(tuple(Citation(key, None, at) for key in keys))


def source_line(findings: Sequence[Finding], at: Span, words: str = "") -> RichText:
    """Return the source under a picture: words, and the citations."""
    group = cites(findings, at)
    return RichText((Run(f"{words} "), group) if words else (group,), at)


def series_of(words: Sequence[str]) -> str:
    """Return words as a series: `a, b and c`."""
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)


def warning_of(findings: Sequence[Finding]) -> str:
    """Return the words that stand under unlike findings: in what they differ, and that they are no ranking."""
    differing = unlike(findings)
    return f"Not a ranking: {series_of(differing)} differ." if differing else ""
