"""A plan for the web as one HTML page: no script, nothing loaded, the same bytes every time.

Plan -> `tree` of elements in reading order -> `body` of real headings, lists, tables and figures -> `page` around it,
with `style` and `fonts` inside.
"""

from __future__ import annotations

from builder.plan.page import Plan
from builder.write.html.page import page_of

__all__ = ["write_html"]


def write_html(plan: Plan) -> bytes:
    """Return a plan as an HTML page in UTF-8. It is made from what is said, not from where lines broke.

    Raises:
        ValueError: the plan has nothing around its text, or a link leads to nowhere or where it may not.
        KeyError: the plan points to an element that it doesn't have.
    """
    if plan.surround is None:
        raise ValueError("this plan is for slides or paper: nothing says what stands around its text")
    return page_of(plan, plan.surround).encode()
