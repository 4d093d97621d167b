"""`use: ../other/deck.yaml#id`: a section or slide that another outline holds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Literal, TypeAlias

from builder.diagnostics import did_you_mean
from builder.load.faults import shorten
from builder.load.files import Files
from builder.load.paths import named_path
from builder.located import Broken, Fields, Items, Node, Scalar

Trail: TypeAlias = tuple[str, ...]
"""The targets of `use` on the way here, outermost first."""

Kind: TypeAlias = Literal["section", "slide"]


def used(node: Fields, files: Files, trail: Trail, kind: Kind) -> tuple[Node, Trail]:
    """Return what `use` points to, and the trail with it; `Broken` when it points nowhere, which is noted."""
    faults, target = files.scope.faults, node.entries["use"].value
    for key, entry in node.entries.items():
        if key != "use":
            faults.error("YML010", entry.key.at, f"`{shorten(key)}` can't stand beside `use`", "`use` stands alone")
    if not isinstance(target, Scalar) or not target.text.partition("#")[2]:
        faults.error("YML012", target.at, "expected a file and an id", f"write `use: ../other/deck.yaml#{kind}-id`")
        return Broken(target.at), trail
    name, _, wanted = target.text.partition("#")
    path = (
        named_path(Scalar(name, target.at, target.source), files.scope) if name else files.scope.paths[target.at.file]
    )
    if path is None:
        return Broken(target.at), trail
    step = f"{path}#{wanted}"
    if why := _endless(step, trail, files):
        faults.error("YML016", target.at, f"this chain of `use` {why}")
        return Broken(target.at), trail
    return _find(files, target, path, wanted, kind), (*trail, step)


def _endless(step: str, trail: Trail, files: Files) -> str | None:
    if step in trail:
        return "goes round in a circle"
    most = files.scope.limits.include_depth
    return f"is more than {most} steps long" if len(trail) >= most else None


def _find(files: Files, target: Scalar, path: PurePosixPath, wanted: str, kind: Kind) -> Node:
    name = Scalar(target.text.partition("#")[0] or path.name, target.at)
    tree = files.tree(path, name)
    known = _index(files, path, tree, kind)
    if wanted in known:
        return known[wanted]
    if not isinstance(tree, Broken):
        message = f"`{shorten(name.text)}` holds no {kind} with the id `{shorten(wanted)}`"
        files.scope.faults.error("YML016", target.at, message, did_you_mean(wanted, known))
    return Broken(target.at)


def _index(files: Files, path: PurePosixPath, tree: Node | None, kind: Kind) -> dict[str, Node]:
    """Return the sections or slides of a file by id, made once."""
    if (path, kind) not in files.indexes:
        named = _sections(files, tree) if kind == "section" else _slides(files, tree)
        key = "section" if kind == "section" else "id"
        files.indexes[path, kind] = {name: node for node in named if (name := _id(node, key))}
    return files.indexes[path, kind]


def _id(node: Fields, key: str) -> str:
    """Return a section's or slide's id; one that is used from elsewhere has it behind the `#`."""
    own, use = node.get(key), node.get("use")
    if isinstance(use, Scalar):
        return use.text.partition("#")[2]
    return own.text if isinstance(own, Scalar) else ""


def _sections(files: Files, tree: Node | None) -> Iterator[Fields]:
    if not isinstance(tree, Fields):
        return
    if "slides" in tree.entries:
        yield tree
    sections = tree.get("sections")
    for item in sections.items if isinstance(sections, Items) else (sections,):
        section = files.included(item) if isinstance(item, Scalar) and not item.absent else item
        if isinstance(section, Fields):
            yield section


def _slides(files: Files, tree: Node | None) -> Iterator[Fields]:
    for section in _sections(files, tree):
        slides = section.get("slides")
        if isinstance(slides, Items):
            yield from (slide for slide in slides.items if isinstance(slide, Fields))
