"""Which units are one claim: those that show one finding, or that say one thing in own and in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from builder.audience import for_audience
from builder.check.evidence import EFFECT, clinical_number
from builder.diagnostics import Span
from builder.frozen import dataclass, field
from builder.model import Deck
from builder.trail.unit import Unit
from builder.trail.units import CLOSING, OPENING, units
from builder.values import Audience


@dataclass(frozen=True, slots=True)
class Key:
    """What makes units one claim: the finding that they show, or the thing that they say in own and in plain words."""

    finding: str | None
    anchor: tuple[Span, str] | None


@dataclass(slots=True)
class Gathered:
    """The units that say one claim, by audience, in the order in which they were met."""

    units: list[tuple[Audience, Unit]] = field(default_factory=list)


def gathered_of(deck: Deck) -> dict[Key, Gathered]:
    """Return the claims of all audiences: also of those without an edition, whose words may be wrong as well."""
    found: dict[Key, Gathered] = {}
    refs = {one.id: frozenset(source.ref for source in one.sources) for one in deck.findings}
    for audience in Audience:
        for unit in units(for_audience(deck, audience)):
            for key in _keys(unit, refs):
                found.setdefault(key, Gathered()).units.append((audience, unit))
    return {key: one for key, one in found.items() if key.finding or _is_claim(one)}


def _keys(unit: Unit, refs: Mapping[str, frozenset[str]]) -> Iterator[Key]:
    """Yield what a unit says: the findings that it shows, and itself where it cites more than these."""
    known = [name for name in dict.fromkeys((*unit.findings, *unit.from_findings)) if name in refs]
    for name in unit.findings:
        if name in refs:
            yield Key(name, None)
    more = {citation.key for citation in unit.citations} - {ref for name in known for ref in refs[name]}
    if more or not known:
        yield Key(None, unit.anchor)


def _is_claim(gathered: Gathered) -> bool:
    return any(unit.citations or hit(unit) for _, unit in gathered.units)


def hit(unit: Unit) -> str | None:
    """Return what makes an uncited unit a claim, as rule EV003 finds it: a number, or words of an effect."""
    if unit.citations or unit.findings or unit.loose:
        return None
    if unit.counts:
        return f"source in words only: {unit.sourced}" if unit.sourced else "numbers in a figure"
    number, effect = clinical_number(unit.text), EFFECT.search(unit.text)
    return f"number `{number}`" if number else f"effect `{effect[0]}`" if effect else None


def in_order(deck: Deck, gathered: Mapping[Key, Gathered]) -> list[tuple[Key, Gathered]]:
    """Return claims in the order of the outline: opening, sections, end; within a section slide by slide."""
    names = [OPENING, *(section.section for section in deck.sections), CLOSING]
    sections = {name: index for index, name in enumerate(names)}
    slides = [slide.at for section in deck.sections for slide in section.slides]
    numbers = {at: index for index, at in enumerate(slides)}

    def order(item: tuple[Key, Gathered]) -> tuple[int, int]:
        unit = item[1].units[0][1]
        return sections[unit.section], numbers.get(unit.slide, -1) if unit.slide else -1

    return sorted(gathered.items(), key=order)
