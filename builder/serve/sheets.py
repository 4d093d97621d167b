"""An output as it is looked at: its pages painted, which of them the last change changed, how full their boxes are."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from copy import copy
from functools import cached_property

from builder.drafts import Draft
from builder.frozen import dataclass, field
from builder.plan.fit import PageFit, fit_of
from builder.plan.page import Page
from builder.serve.places import Places
from builder.write.svg import paint_page


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page or slide: a key that stays when others come and go, its number from 1, its picture and its digest.

    `slides` are the slides of the outline that it shows something of.
    """

    key: str
    number: int
    title: str
    svg: str = field(repr=False)
    digest: str
    slides: frozenset[str]


@dataclass(frozen=True, slots=True)
class Turn:
    """What a change did to an output: pages as they were before, by key, where they differ; new and lost pages."""

    before: Mapping[str, Leaf] = field(default_factory=dict)
    new: tuple[str, ...] = ()
    lost: tuple[Leaf, ...] = ()

    @property
    def count(self) -> int:
        """How many pages are not as they were."""
        return len(self.before) + len(self.new) + len(self.lost)


class Sheet:
    """A planned output. Pages are painted when somebody looks at them.

    `earlier` is how it was before it changed, `fresh` the deck's round that changed it; `stale` tells that the outline
    as it is now can't be planned.
    """

    def __init__(
        self, draft: Draft, places: Places, earlier: Sheet | None = None, *, fresh: int = 0, old: Sheet | None = None
    ) -> None:
        self.draft, self.places, self.earlier, self.fresh, self.stale = draft, places, earlier, fresh, False
        self._painted = old.painted() if old else {}

    @property
    def name(self) -> str:
        """The file's name."""
        return self.draft.path.rpartition("/")[2]

    @property
    def unit(self) -> str:
        """What its pages are called."""
        return "slide" if self.draft.kind == "pptx" else "page"

    @property
    def seal(self) -> str:
        """The digest of the edition's content."""
        return self.draft.plan.properties.digest

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """Its pages in order."""
        plan, used, leaves = self.draft.plan, dict[str, int](), []
        for index, page in enumerate(plan.pages):
            slides = self.places.on(page)
            name = page.anchor or (next(iter(slides)) if page.at and slides else page.layout) or "page"
            used[name] = used.get(name, 0) + 1
            key = name if used[name] == 1 and page.layout else f"{name}-{used[name]}"
            same, svg = self._painted.get(key, (None, ""))
            if same != page:
                svg = paint_page(plan, index)
            title = page.title if page.layout else f"Page {index + 1}"
            leaves.append(Leaf(key, index + 1, title, svg, _digest(svg), slides))
        self._painted = {}
        return tuple(leaves)

    def painted(self) -> dict[str, tuple[Page, str]]:
        """Return pages that are painted already, by key: what is the same in a later plan has the same picture."""
        if "leaves" not in self.__dict__:
            return dict(self._painted)
        return {leaf.key: (self.draft.plan.pages[leaf.number - 1], leaf.svg) for leaf in self.leaves}

    @cached_property
    def turn(self) -> Turn:
        """What the last change changed."""
        if self.earlier is None:
            return Turn()
        old, new = ({leaf.key: leaf for leaf in sheet.leaves} for sheet in (self.earlier, self))
        return Turn(
            {key: old[key] for key, leaf in new.items() if key in old and old[key].digest != leaf.digest},
            tuple(key for key in new if key not in old),
            tuple(leaf for key, leaf in old.items() if key not in new),
        )

    @cached_property
    def fit(self) -> tuple[PageFit, ...]:
        """How full the boxes of its pages are."""
        return fit_of(self.draft.plan)

    @cached_property
    def html(self) -> bytes:
        """The web page, for an output that is one."""
        from builder.write.html import write_html  # noqa: PLC0415  # slow to import

        return write_html(self.draft.plan)

    def alone(self) -> Sheet:
        """Return it without what it was before, painted as far as it is."""
        kept = copy(self)
        kept.earlier = None
        kept.__dict__.pop("turn", None)
        return kept

    def leaf(self, key: str | None, near: int = 1) -> Leaf:
        """Return the page with a key; if it is gone, the one that has its number now, or the last."""
        found = next((leaf for leaf in self.leaves if leaf.key == key), None)
        return found or self.leaves[min(max(near, 1), len(self.leaves)) - 1]

    def picture(self, digest: str) -> str | None:
        """Return a page's picture by its digest, as it is or as it was before the last change."""
        kept = (*self.leaves, *(self.earlier.leaves if self.earlier else ()))
        return next((leaf.svg for leaf in kept if leaf.digest == digest), None)


def renewed(draft: Draft, places: Places, old: Sheet | None, number: int) -> Sheet:
    """Return a new plan of an output, made in round `number`; how it was is kept until its content changes again."""
    if old is None:
        return Sheet(draft, places, fresh=number)
    kept = old if old.draft.plan.layouts == draft.plan.layouts and old.draft.plan.size == draft.plan.size else None
    if old.seal == draft.plan.properties.digest:
        return Sheet(draft, places, old.earlier, fresh=old.fresh, old=kept)
    return Sheet(draft, places, old.alone(), fresh=number, old=kept)


def held(old: Sheet) -> Sheet:
    """Return an output that can't be planned as it is now: the last good one, which says so."""
    kept = copy(old)
    kept.stale = True
    return kept


def _digest(svg: str) -> str:
    return hashlib.sha256(svg.encode()).hexdigest()[:20]
