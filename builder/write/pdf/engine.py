"""The objects of a PDF file while it is written, and the file that they make (ISO 32000-1, 7.5).

An object is known by its number from the moment that it is made, and goes into the file as soon as it is told what it
holds: streams by themselves, all else many together in object streams (7.5.7), which a table in a stream finds
(7.5.8). So a document takes no more room than its bytes in the file, and its structure an eighth of it.

Bodies are text in the syntax of `builder.write.pdf.syntax`.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from hashlib import md5
from io import BytesIO
from struct import Struct
from typing import TypeAlias

from builder.geometry import Size
from builder.write.packed import OBJECTS, STREAMS
from builder.write.pdf.syntax import array as listed
from builder.write.pdf.syntax import dictionary, number, string

Number: TypeAlias = int
"""An indirect object, by its number in the file."""
_ORIGINAL = b"aec702e63873af29f23035f587fa5951"
"""The first half of a file's identifier, which later versions of it keep; the second tells what it holds (14.4)."""
_TOGETHER = 200
"""Objects of an object stream: more save little, and readers unpack all of them for one."""
_UNWRITTEN, _STREAM, _PACKED = 0, 1, 2
"""Where an object is, as the table of objects says it: nowhere, at an offset, in an object stream at an index."""
_ENTRY = Struct(">BIH")
_HEAD = b"%PDF-1.7\n%\xbf\xf7\xa2\xfe\n"
"""The version, and a comment of bytes that tell programs not to take the file for text (7.5.2)."""


def ref(object_number: Number) -> str:
    """Return what other bodies say for an object."""
    return f"{object_number} 0 R"


def _ended(data: bytes) -> bytes:
    """Return stream data that doesn't end in a carriage return.

    With the line feed that follows it in the file, that would be read as the end of a line and not as data (PDF/A-2,
    6.1.7.1). Decoders of Flate and DCT data stop before the byte that is added.
    """
    return data + b"\n" if data.endswith(b"\r") else data


def packed(operators: Sequence[str]) -> bytes:
    """Return the content of a page of these operators, compressed."""
    return STREAMS.pack("\n".join(["", *operators, " \n"]).encode("ascii"))


class Engine:
    """A PDF document that grows page by page."""

    def __init__(self, size: Size) -> None:
        self._file = BytesIO()  # whose buffer becomes the result: a long file is there once
        self._file.write(_HEAD)
        self._kinds, self._wheres, self._indexes = bytearray(1), array("Q", [0]), array("H", [0xFFFF])
        self._together: list[tuple[Number, bytes]] = []
        self._holder: Number = 0
        self._box = listed(("0", "0", number(size.width, 4), number(size.height, 4)))
        self._tree, self._fonts = self.new(), self.new()
        self._pages: list[Number] = []
        self._looks: dict[str, str] = {}
        self._images: dict[str, Number] = {}

    def new(self, count: int = 1) -> Number:
        """Return the number of a new object, which must be written some time; of the first of `count` in a row."""
        first = len(self._kinds)
        self._kinds.extend(bytes(count))
        self._wheres.extend([0] * count)
        self._indexes.extend([0] * count)
        return first

    def write(self, object_number: Number, body: str) -> None:
        """Say what an object holds, once."""
        if not self._together:
            self._holder = self.new()
        self._kinds[object_number] = _PACKED
        self._wheres[object_number], self._indexes[object_number] = self._holder, len(self._together)
        self._together.append((object_number, body.encode("latin-1")))
        if len(self._together) == _TOGETHER:
            self._pack()

    def add(self, body: str) -> Number:
        """Add an object, and return its number."""
        made = self.new()
        self.write(made, body)
        return made

    def stream(self, entries: Mapping[str, str], content: bytes) -> Number:
        """Add a stream and return its number; it is compressed unless `entries` name a filter.

        `entries` are the stream's dictionary: names without slash, values in PDF syntax.
        """
        if "Filter" in entries:
            return self.plain(entries, content)
        return self.plain({**entries, "Filter": "[ /FlateDecode ]"}, STREAMS.pack(content))

    def plain(self, entries: Mapping[str, str], content: bytes) -> Number:
        """Add a stream as it is, and return its number."""
        made = self.new()
        self._put(made, entries, content)
        return made

    def font(self, name: str, reference: str) -> None:
        """Make a font known to every page under a resource name."""
        self._looks[name] = reference

    def image(self, name: str, entries: Mapping[str, str], content: bytes) -> None:
        """Add a picture as an external object, to be drawn under the resource name that `resource` returns."""
        self._images[name] = self.stream(entries, content)

    def resource(self, name: str) -> str:
        """Return the resource name of a picture."""
        return f"FormXob.{name}"

    def page(self) -> Number:
        """Return the number of the next page, which is drawn before any other is begun."""
        self._pages.append(self.new())
        return self._pages[-1]

    def draw(self, content: bytes, annotations: Sequence[Number], images: Iterable[str]) -> None:
        """Write the page that was begun: its content as `packed`, its annotations, and the pictures that it draws."""
        written = self.plain({"Filter": "[ /FlateDecode ]"}, content)
        drawn = {self.resource(name): ref(self._images[name]) for name in images}
        resources = {"Font": ref(self._fonts), "ProcSet": "[ /PDF /Text /ImageB /ImageC /ImageI ]"}
        entries = {
            "Type": "/Page",
            "Parent": ref(self._tree),
            "MediaBox": self._box,
            "Contents": ref(written),
            "Resources": dictionary({**resources, "XObject": dictionary(drawn)} if drawn else resources),
            "Rotate": "0",
            "StructParents": str(len(self._pages) - 1),
            "Tabs": "/S",
            "Trans": "<< >>",
        }
        if annotations:
            entries["Annots"] = listed(map(ref, annotations))
        self.write(self._pages[-1], dictionary(entries))

    def page_refs(self) -> list[str]:
        """Return the references of the pages so far."""
        return [ref(page) for page in self._pages]

    def data(self, catalog: Mapping[str, str], information: Mapping[str, bytes]) -> bytes:
        """Return the file; nothing can be added afterwards. `catalog` are the catalogue's entries besides its pages,
        `information` the strings of the document information dictionary.

        Raises:
            ValueError: an object was never written.
        """
        kids = {"Kids": listed(self.page_refs()), "Count": str(len(self._pages))}
        self.write(self._tree, dictionary({"Type": "/Pages", **kids}))
        self.write(self._fonts, dictionary(self._looks))
        root = self.add(dictionary({**catalog, "Type": "/Catalog", "Pages": ref(self._tree)}))
        about = self.add(dictionary({name: string(value) for name, value in information.items()}))
        if self._together:
            self._pack()
        self._close(root, about)
        return self._file.getvalue()

    def _put(self, object_number: Number, entries: Mapping[str, str], content: bytes) -> None:
        """Write a stream as it is."""
        data = _ended(content)
        self._kinds[object_number], self._wheres[object_number] = _STREAM, self._file.tell()
        head = f"{object_number} 0 obj\n{dictionary(entries)[:-3]} /Length {len(data)} >>\nstream\n"
        self._file.writelines((head.encode("latin-1"), data, b"\nendstream\nendobj\n"))

    def _pack(self) -> None:
        """Write what stands together as an object stream: numbers and offsets, then the objects."""
        offset, places = 0, list[str]()
        for object_number, body in self._together:
            places.append(f"{object_number} {offset}")
            offset += len(body) + 1
        head = " ".join(places).encode("ascii")
        content = b"\n".join((head, *(body for _, body in self._together)))
        entries = {"Type": "/ObjStm", "N": str(len(places)), "First": str(len(head) + 1)}
        self._put(self._holder, {**entries, "Filter": "/FlateDecode"}, OBJECTS.pack(content))
        self._together.clear()

    def _close(self, root: Number, about: Number) -> None:
        """Write the table of all objects, which is one of them, and where it is."""
        with self._file.getbuffer() as written:  # given back here and now: whoever samples frames may hold it longer
            identifier = _identifier(written)
        at, table = self._file.tell(), self.new()
        self._kinds[table], self._wheres[table] = _STREAM, at
        missing = self._kinds.find(_UNWRITTEN, 1)
        if missing > 0:
            raise ValueError(f"object {missing} is referred to, and was never written")
        rows = bytearray(_ENTRY.size * len(self._kinds))
        for place, entry in enumerate(zip(self._kinds, self._wheres, self._indexes, strict=True)):
            _ENTRY.pack_into(rows, _ENTRY.size * place, *entry)
        entries = {
            "Type": "/XRef",
            "Size": str(len(self._kinds)),
            "W": "[ 1 4 2 ]",
            "Root": ref(root),
            "Info": ref(about),
            "ID": f"[ <{_ORIGINAL.decode('ascii')}> <{identifier}> ]",
            "Filter": "/FlateDecode",
        }
        self._put(table, entries, OBJECTS.pack(bytes(rows)))
        self._file.write(b"startxref\n%d\n%%%%EOF\n" % at)


def _identifier(held: memoryview) -> str:
    """Return the identifier of what a file holds so far."""
    return md5(held, usedforsecurity=False).hexdigest()
