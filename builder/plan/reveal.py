"""Incremental reveal: which click of the lecturer brings which parts of a slide.

Points, steps and boxes to tick come one by one, a paragraph a click. Where a slide has such words, its figures stand
from the start, since the words are about them, and its callouts come last, each by a click. Where it has none, each
figure, callout or quotation comes by a click, with its caption, source and icon. A question has a slide of its own for
its answer, and needs no clicks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from builder import model
from builder.diagnostics import Span
from builder.frozen import dataclass
from builder.plan.page import Connector, Item, Reveal, Shape, Stroke, TextBox
from builder.plan.words import WordBlock

FURNITURE = frozenset({"title", "eyebrow", "step", "footer", "number", "small", "status"})
"""Placeholders that stand on every slide: they are never hidden."""


@dataclass(frozen=True, slots=True)
class _Part:
    """What belongs to one block: its items, by their number on the page. `block` is its number on the slide."""

    block: int
    items: tuple[int, ...]


def reveal_steps(items: Sequence[Item], blocks: Sequence[model.Block]) -> tuple[Reveal, ...]:
    """Return the clicks of a slide in reading order: items of a page, and the blocks that they were made of."""
    parts = _parts(items, blocks)
    clicks = {part.block: tuple(_clicks(part, items, blocks)) for part in parts}
    wordy = any(isinstance(blocks[number], WordBlock) for number in clicks)
    if any(isinstance(block, model.Question) for block in blocks):
        return ()
    hidden = [number for number in clicks if not wordy or isinstance(blocks[number], WordBlock | model.Callout)]
    return tuple(click for number in hidden for click in clicks[number])


def _parts(items: Sequence[Item], blocks: Sequence[model.Block]) -> list[_Part]:
    """Return the items by block, in the order in which they are read.

    An item without a place in the outline belongs to the block of the item before it, as an icon does, or of the item
    after it: when that stands on it, as on a panel, or when there is none before it.
    """
    held: dict[int, list[int]] = {}
    starts = {number: block.at for number, block in enumerate(blocks)}
    owner: int | None = None
    early: list[int] = []
    for index, item in enumerate(items):
        if isinstance(item, TextBox) and item.placeholder in FURNITURE:
            owner, early = None, []
            continue
        following = items[index + 1] if index + 1 < len(items) else None
        at = _place(item) or (_place(following) if following and _stands_on(following, item) else None)
        owner = _owner(at, starts) if at else owner
        if owner is None:
            early.append(index)
            continue
        held.setdefault(owner, []).extend((*early, index))
        early = []
    return [_Part(block, tuple(indexes)) for block, indexes in held.items()]


def _place(item: Item) -> Span | None:
    """Return where an item was written; drawn parts have no place."""
    at: Span | None = getattr(item, "at", None)
    return at


def _stands_on(item: Item, ground: Item) -> bool:
    """Tell whether a filled shape lies under the whole of an item."""
    if not isinstance(ground, Shape) or ground.fill is None or isinstance(item, Stroke | Connector):
        return False
    under, over = ground.box, item.box
    near = 0.5
    return (
        under.x <= over.x + near
        and under.y <= over.y + near
        and over.right <= under.right + near
        and over.bottom <= under.bottom + near
    )


def _owner(at: Span, starts: Mapping[int, Span]) -> int | None:
    """Return the block in which a place lies: the last that starts at or before it in the same file."""
    before = [(start, number) for number, start in starts.items() if start.file == at.file and _above(start, at)]
    return max(before, key=lambda found: (found[0].line, found[0].column))[1] if before else None


def _above(first: Span, second: Span) -> bool:
    return (first.line, first.column) <= (second.line, second.column)


def _clicks(part: _Part, items: Sequence[Item], blocks: Sequence[model.Block]) -> Iterator[Reveal]:
    """Yield the clicks of one block's items: words by paragraph, all else at once."""
    if not isinstance(blocks[part.block], WordBlock):
        yield Reveal(part.items)
        return
    for index in part.items:
        item = items[index]
        if isinstance(item, TextBox):
            yield from (Reveal((index,), paragraph) for paragraph in range(len(item.paragraphs)))
