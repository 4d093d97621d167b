"""The registry: every rule has a manual page, a code of its own and a case; waivers never reach SAFE rules."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.check import (
    BLOCK_RULES,
    FINDING_RULES,
    PASSAGE_RULES,
    READ_BLOCK_RULES,
    RULES,
    TOLD_RULES,
    WIDE_RULES,
    explain,
    manual,
)
from builder.check.evidence import EFFECT, clinical_number
from builder.check.governance import WAIVABLE, WAIVABLE_RECORDS, later, waiver_fault
from builder.check.rule import code_of
from builder.check.safety import DOSE
from builder.load.language import stigma_words
from builder.load.locales import LocaleError, load_locale, locale_from, locale_names
from builder.load.rules import RULES as FORM_RULES
from builder.model import Waiver

CASES = "\n".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.parent.glob("cases/*/*.yaml"))
FAMILIES = (
    *("A11Y", "ACT", "ASSET", "AUD", "EDU", "EV", "FIT", "GOV", "LANG", "MSG", "OUT", "PRINT", "RISK", "SAFE"),
    *("THEME", "TPL"),
)


@pytest.mark.parametrize("code", manual())
def test_a_manual_page_says_what_why_and_what_to_do(code: str) -> None:
    page = manual()[code]
    head, *paragraphs = page.split("\n\n")
    assert re.fullmatch(rf"{code}: .+\.", head, re.DOTALL)
    heads = [paragraph.partition(":")[0] for paragraph in paragraphs]
    wanted = ["What", "Why", "Example", "What to do", "Source"]
    assert [head for head in heads if head in wanted] == wanted
    assert all(len(line) <= 120 for line in page.splitlines())


def test_codes_are_of_a_family_and_taken_once() -> None:
    codes = [code_of(rule) for rule in RULES]
    assert len(set(codes)) == len(codes)
    assert not set(manual()) & set(FORM_RULES)
    assert all(re.fullmatch(rf"(?:{'|'.join(FAMILIES)})\d\d\d", code) for code in manual())


@pytest.mark.parametrize("rule", RULES, ids=code_of)
def test_every_rule_has_a_case_that_it_finds_something_in(rule: object) -> None:
    code = code_of(rule)  # type: ignore[arg-type]
    elsewhere = {"SAFE001"}
    assert re.search(rf"#!.*\b{code}\b", CASES) or code in elsewhere


def test_rules_are_explained_in_either_case() -> None:
    assert explain("ev001") == explain("EV001") == manual()["EV001"]
    assert explain("EV999") is None


def test_what_can_be_waived_are_rules_about_blocks_and_passages() -> None:
    local = {code_of(rule) for rule in (*BLOCK_RULES, *READ_BLOCK_RULES, *PASSAGE_RULES, *TOLD_RULES, *WIDE_RULES)}
    assert set(WAIVABLE) == {code for code in local if not code.startswith("SAFE")}


def test_what_can_be_waived_in_a_record_are_rules_about_records_and_their_words() -> None:
    assert set(WAIVABLE_RECORDS) == {code_of(rule) for rule in (*FINDING_RULES, *TOLD_RULES)}


@given(st.integers(0, 999))
def test_no_safe_rule_is_ever_waived(number: int) -> None:
    waiver = Waiver(rule=f"SAFE{number:03d}", reason="r", by="b", until=date(2100, 1, 1))
    assert waiver_fault(waiver, None) is not None


# Numbers, effects, doses


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Response was 71% against 0%", "71%"),
        ("It lasted 2 hours", "2"),
        ("Fades within two hours", "two hours"),
        ("1,285 people answered", "1,285"),
        ("n=73; NNT 2.8", "73"),
        ("Half of the drug is gone", "Half of"),
        ("ten per cent of them", "per cent"),
        ("0.5 mg/kg over 40 min", "0.5"),
        ("a 30-day course", "30"),
        ("In 2024 patients the mood rose", "2024"),
        ("on 12 patients", "12"),
        ("Day 7 response was 40%", "40%"),
        ("in 1997-2019 of 283 deaths", "283"),
    ],
)
def test_clinical_numbers_are_seen(text: str, number: str) -> None:
    assert clinical_number(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "The law changed in 2014 (advice 2013)",
        "From 1997 to 2019, and in the 1990s",
        "Reviewed on 1 November 2026, on November 1, 2026 and on 2026-11-01",
        "Call 999 or 116 123, text 85258, dial 0300 123 6600",
        "5-HT2A, D2, GluN2B, SV2A, CYP3A4 and 2B6, mTORC1, MK-801, COVID-19, B12, H2O",
        "Phase 3, stage 2, Schedule III, type 2, DSM-5, figure 4, version 2",
        "Open from 9 am to 5 pm, round at 10:30",
        "Some of them, several times, a few days",
    ],
)
def test_other_numbers_are_not(text: str) -> None:
    assert clinical_number(text) is None


@given(st.text(max_size=60))
def test_whatever_the_text_the_search_ends_and_finds_what_is_there(text: str) -> None:
    found = clinical_number(text)
    assert found is None or found in text


@pytest.mark.parametrize("text", ["It reduces pain", "leads to harm", "was not inferior to it", "more effective"])
def test_effects_are_seen(text: str) -> None:
    assert EFFECT.search(text)


@pytest.mark.parametrize("text", ["Reduce the rate", "to increase trust", "Raise your hand", "a raised hand"])
def test_advice_is_no_effect(text: str) -> None:
    assert not EFFECT.search(text)


@pytest.mark.parametrize(
    "text",
    [
        "0.5 mg/kg", "10mg", "1,5 g", "2 to 3 g", "50–100 mg", "20 µg", "20 μg", "100 mcg", "5 ml", "5 mL",
        "half a gram", "two grams", "40 micrograms per kilo", "100 milligrams", "1 g/day", "3 bumps", "2 lines of k",
        "10 IU", "150 ng/ml", "10 mgs", "a gram",
    ],
)  # fmt: skip
def test_doses_are_seen(text: str) -> None:
    assert DOSE.search(f"They took {text}.")


@pytest.mark.parametrize(
    "text",
    [
        "70 kg",
        "5G phones",
        "grade 2",
        "3 meters",
        "two people",
        "9 of 10",
        "2 mice",
        "one group",
        "4 gloves",
        "a grammar",
    ],
)
def test_other_amounts_are_no_doses(text: str) -> None:
    assert not DOSE.search(f"They had {text}.")


# Dates


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 11, 1), 36, date(2029, 11, 1)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 1, 31), 0, date(2026, 1, 31)),
    ],
)
def test_months_later(day: date, months: int, then: date) -> None:
    assert later(day, months) == then


# Locales and word lists


@pytest.mark.parametrize("name", locale_names())
def test_a_locale_has_numbers_with_a_source(name: str) -> None:
    locale = load_locale(name)
    assert locale.name == name
    assert all(contact.source.startswith("https://") and contact.number for contact in locale.contacts)
    assert locale.wording.call.format(number="1")
    assert locale.date(date(2026, 11, 1)) in {"1 November 2026", "November 1, 2026"}


def test_only_numbers_that_somebody_confirmed_count_as_confirmed() -> None:
    confirmed = {
        contact.number for name in locale_names() for contact in load_locale(name).contacts if contact.confirmed
    }
    assert confirmed == {"988", "1-800-222-1222"}


def test_a_locale_that_lacks_something_is_refused() -> None:
    with pytest.raises(LocaleError, match="there is no locale"):
        load_locale("en-XX")
    with pytest.raises(KeyError):
        locale_from({"locale": "x"})


@pytest.mark.parametrize("row", stigma_words().rows, ids=lambda row: row.pattern[:20])
def test_a_row_of_the_word_list_says_what_is_better_and_who_says_so(row: object) -> None:
    assert row.use  # type: ignore[attr-defined]
    assert row.source in {"nida", "aap", "suicide"}  # type: ignore[attr-defined]
    assert row.pattern == row.pattern.lower()  # type: ignore[attr-defined]  # the quick look is at lower-case text
    re.compile(row.pattern)  # type: ignore[attr-defined]
