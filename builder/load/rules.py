"""The manual pages of the form rules (`YML`): what loading refuses, why, and what to do. Printed by `explain`."""

from __future__ import annotations

import inspect
from collections.abc import Mapping

PAGES = (
    """YML001: a file can't be read.

    What: the outline, or a file that it names, is missing, too large, a folder, a device, not text in UTF-8, or lies
    outside the project folder (the nearest folder named `decks` above the outline, else the outline's own). An error.

    Why: a deck is built from the project's own files alone, so that it is the same on every machine and nothing else
    of the machine gets into it. Links are followed first and checked then.

    Example: `references: ../../papers.json`, or an image `https://example.org/scan.png`

    What to do: put the file into the project and name it relative to the file that uses it.
    """,
    """YML002: the file is not valid YAML, JSON or BibTeX.

    What: the file can't be parsed; the message says where the fault starts. An error, and no other fault of this file
    can be told before it is mended.

    Why: a guess at what was meant could change a dose.

    Example: `title: Ketamine: what is known` (a second colon), a tab for indentation, a quote that is never closed.

    What to do: put the text in quotes, or indent with spaces.
    """,
    """YML003: a part of YAML that outlines don't use.

    What: anchors and aliases (`&a`, `*a`), merge keys (`<<`), tags (`!x`), directives (`%`), a second document (`---`),
    or a list or mapping as a key. An error.

    Why: they hide what a page will say from those who review it, and small files with them can fill the memory.

    Example: `text: *intro`

    What to do: write the text out; `use:` takes over whole slides and sections. A text that starts with `*`, `&`, `!`
    or `%` needs quotes.
    """,
    """YML004: a key stands twice in one mapping.

    What: the same key a second time, also when one of the two has its accents composed otherwise. An error.

    Why: one of the two values would be lost without a word. If it is a dose, the wrong one may be printed.

    Example: two `title:` in one slide, after a merge.

    What to do: keep one.
    """,
    """YML005: a character that can't stand in an outline.

    What: control characters, halves of characters, marks that turn the direction of text, hidden tags, noncharacters,
    U+FFFD, a byte order mark after the start, and Unicode's line separators; typed or by an escape. An error.

    Why: files of PowerPoint can't hold some, others let a reviewer see another text than a reader.

    Example: a "0001" that is stored as "1000" between two direction marks.

    What to do: delete the character; retyping the line is the quickest way.

    Source: XML 1.0, 2.2; Unicode Technical Report 36; CVE-2021-42574.
    """,
    """YML006: a character that can't be seen.

    What: zero-width spaces, joiners between letters that don't join, soft hyphens, direction marks, fillers. A warning.

    Why: they come along when text is copied from web pages, and break words, searches and citations.

    Example: a soft hyphen (U+00AD) inside the name of a drug.

    What to do: delete it, unless it is meant. Joiners in emoji and in scripts that join letters are not reported.
    """,
    """YML007: more than a limit allows.

    What: a file, text, list, table, chart, diagram or number larger than this tool lays out, or nesting that is too
    deep. An error; the message says how to raise the limit.

    Why: limits keep a build short and its memory small, whatever the file holds.

    Example: a table with 40 columns.

    What to do: split it, or raise the limit for this build with `--limit NAME=NUMBER`.
    """,
    """YML008: blank lines are lost.

    What: a text with blank lines where only one paragraph is possible. A warning.

    Why: only `notes` keep paragraphs; elsewhere the lines would run together.

    Example: a `text: |` block of two paragraphs.

    What to do: make two `text` blocks of it.
    """,
    """YML009: a comment cuts a text short.

    What: a `#` after a space, behind a text that is to be printed and has no quotes. An error. A comment with two
    spaces before its `#` and one after it is let pass, unless it starts with a number or cites something.
    Behind ids, numbers,
    dates, quotes and brackets, comments are always fine.

    Why: YAML takes the rest of the line for a comment, so "take it as rule #1 says" would end at "rule" and nobody
    would know.

    Example: `point: Never take more than rule #1 says`.

    What to do: put the text in quotes; move a comment that you mean to a line of its own.
    """,
    """YML010: an unknown key.

    What: a key that the outline format doesn't have at this place. An error; a warning in bibliographic entries.

    Why: a misspelt `for:` must never publish a note to everyone.

    Example: `tilte: Ketamine`

    What to do: mend the spelling; the message names the nearest key. `teachback schema` is for editors.
    """,
    """YML011: something is missing.

    What: a key that must be there, a value behind a key, or the alternative text of a picture. An error.

    Why: nothing is made up.

    Example: a slide without `title`; `n:` with nothing behind it.

    What to do: fill it in, or take an optional key out. The words `null` and `~` mean "nothing"; put them in quotes to
    mean themselves.
    """,
    """YML012: a list, a mapping or a text where something else belongs.

    What: the value has the wrong shape, or a block has two kinds. An error.

    Why: reading it anyway would drop part of it.

    Example: `blocks: Ketamine blocks the receptor` (a list is expected).

    What to do: compare with the outline format; each item of a list starts with `- `.
    """,
    """YML013: a value that is not possible here.

    What: not a number, date, id, language tag or one of the listed words; a number out of its bounds. An error.

    Why: types come from the outline format, not from a guess at how the value looks. Numbers are digits with at most
    one point: no `1e3`, `1_000`, `.5` or `NaN`.

    Example: `percent: 12,5`

    What to do: the message says what is expected.
    """,
    """YML015: an id is used twice.

    What: two slides, sections, blocks, objectives or references with one id in the whole deck. An error.

    Why: a link or a citation would lead to one of them by chance.

    Example: a slide that was copied with its `id`.

    What to do: give one of them another id.
    """,
    """YML016: a name that nothing has.

    What: a link to a slide, an objective, a glossary term, a highlighted category, a `like` or a `use` that leads
    nowhere, or round in a circle. An error.

    Why: the page would hold a dead link or an empty definition.

    Example: `define: [NMDA recptor]`

    What to do: mend the name; the message names the nearest one.
    """,
    """YML017: lengths differ.

    What: a table row with more or fewer cells than the header, or a chart series with more or fewer values than
    categories. An error.

    Why: values would stand beside the wrong label.

    Example: three categories and two values.

    What to do: complete the row; an empty cell is `""`, a gap in a series is `~`.
    """,
    """YML018: a link that is not allowed.

    What: a link to anything but `https:`, `http:`, `mailto:` or `#` and a slide's id. An error.

    Why: links to programs, files and network drives can harm whoever opens the deck.

    Example: `[protocol](file:///S:/protocol.docx)`

    What to do: link to a web page. To print such brackets as they are, write a backslash before the first.
    """,
    """YML019: not a citation.

    What: something that starts with `[@` and is not `[@key]`, `[@key, p. 4]` or `[@a; @b]`; or the key of a reference
    in brackets without `@`. An error.

    Why: as plain text it would be printed, and the claim would be without a source.

    Example: `[@zanos2018 p. 4]` (the comma is missing)

    What to do: mend it. To print such brackets as they are, write a backslash before the first.
    """,
    """YML020: a picture that can't be used.

    What: a file that is neither PNG nor JPEG by its content, is damaged, has too many pixels or is a thin strip.
    An error.

    Why: every picture is decoded, turned upright, freed of hidden data (place, camera, thumbnail) and encoded anew.
    Half a picture is not shown.

    Example: a PDF renamed to `scan.png`; a download that broke off.

    What to do: save it again as PNG or JPEG.
    """,
    """YML021: a fault in a bibliographic entry.

    What: an unknown type, a key that can't be cited, a person without a name, a date that doesn't exist, a DOI that is
    none, LaTeX that is not understood. An error; a warning where part of the entry is left out.

    Why: readers must be able to find the source.

    Example: `DOI: doi.org/10.1000`

    What to do: mend the entry in the reference manager and export it again.

    Source: CSL-JSON data schema (CSL 1.0.2); DOI Handbook, 2.2.
    """,
    """YML022: a comma may have cut a text in two.

    What: in a list of texts in brackets, an item without quotes that begins with a word such as "and", "but", "even if"
    or "which". A warning.

    Why: in `[...]` a comma ends an item, so one sentence with a comma becomes two items, and half of a warning is
    printed as a whole one.

    Example: `red_flags: [you may have taken too much, even if you feel well]`

    What to do: write the list with `- `, one item a line, or put the text in quotes. An item that is meant to begin so
    may be quoted, too.
    """,
    """YML026: a diagram that doesn't hold together.

    What: an arrow from a box to itself, a second arrow between the same two boxes, a box that no arrow leads to or
    from, a box in two clusters. An error.

    Why: such a box or arrow says nothing, or hides a slip: an id that was changed in one place only.

    Example: `edges: [ketamine -| nmda, ketamine -> nmda]`

    What to do: take it out; where two findings concern one arrow, give that arrow both citations.
    """,
)
"""Every page, in the order of codes."""

RULES: Mapping[str, str] = {page.partition(":")[0]: inspect.cleandoc(page) for page in PAGES}
"""The manual page of each rule by its code."""
