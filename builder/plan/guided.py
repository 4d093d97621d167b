"""Guided notes."""
from builder.plan.footer import Handout
from builder.plan.slides import Planned
def plan_guided(source: Handout) -> Planned:
    raise NotImplementedError
