"""Nobody reads what is meant for others, and everybody gets all that is meant for them.

Every text of a made-up deck says who may read it: ‹clinician,student›3. The law looks at all of a resolved deck, each
field included, so a new field that leaks fails here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder import model as m
from builder.audience import for_audience
from builder.diagnostics import Span
from builder.values import Audience, Citation, Cites, Measure, RichText, Run, words

AT = Span("deck.yaml", 1)
ALL = frozenset(Audience)
LAY = frozenset({Audience.PATIENT, Audience.PUBLIC})
PROFESSIONAL = ALL - LAY
Draw = Callable[[st.SearchStrategy], object]

fors = st.none() | st.sets(st.sampled_from(list(Audience)), min_size=1).map(lambda s: tuple(sorted(s)))


class Writer:
    """Writes texts that name their readers."""

    def __init__(self) -> None:
        self.number = count()
        self.written: dict[str, frozenset[Audience]] = {}

    def text(self, readers: frozenset[Audience]) -> str:
        text = f"‹{','.join(sorted(readers))}›{next(self.number)};"
        self.written[text] = readers
        return text

    def rich(self, readers: frozenset[Audience]) -> RichText:
        return words(self.text(readers), AT)


def content_of(kind: str, writer: Writer, who: frozenset[Audience]) -> object:  # noqa: PLR0912  # one case a kind
    rich, text = lambda: writer.rich(who), lambda: writer.text(who)
    match kind:
        case "point" | "text":
            return rich()
        case "steps" | "checklist":
            return (rich(), rich())
        case "callout":
            return m.CalloutContent(title=rich(), text=rich(), points=(rich(),))
        case "quote":
            return m.QuoteContent(text=rich(), by=rich())
        case "table":
            return m.TableContent(title=rich(), header=(rich(),), rows=((rich(),),), source=rich(), alt=text())
        case "chart":
            return m.ChartContent(
                title=rich(),
                categories=(text(),),
                series=(m.Series(name=text(), values=(None,)),),
                unit=text(),
                interval=text(),
                comparator_name=text(),
                reference=m.ReferenceLine(value=Decimal(), label=text(), below=text(), above=text()),
                highlight=(text(),),
                category_title=text(),
                value_title=text(),
                note=rich(),
                source=rich(),
                alt=text(),
            )
        case "diagram":
            return m.DiagramContent(
                title=rich(),
                nodes=(m.DiagramNode(id="a", label=rich()), m.DiagramNode(id="b", label=rich())),
                edges=(m.DiagramEdge(edge="a -> b", source="a", target="b", text=rich()),),
                clusters=(m.Cluster(title=text(), nodes=("a",)),),
                build=(m.BuildStep(title=rich(), nodes=("a",)),),
                note=rich(),
                source=rich(),
                alt=text(),
            )
        case "image":
            return m.ImageContent(file=text(), alt=text(), caption=rich(), credit=text(), licence=text())
        case "icons":
            arm = m.IconArm(label=text(), groups=(m.IconGroup(name=text(), count=3),))
            return m.IconsContent(
                title=rich(),
                arms=(arm,),
                event=text(),
                rest=text(),
                time=text(),
                note=rich(),
                source=rich(),
                alt=text(),
            )
        case "compare":
            side = m.Side(title=rich(), points=(rich(),))
            return m.CompareContent(title=rich(), sides=(side, side), source=rich())
        case "question":
            return m.QuestionContent(text=rich(), options=(rich(),), answer=rich(), rationale=rich())
        case "number":
            other = m.Counted(value=text(), counts=rich())
            return m.NumberContent(value=text(), counts=rich(), compared=other, note=rich(), source=rich())
        case "fill-in":
            blank = m.Blank(label=rich(), hint=rich())
            return m.FillInContent(title=rich(), fields=(blank,), rows=(rich(),), columns=(rich(),))
        case "finding":
            return m.FindingContent(ids=("finding",), ids_at=(AT,), form="facts", title=rich(), note=rich(), alt=text())
    raise AssertionError(kind)


KINDS = {
    kind.kind: kind
    for kind in (
        m.Point,
        m.Text,
        m.Steps,
        m.Checklist,
        m.Callout,
        m.Quote,
        m.Table,
        m.Chart,
        m.Image,
        m.Diagram,
        m.Icons,
        m.Compare,
        m.Question,
        m.Number,
        m.FillIn,
        m.FindingBlock,
    )
}


def allowed(audiences: tuple[Audience, ...] | None, around: frozenset[Audience]) -> frozenset[Audience]:
    return around if audiences is None else around & frozenset(audiences)


@st.composite
def blocks(draw: Draw, writer: Writer, around: frozenset[Audience]) -> m.Block:
    kind = draw(st.sampled_from(sorted(KINDS)))
    audiences, has_plain = draw(fors), draw(st.booleans())
    readers = allowed(audiences, around)
    named = frozenset(audiences or ()) & readers
    own = (readers & PROFESSIONAL) | (frozenset() if has_plain else named & LAY)
    waivers = ()
    if draw(st.booleans()):
        reason = writer.text(readers & PROFESSIONAL)
        waivers = (m.Waiver(rule="EV003", reason=reason, by="Dr A", until=date(2030, 1, 1)),)
    return KINDS[kind](
        audiences=audiences,
        waive=waivers,
        plain=content_of(kind, writer, readers & LAY) if has_plain else None,
        **{kind.replace("-", "_"): content_of(kind, writer, own)},
    )


@st.composite
def slides(draw: Draw, writer: Writer, around: frozenset[Audience]) -> m.Slide:
    audiences = draw(fors)
    readers = allowed(audiences, around)
    return m.Slide(
        title=writer.rich(readers & PROFESSIONAL),
        plain=writer.rich(readers & LAY) if draw(st.booleans()) else None,
        audiences=audiences,
        objectives=("goal",),
        blocks=tuple(draw(st.lists(blocks(writer, readers), max_size=3))),
        notes=writer.rich(readers & PROFESSIONAL),
    )


@st.composite
def decks(draw: Draw) -> tuple[m.Deck, Writer]:
    writer = Writer()
    sections = []
    for number in range(draw(st.integers(1, 3))):
        audiences = draw(fors)
        readers = allowed(audiences, ALL)
        sections.append(
            m.Section(
                section=f"section-{number}",
                title=writer.rich(readers & PROFESSIONAL),
                plain=writer.rich(readers & LAY) if draw(st.booleans()) else None,
                audiences=audiences,
                slides=tuple(draw(st.lists(slides(writer, readers), max_size=3))),
            )
        )
    own, plain = (lambda: writer.rich(PROFESSIONAL)), (lambda: writer.rich(LAY))
    deck = m.Deck(
        deck="sample",
        title=own(),
        subtitle=own(),
        plain=plain(),
        language="en-GB",
        main_message=plain(),
        purpose=plain(),
        key_points=(plain(),),
        without_treatment=(plain(),),
        unknowns=(plain(),),
        legal_status=("patients-only",),
        actions=(
            m.Action(text=plain(), why=plain(), when=plain(), contact=plain(), steps=(plain(),), type="seek_help"),
        ),
        questions=(plain(),),
        teach_back=(plain(),),
        interpreter=plain(),
        other_formats=plain(),
        emergency=m.Emergency(red_flags=(plain(),), first_aid=(plain(),), crisis=plain(), see_doctor=(plain(),)),
        disclosures=(own(),),
        closing=own(),
        sections=tuple(sections),
        findings=(
            m.Finding(
                id="finding",
                claim=own(),
                population=m.Population(text=writer.text(PROFESSIONAL)),
                exposure=writer.text(PROFESSIONAL),
                comparator=writer.text(PROFESSIONAL),
                outcome=m.Outcome(name=writer.text(PROFESSIONAL), event=writer.text(PROFESSIONAL), plain="felt better"),
                time=m.Timepoint(text=writer.text(PROFESSIONAL), plain="after a day"),
                design=writer.text(PROFESSIONAL),
                arms=(
                    m.Arm(label=writer.text(PROFESSIONAL), plain="the drug", percent=Measure(Decimal(64))),
                    m.Arm(label=writer.text(PROFESSIONAL), plain="the other drug", percent=Measure(Decimal(28))),
                ),
                sources=(m.Source(ref="used", locator=writer.text(PROFESSIONAL)),),
                note=own(),
            ),
        ),
        references=(
            m.Reference(id="key", at=AT, csl=(("title", writer.text(frozenset())), ("note", "x"))),
            m.Reference(id="used", at=AT, csl=()),
        ),
        glossary=(m.Term(term="NMDA", meaning=own(), plain=plain()), m.Term(term="GABA", meaning=own())),
        objectives=(
            m.Objective(id="goal", text=own(), plain=plain()),
            m.Objective(id="other", text=own(), key_terms=(writer.text(PROFESSIONAL),)),
        ),
        editions=(m.Edition(name="e", audience=Audience.CLINICIAN, output="slides"),),
    )
    return deck, writer


def said(deck: m.Deck) -> set[str]:
    return set(re.findall(r"‹[^›]*›\d+;", repr(deck)))


@given(decks(), st.sampled_from(list(Audience)))
def test_an_audience_gets_its_own_words_and_nothing_else(made: tuple[m.Deck, Writer], audience: Audience) -> None:
    deck, writer = made
    got = said(for_audience(deck, audience))
    strangers = {text for text in got if audience not in writer.written[text]}
    assert not strangers
    missing = {text for text in writer.written if audience in writer.written[text]} - got
    assert missing <= (over_nothing(deck, audience) if audience.lay else set())


def over_nothing(deck: m.Deck, audience: Audience) -> set[str]:
    """Return the headings that lay readers don't see because nothing for them stands below."""
    found: set[str] = set()
    for section in deck.sections:
        bare = [slide for slide in section.slides if not readable(slide, section, audience)]
        found |= said_in(*(slide.plain for slide in bare))
        if len(bare) == len(section.slides):
            found |= said_in(section.plain)
    return found


def said_in(*texts: RichText | None) -> set[str]:
    return {text.text for text in texts if text}


def readable(slide: m.Slide, section: m.Section, audience: Audience) -> bool:
    """Tell whether a slide has something to read besides its heading."""
    return any(audience in readers_of(block, slide, section) for block in slide.blocks)


def readers_of(block: m.Block, slide: m.Slide, section: m.Section) -> frozenset[Audience]:
    readers = allowed(block.audiences, allowed(slide.audiences, allowed(section.audiences, ALL)))
    if isinstance(block, m.Define) or block.plain is not None:
        return readers
    return (readers & PROFESSIONAL) | (frozenset(block.audiences or ()) & readers)


def deck_of(*made: m.Block, **more: object) -> m.Deck:
    slide = m.Slide(id="here", title=words("Own title", AT), blocks=made, notes=words("Own notes", AT))
    section = m.Section(section="one", title=words("Own section", AT), slides=(slide,))
    edition = m.Edition(name="e", audience=Audience.CLINICIAN, output="slides")
    return m.Deck(
        deck="d", title=words("Own deck", AT), language="en", sections=(section,), editions=(edition,), **more
    )


def test_every_block_kind_that_takes_plain_words_is_tried_above() -> None:
    assert {kind.kind for kind in m.Block.__args__} == {*KINDS, "define"}


def test_every_field_of_the_deck_is_tried_above() -> None:
    """A new field of Deck must be given a marker in `decks`, or be named here as one that everybody may read."""
    everybody = {"at", "deck", "language", "theme", "keywords", "editions", "governance", "sections", "references"}
    tried = {
        "title", "subtitle", "plain", "main_message", "purpose", "key_points", "unknowns", "questions", "teach_back",
        "without_treatment", "legal_status", "actions", "interpreter", "other_formats",
        "emergency", "disclosures", "closing", "findings", "glossary", "objectives",
    }  # fmt: skip
    assert {f.name for f in fields(m.Deck)} == everybody | tried


def test_a_block_without_plain_words_is_nothing_to_patients() -> None:
    deck = for_audience(deck_of(m.Point(point=words("Own", AT))), Audience.PATIENT)
    assert deck.sections == ()


def test_a_slide_without_a_plain_title_has_no_heading_for_patients() -> None:
    point = m.Point(point=words("Own", AT), plain=words("Plain", AT))
    slide = for_audience(deck_of(point), Audience.PATIENT).sections[0].slides[0]
    assert (slide.title.text, slide.notes, slide.blocks) == ("", None, (replace(point, point=point.plain, plain=None),))


def test_define_gives_patients_only_terms_with_plain_words() -> None:
    glossary = (m.Term(term="NMDA", plain=words("A switch", AT)), m.Term(term="GABA", meaning=words("Own", AT)))
    deck = for_audience(deck_of(m.Define(define=("NMDA", "GABA")), glossary=glossary), Audience.PUBLIC)
    assert deck.sections[0].slides[0].blocks[0].define == ("NMDA",)
    assert [term.term for term in deck.glossary] == ["NMDA"]


@pytest.mark.parametrize(("audience", "kept"), [(Audience.STUDENT, ["own"]), (Audience.PATIENT, ["plain"])])
def test_only_references_that_are_cited_stay(audience: Audience, kept: list[str]) -> None:
    def cited(key: str) -> RichText:
        return RichText((Run("Words"), Cites((Citation(key, None, AT),))), AT)

    references = tuple(m.Reference(id=key, at=AT, csl=(("annote", "private"),)) for key in ("own", "plain", "never"))
    deck = for_audience(deck_of(m.Point(point=cited("own"), plain=cited("plain")), references=references), audience)
    assert [entry.id for entry in deck.references] == kept
    assert deck.references[0].csl == ()


def test_a_link_to_a_slide_that_is_gone_becomes_text() -> None:
    def linked(*targets: str) -> RichText:
        return RichText(tuple(Run(target, href=target) for target in targets), AT)

    plain = linked("#here", "#gone", "https://example.org")
    deck = for_audience(deck_of(m.Text(text=plain, plain=plain)), Audience.PATIENT)
    text = deck.sections[0].slides[0].blocks[0].text
    assert [run.href for run in text.inlines] == ["#here", None, "https://example.org"]
    assert text.text == plain.text
