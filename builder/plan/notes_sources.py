"""The reference list behind the pages of notes: headed, in columns."""

from __future__ import annotations

from collections.abc import Sequence

from builder.citations import Entry
from builder.plan.flow import Flow
from builder.plan.flowables import Columns, Words
from builder.plan.lay import Copy
from builder.plan.page import Item, Role
from builder.plan.reflist import reference_copy
from builder.plan.setting import plain_runs
from builder.plan.sheet import Sheet

GUTTER = 20.0
"""Points between the columns."""


def source_pages(entries: Sequence[Entry], title: str, columns: int, sheet: Sheet) -> list[list[Item]]:
    """Return the pages of a reference list under its title."""
    structure, setting = sheet.structure, sheet.setting
    part = structure.add(Role.SECT)
    head, small = setting.style("question"), setting.style("reference")
    flow = Flow(sheet.frame, setting, structure, sheet.frame.column.y)
    element = structure.add(Role.H2, part)
    group = structure.add(Role.L, part, numbering="Decimal")
    copies = tuple(reference_copy(one.number, one.text, small, setting, structure, group) for one in entries)
    heading = Copy(plain_runs(title, head, setting), head, element=element, keep_next=True)
    flow.run([Words(heading), Columns(copies, columns, GUTTER)])
    return flow.pages
