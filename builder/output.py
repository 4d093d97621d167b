"""Files on disk, whole or not at all: staged, flushed, renamed; the manifest comes last.

A few files are staged beside their place (`write_files`). A build stages in a folder of its own (`Staging`): several
processes can write there at once, and what they leave behind when they are killed is swept by the next build.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from builder.frozen import dataclass, field

try:
    import fcntl
except ImportError:  # Windows has no advisory locks on folders; two builds at once are then the user's care
    fcntl = None  # type: ignore[assignment]

TEMPORARY = ".teachback-"
"""How names of staged files and of staging folders begin. What isn't locked is left over from a killed build."""


class WriteError(Exception):
    """An output that can't be written. The message names the file and the reason."""


@dataclass(frozen=True, slots=True)
class File:
    """A file to be written: its path below the output folder, with `/` between names, and its bytes."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Staged:
    """A file that is on disk under a temporary name, and the place where it belongs."""

    temporary: Path
    place: Path


def write_files(out: Path, files: Iterable[File]) -> tuple[str, ...]:
    """Bring the files into the output folder and return the paths of those that changed.

    All files are staged before the first is renamed, so that a full disk leaves every earlier file as it was. Links
    are replaced, never followed; a file that holds these bytes already is left alone.

    Raises:
        WriteError: a file or folder can't be written; nothing was renamed unless renaming itself failed.
    """
    staged: list[Staged] = []
    try:
        for file in files:
            place = _place(out, file.path)
            if not _holds(place, file.data):
                staged.append(_stage(place, file.data, place.parent))
        return tuple(_commit(staged, out))
    finally:
        for entry in staged:
            with contextlib.suppress(OSError):
                entry.temporary.unlink()


@dataclass(slots=True)
class Staging:
    """A folder below the output folder for the files of one build that are on their way.

    It is locked for as long as this process lives. `stage` may be called by other processes that are given `folder`.
    """

    out: Path
    folder: Path | None = None
    _handle: int | None = field(default=None, repr=False)
    _new: bool = False

    def open(self) -> Path:
        """Return the folder, made when it is first asked for.

        Raises:
            WriteError: the output folder can't be made, or isn't one.
        """
        if self.folder is None:
            self._new = not self.out.exists()
            with locked(self.out), _reported(self.out):
                folder = self.out.resolve() / f"{TEMPORARY}{os.urandom(8).hex()}"
                folder.mkdir(0o700)
                self.folder, self._handle = folder, _locked_handle(folder)
        return self.folder

    def commit(self, names: Iterable[tuple[str, str]]) -> tuple[str, ...]:
        """Bring staged files, given as (name in the folder, path below the output folder), to their places.

        Raises:
            WriteError: a file can't be moved; those before it were.
        """
        folder = self.open()
        with locked(self.out, sweep=False):
            return tuple(_commit([Staged(folder / name, _place(self.out, path)) for name, path in names], self.out))

    def close(self) -> None:
        """Remove the folder with all that was never brought to its place, and an output folder that stayed empty."""
        if self.folder is not None:
            _remove(self.folder)
        if self._handle is not None:
            os.close(self._handle)
        if self._new:
            with contextlib.suppress(OSError):
                self.out.rmdir()
        self.folder = self._handle = None


def stage(folder: Path, file: File) -> str | None:
    """Write a file into a staging folder and return its name there; None if its place holds these bytes already.

    Raises:
        WriteError: the file can't be written, or its path is no name for an output.
    """
    place = folder.parent.joinpath(*_parts(file.path))
    if not place.parent.is_symlink() and _holds(place, file.data):
        return None
    return _stage(place, file.data, folder).temporary.name


@contextlib.contextmanager
def locked(out: Path, *, sweep: bool = True) -> Iterator[None]:
    """Hold the output folder: others wait. With `sweep`, take away what killed builds left.

    Raises:
        WriteError: the folder can't be made, or isn't one.
    """
    with _reported(out):
        out.mkdir(parents=True, exist_ok=True)
        handle = os.open(out, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0)) if fcntl else None
    try:
        if handle is not None and _lock(handle) and sweep:
            _sweep(out)
        yield
    finally:
        if handle is not None:
            os.close(handle)


def _locked_handle(folder: Path) -> int | None:
    """Return a descriptor that holds a folder's lock until it is closed, also by the system when the process dies."""
    if fcntl is None:
        return None
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    _lock(handle)
    return handle


def _lock(handle: int, *, wait: bool = True) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:  # some network file systems have no locks: build without one, sweep nothing
        return False
    return True


def _sweep(out: Path) -> None:
    inner = (entry for entry in out.iterdir() if entry.is_dir() and not entry.is_symlink())
    for folder in (out, *(entry for entry in inner if not entry.name.startswith(TEMPORARY))):
        for entry in folder.glob(f"{TEMPORARY}*"):
            with contextlib.suppress(OSError):
                _abandon(entry) if entry.is_dir() and not entry.is_symlink() else entry.unlink()


def _remove(folder: Path) -> None:
    """Remove a staging folder with all that is in it."""
    with contextlib.suppress(OSError):  # most are empty by now
        folder.rmdir()
        return
    from shutil import rmtree  # noqa: PLC0415  # slow to import

    rmtree(folder, ignore_errors=True)


def _abandon(folder: Path) -> None:
    """Remove the staging folder of another build, unless that build lives."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        if _lock(handle, wait=False):
            _remove(folder)
    finally:
        os.close(handle)


def _parts(path: str) -> list[str]:
    parts = path.split("/")
    if any(part in {"", ".", ".."} or os.sep in part or "\0" in part for part in parts):
        raise WriteError(f"`{path}` is no name for an output")
    return parts


def _place(out: Path, path: str) -> Path:
    """Return where a file belongs, with its folder made; a folder that is a link is refused."""
    parts = _parts(path)
    folder = out
    for part in parts[:-1]:
        folder = folder / part
        with _reported(folder):
            folder.mkdir(exist_ok=True)
        if folder.is_symlink():
            raise WriteError(f"{folder} is a link; outputs are written into real folders only")
    return folder / parts[-1]


def _holds(place: Path, data: bytes) -> bool:
    try:
        status = place.lstat()
        return stat.S_ISREG(status.st_mode) and status.st_size == len(data) and place.read_bytes() == data
    except OSError:
        return False


def _stage(place: Path, data: bytes, folder: Path) -> Staged:
    """Write the bytes into a folder under a name that nobody can guess; on any error nothing stays."""
    temporary = folder / f"{TEMPORARY}{os.urandom(8).hex()}.tmp"
    with _reported(place):
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        handle = os.open(temporary, flags, 0o600)
        try:
            with open(handle, "wb") as file:  # noqa: PTH123 - a descriptor
                file.write(data)
                file.flush()
                if os.fstat(file.fileno()).st_size != len(data):
                    raise OSError(errno.EIO, "the file came out shorter than what was written")
                if hasattr(os, "fchmod"):
                    os.fchmod(file.fileno(), 0o666 & ~_umask())
                os.fsync(file.fileno())
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    return Staged(temporary, place)


def _umask() -> int:
    """Return the process's umask; it can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _commit(staged: Sequence[Staged], out: Path) -> Iterator[str]:
    for entry in staged:
        with _reported(entry.place):
            entry.temporary.replace(entry.place)
        yield entry.place.relative_to(out).as_posix()
    for folder in dict.fromkeys(entry.place.parent for entry in staged):
        with _reported(folder):
            _flush(folder)


def _flush(folder: Path) -> None:
    """Flush a folder's names to disk, where the system can: without it, a rename may be lost with the power."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EROFS: "the file system is read-only",
    errno.EACCES: "permission denied",
    errno.EPERM: "permission denied",
    errno.EFBIG: "the file is larger than this system allows",
    errno.EISDIR: "a folder is in its place",
    errno.ENOTDIR: "a part of the path is not a folder",
    errno.EEXIST: "something that is not a folder is in its place",
    errno.ENAMETOOLONG: "the name is too long",
    errno.ELOOP: "its links go round in a circle",
}


@contextlib.contextmanager
def _reported(place: Path) -> Iterator[None]:
    """Turn the system's errors into a message about `place`."""
    try:
        yield
    except OSError as fault:
        reason = REASONS.get(fault.errno or 0) or f"the system says: {fault.strerror or 'output error'}"
        raise WriteError(f"can't write {place}: {reason}") from fault
