"""The same plan gives the same bytes: in every process, at every hash seed, in every time zone, at every hour."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from builder.write.pptx import write_pptx

from .sample import plan

ROOT = Path(__file__).parents[2]
PROGRAM = """
import sys, time, datetime, hashlib
sys.path[:0] = [{tests!r}, {root!r}]
clock = {clock}
if clock:
    time.time = lambda: clock
    real = time.localtime
    time.localtime = lambda s=None: real(clock if s is None else s)
    class Later(datetime.datetime):
        @classmethod
        def now(cls, tz=None):
            return cls.fromtimestamp(clock, tz)
    datetime.datetime = Later
from write_pptx.sample import plan
from builder.write.pptx import write_pptx
print(hashlib.sha256(write_pptx(plan())).hexdigest())
"""


@pytest.mark.parametrize(
    ("seed", "zone", "clock"),
    [("0", "UTC", 0), ("1", "Pacific/Kiritimati", 0), ("4242", "America/New_York", 2_000_000_000)],
)
def test_same_bytes_in_another_process(seed: str, zone: str, clock: int) -> None:
    program = PROGRAM.format(tests=str(ROOT / "tests"), root=str(ROOT), clock=clock)
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.strip() == hashlib.sha256(write_pptx(plan())).hexdigest()


def calls(pages: int) -> int:
    """How many Python functions are called to write a deck of this many sample decks."""
    made, count = plan(pages), 0

    def counted(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(counted)
    try:
        write_pptx(made)
    finally:
        sys.setprofile(None)
    return count


def test_work_grows_in_step_with_slides() -> None:
    one, two, four = calls(4), calls(8), calls(16)
    assert (four - two) / (two - one) == pytest.approx(2.0, rel=0.02)
