"""Take-home messages: numbered in large figures, or led by their own bold words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder import model
from builder.frozen import replace
from builder.plan.desk import Desk, Sorted, copies_box, list_look
from builder.plan.lay import Copy, lay
from builder.plan.layouts import SUMMARY_INDENT
from builder.plan.page import Bullet, Item
from builder.plan.setting import plain_runs, runs_of, scaled
from builder.plan.sparse import air, aired, held_to_lead
from builder.plan.words import Part
from builder.theme import TextStyle
from builder.values import RichText, Run

AIR = 2.0
"""Space between messages against that of a list."""


def summary(parts: Sorted, step: float, desk: Desk) -> tuple[Item, ...]:
    """Messages one under the other; where all begin with bold words, these are their marks, else they are numbered."""
    box = desk.grid.place("summary", "body", desk.grid.across(0, 11))
    look = list_look(step, desk)
    style = replace(look.style, space_after=look.style.space_after * AIR)
    texts = [(text, part.block.language) for part in parts.words for text in messages(part)]
    keyed = all(_key(text) for text, _ in texts)
    copies = _keyed(texts, style, desk) if keyed else _numbered(texts, parts.words[0].first, style, desk)
    made = list(copies)
    laid = lay(made, box.width, safety=desk.setting.safety)
    held_to_lead(laid.height, box.height, step, desk.setting, parts.words[0].block.at)
    made = aired(made, air(made, laid.height, box.height, step, desk.setting))
    return (copies_box(made, box, desk, "body", parts.words[0])[0],)


def messages(part: Part) -> Sequence[RichText]:
    """Return the texts of a block that can be messages; none for other kinds."""
    match part.block:
        case model.Point(point=text) | model.Text(text=text):
            return (text,)
        case model.Steps(steps=texts) | model.Checklist(checklist=texts):
            return texts
        case _:
            return ()


def _key(text: RichText) -> bool:
    first = text.inlines[0] if text.inlines else None
    return isinstance(first, Run) and first.bold


def _numbered(texts: Sequence[tuple[RichText, str | None]], first: int, style: TextStyle, desk: Desk) -> Iterator[Copy]:
    setting = desk.setting
    numeral = replace(scaled(setting.style("numeral"), style.size), color=setting.color("teal"))
    for number, (text, lang) in enumerate(texts, first):
        run = plain_runs(f"{number}", numeral, setting)[0]
        mark = Bullet("number", numeral.color, style.size, run, number)
        runs = runs_of(text, style, setting, lang=lang)
        yield Copy(runs, style, SUMMARY_INDENT, SUMMARY_INDENT, mark, at=text.at)


def _keyed(texts: Sequence[tuple[RichText, str | None]], style: TextStyle, desk: Desk) -> Iterator[Copy]:
    """Yield messages whose first bold words have the brand colour."""
    setting = desk.setting
    for text, lang in texts:
        head, rest = RichText(text.inlines[:1], text.at), RichText(text.inlines[1:], text.at)
        colored = replace(style, color=setting.color("teal"))
        runs = (*runs_of(head, colored, setting, lang=lang), *runs_of(rest, style, setting, lang=lang))
        yield Copy(runs, style, at=text.at)
