"""The lines of the text elements of a document: strings side by side on one baseline, in reading order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from builder.frozen import dataclass
from builder.known import Known
from builder.proof.printed import Node, Printed, Said, Shown
from builder.proof.strings import WHOLE

BLOCKS = frozenset({"P", "H1", "H2", "H3", "H4", "H5", "H6", "LBody", "TD", "TH", "Caption", "BlockQuote", "Note"})
"""Elements that hold lines of their own."""
HEADINGS = frozenset({"H1", "H2", "H3", "H4", "H5", "H6"})
SCRIPT = 0.8
"""A string smaller than this share of its neighbour's size and off its baseline is raised or lowered."""


_KNOWN: Known[tuple[Line, ...]] = Known(20_000)
"""The lines of elements, by the strings that they are made of."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: page (from 0), baseline, its ends, its size (of what is neither raised nor lowered)."""

    page: int
    x: float
    y: float
    right: float
    size: float
    text: str
    shown: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A text element with its lines. `within` are the roles of the elements that it stands in, outermost first."""

    node: Node
    within: tuple[str, ...]
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """All its words."""
        return " ".join("".join(line.text for line in self.lines).split())

    @property
    def size(self) -> float:
        """The type size of most of its characters; ValueError without any."""
        sizes: Counter[float] = Counter()
        for line in self.lines:
            sizes[round(line.size, 2)] += len(line.text)
        return max(sizes, key=lambda size: (sizes[size], size))


def blocks(printed: Printed) -> Iterator[Block]:
    """Yield every text element that says something, in reading order."""
    for top in printed.tops:
        yield from _blocks(top, ())


def _blocks(node: Node, within: tuple[str, ...]) -> Iterator[Block]:
    if node.role in BLOCKS:
        found = _lines([(said.page, said.shown) for said in _own(node)])
        if found:
            yield Block(node, within, found)
    for kid in node.kids:  # of a long document, one at a time
        if isinstance(kid, Node) and (node.role not in BLOCKS or not _inline(kid)):
            yield from _blocks(kid, (*within, node.role))


def _inline(node: Node) -> bool:
    """Tell whether an element is part of the line that it stands in."""
    return node.role in {"Span", "Link", "Reference", "Quote", "Code", "Lbl"}


def _own(node: Node) -> Iterator[Said]:
    """Yield the marked content of an element and of what stands in its lines."""
    for kid in node.kids:
        if isinstance(kid, Said):
            yield kid
        elif isinstance(kid, Node) and _inline(kid):
            yield from _own(kid)


def _lines(said: list[tuple[int, tuple[Shown, ...]]]) -> tuple[Line, ...]:
    """Return strings in reading order as lines; those of pages that didn't change are the same objects again."""
    pages = tuple(page for page, _ in said)

    def made() -> tuple[Line, ...]:
        return tuple(lines_of([(page, one) for page, shown in said for one in shown]))

    if max(pages, default=WHOLE) >= WHOLE:  # packed: no object comes twice
        return made()
    return _KNOWN.of(made, *(shown for _, shown in said), also=pages)


def lines_of(strings: list[tuple[int, Shown]]) -> Iterator[Line]:
    """Yield strings in reading order as lines; what is raised or lowered belongs to the line that it stands in."""
    current: list[Shown] = []
    page = 0
    for number, shown in strings:
        if not shown.text.strip():
            continue
        if current and (number != page or not _goes_on(current, shown)):
            yield _line(page, current)
            current = []
        page = number
        current.append(shown)
    if current:
        yield _line(page, current)


def _goes_on(line: list[Shown], shown: Shown) -> bool:
    last, base = line[-1], max(line, key=lambda one: one.size)
    if abs(shown.y - base.y) < 0.5:
        return shown.x >= last.x
    small = min(shown.size, base.size) < SCRIPT * max(shown.size, base.size)
    return small and abs(shown.y - base.y) < 0.6 * max(shown.size, base.size) and shown.x >= last.x


def _line(page: int, strings: list[Shown]) -> Line:
    base = max(strings, key=lambda one: one.size)
    last = max(strings, key=lambda one: one.x + one.width)
    trimmed = last.width * (len(last.text.rstrip()) / len(last.text)) if last.text else 0.0
    return Line(
        page, strings[0].x, base.y, last.x + trimmed, base.size, "".join(one.text for one in strings), tuple(strings)
    )
