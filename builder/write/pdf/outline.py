"""The outline: the plan's bookmarks, nested by level."""

from __future__ import annotations

from collections.abc import Sequence

from builder.frozen import dataclass, field
from builder.plan.page import Bookmark
from builder.write.pdf.engine import Engine, Number, ref
from builder.write.pdf.links import destination
from builder.write.pdf.syntax import dictionary, text


@dataclass(eq=False, slots=True)
class _Entry:
    number: Number
    bookmark: Bookmark | None = None
    parent: _Entry | None = None
    index: int = 0
    kids: list[_Entry] = field(default_factory=list)
    shown: int = 0


def write_outline(bookmarks: Sequence[Bookmark], page_refs: Sequence[str], height: float,
                  engine: Engine) -> Number | None:  # fmt: skip
    """Write the outline and return its root, or None without bookmarks. A level that skips one nests one deep."""
    if not bookmarks:
        return None
    root = _Entry(engine.new())
    entries, path = [root], [root]
    for bookmark in bookmarks:
        del path[bookmark.level + 1 :]
        parent = path[-1]
        entry = _Entry(engine.new(), bookmark, parent, len(parent.kids))
        parent.kids.append(entry)
        for ancestor in path:
            ancestor.shown += 1
        path.append(entry)
        entries.append(entry)
    for entry in entries:
        engine.write(entry.number, _body(entry, page_refs, height))
    for entry in entries:
        entry.kids.clear()  # they hold each other: without this, they would outlive the document
    return root.number


def _body(entry: _Entry, page_refs: Sequence[str], height: float) -> str:
    parts = {"Type": "/Outlines"} if entry.parent is None else {}
    if entry.bookmark:
        where = destination(entry.bookmark.page, entry.bookmark.y, page_refs, height)
        parts |= {"Title": text(entry.bookmark.title), "Dest": where}
    if entry.parent:
        siblings = entry.parent.kids
        parts["Parent"] = ref(entry.parent.number)
        if entry.index:
            parts["Prev"] = ref(siblings[entry.index - 1].number)
        if entry.index + 1 < len(siblings):
            parts["Next"] = ref(siblings[entry.index + 1].number)
    if entry.kids:
        parts |= {"First": ref(entry.kids[0].number), "Last": ref(entry.kids[-1].number), "Count": str(entry.shown)}
    return dictionary(parts)
