"""What a handout says after its sections: the law, what to do, answers, words, sources, how it was made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from builder import model
from builder.diagnostics import Span
from builder.frozen import replace
from builder.late import late
from builder.locales import LegalStatus
from builder.plan.flowables import Columns, Flowable, Solid, Words
from builder.plan.lay import Copy
from builder.plan.marks import rule
from builder.plan.page import Item, Role
from builder.plan.parts import Parts, unbroken
from builder.plan.sheet import ANSWERS
from builder.plan.words import term_copy
from builder.values import RichText, Run, words

if TYPE_CHECKING:
    from builder.plan.qr import code_box
    from builder.plan.reflist import reference_copy
    from builder.plan.taught import answer_flow
else:
    code_box = late("builder.plan.qr", "code_box")
    reference_copy = late("builder.plan.reflist", "reference_copy")
    answer_flow = late("builder.plan.taught", "answer_flow")

WRITING = 24.0
"""Points from writing line to writing line: 8 mm, as in exercise books."""
LINES = 3
"""Lines for a reader's own notes."""
TOGETHER = 4
"""Steps of an action that stay on one page with its why and when: who does it sees all of it."""


def actions(parts: Parts) -> Iterator[Flowable]:
    """Yield what readers can do, each under a heading of its own: steps, why, when, who helps."""
    deck, wording = parts.source.deck, parts.wording
    if not deck.actions:
        return
    section = parts.structure.add(Role.SECT)
    yield from parts.question(words(wording.actions, deck.actions[0].at), section)
    for action in deck.actions:
        yield parts.heading(action.text, Role.H3, section)
        steps = list(parts.numbered(action.steps, section))
        pairs = ((wording.why, action.why), (wording.when, action.when), (wording.who_helps, action.contact))
        said = [parts.paragraph(labelled(pattern, text), section) for pattern, text in pairs if text]
        many = max(0, len(steps) - TOGETHER)
        yield from steps[:many]
        yield from unbroken([*steps[many:], *said])


def labelled(pattern: str, text: RichText) -> RichText:
    """Return a text after what stands before it in the pattern, in bold: "Why: ..."."""
    before, _, after = pattern.partition("{text}")
    inlines = (Run(before, bold=True), *text.inlines, *((Run(after),) if after else ()))
    return RichText(inlines, text.at)


def legal_status(parts: Parts) -> Iterator[Flowable]:
    """Yield what the law of the place says about the deck's substances, with the law and since when."""
    place = parts.source.locale
    known = [law for name in parts.source.deck.legal_status if (law := place.legal_status(name))]
    if not known:
        return
    section = parts.structure.add(Role.SECT)
    at = parts.source.deck.at
    yield from parts.question(words(parts.wording.legal_status, at), section)
    for law in known:
        yield parts.paragraph(words(law.plain, at), section)
        yield small(parts, _law_line(parts, law), section)


def _law_line(parts: Parts, law: LegalStatus) -> str:
    wording = parts.wording
    said = [wording.legal_instrument.format(instrument=law.instrument)]
    if law.since:
        said.append(wording.legal_since.format(date=parts.source.locale.date(law.since)))
    if not law.confirmed:
        said.append(wording.unchecked.removesuffix("."))
    return "".join(f"{part}. " for part in said).strip()


def small(parts: Parts, text: str | RichText, section: int, *, keep: bool = False) -> Words:
    """Return a paragraph of small print; with `keep` it stays with what follows."""
    style = parts.setting.style("source")
    at = text.at if isinstance(text, RichText) else parts.source.deck.at
    runs = parts.runs(text, style)
    return Words(Copy(runs, style, element=parts.structure.add(Role.P, section), at=at, keep_next=keep))


def writing_lines(parts: Parts, at: Span) -> Solid:
    """Return lines for a reader's own notes; where a page has no room for them, there is white paper instead."""
    full, color = parts.sheet.frame.full, parts.setting.color("grey")
    weight = parts.setting.weight("hairline") / 2

    def place(y: float) -> tuple[Item, ...]:
        ends = (y + WRITING * line for line in range(1, LINES + 1))
        return tuple(rule(full.x, end, full.right, color, weight, "Writing line") for end in ends)

    return Solid(WRITING * LINES, place, at, after=14.0, wide=True, spare=True)


def answers(parts: Parts, asked: Sequence[model.Question]) -> Iterator[Flowable]:
    """Yield the answers to the questions that were asked on the way."""
    if not asked:
        return
    section = parts.structure.add(Role.SECT)
    yield from parts.question(words(parts.wording.answers, asked[0].at), section, anchor=ANSWERS)
    yield from answer_flow(asked, parts.sheet, section)


def glossary(parts: Parts) -> Iterator[Flowable]:
    """Yield the terms that were used, where no outer column explained them on the way."""
    if parts.sheet.frame.margin is not None or not parts.explained.left():
        return
    section = parts.structure.add(Role.SECT)
    yield from parts.question(words(parts.wording.glossary, parts.source.deck.at), section)
    style = parts.setting.style("body")
    for term in parts.explained.left():
        copy = term_copy(term, style, parts.setting)
        yield Words(replace(copy, element=parts.structure.add(Role.P, section, look="term")))


def other_formats(parts: Parts) -> Iterator[Flowable]:
    """Yield how to get help with reading: an interpreter, other languages, other formats."""
    deck = parts.source.deck
    texts = [text for text in (deck.interpreter, deck.other_formats) if text]
    if not texts:
        return
    section = parts.structure.add(Role.SECT)
    yield from parts.line(texts[0])
    yield parts.heading(parts.wording.other_formats, Role.H2, section)
    for text in texts:
        yield parts.paragraph(text, section)


def references(parts: Parts) -> Iterator[Flowable]:
    """Yield the reference list, in two columns where the page is wide enough, or how to get it."""
    source, wording = parts.source, parts.wording
    entries = source.bibliography.entries
    if not entries:
        return
    section = parts.structure.add(Role.SECT)
    yield from parts.question(words(wording.references, source.deck.at), section)
    if source.references == "request":
        contact = source.deck.governance.contact
        asked = wording.contact.format(contact=contact) if contact else ""
        yield parts.paragraph(words(wording.on_request.format(contact=asked).strip(), source.deck.at), section)
        return
    if source.references == "qr" and source.status_page:
        yield code_box(source.status_page, wording.behind_code, parts.sheet, section)
        return
    style = parts.setting.style("reference")
    group = parts.structure.add(Role.L, section, numbering="Decimal")
    copies = tuple(
        reference_copy(entry.number, entry.text, style, parts.setting, parts.structure, group) for entry in entries
    )
    yield Columns(copies, 1 if parts.sheet.frame.margin is None else 2, 22.0)


def imprint(parts: Parts) -> Iterator[Flowable]:
    """Yield how the leaflet was made: who, with whose money, from which evidence; and where to check this copy."""
    source, wording = parts.source, parts.wording
    lines = list(_imprint_lines(parts))
    address = source.status_page if source.references != "qr" or not source.bibliography.entries else None
    if not lines and not address:
        return
    section = parts.structure.add(Role.SECT)
    yield from parts.line(words("", source.deck.governance.at))
    yield parts.heading(wording.made, Role.H2, section)
    for index, line in enumerate(lines):
        yield small(parts, line, section, keep=bool(address) or index < len(lines) - 1)
    if address:
        yield code_box(address, wording.status_page, parts.sheet, section)


def _imprint_lines(parts: Parts) -> Iterator[str | RichText]:
    rules, wording = parts.source.deck.governance, parts.wording
    filled = (
        (wording.made_by, "owner", rules.owner),
        (wording.written_by, "authors", ", ".join(rules.authors)),
        (wording.funding, "funding", rules.funding),
        (wording.interests, "interests", rules.interests),
    )
    who = [pattern.format(**{name: value.rstrip(".")}) for pattern, name, value in filled if value]
    searched = rules.evidence_searched_to
    when = [wording.searched.format(date=parts.source.locale.date(searched))] if searched else []
    for said in (who, when):
        if said:
            yield "".join(f"{part}. " for part in said).strip()
    if rules.update_policy:
        yield rules.update_policy
    if rules.feedback:
        yield wording.feedback.format(feedback=rules.feedback)
