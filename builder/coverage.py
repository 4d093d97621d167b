"""What must reach people: `safety: must`, proved from the plans, and the table that says where it stands.

A claim that must reach people stands in every output of every audience that it is for: whole on one page, no smaller
than the theme's own size, and not in the speaker notes alone. Whoever writes `for` narrows who it is for; without it,
that is everybody, so patients' editions need its plain words.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial
from typing import TypeAlias

from builder.audience import shown, shows
from builder.check.rule import Reading
from builder.diagnostics import Diagnostic, Span
from builder.drafts import Draft
from builder.frozen import dataclass
from builder.known import Known
from builder.model import Callout, Deck, Edition, OutputKind, Point
from builder.passages import block_passages
from builder.plan.page import Page, Paragraph, Plan
from builder.plan.walk import paragraphs_of
from builder.reached import Reached, table
from builder.values import RichText

__all__ = ["Coverage", "Reached", "Said", "Standing", "coverage", "covered", "standing", "table"]


@dataclass(frozen=True, slots=True)
class Coverage:
    """What must reach people, claim by claim, and what does not."""

    claims: tuple[Reached, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """A claim that an edition's readers get, by the place where it is written: the page of every output that says it.

    Where an output doesn't say it as it must be said, what is wrong stands in the place of the page.
    """

    at: Span
    where: Mapping[str, int | str]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the plans of one edition say what must reach people. `paths` are its outputs."""

    paths: tuple[str, ...] = ()
    said: tuple[Said, ...] = ()


def standing(deck: Deck, drafts: Sequence[Draft]) -> Standing:
    """Return where the drafts of one edition say the claims of its resolved deck."""
    blocks: dict[Span, Point | Callout] = {}
    for _, block in _musts(deck):
        blocks.setdefault(block.at, block)
    wanted = {text.at for block in blocks.values() for text in _texts(block)}
    there = [(draft, _there(draft.plan, wanted)) for draft in drafts]
    said = (Said(at, {d.path: _page(block, d.plan, here) for d, here in there}) for at, block in blocks.items())
    return Standing(tuple(draft.path for draft in drafts), tuple(said))


def coverage(deck: Deck, readings: Sequence[Reading], drafts: Sequence[Draft]) -> Coverage:
    """Return where every `safety: must` of a deck stands in the plans of its outputs."""
    mine = ([draft for draft in drafts if draft.edition == reading.edition.name] for reading in readings)
    stands = (standing(reading.deck, some) for reading, some in zip(readings, mine, strict=True))
    return covered(deck, [(reading.edition, stand) for reading, stand in zip(readings, stands, strict=True)])


def covered(deck: Deck, stands: Sequence[tuple[Edition, Standing]]) -> Coverage:
    """Return where every `safety: must` of a deck stands, from where it stands in each edition."""
    claims: list[Reached] = []
    found: list[Diagnostic] = []
    known = [(edition, stand.paths, {one.at: one.where for one in stand.said}) for edition, stand in stands]
    for slide, block in _musts(deck):
        pages: dict[str, int | None] = {}
        for edition, paths, said in known:
            if not (shown(block.audiences, edition.audience) and slide.on(edition.output)):
                pages |= dict.fromkeys(paths, None)
            elif block.at not in said:
                found.append(_unheard(block, edition))
            else:
                for path, where in said[block.at].items():
                    if isinstance(where, int):
                        pages[path] = where
                    else:
                        found.append(_not_so(block, path, where))
        claims.append(Reached(block.at, _words(block), pages))
    return Coverage(tuple(claims), tuple(found))


@dataclass(frozen=True, slots=True)
class _Outputs:
    """The only outputs that show a slide, as its section and it name them."""

    section: tuple[OutputKind, ...] | None
    slide: tuple[OutputKind, ...] | None

    def on(self, output: OutputKind) -> bool:
        """Tell whether an output shows the slide: what isn't for it need not be in it."""
        return shows(self.section, self.slide, output)


def _musts(deck: Deck) -> Iterator[tuple[_Outputs, Point | Callout]]:
    for section in deck.sections:
        for slide in section.slides:
            for block in slide.blocks:
                if isinstance(block, Point | Callout) and block.safety == "must":
                    yield _Outputs(section.outputs, slide.outputs), block


def _words(block: Point | Callout) -> str:
    return " ".join(text.text for text in _texts(block))


def _texts(block: Point | Callout) -> tuple[RichText, ...]:
    return tuple(passage.text for passage in block_passages(block, {}))


Placed: TypeAlias = "list[tuple[int, Paragraph]]"
"""Paragraphs, each with the number of its page."""


def _there(plan: Plan, wanted: Collection[Span]) -> Mapping[Span, Placed]:
    """Return the paragraphs of a plan that were written at these places, and the pages on which they stand."""
    found: dict[Span, Placed] = {}
    for number, page in enumerate(plan.pages, 1) if wanted else ():
        for paragraph in _PARAGRAPHS.of(partial(_written, page), page) if page.layout else _written(page):
            if paragraph.at in wanted and paragraph.at:
                found.setdefault(paragraph.at, []).append((number, paragraph))
    return found


_PARAGRAPHS: Known[tuple[Paragraph, ...]] = Known(1_200)
"""Of slides: those that didn't change are the same objects again. Pages of paper are all made anew."""


def _written(page: Page) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a page that an author wrote."""
    return tuple(one for item in page.items for one in paragraphs_of(item) if one.at)


def _page(block: Point | Callout, plan: Plan, there: Mapping[Span, Placed]) -> int | str:
    """Return the number of the page that says a block, or what is wrong with how it is said."""
    least = plan.body_size if isinstance(block, Point) else plan.callout_size
    pages: set[int] = set()
    for text in _texts(block):
        here = there.get(text.at, [])
        if not here:
            return "is not on any page: at most in the notes"
        if len({number for number, _ in here}) > 1 or not any(_whole(one) for _, one in here):
            return "is cut between pages"
        if any(run.nominal < least - 0.01 for _, one in here for run in one.runs if run.shift == 0):
            return f"is set smaller than {least:g} pt"
        pages |= {number for number, _ in here}
    return pages.pop() if len(pages) == 1 else "is cut between pages"


def _whole(paragraph: Paragraph) -> bool:
    """Tell whether the lines of a paragraph hold all of its words: a paragraph that goes on elsewhere has fewer."""
    lines = "".join(piece.run.text for line in paragraph.lines for piece in line.pieces)
    return "".join(lines.split()) == "".join(paragraph.text.split())


def _unheard(block: Point | Callout, edition: Edition) -> Diagnostic:
    message = f"this must reach people, and edition `{edition.name}` for the {edition.audience} audience doesn't say it"
    if edition.audience.lay and block.plain is None:
        hint = "add `plain`, or name in `for` whom it is for"
    else:
        hint = "its slide or section leaves these readers out: name in the block's own `for` whom it is for"
    return Diagnostic(block.at, "SAFE005", message, help=hint)


def _not_so(block: Point | Callout, path: str, why: str) -> Diagnostic:
    message = f"this must reach people, and in {path} it {why}"
    return Diagnostic(block.at, "SAFE006", message, help="give it a slide of its own, or fewer words")
