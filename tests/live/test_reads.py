"""What counts as a change: content, whatever the clock says; files that weren't there, too."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path, PurePosixPath

import pytest

from builder.live.reads import Change, Followed, changes, folders, settled, told
from builder.world import Disk, Unreadable

A, B = PurePosixPath("a.yaml"), PurePosixPath("folder/b.png")


def read(tmp_path: Path, *paths: PurePosixPath) -> Followed:
    followed = Followed(Disk(tmp_path))
    for path in paths:
        try:
            followed.read(path, 1000)
        except Unreadable:
            continue
    return followed


def test_a_file_that_is_touched_or_written_anew_with_the_same_words_has_not_changed(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("one")
    followed = read(tmp_path, A)
    os.utime(tmp_path / "a.yaml", (5, 5))
    assert changes(followed.world, followed.seen) == ()
    (tmp_path / "new").write_text("one")
    (tmp_path / "new").rename(tmp_path / "a.yaml")
    assert changes(followed.world, followed.seen) == ()


def test_a_change_is_seen_even_when_size_and_time_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("one")
    followed = read(tmp_path, A)
    stat = path.stat()
    path.write_text("two")
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert changes(followed.world, followed.seen) == (Change(A, "changed"),)
    assert changes(followed.world, followed.seen) == ()


def test_a_change_of_an_old_file_is_seen_even_when_size_and_time_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("one")
    os.utime(path, (5, 5))
    followed = read(tmp_path, A)
    path.write_text("two")
    os.utime(path, (5, 5))
    assert changes(followed.world, followed.seen) == (Change(A, "changed"),)


def test_links_in_a_circle_and_names_without_end_are_followed_from_their_folder(tmp_path: Path) -> None:
    (tmp_path / "round.png").symlink_to("round.png")
    long = PurePosixPath("x" * 300 + ".png")
    found = folders(Disk(tmp_path), [PurePosixPath("round.png"), long, long / "within.png"])
    assert tmp_path in found


def test_an_old_file_is_not_read_again_while_its_stamp_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.yaml").write_text("one")
    os.utime(tmp_path / "a.yaml", (5, 5))
    followed = read(tmp_path, A)
    monkeypatch.setattr(Disk, "read", lambda *_: pytest.fail("it was read"))
    assert changes(followed.world, followed.seen) == ()


def test_files_that_come_and_go_are_changes(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("one")
    followed = read(tmp_path, A, B)
    assert followed.seen[B].sha256 == ""
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "b.png").write_bytes(b"x")
    (tmp_path / "a.yaml").unlink()
    assert set(changes(followed.world, followed.seen)) == {Change(A, "removed"), Change(B, "added")}


def test_paths_that_lead_out_are_refused_and_not_followed(tmp_path: Path) -> None:
    followed = Followed(Disk(tmp_path))
    with pytest.raises(Unreadable, match="outside"):
        followed.read(PurePosixPath("../secret"), 10)
    assert not followed.seen


def test_a_missing_file_shows_in_the_nearest_folder_and_a_link_in_two(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "root").mkdir()
    (tmp_path / "real" / "c.yaml").write_text("one")
    (tmp_path / "root" / "c.yaml").symlink_to(tmp_path / "real" / "c.yaml")
    disk = Disk(tmp_path / "root")
    assert folders(disk, [PurePosixPath("not/here/d.yaml")]) == {tmp_path / "root"}
    assert folders(disk, [PurePosixPath("c.yaml")]) == {tmp_path / "root", tmp_path / "real"}


@pytest.mark.parametrize("halfway", ["emptied", "gone"])
def test_a_file_in_the_middle_of_being_saved_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, halfway: str
) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("one")
    followed = read(tmp_path, A)
    if halfway == "gone":
        path.unlink()
    else:
        path.write_text("")
    monkeypatch.setattr("time.sleep", lambda _: path.write_text("two"))
    assert settled(followed.world, followed.seen) == (Change(A, "changed"),)
    assert followed.seen[A].sha256 == hashlib.sha256(b"two").hexdigest()


def test_a_file_that_stays_away_is_gone_in_the_end(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("one")
    followed = read(tmp_path, A)
    (tmp_path / "a.yaml").unlink()
    assert settled(followed.world, followed.seen) == (Change(A, "removed"),)


def test_changes_are_told_from_the_deck_s_own_folder() -> None:
    home = PurePosixPath("demo")
    found = [
        Change(home / "b.yaml", "changed"),
        Change(home / "a.yaml", "changed"),
        Change(PurePosixPath("x\x1b.png"), "added"),
    ]
    assert told(found, home) == "a.yaml, b.yaml changed; x\\x1b.png added"
