"""What is kept has a bound, and what was used last stays."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from builder.kept import Kept, held, let_go, of_deck, stay


@pytest.fixture(autouse=True)
def leaving(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(Kept, "stays", False)
    yield


def test_what_was_used_longest_ago_goes_first() -> None:
    kept: Kept[str, int] = Kept(80)
    for name in "abcdefgh":
        kept.put(name, ord(name), 10)
    assert kept.get("a") == ord("a")
    kept.put("i", ord("i"), 10)
    assert kept.get("b") is None
    assert [name for name in "acdefghi" if kept.get(name) == ord(name)] == list("acdefghi")


def test_a_new_value_takes_the_place_of_the_old_one() -> None:
    kept: Kept[str, int] = Kept(80)
    for number in range(100):
        assert kept.put("a", number, 10) == number
    kept.put("b", 1, 10)
    assert (kept.get("a"), kept.get("b")) == (99, 1)


def test_what_is_too_heavy_is_given_back_and_not_kept() -> None:
    kept: Kept[str, str] = Kept(80)
    assert kept.put("a", "heavy", 11) == "heavy"
    assert kept.get("a") is None


def test_a_process_that_stays_has_more_room_and_its_own_things() -> None:
    kept: Kept[int, int] = Kept(80, staying=2)
    own: Kept[int, int] = Kept(80, session=True)
    own.put(1, 1, 1)
    assert own.get(1) is None
    stay()
    assert own.get(1) is None
    own.put(1, 1, 1)
    assert own.get(1) == 1
    for number in range(16):
        kept.put(number, number, 10)
    assert all(kept.get(number) == number for number in range(16))
    kept.clear()
    assert kept.get(1) is None


def test_between_decks_stays_what_they_may_share(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: Kept[str, int] = Kept(80, shared=30)
    asked: list[int] = []

    @of_deck(8, shared=2)
    def doubled(number: int) -> int:
        asked.append(number)
        return 2 * number

    for name in "abcde":
        kept.put(name, ord(name), 10)
    assert kept.get("a") == ord("a")
    assert [doubled(number) for number in (1, 2, 1)] == [2, 4, 2]
    let_go()
    assert [name for name in "abcde" if kept.get(name)] == ["a", "d", "e"]
    assert [doubled(number) for number in (1, 2, 3)] == [2, 4, 6]
    assert asked == [1, 2, 3]
    stay()
    let_go()
    assert doubled(3) == 6
    monkeypatch.setattr(Kept, "stays", False)
    let_go()
    assert doubled(3) == 6
    assert asked == [1, 2, 3, 3]
    assert {name: (count, shared) for name, count, shared in held()}[f"{__name__}.{doubled.__qualname__}"] == (1, 2)
