"""Text-heavy outlines by seed: what a hurried author types, of every width, in every kind of block that wraps."""

from __future__ import annotations

from bisect import bisect_right
from pathlib import PurePosixPath
from random import Random
from typing import Any

from .builds import drafted, in_memory, loaded
from .yamltext import yaml_text

WORDS = [
    "a",
    "i",
    "of",
    "to",
    "in",
    "it",
    "is",
    "on",
    "no",
    "we",
    "do",
    "if",
    "the",
    "and",
    "for",
    "with",
    "that",
    "this",
    "from",
    "people",
    "after",
    "dose",
    "less",
    "more",
    "than",
    "week",
    "days",
    "ketamine",
    "treatment",
    "response",
    "patients",
    "randomised",
    "placebo-controlled",
    "long-term",
    "dose-related",
    "electroconvulsive",
    "hyperpolarisation-activated",
    "benzodiazepine-receptor",
    "pharmacokinetics",
    "immunohistochemically",
    "WWW",
    "MMM",
    "illicit",
    "little",
    "Will",
    "fill",
    "Wave",
    "AVATAR",
    "Tomorrow",
    "64%",
    "28.5%",
    "(n=73)",
    "95%",
    "CI",
    "0.53–0.84",
    "3–5",
    "24/7",
    "A&E",
    "K+",
    "≥94",
    "µg/L",
    "±2",
    "°C",
    "“quoted”",
    "it’s",
    "café",
    "naïve",
    "Žižek",
    "β-blocker",
    "and/or",
    "follow-up—later,",
    "however;",
    "therefore:",
    "perhaps?",
    "yes!",
    "(see",
    "below)",
]
KEYS = tuple(f"able{2000 + number}" for number in range(12))


def sentence(random: Random, low: int, high: int, *, cites: bool = True) -> str:
    words = [_word(random) for _ in range(random.randint(low, high))]
    text = " ".join(words)
    if cites and random.random() < 0.4:
        text += " [@" + "; @".join(random.sample(KEYS, random.choice([1, 1, 2, 3, 5]))) + "]"
    return text


def _word(random: Random) -> str:
    word = random.choice(WORDS)
    chance = random.random()
    if chance < 0.06:
        return f"**{word}**"
    if chance < 0.1:
        return f"*{word}*"
    return random.choice(["H~2~O", "10^9^/L", "[the page](https://example.org/a)"]) if chance < 0.14 else word


def _words_slide(random: Random) -> list[dict[str, Any]]:
    return [_words_block(random) for _ in range(random.randint(1, 5))]


def _words_block(random: Random) -> dict[str, Any]:
    kind = random.choice(["point", "point", "point", "text", "steps", "checklist"])
    if kind in {"point", "text"}:
        return {kind: sentence(random, 2, 26)}
    return {kind: [sentence(random, 1, 18) for _ in range(random.randint(1, 4))]}


def _callouts(random: Random) -> list[dict[str, Any]]:
    kinds = ["info", "warning", "emergency"]
    return [
        {"callout": {"kind": random.choice(kinds), "title": sentence(random, 1, 6, cites=False), "text": sentence(random, 4, 30)}}
        for _ in range(random.randint(1, 2))
    ]  # fmt: skip


def _table(random: Random) -> list[dict[str, Any]]:
    columns = random.randint(2, 5)
    rows = [
        [sentence(random, 1, random.choice([2, 4, 12])) for _ in range(columns)] for _ in range(random.randint(2, 4))
    ]
    header = [sentence(random, 1, 3, cites=False) for _ in range(columns)]
    table = {"title": sentence(random, 3, 10), "header": header, "rows": rows, "source": sentence(random, 5, 40)}
    return [{"table": table}, *([{"point": sentence(random, 4, 15)}] if random.random() < 0.4 else [])]


def _quote(random: Random) -> list[dict[str, Any]]:
    return [{"quote": {"text": sentence(random, 8, 45, cites=False), "by": sentence(random, 2, 14)}}]


def _slide(random: Random) -> dict[str, Any]:
    make = random.choice([_words_slide, _words_slide, _callouts, _table, _quote])
    made: dict[str, Any] = {"title": sentence(random, 3, 11, cites=False), "blocks": make(random)}
    if make is _words_slide and random.random() < 0.3:
        made["layout"] = "two-columns"
    elif make is _words_slide and random.random() < 0.3:
        made["blocks"] += _callouts(random)
    return made


def _deck(sections: list[dict[str, Any]]) -> str:
    authors = [{"family": name, "given": "A B"} for name in ("Able", "Baker", "Carter", "Dyer")]
    entries = [
        {"id": key, "type": "article-journal", "title": f"What {key} found in people who wait for a very long time",
         "author": authors, "container-title": "BMJ Open", "issued": {"date-parts": [[int(key[-4:])]]}, "volume": "12",
         "page": "100-110", "DOI": f"10.1000/a-long-suffix.{key}"}
        for key in KEYS
    ]  # fmt: skip
    deck = {"deck": "wordy", "title": "Many words", "language": "en-GB", "references": entries, "sections": sections,
            "editions": {"lecture": {"audience": "clinician", "output": "slides"}}}  # fmt: skip
    return yaml_text(deck)


def wordy(seed: int, count: int) -> str:
    """An outline that joins small decks, a section each: of `count`, those whose slide holds what it has."""
    random = Random(seed)
    sections = [
        {"section": f"deck-{number}", "title": sentence(random, 1, 7, cites=False), "slides": [_slide(random)]}
        for number in range(count)
    ]
    while full := _full(sections):
        sections = [section for number, section in enumerate(sections) if number not in full]
    return _deck(sections)


def _full(sections: list[dict[str, Any]]) -> set[int]:
    """The sections (from 0) with more than a slide can hold."""
    deck = loaded(PurePosixPath("deck.yaml"), in_memory(_deck(sections)))
    found, _ = drafted(deck, deck.editions[0])
    starts = [section.title.at.line for section in deck.sections]
    return {bisect_right(starts, fault.at.line) - 1 for fault in found}
