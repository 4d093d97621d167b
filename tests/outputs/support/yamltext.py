"""Writes outlines as the YAML that the loader takes."""

from __future__ import annotations

from typing import Any

import yaml


class _Plain(yaml.CSafeDumper):
    """Writes no anchors and aliases, which outlines may not hold."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def yaml_text(deck: dict[str, Any]) -> str:
    return yaml.dump(deck, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=4000)
