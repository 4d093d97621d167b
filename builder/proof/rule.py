"""What a rule about a written PDF is given and gives: what was read, what the edition asks for, and what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from builder.diagnostics import Severity
from builder.frozen import dataclass, field
from builder.geometry import Rect, Size
from builder.plan.page import Plan
from builder.proof.figures import Figure, figures
from builder.proof.locate import references, slides
from builder.proof.printed import Printed, Sheet, Shown
from builder.proof.wanted import Order


@dataclass(frozen=True, slots=True)
class Manner:
    """For whom a PDF is set: `lay` says that patients or the public read it, `large` that it is in large print, `card`
    that it is a card. Sizes are points.
    """

    lay: bool
    large: bool
    card: bool

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


@dataclass(frozen=True, slots=True)
class Asked:
    """What an edition asks of one page: all that a rule knows of it besides the page as it is drawn.

    `number` counts from 0, of `total`. `foot` are the words that the page's foot holds, its number among them, `status`
    what the page says of its approval. `pictured` are the small pictures of slides, `sources` the reference lists,
    `links` the areas of links, `figures` what the plan says of drawings.
    """

    number: int
    total: int
    size: Size
    manner: Manner
    status: str
    foot: tuple[str, ...]
    pictured: tuple[Rect, ...]
    sources: tuple[Rect, ...]
    links: tuple[Rect, ...]
    figures: tuple[Figure, ...]

    def in_picture(self, shown: Shown) -> bool:
        """Tell whether a string stands in the small picture of a slide."""
        return _within(self.pictured, shown)

    def in_sources(self, shown: Shown) -> bool:
        """Tell whether a string stands in a reference list."""
        return _within(self.sources, shown)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an edition asks of its PDF.

    `foot` are the words that every page's foot holds, `place` how it counts pages ("Page {page} of {pages}"), `status`
    what every page says of its approval. `pictured` are, page by page, the small pictures of slides, `sources` the
    reference lists.
    """

    plan: Plan = field(repr=False)
    size: Size
    manner: Manner
    status: str = ""
    foot: tuple[str, ...] = ()
    place: str = ""
    pictured: tuple[tuple[Rect, ...], ...] = ()
    sources: tuple[tuple[Rect, ...], ...] = ()

    def page(self, number: int, total: int, links: tuple[Rect, ...]) -> Asked:
        """Return what is asked of page `number` (from 0) of a file of `total`, which has links in these areas."""
        planned = number < len(self.plan.pages)
        place = (self.place.format(page=number + 1, pages=total),) if self.place else ()
        return Asked(
            number=number,
            total=total,
            size=self.size,
            manner=self.manner,
            status=self.status,
            foot=(*self.foot, *place),
            pictured=self.pictured[number] if planned else (),
            sources=self.sources[number] if planned else (),
            links=links,
            figures=tuple(figures(self.plan.pages[number])) if planned else (),
        )

    def in_picture(self, page: int, shown: Shown) -> bool:
        """Tell whether a string stands in the small picture of a slide."""
        return page < len(self.pictured) and _within(self.pictured[page], shown)

    def in_sources(self, page: int, shown: Shown) -> bool:
        """Tell whether a string stands in a reference list."""
        return page < len(self.sources) and _within(self.sources[page], shown)


def wanted_of(plan: Plan, order: Order) -> Wanted:
    """Return what is asked of the PDF of a plan."""
    return Wanted(
        plan=plan,
        size=plan.size,
        manner=Manner(order.lay, order.large, order.card),
        status=order.status,
        foot=order.foot,
        place=order.place,
        pictured=tuple(slides(page) for page in plan.pages),
        sources=tuple(references(page) for page in plan.pages),
    )


def _within(boxes: Sequence[Rect], shown: Shown) -> bool:
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


Noted: TypeAlias = tuple[tuple[Fault, ...], ...]
"""What a rule finds on one page, in as many parts as it tells apart."""


@dataclass(frozen=True, slots=True)
class ProofRule:
    """A rule in two steps, so that no more than one page's drawing is held at a time.

    `look` sees a page as it is drawn (without annotations) and what is asked of it; what it finds depends on nothing
    else. `judge` gets the document without drawings, and what was found on each page; the manual page is its docstring.
    """

    judge: Callable[[Printed, Wanted, Sequence[Noted]], Iterator[Fault]]
    look: Callable[[Sheet, Asked], Noted]

    @property
    def manual(self) -> str:
        """The rule's manual page, which starts with its code."""
        return self.judge.__doc__ or ""


def noted(found: Sequence[Noted], part: int) -> Iterator[Fault]:
    """Yield what was found on all pages in one of a rule's parts."""
    for page in found:
        yield from page[part]


def on_page(page: int) -> str:
    """Return the page as people count."""
    return f"page {page + 1}"


def quoted(text: str, most: int = 40) -> str:
    """Return words for a message, cut where they are long."""
    words = " ".join(text.split())
    return f"`{words if len(words) <= most else words[: most - 1] + '…'}`"
