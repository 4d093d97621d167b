"""Outlines built as the command builds them: the plans of every edition, and the files written from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from builder.audience import for_audience, for_output
from builder.build import Built, Job, build, locale_of
from builder.diagnostics import Diagnostic, has_errors
from builder.digest import Content, digest
from builder.drafts import Draft, draft_plans
from builder.load.deck import load
from builder.load.locales import load_locale
from builder.load.themes import chosen_theme
from builder.model import Deck, Edition
from builder.plan.page import Plan
from builder.plan.template.dress import dress
from builder.values import Audience
from builder.world import Disk, Memory, World

ROOT = Path(__file__).resolve().parents[3]
KETAMINE = PurePosixPath("ketamine/deck.yaml")


def in_memory(text: str, files: Mapping[str, bytes] | None = None) -> World:
    """A world that holds one outline, `deck.yaml`, and the files that it names."""
    return Memory({**(files or {}), "deck.yaml": text.encode()})


def loaded(path: PurePosixPath, world: World) -> Deck:
    """The deck; fails with the diagnostics when there are errors."""
    found = load(path, world)
    assert found.deck is not None and not has_errors(found.diagnostics), found.diagnostics
    return found.deck


def drafted(deck: Deck, edition: Edition) -> tuple[list[Diagnostic], list[Draft]]:
    """What has no room, and the plans of one edition, by the same steps as `builder.build`."""
    resolved = for_audience(for_output(deck, edition.output), edition.audience)
    choice = edition.theme or deck.theme
    theme = chosen_theme(choice)
    dressed = dress(theme, choice.brand) if choice.brand else None
    own = locale_of(deck, edition)
    seal = digest(Content(resolved, edition, own, theme))
    return draft_plans(resolved, edition, own or load_locale(deck.language), theme, seal, asked=True, dress=dressed)


def drafts(path: PurePosixPath, world: World) -> list[Draft]:
    """The plans of every edition; fails with the diagnostics when one has no room."""
    deck = loaded(path, world)
    found: list[Draft] = []
    for edition in deck.editions:
        diagnostics, made = drafted(deck, edition)
        assert made, diagnostics
        found += made
    return found


def written(draft: Draft) -> bytes:
    """A plan as bytes."""
    from builder.write.html import write_html
    from builder.write.pdf import write_pdf
    from builder.write.pptx import write_pptx

    return {"pptx": write_pptx, "pdf": write_pdf, "html": write_html}[draft.kind](draft.plan)


def built(path: PurePosixPath, world: World) -> Built:
    """All outputs through the whole pipeline; fails with the diagnostics when there are none."""
    found = build(Job(path), world)
    assert found.outputs, [f"{d.at} {d.rule} {d.message}" for d in found.diagnostics]
    return found


@dataclass(frozen=True)
class File:
    """An output beside the plan that it was written from, and who reads it."""

    name: str
    audience: Audience
    plan: Plan = field(repr=False)
    data: bytes = field(repr=False)

    @property
    def slides(self) -> bool:
        return self.name.endswith(".pptx")

    @property
    def web(self) -> bool:
        return self.name.endswith(".html")


def files(path: PurePosixPath, world: World, found: Built | None = None) -> Iterator[File]:
    """Every output of a deck, from the whole pipeline (or as built before), with its plan made again by hand."""
    outputs = {output.path: output for output in (found or built(path, world)).outputs}
    audiences = {edition.name: edition.audience for edition in loaded(path, world).editions}
    for draft in drafts(path, world):
        output = outputs.pop(draft.path)
        yield File(PurePosixPath(draft.path).name, audiences[output.edition], draft.plan, output.data)
    assert not outputs


def ketamine() -> dict[str, File]:
    """The files of the shipped deck by name."""
    return {file.name: file for file in files(KETAMINE, Disk(ROOT / "decks"))}
