"""What a worker has ready before its first deck: modules, theme, fonts, locale, the writers' templates.

Importing this module does it. The fork server imports it once, and every worker is forked from there: warm at once,
with memory that all of them share.
"""

from __future__ import annotations

import gc
from contextlib import suppress
from pathlib import PurePosixPath

from builder.process import harden

OUTLINE = b"""\
deck: warm
title: Warm
language: en-GB
main_message: It may help.
references: [{id: one, type: book, title: One}]
sections:
  - section: one
    title: One
    slides:
      - title: One thing
        blocks:
          - {point: 'It may help [@one]', plain: It may help}
          - {chart: {kind: bar, title: Two, categories: [A, B], values: [1, 2], alt: Two bars, source: '[@one]'}}
          - {table: {header: [A, B], rows: [[C, D]], alt: Four words}}
editions:
  lecture: {audience: clinician, output: slides}
  leaflet: {audience: patient, output: handout, locale: en-GB, formats: [pdf, html]}
"""
"""A deck that needs what most decks need. What is wrong with it as a leaflet doesn't matter here."""


def warm() -> None:
    """Build the deck as a batch would, and put all that it left in memory out of the collector's sight."""
    harden()
    from builder.build import check  # noqa: PLC0415  # after `harden`
    from builder.job import Job  # noqa: PLC0415  # after `harden`
    from builder.world import Memory  # noqa: PLC0415  # after `harden`
    from builder.write import html, pdf, pptx  # noqa: PLC0415  # after `harden`

    found = check(Job(PurePosixPath("deck.yaml")), Memory({"deck.yaml": OUTLINE}))
    for draft in found.drafts:
        match draft.kind:
            case "pptx":
                pptx.write_pptx(draft.plan)
            case "pdf":
                pdf.write_pdf(draft.printed)
            case "html":
                html.write_html(draft.plan)
    gc.collect()
    gc.freeze()


with suppress(Exception):  # whatever is wrong is said of the first deck
    warm()
