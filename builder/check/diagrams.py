"""Rules about diagrams: each arrow is a claim."""

from __future__ import annotations

from collections.abc import Iterator

from builder.check.rule import Place
from builder.diagnostics import Diagnostic, Severity
from builder.model import Diagram


def uncited_arrow(place: Place) -> Iterator[Diagnostic]:
    """EV005: an arrow of a diagram says what it rests on and cites nothing.

    What: an arrow with `evidence` or `certainty`, or with words of its own, and without a citation. A warning. Arrows
    that say neither, as in a patient's chain of steps, are not checked.

    Why: "seen in animals, moderate" is a judgement of somebody's paper. Readers who doubt the arrow must find it.

    Example: `ketamine -| nmda (animal, moderate)`; better `ketamine -| nmda (animal, moderate) [@homayoun2007]`

    What to do: cite the source behind the arrow, or under `text`; or leave out what can't be cited.

    Source: DISCERN, question 4; figures of pathways in review journals carry their references arrow by arrow.
    """
    if not isinstance(place.block, Diagram):
        return
    for content in (place.block.diagram, place.block.plain):
        for edge in content.edges if content else ():
            says = edge.evidence or edge.certainty or (edge.text and edge.text.text.strip())
            if says and not (edge.text and edge.text.citations):
                message = f"the arrow `{edge.edge}` says what it rests on and cites nothing"
                yield Diagnostic(edge.at, "EV005", message, Severity.WARNING, "add its source, such as [@key]")
