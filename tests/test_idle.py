"""What can wait waits only in a process that stays, and is done in order when nobody waits."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from builder import idle
from builder.idle import catch_up, when_idle
from builder.kept import Kept


@pytest.fixture(autouse=True)
def done(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    monkeypatch.setattr(Kept, "stays", True)
    catch_up()
    yield []
    catch_up()


def test_nothing_waits_where_nobody_comes_back(done: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Kept, "stays", False)
    when_idle(lambda: done.append("now"))
    assert done == ["now"]


def test_nothing_waits_before_there_was_a_first_rest(done: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(idle._Later, "asked", False)
    when_idle(lambda: done.append("now"))
    assert done == ["now"]


def test_it_is_done_in_order_and_once(done: list[str]) -> None:
    for name in "abc":
        when_idle(lambda name=name: done.append(name))  # type: ignore[misc]
    assert done == []
    catch_up()
    catch_up()
    assert done == ["a", "b", "c"]


def test_it_waits_again_when_there_is_something_else_to_do(done: list[str]) -> None:
    for name in "abc":
        when_idle(lambda name=name: done.append(name))  # type: ignore[misc]
    catch_up(until=lambda: len(done) == 2)
    assert done == ["a", "b"]
    catch_up()
    assert done == ["a", "b", "c"]


def test_what_fails_takes_nothing_else_with_it(done: list[str]) -> None:
    when_idle(lambda: done.append(str(1 / 0)))
    when_idle(lambda: done.append("next"))
    with pytest.raises(ZeroDivisionError):
        catch_up()
    catch_up()
    assert done == ["next"]
