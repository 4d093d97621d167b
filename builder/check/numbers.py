"""The numbers of a record, and the numbers in words: which of them are the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations
from typing import Literal, TypeAlias

from builder.check.arithmetic import half_digit
from builder.check.evidence import NO_CLAIM
from builder.evidence.figures import share
from builder.evidence.hours import hours
from builder.findings import RELATIVE, Finding
from builder.frozen import dataclass
from builder.regex import regex
from builder.values import Measure

Sort: TypeAlias = Literal["percent", "people", "ratio", "other"]
"""A share of people in percent, how many people, a ratio of risks, or any other number."""


@dataclass(frozen=True, slots=True)
class Known:
    """A number of a record, and the path that pulls it into prose; without one it follows from the others."""

    value: Decimal
    sort: Sort
    path: str | None = None


def known_numbers(finding: Finding) -> Iterator[Known]:
    """Yield the numbers that a record holds or implies: complements and differences of its percentages."""
    for arm in finding.arms:
        base = f"{finding.id}.{arm.id}"
        if percent := share(arm):
            yield from _measure(percent, "percent", base, "percent")
            yield from (Known(100 - value, "percent") for value in percent.numbers)
        if arm.value:
            yield from _measure(arm.value, "other", base, "value")
        if arm.sd is not None:
            yield Known(arm.sd, "other", f"{base}.sd")
        if arm.events is not None:
            yield Known(Decimal(arm.events), "people", f"{base}.events")
        if arm.n is not None:
            yield Known(Decimal(arm.n), "people", f"{base}.n")
    if finding.n is not None:
        yield Known(Decimal(finding.n), "people", f"{finding.id}.n")
    yield from _effects(finding)
    yield from _gaps(finding)


def _measure(value: Measure, sort: Sort, base: str, name: str) -> Iterator[Known]:
    bounded = ("low", name, "high") if value.value is not None else ("low", "high")
    names = bounded if len(value.numbers) > 1 else (name,)
    for number, path in zip(value.numbers, names, strict=True):
        yield Known(number, sort, f"{base}.{path}")


def _effects(finding: Finding) -> Iterator[Known]:
    for effect in finding.effects:
        sort: Sort = "ratio" if effect.measure in RELATIVE else "other"
        yield from _measure(effect.value, sort, f"{finding.id}.{effect.measure.casefold()}", "value")
        yield Known(effect.level, "percent")
        if effect.margin is not None:
            yield Known(effect.margin, "other", f"{finding.id}.{effect.measure.casefold()}.margin")
        if effect.p and (found := re.search(r"\d*\.\d+", effect.p)):
            yield Known(Decimal(found[0]), "other", f"{finding.id}.{effect.measure.casefold()}.p")


def _gaps(finding: Finding) -> Iterator[Known]:
    """Yield differences between arms; of people, also everybody together."""
    shares = [found.value for arm in finding.arms if (found := share(arm)) and found.value is not None]
    values = [arm.value.value for arm in finding.arms if arm.value and arm.value.value is not None]
    for numbers, path in ((shares, f"{finding.id}.difference"), (values, None)):
        for one, other in combinations(numbers, 2):
            yield Known(abs(one - other), "other", path if len(numbers) == 2 else None)
    sizes = [arm.n for arm in finding.arms if arm.n]
    if len(sizes) > 1:
        yield Known(Decimal(sum(sizes)), "people")


ABOUT = regex(
    r"(?:about|around|roughly|nearly|almost|some|approximately|over|more than|less than|under|up to|c\.|~|≈)\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Typed:
    """A number that somebody typed. `hours` is set for a time, `of` for a share such as `45 in 100`."""

    text: str
    value: Decimal
    sort: Sort
    about: bool = False
    hours: int | None = None
    of: int | None = None

    def means(self, known: Known) -> bool:
        """Tell whether it is a number of the record, as published or rounded."""
        if "other" not in (self.sort, known.sort) and self.sort != known.sort:
            return False
        if self.of:
            tolerance = Decimal(50) / self.of
            return abs(self.value - abs(known.value)) <= (min(tolerance, Decimal(5)))
        return abs(abs(known.value) - self.value) <= half_digit(self.value, rounded=self.about)


_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SMALL = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_WORDS = {word: number for number, word in enumerate(_SMALL, 1)} | {
    "twelve": 12,
    "twenty": 20,
    "hundred": 100,
    "thousand": 1000,
}
_COUNT = rf"(?:{_NUMBER}|{'|'.join(_WORDS)}|a hundred)"
_PEOPLE = (
    r"people|patients|participants|adults|women|men|users|completers|respondents|volunteers|inpatients|cases|deaths"
)
IN = regex(
    rf"(?<![\w.,])({_COUNT})\s+(?:in|out\s+of|of|of\s+every|in\s+every|per)\s+(?:every\s+)?({_COUNT})(?![\w%]|[.,]\d)",
    re.IGNORECASE,
)
_ONE = regex(
    rf"""(?<![\w.,/])(?P<number>{_NUMBER})(?:
          \s?(?P<percent>%|per\s?cent\b)
        | (?P<time>[\s-]?(?:minute|hour|day|week|month|year|h\b|wk)s?)
        | (?P<people>\s+(?:{_PEOPLE})\b)
        | )""",
    re.VERBOSE | re.IGNORECASE,
)
_RATIO = regex(r"(?:\b(?:HR|OR|RR)|hazard ratio|odds ratio|risk ratio|relative risk)\s*(?:of|was|is|=|:|,)?\s*$", re.I)
_LABEL = regex(
    r"\b(?:hour|week|month|year|visit|session|dose)s? \d+\b(?!\s?%)|\b\d\d(?:\.\d)?\s?%\s?(?:CI|confidence|credible)\b",
    re.IGNORECASE,
)
"""More stretches with digits that are no results: `week 12`, `95% CI`."""

_SIZE = regex(r"\bn\s*=\s*$", re.IGNORECASE)


_SOME = regex(rf"\d|\b(?:{'|'.join(_WORDS)})\s+(?:in|out|of)\b", re.IGNORECASE)
"""What a text with numbers holds: most have none, and a quick look is enough."""


def typed_numbers(words: str) -> Iterator[Typed]:
    """Yield the numbers of a text, but for years, dates and numbers in names."""
    if not _SOME.search(words):
        return
    words = _LABEL.sub(_blank, NO_CLAIM.sub(_blank, words))
    for match in IN.finditer(words):
        count, of = _count(match[1]), _count(match[2])
        if count <= of and (of <= 20 or of in (100, 1000, 10000)) and not _is_year(match[1], match[2]):
            value = count * 100 / of
            yield Typed(match[0], value, "percent", _about(words, match), of=int(of))
            words = words[: match.start()] + " " * len(match[0]) + words[match.end() :]
    for match in _ONE.finditer(words):
        before = words[: match.start()]
        yield Typed(
            match[0].strip(),
            Decimal(match["number"].replace(",", "")),
            _sort(match, before),
            _about(words, match),
            hours(match[0].replace("-", " ")) if match["time"] else None,
        )


_OUT = regex(
    rf"(?<![\w.,])(?:(?P<count>{_COUNT})\s+(?:in|out\s+of)\s+(?:every\s+)?|\b(?:out\s+of|of\s+every|in\s+every)\s+)"
    rf"(?:every\s+)?(?P<of>{_COUNT})(?![\w%]|[.,]\d)",
    re.IGNORECASE,
)


def shares_of(words: str) -> Iterator[tuple[str, int]]:
    """Yield the shares that words tell, `45 in 100` or `out of 100 people`, each with its denominator."""
    for match in _OUT.finditer(words):
        of = int(_count(match["of"]))
        count = _count(match["count"]) if match["count"] else None
        if of > 1 and (count is None or (count <= of and not _is_year(match["count"], match["of"]))):
            yield match[0], of


def _sort(match: re.Match[str], before: str) -> Sort:
    if match["percent"]:
        return "percent"
    if match["people"] or _SIZE.search(before):
        return "people"
    return "ratio" if _RATIO.search(before) else "other"


def _about(words: str, match: re.Match[str]) -> bool:
    return bool(ABOUT.search(words[: match.start()]))


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _count(text: str) -> Decimal:
    text = text.casefold().removeprefix("a ")
    return Decimal(_WORDS[text]) if text in _WORDS else Decimal(text.replace(",", ""))


def _is_year(count: str, of: str) -> bool:
    """Tell `40 in 2019` from `1 in 2000`."""
    return bool(re.fullmatch(r"(?:19|20)\d\d", of)) and count != "1" and not of.endswith("00")


def said_in(finding: Finding) -> str:
    """Return the record's words: names, times and definitions, whose numbers a claim may repeat."""
    outcome, population = finding.outcome, finding.population
    said = [finding.label, population.text, population.plain, finding.exposure, finding.comparator, outcome.name]
    said += [outcome.event, outcome.plain, outcome.definition, finding.time.text, finding.time.plain, finding.design]
    said += [finding.unit, finding.body, finding.document, finding.dated, finding.discrepancy]
    said += [word for arm in finding.arms for word in (arm.label, arm.plain)]
    said += [source.quote for source in finding.sources]
    return " ; ".join(word for word in said if word)
