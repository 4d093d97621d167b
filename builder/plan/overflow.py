"""Speaker notes: what the author wrote, and with `overflow: notes` the last points, where a slide has no room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder import model
from builder.frozen import replace
from builder.plan.choose import place
from builder.plan.desk import CALLOUT_SIZE, Arranged, Desk
from builder.plan.page import TextRun
from builder.plan.setting import FitError, Setting, plain_runs, runs_of
from builder.plan.sparse import lead_steps
from builder.plan.spread import entries, joined
from builder.plan.words import ListLook, Part, WordBlock, word_copies
from builder.values import Cites, RichText, Run


def must(block: model.Block) -> bool:
    """Tell whether a block must reach its readers, whole and at full size."""
    return isinstance(block, model.Point | model.Callout) and block.safety == "must"


def unshrunk(blocks: Sequence[model.Block], steps: Sequence[float]) -> Sequence[float]:
    """Return the body sizes at which nothing on a slide is smaller than it may be, from large to small."""
    said = [block for block in blocks if must(block)]
    if not said:
        return steps
    least = CALLOUT_SIZE if all(isinstance(block, model.Callout) for block in said) else max(steps)
    return tuple(step for step in steps if step >= min(least, max(steps)))


def kept(
    parts: Sequence[Part], desk: Desk, layout: model.Layout | None, steps: Sequence[float]
) -> tuple[Arranged, tuple[Part, ...]] | None:
    """Return a slide that holds as much as fits, and the last words that don't; None when no words can be kept.

    At a smaller step more fits, so words go only at the least. Figures, callouts and what stands alone never go.
    """
    try:
        return place(parts, desk, layout, (*lead_steps(desk.setting), *steps)), ()
    except FitError:
        pass
    atoms = [atom for part in parts for atom in (entries(part) if isinstance(part.block, WordBlock) else [part])]
    words = [i for i, atom in enumerate(atoms) if isinstance(atom.block, WordBlock) and not must(atom.block)]
    for count in range(1, len(words)):
        gone = set(words[-count:])
        rest = joined([atom for index, atom in enumerate(atoms) if index not in gone])
        try:
            fitting = place(rest, desk, layout, steps[-1:])
        except FitError:
            continue
        reason = f"{fitting.reason}; the last {count} to the notes"
        return replace(fitting, reason=reason), tuple(joined([atoms[index] for index in words[-count:]]))
    return None


def moved_notes(parts: Sequence[Part], desk: Desk) -> tuple[tuple[TextRun, ...], ...]:
    """Return what had no room on the slide as paragraphs of notes, under a short heading."""
    return tuple(_moved(parts, desk)) if parts else ()


def _moved(parts: Sequence[Part], desk: Desk) -> Iterator[tuple[TextRun, ...]]:
    setting = desk.setting
    style = setting.style("notes")
    yield plain_runs(setting.phrases.more_detail, replace(style, bold=True), setting, parts[0].block.at)
    for copy in word_copies(parts, ListLook(style, style.size * 2), setting, desk.terms):
        number = copy.bullet.run if copy.bullet and copy.bullet.run else None
        yield (*plain_runs(f"{number.text} ", style, setting), *copy.runs) if number else copy.runs


def notes_of(notes: RichText | None, setting: Setting) -> tuple[tuple[TextRun, ...], ...]:
    """Return speaker notes as paragraphs of runs; a blank line in the notes starts a paragraph."""
    if notes is None:
        return ()
    paragraphs: list[list[Run | Cites]] = [[]]
    for inline in notes.inlines:
        if isinstance(inline, Cites):
            paragraphs[-1].append(inline)
            continue
        for index, piece in enumerate(inline.text.split("\n\n")):
            if index:
                paragraphs.append([])
            if piece:
                paragraphs[-1].append(replace(inline, text=piece))
    style = setting.style("notes")
    return tuple(runs_of(RichText(tuple(p), notes.at), style, setting) for p in paragraphs if p)
