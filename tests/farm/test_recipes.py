"""What the documentation says to run on a cluster: every command is there and knows the options that it is given."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from conftest import ROOT

PAGE = (ROOT / "docs" / "scale.md").read_text(encoding="utf-8")


def cluster() -> dict[str, dict[str, dict[str, dict[str, list[dict[str, list[str]]]]]]]:
    """Return the Kubernetes resource that the page shows."""
    found = re.search(r"```yaml\n(apiVersion: kubernetes\.dask\.org.*?)```", PAGE, re.DOTALL)
    assert found is not None
    resource: dict[str, dict[str, dict[str, dict[str, list[dict[str, list[str]]]]]]] = yaml.safe_load(found[1])
    return resource


def commands() -> Iterator[list[str]]:
    """Yield the commands of Dask on the page, those of Kubernetes as lists."""
    for line in re.findall(r"^(dask .*?)(?: &)?$", PAGE, re.MULTILINE):
        yield line.split()
    for part in ("scheduler", "worker"):
        yield cluster()["spec"][part]["spec"]["containers"][0]["args"]


@pytest.mark.parametrize("words", [*commands()], ids=" ".join)
def test_a_command_is_there_and_knows_its_options(words: list[str]) -> None:
    program = Path(sys.executable).with_name(words[0])
    asked = subprocess.run([program, words[1], "--help"], capture_output=True, text=True, check=False)
    assert asked.returncode == 0, asked.stderr
    options = [word for word in words if word.startswith("--")]
    missing = [option for option in options if not re.search(rf"{option}\b", asked.stdout)]
    assert not missing
