"""Which spaces hold words together, and which don't."""

from __future__ import annotations

import pytest

from builder.bound import bound

TOGETHER = (
    "0.5_mg/kg over 40_min",
    "a 24_h infusion",
    "95%_CI 3 to 4, 90%_CrI 1 to 2",
    "n_=_60, P_<_0.05, p_=_.07",
    "review due 1_November 2027 and 31_May 2028",
    "185_ng/mL, 2_µg and 2_μg, 37_°C",
)
APART = (
    "24 hours, 3 people, 10 men",
    "5 more, 1,285 users",
    "in 2024 November came",
    "11 Maybes",
    "95% of them",
    "an = sign, n or p",
    "mg 5",
)


@pytest.mark.parametrize("text", TOGETHER)
def test_a_number_stays_with_its_unit_and_a_day_with_its_month(text: str) -> None:
    assert bound(text.replace("_", " ")) == text.replace("_", "\u00a0")


@pytest.mark.parametrize("text", APART)
def test_other_words_may_part(text: str) -> None:
    assert bound(text) == text
