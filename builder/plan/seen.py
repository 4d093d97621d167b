"""What a slide shows that isn't its own: with it and the slide, a planned page is known again."""

from __future__ import annotations

from collections.abc import Hashable, Mapping

from builder import model
from builder.plan.setting import Setting
from builder.within import rich_texts


def seen_around(
    slide: model.Slide, numbers: Mapping[str, int], terms: Mapping[str, model.Term], setting: Setting
) -> Hashable:
    """Return the numbers of the sources that a slide cites, the terms that it defines, and how its words are set.

    Theme and phrases are not among them: they are large, and known by who they are.
    """
    names = [name for block in slide.blocks if isinstance(block, model.Define) for name in block.define]
    defined = tuple(terms.get(name) for name in names)
    texts = (*rich_texts(slide), *rich_texts(defined))
    cited = tuple(numbers.get(citation.key) for text in texts for citation in text.citations)
    return cited, defined, setting.language, setting.link_citations, setting.place, setting.safety
