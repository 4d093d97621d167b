"""Bibliographies: CSL-JSON, entries in place and BibTeX become the same references, checked and located."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from builder.load.latex import plain_text
from builder.load.limits import Limits
from builder.model import Reference

from .outlines import check_expected, good, outline, read, said

ENTRY = {
    "id": "zanos2018",
    "type": "article-journal",
    "title": "Ketamine and its metabolites",
    "author": [{"family": "Zanos", "given": "Panos"}, {"literal": "Working Group"}],
    "container-title": "Pharmacological Reviews",
    "issued": {"date-parts": [[2018, 7]]},
    "volume": 70,
    "page": "621-660",
    "DOI": "https://doi.org/10.1124/pr.116.015198",
    "URL": "https://example.org/zanos",
    "language": "en",
    "custom": {"x": [1]},
}
BIB = r"""
@string{rev = "Pharmacological Reviews"}
@article{zanos2018,
  title = {Ketamine and its {Metabolites}},
  author = {Zanos, Panos and {Working Group}},
  journal = rev,
  year = 2018, month = jul,
  volume = {70}, pages = {621--660},
  doi = {10.1124/pr.116.015198},
  url = {https://example.org/zanos},
  language = {en},
}
"""


def references(data: str, name: str) -> tuple[Reference, ...]:
    return good(outline(extra=f"references: {name}\n"), {name: data}).references


def test_json_and_bibtex_say_the_same() -> None:
    (from_json,) = references(json.dumps([ENTRY], indent=1), "r.json")
    (from_bib,) = references(BIB, "r.bib")
    for one in (from_json, from_bib):
        fields = dict(one.csl)
        assert (one.id, one.doi, one.url, one.language) == (
            "zanos2018",
            "10.1124/pr.116.015198",
            "https://example.org/zanos",
            "en",
        )
        assert fields["author"] == ((("family", "Zanos"), ("given", "Panos")), (("literal", "Working Group"),))
        assert fields["issued"] == (("date-parts", ((2018, 7),)),)
        assert (fields["volume"], fields["page"]) == ("70", "621-660")
        assert fields["container-title"] == "Pharmacological Reviews"
        assert fields["DOI"] == "10.1124/pr.116.015198"
        assert str(fields["title"]).lower() == "ketamine and its metabolites"
        assert hash(one)


def test_entries_in_place_may_be_brief() -> None:
    extra = "references:\n  - {id: who, type: report, author: [WHO], issued: 2011-03-05, title: 012}\n"
    (entry,) = good(outline(extra=extra)).references
    assert dict(entry.csl) == {
        "id": "who",
        "type": "report",
        "author": ((("literal", "WHO"),),),
        "issued": (("date-parts", ((2011, 3, 5),)),),
        "title": "012",
    }


def test_the_bibliography_of_the_deck_is_sound() -> None:
    path = Path(__file__).parents[2] / "decks" / "ketamine" / "references.json"
    found = references(path.read_text(encoding="utf-8"), "references.json")
    entries = json.loads(path.read_text(encoding="utf-8"))
    assert [entry.id for entry in found] == [entry["id"] for entry in entries]
    for entry, source in zip(found, entries, strict=True):
        assert dict(entry.csl)["title"] == source["title"]
        assert entry.doi == source.get("DOI")


FAULTS = """\
[
{"id": "a", "type": "article", "title": "T"},
{"id": "a", "type": "book"}, #! YML015 the reference `a` is defined twice
{"id": "b", "type": "artcle"}, #! YML021 did you mean `article`?
{"type": "book"}, #! YML011 needs `id`
{"id": "c"}, #! YML011 needs `type`
{"id": "two words", "type": "book"}, #! YML021 can't be cited
{"id": "d", "type": "book", "DOI": "zenodo.1"}, #! YML021 is not a DOI
{"id": "e", "type": "book", "URL": "ftp://x"}, #! YML018 it is no web address
{"id": "f", "type": "book", "author": "Zanos"}, #! YML012 expected a list of people
{"id": "g", "type": "book", "author": [{"given": ""}]}, #! YML021 neither `family` nor `literal`
{"id": "h", "type": "book", "issued": {"date-parts": [[2018, 13]]}}, #! YML021 there is no such date: 2018-13
{"id": "i", "type": "book", "issued": {"date-parts": [["soon"]]}}, #! YML021 in numbers
{"id": "j", "type": "book", "issued": {"date-parts": [2018]}}, #! YML012 [year, month, day]
{"id": "k", "type": "book", "issued": {"season": 1}}, #! YML021 no `date-parts`
{"id": "l", "type": "book", "title": ["T"]}, #! YML012 expected text
"m", #! YML012 expected a bibliographic entry
{"id": "n", "type": "book", "tilte": "T"}, #! YML010 did you mean `title`?
{"id": "o", "type": "book", "language": "English"}, #! YML021 not a language tag
{"id": "p", "type": "book", "issued": {"date-parts": [[null]]}}, #! YML021 says no year
{"id": "q", "type": "book", "issued": {"literal": "in press"}} #! YML021 is not a date
]
"""


def test_each_fault_of_an_entry_is_said_at_its_line() -> None:
    check_expected({"deck.yaml": outline(extra="references: r.json\n"), "r.json": FAULTS}, Limits(faults=30))


def test_warnings_leave_the_deck_whole() -> None:
    data = '[{"id": "n", "type": "book", "tilte": "T", "title": "U", "issued": {"date-parts": [[null]]}}]'
    loaded = read(outline(extra="references: r.json\n"), {"r.json": data})
    assert loaded.deck is not None
    assert len(loaded.diagnostics) == 2
    assert dict(loaded.deck.references[0].csl) == {"id": "n", "type": "book", "title": "U"}


BIB_FAULTS = r"""@article{a, title = {x \foo y}} #! YML021 \foo
@book{b, title="x", title="y"} #! YML004 twice
@book{c, title="z"}
@book{c, title="w"} #! YML015 used twice
@book{d, title = {A}, author = {,}} #! YML021 no name that BibTeX can read
@book{e, title = a # "b"} #! YML021 joining with `#`
@strange{f, title = {A}} #! YML021 CSL has no type `strange`
@book{g, title = {unclosed #! YML002 not valid BibTeX
"""


def test_each_fault_of_a_bibtex_file_is_said_at_its_line() -> None:
    check_expected({"deck.yaml": outline(extra="references: r.bib\n"), "r.bib": BIB_FAULTS})


LATEX = {
    r"{\'E}cole, Br{\"u}nner, \o, \ss, {\aa}": "\u00c9cole, Br\u00fcnner, \u00f8, \u00df, \u00e5",
    r"50\% of 60% \& A&E, item #1": "50% of 60% & A&E, item #1",
    r"$\alpha$-blockers -- ``quoted''": "\u03b1-blockers \u2013 \u201cquoted\u201d",
    r"\emph{in vivo} {NMDA} \textit{x}": "in vivo NMDA x",
    "p $<$ 0.05, n > 3, snake_case": "p < 0.05, n > 3, snake_case",
    "plain words": "plain words",
}


@pytest.mark.parametrize("latex, text", LATEX.items(), ids=LATEX.values())
def test_latex_becomes_text_and_nothing_vanishes(latex: str, text: str) -> None:
    assert plain_text(latex) == (text, None)


@pytest.mark.parametrize("latex", [r"\foo{x}", r"\input{/etc/passwd}", r"\LaTeXe", "{" * 2000])
def test_latex_that_is_not_understood_is_named(latex: str) -> None:
    assert plain_text(latex)[1]


def test_bibtex_says_nothing_on_standard_error(capfd: pytest.CaptureFixture[str]) -> None:
    assert said(read(outline(extra="references: r.bib\n"), {"r.bib": BIB_FAULTS}))
    assert capfd.readouterr() == ("", "")
