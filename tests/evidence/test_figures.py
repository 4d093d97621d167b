"""The one rule for rounding and denominators, and the paths that prose takes numbers by."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.evidence.figures import denominator, people
from builder.evidence.hours import hours
from builder.evidence.pulled import PullError, pulled
from builder.values import Measure

from .records import TRIAL, deck_of, faults_of, finding

shares = st.decimals(0, 100, places=2).map(Measure)


@given(st.lists(shares, min_size=1, max_size=4))
def test_both_framings_sum_to_the_denominator_and_nothing_is_off_by_more_than_half_a_person(
    found: list[Measure],
) -> None:
    of = denominator(found)
    for one in found:
        counted = people(one, of)
        assert counted.low + counted.without == of
        assert one.value is not None
        assert abs(Decimal(counted.low) - one.value * of / 100) <= Decimal("0.5")
        assert counted.about is (Decimal(counted.low) != one.value * of / 100)


@given(st.lists(shares, min_size=1, max_size=4))
def test_nobody_is_rounded_away_where_a_share_lies_below_one_percent(found: list[Measure]) -> None:
    small = any(one.value is not None and 0 < one.value < 1 for one in found)
    assert denominator(found) == (1000 if small else 100)


def test_halves_go_up() -> None:
    assert people(Measure(Decimal("28.5")), 100).low == 29
    assert people(Measure(Decimal("0.25")), 1000).low == 3


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("24 hours", 24), ("day 7", 168), ("7 days", 168), ("week 4", 672), ("3 weeks", 504), ("within 72 h", 72),
        ("110 minutes", 2), ("end of the course", None), ("days 1 to 3", 24), ("3 to 14 days", 336), ("", None),
    ],
)  # fmt: skip
def test_times(text: str, found: int | None) -> None:
    assert hours(text) == found


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("drug.percent", "64%"), ("drug", "64%"), ("placebo.percent", "28.5%"), ("placebo.people", "about 29 in 100"),
        ("placebo.others", "about 71 in 100"), ("n", "200"), ("difference", "35.5"), ("time", "4 weeks"),
        ("effect", "0.49"), ("effect.ci", "0.29 to 0.84"), ("hr.low", "0.29"), ("effect.p", "0.01"),
    ],
)  # fmt: skip
def test_prose_takes_numbers_by_path(path: str, text: str) -> None:
    assert pulled(finding(TRIAL, effect="{measure: HR, value: 0.49 (0.29 to 0.84), p: 0.01}"), path) == text


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("drug.percnt", "did you mean `percent`?"),
        ("drg.percent", "did you mean `drug`?"),
        ("drug.sd", "add the number"),
    ],
)
def test_paths_that_lead_nowhere_say_what_there_is(path: str, hint: str) -> None:
    with pytest.raises(PullError) as refusal:
        pulled(finding(TRIAL), path)
    assert hint in (refusal.value.hint or "")


def test_a_pulled_number_is_a_run_that_knows_its_finding() -> None:
    deck = deck_of(TRIAL, '["Of **{trial.drug.percent}** with {trial.n} people [@able2001]"]')
    block = deck.sections[0].slides[0].blocks[0]
    runs = [(run.text, run.bold, run.finding) for run in block.point.inlines if hasattr(run, "text")]
    assert runs == [("Of ", False, None), ("64%", True, "trial"), (" with ", False, None), ("200", False, "trial"),
                    (" people ", False, None)]  # fmt: skip


def test_pulls_work_in_texts_without_markup_too() -> None:
    deck = deck_of(TRIAL, '[{number: {value: "{trial.drug.percent}", counts: responded}}]')
    assert deck.sections[0].slides[0].blocks[0].number.value == "64%"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{trail.drug.percent}", "YML016 there is no finding `trail`; did you mean `trial`?"),
        ("{trial.drug.percnt}", "YML016 `trial.drug` has no `percnt`; did you mean `percent`?"),
    ],
)
def test_a_path_that_leads_nowhere_is_an_error_at_its_place(text: str, said: str) -> None:
    assert faults_of(TRIAL, f'["Of {text} people"]') == [said]


def test_other_braces_are_text() -> None:
    deck = deck_of(TRIAL, '["{{x}} {0.__class__} {a} {A.b} {trial}"]')
    assert deck.sections[0].slides[0].blocks[0].point.text == "{{x}} {0.__class__} {a} {A.b} {trial}"
