"""reportlab's reading of font files, behind one door: its settings files and environment are shut out."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType

LATER = ("PIL.Image", "inspect", "tempfile")
"""What reportlab loads for pictures, formulas and scratch files, none of which is asked for: 15 ms."""


class Later(ModuleType):
    """A module that is imported when somebody looks into it."""

    def __getattr__(self, name: str) -> object:
        """Return what the module itself has under that name."""
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(import_module(self.__name__), name)


@contextmanager
def _sealed() -> Iterator[None]:
    """Import reportlab unswayed: it would run `reportlab_settings` and `~/.reportlab_settings`, and obey RL_*.

    It would load HarfBuzz, too, where that is installed: nothing is shaped here. Other modules it gets when it looks
    into them; whoever else imports them gets the modules themselves.
    """
    for name in ("reportlab_settings", "reportlab.local_rl_settings"):
        sys.modules.setdefault(name, ModuleType(name))
    held = {name: os.environ.pop(name) for name in list(os.environ) if name.startswith("RL_")}
    hidden = sys.modules.setdefault("uharfbuzz", None)  # type: ignore[arg-type]  # None stands for "not installed"
    later = [sys.modules.setdefault(name, Later(name)) for name in LATER]
    try:
        yield
    finally:
        os.environ.update(held)
        if hidden is None:
            del sys.modules["uharfbuzz"]
        for module in later:
            if isinstance(module, Later) and sys.modules.get(module.__name__) is module:
                del sys.modules[module.__name__]


with _sealed():
    from reportlab import rl_config
    from reportlab.pdfbase.ttfonts import TTFontFace, TTFontMaker, TTFontParser

__all__ = ["TTFontFace", "TTFontMaker", "TTFontParser", "settings"]

SETTINGS: Mapping[str, object] = {
    "invariant": 1,
    "trustedHosts": None,
    "trustedSchemes": [],
    "toColorCanUse": None,
    "verbose": 0,
}
"""What reportlab may do: nothing by chance, no fetching, no evaluating."""


def settings() -> dict[str, object]:
    """Return the settings of reportlab that matter here, as they are now."""
    return {name: getattr(rl_config, name) for name in SETTINGS}


for _name, _value in SETTINGS.items():
    setattr(rl_config, _name, _value)
