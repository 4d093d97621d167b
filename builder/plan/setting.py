"""Setting text: rich text -> runs in a style -> paragraphs broken into lines. Points throughout."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import assert_never

from builder import text as ruler
from builder.bound import bound
from builder.diagnostics import Diagnostic, Span
from builder.frozen import dataclass, replace
from builder.locales import ENGLISH, Phrases
from builder.plan.page import Bullet, TextRun
from builder.theme import Color, Face, Medium, TextStyle, Theme, contrast
from builder.values import Cites, Inline, RichText, Run, Script

SCRIPT_SIZE = 2 / 3
"""Size of a super- or subscript against its line: what PowerPoint draws."""
SUPER_SHIFT, SUB_SHIFT = 30, -25
"""Baseline shifts in percent of the nominal size, as PowerPoint's own buttons set them."""

SLIDE_SAFETY = 0.985
"""Share of a slide box's width that lines are planned for: room for what renderers add (hinting, kerning pairs that
widen). Print draws what it measures and needs none."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What setting text depends on: theme and medium, language, citation labels, and where faults go.

    `cite` gives the label of a citation group ("1,3-5"); `link_citations` makes labels links to "#ref-N".
    `safety` is the share of a width that may be used. `place` is where words without a place of their own come from.
    `phrases` are the words that figures and questions say by themselves.
    """

    theme: Theme
    medium: Medium
    language: str
    cite: Callable[[Cites], str]
    report: Callable[[Diagnostic], None]
    link_citations: bool = False
    safety: float = 1.0
    place: Span | None = None
    phrases: Phrases = ENGLISH

    def style(self, role: str) -> TextStyle:
        """Return the text style of a role."""
        return self.medium.styles[role]

    def color(self, token: str) -> Color:
        """Return the colour of a token."""
        return self.theme.color(token)

    def weight(self, token: str) -> float:
        """Return the width in points of a kind of line."""
        return self.theme.weight(token)

    def point_mark(self, size: float) -> Bullet:
        """Return what stands before a point of `size` points of type."""
        mark = self.medium.mark
        if mark is None:
            return Bullet("square", self.color("teal"), size * SQUARE_SIZE)
        return Bullet("char", mark.color, size * mark.share, char=mark.char, family=mark.family)


SQUARE_SIZE = 0.34
"""Side of a point's square as a share of the type size."""


class FitError(Exception):
    """Content that has no room; `at` is where it was written."""

    def __init__(self, message: str, at: Span | None, help_text: str | None = None) -> None:
        super().__init__(message)
        self.message, self.at, self.help = message, at, help_text

    def diagnostic(self, otherwise: Span) -> Diagnostic:
        """Return the FIT001 diagnostic, at `otherwise` when the place is unknown."""
        return Diagnostic(self.at or otherwise, "FIT001", self.message, help=self.help)


def scaled(style: TextStyle, size: float) -> TextStyle:
    """Return the style at another size, leading and spaces in proportion."""
    factor = size / style.size
    return replace(
        style,
        size=size,
        leading=style.leading * factor,
        space_before=style.space_before * factor,
        space_after=style.space_after * factor,
    )


def runs_of(
    rich: RichText, style: TextStyle, setting: Setting, *, lang: str | None = None, flat: bool = False
) -> tuple[TextRun, ...]:
    """Return the runs of rich text in a style, citations as superscript numbers.

    With `flat`, citations stand on the line in brackets: in small type, superscripts would be too small to read.
    """
    language = lang or setting.language
    runs: list[TextRun] = []
    for inline in rich.inlines if flat else _citations_after_stops(rich.inlines):
        match inline:
            case Run():
                runs += _text_runs(inline, style, setting, language, rich.at)
            case Cites():
                runs += _citation_runs(inline, style, setting, rich.at, flat=flat)
            case _:
                assert_never(inline)
    return tuple(runs)


def plain_runs(words: str, style: TextStyle, setting: Setting, at: Span | None = None) -> tuple[TextRun, ...]:
    """Return the runs of text without markup."""
    return tuple(_text_runs(Run(words), style, setting, setting.language, at))


def measured(style: TextStyle, setting: Setting) -> Callable[[str], float]:
    """Return the function that gives the width of words in a style, in points."""
    return lambda words: ruler.natural_width(plain_runs(words, style, setting)) + 1


def _citations_after_stops(inlines: Sequence[Inline]) -> list[Inline]:
    """Return the inlines with no space before a citation, and a full stop or comma before it, as AMA style asks."""
    out: list[Inline] = []
    for inline in inlines:
        previous = out[-1] if out else None
        if isinstance(inline, Cites) and isinstance(previous, Run):
            out[-1] = replace(previous, text=previous.text.rstrip(" "))
        before = out[-2] if len(out) > 1 else None
        stop = inline.text[:1] if isinstance(inline, Run) and isinstance(previous, Cites) else ""
        if stop in {".", ","} and isinstance(before, Run) and isinstance(inline, Run):
            out[-2] = replace(before, text=before.text + stop)
            out.append(replace(inline, text=inline.text[1:]))
        else:
            out.append(inline)
    return [i for i in out if not (isinstance(i, Run) and not i.text)]


def _text_runs(run: Run, style: TextStyle, setting: Setting, language: str, at: Span | None) -> list[TextRun]:
    face = style.typeface.face(bold=run.bold or style.bold, italic=run.italic or style.italic)
    link = _link_color(run, style, setting)
    size, rise, shift = _script(run.script, style.size)
    return [
        TextRun(
            text=part,
            face=found,
            size=size,
            color=link or style.color,
            lang=run.lang or language,
            nominal=style.size,
            rise=rise,
            shift=shift,
            tracking=style.tracking,
            href=run.href,
            link_title=run.text if run.href else None,
        )
        for part, found in covered(bound(run.text), face, setting, at)
    ]


READABLE = 4.5
"""Least contrast of text on its ground (WCAG 2.2, 1.4.3)."""


def _link_color(run: Run, style: TextStyle, setting: Setting) -> Color | None:
    """Return the link colour, or None for the text's own: no link, or text that is made for a panel, not the ground."""
    if not run.href:
        return None
    on_ground = contrast(style.color.rgb, setting.color("ground").rgb) >= READABLE
    return setting.color("teal") if on_ground else None


def _script(script: Script, size: float) -> tuple[float, float, int]:
    match script:
        case Script.NORMAL:
            return size, 0.0, 0
        case Script.SUPER:
            return size * SCRIPT_SIZE, size * SUPER_SHIFT / 100, SUPER_SHIFT
        case Script.SUB:
            return size * SCRIPT_SIZE, size * SUB_SHIFT / 100, SUB_SHIFT
        case _:
            assert_never(script)


def covered(words: str, face: Face, setting: Setting, at: Span | None) -> list[tuple[str, Face]]:
    """Return stretches of text with a face that has them; a character that no face has is reported."""
    parts: list[tuple[str, Face]] = []
    for part, found in ruler.by_coverage(words, (face, *setting.theme.fallbacks)):
        if found is None:
            codes = ", ".join(f"U+{ord(char):04X}" for char in dict.fromkeys(part))
            setting.report(
                Diagnostic(
                    at or setting.place or Span("?"),
                    "FIT003",
                    f"no font of the theme has {codes}",
                    help="write it in other characters, or use a theme whose fonts have it",
                )
            )
        fallback = ruler.bolder(found) if found and found is not face and face.bold else found
        parts.append((part, fallback or face))
    return parts


def _citation_runs(
    cites: Cites, style: TextStyle, setting: Setting, at: Span | None, *, flat: bool = False
) -> list[TextRun]:
    label = setting.cite(cites)
    first = re.match(r"\d+", label)
    size, rise, shift = _script(Script.NORMAL if flat else Script.SUPER, style.size)
    face = style.typeface.face(bold=style.bold, italic=False)
    return [
        TextRun(
            text=part,
            face=found,
            size=size,
            color=style.color,
            lang=setting.language,
            nominal=style.size,
            rise=rise,
            shift=shift,
            href=f"#ref-{first[0]}" if setting.link_citations and first else None,
            link_title=f"Reference {label}" if setting.link_citations else None,
            reference=True,
        )
        for part, found in covered(f"[{label}]" if flat else label, face, setting, at)
    ]
