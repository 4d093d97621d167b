"""python-pptx, behind one door: the names that OPC and PresentationML give to kinds of parts, and names of parts.

Its `__init__` brings lxml, Pillow, an HTTP client and its whole object model, which takes longer than writing a deck:
the two modules that are needed are loaded from its files for themselves. Decks are read with all of it in our tests.
"""

from __future__ import annotations

from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

__all__ = ["CONTENT_TYPES_URI", "CT", "PACKAGE_URI", "RT", "PackURI"]


def _module(name: str) -> ModuleType:
    """Load a module of `pptx.opc` without the packages around it.

    Raises:
        ImportError: python-pptx isn't installed, or no longer has this module.
    """
    package = find_spec("pptx")
    for folder in (package.submodule_search_locations or ()) if package else ():
        spec = spec_from_file_location(f"{__name__}.{name}", Path(folder) / "opc" / f"{name}.py")
        if spec and spec.loader:
            module = module_from_spec(spec)
            spec.loader.exec_module(module)
            return module
    raise ImportError("python-pptx is not installed")


if TYPE_CHECKING:
    from pptx.opc.constants import CONTENT_TYPE as CT
    from pptx.opc.constants import RELATIONSHIP_TYPE as RT
    from pptx.opc.packuri import CONTENT_TYPES_URI, PACKAGE_URI, PackURI
else:
    _constants, _names = _module("constants"), _module("packuri")
    CT, RT = _constants.CONTENT_TYPE, _constants.RELATIONSHIP_TYPE
    CONTENT_TYPES_URI, PACKAGE_URI, PackURI = _names.CONTENT_TYPES_URI, _names.PACKAGE_URI, _names.PackURI
