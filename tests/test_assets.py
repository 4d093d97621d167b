"""Assets are found in a checkout and in an installed package, and no name leads out of them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from builder import assets

ROOT = Path(__file__).resolve().parents[1]


def test_fonts_are_found_by_key() -> None:
    path = assets.font_path("AtkinsonHyperlegibleNext-BoldItalic")
    assert path == ROOT / "assets/fonts/AtkinsonHyperlegibleNext/AtkinsonHyperlegibleNext-BoldItalic.ttf"
    assert assets.asset_path("fonts", "Carlito", "OFL.txt").is_file()


@pytest.mark.parametrize("key", ["../Carlito-Bold", "Carlito/Carlito-Bold", "..", "", "a\0b", ".hidden"])
def test_names_stay_inside(key: str) -> None:
    with pytest.raises(ValueError, match="no name of an asset"):
        assets.font_path(key)


def test_a_font_that_is_not_shipped_is_named() -> None:
    with pytest.raises(FileNotFoundError, match="Carlito-Heavy"):
        assets.font_path("Carlito-Heavy")


def test_an_installed_package_holds_its_assets(tmp_path: Path) -> None:
    package = tmp_path / "builder"
    (package / "assets/fonts/Carlito").mkdir(parents=True)
    (package / "__init__.py").touch()
    for name in ("assets.py", "regex.py"):
        shutil.copy(ROOT / "builder" / name, package)
    (package / "assets/fonts/Carlito/Carlito-Bold.ttf").touch()
    code = "from builder.assets import font_path; print(font_path('Carlito-Bold'))"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(package / "assets/fonts/Carlito/Carlito-Bold.ttf")
