"""The store: whole or dropped, for several processes at once, never more than its bound."""

from __future__ import annotations

import hashlib
import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from builder.cache.home import is_own
from builder.cache.keeping import KeptPlan
from builder.cache.records import KeptDeck, read
from builder.cache.reuse import Cached
from builder.cache.store import Store
from builder.diagnostics import Diagnostic

from .conftest import Builds
from .sample import swap

ROOT = Path(__file__).parents[2]
KEY = "0" * 64


def files(home: Path, part: str) -> list[Path]:
    return sorted(path for path in (home / part).rglob("*") if path.is_file())


def test_bytes_are_found_by_their_digest(store: Store) -> None:
    digest = store.keep_blob(b"words")
    assert digest == hashlib.sha256(b"words").hexdigest()
    assert store.blob(digest) == b"words"
    assert store.blob(KEY) is None
    store.keep_record(KEY, b"one")
    store.keep_record(KEY, b"two")
    assert store.record(KEY) == b"two"
    assert files(store.folder, "staged") == []


@pytest.mark.parametrize("name", ["../../../etc/passwd", "", "A" * 64, "0" * 63])
def test_a_name_that_is_no_digest_opens_nothing(store: Store, name: str) -> None:
    with pytest.raises(ValueError, match="is no digest"):
        store.blob(name)


DAMAGES = {
    "cut": lambda data: data[: len(data) // 2],
    "empty": lambda _: b"",
    "a bit": lambda data: bytes([data[0] ^ 1]) + data[1:],
    "the last bit": lambda data: data[:-1] + bytes([data[-1] ^ 1]),
    "other bytes": lambda data: b"x" * len(data),
}


@pytest.mark.parametrize(
    ("part", "damage"),
    [*(("records", damage) for damage in DAMAGES), ("blobs", "a bit"), ("seen", "cut"), ("builder", "cut")],
)
def test_what_is_damaged_is_dropped_and_made_again(build: Builds, home: Path, part: str, damage: str) -> None:
    first = build()
    kept = files(home, part)
    for path in kept:
        path.write_bytes(DAMAGES[damage](path.read_bytes()))
    again = build()
    assert again.outputs == first.outputs
    assert again.diagnostics == first.diagnostics
    if part in {"blobs", "records"}:
        assert set(again.remade) == set(first.remade), "nothing damaged was used"
    assert build().remade == (), "and all is kept anew"


def test_whole_bytes_that_make_no_sense_are_dropped(build: Builds, home: Path, store: Store) -> None:
    first = build()
    for path in files(home, "records"):
        store.keep_record(path.parent.name + path.name, b"\xc1 this is no MessagePack")
    assert set(build().remade) == set(first.remade)
    assert build().remade == ()


@pytest.mark.parametrize("kind", [KeptDeck, KeptPlan, tuple[Diagnostic, ...]])
def test_records_of_another_form_are_refused(kind: type) -> None:
    for data in (b"", b"\x80", b"\x93\x01\x02\x03", b"\xff" * 40, b"\x81\xa4deck\xa4code" + b"\x90" * 20):
        with pytest.raises(ValueError):
            read(kind, data)


def test_a_record_whose_outputs_were_evicted_is_no_use(build: Builds, home: Path) -> None:
    first = build()
    files(home, "blobs")[0].unlink()
    again = build()
    assert again.outputs == first.outputs
    assert len(again.remade) == 1


# Bounds


def test_eviction_keeps_under_the_bound_and_what_was_used_last(home: Path) -> None:
    store = Store(home, bound=100_000)
    digests = []
    for number in range(30):
        digests.append(store.keep_blob(bytes([number]) * 10_000))
        path = files(home, "blobs")
        for one in path:
            if one.parent.name + one.name == digests[-1]:
                os.utime(one, (number, number))
    assert size(home) <= 100_000
    assert store.blob(digests[-1]) is not None
    kept = [number for number, digest in enumerate(digests) if Store(home).blob(digest) is not None]
    assert kept == list(range(30))[-len(kept) :], "the oldest went first"


def test_what_is_read_counts_as_used(home: Path) -> None:
    store = Store(home, bound=100_000)
    first, *others = [store.keep_blob(bytes([number]) * 9_000) for number in range(8)]
    for number, path in enumerate(files(home, "blobs")):
        os.utime(path, (number, number))
    assert store.blob(first) is not None
    for number in range(8, 14):
        store.keep_blob(bytes([number]) * 9_000)
    store.tidy()
    assert store.blob(first) is not None
    assert any(store.blob(one) is None for one in others)


def test_what_is_larger_than_the_bound_is_not_kept(home: Path) -> None:
    store = Store(home, bound=1000)
    assert store.blob(store.keep_blob(bytes(2000))) is None
    assert store.trouble == ()


def size(home: Path) -> int:
    return sum(path.stat().st_size for path in home.rglob("*") if path.is_file() and path.parent.name != home.name)


def test_staged_files_of_killed_processes_are_swept(home: Path, store: Store) -> None:
    left = home / "staged" / "left"
    left.parent.mkdir()
    left.write_bytes(b"half")
    store.keep_blob(b"words")
    store.tidy()
    assert left.exists(), "it may still be written"
    os.utime(left, (0, 0))
    store.keep_blob(b"other words")
    store.tidy()
    assert not left.exists()


def test_a_file_of_the_same_size_is_not_taken_for_the_same(
    build: Builds, decks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("builder.cache.signature.SETTLED", 0)
    build()
    assert files(decks.parent.parent / "cache", "seen"), "digests are remembered"
    assert build().remade == ()
    swap(decks / "sample/hidden.yaml", "nobody else", "nobody elsa")
    assert build().remade == ("lecture",)


# Trouble is never worse than slow


def test_a_cache_that_cannot_be_written_builds_all_the_same(build: Builds, home: Path, store: Store) -> None:
    for part in ("blobs", "records", "seen", "staged", "builder"):
        (home / part).write_text("a file where a folder belongs")
    assert len(build().outputs) == 5
    (trouble,) = store.trouble
    assert trouble.startswith(f"nothing more is kept in {home}: ")


# Several processes

MANY = """
import sys
from pathlib import Path, PurePosixPath
from builder.cache.reuse import Cached
from builder.cache.store import Store
from builder.job import Job
from builder.world import Disk
cached = Cached(Store(Path(sys.argv[2]), bound=int(sys.argv[3])))
for _ in range(3):
    built = cached.build(Job(PurePosixPath("sample/deck.yaml"), "decks"), Disk(Path(sys.argv[1])))
    print(*(output.sha256 for output in built.outputs))
"""


@pytest.mark.parametrize("bound", [10**9, 60_000])
def test_processes_share_a_cache_at_once(decks: Path, home: Path, build: Builds, bound: int) -> None:
    """With a small bound they evict under each other's hands, too."""
    command = [sys.executable, "-c", MANY, str(decks), str(home), str(bound)]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    runs = [subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    said = {line for run in runs for line in run.communicate(timeout=120)[0].splitlines()}
    assert [run.returncode for run in runs] == [0, 0, 0]
    assert said == {" ".join(output.sha256 for output in build().outputs)}


MAKES = "import sys; from pathlib import Path; from builder.cache.home import open_home; open_home(Path(sys.argv[1]), named=False)"


def test_processes_make_the_folder_at_once(tmp_path: Path) -> None:
    command = [sys.executable, "-c", MAKES, str(tmp_path / ".teachback")]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    runs = [subprocess.Popen(command, env=env) for _ in range(8)]
    assert [run.wait(timeout=120) for run in runs] == [0] * 8
    assert [path.name for path in tmp_path.iterdir()] == [".teachback"]
    assert is_own(str(tmp_path / ".teachback"))


def test_a_builder_with_a_cache_can_be_sent_to_workers(decks: Path, home: Path, build: Builds) -> None:
    first = build()
    sent = pickle.loads(pickle.dumps(Cached(Store(home, bound=5_000_000, url="file:///tmp/none"))))
    assert (sent.store.folder, sent.store.bound, sent.store.url) == (home, 5_000_000, "file:///tmp/none")
    assert pickle.loads(pickle.dumps(first)) == first
