"""What a template has no place for: told of a slide that can't be made, and of all that can't, up front."""

from __future__ import annotations

from collections.abc import Iterator

from builder.diagnostics import Diagnostic, Severity, Span
from builder.plan.needs import NEEDS, SlotError, lacking
from builder.plan.template.dress import Dress
from builder.values import RichText

GUIDE = "docs/templates.md says how a template's layouts are found"
PLACES = {"body": "one", "body-2": "two side by side", "body-3": "three side by side"}
"""How many placeholders for words a layout has by the last of them that it needs, in words."""


def no_place(fault: SlotError, title: RichText, dress: Dress) -> Diagnostic:
    """Return the error for content that finds no place on any layout of the template, where they were written."""
    tried = dict.fromkeys(dress.served[layout].layout.name for layout in fault.layouts)
    most = min((NEEDS.get(layout, ("body",)) for layout in fault.layouts), key=len)
    message = (
        f"no layout of the template `{dress.template.file}` has a place for what the slide `{title.text}` holds "
        f"({fault.what}); looked at {listed([*tried])}"
    )
    hint = f"add a layout with a title and a content placeholder ({PLACES[most[-1]]}); {can_have(dress)}"
    return Diagnostic(fault.at or title.at, "TPL007", message, help=hint)


def can_have(dress: Dress) -> str:
    """Return what a template's layouts can hold, in words."""
    can = [role for role in NEEDS if role not in unserved(dress)]
    return f"this template can have: {listed(can)}" if can else "this template has places for figures alone"


def unserved(dress: Dress) -> tuple[str, ...]:
    """Return the roles whose words find no place in the template."""
    slots = {role: frozenset(served.slots) for role, served in dress.served.items()}
    return tuple(role for role, needs in NEEDS.items() if role in slots and lacking(role, needs, slots))


def warnings(dress: Dress, at: Span) -> Iterator[Diagnostic]:
    """Yield what a template can't serve: an outline that asks for it will be an error, or stand on another layout."""
    roles = unserved(dress)
    if "points" in roles:
        message = f"no layout of the template has a placeholder for words; slides of {listed([*roles])} can't be made"
        hint = f"add a layout with a title and a large content placeholder (`Title and Content`); {GUIDE}"
        yield Diagnostic(at, "TPL007", message, Severity.WARNING, hint)
    elif roles:
        message = f"no layout of the template has as many placeholders for words as {listed([*roles])} need"
        hint = "comparisons stand as headed lists then, and columns under one another"
        yield Diagnostic(at, "TPL007", message, Severity.INFO, hint)


def listed(names: list[str]) -> str:
    """Return names as code, the first six of them."""
    shown = ", ".join(f"`{name}`" for name in names[:6])
    return shown if len(names) <= 6 else f"{shown} and {len(names) - 6} more"
