"""Elements in columns are the elements that were put in, and long plans hold theirs so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import builder.plan.structure as structure_module
from builder.frozen import replace
from builder.plan.elements import Elements
from builder.plan.page import Element, Role
from builder.plan.structure import Structure

WORDS = st.none() | st.text(max_size=3)


@st.composite
def elements(draw: st.DrawFn) -> list[Element]:
    count = draw(st.integers(0, 12))
    return [
        Element(
            number,
            draw(st.sampled_from(Role)),
            draw(st.integers(0, number - 1)) if number else None,
            alt=draw(WORDS),
            lang=draw(WORDS),
            title=draw(WORDS),
            scope=draw(st.sampled_from([None, "Column"])),
            numbering=draw(st.sampled_from([None, "Disc"])),
            anchor=draw(WORDS),
            look=draw(st.sampled_from([None, "caption"])),
        )
        for number in range(count)
    ]


@given(elements(), st.data())
def test_columns_hold_what_was_put_in(wanted: list[Element], data: st.DataObject) -> None:
    held = Elements(wanted)
    assert (list(held), len(held), held) == (wanted, len(wanted), tuple(wanted))
    assert [held[number] for number in range(len(wanted))] == wanted
    assert held[2:5] == tuple(wanted[2:5]) and list(reversed(held)) == wanted[::-1]
    if wanted:
        number = data.draw(st.integers(0, len(wanted) - 1))
        changed = replace(wanted[number], alt=data.draw(WORDS))
        held[number] = changed
        assert list(held) == [*wanted[:number], changed, *wanted[number + 1 :]]


def test_an_element_stands_where_its_id_says() -> None:
    with pytest.raises(ValueError, match="element 3 stands in the place of 0"):
        Elements([Element(3, Role.P, None)])
    with pytest.raises(IndexError):
        Elements()[0]


def _grown() -> Structure:
    made = Structure("en-GB", "Long")
    for number in range(20):
        made.add(Role.P, 0, lang="fr" if number % 3 else None)
    made.describe(4, "A figure")
    return made


def test_a_structure_that_grew_long_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    short = _grown()
    monkeypatch.setattr(structure_module, "LONG", 5)
    long = _grown()
    assert isinstance(long.elements(), Elements) and not isinstance(short.elements(), Elements)
    assert long.elements() == short.elements()
    assert (long.last(Role.P), long.count, long.since(18)) == (short.last(Role.P), short.count, short.since(18))
