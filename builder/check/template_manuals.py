"""Manual pages of what is said about an institution's template: raised while it is read and put on."""

from __future__ import annotations

TPL001 = """TPL001: the template can't be used.

    What: the file that `template:` names is no PowerPoint file, is damaged, protected with a password or too large, or
    holds what no deck may carry: macros, ActiveX controls, embedded objects, sounds, films or charts on a layout, links
    to anything but https pages, document types. An error that says what and where.

    Why: a template is copied into every deck. What is active in it, or leads out of it, would reach every reader.

    Example: `template: brand.pptm`; a logo on the master that is linked to a network drive.

    What to do: take it out as the message says, and save the template again as .pptx or .potx. Sample slides may hold
    what they like: they are left out.

    Source: design of the tool (what it promises: templates).
    """

TPL002 = """TPL002: no layout of the template is made for something.

    What: a kind of slide for which the template has no layout, by name, type or placeholders, and the layout that is
    used. A warning, or information where another layout does as well.

    Why: slides look as the designer meant them only on layouts that were meant for them.

    Example: a template without a layout for quotations.

    What to do: nothing, or add a layout: docs/templates.md says how they are named. `teachback template check` lists
    what is found.

    Source: design of the tool.
    """

TPL003 = """TPL003: a font of the template is not known.

    What: a font whose character widths the tool doesn't have. Text in it is measured 15 % wider than Noto Sans, the
    widest text font that is shipped (32 % for typewriter fonts), and its lines stand at exact distances. A warning.

    Why: text that is measured too narrow runs off the slide. Measured so, it fits in any usual font, but slides hold
    less than they could.

    Example: Aptos, Brand Grotesk.

    What to do: nothing, or use Arial, Calibri, Cambria, Georgia, Times New Roman, Noto Sans or Open Sans, whose widths
    are known.

    Source: measured over text fonts of many makes; see docs/templates.md.
    """

TPL004 = """TPL004: something of the template is not taken over as it is.

    What: text in capitals is set in ordinary letters; words under 18 pt and titles under 24 pt are set larger; where
    slides have no footer, version and sign-off stand in a text box. A warning for capitals, else information.

    Why: capitals turn `µg` into `MG`, a thousandfold dose. Small type can't be read from the back row. Version and
    sign-off must be on every slide.

    Example: a layout whose title is set in all capitals.

    What to do: change the template's text style, or leave it to the tool.

    Source: design of the tool (text is sacred; type sizes; approval).
    """

TPL005 = """TPL005: the template has no place for something that every slide has.

    What: a template whose layouts have no title placeholder (or only upright ones). An error.

    Why: a slide's title is how it is found, read aloud and linked to. A title in a text box is none.

    Example: a template with blank layouts and pictures alone.

    What to do: add a title placeholder to its layouts.

    Source: WCAG 2.2, 2.4.6; PowerPoint's accessibility checker (slide title).
    """

TPL006 = """TPL006: what is used of the template, and what is not.

    What: the slide master that is used where there are several, and sample slides that are left out. Information.

    Why: nobody should wonder where they went.

    Example: a template of two masters and twenty slides that explain it.

    What to do: nothing. To have another master used, give it the layouts that decks need.

    Source: design of the tool.
    """

TPL007 = """TPL007: no layout of the template has a place for something.

    What: words of a slide (points, paragraphs, lists, a quotation, a question, the sides of a comparison, references, a
    subtitle) for which no layout of the template has a placeholder that takes text and is large enough, or a figure
    for which none leaves room. An error at the words' own place, which names the slide and the layouts that were
    looked at. Where the outline doesn't ask for it, `teachback template check` warns of it: a warning where no layout
    has a place for words at all, information where some kinds of slides need more placeholders than any layout has.

    Why: words in loose text boxes don't show in outline view, aren't read in order, and stay where they are when the
    layout is changed. A slide that drops them would be worse.

    Example: a slide with points in a template whose only layouts are `Title Slide` and `Title Only`.

    What to do: add a layout with a title and a large content placeholder (`Title and Content`), and one with two
    (`Two Content`); docs/templates.md says what each kind of slide needs. Or name a layout that the template has a
    place for with `layout:`; the message lists them.

    Source: design of the tool (outline view shows all text; content that finds no slot is an error).
    """

THEME010 = """THEME010: text in the template's own colour can't be read.

    What: a placeholder's text, or the template's first accent, whose contrast on what lies behind it is below 4.5. Our
    text there takes the nearest colour that reaches it; the template stays as it is. A warning with both colours and
    their ratio; information for the accent. Also a warning where a picture lies behind text that can't be looked at.

    Why: pale text is lost in a lit lecture hall, and to many readers anywhere.

    Example: footers in light grey on white.

    What to do: mend the colour in the template, so that new slides made by hand have it too.

    Source: WCAG 2.2, 1.4.3 (contrast).
    """

TEMPLATE_MANUALS = (TPL001, TPL002, TPL003, TPL004, TPL005, TPL006, TPL007, THEME010)
