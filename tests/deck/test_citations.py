"""Numbers by first citation, AMA markers, AMA entries."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder import model as m
from builder.ama import entry_runs, journals
from builder.citations import Bibliography, bibliography
from builder.diagnostics import Span
from builder.values import Audience, Citation, Cites, RichText, Run, words

AT = Span("deck.yaml", 1)
REFERENCES = Path(__file__).parent.parent.parent / "decks" / "ketamine" / "references.json"
GOLDEN = Path(__file__).with_name("references.txt")


def frozen(value: object) -> object:
    """Return JSON as loading freezes it."""
    if isinstance(value, dict):
        return tuple((key, frozen(item)) for key, item in value.items())
    if isinstance(value, list):
        return tuple(frozen(item) for item in value)
    return value


def entry(**csl: object) -> tuple[Run, ...]:
    return entry_runs(frozen(csl), csl.get("DOI"), csl.get("URL"))


def shown(runs: tuple[Run, ...]) -> str:
    """Return runs as text: *italics*, [link](target)."""
    return "".join(
        f"[{run.text}]({run.href})" if run.href else f"*{run.text}*" if run.italic else run.text for run in runs
    )


# Markers


def cites(*places: str) -> Cites:
    return Cites(tuple(Citation(key, locator or None, AT) for key, _, locator in (p.partition("@") for p in places)))


TEN = Bibliography((), {str(number): number for number in range(1, 11)})


@pytest.mark.parametrize(
    ("places", "marker"),
    [
        (["3"], "3"),
        (["1", "2"], "1,2"),
        (["1", "2", "3"], "1-3"),
        (["5", "1", "3", "4"], "1,3-5"),
        (["2", "2"], "2"),
        (["4@p. 12"], "4(p12)"),
        (["4@12"], "4(p12)"),
        (["4@pp. 3–6"], "4(pp3-6)"),
        (["4@3, 6"], "4(pp3,6)"),
        (["4@table 2"], "4(table 2)"),
        (["4@abstract"], "4(abstract)"),
        (["1", "2@p. 4", "3"], "1,2(p4),3"),
        (["1@p. 2", "1@p. 9"], "1(p2),1(p9)"),
        (["nowhere"], ""),
    ],
)
def test_a_marker_is_written_as_ama_writes_it(places: list[str], marker: str) -> None:
    assert TEN.marker(cites(*places)) == marker


@given(st.sets(st.integers(1, 10), min_size=1))
def test_a_marker_names_every_number_once_and_no_other(numbers: set[int]) -> None:
    named: list[int] = []
    for part in TEN.marker(cites(*map(str, numbers))).split(","):
        first, _, last = part.partition("-")
        named += range(int(first), int(last or first) + 1)
    assert named == sorted(numbers)


# Numbers


def point(*keys: str) -> m.Point:
    return m.Point(point=RichText((Run("Claim"), *(Cites((Citation(key, None, AT),)) for key in keys)), AT))


def deck(*blocks: m.Block, glossary: tuple[m.Term, ...] = (), notes: str | None = None) -> m.Deck:
    last = RichText((Run("Say"), Cites((Citation(notes, None, AT),))), AT) if notes else None
    slides = (
        m.Slide(title=words("One", AT), blocks=blocks[:1], notes=last),
        m.Slide(title=words("Two", AT), blocks=blocks[1:]),
    )
    return m.Deck(
        deck="d",
        title=words("Deck", AT),
        language="en-GB",
        sections=(m.Section(section="s", title=words("Part", AT), slides=slides),),
        editions=(m.Edition(name="e", audience=Audience.CLINICIAN, output="slides"),),
        references=tuple(reference(key) for key in "abcd"),
        glossary=glossary,
    )


def reference(key: str, **more: object) -> m.Reference:
    return m.Reference(id=key, at=AT, csl=(("type", "book"), ("title", f"Title {key}")), **more)


def test_references_are_numbered_by_their_first_citation() -> None:
    made = bibliography(deck(point("c"), point("a", "c"), notes="d"), "slides")
    assert [(entry.number, entry.key) for entry in made.entries] == [(1, "c"), (2, "d"), (3, "a")]
    assert made.number("a") == 3
    with pytest.raises(KeyError):
        made.number("b")


def test_tables_are_read_row_by_row() -> None:
    def cell(key: str) -> RichText:
        return point(key).point

    table = m.TableContent(header=(cell("d"), cell("b")), rows=((cell("c"), cell("a")),), source=cell("b"))
    made = bibliography(deck(m.Table(table=table)), "slides")
    assert [entry.key for entry in made.entries] == ["d", "b", "c", "a"]


def test_terms_are_read_where_they_are_defined() -> None:
    glossary = (m.Term(term="NMDA", meaning=point("b").point),)
    made = bibliography(deck(m.Define(define=("NMDA",)), point("a"), glossary=glossary), "slides")
    assert [entry.key for entry in made.entries] == ["b", "a"]


def test_an_entry_says_its_language_only_where_it_is_another() -> None:
    from dataclasses import replace

    languages = {"a": "fr", "b": "en", "c": "en-GB", "d": None}
    foreign = replace(
        deck(point(*"abcd")), references=tuple(reference(key, language=tag) for key, tag in languages.items())
    )
    tags = {entry.key: {run.lang for run in entry.text.inlines} for entry in bibliography(foreign, "slides").entries}
    assert tags == {"a": {"fr"}, "b": {None}, "c": {None}, "d": {None}}


# Entries


def test_every_reference_of_the_ketamine_deck_is_set_in_ama_style() -> None:
    """The list in references.txt was read against the AMA Manual of Style, 11th edition, entry by entry."""
    data = json.loads(REFERENCES.read_text(encoding="utf-8"))
    lines = [f"{item['id']}: {shown(entry(**item))}" for item in data]
    assert lines == GOLDEN.read_text(encoding="utf-8").splitlines()


def test_six_authors_are_named_and_of_seven_only_three() -> None:
    names = [{"family": name, "given": "X. Y."} for name in ("Ab", "Bc", "Cd", "De", "Ef", "Fg", "Gh")]
    assert shown(entry(type="book", title="T", author=names[:6])).startswith(
        "Ab XY, Bc XY, Cd XY, De XY, Ef XY, Fg XY. "
    )
    assert shown(entry(type="book", title="T", author=names)).startswith("Ab XY, Bc XY, Cd XY, et al. ")


def test_whoever_comes_after_et_al_is_not_named_as_the_next_author() -> None:
    names = [{"family": "Ab", "given": "X."}, {"literal": "et al."}, {"family": "Zz", "given": "Y."}]
    assert shown(entry(type="book", title="T", author=names)).startswith("Ab X, et al. *T*")


@pytest.mark.parametrize(
    "title", ["Does <0.5 & >2 help?", "<b>No markup</b>", "mTOR and pH in *E. coli*", "A & B's “C”"]
)
def test_a_title_is_printed_as_it_was_entered(title: str) -> None:
    for kind in ("article-journal", "report", "book", "webpage"):
        assert title in "".join(run.text for run in entry(type=kind, title=title, issued={"date-parts": [[2020]]}))


def test_a_question_mark_ends_a_title() -> None:
    made = shown(entry(type="report", title="Does it help?", publisher="WHO", issued={"date-parts": [[2020]]}))
    assert made == "*Does it help?* WHO; 2020."


def test_links_hold_the_doi_or_the_address_and_no_full_stop_follows() -> None:
    made = entry(
        type="article-journal", title="T", DOI="10.1002/(SICI)1<1::AID-X>3.0.CO;2-#", URL="https://example.org"
    )
    assert (made[-1].text, made[-1].href) == (
        "doi:10.1002/(SICI)1<1::AID-X>3.0.CO;2-#",
        "https://doi.org/10.1002/(SICI)1%3C1::AID-X%3E3.0.CO;2-%23",
    )
    made = entry(type="webpage", title="T", URL="https://example.org/a?b=1&c=2")
    assert (made[-1].text, made[-1].href) == ("https://example.org/a?b=1&c=2",) * 2


def test_an_address_that_is_no_web_address_is_text() -> None:
    assert all(run.href is None for run in entry(type="webpage", title="T", URL="javascript:alert(1)"))


def test_journals_are_abbreviated_and_unknown_ones_stay() -> None:
    assert "*N Engl J Med*" in shown(
        entry(type="article-journal", title="T", **{"container-title": "The New England Journal of Medicine"})
    )
    assert "*Journal of Nothing*" in shown(
        entry(type="article-journal", title="T", **{"container-title": "Journal of Nothing"})
    )
    assert all(key == key.casefold() and not key.startswith("the ") for key in journals())


values = st.recursive(
    st.none() | st.text(max_size=8) | st.integers(-3000, 3000) | st.booleans(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["family", "given", "literal", "date-parts", "x"]), inner, max_size=3)
    ),
    max_leaves=6,
)
FIELDS = """title author editor issued accessed volume issue page container-title publisher note edition number genre
x-y"""
TYPES = """article article-journal bill book chapter dataset document legal_case legislation paper-conference patent
report software speech thesis webpage personal_communication ?"""


@given(st.sampled_from(TYPES.split()), st.dictionaries(st.sampled_from(FIELDS.split()), values, max_size=5))
def test_an_odd_entry_is_printed_somehow_and_never_stops_a_build(kind: str, csl: dict[str, object]) -> None:
    assert isinstance(shown(entry(type=kind, **csl)), str)
