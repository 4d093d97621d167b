"""Slide titles differ, whatever the author and the planner call them: PowerPoint's checker and its list of slides ask so."""

from __future__ import annotations

from pathlib import PurePosixPath

from .support import opened
from .support.builds import files, in_memory

CLASHES = """\
deck: clashes
title: References
language: en-GB
disclosures: [Nothing to disclose]
references:
  - {id: able2001, type: article-journal, title: One, author: [{family: Able, given: A}], issued: {date-parts: [[2001]]}}
sections:
  - section: first
    title: References
    slides:
      - {title: References, blocks: ["A point [@able2001]"]}
      - {title: Disclosures, blocks: [A point]}
      - {title: Disclosures (2), blocks: [A point]}
      - {title: DISCLOSURES, blocks: [A point]}
  - section: second
    title: Disclosures
    slides:
      - {title: Disclosures, blocks: [A point]}
editions:
  lecture: {audience: clinician, output: slides}
"""


def test_titles_differ_even_where_the_outline_repeats_them() -> None:
    (lecture,) = files(PurePosixPath("deck.yaml"), in_memory(CLASHES))
    titles = [page.title for page in lecture.plan.pages]
    assert len({title.casefold() for title in titles}) == len(titles) == 10, titles
    assert titles[:4] == ["References", "Disclosures", "References (2)", "References (3)"]
    for slide, title in zip(opened.slides(lecture.data), titles, strict=True):
        assert title in opened.paragraphs(slide.blob)


def test_sections_keep_the_names_of_the_outline() -> None:
    (lecture,) = files(PurePosixPath("deck.yaml"), in_memory(CLASHES))
    assert [page.section for page in lecture.plan.pages[2:4]] == ["References", "References"]
    root = opened.tree(opened.parts(lecture.data)["ppt/presentation.xml"])
    names = [section.get("name") for section in root.iter("{*}section")]
    assert len(set(names)) == len(names)
