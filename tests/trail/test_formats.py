"""The three files of a trail: a table that spreadsheet programs can open, JSON, and a page."""

from __future__ import annotations

import csv
import io
import json
import re
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path, PurePosixPath

import pytest

from builder.build import Job, check
from builder.load.themes import load_theme
from builder.theme import contrast
from builder.trail.as_csv import HEAD, csv_of
from builder.trail.as_html import COUNTED, html_of
from builder.trail.as_json import json_of
from builder.trail.as_text import uses_text
from builder.trail.collect import trail_of
from builder.trail.model import Trail
from builder.trail.summary import counts
from builder.world import Disk, Memory

HOSTILE = """\
deck: hostile
title: "=1+1 <script>alert(1)</script>"
language: {language}
sections:
  - section: one
    title: "<b>Part</b>"
    slides:
      - title: "&amp; one"
        blocks:
          - "=HYPERLINK('x') costs 5 pence"
          - "-5 degrees <img src=x> was best [@able2001]"
          - "@SUM helped 3 of 4 people"
          - "＋3 points on the scale [@able2001, p. \\"7\\"]"
editions:
  lecture: {{audience: clinician, output: slides}}
references:
  - {{id: able2001, type: book, title: "+Plus <i>", retracted: "", URL: "https://example.org/?a=1&b=2"}}
"""


@cache
def trail(language: str = "en-GB") -> Trail:
    found = check(Job(PurePosixPath("deck.yaml")), Memory({"deck.yaml": HOSTILE.format(language=language).encode()}))
    assert found.outline is not None, found.diagnostics
    return trail_of(found.outline, found.drafts)


@cache
def every_kind() -> Trail:
    found = check(Job(PurePosixPath("every-kind.yaml")), Disk(Path(__file__).parent))
    assert found.outline is not None, found.diagnostics
    return trail_of(found.outline, found.drafts)


def page(one: Trail) -> str:
    return html_of(one, load_theme("clinic")).decode()


# The table


def rows(one: Trail) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(csv_of(one).decode("utf-8-sig"), newline="")))


def test_the_table_has_a_row_for_each_claim_and_place() -> None:
    for one in (trail(), every_kind()):
        found = rows(one)
        assert len(found) == sum(max(1, len(claim.places)) for claim in one.claims)
        said = {(row["claim_id"], row["output"], row["place"], row["number"]) for row in found if row["output"]}
        assert said == {(c.id, p.output, p.kind, str(p.number)) for c in one.claims for p in c.places}
        assert all(bool(row["nowhere"]) != bool(row["output"]) for row in found)


def test_the_table_is_as_spreadsheet_programs_want_it() -> None:
    data = csv_of(trail())
    assert data.startswith(b"\xef\xbb\xbf" + ",".join(HEAD).encode() + b"\r\n")
    assert data.endswith(b"\r\n") and not re.search(rb"[^\r]\n", data)
    assert {len(row) for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))} == {len(HEAD)}


@pytest.mark.parametrize("one", [trail, every_kind])
def test_no_cell_is_a_formula(one: object) -> None:
    cells = [cell for row in rows(one()) for cell in row.values()]  # type: ignore[operator]
    assert not [cell for cell in cells if cell[:1] in set("=+-@\t\r＝＋－＠")]


def test_what_would_be_a_formula_keeps_its_words() -> None:
    said = {row["claim"] for row in rows(trail())}
    assert {"'=HYPERLINK('x') costs 5 pence", "'@SUM helped 3 of 4 people", "'＋3 points on the scale"} <= said


# JSON


def test_the_json_has_a_version_and_every_claim() -> None:
    data = json.loads(json_of(every_kind()))
    assert data["evidence"] == 1
    assert data["status"].startswith("DRAFT")
    assert [claim["id"] for claim in data["claims"]] == [claim.id for claim in every_kind().claims]
    assert data["summary"] == dict(counts(every_kind()))


def claim(name: str) -> dict[str, object]:
    found = json.loads(json_of(every_kind()))["claims"]
    return next(one for one in found if one["id"] == name or str(one["claim"]).startswith(name))


def test_a_finding_says_what_its_record_says() -> None:
    alone = claim("alone")
    record = alone["finding"]
    assert isinstance(record, dict)
    assert record["single_arm"] is True
    assert record["secondary_outcome"] is True
    assert record["certainty"] == "not rated"
    assert alone["sources"] == [
        {"reference": "baker2002", "locators": ["p. 3"], "kind": "secondary", "via": "a review"}
    ]
    first = claim("day1")["finding"]
    assert isinstance(first, dict)
    assert first["single_arm"] is False
    assert first["checked"] == [{"by": "Dr C", "on": "2026-02-04"}]
    assert (first["rated_by"], first["rated_on"], first["reasons"]) == ("Dr B", "2026-02-03", ["imprecision"])


def test_own_and_plain_words_are_one_claim() -> None:
    both = claim("After a day 64% responded")
    wordings = both["wordings"]
    assert isinstance(wordings, list)
    assert [one["audiences"] for one in wordings] == [["clinician", "student"], ["patient", "public"]]
    sources = both["sources"]
    assert isinstance(sources, list)
    assert [(one["reference"], one["locators"]) for one in sources] == [("able2001", []), ("baker2002", ["p. 4"])]


def test_a_waived_claim_is_still_listed_without_its_source() -> None:
    lone = claim("About 40 of 100")
    assert lone["kind"] == "uncited"
    assert lone["uncited"] == [
        {"audience": "clinician", "found": "number `40`"},
        {"audience": "student", "found": "number `40`"},
    ]
    waivers = lone["waivers"]
    assert isinstance(waivers, list)
    assert [(one["rule"], one["by"]) for one in waivers] == [("EV003", "Dr A")]


def test_a_claim_for_readers_without_an_edition_says_so() -> None:
    cats = claim("Cats sleep")
    assert cats["places"] == []
    assert cats["nowhere"] == "only for student, and no edition is"


def test_a_finding_that_nothing_shows_is_told() -> None:
    assert [one["id"] for one in json.loads(json_of(every_kind()))["unused_findings"]] == ["never"]


def test_words_that_went_to_the_notes_stand_in_the_notes() -> None:
    places = claim("Fixed nights")["places"]
    assert isinstance(places, list)
    assert [(one["kind"], one["title"]) for one in places] == [("notes", "More than a slide holds")]


# The page


class Reader(HTMLParser):
    """Collects what a reader's browser would see: elements with their attributes, and text by element."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: dict[str, list[str]] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "col", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.setdefault(self.open[-1] if self.open else "", []).append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.mark.parametrize("one", [trail, every_kind])
def test_the_page_is_whole_and_closed(one: object) -> None:
    reader = Reader(page(one()))  # type: ignore[operator]
    assert reader.open == []
    ids = [attributes["id"] for _, attributes in reader.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    links = [str(a["href"]) for a in reader.all("a")]
    assert {link[1:] for link in links if link.startswith("#")} <= set(ids)


def test_the_page_runs_nothing_and_loads_nothing() -> None:
    reader = Reader(page(trail()))
    assert not {"script", "img", "link", "iframe", "b", "i", "object"} & {tag for tag, _ in reader.tags}
    assert not [key for _, attributes in reader.tags for key in attributes if key.startswith("on") or key == "src"]
    outside = {str(a["href"]) for a in reader.all("a") if not str(a["href"]).startswith("#")}
    assert outside <= {"https://example.org/?a=1&b=2"}
    assert "@import" not in page(trail()) and "url(" not in page(trail())


def test_the_page_says_everything_as_it_was_typed() -> None:
    text = "".join(part for parts in Reader(page(trail())).text.values() for part in parts)
    for words in ("=1+1 <script>alert(1)</script>", "<b>Part</b>", "-5 degrees <img src=x> was best", "+Plus <i>"):
        assert words in text


def test_the_page_is_accessible() -> None:
    reader = Reader(page(every_kind()))
    assert reader.all("html") == [{"lang": "en"}]
    assert "DRAFT" in "".join(reader.text["title"])
    assert any("DRAFT" in part for part in reader.text["p"])
    tables = reader.all("table")
    assert tables and len(reader.all("caption")) == len(tables)
    assert all(attributes.get("scope") in ("col", "row") for attributes in reader.all("th"))
    levels = [int(tag[1]) for tag, _ in reader.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert {tag for tag, _ in reader.tags} >= {"header", "nav", "main", "footer"}


def test_words_in_another_language_are_marked() -> None:
    assert '<span lang="fr">' in page(trail("fr"))
    assert "lang=" not in page(trail()).replace('<html lang="en">', "")


def test_the_page_has_every_claim_and_every_count() -> None:
    html = page(every_kind())
    assert all(f'id="claim-{number}"' in html for number in range(1, len(every_kind().claims) + 1))
    assert {name for name, _ in counts(every_kind())} == set(COUNTED)


@pytest.mark.parametrize("name", ["clinic", "dark", "high-contrast"])
def test_the_colours_can_be_read_on_paper(name: str) -> None:
    colors = load_theme(name).on_paper().inks.colors
    pairs = [
        ("ink", "ground"), ("grey", "ground"), ("teal", "ground"), ("ink", "amber_tint"), ("ink", "red_tint"),
        ("ink", "grey_tint"), ("ink", "teal_tint"), ("teal", "teal_tint"), ("grey", "teal_tint"), ("on_panel", "panel"),
        ("on_panel_soft", "panel"), ("grey", "paper"), ("teal", "paper"),
    ]  # fmt: skip
    assert not [pair for pair in pairs if contrast(*(colors[token].rgb for token in pair)) < 4.5]


# For a terminal


def test_the_terminal_is_told_nothing_that_steers_it() -> None:
    source = every_kind().sources[0]
    text = uses_text("able\x1b[31m", [("sample", source)])
    assert "\x1b" not in text and "\\x1b[31m" in text


# What counts as a claim

CLAIMS = """\
deck: claims
title: Claims
language: en-GB
sections:
  - section: one
    title: First part
    slides:
      - title: Ketamine lifts mood in 64 of 100
        blocks: [BLOCK]
        notes: It lifts mood in 64 of 100, they say.
editions:
  lecture: {audience: clinician, output: slides}
references:
  - {id: able2001, type: book, title: One}
"""


def claims_with(block: str) -> list[tuple[str, str, list[str]]]:
    """Kind, wording and what was found without a source, of every claim of a slide that holds a block."""
    text = CLAIMS.replace("[BLOCK]", f"\n          - {block}")
    found = check(Job(PurePosixPath("deck.yaml")), Memory({"deck.yaml": text.encode()}))
    assert found.outline is not None, found.diagnostics
    made = trail_of(found.outline, found.drafts).claims
    return [(one.kind, one.text, [lack.hit for lack in one.lacking if lack.audience == "clinician"]) for one in made]


def test_titles_and_notes_are_backed_by_what_their_slide_cites() -> None:
    assert claims_with("People felt better [@able2001]") == [("cited", "People felt better", [])]
    assert [one[2] for one in claims_with("People felt better")] == [["number `64`"], ["number `64`"]]


def test_each_row_of_a_table_has_its_own_source_or_that_of_the_table() -> None:
    rows = "[[Trial, Result], [A, 64% [@able2001]], [B, 28%]]".replace("64% [@able2001]", '"64% [@able2001]"')
    assert claims_with(f"table: {rows}") == [("cited", "A | 64%", []), ("uncited", "B | 28%", ["number `28%`"])]
    whole = '{header: [Trial, Result], rows: [[A, 64%]], title: Trials, source: "[@able2001]"}'
    assert [one[:2] for one in claims_with(f"table: {whole}")] == [("cited", "Trials")]


def test_a_chart_shows_numbers_whatever_its_words_are() -> None:
    chart = "chart: {title: Response, categories: [A, B], values: [64, 28], alt: Two bars"
    first = claims_with(f"{chart}}}")
    assert ("uncited", "Response. Two bars", ["numbers in a figure"]) in first
    second = claims_with(f"{chart}, source: Ward audit}}")
    assert ("uncited", "Response. Two bars", ["source in words only: Ward audit"]) in second
    assert claims_with(f'{chart}, source: "[@able2001]"}}') == [("cited", "Response. Two bars", [])]


def test_an_arrow_is_a_claim_of_its_own() -> None:
    edges = '{nodes: {a: Drug, b: Mood}, edges: ["a -| b [@able2001]"], alt: Drug to mood}'
    assert claims_with(f"diagram: {edges}") == [("cited", "Drug blocks Mood", [])]


def test_years_names_and_questions_are_no_claims() -> None:
    quiet = claims_with("Ketamine was made in 1962 and binds 5-HT2A, as the label [@able2001] says")
    assert [one[0] for one in quiet] == ["cited"]
    asked = 'question: {text: "How many of 100?", answer: 64 of 100, rationale: "As one trial found [@able2001]"}'
    assert [one[:2] for one in claims_with(asked)] == [("cited", "As one trial found")]
