"""A document that is being written holds next to nothing for a page that is done: its bytes, and a few numbers."""

from __future__ import annotations

import gc

from hypothesis import given
from hypothesis import strategies as st

from builder.kept import Kept
from builder.write.pdf.book import Book
from builder.write.pdf.flow import Said
from tests.proof.support import ketamine


def test_pages_that_are_written_leave_no_objects_behind() -> None:
    assert not Kept.stays
    plan = ketamine()["ketamine-notes.pdf"].draft.plan
    book, held = Book(plan), list[int]()
    for page in plan.pages:
        book.add(page)
        gc.collect()
        held.append(len(gc.get_objects()))
    later = held[5:]
    assert len(later) > 10
    grown = (later[-1] - later[0]) / (len(later) - 1)
    assert grown < 20  # what figures say of themselves; elements would be a hundred a page
    assert book.close().startswith(b"%PDF")


WORDS = st.text("ab. -", max_size=6)


@given(text=WORDS, at=st.integers(0, 6), spaced=st.booleans(), following=WORDS)
def test_of_what_is_said_to_its_end_the_last_character_is_enough(
    text: str, at: int, spaced: bool, following: str
) -> None:
    at = min(at, len(text))
    whole, short = Said(text, at, spaced), Said.of(text, at, spaced)
    assert short.goes_on(following) == whole.goes_on(following)
    assert short.parts() == whole.parts()


def test_a_paragraph_that_goes_on_is_remembered() -> None:
    assert Said.of("One. Two.", 4, spaced=True) == Said("One. Two.", 4, spaced=True)
    assert Said.of("One. Two.", 9, spaced=False) is Said.of("Another.", 8, spaced=False)
