"""What a file's status says: whether it is still the file that was read, without reading it again.

Standard library alone, and little of it: a build with nothing to do imports this before anything else.
"""

from __future__ import annotations

import os
import stat
import time

Signature = tuple[int, int, int, int]
"""Size, time of change of the bytes and of the status in nanoseconds, inode."""

SETTLED = 2_000_000_000
"""Nanoseconds. A file changed twice within one tick of the file system's clock (FAT: two seconds) has one status for
two contents, so the status of a file that was changed just now proves nothing yet."""


def signature(path: str) -> Signature | None:
    """Return the signature of a file or folder, links followed; None where there is none."""
    try:
        status = os.stat(path)  # noqa: PTH116 - as quick as it gets
    except (OSError, ValueError):
        return None
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def is_regular(path: str) -> bool:
    """Tell whether there is a plain file, links followed."""
    try:
        return stat.S_ISREG(os.stat(path).st_mode)  # noqa: PTH116 - as above
    except (OSError, ValueError):
        return False


def is_settled(known: Signature) -> bool:
    """Tell whether a file was changed long enough ago for its signature to prove its content from now on."""
    return time.time_ns() - max(known[1], known[2]) > SETTLED
