"""How to read a chart: for patients and the public, the author's words or sentences from the kind; for nobody else."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from builder.audience import for_audience
from builder.load.deck import load
from builder.model import Chart, ChartContent
from builder.reading import how_to_read
from builder.values import Audience
from builder.world import Memory

KINDS = {
    "{categories: [a], values: [1], unit: '%'}": "each bar shows how many out of 100. A longer bar means more.",
    "{categories: [a], values: [1]}": "How to read this: a longer bar means more.",
    "{categories: [a], values: [2], comparator: [1], comparator_name: dummy spray}": "The grey bar shows: dummy spray.",
    "{categories: [a], values: [2], tentative: a}": "A striped bar is less certain.",
    "{categories: [a], interval: 95% CI, values: [2 \u00b1 1]}": "A short thin line means that we are more sure.",
    "{categories: [a], interval: SD, values: [2 \u00b1 1]}": "The thin line shows: SD.",
    "{kind: stacked-bar, categories: [a], series: {x: [1], y: [2]}}": "each bar is split into parts. A longer part",
    "{kind: stacked-bar, shares: true, categories: [a], series: {x: [1]}}": "each bar is the whole group",
    "{kind: line, categories: [a, b], values: [1, 2]}": "follow a line from left to right.",
    "{kind: dot, categories: [a], values: [1]}": "Further to the right means more.",
    "{kind: dot, categories: [a], values: [1], reference: {value: 0, label: no change, below: worse, above: better}}": (
        "The dashed line shows: no change. Left of it: worse. Right of it: better."
    ),
    "{kind: range, log: true, categories: [a], values: [1 to 2]}": "each step is a multiple of the step before.",
    "{kind: pictogram, categories: [a], values: [30], each: 10, unit: people}": "each figure stands for 10 people.",
    "{kind: pictogram, categories: [a], values: [30], symbol: circle}": "More circles mean more.",
}


def read_by(chart: str, audience: Audience, language: str = "en-GB") -> ChartContent:
    text = (
        f"deck: small\ntitle: Small\nlanguage: {language}\nsections:\n  - section: one\n    title: One\n    slides:\n"
        f"      - title: T\n        blocks:\n          - chart: {chart}\n"
        "            for: [clinician, patient]\neditions:\n  lecture: {audience: clinician, output: slides}\n"
    )
    loaded = load(PurePosixPath("deck.yaml"), Memory({"deck.yaml": text.encode()}))
    assert loaded.deck, loaded.diagnostics
    block = for_audience(loaded.deck, audience).sections[0].slides[0].blocks[0]
    assert isinstance(block, Chart)
    return block.chart


@pytest.mark.parametrize(("chart", "words"), KINDS.items())
def test_every_kind_says_how_it_is_read(chart: str, words: str) -> None:
    content = read_by(chart, Audience.PATIENT)
    assert content.read is not None and words in content.read.text
    assert content.read.text.startswith("How to read this: ")
    assert content.read.text == how_to_read(content)


@pytest.mark.parametrize("chart", KINDS)
def test_professionals_are_not_told(chart: str) -> None:
    assert read_by(chart, Audience.CLINICIAN).read is None


def test_the_authors_words_stay_for_lay_readers_alone() -> None:
    own = "{categories: [a], values: [1], read: 'Long is *good*.'}"
    kept = read_by(own, Audience.PATIENT).read
    assert kept is not None and kept.text == "Long is good."
    assert read_by(own, Audience.CLINICIAN).read is None


def test_other_languages_have_the_authors_words_only() -> None:
    assert read_by("{categories: [a], values: [1]}", Audience.PATIENT, "fr-FR").read is None


def test_the_sentences_are_plain() -> None:
    """Short sentences of short words: a reader at the end of primary school follows them."""
    for chart in KINDS:
        content = read_by(chart, Audience.PATIENT)
        assert content.read is not None
        for sentence in content.read.text.removeprefix("How to read this: ").split(". "):
            assert len(sentence.split()) <= 12, sentence
