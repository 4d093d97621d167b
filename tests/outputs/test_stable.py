"""The same outline gives the same bytes: in another process, place, language, time zone and year."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import pytest

from .support.builds import ROOT, File

ELSEWHERE = """
import datetime, os, sys, time

NOW = float(sys.argv[1])
real = datetime.datetime

class Moment(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(NOW, tz)
    @classmethod
    def utcnow(cls):
        return cls.fromtimestamp(NOW, datetime.timezone.utc).replace(tzinfo=None)
    @classmethod
    def today(cls):
        return cls.fromtimestamp(NOW)

class Day(datetime.date):
    @classmethod
    def today(cls):
        return cls.fromtimestamp(NOW)

datetime.datetime, datetime.date = Moment, Day
gmtime, localtime, strftime = time.gmtime, time.localtime, time.strftime
time.time = lambda: NOW
time.time_ns = lambda: int(NOW) * 10**9
time.gmtime = lambda seconds=None: gmtime(NOW if seconds is None else seconds)
time.localtime = lambda seconds=None: localtime(NOW if seconds is None else seconds)
time.strftime = lambda form, moment=None: strftime(form, time.localtime() if moment is None else moment)

from hashlib import sha256
from pathlib import Path, PurePosixPath
from builder.build import Job, build
from builder.world import Disk

built = build(Job(PurePosixPath("ketamine/deck.yaml")), Disk(Path(sys.argv[2])))
for output in built.outputs:
    print(Path(output.path).name, sha256(output.data).hexdigest())
"""
"""Builds the shipped deck at a moment of our choosing (seconds since 1970)."""

PLACES = {
    "1999, Kathmandu": ("915148800", {"PYTHONHASHSEED": "1", "TZ": "Asia/Kathmandu", "LC_ALL": "C"}),
    "2037, Newfoundland": (
        "2130000000",
        {"PYTHONHASHSEED": "4242", "TZ": "America/St_Johns", "LC_ALL": "tr_TR.UTF-8", "SOURCE_DATE_EPOCH": "86400"},
    ),
    "1985, no UTF-8": (
        "500000000",
        {
            "PYTHONHASHSEED": "random",
            "TZ": "UTC",
            "LANG": "de_DE",
            "PYTHONUTF8": "0",
            "SOURCE_DATE_EPOCH": "1999999999",
        },
    ),
}


@pytest.mark.parametrize("place", PLACES)
def test_another_process_gives_the_same_bytes(shipped: Mapping[str, File], tmp_path: Path, place: str) -> None:
    moment, variables = PLACES[place]
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "HOME": str(tmp_path), **variables}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", ELSEWHERE, moment, str(ROOT / "decks")],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    found = dict(line.split() for line in done.stdout.splitlines())
    assert found == {name: sha256(file.data).hexdigest() for name, file in shipped.items()}
    assert list(tmp_path.iterdir()) == [], "building leaves nothing behind"


def test_a_changed_word_changes_the_bytes_of_every_output_that_says_it(
    shipped: Mapping[str, File], tmp_path: Path
) -> None:
    from shutil import copytree

    from builder.world import Disk

    from .support.builds import KETAMINE, built

    copytree(ROOT / "decks" / "ketamine", tmp_path / "ketamine")
    source = tmp_path / "ketamine" / "deck.yaml"
    text = source.read_text(encoding="utf-8")
    assert text.count("version: 0.1.0") == 1
    source.write_text(text.replace("version: 0.1.0", "version: 0.1.1"), encoding="utf-8")
    outputs = {Path(output.path).name: output for output in built(KETAMINE, Disk(tmp_path)).outputs}
    assert outputs.keys() == shipped.keys()
    for name, output in outputs.items():
        assert output.data != shipped[name].data
        assert output.digest != shipped[name].plan.properties.digest
