"""A cache that several machines share, behind the one on disk: any file system that fsspec knows, by URL.

It is asked for bytes and trusted for nothing: whoever asks proves them by their digest. The first fault ends its use
for this run, so that a server that is away costs one wait, not thousands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

LARGEST = 500_000_000
"""Bytes of an entry that is fetched at most; a larger one isn't ours."""


class SharedFault(Exception):
    """A URL that no installed file system serves. The message is for the user."""


class Shared:
    """The entries below a URL. `trouble` says in words why it isn't used any more."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.trouble: str | None = None
        self._opened: tuple[AbstractFileSystem, str] | None = None

    def get(self, name: str) -> bytes | None:
        """Return the bytes of an entry, not yet proved; None if it isn't there."""
        if self.trouble:
            return None
        try:
            files, root = self._open()
            data: bytes = files.cat_file(f"{root}/{name}", start=0, end=LARGEST)
        except FileNotFoundError:
            return None
        except Exception as fault:  # each file system raises its own kinds
            self._give_up(fault)
            return None
        return data

    def put(self, name: str, data: bytes, *, again: bool) -> None:
        """Give the bytes of an entry; unless `again`, one that is there already stays."""
        if self.trouble:
            return
        try:
            files, root = self._open()
            path = f"{root}/{name}"
            if again or not files.exists(path):
                if "file" in files.protocol:
                    files.makedirs(path.rpartition("/")[0], exist_ok=True)
                files.pipe_file(path, data)
        except Exception as fault:  # as above
            self._give_up(fault)

    def _open(self) -> tuple[AbstractFileSystem, str]:
        if self._opened is None:
            self._opened = opened(self.url)
        return self._opened

    def _give_up(self, fault: Exception) -> None:
        words = " ".join(str(fault).split())[:200]
        self.trouble = f"the shared cache {self.url} isn't used: {words or type(fault).__name__}"


def opened(url: str) -> tuple[AbstractFileSystem, str]:
    """Return the file system of a URL, and the path in it; nothing is asked of it yet.

    Raises:
        SharedFault: a library is missing, or there is no such kind of file system.
    """
    try:
        from fsspec.core import url_to_fs  # noqa: PLC0415  # only for a shared cache

        files, root = url_to_fs(url, use_listings_cache=False) if not url.startswith("file:") else url_to_fs(url)
    except ImportError as fault:
        raise SharedFault(f"a cache at {url} needs more: pip install 'teachback[shared]' ({fault})") from fault
    except ValueError as fault:
        raise SharedFault(f"a cache at {url} can't be used: {fault}") from fault
    return files, root.rstrip("/")
