"""What a rule about a written PDF is given and gives: what was read, what the edition asks for, and what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from builder.diagnostics import Severity
from builder.frozen import dataclass, field
from builder.geometry import Rect, Size
from builder.plan.page import Plan
from builder.proof.locate import references, slides
from builder.proof.printed import Printed, Shown
from builder.proof.wanted import Order


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an edition asks of its PDF.

    `lay` says that patients or the public read it, `large` that it is in large print, `card` that it is a card. Sizes
    are points. `foot` are the words that every page's foot holds, `place` how it counts pages ("Page {page} of
    {pages}"), `status` what every page says of its approval. `pictured` are, page by page, the small pictures of
    slides, `sources` the reference lists.
    """

    plan: Plan = field(repr=False)
    size: Size
    lay: bool
    large: bool
    card: bool = False
    status: str = ""
    foot: tuple[str, ...] = ()
    place: str = ""
    pictured: Sequence[Sequence[Rect]] = ()
    sources: Sequence[Sequence[Rect]] = ()

    @property
    def body(self) -> float:
        """The least size of running text."""
        return 18.0 if self.large else 10.0 if self.card else 12.0

    @property
    def small(self) -> float:
        """The least size of anything else: captions, labels, tables, sources."""
        return 16.0 if self.large else 9.0

    @property
    def weight(self) -> Severity:
        """What a matter of wording weighs: patients and the public must be able to read it."""
        return Severity.ERROR if self.lay or self.large else Severity.WARNING

    def in_picture(self, page: int, shown: Shown) -> bool:
        """Tell whether a string stands in the small picture of a slide."""
        return _within(self.pictured, page, shown)

    def in_sources(self, page: int, shown: Shown) -> bool:
        """Tell whether a string stands in a reference list."""
        return _within(self.sources, page, shown)


def wanted_of(plan: Plan, order: Order) -> Wanted:
    """Return what is asked of the PDF of a plan."""
    return Wanted(
        plan=plan,
        size=plan.size,
        lay=order.lay,
        large=order.large,
        card=order.card,
        status=order.status,
        foot=order.foot,
        place=order.place,
        pictured=tuple(slides(page) for page in plan.pages),
        sources=tuple(references(page) for page in plan.pages),
    )


def _within(regions: Sequence[Sequence[Rect]], page: int, shown: Shown) -> bool:
    boxes = regions[page] if page < len(regions) else ()
    return any(b.x - 1 <= shown.x <= b.right + 1 and b.y - 1 <= shown.y <= b.bottom + 1 for b in boxes)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and where: a page (from 0) and a point on it, as far as it has a place."""

    message: str
    page: int | None = None
    x: float = 0.0
    y: float = 0.0
    severity: Severity = Severity.ERROR
    help: str | None = None


ProofRule: TypeAlias = Callable[[Printed, Wanted], Iterator[Fault]]


def on_page(page: int) -> str:
    """Return the page as people count."""
    return f"page {page + 1}"


def quoted(text: str, most: int = 40) -> str:
    """Return words for a message, cut where they are long."""
    words = " ".join(text.split())
    return f"`{words if len(words) <= most else words[: most - 1] + '…'}`"
