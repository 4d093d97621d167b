"""A cache that machines share: real files, and a real server that speaks S3. Never trusted without its digest."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path, PurePosixPath

import pytest

from builder.build import build
from builder.cache.home import open_home
from builder.cache.reuse import Cached
from builder.cache.shared import SharedFault, opened
from builder.cache.store import Store
from builder.job import Built, Job
from builder.world import Disk

from .sample import swap

pytest.importorskip("fsspec", reason="the extra `shared` is not installed")

ROOT = Path(__file__).parents[2]
SAMPLE = Job(PurePosixPath("sample/deck.yaml"), "decks")


def machine(tmp_path: Path, name: str, url: str, decks: Path) -> tuple[Built, Store]:
    """What another machine builds, which has a cache of its own and the same project elsewhere."""
    theirs = tmp_path / name / "decks"
    if not theirs.exists():
        shutil.copytree(decks, theirs)
    open_home(tmp_path / name / "cache", named=True)
    store = Store(tmp_path / name / "cache", url=url)
    return Cached(store).build(SAMPLE, Disk(theirs)), store


def test_what_one_machine_built_another_finds(tmp_path: Path, decks: Path) -> None:
    url = (tmp_path / "share").as_uri()
    first, _ = machine(tmp_path, "one", url, decks)
    again, store = machine(tmp_path, "two", url, decks)
    assert (len(first.remade), again.remade) == (5, ())
    assert (again.outputs, again.diagnostics) == (first.outputs, first.diagnostics)
    assert store.trouble == ()
    shutil.rmtree(tmp_path / "share")
    assert machine(tmp_path, "two", url, decks)[0].remade == (), "it keeps what it found"


def test_other_files_are_not_taken_for_the_same(tmp_path: Path, decks: Path) -> None:
    url = (tmp_path / "share").as_uri()
    machine(tmp_path, "one", url, decks)
    swap(decks / "sample/hidden.yaml", "nobody else", "no one else")
    other, _ = machine(tmp_path, "two", url, decks)
    assert other.remade == ("lecture",)
    assert other.outputs == build(SAMPLE, Disk(decks)).outputs


def test_what_is_damaged_there_is_not_used(tmp_path: Path, decks: Path) -> None:
    url = (tmp_path / "share").as_uri()
    first, _ = machine(tmp_path, "one", url, decks)
    for number, path in enumerate(path for path in (tmp_path / "share").rglob("*") if path.is_file()):
        data = path.read_bytes()
        path.write_bytes((b"", data[:-1], data[::-1], data + b"x")[number % 4])
    again, _ = machine(tmp_path, "two", url, decks)
    assert set(again.remade) == set(first.remade)
    assert again.outputs == first.outputs
    machine(tmp_path, "three", url, decks)
    assert machine(tmp_path, "four", url, decks)[0].remade == (), "what was met damaged was put right"


def test_a_share_that_is_away_is_said_once(tmp_path: Path, decks: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    built, store = machine(tmp_path, "one", (tmp_path / "file/share").as_uri(), decks)
    assert len(built.outputs) == 5
    (trouble,) = store.trouble
    assert trouble.startswith(f"the shared cache {(tmp_path / 'file/share').as_uri()} isn't used: ")


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "s3fs", None)
    with pytest.raises(SharedFault, match=r"pip install 'teachback\[shared\]'"):
        opened("s3://bucket/cache")


# A real server, in a process of its own

NO_SERVER = find_spec("moto") is None or find_spec("s3fs") is None
TALKS = """
import json, sys
from pathlib import Path, PurePosixPath
from builder.cache.home import open_home
from builder.cache.reuse import Cached
from builder.cache.store import Store
from builder.job import Job
from builder.world import Disk
home = Path(sys.argv[2])
open_home(home, named=True)
store = Store(home, url=sys.argv[3])
built = Cached(store).build(Job(PurePosixPath("sample/deck.yaml"), "decks"), Disk(Path(sys.argv[1])))
print(json.dumps([built.remade, [output.sha256 for output in built.outputs], store.trouble]))
"""


@pytest.fixture
def server() -> Iterator[dict[str, str]]:
    """A server that speaks S3, and the surroundings that lead to it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _wait_for(address, process)
            urllib.request.urlopen(urllib.request.Request(f"{address}/bucket", method="PUT"), timeout=30).close()
            yield {
                "PYTHONPATH": str(ROOT),
                "PATH": os.environ["PATH"],
                "AWS_ENDPOINT_URL": address,
                "AWS_ACCESS_KEY_ID": "test",
                "AWS_SECRET_ACCESS_KEY": "test",
                "AWS_DEFAULT_REGION": "us-east-1",
            }
        finally:
            process.terminate()


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        assert process.poll() is None, "the server has ended"
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the server does not answer")


@pytest.mark.skipif(NO_SERVER, reason="moto and s3fs are not installed")
def test_a_server_that_speaks_s3_shares_what_was_built(tmp_path: Path, decks: Path, server: dict[str, str]) -> None:
    def talk(name: str, url: str = "s3://bucket/teachback") -> tuple[list[str], list[str], list[str]]:
        command = [sys.executable, "-c", TALKS, str(decks), str(tmp_path / name), url]
        done = subprocess.run(command, env=server, capture_output=True, text=True, check=True, timeout=300)
        remade, outputs, trouble = json.loads(done.stdout)
        return remade, outputs, trouble

    local = [output.sha256 for output in build(SAMPLE, Disk(decks)).outputs]
    remade, outputs, trouble = talk("one")
    assert (len(remade), outputs, trouble) == (5, local, [])
    assert talk("two") == ([], local, []), "the same bytes, and nothing made"
    swap(decks / "sample/hidden.yaml", "nobody else", "no one else")
    remade, _, trouble = talk("three")
    assert (remade, trouble) == (["lecture"], []), "edition by edition, too"
    remade, _, (trouble,) = talk("four", "s3://no-such-bucket/teachback")
    assert len(remade) == 5
    assert trouble.startswith("the shared cache s3://no-such-bucket/teachback isn't used: ")
