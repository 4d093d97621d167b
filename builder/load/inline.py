"""Texts with inline markup -> `RichText`: runs and citations, each citation with its place in the file."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from builder.diagnostics import Span
from builder.frozen import dataclass, field
from builder.late import late
from builder.load.faults import BAD, Bad, shorten
from builder.load.findings import PULL, number_of, unread
from builder.load.scalars import fits, is_whole, one_line, scalar
from builder.load.scope import Scope
from builder.located import Node, Scalar
from builder.regex import regex
from builder.values import PARAGRAPH_BREAK, Citation, Cites, Form, Inline, RichText, Run, Script

if TYPE_CHECKING:
    from markdown_it.token import Token

    from builder.load.links import refusal
else:
    refusal = late("builder.load.links", "refusal")

_MARK = regex(r"[*~^\[\\]")
_SPECIAL = regex(r"[*~^\[\\\n\t{]")
_OTHER = regex(r"[*~^\\]")
_CITE = regex(r"\[(@[^\[\]]*)\]")
_BLANK = regex(r"\n[ \t]*\n\s*")
_KEY = regex(r"\s*@([^\s,;@]+)\s*(?:,\s*(\S.*?)\s*)?")
_BARE_KEY = regex(r"[^\s,;@]+(?=\s*([,;]|$))")
_TAG = regex(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def rich_text(node: Node, form: Form, scope: Scope) -> RichText | Bad:
    """Return a text with its markup parsed; note links, citations and language spans that can't be."""
    if form.empty and isinstance(node, Scalar) and (node.absent or not node.text.strip()):
        return RichText((), node.at)
    found = scalar(node, "text", scope)
    if isinstance(found, Bad) or not fits(found, form, scope) or not is_whole(found, scope):
        return BAD
    if not _SPECIAL.search(found.text):
        return RichText((Run(found.text),), found.at)
    before = scope.faults.errors
    inlines: list[Inline] = []
    for start, end in _paragraphs(found, form, scope):
        if inlines:
            inlines.append(PARAGRAPH_BREAK)
        inlines += _inlines(found, start, one_line(found.text[start:end]), scope)
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


def _inlines(found: Scalar, offset: int, text: str, scope: Scope) -> list[Inline]:
    """Return runs and citations of one paragraph, which starts at `offset` of the scalar's text."""
    paragraph = _Paragraph(found, offset, scope)
    if _cited(paragraph, text):
        return paragraph.inlines
    from builder.load.markup import parsed  # noqa: PLC0415 - importing the parser takes 40 ms, and few texts need it

    made = parsed(text)
    most = scope.limits.faults
    if len(made.problems) > most:
        scope.faults.skip(found.at.file, len(made.problems) - most)
    for problem in made.problems[:most]:
        paragraph.error(problem.rule, problem.start, problem.end, problem.message, problem.hint)
    for start, end in made.brackets:
        paragraph.bracket(start, end, text[start:end])
    for token in made.tokens:
        paragraph.take(token)
    paragraph.flush()
    return paragraph.inlines


def _cited(paragraph: _Paragraph, text: str) -> bool:
    """Read a text whose only marks are citations, as most are: what the parser makes of it, ten times faster."""
    pieces = _CITE.split(text)
    if any(_MARK.search(words) for words in pieces[::2]) or any(_OTHER.search(inside) for inside in pieces[1::2]):
        return False
    start = 0
    for index, piece in enumerate(pieces):
        if index % 2:
            paragraph.cite(piece, start)
        elif piece:
            paragraph.add(piece)
        start += len(piece) + 1
    return True


class _Style(NamedTuple):
    """How words look; the fields of a `Run` after its text."""

    bold: bool = False
    italic: bool = False
    script: Script = Script.NORMAL
    href: str | None = None
    lang: str | None = None


UPRIGHT = _Style()


@dataclass(slots=True)
class _Paragraph:
    """One paragraph on its way from tokens to runs. `words` wait for their style to end, `outer` styles to return."""

    found: Scalar
    offset: int
    scope: Scope
    inlines: list[Inline] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    style: _Style = UPRIGHT
    outer: list[_Style] = field(default_factory=list)

    def error(self, rule: str, start: int, end: int, message: str, hint: str | None = None) -> None:
        """Note a fault between two places of the paragraph."""
        self.scope.faults.error(rule, self._place(start, end), message, hint)

    def _place(self, start: int, end: int) -> Span:
        return self.found.place(self.offset + start, self.offset + end)

    def bracket(self, start: int, end: int, inside: str) -> None:
        """Note brackets that are printed as they stand: with a reference's key in them, a `@` was forgotten."""
        if key := _BARE_KEY.match(inside):
            self.scope.names.bracketed.append((key[0], inside, partial(self._place, start, end)))

    def take(self, token: Token) -> None:
        """Add one token."""
        match token.type:
            case "text" | "text_special":
                self.words.append(token.content)
            case "cite":
                self.flush()
                self.cite(token.content, token.meta["start"])
            case "sub" | "sup":
                script = Script.SUB if token.type == "sub" else Script.SUPER
                self.flush()
                self.inlines.append(Run(token.content, *self.style._replace(script=script)))
            case "strong_close" | "em_close" | "link_close" | "lang_close":
                self.flush()
                self.style = self.outer.pop()
            case _:
                self.flush()
                self.outer.append(self.style)
                self.style = self._styled(token)

    def flush(self) -> None:
        """Make a run of the words so far."""
        text = "".join(self.words)
        if text:
            self.add(text)
        self.words.clear()

    def add(self, text: str) -> None:
        """Add words in the style of the moment, numbers of findings in the place of their names."""
        pieces = PULL.split(text)
        for index, piece in enumerate(pieces):
            if index % 2:
                self._pull(piece)
            elif piece:
                self.inlines.append(Run(piece, *self.style))

    def _pull(self, path: str) -> None:
        """Add a number of a finding; note one that isn't there, unless its finding could not be read."""
        said, why = number_of(path, self.scope)
        if said is not None:
            self.inlines.append(Run(said, *self.style, finding=path.partition(".")[0]))
        elif not unread(path, self.scope):
            self.scope.faults.error("YML016", self.found.find(f"{{{path}}}"), *why)

    def _styled(self, token: Token) -> _Style:
        """Return the style inside an opening token."""
        match token.type:
            case "strong_open":
                return self.style._replace(bold=True)
            case "em_open":
                return self.style._replace(italic=True)
            case "link_open":
                self._check_link(token.content, token.meta["start"])
                return self.style._replace(href=token.content)
            case _:
                self._check_language(token.content, token.meta["start"])
                return self.style._replace(lang=token.content)

    def _check_link(self, address: str, start: int) -> None:
        end = start + len(address)
        if why := refusal(address):
            hint = "links: https, http, mailto, or `#` and a slide's id; a backslash before `[` makes it text"
            self.error("YML018", start, end, f"`{shorten(address)}`: {why}", hint)
        elif address.startswith("#"):
            self.scope.names.refer("slide", address[1:], self._place(start, end))

    def _check_language(self, tag: str, start: int) -> None:
        if not _TAG.fullmatch(tag):
            self.error("YML013", start, start + len(tag), f"`{shorten(tag)}` is not a language tag such as `fr`")

    def cite(self, inside: str, start: int) -> None:
        """Add a group of citations; `inside` is what stands between the brackets."""
        group: list[Citation] = []
        for part in inside.split(";"):
            found = _KEY.fullmatch(part)
            if found is None:
                message = f"`[{shorten(inside)}]` is not a citation"
                self.error("YML019", start, start + len(part), message, "write `[@key]`, `[@key, p. 4]` or `[@a; @b]`")
                return
            key = start + found.start(1) - 1
            at = self._place(key, key + len(found[1]) + 1)
            self.scope.names.cited.append((found[1], at))
            group.append(Citation(found[1], found[2], at))
            start += len(part) + 1
        self.inlines.append(Cites(tuple(group)))
