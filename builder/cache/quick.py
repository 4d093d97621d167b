"""Nothing changed: one file says what a command read, wrote and said, and a status of each file says that it stands.

This runs before the command line is even parsed, so it imports the standard library alone, and little of that. It
answers only for the very same words typed in the very same folder. Whatever is in doubt is left to the whole way.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import Any, NamedTuple

from builder.cache.signature import Signature, is_settled, signature

VERSION = 1
"""Of the form of an index; another one is not read."""
VERBS = ("build", "check")
PACKAGE = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))  # noqa: PTH120 - pathlib is slow to import
USUAL = ".teachback"
"""The cache's folder in the current one, when no other is named."""
OWNER = "owner"
"""The file in it that says where it was made."""


class Replay(NamedTuple):
    """What a command would say and return: its exit code, and texts for standard output (1) and standard error (2)."""

    code: int
    said: tuple[tuple[int, str], ...]


Row = Sequence[Any]
"""Path, signature and digest of a file or folder; "" for a digest where the signature is proof enough."""


class Index(NamedTuple):
    """What one command read, wrote and said. `asked` tells it from others; `absent` are paths that weren't there."""

    version: int
    asked: Sequence[str]
    absent: Sequence[str]
    files: Sequence[Row]
    folders: Sequence[Row]
    outputs: Sequence[Row]
    builder: Sequence[Row]
    code: int
    said: Sequence[tuple[int, str]]


def replayed(arguments: Sequence[str]) -> Replay | None:
    """Return what the command would say if it has nothing to do, None if that isn't known."""
    home = home_of(arguments) if arguments and arguments[0] in VERBS else None
    if home is None:
        return None
    folder, named = home
    try:
        if not named and not is_own(folder):
            return None
        path = index_path(folder, arguments)
        index = read_index(path)
        if index is None or not _stands(index, arguments):
            return None
        _used(path, index)
        return Replay(int(index.code), tuple((int(stream), str(text)) for stream, text in index.said))
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return None


def home_of(arguments: Sequence[str]) -> tuple[str, bool] | None:
    """Return the cache's folder that the arguments name and whether they do, None for `--no-cache`."""
    found: tuple[str, bool] = USUAL, False
    words = iter(arguments)
    for word in words:
        name, _, value = word.partition("=")
        if word == "--no-cache":
            return None
        if name == "--cache":
            value = value if "=" in word else next(words, "")
            found = found if "://" in value else (value, True)
    return found


def index_path(folder: str, arguments: Sequence[str]) -> str:
    """Return where the index of a command lies."""
    from zlib import crc32  # noqa: PLC0415  # only a name: what was asked stands in the index

    name = crc32("\0".join((os.getcwd(), *arguments)).encode("utf-8", "surrogateescape"))  # noqa: PTH109 - as above
    return os.path.join(folder, "index", f"{name:08x}.json")  # noqa: PTH118 - as above


def asked(arguments: Sequence[str]) -> list[str]:
    """Return what tells one command from another: the folder, the builder, Python, and the words typed."""
    return [os.getcwd(), PACKAGE, sys.version, *arguments]  # noqa: PTH109 - as above


def write_index(path: str, index: Index) -> None:
    """Write an index, whole or not at all.

    Raises:
        OSError: it can't be written.
    """
    import json  # noqa: PLC0415  # as in read_index

    staged = f"{path}.{os.getpid()}"
    os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120 - as above
    with open(staged, "wb") as file:  # noqa: PTH123 - as above
        file.write(_framed(json.dumps(index._asdict())))
    os.replace(staged, path)  # noqa: PTH105 - as above


def read_index(path: str) -> Index | None:
    """Return an index; None for one of another form or one that is not whole.

    Raises:
        OSError: it can't be read.
        ValueError, TypeError: it is no index.
    """
    import json  # noqa: PLC0415  # half of what a replay costs: not for other verbs

    with open(path, "rb") as file:  # noqa: PTH123 - as above
        data = file.read()
    body = data[9:].decode("ascii")
    index = Index(**json.loads(body)) if _framed(body) == data else None
    return index if index and index.version == VERSION else None


def _framed(body: str) -> bytes:
    """Return an index as it lies on disk, with a sum that tells whether it is whole."""
    from zlib import crc32  # noqa: PLC0415  # as above

    data = body.encode("ascii")
    return f"{crc32(data):08x}\n".encode("ascii") + data


def _stands(index: Index, arguments: Sequence[str]) -> bool:
    return (
        list(index.asked) == asked(arguments)
        and not any(map(os.path.lexists, index.absent))
        and all(_same(row, digest_of) for row in (*index.files, *index.outputs, *index.builder))
        and all(_same(row, digest_of_names) for row in index.folders)
    )


def _same(row: Row, digest_now: Callable[[str], str]) -> bool:
    """Tell whether a file or folder is as it was."""
    path, *known, digest = row
    found = signature(path)
    return found is not None and list(found) == known and (not digest or digest_now(path) == digest)


def _used(path: str, index: Index) -> None:
    """Note that an index was of use, and which of its files are settled by now: it stays the quick way."""
    with suppress(OSError):
        if any(row[-1] for row in (*index.files, *index.folders)):
            settled = (
                [row_of(path, (a, b, c, d), digest) for path, a, b, c, d, digest in rows]
                for rows in (index.files, index.folders)
            )
            files, folders = settled
            write_index(path, index._replace(files=files, folders=folders))
        else:
            os.utime(path)


def row_of(path: str, known: Signature, digest: str) -> Row:
    """Return a row of an index: without its digest where the signature is enough."""
    return [path, *known, "" if is_settled(known) else digest]


def digest_of(path: str) -> str:
    """Return the SHA-256 (hex) of a file, or "" if it can't be read."""
    from hashlib import sha256  # noqa: PLC0415  # seldom needed here

    try:
        with open(path, "rb") as file:  # noqa: PTH123 - as above
            return sha256(file.read()).hexdigest()
    except OSError:
        return ""


def digest_of_names(path: str) -> str:
    """Return the SHA-256 (hex) of the names in a folder, or "" if it can't be read."""
    from hashlib import sha256  # noqa: PLC0415  # as above

    try:
        return sha256("\0".join(sorted(os.listdir(path))).encode("utf-8", "surrogateescape")).hexdigest()  # noqa: PTH208
    except OSError:
        return ""


def builder_files() -> Iterable[str]:
    """Yield what the builder is made of: its folders, source and assets, and the folders of installed libraries."""
    roots = [PACKAGE]
    assets = os.path.join(PACKAGE, "assets")  # noqa: PTH118 - as above
    if not os.path.isdir(assets):  # noqa: PTH112 - as above
        roots.append(os.path.join(os.path.dirname(PACKAGE), "assets"))  # noqa: PTH118, PTH120 - as above
    for root in roots:
        for folder, inner, names in os.walk(root):
            inner[:] = sorted(name for name in inner if name != "__pycache__")
            yield folder
            yield from (os.path.join(folder, name) for name in sorted(names))  # noqa: PTH118 - as above
    yield from (entry for entry in sys.path if entry.endswith(("site-packages", "dist-packages")))


def is_own(folder: str) -> bool:
    """Tell whether a cache was made here, not copied, unpacked or checked out: a stranger's own may lie.

    A file in it says which number its folder has on this disk, and at which time the file itself was changed last. Who
    makes a cache for others knows neither: the number is given by the disk, and the time, a random one that was set
    when the cache was made, is lost in a checkout.
    """
    try:
        with open(os.path.join(folder, OWNER), encoding="utf-8") as file:  # noqa: PTH118, PTH123 - as above
            return not os.path.islink(folder) and file.read(64) == owner(folder)  # noqa: PTH114 - as above
    except (OSError, ValueError):
        return False


def owner(folder: str) -> str:
    """Return what the file says in a cache that was made here."""
    known, mark = signature(folder), signature(os.path.join(folder, OWNER))  # noqa: PTH118 - as above
    return f"{known[3]} {mark[1]}\n" if known and mark else ""
