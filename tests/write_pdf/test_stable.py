"""The same plan is the same bytes, and writing touches nothing but the shipped fonts."""

from __future__ import annotations

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from builder.write.pdf import write_pdf
from builder.write.pdf.faces import SETTINGS, settings

from . import sample

ROOT = Path(__file__).resolve().parents[2]

ELSEWHERE = """
import sys, time
from hashlib import sha256
time.time = lambda: 1.9e9
from tests.write_pdf import sample
from builder.write.pdf import write_pdf
plan = sample.leaflet()
opened = []
def watch(event, args):
    if event == "open":
        opened.append(str(args[0]))
    elif event.startswith("socket.") and event != "socket.gethostname":
        opened.append(event)
sys.addaudithook(watch)
data = write_pdf(plan)
print(sha256(data).hexdigest(), *(p for p in opened if not p.endswith((".py", ".pyc", ".so"))), sep="\\n")
"""


def _run(code: str, where: Path, **variables: str) -> list[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(where), **variables}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=where, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


@pytest.mark.parametrize(("seed", "zone"), [("1", "Asia/Kathmandu"), ("4242", "America/St_Johns")])
def test_same_plan_same_bytes_in_another_process(leaflet: bytes, tmp_path: Path, seed: str, zone: str) -> None:
    found = _run(ELSEWHERE, tmp_path, PYTHONHASHSEED=seed, TZ=zone, LC_ALL="C", RL_invariant="0", RL_useA85="1")
    assert found[0] == sha256(leaflet).hexdigest()


def test_same_plan_same_bytes_again_in_this_process(leaflet: bytes) -> None:
    write_pdf(sample.slide())
    assert write_pdf(sample.leaflet()) == leaflet


def test_writing_opens_fonts_and_the_colour_profile_and_nothing_else(tmp_path: Path) -> None:
    opened = _run(ELSEWHERE, tmp_path)[1:]
    fonts = [name for name in opened if "/assets/fonts/" in name or name.endswith("/assets/color/srgb.icc")]
    assert sorted(set(opened)) == sorted(set(fonts)) and len(set(fonts)) == 7


def test_settings_files_of_reportlab_are_not_run(tmp_path: Path) -> None:
    trap = f"open({str(tmp_path / 'sprung')!r}, 'w').close()\n"
    (tmp_path / "reportlab_settings.py").write_text(trap)
    (tmp_path / ".reportlab_settings").write_text(trap)
    _run("import builder.write.pdf", tmp_path, RL_defaultPageSize="nonsense", RL_trustedHosts="*")
    assert not (tmp_path / "sprung").exists()


def test_reportlab_may_do_nothing_by_chance() -> None:
    assert settings() == SETTINGS
    assert settings()["trustedSchemes"] == [] and settings()["toColorCanUse"] is None


def test_importing_leaves_the_environment_alone(tmp_path: Path) -> None:
    code = "import os, builder.write.pdf; print(os.environ['RL_useA85'])"
    assert _run(code, tmp_path, RL_useA85="1") == ["1"]


def test_importing_brings_no_layout_engine(tmp_path: Path) -> None:
    heavy = ("reportlab.platypus", "reportlab.graphics", "fontTools")
    code = f"import sys, builder.write.pdf; print([name for name in sys.modules if name.startswith({heavy})])"
    assert _run(code, tmp_path) == ["[]"]
