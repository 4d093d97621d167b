"""Pages of long plans keep their items packed: the same items, the same bytes, whoever looks at them and when."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath
from types import FrameType

import pytest

from benchmarks.shapes import SHAPES, image_file, outline
from benchmarks.words import Words
from builder import build as building
from builder.build import Job
from builder.plan import packed
from builder.plan.packed import Packed, kept
from builder.plan.page import Image, Page, Plan
from builder.plan.walk import walk
from builder.proof import strings
from builder.world import Memory

JOB = Job(PurePosixPath("deck.yaml"))
KINDS = ("slides", "notes", "notes\n    per_page: 2\n    beside: notes", "notes\n    per_page: 6", "guided", "handout")


def world(kind: str, slides: int = len(SHAPES)) -> Memory:
    """Return a deck of every shape as one output, with an abbreviation that screen readers expand."""
    names = [*SHAPES]
    text = outline([names[n % len(names)] for n in range(slides)], Words(5)).decode()
    head, found, tail = text.partition("output: slides")
    assert found and "NMDA:" in head
    head = head.replace("NMDA:", "NMDA:\n    expansion: N-methyl-D-aspartate", 1)
    return Memory({"deck.yaml": f"{head}output: {kind}{tail}".encode(), "picture.png": image_file()})


def plans(kind: str) -> list[Plan]:
    return [draft.plan for draft in building.plan(JOB, world(kind)).drafts]


def pack_all(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(packed, "WHOLE", 0)
    patch.setattr(packed, "SLIDES", 0)
    patch.setattr(strings, "WHOLE", 0)


@pytest.mark.parametrize("kind", KINDS)
def test_outputs_are_the_same_bytes_whether_pages_are_packed_or_not(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = building.build(JOB, world(kind))
    pages = [plan.pages for plan in plans(kind)]
    pack_all(monkeypatch)
    small = building.build(JOB, world(kind))
    packed_pages = [plan.pages for plan in plans(kind)]
    assert whole.outputs and small.outputs == whole.outputs
    assert (small.diagnostics, small.reached) == (whole.diagnostics, whole.reached)
    assert packed_pages == pages
    assert all(isinstance(page.items, Packed) for some in packed_pages for page in some)
    assert all(isinstance(page.items, tuple) for some in pages for page in some)


def test_packed_items_are_used_like_the_tuple_of_them() -> None:
    page = max(plans("slides")[0].pages, key=lambda page: len(page.items))
    small = Packed.of(page.items)
    assert isinstance(page.items, tuple)
    assert (len(small), tuple(small), small[0], small[1:]) == (
        len(page.items),
        page.items,
        page.items[0],
        page.items[1:],
    )
    assert small == page.items and page.items == small and hash(small) == hash(page.items) and small != ()
    assert Packed.of(page.items[:1], Packed.of(page.items[1:])) == small
    assert Page(small, "A") == Page(page.items, "A") and repr(small) == repr(page.items)
    assert kept(0, page.items[:1], page.items[1:]) == page.items == kept(packed.WHOLE, page.items)


def test_pictures_are_not_copied_and_told_without_unpacking(monkeypatch: pytest.MonkeyPatch) -> None:
    items = [page.items for page in plans("slides")[0].pages]
    monkeypatch.setattr(packed, "_unpacked", lambda _: pytest.fail("unpacked"))
    small = [Packed.of(some) for some in items]
    with_pictures = [pictures(some) for some in items]
    assert [one.pictured for one in small] == [bool(some) for some in with_pictures]
    monkeypatch.undo()
    again = [pictures(one) for one in small]
    assert any(again)
    assert all(
        one.data is other.data
        for a, b in zip(again, with_pictures, strict=True)
        for one, other in zip(a, b, strict=True)
    )


def pictures(items: packed.Sequence[packed.Item]) -> list[Image]:
    return [item for item in walk(items) if isinstance(item, Image)]


@pytest.mark.parametrize(("kind", "most"), [("slides", 1), ("notes", 8)])
def test_a_build_unpacks_each_page_a_few_times(kind: str, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages of notes count, and the slides that they are made of."""
    pack_all(monkeypatch)
    seen: Counter[int] = Counter()
    chunks: list[packed.Chunk] = []
    real = packed._unpacked

    def unpacked(chunk: packed.Chunk) -> tuple[packed.Item, ...]:
        chunks.append(chunk)  # while it lives, nothing else has its id
        seen[id(chunk)] += 1
        return real(chunk)

    monkeypatch.setattr(packed, "_unpacked", unpacked)
    assert building.build(JOB, world(kind, 60)).outputs
    often = [count for count in seen.values() if count < 20]  # the head of all pages of notes is one
    assert len(often) > 20 and max(often) <= most


def test_long_plans_are_small() -> None:
    (notes,) = [draft.plan for draft in building.plan(JOB, world("notes", 160)).drafts]
    long = [page.items for page in notes.pages[packed.WHOLE :]]
    assert len(long) > 10
    sizes = [sum(len(data) for data, _ in items._chunks) for items in long if isinstance(items, Packed)]
    assert len(sizes) == len(long)
    assert max(sizes) < 20_000


@pytest.fixture
def garbage() -> Iterator[list[object]]:
    gc.collect()
    gc.disable()
    gc.set_debug(gc.DEBUG_SAVEALL)
    try:
        yield gc.garbage
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
        gc.enable()


@pytest.mark.parametrize("kind", ["slides", "notes", "handout"])
def test_what_was_tried_in_vain_is_gone_at_once(kind: str, garbage: list[object]) -> None:
    """An error that is held by its own frame holds all that was tried there, until the collector looks."""
    assert plans(kind)
    gc.collect()
    assert [one.f_code.co_qualname for one in garbage if isinstance(one, FrameType)] == []


@pytest.mark.parametrize("kind", ["slides", "notes", "handout"])
def test_a_document_that_is_written_is_gone_at_once(kind: str, garbage: list[object]) -> None:
    """Elements and what they hold point at each other: a long document would stay until the collector looks."""
    assert building.build(JOB, world(kind)).outputs
    gc.collect()
    assert {type(one) for one in garbage if type(one).__module__.startswith("builder.")} == set()
