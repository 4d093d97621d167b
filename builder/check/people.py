"""EV014: the people of a record's arms make up its people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from builder.check.arithmetic import explained
from builder.check.rule import Record
from builder.diagnostics import Diagnostic, Severity
from builder.findings import Finding
from builder.regex import regex

KEPT = Decimal("0.8")
"""The share of `n` that the arms hold at least, unless somebody says who the others are."""


SAME_PEOPLE = regex(r"cross-?\s?over|within-(?:subject|person)|paired|before.and.after|matched", re.IGNORECASE)
SOME_ARMS = regex(r"dose-ranging|multi-arm|(?:three|four|five|six)-(?:arm|group)|factorial|pooled", re.IGNORECASE)
EARLIER = regex(r"\b(?:before|baseline|own)\b", re.IGNORECASE)


def parts_of_people(record: Record) -> Iterator[Diagnostic]:
    """EV014: the arms' people don't make up the finding's n.

    What: an arm with more people than the finding's `n`; arms of different people (there is a comparator, and the
    design is no cross-over) that add up to more than `n`: errors, warnings with `discrepancy`. And, as a note only,
    arms that leave out more than a fifth of `n` where neither `note` nor `discrepancy` says who the others are.

    Why: the wrong n makes a wrong percentage, and people who are missing from an analysis are seldom like the others.

    Example:

        n: 73
        arms: [{label: ketamine, n: 47, percent: 64}, {label: midazolam, n: 62, percent: 28}]      # EV014

    What to do: mend the numbers; where people are left out, write in `note` who they are.

    Source: CONSORT 2010, items 13 and 16; the "5 and 20" rule for losses (Sackett et al., 1997).
    """
    finding = record.finding
    for arm in finding.arms:
        if finding.n and arm.n and arm.n > finding.n:
            message = f"the arm `{arm.label}` has {arm.n:,} people, and the finding {finding.n:,}"
            yield explained(finding, arm.at, "EV014", message, "mend one of them")
            return
    sizes = [arm.n for arm in finding.arms if arm.n]
    if not finding.n or len(sizes) < len(finding.arms) or len(sizes) < 2 or not _apart(finding):
        return
    if sum(sizes) > finding.n:
        message = f"the arms add up to {sum(sizes):,} people, and the finding has {finding.n:,}"
        yield explained(finding, finding.arms[0].at, "EV014", message, "mend one of them")
    elif sum(sizes) < KEPT * finding.n and not (
        finding.note or finding.discrepancy or SOME_ARMS.search(finding.design)
    ):
        message = f"the arms hold {sum(sizes):,} of {finding.n:,} people"
        yield Diagnostic(finding.arms[0].at, "EV014", message, Severity.INFO, "say in `note` who the others are")


def _apart(finding: Finding) -> bool:
    """Tell whether the arms are different people."""
    comparator = finding.comparator
    return bool(comparator) and not SAME_PEOPLE.search(finding.design) and not EARLIER.search(comparator or "")
