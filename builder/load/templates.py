"""An institution's template, as an outline names it: found, read and checked, or a located error."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.frozen import replace
from builder.load.faults import BAD, Bad, shorten
from builder.load.limits import Limits
from builder.load.paths import named_path, read
from builder.load.scope import Scope
from builder.located import Scalar
from builder.theming import ThemeChoice

if TYPE_CHECKING:
    from builder.template import Template


def load_template(choice: ThemeChoice, name: Scalar, scope: Scope) -> ThemeChoice | Bad:
    """Return the choice with its template; note at the file's name why it can't be used."""
    path = named_path(name, scope)
    data = read(path, name, scope.limits.template_bytes, scope) if path else None
    if data is None:
        return BAD
    found = template_or_reason(data, shorten(name.text), scope.limits)
    if isinstance(found, tuple):
        message, hint = found
        return scope.faults.error("TPL001", name.at, message, hint)
    return replace(choice, brand=found, at=name.at)


def template_or_reason(data: bytes, name: str, limits: Limits) -> Template | tuple[str, str | None]:
    """Return the template of a file's bytes, or why it can't be used and what to do."""
    from builder.load.pptx.read import template_from  # noqa: PLC0415 - only decks with a template pay for it
    from builder.load.pptx.refused import Refused  # noqa: PLC0415 - as above

    try:
        return template_from(data, name, limits)
    except Refused as refusal:
        return f"the template `{name}` can't be used: {refusal}", refusal.hint
