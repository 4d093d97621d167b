"""Files reach the disk whole or not at all, and nothing else ever does."""

from __future__ import annotations

import errno
import json
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from builder import output
from builder.manifest import Entry, Source, manifest_file
from builder.output import File, WriteError, locked, write_files

FILES = (File("d/one.pptx", b"one"), File("d/two.pdf", b"two" * 1000), File("d/three.pdf", b""))
ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


def tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def wanted() -> dict[str, bytes]:
    return {file.path: file.data for file in FILES}


def test_files_are_written_and_named(tmp_path: Path) -> None:
    with locked(tmp_path / "out"):
        changed = write_files(tmp_path / "out", FILES)
    assert tree(tmp_path / "out") == wanted()
    assert changed == ("d/one.pptx", "d/two.pdf", "d/three.pdf")


def test_a_file_that_stays_the_same_is_not_touched(tmp_path: Path) -> None:
    write_files(tmp_path, FILES)
    for name in wanted():
        os.utime(tmp_path / name, (0, 0))
    assert write_files(tmp_path, [*FILES[:2], File("d/three.pdf", b"new")]) == ("d/three.pdf",)
    assert [(tmp_path / f.path).stat().st_mtime == 0 for f in FILES] == [True, True, False]


@pytest.mark.parametrize("call", ["open", "fsync", "fstat", "fchmod", "write", "flush"])
@pytest.mark.parametrize("nth", [1, 2, 3])
def test_a_full_disk_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, nth: int
) -> None:
    old = {"d/one.pptx": b"old one", "d/two.pdf": b"old two", "d/three.pdf": b"old three"}
    write_files(tmp_path, [File(name, data) for name, data in old.items()])
    fail_at(monkeypatch, call, nth)
    with pytest.raises(WriteError, match="disk is full"):
        write_files(tmp_path, FILES)
    monkeypatch.undo()
    assert tree(tmp_path) == old


def fail_at(monkeypatch: pytest.MonkeyPatch, call: str, nth: int) -> None:
    """Make the nth call of a function for the disk fail as on a full one."""
    calls = {"count": 0}

    def failing(real: Callable[..., object]) -> Callable[..., object]:
        def counted(*arguments: object, **more: object) -> object:
            calls["count"] += 1
            if calls["count"] == nth:
                raise OSError(errno.ENOSPC, "No space left on device")
            return real(*arguments, **more)

        return counted

    if call in ("write", "flush"):

        class Full:
            def __init__(self, handle: int, mode: str) -> None:
                self.file = real_open(handle, mode)

            def __enter__(self) -> Full:
                return self

            def __exit__(self, *_: object) -> None:
                self.file.close()

            def __getattr__(self, name: str) -> object:
                return failing(getattr(self.file, name)) if name == call else getattr(self.file, name)

        real_open = open
        monkeypatch.setattr(output, "open", Full, raising=False)
    else:
        monkeypatch.setattr(os, call, failing(getattr(os, call)))


@pytest.mark.parametrize("nth", [1, 2, 3])
def test_no_temporary_file_stays_when_renaming_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nth: int) -> None:
    real, calls = Path.replace, iter(range(1, 9))

    def replace(self: Path, target: Path) -> Path:
        if next(calls) == nth:
            raise OSError(errno.EACCES, "Permission denied")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(WriteError, match="permission denied"):
        write_files(tmp_path, FILES)
    assert tree(tmp_path) == dict(list(wanted().items())[: nth - 1])


def test_ctrl_c_leaves_no_temporary_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_handle: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_files(tmp_path, FILES)
    assert tree(tmp_path) == {}


def test_a_file_that_comes_out_short_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.fstat

    class Short:
        st_size = 2

    monkeypatch.setattr(os, "fstat", lambda handle: Short() if handle > 2 else real(handle))
    with pytest.raises(WriteError, match="shorter"):
        write_files(tmp_path, [FILES[1]])
    monkeypatch.undo()
    assert tree(tmp_path) == {}


def test_flushing_comes_before_renaming_and_the_folder_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    sync, replace = os.fsync, Path.replace

    def noted_sync(handle: int) -> None:
        order.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
        sync(handle)

    def noted_replace(self: Path, target: Path) -> Path:
        order.append("rename")
        return replace(self, target)

    monkeypatch.setattr(os, "fsync", noted_sync)
    monkeypatch.setattr(Path, "replace", noted_replace)
    write_files(tmp_path, FILES)
    assert order == ["file"] * 3 + ["rename"] * 3 + ["folder"]


def test_a_link_in_the_place_of_an_output_is_replaced_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.write_bytes(b"precious")
    (tmp_path / "out" / "d").mkdir(parents=True)
    (tmp_path / "out" / "d" / "one.pptx").symlink_to(outside)
    write_files(tmp_path / "out", FILES)
    assert outside.read_bytes() == b"precious"
    assert not (tmp_path / "out" / "d" / "one.pptx").is_symlink()


def test_a_link_to_the_very_same_bytes_is_replaced_too(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.write_bytes(b"one")
    (tmp_path / "out" / "d").mkdir(parents=True)
    (tmp_path / "out" / "d" / "one.pptx").symlink_to(outside)
    assert write_files(tmp_path / "out", FILES[:1]) == ("d/one.pptx",)


def test_a_deck_folder_that_is_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "d").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(WriteError, match="is a link"):
        write_files(tmp_path / "out", FILES)
    assert tree(tmp_path / "elsewhere") == {}


@pytest.mark.parametrize("path", ["../x", "/x", "d/../../x", "d//x", "", "d/./x"])
def test_a_path_never_leads_out_of_the_folder(tmp_path: Path, path: str) -> None:
    with pytest.raises(WriteError, match="no name for an output"):
        write_files(tmp_path / "out", [File(path, b"")])


@pytest.mark.parametrize("mask", [0o022, 0o027, 0o002])
def test_the_mode_follows_the_umask(tmp_path: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        write_files(tmp_path, FILES[:1])
    finally:
        os.umask(before)
    assert (tmp_path / "d" / "one.pptx").stat().st_mode & 0o777 == 0o666 & ~mask


def test_a_folder_in_the_place_of_an_output_is_said(tmp_path: Path) -> None:
    (tmp_path / "d" / "one.pptx" / "x").mkdir(parents=True)
    with pytest.raises(WriteError, match="a folder is in its place"):
        write_files(tmp_path, FILES)
    assert tree(tmp_path) == {}


def test_a_file_in_the_place_of_the_output_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"")
    with pytest.raises(WriteError, match="in its place"), locked(tmp_path / "out"):
        pass


@pytest.mark.skipif(ROOT, reason="root may write everywhere")
def test_a_folder_without_permission_is_said(tmp_path: Path) -> None:
    (tmp_path / "d").mkdir(mode=0o555)
    with pytest.raises(WriteError, match="permission denied"):
        write_files(tmp_path, FILES)


def test_what_a_killed_build_left_is_swept_away(tmp_path: Path) -> None:
    (tmp_path / "d").mkdir()
    left = tmp_path / "d" / f"{output.TEMPORARY}0123.tmp"
    left.write_bytes(b"half")
    (tmp_path / "d" / "mine.txt").write_bytes(b"kept")
    with locked(tmp_path):
        pass
    assert tree(tmp_path) == {"d/mine.txt": b"kept"}


# The manifest


def entry(deck: str, edition: str, path: str) -> Entry:
    return Entry(path, "0" * 64, deck, edition, "1" * 64, "draft", 3, (Source("deck.yaml", "2" * 64),))


def listed(file: File) -> list[str]:
    return [item["path"] for item in json.loads(file.data)["outputs"]]


def test_the_manifest_keeps_other_decks_and_drops_what_is_gone(tmp_path: Path) -> None:
    for name in ("a/a.pptx", "b/b.pptx", "b/b.pdf"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    first = [entry("b", "one", "b/b.pptx"), entry("b", "two", "b/b.pdf"), entry("c", "one", "c/c.pptx")]
    write_files(tmp_path, [manifest_file(tmp_path, first, {("b", None), ("c", None)})])
    made = manifest_file(tmp_path, [entry("a", "one", "a/a.pptx")], {("a", None)})
    assert listed(made) == ["a/a.pptx", "b/b.pdf", "b/b.pptx"], "c's file isn't there"
    made = manifest_file(tmp_path, [entry("b", "two", "b/b.pdf")], {("b", "two")})
    assert listed(made) == ["b/b.pdf", "b/b.pptx"]
    made = manifest_file(tmp_path, [], {("b", None)})
    assert listed(made) == []


def test_the_manifest_is_the_same_in_any_order(tmp_path: Path) -> None:
    entries = [entry("a", "one", "a/a.pptx"), entry("b", "one", "b/b.pptx")]
    one = manifest_file(tmp_path, entries, set())
    assert one == manifest_file(tmp_path, reversed(entries), set())
    assert one.data.endswith(b"}\n")


@pytest.mark.parametrize(
    "text", ["", "[", "[]", '{"outputs": 3}', '{"outputs": [3]}', '{"outputs": [{}]}', "[" * 100_000]
)
def test_a_broken_manifest_counts_as_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.json").write_text(text)
    assert listed(manifest_file(tmp_path, [entry("a", "one", "a/a.pptx")], set())) == ["a/a.pptx"]
