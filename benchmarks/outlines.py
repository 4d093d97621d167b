"""Decks to measure: points, charts, diagrams, tables, callouts, notes, references, a leaflet; of any size."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from itertools import pairwise
from pathlib import Path

from benchmarks.words import FAMILY, JOURNALS, WHAT, WHO, Words
from benchmarks.yaml_text import Tree, as_yaml

SECTION = 16
"""Content slides in a section."""
ENTRIES = 14
"""About as many references as a slide of references takes."""
NOTES = 80
"""Words of speaker notes on every content slide."""
FIXED = 3
"""Cover, disclosures, objectives."""

REFERENCE = "[@source]"
"""A citation of the only reference in a deck of shapes."""

Block = Mapping[str, Tree]


def write_deck(folder: Path, slides: int, seed: int) -> Path:
    """Write the outline of a deck of about `slides` slides and a leaflet; return its deck file.

    One source for each content slide is cited there first. Decks of different seeds say different things.
    """
    words = Words(seed)
    count = round((slides - FIXED) / (1 + 1 / SECTION + 1 / ENTRIES))
    folder.mkdir(parents=True)
    names = []
    for number, first in enumerate(range(0, count, SECTION), 1):
        section = _section(number, range(first, min(first + SECTION, count)), words)
        names.append(f"section-{number}.yaml")
        (folder / names[-1]).write_text(as_yaml(section), encoding="utf-8")
    references = [_reference(index, words) for index in range(count)]
    (folder / "references.json").write_text(json.dumps(references, ensure_ascii=False, indent=1), encoding="utf-8")
    deck = folder / "deck.yaml"
    deck.write_text(as_yaml(_deck(f"deck-{slides}-{seed}", names, words)), encoding="utf-8")
    return deck


def _deck(name: str, sections: list[str], words: Words) -> Mapping[str, Tree]:
    return {
        "deck": name,
        "title": "Ketamine in practice",
        "subtitle": words.claim(),
        "plain": "Ketamine: what it may do for you",
        "language": "en-GB",
        "main_message": "Ketamine helps some people, but it can also do harm.",
        "purpose": "This leaflet is for people who think about treatment with ketamine.",
        "key_points": [f"{words.plain()}." for _ in range(4)],
        "unknowns": [f"{words.plain()}." for _ in range(3)],
        "actions": [{"text": "Plan your trip home", "why": f"{words.plain()}.", "when": "Before each treatment."}],
        "questions": ["Could ketamine help me?", "What else could I try?", "Whom can I call?"],
        "teach_back": ["What will you do about driving?", "Which signs would make you call?"],
        "emergency": {
            "red_flags": ["someone will not wake up", "someone has a fit"],
            "first_aid": ["Lay them on their side.", "Stay with them."],
            "see_doctor": ["it hurts to pee"],
            "crisis": "If you think about killing yourself, ask for help now.",
        },
        "disclosures": ["Relationships with companies: none declared", "This deck was generated to be measured"],
        "objectives": [{"id": f"goal-{number}", "text": f"Explain why {words.pick(WHAT)} matters"} for number in "123"],
        "sections": sections,
        "references": "references.json",
        "editions": {
            "lecture": {"audience": "clinician", "output": "slides"},
            "leaflet": {"audience": "patient", "output": "handout", "locale": "en-GB"},
        },
        "governance": {
            "owner": "Benchmark",
            "version": "1.0.0",
            "last_reviewed": "2026-11-01",
            "review_due": "2027-11-01",
        },
    }


def _section(number: int, indices: range, words: Words) -> Mapping[str, Tree]:
    return {
        "section": f"part-{number}",
        "title": f"Part {number}, {words.pick(WHAT)}",
        "plain": f"What should I know about {words.pick(WHAT)}?",
        "slides": [_slide(index, words) for index in indices],
    }


def _slide(index: int, words: Words) -> Mapping[str, Tree]:
    make = KINDS[index % len(KINDS)]
    blocks = make(f"[@source-{index}]", index, words)
    slide: dict[str, Tree] = {"id": f"slide-{index}", "title": words.assertion(), "blocks": blocks}
    if index % 3 == 0:
        slide["plain"] = f"{words.plain()}?"
    slide["notes"] = words.talk(NOTES)
    return slide


def _points(cite: str, index: int, words: Words) -> list[Tree]:
    return [_point(cite, index, number, words) for number in range(4)]


def _point(cite: str, index: int, number: int, words: Words) -> Block:
    markup = ("{}", "**{}** in 3 of 10", "{}: 10^9^ cells", "*{}*")[number % 4]
    point: dict[str, Tree] = {"point": f"{markup.format(words.claim())} {cite}"}
    if index % 3 == 0 and number < 3:
        point["plain"] = f"{words.plain()}. {words.plain()}. {cite}"
    return point


def _figure(cite: str, index: int, words: Words) -> list[Tree]:
    if index % 16 > 8:
        return [{"diagram": _model(cite, words)}]
    few = [_point(cite, index, number, words) for number in range(2)]
    return [*few, {"chart": bars(words, cite)}]


def _model(cite: str, words: Words) -> Block:
    names = [f"step-{number}" for number in range(10)]
    chain = [f"{one} -> {other} (animal, moderate) {cite}" for one, other in pairwise(names)]
    return {
        "title": words.assertion(),
        "nodes": {name: words.pick(WHAT).capitalize() for name in names},
        "edges": [*chain, f"step-0 -> step-4 (human, weak) {cite}", f"step-2 -| step-7 (animal, weak) {cite}"],
        "source": f"{words.short()} {cite}",
    }


def bars(words: Words, cite: str = REFERENCE) -> Block:
    """Return a bar chart of four bars."""
    return {
        "kind": "bar",
        "title": words.assertion(),
        "categories": ["24 hours", "72 hours", "7 days", "28 days"],
        "values": [words.number(10, 90) for _ in range(4)],
        "unit": "%",
        "value_title": "Response",
        "min": 0,
        "max": 100,
        "source": f"{words.short()} {cite}",
        "alt": words.claim(),
    }


def _chart(cite: str, index: int, words: Words) -> list[Tree]:
    chart = two_series(words, "grouped-bar" if index % 16 > 8 else "line", cite)
    block: dict[str, Tree] = {"chart": chart}
    if index % 3 == 0:
        block["plain"] = chart
    return [block]


def two_series(words: Words, kind: str, cite: str = REFERENCE) -> Block:
    """Return a chart of two series over five days."""
    series = {name: [words.number(10, 90) for _ in range(5)] for name in ("Ketamine", "Midazolam")}
    chart: dict[str, Tree] = {"kind": kind, "title": words.assertion()}
    chart |= {"categories": ["Day 1", "Day 2", "Day 3", "Day 7", "Day 14"], "series": series, "unit": "%"}
    return chart | {"source": f"{words.short()} {cite}", "alt": words.claim()}


def _table(cite: str, index: int, words: Words) -> list[Tree]:
    content = table(words, 6, cite)
    block: dict[str, Tree] = {"table": content}
    if index % 3 == 0:
        block["plain"] = content
    return [block]


def table(words: Words, rows: int = 6, cite: str = REFERENCE) -> Block:
    """Return a table of four columns, two of them numbers."""
    body: list[Tree] = [
        [words.pick(WHO), words.short(), str(words.number(10, 400)), str(words.number(1, 99))] for _ in range(rows)
    ]
    content: dict[str, Tree] = {"title": words.assertion(), "header": ["Group", "Finding", "n", "Response, %"]}
    return content | {"rows": body, "source": f"{words.short()} {cite}", "alt": words.claim()}


def _callout(cite: str, index: int, words: Words) -> list[Tree]:
    box: Block = {"kind": "warning", "title": "Watch for", "text": f"{words.claim()} {cite}"}
    return [*(_point(cite, index, number, words) for number in range(3)), {"callout": box}]


KINDS: tuple[Callable[[str, int, Words], list[Tree]], ...] = (
    _points, _figure, _points, _table, _points, _callout, _points, _chart,
)  # fmt: skip
"""What content slides hold, in turn."""


def _reference(index: int, words: Words) -> Mapping[str, Tree]:
    authors = [
        {"family": words.pick(FAMILY), "given": f"{words.pick(('J.', 'M.', 'A. B.', 'C.'))}"}
        for _ in range(words.number(2, 9))
    ]
    first = words.number(1, 900)
    return {
        "id": f"source-{index}",
        "type": "article-journal",
        "title": words.claim(),
        "author": authors,
        "container-title": words.pick(JOURNALS),
        "issued": {"date-parts": [[words.number(1994, 2025)]]},
        "volume": str(words.number(1, 200)),
        "issue": str(words.number(1, 12)),
        "page": f"{first}-{first + 9}",
        "DOI": f"10.1000/{words.number(1, 99)}.{index}",
    }
