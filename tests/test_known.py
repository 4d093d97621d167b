"""Results by who their parts are: found again for the very same objects, for no others, and in no process but one that stays."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from builder.diagnostics import Span
from builder.kept import Kept
from builder.known import Known


@pytest.fixture(autouse=True)
def staying(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(Kept, "stays", True)
    yield


class Made:
    """Counts how often it makes something."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> int:
        self.times += 1
        return self.times


def test_the_same_objects_give_what_was_made_of_them() -> None:
    known: Known[int] = Known(8)
    made, one, other = Made(), Span("a"), Span("a")
    assert [known.of(made, one), known.of(made, one), known.of(made, other)] == [1, 1, 2]
    assert one == other, "equal values are not the same: their parts may stand elsewhere"


def test_the_order_of_parts_and_what_stands_beside_them_count() -> None:
    known: Known[int] = Known(8)
    made, one, other = Made(), Span("a"), Span("b")
    assert [known.of(made, one, other), known.of(made, other, one), known.of(made, one)] == [1, 2, 3]
    assert [known.of(made, one, also=("x", 1)), known.of(made, one, also=("x", 2))] == [4, 5]
    assert known.of(made, one, also=("x", 1)) == 4, "small values are compared"


def test_nothing_is_a_result_too() -> None:
    known: Known[None] = Known(8)
    times = []
    one = Span("a")
    for _ in range(3):
        known.of(lambda: times.append(1), one)
    assert len(times) == 1


def test_an_object_that_is_gone_is_never_taken_for_a_new_one() -> None:
    """Identities are used again as soon as an object is gone: what is kept holds on to its parts."""
    known: Known[str] = Known(100)
    for number in range(1_000):
        part = Span(str(number))
        assert known.of(lambda part=part: part.file, part) == str(number)  # type: ignore[misc]
        del part


def test_a_process_that_ends_soon_keeps_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Kept, "stays", False)
    known: Known[int] = Known(8)
    made, one = Made(), Span("a")
    assert [known.of(made, one), known.of(made, one)] == [1, 2]
    known.put(7, one)
    assert known.get(one) is None


def test_what_was_used_longest_ago_goes_first() -> None:
    known: Known[int] = Known(8)
    parts = [Span(str(number)) for number in range(9)]
    for number, part in enumerate(parts):
        known.put(number, part)
    assert known.get(parts[0]) is None
    assert [known.get(part) for part in parts[1:]] == list(range(1, 9))
    known.clear()
    assert known.get(parts[8]) is None
