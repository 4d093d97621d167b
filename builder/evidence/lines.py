"""What pictures of findings share: their sources, and what their arms are called."""

from __future__ import annotations

from collections.abc import Sequence

from builder.diagnostics import Span
from builder.evidence.sentences import capital
from builder.findings import Arm, Finding
from builder.values import Citation, Cites, RichText, Run


def cites(findings: Sequence[Finding], at: Span) -> Cites:
    """Return the findings' sources as one group of citations, each once."""
    keys = dict.fromkeys(finding.source.ref for finding in findings)
    return Cites(tuple(Citation(key, None, at) for key in keys))


def source_line(findings: Sequence[Finding], at: Span, words: str = "") -> RichText:
    """Return the source under a picture: words, and the citations."""
    group = cites(findings, at)
    return RichText((Run(f"{words} "), group) if words else (group,), at)


def arm_label(arm: Arm, *, lay: bool) -> str:
    """Return what an arm is called on an axis."""
    return capital((arm.plain if lay else None) or arm.label)
