"""No number of a trial is typed by hand in the ketamine deck: prose takes it from the finding."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path, PurePosixPath

import pytest

from builder.findings import Finding
from builder.load.deck import load
from builder.load.findings import PULL
from builder.world import Disk

DECKS = Path(__file__).parents[2] / "decks"
FILES = ("deck.yaml", "mechanism.yaml", "recreational-risks.yaml", "treatment-response.yaml")

TIMES = "minute|hour|day|week|month|year"
PARTS: tuple[str, ...] = (
    PULL.pattern,
    r"\[@[^\]]*\]",  # citations
    r"\b[a-z]+-?[a-z]*(?:19|20)\d\d[a-z]?(?:-[a-z0-9-]+)?\b",  # keys of references, ids of findings
    r"\b(?:[A-Z]\w+ )?(?:19|20)\d\d(?:-\d\d-\d\d|[–-](?:19|20)?\d\d)?\b",  # years and dates
    r"\b\d{1,2} (?:January|November)\b",
    r"\b[\d.–]+(?:–[\d.]+)? (?:and [\d.]+ )?mg/kg\b",  # regimens of studies
    r"(?<=\[\")[\d–]+(?=\", )|\b[Cc]laims? \d+(?:, \d+)*(?: and \d+)?",  # claims of the article, by their number
    rf"\b\d+(?: ?(?:h|min)\b|[ -](?:{TIMES})s?\b)(?! ?to relapse)|\b(?:[Dd]ays?|[Ww]eek|week-)[ -]?\d+(?:[–-]\d+| to \d+)?",
    r"\b(?:CYP|MK-|mTORC|SV)\d+\w*|\(2R,6R\)|\b[RS]-\d+|\d+ studies|\d:\d|out of 100|of: 100|[Ff]ewer than 1 in 100|95% CI|90% confidence",
    r"version: [\d.]+|pages: \d+",
)
MAY_STAND = re.compile("|".join(f"(?:{part})" for part in PARTS))
"""What may be typed: dates, times, regimens, names with digits in them, and the marks around a pulled number."""

TOKEN = re.compile(r"(?<![\w.])[-−]?\d+(?:,\d{3})*(?:\.\d+)?(?P<after>%| in 100|\s?points|\s?mL|\s?µM)?")
SMALL = 10
"""Whole numbers below are words of every text, unless a unit of results follows, or `n =` goes before."""

WORDS = {
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "eighteen": 18,
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "sixty-two": 62, "seventy-three": 73,
}  # fmt: skip


@cache
def findings() -> tuple[Finding, ...]:
    deck = load(PurePosixPath("ketamine/deck.yaml"), Disk(DECKS)).deck
    assert deck is not None
    return deck.findings


def numbers_of(finding: Finding) -> Iterator[Decimal]:
    """Yield every number of a record: sizes, events, percentages, values, estimates, intervals, P."""
    yield from (Decimal(size) for size in (finding.n,) if size is not None)
    for arm in finding.arms:
        yield from (Decimal(count) for count in (arm.n, arm.events, arm.sd) if count is not None)
        yield from (number for measure in (arm.percent, arm.value) if measure for number in measure.numbers)
    for effect in finding.effects:
        yield from effect.value.numbers
        if effect.p:
            yield Decimal(effect.p.lstrip("<=≤ "))


def typed_by_hand(text: str, known: frozenset[Decimal]) -> list[str]:
    """Return the numbers of `known` that a text spells out instead of taking them from their finding."""
    rest = MAY_STAND.sub(lambda part: " " * len(part[0]), text)
    found = []
    for token in TOKEN.finditer(rest):
        number = abs(Decimal(re.sub(r"[-−,]", "", token[0].removesuffix(token["after"] or ""))))
        result = bool(token["after"]) or "n = " in rest[max(0, token.start() - 4) : token.start()]
        if number in known and (number >= SMALL or number != int(number) or result):
            found.append(token[0])
    people = re.finditer(r"\b([a-z]+(?:-[a-z]+)?) (?:people|volunteers|completers)\b", rest.casefold())
    return found + [match[0] for match in people if WORDS.get(match[1]) in known]


@pytest.mark.parametrize("name", FILES)
def test_no_number_of_a_trial_is_typed_by_hand(name: str) -> None:
    known = frozenset(abs(number) for finding in findings() for number in numbers_of(finding))
    text = (DECKS / "ketamine" / name).read_text(encoding="utf-8")
    wrong = [
        f"{name}:{line}: {number}"
        for line, words in enumerate(text.splitlines(), 1)
        for number in typed_by_hand(words, known)
    ]
    assert not wrong, "take them from their finding, `{id.arm.percent}`:\n" + "\n".join(wrong)


@pytest.mark.parametrize(
    "text",
    [
        "Response 64% v 28%", "n = 7", "−3.16 points", "in 2,665 people", "about 45 in 100", "forty people",
        "(95% CI 35 to 55)", "HR 0.49", "P = 0.25", "Median 18 days to relapse", "7% stopped", "from 70 to 160 ng/mL",
    ],
)  # fmt: skip
def test_a_number_that_is_typed_by_hand_is_seen(text: str) -> None:
    known = frozenset(abs(number) for finding in findings() for number in numbers_of(finding))
    assert typed_by_hand(text, known)


@pytest.mark.parametrize(
    "text",
    [
        "{murrough2013-24h.ketamine.percent} at 24 hours [@murrough2013]", "0.5 mg/kg over 40 min", "claims 20 and 21",
        "from 1997 to 2019", "randomised 2:1", "Murrough 2013", "five boxes", "days 1–3", "- murrough2013-24h",
    ],
)  # fmt: skip
def test_what_is_no_result_may_stand(text: str) -> None:
    known = frozenset(abs(number) for finding in findings() for number in numbers_of(finding))
    assert not typed_by_hand(text, known)
