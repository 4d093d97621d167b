"""Manual pages of rules that are raised elsewhere: while planning, building or reading a theme."""

from __future__ import annotations

FIT001 = """FIT001: content has no room.

    What: text, a table or a figure that doesn't fit its box on a slide or page, although the type has been made as
    small as the theme allows and the content has been spread over several slides; or a word that is wider than its
    line or cell. An error.

    Why: text that runs off a slide is lost in the lecture hall, and type that is small enough to fit can't be read.

    Example: a table with twelve columns of words, or a chart with thirty long labels.

    What to do: shorten it, or split it into two slides. A wide table often reads better with rows and columns swapped.

    Source: design of the tool (it always fits); PowerPoint doesn't shrink text until somebody edits it.
    """

FIT003 = """FIT003: no font of the theme has a character.

    What: a character that neither the theme's typeface nor its fallback fonts can draw. An error with its code point.

    Why: it would be printed as an empty box, in a dose as well as in a name.

    Example: a dingbat copied from a web page.

    What to do: write it in other characters, or use a theme with a font that has it.

    Source: design of the tool (text is sacred); PDF/UA-1, 7.21.
    """

FIT010 = """FIT010: a layout can't hold what its slide holds.

    What: `layout:` names a layout that has no place for the slide's blocks, as this edition's readers get them. A
    warning; the planner chooses another one, and the message names those that would do.

    Why: a wish that is passed over in silence looks like a fault of the tool.

    Example: `layout: two-columns` on a slide with one chart and nothing else.

    What to do: name one of the layouts in the message, or take `layout` out. `teachback build --verbose` says which one
    each slide has, and why.

    Source: design of the tool.
    """

FIT011 = """FIT011: points went to the speaker notes.

    What: with `overflow: notes` on a slide, the last points that have no room at the least type size stand in its
    speaker notes, under a heading. A note only; it says how many, and where the first of them is written. Figures and
    callouts never go, and without `overflow: notes` nothing does: such a slide goes on as "(2 of 2)".

    Why: nobody in the lecture hall sees the notes, so an author should know what stands there only.

    Example: a slide with `overflow: notes` and fifteen points.

    What to do: nothing, or shorten the points that matter until they fit.

    Source: design of the tool (it always fits); Mayer's coherence principle.
    """

FIT012 = """FIT012: an output has more pages than it may have.

    What: an edition with `pages: N` whose output has more pages, or slides. An error, at `pages`.

    Why: a leaflet of two pages is read and printed on one sheet; one that has grown to three is neither.

    Example: `leaflet: {audience: patient, output: handout, pages: 2, locale: en-GB}`

    What to do: the message names what takes the most room. Cut there, or agree on more pages.

    Source: NHS and PIF practice: leaflets as short as their purpose allows.
    """

OUT001 = """OUT001: an edition asks for an output that this version doesn't make.

    What: an edition whose `output` is `card`, or whose `formats` hold `html` though it is neither a handout nor for
    the web. A warning, and that output is left out; an error if it was asked for with `--edition`.

    Why: cards belong to the outline format, and come with later versions; slides and notes are no web pages.

    Example: `card: {audience: patient, output: card, locale: en-GB}`

    What to do: nothing, or take the edition out.

    Source: design of the tool.
    """

OUT002 = """OUT002: two decks of one build have the same id.

    What: `deck:` is the name of a deck's output folder, and another deck of the same build has it already. An error
    for the second; the first is built.

    Why: one would overwrite the other.

    Example: a copy of a deck's folder whose `deck:` was not changed.

    What to do: give one of them another id.

    Source: design of the tool.
    """

THEME001 = """THEME001: the theme can't be used.

    What: `theme` names no theme that is shipped, or a theme file of the project names a colour that themes don't have,
    or a pair of its colours has too little contrast. An error, which names the pair, its ratio and what it needs.

    Why: text that is too near in lightness to its ground can't be read from the back row, on paper from a copier, or by
    readers with low vision.

    Example: `theme: clinc`; in `ours.yaml` a light blue for `teal`, which has 2.2 on white and needs 4.5.

    What to do: mend the name, or take a darker or lighter colour; the message suggests one. docs/themes.md lists the
    colours and the pairs that are checked.

    Source: WCAG 2.2, 1.4.3, 1.4.6 and 1.4.11 (contrast).
    """

SAFE005 = """SAFE005: what must reach people doesn't reach an audience.

    What: a point or callout with `safety: must` that an edition doesn't say, although the block is for its audience. A
    block without `for` is for everybody, so that patients' editions need its `plain`. An error; it can't be waived.

    Why: a warning that one of the outputs leaves out is worse than none: everybody believes that it was given.

    Example:

        - callout: {kind: emergency, text: Reduced consciousness after ketamine is an emergency}
          safety: must                                                     # SAFE005 for every leaflet

    What to do: add `plain`, or say with `for: [clinician, student]` that it is for colleagues alone.

    Source: design of the tool; IPDAS and PIF ask that harms and what to do reach every reader.
    """

SAFE006 = """SAFE006: what must reach people is cut, made smaller or moved to the notes.

    What: a point or callout with `safety: must` that an output says on no page, on two pages, or in smaller type than
    the theme's own. Plans are made so that it can't happen; this proves it. An error; it can't be waived.

    Why: what stands in small print, or half on the next page, isn't read.

    Example: a slide whose title leaves no room for the point at full size.

    What to do: give it a slide of its own, or say it in fewer words.

    Source: design of the tool (safety callouts are never split).
    """

MANUALS = (FIT001, FIT003, FIT010, FIT011, FIT012, OUT001, OUT002, SAFE005, SAFE006, THEME001)
