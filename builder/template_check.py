"""What `teachback template check` says: which layouts of a template serve what, what fits them, what is guessed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from builder import text as ruler
from builder.diagnostics import Diagnostic, Span
from builder.frozen import dataclass
from builder.load.limits import Limits
from builder.load.templates import template_or_reason
from builder.load.themes import load_theme
from builder.plan.setting import SLIDE_SAFETY
from builder.plan.template.dress import Dress, dress
from builder.plan.template.families import in_words
from builder.plan.template.findings import families, findings, untitled
from builder.plan.template.looks import size_of, style_of
from builder.plan.template.match import Served
from builder.plan.template.unserved import unserved
from builder.template import Slot, Template
from builder.theme import Color, TextStyle
from builder.world import Disk

USUAL = "Response means a fall of at least half on the depression scale, a day after one infusion of the drug."
"""A sentence of the kind that slides hold: its mean width tells how many characters a line takes."""
NEAR = {4 / 3: "4:3", 16 / 9: "16:9", 16 / 10: "16:10"}


@dataclass(frozen=True, slots=True)
class Checked:
    """Lines to print, and what is to be said about the template."""

    lines: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


def check_template(path: Path, theme: str, limits: Limits) -> Checked:
    """Return what decks get from a template.

    Raises:
        Unreadable: the file can't be read.
        ThemeError: there is no such theme.
    """
    data = Disk(path.parent).read(PurePosixPath(path.name), limits.template_bytes)
    at = Span(path.as_posix())
    found = template_or_reason(data, path.name, limits)
    if isinstance(found, tuple):
        return Checked((), (Diagnostic(at, "TPL001", found[0], help=found[1]),))
    made = dress(load_theme(theme), found)
    if made is None:
        return Checked((_size(found),), (untitled(found, at),))
    return Checked(tuple(_lines(made)), tuple(findings(made, at)))


def _size(template: Template) -> str:
    size = template.size
    shape = next((name for ratio, name in NEAR.items() if abs(size.width / size.height - ratio) < 0.01), "other")
    counts = (
        _count(len(template.masters), "slide master"),
        _count(len(template.layouts), "layout"),
        _count(template.samples, "sample slide") + (" (left out)" if template.samples else ""),
    )
    return f"{template.file}: {size.width:g} x {size.height:g} pt ({shape}), {', '.join(counts)}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _lines(made: Dress) -> Iterator[str]:
    yield _size(made.template)
    if len(made.template.masters) > 1:
        yield f"slide master in use: {made.template.masters[made.matched.master].name}"
    yield ""
    closed = unserved(made)
    rows = [("for", "layout", "found by"), *(_row(served, closed=closed) for served in made.served.values())]
    widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
    for role, layout, how in rows:
        yield f"{role:<{widths[0]}}  {layout:<{widths[1]}}  {how}"
    yield ""
    yield "what fits"
    for served in made.served.values():
        yield from _fits(served, made)
    yield ""
    yield "fonts"
    yield from (f"  {family}: {in_words(family)}" for family in families(made))


def _row(served: Served, *, closed: Sequence[str]) -> tuple[str, str, str]:
    if served.role in closed:
        other = "(can't be made: too few placeholders for its words)"
        return served.role, "-", other if "points" in closed else _CLOSED.get(served.role, other)
    how = {
        "name": "its name",
        "type": "its type",
        "placeholders": "its placeholders",
        "instead": f"(none of its own; as {served.instead})",
    }[served.how]
    return served.role, served.layout.name, how


_LISTS = "(too few placeholders: as headed lists)"
_CLOSED: Mapping[str, str] = MappingProxyType(
    {
        "two-columns": "(too few placeholders: as points)",
        "three-columns": "(too few placeholders: as two columns, or points)",
        "comparison": _LISTS,
        "comparison-three": _LISTS,
    }
)
"""What stands on other layouts where a template has too few placeholders for its words, if it has one."""


def _fits(served: Served, made: Dress) -> Iterator[str]:
    """Yield, for each placeholder with words, how many lines it holds at which sizes."""
    for key, slot in served.slots.items():
        if key == "title" and served.role in {"cover", "section", "points"}:
            yield _holds(served.role, key, slot, (size_of(key, slot),))
        elif key == "body" and served.role in {"points", "two-columns", "points-figure", "quote"}:
            sizes = (size_of(key, slot),) if served.role == "quote" else made.theme.slides.steps
            yield _holds(served.role, key, slot, sizes)


def _holds(role: str, key: str, slot: Slot, sizes: Sequence[float]) -> str:
    black = Color("0" * 6)
    height = slot.box.height if key == "title" else slot.inner.height
    said = [f"{_lines_in(height, slot.inner.width, style_of(slot.look, black, size))} at {size:g} pt" for size in sizes]
    return f"  {role}, {'words' if key == 'body' else key}: {'; '.join(said)}"


def _lines_in(height: float, width: float, style: TextStyle) -> str:
    face = style.typeface.face(bold=style.bold, italic=style.italic)
    mean = ruler.width(USUAL, face, style.size, style.tracking) / len(USUAL)
    lines, characters = int((height + 1) / style.leading), int(width * SLIDE_SAFETY / mean)
    return f"{_count(lines, 'line')} of about {characters} characters"
