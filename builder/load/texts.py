"""Texts without markup: as typed, with the numbers that they take from findings."""

from __future__ import annotations

from builder.load import scalars
from builder.load.faults import Bad
from builder.load.findings import with_numbers
from builder.load.scope import Scope
from builder.located import Node, Scalar
from builder.values import Form


def text(node: Node, form: Form, scope: Scope) -> str | Bad:
    """Return a text; names and ids take no numbers."""
    value = scalars.text(node, form, scope)
    named = form.pattern or form.refers or form.defines
    if isinstance(value, Bad) or named or "{" not in value or not isinstance(node, Scalar):
        return value
    return with_numbers(node, value, scope)
