"""The fields of a bibliographic entry: CSL-JSON's variables and types, by kind.

Source: the CSL data schema, csl-data.json of CSL 1.0.2 (citationstyles.org).
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TYPES = _words(
    """article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection
    dataset document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case
    legislation manuscript map motion_picture musical_score pamphlet paper-conference patent performance periodical
    personal_communication post post-weblog regulation report review review-book software song speech standard thesis
    treaty webpage"""
)

NAMES = _words(
    """author chair collection-editor compiler composer container-author contributor curator director editor
    editorial-director executive-producer guest host illustrator interviewer narrator organizer original-author
    performer producer recipient reviewed-author script-writer series-creator translator"""
)

NAME_PARTS = _words("family given dropping-particle non-dropping-particle suffix literal")

NAME_FLAGS = _words("comma-suffix static-ordering parse-names")

DATES = _words("accessed available-date event-date issued original-date submitted")

DATE_PARTS = _words("date-parts season circa literal raw")

TEXTS = _words(
    """id type citation-key language journalAbbreviation shortTitle abstract annote archive archive_collection
    archive_location archive-place authority call-number chapter-number citation-label citation-number collection-number
    collection-title container-title container-title-short dimensions division DOI edition event event-place event-title
    first-reference-note-number genre ISBN ISSN issue jurisdiction keyword locator medium note number number-of-pages
    number-of-volumes original-publisher original-publisher-place original-title page page-first part part-title PMCID
    PMID printing publisher publisher-place references reviewed-genre reviewed-title scale section source status
    supplement title title-short URL version volume volume-title volume-title-short year-suffix"""
)

UNUSED = _words("categories custom")
"""Fields of the format that hold lists and mappings of the keeper's own; nothing prints them."""

OURS = _words("retracted checked_on")
"""Fields that we add to the format: whether a source was withdrawn, and when somebody last looked."""

APART = OURS | UNUSED
"""Fields that no reference list is made from."""

ALL = OURS | TEXTS | NAMES | DATES | UNUSED
