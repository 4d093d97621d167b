"""EDU: slides that teach as their author meant them to."""

from __future__ import annotations

from collections.abc import Iterator

from builder.check.rule import Outline
from builder.diagnostics import Diagnostic, Severity


def reveal_of_nothing(outline: Outline) -> Iterator[Diagnostic]:
    """EDU001: a slide's `reveal` has nothing to reveal.

    What: `reveal: true` on a slide that holds no block for the readers of any deck of slides, a warning; or in an
    outline whose editions make no slides at all, which is only said (info).

    Why: the lecturer would click and see nothing happen.

    Example: a slide with `reveal: true` whose only block is `for: patient`.

    What to do: take `reveal` out, or give the slide points. Handouts ignore it and always show everything.

    Source: design of the tool.
    """
    asked = [slide for section in outline.deck.sections for slide in section.slides if slide.reveal]
    decks = [reading.deck for reading in outline.readings if reading.edition.output == "slides"]
    full = {slide.at for deck in decks for section in deck.sections for slide in section.slides if slide.blocks}
    for slide in asked:
        if not decks:
            message = "`reveal` has no effect: no edition makes slides"
            yield Diagnostic(slide.at, "EDU001", message, Severity.INFO, "handouts show everything at once")
        elif slide.at not in full:
            message = "`reveal` has nothing to reveal: this slide shows a title only"
            yield Diagnostic(slide.at, "EDU001", message, Severity.WARNING, "take it out, or give the slide points")
