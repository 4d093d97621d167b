"""The cache's folder: marked, a stranger's is not trusted, and `clean` removes only what is ours."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import MINIMAL, Ran

from builder.cache.home import CacheFault, is_own, open_home, remove

Command = Callable[..., Ran]


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    (tmp_path / "decks/sample").mkdir(parents=True)
    (tmp_path / "decks/sample/deck.yaml").write_text(MINIMAL)
    return tmp_path


def test_a_cache_is_marked_as_one(teachback: Command, sample: Path) -> None:
    assert teachback("build").code == 0
    assert (sample / ".teachback/CACHEDIR.TAG").read_text().startswith("Signature: 8a477f597d28d172789f06886806bc55\n")
    assert (sample / ".teachback/.gitignore").read_text() == "*\n"


def test_a_strangers_cache_is_not_trusted(teachback: Command, sample: Path) -> None:
    """A project may come with a cache of its maker's: outputs of it would be his, not what the outline says."""
    teachback("build")
    shutil.move(sample / ".teachback", sample / "theirs")
    shutil.copytree(sample / "theirs", sample / ".teachback")
    assert not is_own(str(sample / ".teachback"))
    planted = sample / ".teachback/records/00" / ("0" * 62)
    planted.parent.mkdir(exist_ok=True)
    planted.write_bytes(b"what he wants to be built")
    assert teachback("check").code == 0
    assert not planted.exists(), "all of it is gone"
    assert is_own(str(sample / ".teachback"))


def test_a_cache_that_was_checked_out_is_not_trusted(tmp_path: Path) -> None:
    """Somebody may know the number that the folder will have, as on machines that are all alike: git sets new times."""
    folder = tmp_path / ".teachback"
    open_home(folder, named=False)
    assert is_own(str(folder))
    words = (folder / "owner").read_text()
    (folder / "owner").unlink()
    (folder / "owner").write_text(words)
    assert not is_own(str(folder))


def test_a_cache_that_is_named_is_trusted(teachback: Command, sample: Path) -> None:
    teachback("build")
    shutil.copytree(sample / ".teachback", sample / "kept")
    planted = sample / "kept/blobs/00" / ("0" * 62)
    planted.parent.mkdir(exist_ok=True)
    planted.write_bytes(b"words")
    assert teachback("build", "--cache", "kept").code == 0
    assert planted.exists()


def test_a_link_is_not_followed_unless_named(teachback: Command, sample: Path) -> None:
    (sample / "elsewhere").mkdir()
    (sample / ".teachback").symlink_to("elsewhere")
    ran = teachback("build")
    assert (ran.code, ran.err) == (
        0,
        "note: nothing is kept for the next time: .teachback is a link; `--cache .teachback` uses where it leads\n",
    )
    assert not any((sample / "elsewhere").iterdir())
    assert teachback("build", "--cache", ".teachback").code == 0
    assert (sample / "elsewhere/CACHEDIR.TAG").is_file()


def test_a_folder_with_something_else_is_no_cache(teachback: Command, sample: Path) -> None:
    ran = teachback("build", "--cache", "decks")
    assert (ran.code, ran.err) == (2, "error: --cache: decks holds something that is not a cache\n")
    assert sorted(path.name for path in (sample / "decks").iterdir()) == ["sample"]


def test_emptying_removes_links_and_not_what_they_lead_to(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "file").write_text("words")
    folder = tmp_path / ".teachback"
    open_home(folder, named=False)
    (folder / "blobs").symlink_to(precious)
    (folder / "owner").write_text("somebody else")
    open_home(folder, named=False)
    assert not (folder / "blobs").exists()
    assert (precious / "file").read_text() == "words"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--cache", "a", "--cache", "b"), "error: --cache: name one folder at most, and one URL\n"),
        (("--cache", "a", "--no-cache"), "error: --cache and --no-cache: only one of them\n"),
        (("--cache-size", "much"), "error: Invalid value for '--cache-size': `much`: write `500MB` or `2GB`\n"),
        (("--cache", "nothing://x"), "error: a cache at nothing://x can't be used: Protocol not known: nothing\n"),
    ],
)
def test_misuse_is_said(teachback: Command, sample: Path, arguments: tuple[str, ...], words: str) -> None:
    ran = teachback("build", *arguments)
    assert (ran.code, ran.out, ran.err) == (2, "", words)


def test_no_cache_leaves_nothing(teachback: Command, sample: Path) -> None:
    assert teachback("build", "--no-cache").code == 0
    assert not (sample / ".teachback").exists()


# Clean


def test_clean_removes_the_cache_and_nothing_else(teachback: Command, sample: Path) -> None:
    teachback("build")
    (sample / ".teachback/mine.txt").write_text("words")
    assert teachback("clean").out == ".teachback: removed\n"
    assert [path.name for path in (sample / ".teachback").iterdir()] == ["mine.txt"]
    assert (sample / "build/sample/sample-lecture.pptx").is_file()
    ran = teachback("clean", "--cache", "decks")
    assert (ran.code, ran.err) == (2, "error: decks is not a cache: it has no CACHEDIR.TAG\n")
    assert (sample / "decks/sample/deck.yaml").is_file()
    assert teachback("clean", "--cache", "nowhere").out == "nowhere: there is no cache\n"


def test_clean_removes_outputs_that_are_as_they_were_built(teachback: Command, sample: Path) -> None:
    teachback("build")
    (sample / "build/sample/notes.txt").write_text("mine")
    ran = teachback("clean", "--outputs")
    assert (ran.code, ran.out) == (0, ".teachback: removed\nbuild: 1 output removed\n")
    assert [path.name for path in (sample / "build").rglob("*") if path.is_file()] == ["notes.txt"]


def test_clean_leaves_what_somebody_has_changed(teachback: Command, sample: Path) -> None:
    teachback("build")
    (sample / "build/sample/sample-lecture.pptx").write_bytes(b"edited by hand")
    ran = teachback("clean", "--outputs")
    assert ran.code == 1
    assert ran.err == "build/sample/sample-lecture.pptx is not as it was built, and stays\n"
    assert (sample / "build/sample/sample-lecture.pptx").read_bytes() == b"edited by hand"


@pytest.mark.parametrize("path", ["../decks/deck.yaml", "/etc/hostname", "a/../../decks/sample", "a", "link/deck.yaml"])
def test_a_manifest_that_names_other_files_removes_none(teachback: Command, sample: Path, path: str) -> None:
    (sample / "build").mkdir()
    (sample / "build/link").symlink_to(sample / "decks/sample")
    import hashlib
    import json

    sha256 = hashlib.sha256(MINIMAL.encode()).hexdigest()
    (sample / "build/manifest.json").write_text(json.dumps({"outputs": [{"path": path, "sha256": sha256}]}))
    assert teachback("clean", "--outputs").code == 0
    assert (sample / "decks/sample/deck.yaml").is_file()


def test_a_cache_that_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("words")
    with pytest.raises(CacheFault):
        open_home(tmp_path / "file", named=True)
    with pytest.raises(CacheFault):
        remove(tmp_path / "file")
