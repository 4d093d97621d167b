"""Whether findings may be looked at side by side: in what their studies differ."""

from __future__ import annotations

from collections.abc import Sequence

from builder.findings import Finding


def unlike(findings: Sequence[Finding]) -> tuple[str, ...]:
    """Return what differs among findings that stand side by side, in words; nothing for one, or for one study.

    Two outcomes or times of one trial are its own; across studies, a difference in any of these makes a ranking of the
    numbers meaningless (Cochrane Handbook, chapter 10: heterogeneity).
    """
    if len({finding.source.ref for finding in findings}) < 2:
        return ()
    asked = (
        ("populations", [finding.population.text for finding in findings]),
        ("comparators", [finding.comparator or "" for finding in findings]),
        ("outcomes", [finding.outcome.name for finding in findings]),
        ("times", [finding.time.text for finding in findings]),
    )
    return tuple(name for name, values in asked if len({value.casefold() for value in values}) > 1)
