"""Word lists from `assets/language/`: YAML -> rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import cast

from builder.assets import asset_path
from builder.language import Avoided, WordList, word_list
from builder.load.libyaml import yaml
from builder.load.locales import Tree, plain_tree


@cache
def stigma_words() -> WordList:
    """Return the list of words that stigmatise people, in the file's order."""
    text = asset_path("language", "stigma.yaml").read_text(encoding="utf-8")
    data = cast("Mapping[str, Tree]", plain_tree(yaml.compose(text, Loader=yaml.CBaseLoader)))
    return word_list(tuple(_row(cast("Mapping[str, Tree]", row)) for row in cast("Sequence[Tree]", data["rows"])))


def _row(row: Mapping[str, Tree]) -> Avoided:
    return Avoided(
        pattern="|".join(cast("Sequence[str]", row["avoid"])),
        use=str(row["use"]),
        source=str(row["source"]),
        unless=tuple(cast("Sequence[str]", row.get("unless", ()))),
    )
