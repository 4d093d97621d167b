"""What the flow of a handout is made of: headings, paragraphs, lists, each tagged and remembered for the bookmarks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from builder.diagnostics import Diagnostic
from builder.frozen import replace
from builder.geometry import Rect
from builder.late import late
from builder.plan.explained import Explained
from builder.plan.flowables import Flowable, Side, Solid, Words
from builder.plan.footer import Handout
from builder.plan.lay import Copy, lay
from builder.plan.marks import rule, text_box
from builder.plan.page import Item, Role, TextRun
from builder.plan.setting import plain_runs, runs_of
from builder.plan.sheet import Sheet
from builder.plan.structure import DEPTH
from builder.plan.words import ListLook, bullet_copies, step_copies
from builder.theme import TextStyle
from builder.values import RichText, words

if TYPE_CHECKING:
    from builder.plan.pairs import pair_box
    from builder.plan.taught import heading_across
else:
    pair_box = late("builder.plan.pairs", "pair_box")
    heading_across = late("builder.plan.taught", "heading_across")


class Parts:
    """Makes the parts of one handout; `headings` are remembered for the bookmarks, `explained` terms for the margin.

    `found` is where faults are noted (None: elsewhere, and nothing is kept), `around` what all parts share, if known.
    """

    def __init__(self, source: Handout, sheet: Sheet) -> None:
        self.source, self.sheet, self.setting = source, sheet, sheet.setting
        self.structure, self.wording = sheet.structure, source.locale.wording
        self.headings: list[tuple[str, int, int]] = []
        body = self.setting.style("body")
        self.look = ListLook(body, body.size * 1.5)
        self.explained = Explained(sheet, source.deck.glossary)
        self.found: Sequence[Diagnostic] | None = None
        self.around: object = None

    def logs(self) -> tuple[list[Any], ...]:
        """Return the lists that grow while parts are made."""
        return (self.headings,)

    def titled(self, title: str, texts: Sequence[RichText]) -> Iterator[Flowable]:
        """Yield a headed list under a hairline."""
        part = self.structure.add(Role.SECT)
        yield from self.line(texts[0])
        yield self.heading(title, Role.H2, part)
        yield from self.bullets(texts, part)

    def pair(self, *lists: tuple[str, Sequence[RichText]]) -> Iterator[Flowable]:
        """Yield two headed lists side by side across the page, under a hairline."""
        yield from self.line(lists[0][1][0])
        box = pair_box(lists, self.look, self.sheet)
        self.headings += [(title, 0, element) for (title, _), element in zip(lists, box.elements, strict=True)]
        yield box

    def question(self, title: RichText, parent: int, anchor: str | None = None) -> Iterator[Flowable]:
        """Yield a section's heading: a thin rule above, the question in the heading face; links lead to `anchor`."""
        column, color, weight = self.sheet.frame.full, self.setting.color("teal"), self.setting.weight("hairline")
        style = self.setting.style("question")

        def place(y: float) -> tuple[Item, ...]:
            return (rule(column.x, y, column.right, color, weight, "Question rule"),)

        yield Solid(1.0, place, title.at, before=style.space_before, after=7.0, wide=True, keep_next=True)
        element = self.structure.add(Role.H2, parent, anchor=anchor)
        self.headings.append((title.text, 0, element))
        copy = Copy(runs_of(title, style, self.setting), style, element=element, at=title.at, space_before=7.0)
        laid = lay([copy], column.width)

        def words_at(y: float) -> tuple[Item, ...]:
            return (text_box(laid, Rect(column.x, y, column.width, laid.height), "Question"),)

        after, ahead = style.space_after, style.leading * 3
        yield Solid(
            laid.height, words_at, title.at, 7.0, after, wide=True, keep_next=True, elements=(element,), ahead=ahead
        )

    def line(self, before: RichText) -> Iterator[Flowable]:
        """Yield a hairline across the page, kept with what follows."""
        full, color, weight = self.sheet.frame.full, self.setting.color("hairline"), self.setting.weight("hairline")

        def place(y: float) -> tuple[Item, ...]:
            return (rule(full.x, y, full.right, color, weight, "Part rule"),)

        yield Solid(1.0, place, before.at, before=10.0, after=9.0, wide=True, keep_next=True)

    def heading(
        self, title: RichText | str, role: Role, parent: int, *, across: bool = False, anchor: str | None = None
    ) -> Flowable:
        """Return a smaller heading, kept with what follows it: beside the text where there is an outer column.

        It stands `across` the page over a box that takes the whole width. Links lead to `anchor`.
        """
        style = self.setting.style("heading")
        element = self.structure.add(role, parent, anchor=anchor)
        rich = words(title, self.source.deck.at) if isinstance(title, str) else title
        self.headings.append((rich.text, DEPTH[role], element))
        copy = Copy(runs_of(rich, style, self.setting), style, element=element, at=rich.at, keep_next=True)
        if across:
            return heading_across(copy, self.sheet)
        return Side(copy) if self.sheet.frame.margin else Words(copy)

    def paragraph(self, rich: RichText, parent: int) -> Words:
        """Return a paragraph of body text."""
        style = self.setting.style("body")
        element = self.structure.add(Role.P, parent)
        copy = Copy(runs_of(rich, style, self.setting), style, element=element, at=rich.at)
        return Words(copy, self.explained.notes(rich.text, parent))

    def bullets(self, texts: Sequence[RichText], parent: int) -> Iterator[Words]:
        """Yield texts as a bulleted list."""
        copies = self.structure.tagged(together(bullet_copies(texts, self.look, self.setting)), parent)
        for copy, rich in zip(copies, texts, strict=True):
            yield Words(copy, self.explained.notes(rich.text, inside(copy, parent)))

    def numbered(self, texts: Sequence[RichText], parent: int) -> Iterator[Words]:
        """Yield texts as a numbered list."""
        copies = self.structure.tagged(together(step_copies(texts, self.look, self.setting)), parent)
        return (Words(copy) for copy in copies)

    def runs(self, text: RichText | str, style: TextStyle) -> tuple[TextRun, ...]:
        """Return the runs of a text in a style."""
        return (
            runs_of(text, style, self.setting) if isinstance(text, RichText) else plain_runs(text, style, self.setting)
        )


def together(copies: Iterable[Copy]) -> list[Copy]:
    """Return paragraphs so that no item of a list stands alone at the foot of a page, or at the head of the next."""
    kept = list(copies)
    for index, (copy, after) in enumerate(pairwise(kept)):
        begins = index == 0 or kept[index - 1].bullet is None
        ends = index + 2 == len(kept) or kept[index + 2].bullet is None
        if copy.bullet and after.bullet and (begins or ends):
            kept[index] = replace(copy, keep_next=True)
    return kept


def unbroken(parts: Iterable[Words]) -> Iterator[Words]:
    """Yield paragraphs that stay on one page, as long as a page holds them."""
    held = list(parts)
    for part in held[:-1]:
        yield replace(part, copy=replace(part.copy, keep_next=True))
    yield from held[-1:]


def inside(copy: Copy, parent: int) -> int:
    """Return the element that holds what explains a paragraph: in a list its item, so that it is read right after."""
    return copy.element if copy.bullet and copy.element is not None else parent
