"""The tables of the evidence page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from urllib.parse import quote

from builder.frozen import dataclass
from builder.markup import Inside, Markup, tag
from builder.trail.as_text import where
from builder.trail.model import Backing, Cited, Claim, Place, Record, Rest, Trail, Waived

READERS = {"clinician": "Clinicians", "student": "Students", "patient": "Patients", "public": "Public"}


@dataclass(frozen=True, slots=True)
class Names:
    """Anchors on the page by claim and by reference; the language of what is quoted, None where the page has it too."""

    claims: Mapping[str, int]
    keys: Mapping[str, int]
    language: str | None

    def said(self, text: str) -> Inside:
        """Return words of the outline, marked with their language."""
        return tag("span", text, lang=self.language) if self.language else text

    def claim(self, name: str) -> Markup:
        """Return a link to a claim."""
        return tag("a", f"claim {self.claims[name]}", href=f"#claim-{self.claims[name]}")

    def key(self, name: str) -> Inside:
        """Return a link to a reference; a key without one stands as it is."""
        return tag("a", name, href=f"#source-{self.keys[name]}") if name in self.keys else name


def names_of(trail: Trail) -> Names:
    """Return the anchors of a trail's page."""
    english = trail.language.partition("-")[0].casefold() == "en"
    return Names(
        {claim.id: number for number, claim in enumerate(trail.claims, 1)},
        {source.key: number for number, source in enumerate(trail.sources, 1)},
        None if english else trail.language,
    )


def table(caption: str, heads: Sequence[tuple[str, str]], rows: Iterable[Markup]) -> Markup:
    """Return a table; `heads` are names and widths of columns. It scrolls by itself where the window is narrow."""
    columns = tag("colgroup", *(Markup(f'<col style="width:{width}">') for _, width in heads))
    head = tag("thead", tag("tr", *(tag("th", name, scope="col") for name, _ in heads)))
    whole = tag("table", tag("caption", caption), columns, head, tag("tbody", *rows))
    return tag("div", whole, class_="wide", tabindex="0", role="region", aria_label=caption)


def _none(words: str) -> Markup:
    return tag("p", words, class_="none")


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


# Claims

CLAIM_HEADS = (
    ("No.", "3.5rem"),
    ("Claim", "42%"),
    ("Rests on", "18%"),
    ("Certainty", "15%"),
    ("Where it stands", "25%"),
)


def claims_of(trail: Trail, names: Names) -> Iterator[Markup]:
    """Yield a table of claims for each section of the outline."""
    if not trail.claims:
        yield _none("The outline makes no claim that cites a source, has a number or states an effect.")
    for section, group in groupby(trail.claims, key=lambda claim: claim.section):
        claims = list(group)
        yield tag("h3", names.said(section))
        yield table(f"{section}: {_count(len(claims), 'claim')}", CLAIM_HEADS, (_claim(one, names) for one in claims))


def _claim(claim: Claim, names: Names) -> Markup:
    number = str(names.claims[claim.id])
    sources = tag("ul", *(tag("li", *_backing(one, names)) for one in claim.backing)) if claim.backing else "nothing"
    return tag(
        "tr",
        tag("th", number, scope="row"),
        tag("td", *_said(claim, names)),
        tag("td", sources),
        tag("td", *_certainty(claim.record)),
        tag("td", *_places(claim.places, names), claim.absent or None),
        id=f"claim-{number}",
    )


def _said(claim: Claim, names: Names) -> Iterator[Markup]:
    """Yield a claim in each reader's words, what to look at twice, and where it was written."""
    if claim.kind == "finding":
        yield tag("p", tag("strong", names.said(claim.text)))
    for wording in claim.wordings:
        readers = ", ".join(READERS[name] for name in wording.audiences)
        yield tag("span", f"{readers}: {wording.form}", class_="who")
        yield tag("p", names.said(wording.words))
    marks = list(_marks(claim))
    if marks:
        yield tag("p", *marks)
    yield tag("span", claim.id if claim.kind != "finding" else f"{claim.id}, {claim.at}", class_="at")


def _marks(claim: Claim) -> Iterator[Markup]:
    for lack in claim.lacking:
        yield tag("span", f"no source for {READERS[lack.audience].lower()}: {lack.hit}", class_="mark stop")
    if claim.record and claim.record.single_arm:
        yield tag("span", "one group, compared with nothing", class_="mark care")
    if claim.record and claim.record.secondary_outcome:
        yield tag("span", "not the study’s main outcome", class_="mark care")
    if claim.secondary:
        yield tag("span", "read in somebody’s report", class_="mark care")
    for waiver in claim.waived:
        yield tag("span", f"{waiver.rule} waived until {waiver.until}", class_="mark")


def _backing(source: Backing, names: Names) -> Iterator[Inside]:
    yield names.key(source.key)
    more = [*source.locators, *((f"via {source.via}",) if source.via else ())]
    if more:
        yield ", "
        yield names.said("; ".join(more))


def _certainty(record: Record | None) -> Iterator[Inside]:
    """Yield what a finding's record says of its certainty; other claims have no rating of their own."""
    if record is None:
        yield tag("span", "no finding on record", class_="at")
        return
    by = " ".join(part for part in (record.rated_by or "", str(record.rated_on or "")) if part)
    yield tag("p", record.certainty, f" ({', '.join(record.reasons)})" if record.reasons else None)
    yield tag("p", f"{record.basis}; {record.design}", f", n = {record.n:,}" if record.n else None, class_="at")
    if by:
        yield tag("p", f"rated by {by}", class_="at")
    checks = [f"{name}, {day}" for name, day in record.checked]
    yield tag("p", f"checked by {'; '.join(checks)}" if checks else "not checked against the source", class_="at")


def _places(places: Sequence[Place], names: Names) -> Iterator[Markup]:
    """Yield places output by output, each slide and page once."""
    for output, group in groupby(places, key=lambda place: place.output):
        seen = dict.fromkeys((where(place), place.title) for place in group)
        entries = (tag("li", spot, ": " if title else None, names.said(title)) for spot, title in seen)
        yield tag("span", output.rpartition("/")[2], class_="file")
        yield tag("ul", *entries)


# What lacks something


def lacking_of(trail: Trail, names: Names) -> Iterator[Markup]:
    """Yield the table of claims without a source."""
    if not trail.lacking:
        yield _none("None: every number and every effect stands beside its source.")
        return
    heads = (("No.", "3.5rem"), ("Claim", "45%"), ("What was found, for whom", "27%"), ("Where it stands", "28%"))
    rows = (_lacking(claim, names) for claim in trail.lacking)
    yield table(_count(len(trail.lacking), "claim") + " without a source", heads, rows)


def _lacking(claim: Claim, names: Names) -> Markup:
    found = (tag("li", f"{READERS[lack.audience]}: {lack.hit}") for lack in claim.lacking)
    number = names.claims[claim.id]
    audiences = {lack.audience for lack in claim.lacking}
    places = [place for place in claim.places if place.audience in audiences]
    waived = [tag("p", f"{one.rule} waived by {one.by}: {one.reason}") for one in claim.waived]
    return tag(
        "tr",
        tag("th", tag("a", str(number), href=f"#claim-{number}"), scope="row"),
        tag("td", tag("p", names.said(claim.text)), tag("span", str(claim.at), class_="at")),
        tag("td", tag("ul", *found), *waived),
        tag("td", *_places(places, names), None if places else claim.absent or "nowhere for these readers"),
    )


def nowhere_of(trail: Trail, names: Names) -> Iterator[Markup]:
    """Yield the table of findings that nothing shows, and of claims that no output prints."""
    absent = [claim for claim in trail.claims if not claim.places]
    if not trail.unused and not absent:
        yield _none("None: all findings are shown, and all claims are printed.")
        return
    heads = (("What", "30%"), ("Claim", "45%"), ("Why", "25%"))
    unused = (
        _row(tag("span", f"{one.id}, {one.at}", class_="at"), names.said(one.text), "no block shows this finding")
        for one in trail.unused
    )
    others = (_row(names.claim(one.id), names.said(one.text), one.absent) for one in absent)
    title = f"{_count(len(trail.unused), 'finding')} not shown, {_count(len(absent), 'claim')} not printed"
    yield table(title, heads, (*unused, *others))


def _row(first: Inside, *others: Inside) -> Markup:
    return tag("tr", tag("th", first, scope="row"), *(tag("td", cell) for cell in others))


# Sources and waivers


def sources_of(trail: Trail, names: Names) -> Iterator[Markup]:
    """Yield the table of references with the places that rest on them."""
    if not trail.sources:
        yield _none("The outline has no references.")
        return
    heads = (("Reference", "50%"), ("Looked up", "14%"), ("What rests on it", "36%"))
    used = sum(bool(source.rests) for source in trail.sources)
    yield table(
        f"{_count(len(trail.sources), 'reference')}, {used:,} in use", heads, (_source(s, names) for s in trail.sources)
    )


def _source(source: Cited, names: Names) -> Markup:
    mark = tag("span", f"retracted: {source.retracted}", class_="mark stop") if source.retracted else None
    nowhere = [tag("li", names.claim(name), ", which stands nowhere") for name in source.nowhere]
    rests = [*_rests(source.rests, names), *((tag("ul", *nowhere),) if nowhere else ())]
    return tag(
        "tr",
        tag("th", tag("p", tag("strong", source.key)), tag("p", *_cited(source)), mark, scope="row"),
        tag("td", str(source.checked_on or "never")),
        tag("td", *(rests or ("nothing",))),
        id=f"source-{names.keys[source.key]}",
    )


def _cited(source: Cited) -> Iterator[Inside]:
    """Yield a reference as its output prints it, its DOI or address as a link."""
    shown, target = source.url or "", source.url or ""
    if source.doi:
        shown, target = f"doi:{source.doi}", f"https://doi.org/{quote(source.doi, safe='/:;().-_')}"
    before, link, after = source.text.rpartition(shown) if shown else (source.text, "", "")
    yield before if link else source.text
    if link and target.startswith(("https://", "http://")):
        yield tag("a", link, href=target)
        yield after
    elif link:
        yield link + after


def _rests(rests: Sequence[Rest], names: Names) -> Iterator[Markup]:
    for output, group in groupby(rests, key=lambda rest: rest.place.output):
        yield tag("span", output.rpartition("/")[2], class_="file")
        spots = groupby(group, key=lambda rest: where(rest.place))
        yield tag("ul", *(tag("li", spot, ": ", *_linked(list(some), names)) for spot, some in spots))


def _linked(rests: Sequence[Rest], names: Names) -> Iterator[Inside]:
    for index, claim in enumerate(dict.fromkeys(rest.claim for rest in rests)):
        yield ", " if index else None
        yield names.claim(claim)


def waivers_of(trail: Trail, names: Names) -> Iterator[Markup]:
    """Yield the table of waivers in force."""
    if not trail.waived:
        yield _none("None: no check is set aside.")
        return
    heads = (("Rule", "12%"), ("Reason", "40%"), ("Signed by", "20%"), ("Until", "12%"), ("Where", "16%"))
    yield table(f"{_count(len(trail.waived), 'waiver')} in force", heads, (_waiver(one, names) for one in trail.waived))


def _waiver(one: Waived, names: Names) -> Markup:
    return _row(one.rule, names.said(one.reason), one.by, str(one.until), tag("span", str(one.at), class_="at"))
