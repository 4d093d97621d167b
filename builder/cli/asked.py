"""What somebody asked `build` or `check` for, and the usual ways to ask for it, understood without click.

Importing click and declaring its options takes as long as planning ten slides. So words that nobody could take in two
ways are read here; whatever else was typed, a fault and `--help` among it, is left to click.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, Literal, TypeAlias

from builder.cli.session import BOUND, Caching
from builder.frozen import dataclass, field

Form: TypeAlias = Literal["text", "json", "sarif"]
"""How `check` says what it found."""

USUAL_OUT = Path("build")
FORMS: Final[Mapping[str, Form]] = {"text": "text", "json": "json", "sarif": "sarif"}
MOST_JOBS = 4
"""Digits of a number of processes that is understood here."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for: `out` and `verbose` are for `build` alone, `form` for `check`."""

    paths: tuple[Path, ...] = ()
    editions: tuple[str, ...] = ()
    out: Path = USUAL_OUT
    verbose: bool = False
    form: Form = "text"
    strict: bool = False
    root: Path | None = None
    limits: tuple[str, ...] = ()
    jobs: int | None = None
    scheduler: str | None = None
    cache: Caching = field(default_factory=lambda: Caching((), False, BOUND))


FLAGS: Final[Mapping[str, frozenset[str]]] = {
    "build": frozenset({"--strict", "--no-cache", "--verbose", "-v"}),
    "check": frozenset({"--strict", "--no-cache"}),
}
"""Options without a value that are understood here, by verb."""

VALUES: Final[Mapping[str, frozenset[str]]] = {
    "build": frozenset({"--edition", "--limit", "--root", "--jobs", "-j", "--cache", "--out"}),
    "check": frozenset({"--edition", "--limit", "--root", "--jobs", "-j", "--cache", "--format"}),
}
"""Options with a value, in one word (`--out=x`; short ones in two) or two (`--out x`), by verb."""


def plain(words: Sequence[str]) -> Asked | None:
    """Return what the words after `teachback` ask for; None if that takes more than is known here."""
    verb = words[0] if words else ""
    if verb not in FLAGS:
        return None
    said: dict[str, list[str]] = {}
    for name, value in _pairs(words[1:], verb):
        if not value:
            return None
        said.setdefault(name, []).append(value)
    return _asked(said)


def _pairs(words: Sequence[str], verb: str) -> Iterator[tuple[str, str]]:
    """Yield options and their values; a path has no name, what is not understood no value."""
    rest = iter(words)
    for word in rest:
        name, equals, value = word.partition("=")
        if not word.startswith("-"):
            yield "", word
        elif word in FLAGS[verb]:
            yield word, "yes"
        elif word in VALUES[verb]:
            value = next(rest, "")
            yield word, "" if value.startswith("-") else value
        else:
            yield name, value if equals and name.startswith("--") and name in VALUES[verb] else ""


def _asked(said: Mapping[str, Sequence[str]]) -> Asked | None:
    def last(name: str) -> str | None:
        return said[name][-1] if name in said else None

    if "--jobs" in said and "-j" in said:
        return None
    jobs, form, root = last("--jobs") or last("-j"), FORMS.get(last("--format") or "text"), last("--root")
    if form is None or (jobs and not _is_count(jobs)):
        return None
    return Asked(
        paths=tuple(map(Path, said.get("", ()))),
        editions=tuple(said.get("--edition", ())),
        out=Path(last("--out") or USUAL_OUT),
        verbose="--verbose" in said or "-v" in said,
        form=form,
        strict="--strict" in said,
        root=Path(root) if root else None,
        limits=tuple(said.get("--limit", ())),
        jobs=int(jobs) if jobs else None,
        cache=Caching(tuple(said.get("--cache", ())), "--no-cache" in said, BOUND),
    )


def _is_count(value: str) -> bool:
    return value.isascii() and value.isdigit() and len(value) <= MOST_JOBS and int(value) > 0
