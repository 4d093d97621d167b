"""What the tests of templates share: designs as bytes, decks built in them, and the reading of their packages."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path, PurePosixPath

from builder.build import Built, Job, build
from builder.load.limits import Limits
from builder.load.pptx.read import template_from
from builder.load.themes import load_theme
from builder.plan.page import Plan
from builder.plan.template.dress import Dress, dress
from builder.template import Template
from builder.world import Memory
from tests.outputs.support.builds import drafts

from .designs import DESIGNS
from .outline import outline

RING = (Path(__file__).parent.parent / "golden/figures/ring.png").read_bytes()
DECK = PurePosixPath("deck.yaml")
WORDLESS = {"bare.pptx"}
"""Templates without a placeholder for words: their decks hold figures alone."""


@cache
def design(name: str) -> bytes:
    """The bytes of a template."""
    return DESIGNS[name]()


@cache
def read(name: str) -> Template:
    return template_from(design(name), name, Limits())


@cache
def dressed(name: str) -> Dress:
    made = dress(load_theme("clinic"), read(name))
    assert made is not None
    return made


def world(name: str, data: bytes | None = None, text: str | None = None) -> Memory:
    """A project with an outline, its picture, and a template."""
    said = outline(name, figures=name in WORDLESS) if text is None else text
    return Memory({"deck.yaml": said.encode(), "ring.png": RING, name: design(name) if data is None else data})


@dataclass(frozen=True)
class Deck:
    """A deck in a template: what the build gave, the plan that it was written from, and the file's bytes."""

    name: str
    built: Built = field(repr=False)
    plan: Plan = field(repr=False)
    data: bytes = field(repr=False)


@cache
def deck(name: str) -> Deck:
    built = build(Job(DECK), world(name))
    assert built.outputs, [f"{d.rule} {d.at} {d.message}" for d in built.diagnostics]
    (draft,) = drafts(DECK, world(name))
    return Deck(name, built, draft.plan, built.outputs[0].data)


def changed(
    data: bytes,
    change: Callable[[str, bytes], bytes] | None = None,
    extra: Iterable[tuple[str, bytes]] = (),
    without: str | None = None,
) -> bytes:
    """A package with its members changed, some left out, some added."""
    source, out = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            if without and re.search(without, name):
                continue
            blob = source.read(name)
            archive.writestr(name, change(name, blob) if change else blob)
        for name, blob in extra:
            archive.writestr(name, blob)
    return out.getvalue()
