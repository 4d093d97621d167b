"""LaTeX in BibTeX values -> text: accents, dashes, quotes, simple commands; what is not understood is named."""

from __future__ import annotations

import re
from functools import cache

from pylatexenc.latex2text import LatexNodes2Text, get_default_latex_context_db

from builder.regex import regex

_BARE = regex(r"(?<!\\)[%&#]")
_COMMAND = regex(r"\\([A-Za-z]+)")
_MARKS = regex(r"[\\{}$~`'-]")


def plain_text(latex: str) -> tuple[str, str | None]:
    """Return the text that a LaTeX string stands for, and the first command in it that is not understood.

    A bare `%`, `&` or `#` is itself, as BibTeX knows neither comments nor tables inside values.
    """
    if not _MARKS.search(latex):
        return " ".join(latex.split()), None
    strange = next((f"\\{name}" for name in _COMMAND.findall(latex) if name not in _understood()), None)
    try:
        text = _reader().latex_to_text(_BARE.sub(r"\\\g<0>", latex))
    except (ValueError, IndexError, KeyError, RecursionError):
        return "", "its braces"
    return " ".join(re.split(r"[ \t\n]+", text.strip(" \t\n"))), strange


@cache
def _reader() -> LatexNodes2Text:
    return LatexNodes2Text(math_mode="text", strict_latex_spaces=True)


@cache
def _understood() -> frozenset[str]:
    """Return the commands that become text; those that would vanish with what they hold are not among them."""
    groups = (group["macros"] for group in get_default_latex_context_db().d.values())
    names = {name for group in groups for name, spec in group.items() if spec.simplify_repl or not spec.discard}
    return frozenset(names - {"input", "include", "includegraphics"})
