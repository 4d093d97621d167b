"""Blocks of words -> paragraphs: bullets, numbers, boxes to tick, terms. The same for slides and for print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from builder import model
from builder.frozen import dataclass, replace
from builder.plan.builds import Stage
from builder.plan.lay import Copy
from builder.plan.page import Bullet
from builder.plan.setting import Setting, plain_runs, runs_of
from builder.plan.tables import WholeTable
from builder.text import natural_width
from builder.theme import TextStyle
from builder.values import RichText

WordBlock: TypeAlias = model.Point | model.Text | model.Steps | model.Checklist | model.Define
"""Blocks that flow as text; the others are figures (table, chart, image) and panels (callout, quote)."""

BOX_SIZE, BOX_HANGS = 0.72, 1.05
"""Side of a tick box, and how far its text hangs at least, as shares of the type size."""


@dataclass(frozen=True, slots=True)
class Part:
    """A block, or a stretch of one: `first` is the number of its first step, counted from 1.

    `whole` is the table that a stretch of rows was cut from, or all of it: stretches have the columns that it has.
    `stage` is the step of building it up that a diagram shows.
    """

    block: model.Block
    first: int = 1
    whole: WholeTable | None = None
    stage: Stage | None = None


@dataclass(frozen=True, slots=True)
class ListLook:
    """How lists hang: the style of their text and the indent in points; `heads` set paragraphs as headings of lists."""

    style: TextStyle
    indent: float
    heads: TextStyle | None = None


def word_copies(
    parts: Iterable[Part], look: ListLook, setting: Setting, terms: Mapping[str, model.Term]
) -> Iterator[Copy]:
    """Yield the paragraphs of blocks of words, in order; blocks of other kinds yield nothing."""
    for part in parts:
        block, lang = part.block, part.block.language
        match block:
            case model.Point():
                yield replace(_bulleted(block.point, look, setting, lang), whole=block.safety == "must")
            case model.Text():
                style = look.heads or look.style
                runs = runs_of(block.text, style, setting, lang=lang)
                yield Copy(runs, style, at=block.at, keep_next=look.heads is not None)
            case model.Steps():
                yield from _numbered(block.steps, part.first, look, setting, lang)
            case model.Checklist():
                for item in block.checklist:
                    yield _boxed(item, look, setting, lang)
            case model.Define():
                for name in block.define:
                    yield term_copy(terms[name], look.style, setting)
            case _:
                pass


def _bulleted(rich: RichText, look: ListLook, setting: Setting, lang: str | None) -> Copy:
    mark = setting.point_mark(look.style.size)
    runs = runs_of(rich, look.style, setting, lang=lang)
    return Copy(runs, look.style, look.indent, look.indent, mark, at=rich.at)


def bullet_copies(
    texts: Sequence[RichText], look: ListLook, setting: Setting, lang: str | None = None
) -> Iterator[Copy]:
    """Yield texts as a bulleted list."""
    for rich in texts:
        yield _bulleted(rich, look, setting, lang)


def step_copies(texts: Sequence[RichText], look: ListLook, setting: Setting) -> Iterator[Copy]:
    """Yield texts as a numbered list from 1."""
    return _numbered(texts, 1, look, setting, None)


def _boxed(rich: RichText, look: ListLook, setting: Setting, lang: str | None) -> Copy:
    indent = max(look.indent, look.style.size * BOX_HANGS)
    mark = Bullet("box", setting.color("teal"), look.style.size * BOX_SIZE)
    return Copy(runs_of(rich, look.style, setting, lang=lang), look.style, indent, indent, mark, at=rich.at)


def _numbered(
    texts: Sequence[RichText], first: int, look: ListLook, setting: Setting, lang: str | None
) -> Iterator[Copy]:
    bold = replace(look.style, bold=True, color=setting.color("teal"))
    labels = [plain_runs(f"{number}.", bold, setting)[0] for number in range(first, first + len(texts))]
    indent = max([look.indent, *(natural_width([run]) + look.style.size * 0.3 for run in labels)])
    for number, (run, rich) in enumerate(zip(labels, texts, strict=True), first):
        mark = Bullet("number", bold.color, look.style.size, run, number)
        yield Copy(runs_of(rich, look.style, setting, lang=lang), look.style, indent, indent, mark, at=rich.at)


def term_copy(term: model.Term, style: TextStyle, setting: Setting) -> Copy:
    """Return a glossary entry as one paragraph: the term in bold, how to say it, what it means."""
    bold = replace(style, bold=True)
    meaning = term.meaning or term.plain
    say = f" (say: {term.say})" if term.say else ""
    runs = plain_runs(term.term, bold, setting, term.at)
    rest = plain_runs(f"{say}: ", style, setting, term.at)
    return Copy((*runs, *rest, *(runs_of(meaning, style, setting) if meaning else ())), style, at=term.at)
