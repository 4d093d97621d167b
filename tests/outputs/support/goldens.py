"""The golden outlines: where they lie, what they plan, and how a plan differs from its golden text."""

from __future__ import annotations

import difflib
import os
from functools import cache
from pathlib import Path, PurePosixPath

from builder.drafts import Draft
from builder.plan.dump import dump
from builder.plan.page import Plan
from builder.world import Disk

from .builds import ROOT, drafts

GOLDEN = ROOT / "tests" / "golden"
RENEW = "TEACHBACK_RENEW"
"""Set this variable to write the golden texts again."""

OUTLINES = tuple(sorted(path.stem for path in GOLDEN.glob("*.yaml")))


@cache
def planned(name: str) -> tuple[Draft, ...]:
    """The plans of an outline's editions."""
    return tuple(drafts(PurePosixPath(f"{name}.yaml"), Disk(GOLDEN)))


def golden_of(draft: Draft) -> Path:
    """The file that holds the plan's text: `points-lecture.txt` for `points/points-lecture.pptx`."""
    return GOLDEN / f"{PurePosixPath(draft.path).stem}.txt"


def renewing() -> bool:
    return bool(os.environ.get(RENEW))


def difference(plan: Plan, golden: Path) -> str:
    """How a plan differs from its golden text, as a unified diff; empty if it doesn't."""
    before = golden.read_text(encoding="utf-8") if golden.exists() else ""
    lines = difflib.unified_diff(
        before.splitlines(), dump(plan).splitlines(), f"tests/golden/{golden.name}", "the plan now", lineterm="", n=2
    )
    return "\n".join(lines)
