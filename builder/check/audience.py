"""AUD: words that no reader will ever see."""

from __future__ import annotations

from collections.abc import Iterator

from builder.audience import named, shown
from builder.check.rule import Place
from builder.diagnostics import Diagnostic, Severity, Span
from builder.model import Define
from builder.values import Audience, RichText

LAY = tuple(audience for audience in Audience if audience.lay)


def unread_plain_words(place: Place) -> Iterator[Diagnostic]:
    """AUD001: plain words that no patient will read.

    What: a block with `plain` whose own `for`, or that of its slide or section, leaves out patients and the public. A
    warning.

    Why: somebody wrote words for patients that no leaflet prints; either `for` or `plain` is a mistake.

    Example:

        - point: Screen for aneurysmal disease
          plain: Tell us about your blood vessels         # AUD001
          for: [clinician]

    What to do: take out `plain`, or let patients in: `for: [clinician, patient]`, or no `for` at all.

    Source: design of the tool (who reads what).
    """
    block = place.block
    if isinstance(block, Define) or block.plain is None:
        return
    if not any(_reaches(place, audience) for audience in LAY):
        message = "no patient or member of the public will read these plain words"
        at = _at(block.plain, block.at)
        yield Diagnostic(at, "AUD001", message, Severity.WARNING, "take out `plain`, or let patients in with `for`")


def unread_block(place: Place) -> Iterator[Diagnostic]:
    """AUD002: a block that nobody will ever read.

    What: a block that no audience gets: its `for` and that of its slide or section have nobody in common, or only
    patients may come and it has no words for them. A warning.

    Why: it looks as if it were said.

    Example: a slide `for: [patient]` with a block that has neither `plain` nor `for: [patient]`.

    What to do: let the block's own `for` name its readers, or add `plain`.

    Source: design of the tool (who reads what).
    """
    block = place.block
    has_plain = isinstance(block, Define) or block.plain is not None
    for audience in Audience:
        if _reaches(place, audience) and (not audience.lay or has_plain or named(block.audiences, audience)):
            return
    help_text = "patients read `plain`, or a block whose own `for` names them"
    yield Diagnostic(block.at, "AUD002", "nobody will read this block", Severity.WARNING, help_text)


def _reaches(place: Place, audience: Audience) -> bool:
    doors = (place.audiences, place.slide.audiences, place.block.audiences)
    return all(shown(audiences, audience) for audiences in doors)


def _at(plain: object, otherwise: Span) -> Span:
    first = plain[0] if isinstance(plain, tuple) and plain else plain
    return first.at if isinstance(first, RichText) else getattr(first, "at", otherwise)
