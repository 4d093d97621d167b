"""EV006, EV007, EV010, EV015 and EV040: numbers come from records, and records from places."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.check.numbers import shares_of, typed_numbers
from tests.check.faults import FINDING, WAIVER, deck, faults, finding, weights

PULLED = "{f.drugon.percent}"


@pytest.mark.parametrize(
    "source", ["able2001", {"ref": "able2001"}, [{"ref": "able2001", "locator": "p. 1"}, "baker2002"]]
)
def test_a_source_without_a_place(source: object) -> None:
    made = {"f": finding(source=source)}
    assert weights(deck(made), "EV006") == ["warning"]
    assert weights(deck(made, [{"finding": "f", "plain": "icons"}], audience="patient"), "EV006") == ["error"]


def test_a_secondary_copy_is_a_place_and_words_without_numbers_are_only_asked() -> None:
    secondary = {"ref": "able2001", "kind": "secondary", "via": "a review"}
    assert weights(deck({"f": finding(source=secondary)}), "EV006") == []
    assert weights(deck({"f": finding(source="able2001", arms=None)}), "EV006") == ["info"]


@pytest.mark.parametrize("locator", ["abstract", "table 2", "p. 4"])
def test_a_source_with_its_place(locator: str) -> None:
    assert weights(deck({"f": finding(source={"ref": "able2001", "locator": locator})}), "EV006") == []


@pytest.mark.parametrize(
    "block",
    [
        {"point": f"With drugon {PULLED} responded"},
        {"point": f"With drugon {PULLED} responded [@baker2002]"},
        {"text": f"With drugon {PULLED} responded."},
        {"table": {"header": ["a", "b"], "rows": [["x", PULLED]], "alt": "A table"}},
        {"number": {"value": "64%", "counts": f"responded, against {PULLED}"}},
    ],
)
def test_a_number_without_its_source(block: object) -> None:
    assert weights(deck({"f": FINDING}, [block]), "EV007") == ["warning"]
    lay = {**block, "for": ["patient"]}  # type: ignore[dict-item]
    assert weights(deck({"f": FINDING}, [lay], audience="patient"), "EV007") == ["error"]
    waived = {**block, "waive": [{"rule": "EV007", **WAIVER}]}  # type: ignore[dict-item]
    assert weights(deck({"f": FINDING}, [waived]), "EV007") == []


@pytest.mark.parametrize(
    "block",
    [
        {"point": f"With drugon {PULLED} responded [@able2001]"},
        {"point": f"With drugon {PULLED} responded [@baker2002; @able2001]"},
        {"table": {"header": ["a", "b"], "rows": [["x [@able2001]", PULLED]], "alt": "A table"}},
        {"table": {"header": ["a", "b"], "rows": [["x", PULLED]], "alt": PULLED, "source": "[@able2001]"}},
        {"number": {"value": PULLED, "counts": "responded", "source": "[@able2001]"}},
        {
            "compare": {
                "sides": [{"title": "A", "points": [PULLED]}, {"title": "B", "points": ["b"]}],
                "source": "[@able2001]",
            }
        },
        {"finding": "f"},
    ],
)
def test_a_number_with_its_source(block: object) -> None:
    assert weights(deck({"f": FINDING}, [block]), "EV007") == []


def test_titles_and_notes_cite_nothing() -> None:
    slide = {"title": f"With drugon {PULLED} responded", "notes": f"Say {PULLED} aloud."}
    assert weights(deck({"f": FINDING}, slide=slide), "EV007") == []


@pytest.mark.parametrize(
    ("changes", "block"),
    [
        ({"arms": None}, {"finding": "f", "as": "icons"}),
        ({"outcome": {"name": "response"}}, {"finding": "f", "plain": "sentence"}),
        ({"arms": None, "effect": {"measure": "HR", "value": 0.5}}, {"finding": "f", "as": "chart", "kind": "bar"}),
        ({}, {"finding": "f", "language": "fr"}),
    ],
)
def test_a_finding_that_cannot_be_shown_so(changes: dict[str, object], block: dict[str, object]) -> None:
    audience = "patient" if "plain" in block else "clinician"
    assert "error" in weights(deck({"f": finding(**changes)}, [block], audience=audience), "EV010")


@pytest.mark.parametrize("form", ["sentence", "icons", "chart", "facts", "row"])
def test_a_finding_that_can_be_shown(form: str) -> None:
    assert weights(deck({"f": FINDING}, [{"finding": "f", "as": form}]), "EV010") == []


# Numbers of claims


@pytest.mark.parametrize(
    "claim",
    ["With drugon 46% responded", "Of 100 people, 46 in 100 responded", "In 210 people more responded", "1 in 8 responded",
     "The difference was 30 points", "Response after 8 weeks was 64%", "The hazard ratio was 0.49"],
)  # fmt: skip
def test_a_claim_with_a_number_of_its_own(claim: str) -> None:
    assert weights(deck({"f": finding(claim=claim)}), "EV015") == ["warning"]
    assert weights(deck({"f": finding(plain=claim)}), "EV015") == ["error"]


@pytest.mark.parametrize(
    "claim",
    ["With drugon 64% responded, and 28% with placebo", "64 in 100 responded", "Out of 100 people, 64 responded",
     "36 in 100 did not", "The difference was 36 points", "Of 200 people more responded", "At 4 weeks more responded",
     "After 28 days more responded", "About 60% responded", "Two in three responded", "In 2001, 64% responded",
     "In a phase 3 trial 64% responded", "64 of 100 responded", "Ketamine acts at 5-HT2A and GluN2B",
     "More responded, no longer at week 12"],
)  # fmt: skip
def test_a_claim_with_the_records_numbers(claim: str) -> None:
    assert weights(deck({"f": finding(claim=claim, plain=claim)}), "EV015") == []


def test_a_claim_may_round_and_repeat_what_the_record_names() -> None:
    arms = [{"label": "0.5 mg/kg", "percent": 70.8}, {"label": "placebo", "percent": 26.6}]
    for claim in ("About 71% responded to 0.5 mg/kg", "1 in 4 on placebo", "Nearly 70% responded"):
        assert weights(deck({"f": finding(claim=claim, arms=arms)}), "EV015") == []


def test_words_of_an_authority_need_no_arms() -> None:
    made = finding(basis="regulatory", claim="Observe people for at least 2 hours", arms=None, plain=None)
    assert weights(deck({"f": made}), "EV015") == []


# Numbers that are typed again


@pytest.mark.parametrize(
    ("point", "path"),
    [
        ("With drugon 64% responded [@able2001]", "{f.drugon.percent}"),
        ("About 64 in 100 responded [@able2001]", "{f.drugon.percent}"),
        ("Trial of 200 people [@able2001]", "{f.n}"),
        ("The difference was 36 points [@able2001]", "{f.difference}"),
        ("Response, HR 0.49 (95% CI 0.29 to 0.84) [@able2001]", "{f.hr.value}"),
    ],
)
def test_a_number_that_can_be_pulled_in(point: str, path: str) -> None:
    made = finding(effect={"measure": "HR", "value": "0.49 (0.29 to 0.84)"})
    found = [one for one in faults(deck({"f": made}, [point])) if one.rule == "EV040"]
    assert [str(one.severity) for one in found] == ["info"]
    assert path in (found[0].help or "")


@pytest.mark.parametrize(
    "point",
    ["With drugon 46% responded [@able2001]", "Response was 46 in 100 [@able2001]", "It responded in 12% [@able2001]",
     "Larger trial (n = 210) [@able2001]"],
)  # fmt: skip
def test_a_number_that_contradicts_the_record(point: str) -> None:
    assert "warning" in weights(deck({"f": FINDING}, [point]), "EV040")
    waived = {"point": point, "waive": [{"rule": "EV040", **WAIVER}]}
    assert weights(deck({"f": FINDING}, [waived]), "EV040") == []


@pytest.mark.parametrize(
    "block",
    [
        "With drugon {f.drugon.percent} responded [@able2001]",
        "Relapse within a year: 70% [@able2001]",
        "In both trials 46% responded [@able2001; @baker2002]",
        "With drugon 46% responded [@baker2002]",
        "Response lasted 18 days [@able2001]",
        "Response in 2001 [@able2001]",
        "Did 46% respond? [@able2001]",
        {"quote": {"text": "46% responded [@able2001]", "by": "A. Able"}},
        {"finding": "f"},
        "Response (95% CI 3.9 to 24.2) [@able2001]",
    ],
)
def test_numbers_that_contradict_nothing(block: object) -> None:
    assert weights(deck({"f": FINDING}, [block]), "EV040") == []


# Numbers in words


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("64% v 28% (n=73)", [("64", "percent"), ("28", "percent"), ("73", "people")]),
        ("26.6 per cent of 1,285 people", [("26.6", "percent"), ("1285", "people")]),
        ("45 in 100, one in four", [("45", "percent"), ("25", "percent")]),
        ("40 in 2019", [("40", "other")]),
        ("HR 0.49 (95% CI 0.29 to 0.84)", [("0.49", "ratio"), ("0.29", "other"), ("0.84", "other")]),
        ("week 12, day 7, 5-HT2A, phase 3, since 2014", []),
        ("340 of 1,285", [("340", "other"), ("1285", "other")]),
    ],
)
def test_numbers_in_words(words: str, numbers: list[tuple[str, str]]) -> None:
    assert [(one.value, one.sort) for one in typed_numbers(words)] == [(Decimal(n), sort) for n, sort in numbers]


@pytest.mark.parametrize(
    ("words", "denominators"),
    [
        ("Out of 100 people who had it, 64 felt better", [100]),
        ("1 in 4, or 1 in 6", [4, 6]),
        ("a study of 62 people in 2019, 40 in 2019", []),
        ("one in every ten", [10]),
        ("61 to 75 out of 100", [100]),
        ("9 am in 2 days", []),
    ],
)
def test_denominators_in_words(words: str, denominators: list[int]) -> None:
    assert [of for _, of in shares_of(words)] == denominators


@given(st.text(max_size=80))
def test_whatever_the_words_the_search_ends(words: str) -> None:
    list(typed_numbers(words))
    list(shares_of(words))
