"""A checked deck with its plans -> its evidence trail."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from builder.ama import entry_runs
from builder.check.governance import waiver_fault
from builder.diagnostics import Span
from builder.drafts import STATUS, Draft
from builder.findings import Finding
from builder.frozen import dataclass, replace
from builder.model import Deck, Edition, Reference, Waiver
from builder.trail.gather import Gathered, Key, gathered_of, hit, in_order
from builder.trail.model import (
    Backing,
    Cited,
    Claim,
    ClaimKind,
    Lacking,
    Place,
    Printed,
    Record,
    Rest,
    Trail,
    Unused,
    Waived,
    Wording,
)
from builder.trail.placing import Found, Placed, placed
from builder.trail.unit import Unit
from builder.values import Audience


@dataclass(frozen=True, slots=True)
class Sheet:
    """One output: what its plan shows, where, and for whom it was made."""

    edition: Edition
    draft: Draft
    shows: Placed


def trail_of(deck: Deck, drafts: Sequence[Draft], root: str = "") -> Trail:
    """Return the trail of a deck as written, from the plans of its outputs.

    `root` is the project's folder as messages show it. Files are named below it: the same project gives the same trail,
    from wherever the command is run.
    """
    editions = {edition.name: edition for edition in deck.editions}
    sheets = tuple(Sheet(editions[draft.edition], draft, placed(draft.plan)) for draft in drafts)
    gathered = gathered_of(deck)
    waivers = {one.at: _waived(one, root) for one in _in_force(deck)}
    maker = Maker(deck, sheets, {one.id: one for one in deck.findings}, waivers, root)
    claims = tuple(maker.claim(key, one) for key, one in in_order(deck, gathered))
    shown = {key.finding for key in gathered if key.finding}
    unused = tuple(
        Unused(one.id, _below(one.at, root), one.claim.text, tuple(source.ref for source in one.sources))
        for one in deck.findings
        if one.id not in shown
    )
    rules = deck.governance
    return Trail(
        deck=deck.deck,
        title=deck.title.text,
        version=rules.version,
        language=deck.language,
        status=STATUS,
        reviewed=rules.last_reviewed,
        searched_to=rules.evidence_searched_to,
        outputs=tuple(_printed(sheet) for sheet in sheets),
        claims=claims,
        unused=unused,
        sources=tuple(_sources(deck, claims)),
        waived=tuple(waivers.values()),
    )


def _printed(sheet: Sheet) -> Printed:
    kind: Literal["slides", "pages"] = "slides" if sheet.draft.kind == "pptx" else "pages"
    edition = sheet.edition
    return Printed(sheet.draft.path, edition.name, str(edition.audience), kind, len(sheet.draft.plan.pages))


# A claim


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes claims of what was gathered."""

    deck: Deck
    sheets: tuple[Sheet, ...]
    findings: Mapping[str, Finding]
    waivers: Mapping[Span, Waived]
    root: str

    def claim(self, key: Key, gathered: Gathered) -> Claim:
        """Return one claim with its wordings, sources and places."""
        finding = self.findings.get(key.finding) if key.finding else None
        said = [unit for _, unit in gathered.units]
        first = said[0]
        at = _below(finding.at if finding else first.at, self.root)
        places = tuple(self.places(gathered, finding))
        lacking = tuple(_lacking(gathered))
        kind: ClaimKind = "finding" if finding else "cited" if any(u.citations for u in said) else "uncited"
        titles = {section.section: section.title.text for section in self.deck.sections}
        return Claim(
            id=finding.id if finding else str(at),
            kind=kind,
            at=at,
            section=titles.get(first.section, first.section),
            slide=first.slide_title,
            text=finding.claim.text if finding else first.text or next((w for p in places for w in p.words), ""),
            wordings=tuple(_wordings(gathered, places)),
            backing=tuple(_backing(gathered, finding)),
            record=_record(finding) if finding else None,
            lacking=lacking,
            waived=self.waived(said),
            places=places,
            absent="" if places else self.absent(gathered),
        )

    def places(self, gathered: Gathered, finding: Finding | None) -> Iterator[Place]:
        """Yield every slide and page on which the claim stands, output by output."""
        for sheet in self.sheets:
            audience = sheet.edition.audience
            found: dict[tuple[str, int, tuple[Span, str]], tuple[Found, Unit]] = {}
            for reader, unit in gathered.units:
                if reader is audience:
                    found |= {(one.kind, one.number, unit.anchor): (one, unit) for one in sheet.shows.find(unit)}
            for one, unit in sorted(found.values(), key=lambda pair: (pair[0].kind == "notes", pair[0].number)):
                page = sheet.draft.plan.pages[one.number - 1]
                yield Place(
                    output=sheet.draft.path,
                    edition=sheet.edition.name,
                    audience=str(audience),
                    kind=one.kind,
                    number=one.number,
                    title="" if one.kind == "page" else page.title,
                    form=unit.form,
                    words=one.words,
                    keys=self.keys(unit, finding),
                )

    def keys(self, unit: Unit, finding: Finding | None) -> tuple[str, ...]:
        """Return the references that a unit rests on where it says a claim: not those of the others that it shows."""
        cited = tuple(citation.key for citation in unit.citations)
        if finding is None:
            return tuple(dict.fromkeys(cited))
        own = tuple(source.ref for source in finding.sources)
        others = {*unit.findings, *unit.from_findings} - {finding.id}
        theirs = {source.ref for name in others if name in self.findings for source in self.findings[name].sources}
        return tuple(dict.fromkeys((*own, *(key for key in cited if key not in theirs))))

    def absent(self, gathered: Gathered) -> str:
        """Return why a claim stands nowhere."""
        readers = [audience for audience in Audience if any(reader is audience for reader, _ in gathered.units)]
        made = {sheet.edition.name for sheet in self.sheets}
        served = [edition for edition in self.deck.editions if edition.audience in readers]
        names = " and ".join(str(reader) for reader in readers)
        if not served:
            return f"only for {names}, and no edition is"
        if not any(edition.name in made for edition in served):
            return f"only in {', '.join(edition.name for edition in served)}, which this version can't make"
        outputs = ", ".join(edition.name for edition in served if edition.name in made)
        return f"{outputs} doesn't print this part" if len(served) == 1 else f"none of {outputs} prints this part"

    def waived(self, said: Sequence[Unit]) -> tuple[Waived, ...]:
        """Return the waivers in force beside a claim, with the words of whoever signed them."""
        places = {waiver.at for unit in said for waiver in unit.waive}
        return tuple(waived for at, waived in self.waivers.items() if at in places)


def _in_force(deck: Deck) -> Iterator[Waiver]:
    """Yield every waiver in force, in the order of the outline."""
    for section in deck.sections:
        for slide in section.slides:
            written = (waiver for holder in (slide, *slide.blocks) for waiver in holder.waive)
            yield from (one for one in written if not waiver_fault(one, deck.governance.last_reviewed))


def _waived(waiver: Waiver, root: str) -> Waived:
    return Waived(_below(waiver.at, root), waiver.rule, waiver.reason, waiver.by, waiver.until)


def _below(at: Span, root: str) -> Span:
    return replace(at, file=at.file.removeprefix(f"{root.rstrip('/')}/")) if root else at


def _wordings(gathered: Gathered, places: Sequence[Place]) -> Iterator[Wording]:
    """Yield what readers read, those who read the same together; of a figure without words, what its places say."""
    readers: dict[tuple[str, str], list[str]] = {}
    for audience, unit in gathered.units:
        drawn = (one for one in places if (one.audience, one.form) == (audience, unit.form))
        text = unit.text or next((" | ".join(one.words) for one in drawn), "")
        names = readers.setdefault((unit.form, text), [])
        if audience not in names:
            names.append(str(audience))
    yield from (Wording(tuple(names), form, text) for (form, text), names in readers.items() if text)


def _lacking(gathered: Gathered) -> Iterator[Lacking]:
    seen = dict.fromkeys((str(audience), found) for audience, unit in gathered.units if (found := hit(unit)))
    yield from (Lacking(audience, found) for audience, found in seen)


def _backing(gathered: Gathered, finding: Finding | None) -> Iterator[Backing]:
    """Yield a claim's sources: those of the finding's record, then what its words cite beside these."""
    own = finding.sources if finding else ()
    for source in own:
        locators = (source.locator,) if source.locator else ()
        yield Backing(source.ref, locators, source.kind == "secondary", source.via)
    more: dict[str, dict[str, None]] = {}
    for _, unit in gathered.units:
        for citation in unit.citations if not (finding and unit.from_findings) else ():
            found = more.setdefault(citation.key, {})
            if citation.locator:
                found[citation.locator] = None
    known = {source.ref for source in own}
    yield from (Backing(key, tuple(locators)) for key, locators in more.items() if key not in known)


def _record(finding: Finding) -> Record:
    rating = finding.certainty
    return Record(
        basis=finding.basis,
        population=finding.population.text,
        comparator=finding.comparator,
        outcome=finding.outcome.name,
        time=finding.time.text,
        design=finding.design,
        n=finding.n,
        certainty=rating.level,
        reasons=rating.reasons,
        rated_by=rating.by,
        rated_on=rating.on,
        checked=tuple((one.by, one.on) for one in finding.checked),
        single_arm=finding.basis == "measured" and finding.comparator is None and len(finding.arms) < 2,
        secondary_outcome=finding.secondary,
    )


# The reverse index


def _sources(deck: Deck, claims: Sequence[Claim]) -> Iterator[Cited]:
    """Yield every reference with the places that rest on it, output by output."""
    rests: dict[str, list[Rest]] = {}
    nowhere: dict[str, list[str]] = {}
    for claim in claims:
        for place in claim.places:
            for key in place.keys:
                rests.setdefault(key, []).append(Rest(claim.id, place))
        if not claim.places:
            for source in claim.backing:
                nowhere.setdefault(source.key, []).append(claim.id)
    for reference in deck.references:
        yield _cited(reference, rests.get(reference.id, []), nowhere.get(reference.id, []))


def _cited(reference: Reference, rests: Sequence[Rest], nowhere: Sequence[str]) -> Cited:
    ordered = sorted(rests, key=lambda rest: (rest.place.output, rest.place.kind == "notes", rest.place.number))
    return Cited(
        key=reference.id,
        text="".join(run.text for run in entry_runs(reference.csl, reference.doi, reference.url)),
        doi=reference.doi,
        url=reference.url,
        retracted=reference.retracted,
        checked_on=reference.checked_on,
        rests=tuple(ordered),
        nowhere=tuple(nowhere),
    )
