"""The cache's folder: made, marked, told from a stranger's, and removed."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

from builder.cache.quick import OWNER, is_own

TAG = "CACHEDIR.TAG"
TAGGED = """\
Signature: 8a477f597d28d172789f06886806bc55
# This folder is a cache of Teachback: everything in it can be made again, and backups may leave it out.
# See https://bford.info/cachedir/
"""
IGNORE = ".gitignore"
PARTS = ("blobs", "records", "seen", "index", "builder", "staged")
"""The folders that hold what is kept."""


class CacheFault(Exception):
    """A folder that can't be used as a cache. The message is for the user."""


def open_home(folder: Path, *, named: bool) -> None:
    """Make the folder ready, or find it ready.

    A folder that the user `named` is trusted. The usual one lies among the files of a project, which may come from
    strangers together with a cache of their making: it is used only if it was made here, and emptied otherwise.

    Raises:
        CacheFault: it can't be made, or holds something else.
    """
    try:
        if folder.is_symlink() and not named:
            raise CacheFault(f"{folder} is a link; `--cache {folder}` uses where it leads")
        _make(folder)
        if not (folder / TAG).is_file():
            raise CacheFault(f"{folder} holds something that is not a cache")
        if not named and not is_own(str(folder)):
            empty(folder)
        _mark(folder)
    except OSError as fault:
        raise CacheFault(f"{folder}: {fault.strerror or fault}") from fault


def _make(folder: Path) -> None:
    """Make a folder that is a cache from its first moment: other processes may be about to make it, too."""
    if folder.is_dir() and any(folder.iterdir()):
        return
    folder.parent.mkdir(parents=True, exist_ok=True)
    real = Path(os.path.realpath(folder))  # a link that the user named leads to where the cache is to be
    fresh = real.with_name(f"{real.name}.{os.urandom(8).hex()}")
    fresh.mkdir()
    try:
        _mark(fresh)
        fresh.rename(real)
    except OSError:
        shutil.rmtree(fresh, ignore_errors=True)
        if not real.is_dir():
            raise


def _mark(folder: Path) -> None:
    if not is_own(str(folder)):
        _own(folder)
    for name, text in ((TAG, TAGGED), (IGNORE, "*\n")):
        _write_once(folder / name, text)


def _own(folder: Path) -> None:
    """Write down that a cache was made here: see `quick.is_own`."""
    path, moment = folder / OWNER, int.from_bytes(os.urandom(8)) % 10**18
    for _ in range(2):  # some disks keep times in whole seconds
        staged = path.with_name(f".{path.name}.{os.urandom(8).hex()}")
        staged.write_text(f"{folder.stat().st_ino} {moment}\n", encoding="utf-8")
        os.utime(staged, ns=(moment, moment))
        staged.replace(path)
        moment = path.stat().st_mtime_ns


def _write_once(path: Path, text: str) -> None:
    if path.is_symlink() or not path.is_file() or path.read_text(encoding="utf-8", errors="replace") != text:
        staged = path.with_name(f".{path.name}.{os.getpid()}")
        staged.write_text(text, encoding="utf-8")
        staged.replace(path)


def empty(folder: Path) -> None:
    """Remove what a cache holds, links themselves and never what they lead to."""
    for name in (*PARTS, TAG, IGNORE, OWNER):
        path = folder / name
        with suppress(FileNotFoundError):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()


def remove(folder: Path) -> bool:
    """Remove a cache, and its folder if nothing else is in it; tell whether there was one.

    Raises:
        CacheFault: the folder is no cache, or can't be removed.
    """
    if not os.path.lexists(folder):
        return False
    if not (folder / TAG).is_file():
        raise CacheFault(f"{folder} is not a cache: it has no {TAG}")
    try:
        empty(folder)
        if not folder.is_symlink() and not any(folder.iterdir()):
            folder.rmdir()
    except OSError as fault:
        raise CacheFault(f"{folder}: {fault.strerror or fault}") from fault
    return True
