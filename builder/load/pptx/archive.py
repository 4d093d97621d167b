"""The zip file: bounded, checked member by member, and read whole before anybody looks inside."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Sequence
from itertools import pairwise

from builder.load.limits import Limits, raise_with
from builder.load.pptx.refused import Refused

AGAIN = "open it in PowerPoint and save it again as .pptx"
_ENCRYPTED = 0x1
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})


def members(data: bytes, limits: Limits) -> dict[str, bytes]:
    """Return every member's bytes by name. Nothing is unpacked before all sizes and names are within bounds.

    Raises:
        Refused: no zip file, a damaged or encrypted one, names that lead elsewhere or stand twice, too much inside.
    """
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refused(
            "it is protected with a password, or in PowerPoint's old format", "save it as .pptx without a password"
        )
    if not data.startswith(b"PK\x03\x04"):
        raise Refused("it is no PowerPoint file" if data else "the file is empty", "save it from PowerPoint as .pptx")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            _check(infos, limits)
            return {info.filename: _read(archive, info) for info in infos if not info.is_dir()}
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError) as fault:
        raise Refused(f"it is damaged ({str(fault)[:60] or 'it breaks off'})", AGAIN) from None


def _check(infos: Sequence[zipfile.ZipInfo], limits: Limits) -> None:
    if len(infos) > limits.template_members:
        message = f"it has {len(infos):,} parts; at most {limits.template_members:,} are read"
        raise Refused(message, raise_with("template_members", len(infos)))
    total = sum(info.file_size for info in infos)
    if total > limits.template_unpacked:
        message = f"it unpacks to {total:,} bytes; at most {limits.template_unpacked:,} are read"
        raise Refused(message, raise_with("template_unpacked", total))
    seen: set[str] = set()
    for info in infos:
        name = info.filename
        if name.startswith("/") or "\\" in name or ".." in name.split("/") or not name.isprintable():
            raise Refused(f"a part has a name that leads out of the file: `{name[:60]}`", AGAIN)
        if name.casefold() in seen:
            raise Refused(f"the part `{name[:60]}` is in it twice", AGAIN)
        seen.add(name.casefold())
        if info.flag_bits & _ENCRYPTED:
            raise Refused("it is protected with a password", "save it without a password")
        if info.compress_type not in _METHODS:
            raise Refused(f"the part `{name[:60]}` is packed in an unusual way", AGAIN)
    _check_overlap(infos)


def _check_overlap(infos: Sequence[zipfile.ZipInfo]) -> None:
    """Refuse members that share bytes: small files that unpack to very large ones are made so."""
    ordered = sorted(infos, key=lambda info: info.header_offset)
    for info, following in pairwise(ordered):
        if info.header_offset + info.compress_size > following.header_offset:
            raise Refused("its parts overlap", AGAIN)


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """Return a member's bytes, which may be no more than it said."""
    with archive.open(info) as member:
        found = member.read(info.file_size + 1)
    if len(found) > info.file_size:
        raise Refused(f"the part `{info.filename[:60]}` is larger than it says", AGAIN)
    return found
