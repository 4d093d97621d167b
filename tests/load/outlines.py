"""What the loading tests share: outlines in memory, and expected diagnostics written beside the fault."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from pathlib import PurePosixPath

from builder.load.deck import Loaded, load
from builder.load.limits import Limits
from builder.model import Block, Deck
from builder.values import RichText, Run
from builder.world import Memory


def outline(blocks: str = "- A point", *, extra: str = "", slide: str = "") -> str:
    """Return a small valid outline of one slide with the given blocks and further top-level keys."""
    return (
        "deck: small\ntitle: Small\nlanguage: en-GB\nsections:\n  - section: one\n    title: One\n    slides:\n"
        "      - title: First slide\n"
        + textwrap.indent(textwrap.dedent(slide), " " * 8)
        + ("\n" if slide and not slide.endswith("\n") else "")
        + "        blocks:\n"
        + textwrap.indent(textwrap.dedent(blocks).strip("\n"), " " * 10)
        + "\neditions:\n  lecture: {audience: clinician, output: slides}\n"
        + textwrap.dedent(extra)
    )


def read(text: str | bytes, files: Mapping[str, str | bytes] | None = None, *, limits: Limits | None = None) -> Loaded:
    """Load an outline from memory as `deck.yaml`, with further files beside it."""
    contents = {"deck.yaml": text, **(files or {})}
    world = Memory({name: data.encode() if isinstance(data, str) else data for name, data in contents.items()})
    return load(PurePosixPath("deck.yaml"), world, limits=limits)


def said(loaded: Loaded) -> list[str]:
    """Return the diagnostics as `file:line RULE message (help)`."""
    return [f"{d.at.file}:{d.at.line} {d.rule} {d.message} ({d.help or ''})" for d in loaded.diagnostics]


def good(text: str | bytes, files: Mapping[str, str | bytes] | None = None) -> Deck:
    """Return the deck of an outline that has no errors."""
    loaded = read(text, files)
    assert loaded.deck is not None, said(loaded)
    return loaded.deck


def first_block(blocks: str, extra: str = "") -> Block:
    """Return the first block of a small outline."""
    return good(outline(blocks, extra=extra)).sections[0].slides[0].blocks[0]


def runs(text: RichText) -> list[tuple[str, str]]:
    """Return each run as its words and a short word for its looks; citations as (`key`, `@`)."""
    found = []
    for inline in text.inlines:
        if isinstance(inline, Run):
            looks = "b" * inline.bold + "i" * inline.italic + {"normal": "", "super": "^", "sub": "~"}[inline.script]
            found.append((inline.text, looks + (inline.href or "") + (inline.lang or "")))
        else:
            found += [(f"{c.key} {c.locator}" if c.locator else c.key, "@") for c in inline.citations]
    return found


def check_expected(files: Mapping[str, str], limits: Limits | None = None) -> None:
    """Load `deck.yaml` and compare all diagnostics with the `#! RULE words` beside the faulty lines, both ways."""
    wanted = {
        (name, number, rule, words.strip())
        for name, text in files.items()
        for number, line in enumerate(text.split("\n"), 1)
        for rule, words in _expected(line)
    }
    loaded = read(files["deck.yaml"], files, limits=limits)
    found = [(d.at.file, d.at.line, d.rule, f"{d.message}; {d.help}") for d in loaded.diagnostics]
    for name, number, rule, words in wanted:
        same = [f for f in found if f[:3] == (name, number, rule) and words in f[3]]
        assert same, f"{name}:{number} should say {rule} {words!r}; said:\n" + "\n".join(map(str, found))
        found.remove(same[0])
    assert not found, f"not expected: {found}"
    assert loaded.deck is None or not wanted


def _expected(line: str) -> list[tuple[str, str]]:
    _, mark, said_here = line.partition("#! ")
    parts = (part.partition(" ") for part in said_here.split(" | ")) if mark else ()
    return [(rule, words) for rule, _, words in parts]
