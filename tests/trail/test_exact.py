"""The trail is exact: every place that it states holds the words, and every place that holds the words is stated."""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any, get_args

import pytest

from builder import model
from builder.audience import for_audience, for_output
from builder.build import Built, Job, check
from builder.drafts import Draft
from builder.passages import passages
from builder.trail.as_json import json_of
from builder.trail.collect import trail_of
from builder.trail.units import units
from builder.values import Audience
from builder.world import Disk
from builder.write.html import write_html
from builder.write.pdf import write_pdf
from builder.write.pptx import write_pptx

from .reading import Book, cut_short, read, unlisted, unsaid

ROOT = Path(__file__).parents[2]
DECKS = {
    "ketamine": (ROOT / "decks", "ketamine/deck.yaml"),
    "every-kind": (Path(__file__).parent, "every-kind.yaml"),
    **{path.stem: (path.parent, path.name) for path in sorted((ROOT / "tests" / "golden").glob("*.yaml"))},
}


@cache
def checked(name: str) -> Built:
    folder, path = DECKS[name]
    return check(Job(PurePosixPath(path)), Disk(folder))


@cache
def made(name: str) -> tuple[Mapping[str, Any], Mapping[str, Book]]:
    """The trail as its JSON says it, and the outputs as they read: also of outlines with faults, which build nothing."""
    found = checked(name)
    assert found.outline is not None and found.drafts
    trail = json.loads(json_of(trail_of(found.outline, found.drafts)))
    return trail, {draft.path: read(draft.path, written(draft)) for draft in found.drafts}


def written(draft: Draft) -> bytes:
    return {"pptx": write_pptx, "pdf": write_pdf, "html": write_html}[draft.kind](draft.plan)


@pytest.mark.parametrize("name", DECKS)
def test_every_stated_place_holds_the_words(name: str) -> None:
    assert unsaid(*made(name)) == []


@pytest.mark.parametrize("name", DECKS)
def test_every_place_that_holds_the_words_is_stated(name: str) -> None:
    assert unlisted(*made(name)) == []


@pytest.mark.parametrize("name", DECKS)
def test_the_places_show_all_words_of_a_claim(name: str) -> None:
    assert cut_short(made(name)[0]) == []


@pytest.mark.parametrize("shift", [1, -1])
def test_a_page_too_far_is_seen(shift: int) -> None:
    """The two tests above bite."""
    trail, books = made("ketamine")
    wrong = copy.deepcopy(trail)
    for claim in wrong["claims"]:
        for place in claim["places"]:
            place["number"] += shift
    places = sum(len(claim["places"]) for claim in wrong["claims"])
    assert len(unsaid(wrong, books)) > places * 0.8
    assert len(unlisted(wrong, books)) > 100


def test_places_that_are_left_out_are_seen() -> None:
    trail, books = made("every-kind")
    short = copy.deepcopy(trail)
    for claim in short["claims"]:
        claim["places"] = claim["places"][1:]
    assert unsaid(short, books) == []
    assert len(unlisted(short, books)) >= 5


@pytest.mark.parametrize("name", DECKS)
def test_the_reverse_index_holds_the_same_places(name: str) -> None:
    trail, _ = made(name)
    forward = {
        (key, claim["id"], place["output"], place["kind"], place["number"])
        for claim in trail["claims"]
        for place in claim["places"]
        for key in place["references"]
    }
    known = {source["reference"] for source in trail["references"]}
    back = {
        (source["reference"], place["claim"], place["output"], place["kind"], place["number"])
        for source in trail["references"]
        for place in source["places"]
    }
    assert back == {one for one in forward if one[0] in known}


@pytest.mark.parametrize("name", DECKS)
def test_units_hold_every_citation_of_every_edition(name: str) -> None:
    """No words with a citation are forgotten: `passages` walks over the deck in another way."""
    deck = checked(name).outline
    assert deck is not None
    for edition in deck.editions:
        resolved = for_audience(for_output(deck, edition.output), edition.audience)
        held = {citation for unit in units(resolved) for citation in unit.citations}
        cited = {one for passage in passages(resolved, edition.output) for one in passage.text.citations}
        assert cited <= held


@pytest.mark.parametrize("name", DECKS)
def test_every_citation_that_is_printed_has_a_place(name: str) -> None:
    """Each reference of an edition's list is backed by a place in an output of that edition."""
    trail, _ = made(name)
    deck = checked(name).outline
    assert deck is not None
    for output in trail["outputs"]:
        edition = next(one for one in deck.editions if one.name == output["edition"])
        resolved = for_audience(for_output(deck, edition.output), edition.audience)
        cited = {one.key for passage in passages(resolved, edition.output) for one in passage.text.citations}
        resting = {
            source["reference"]
            for source in trail["references"]
            if any(place["output"] == output["output"] for place in source["places"])
        }
        assert cited & {reference.id for reference in deck.references} <= resting


def test_the_outlines_hold_every_kind_of_block() -> None:
    blocks = set()
    for name in DECKS:
        deck = checked(name).outline
        assert deck is not None
        blocks |= {type(b) for section in deck.sections for slide in section.slides for b in slide.blocks}
    assert blocks == set(get_args(model.Block))


@pytest.mark.parametrize("audience", Audience)
def test_findings_are_claims_in_every_form(audience: Audience) -> None:
    trail, _ = made("every-kind")
    forms = {
        wording["form"]
        for claim in trail["claims"]
        if claim["kind"] == "finding"
        for wording in claim["wordings"]
        if audience in wording["audiences"]
    }
    assert forms >= ({"icon array", "table row", "point"} if audience.lay else {"point", "chart", "table row", "notes"})
