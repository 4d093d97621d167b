"""reportlab's reading of font files, behind one door: its settings files and environment are shut out."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType

LATER: Mapping[str, Sequence[str]] = {
    "PIL.Image": (),
    "ast": ("literal_eval",),
    "inspect": (),
    "pickle": (),
    "platform": ("python_implementation",),
    "reportlab.lib.rl_safe_eval": ("rl_safe_exec", "rl_safe_eval", "safer_globals", "rl_extended_literal_eval"),
    "tempfile": (),
}
"""What reportlab loads for pictures, formulas, stores and scratch files, none of which is asked for (30 ms, a third of
it one expression of all names that a formula may not hold), and which functions of it are taken out by name."""


class Later(ModuleType):
    """A module that is imported when somebody looks into it, or calls a function that was taken out before."""

    def __getattr__(self, name: str) -> object:
        """Return what the module itself has under that name, or what stands for one of its functions."""
        if sys.modules.get(self.__name__) is not self:
            return getattr(import_module(self.__name__), name)
        if name == "__path__":  # what `import` asks of a module that something is taken out of
            raise AttributeError(name)
        if name in LATER.get(self.__name__, ()):
            return ITSELF.get(name) or _called_later(self.__name__, name)
        del sys.modules[self.__name__]
        return getattr(import_module(self.__name__), name)


def _called_later(module: str, name: str) -> Callable[..., object]:
    def call(*positional: object, **named: object) -> object:
        function: Callable[..., object] = getattr(import_module(module), name)
        return function(*positional, **named)

    return call


def _python_implementation() -> str:
    return {"pypy": "PyPy"}.get(sys.implementation.name, "CPython")


ITSELF: Mapping[str, Callable[[], str]] = {"python_implementation": _python_implementation}
"""Functions that reportlab calls at once: they are answered here, in the words of Python's own `platform`."""


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
