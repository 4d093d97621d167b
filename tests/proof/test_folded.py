"""Elements of long documents are read as those of short ones are."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from itertools import pairwise

import pytest

from builder.proof.folded import Folded
from builder.proof.lines import blocks
from builder.proof.printed import Annotation, Kid, Node, Printed, Said
from builder.proof.read import read
from builder.proof.spoken import spoken

from .support import ketamine, long


def _folds(printed: Printed) -> list[Folded]:
    return [node.kids for node in printed.nodes() if isinstance(node.kids, Folded)]


def _parts(kids: Iterator[Kid]) -> Iterator[tuple[object, ...]]:
    """All that is known of elements and what they hold, in reading order."""
    for kid in kids:
        match kid:
            case Said():
                yield kid.page, kid.mcid, kid.text
            case Annotation():
                yield (kid,)
            case Node():
                said = kid.role, kid.number, kid.alt, kid.actual, kid.expansion, kid.lang, kid.title, kid.ident
                yield *said, dict(kid.attributes), len(kid.kids)
                yield from _parts(iter(kid.kids))


@pytest.mark.parametrize("name", ["ketamine-guided.pdf", "ketamine-notes.pdf", "ketamine-leaflet-A4.pdf"])
def test_long_documents_hold_the_same_elements(name: str) -> None:
    data = ketamine()[name].data
    whole = read(data)
    assert not _folds(whole)
    with long():
        packed = read(data)
        assert any(len(one.packed) > 5 for one in _folds(packed))
        assert list(_parts(iter(packed.tops))) == list(_parts(iter(whole.tops)))
        assert packed.tops == whole.tops
        assert packed.tops[0].kids[:2] == tuple(whole.tops[0].kids[:2])
        assert spoken(packed) == spoken(whole)
    assert packed.unowned == whole.unowned == ()


def test_rules_go_through_a_long_document_a_stretch_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    unpacked = list[int]()

    def counted(data: bytes) -> bytes:
        unpacked.append(len(data))
        return decompress(data)

    decompress = zlib.decompress
    with long():
        printed = read(ketamine()["ketamine-notes.pdf"].data)
        monkeypatch.setattr("builder.proof.folded.zlib.decompress", counted)
        for through in (printed.nodes, lambda: blocks(printed)):
            unpacked.clear()
            steps = [len(unpacked) for _ in through()]
            assert len(unpacked) > 20
            assert max(after - before for before, after in pairwise(steps)) <= 4, (
                "the end of one, the next of each level"
            )
