"""What an outline names instead of holding it: section files, findings, glossary, references, and `use`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from builder.late import late
from builder.load.editions import editions
from builder.load.files import Files
from builder.load.names import Names
from builder.located import Broken, Entry, Fields, Items, Node, Scalar

if TYPE_CHECKING:
    from builder.load.use import Trail, used
else:
    used = late("builder.load.use", "used")


def expand(root: Fields, files: Files) -> Fields:
    """Return the outline with the content of every file that it names in the place of the name."""
    steps: dict[str, Callable[[Node, Files], Node]] = {
        "sections": _sections,
        "findings": _content,
        "glossary": _content,
        "references": _content,
        "editions": lambda node, _: editions(node, files.scope),
    }
    entries = dict(root.entries)
    for key, step in steps.items():
        if entry := entries.get(key):
            entries[key] = Entry(entry.key, step(entry.value, files))
    for key, spaces in _SPACES.items():
        if entry := entries.get(key):
            _note_spaces(spaces, entry.value, files.scope.names)
    return Fields(entries, root.at)


_SPACES = {
    "findings": ("finding",),
    "sections": ("section", "slide", "block"),
    "glossary": ("term",),
    "objectives": ("objective",),
    "references": ("reference",),
}
"""The spaces of names that each part of an outline defines."""


def _note_spaces(spaces: tuple[str, ...], node: Node, names: Names) -> None:
    """Note where names are defined; into a part that could not be read, no reference is called dangling."""
    names.places.update(dict.fromkeys(spaces, node.at))
    parts = node.items if isinstance(node, Items) else (node,)
    if any(isinstance(part, Broken) or (isinstance(part, Scalar) and not part.absent) for part in parts):
        names.unknown.update(spaces)


def _content(node: Node, files: Files) -> Node:
    return files.included(node) if isinstance(node, Scalar) and not node.absent else node


def _sections(node: Node, files: Files) -> Node:
    if isinstance(node, Scalar) and not node.absent:
        node = Items((node,), node.at)
    if not isinstance(node, Items):
        return node
    return Items(tuple(_section(item, files, ()) for item in node.items), node.at)


def _section(node: Node, files: Files, trail: Trail) -> Node:
    """Return a section with its slides in place."""
    if isinstance(node, Scalar) and not node.absent:
        node = files.included(node)
    if isinstance(node, Fields) and "use" in node.entries:
        found, trail = used(node, files, trail, "section")
        return _section(found, files, trail)
    slides = node.get("slides") if isinstance(node, Fields) else None
    if not isinstance(node, Fields) or not isinstance(slides, Items):
        return node
    followed = tuple(_slide(item, files, trail) for item in slides.items)
    if all(one is item for one, item in zip(followed, slides.items, strict=True)):
        return node  # the same object: whoever has read it knows it again
    return node.but(slides=Items(followed, slides.at))


def _slide(node: Node, files: Files, trail: Trail) -> Node:
    """Return a slide, followed to where it is written."""
    if isinstance(node, Fields) and "use" in node.entries:
        found, trail = used(node, files, trail, "slide")
        if isinstance(found, Broken):
            files.scope.names.unknown.add("slide")
        return _slide(found, files, trail)
    return node
