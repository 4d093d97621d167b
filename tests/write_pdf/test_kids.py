"""Parts of elements stand in the order in which lists would have them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from builder.write.pdf.kids import PLANNED, Kid, Kids

COUNT = 4
STEPS = st.lists(st.tuples(st.integers(0, COUNT - 1), st.booleans(), st.integers(0, 20)), max_size=60)


@given(STEPS)
def test_parts_stand_where_lists_have_them(steps: list[tuple[int, bool, int]]) -> None:
    kids, lists = Kids(COUNT), [list[Kid]() for _ in range(COUNT)]
    for element, put_in, number in steps:
        kid, held = (PLANNED, number), lists[element]
        if put_in:
            kids.insert(element, kid, lambda one, number=number: one[1] > number)  # type: ignore[misc]
            held.insert(next((place for place, one in enumerate(held) if one[1] > number), len(held)), kid)
        else:
            kids.append(element, kid)
            held.append(kid)
    assert [list(kids.of(element)) for element in range(COUNT)] == lists
