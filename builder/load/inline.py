"""Texts with inline markup -> `RichText`: runs and citations, each citation with its place in the file."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from builder.load.faults import BAD, Bad, shorten
from builder.load.links import refusal
from builder.load.scalars import fits, one_line, scalar
from builder.load.scope import Scope
from builder.located import Node, Scalar
from builder.values import PARAGRAPH_BREAK, Citation, Cites, Form, Inline, RichText, Run, Script

if TYPE_CHECKING:
    from markdown_it.token import Token

_MARK = re.compile(r"[*~^\[\\]")
_BLANK = re.compile(r"\n[ \t]*\n\s*")
_KEY = re.compile(r"\s*@([^\s,;@]+)\s*(?:,\s*(\S.*?)\s*)?")
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def rich_text(node: Node, form: Form, scope: Scope) -> RichText | Bad:
    """Return a text with its markup parsed; note links, citations and language spans that can't be."""
    if form.empty and isinstance(node, Scalar) and (node.absent or not node.text.strip()):
        return RichText((), node.at)
    found = scalar(node, "text", scope)
    if isinstance(found, Bad) or not fits(found, form, scope):
        return BAD
    before = scope.faults.errors
    inlines: list[Inline] = []
    for start, end in _paragraphs(found, form, scope):
        if inlines:
            inlines.append(PARAGRAPH_BREAK)
        inlines += _Paragraph(found, start, scope).parse(one_line(found.text[start:end]))
    return BAD if scope.faults.errors > before else RichText(tuple(inlines), found.at)


def _paragraphs(found: Scalar, form: Form, scope: Scope) -> list[tuple[int, int]]:
    """Return start and end of each paragraph; one, unless the form keeps blank lines."""
    end = len(found.text.rstrip("\n"))
    blanks = list(_BLANK.finditer(found.text, 0, end)) if "\n" in found.text else []
    if blanks and not form.paragraphs:
        scope.faults.warn("YML008", found.at, "blank lines are lost here: this text is one paragraph")
        blanks = []
    starts = [0, *(blank.end() for blank in blanks)]
    return list(zip(starts, [*(blank.start() for blank in blanks), end], strict=True))


@dataclass(slots=True)
class _Paragraph:
    """One paragraph on its way to runs; `offset` is where it starts in the scalar's text."""

    found: Scalar
    offset: int
    scope: Scope
    inlines: list[Inline] = field(default_factory=list)
    style: Run = field(default_factory=lambda: Run(""))
    outer: list[Run] = field(default_factory=list)

    def parse(self, text: str) -> list[Inline]:
        """Return the runs and citations."""
        if not _MARK.search(text):
            return [Run(text)] if text else []
        from builder.load.markup import tokens  # noqa: PLC0415 - the parser costs 40 ms and plain outlines need none

        found, problems = tokens(text)
        for problem in problems:
            self._error(problem.rule, problem.start, problem.end, problem.message, problem.hint)
        for token in found:
            self._take(token)
        return self.inlines

    def _error(self, rule: str, start: int, end: int, message: str, hint: str | None = None) -> None:
        at = self.found.place(self.offset + start, self.offset + end)
        self.scope.faults.error(rule, at, message, hint)

    def _take(self, token: Token) -> None:
        match token.type:
            case "text" | "text_special":
                self._say(token.content, self.style)
            case "sub" | "sup":
                self._say(
                    token.content, replace(self.style, script=Script.SUB if token.type == "sub" else Script.SUPER)
                )
            case "cite":
                self._cite(token.content, token.meta["start"])
            case "strong_close" | "em_close" | "link_close" | "lang_close":
                self.style = self.outer.pop()
            case _:
                self.outer.append(self.style)
                self.style = self._styled(token)

    def _say(self, text: str, style: Run) -> None:
        """Add words; runs of one style become one."""
        if not text:
            return
        last = self.inlines[-1] if self.inlines else None
        if isinstance(last, Run) and replace(last, text="") == style:
            self.inlines[-1] = replace(last, text=last.text + text)
        else:
            self.inlines.append(replace(style, text=text))

    def _styled(self, token: Token) -> Run:
        """Return the style inside an opening token."""
        match token.type:
            case "strong_open":
                return replace(self.style, bold=True)
            case "em_open":
                return replace(self.style, italic=True)
            case "link_open":
                self._check_link(token.content, token.meta["start"])
                return replace(self.style, href=token.content)
            case _:
                self._check_language(token.content, token.meta["start"])
                return replace(self.style, lang=token.content)

    def _check_link(self, address: str, start: int) -> None:
        if why := refusal(address):
            hint = "links: https, http, mailto, or `#` and a slide's id; a backslash before `[` makes it text"
            self._error("YML018", start, start + len(address), f"`{shorten(address)}`: {why}", hint)
        elif address.startswith("#"):
            at = self.found.place(self.offset + start, self.offset + start + len(address))
            self.scope.names.refer("slide", address[1:], at)

    def _check_language(self, tag: str, start: int) -> None:
        if not _TAG.fullmatch(tag):
            self._error("YML013", start, start + len(tag), f"`{shorten(tag)}` is not a language tag such as `fr`")

    def _cite(self, inside: str, start: int) -> None:
        """Add a group of citations; `inside` is what stands between the brackets."""
        group: list[Citation] = []
        for part in inside.split(";"):
            found = _KEY.fullmatch(part)
            if found is None:
                message = f"`[{shorten(inside)}]` is not a citation"
                self._error(
                    "YML019", start, start + len(inside), message, "write `[@key]`, `[@key, p. 4]` or `[@a; @b]`"
                )
                return
            key = start + found.start(1) - 1
            at = self.found.place(self.offset + key, self.offset + key + len(found[1]) + 1)
            group.append(Citation(found[1], found[2], at))
            start += len(part) + 1
        self.inlines.append(Cites(tuple(group)))
