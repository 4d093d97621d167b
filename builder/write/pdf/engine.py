"""The objects of a PDF file while it is written, and the file that they make (ISO 32000-1, 7.5).

Bodies are text in the syntax of `builder.write.pdf.syntax`. An object is known by a reference of its own from the
moment that it is made; its number in the file comes last, from the order in which objects are reached from the
catalogue: what nothing refers to isn't written. Streams are compressed as they are added, so a page takes no more
room than its bytes in the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import md5
from io import BytesIO

from builder.geometry import Size
from builder.write.packed import STREAMS
from builder.write.pdf.syntax import array, dictionary, number, string

_MARK = "\0"
"""What stands around the name of an object in a body: no string of a PDF holds it as it is."""
_ORIGINAL = b"aec702e63873af29f23035f587fa5951"
"""The first half of a file's identifier, which later versions of it keep; the second tells what it holds (14.4)."""


class Raw:
    """An indirect object whose body we write, and a stream's bytes."""

    __slots__ = ("_name", "body", "data")

    def __init__(self, name: int) -> None:
        self._name = name
        self.body = "null"
        self.data: bytes | None = None

    @property
    def ref(self) -> str:
        """What other bodies say for it."""
        return f"{_MARK}{self._name}{_MARK}"

    def taken(self) -> tuple[str, bytes | None]:
        """Return body and bytes, which are no longer held: a long document is in memory once while it is written."""
        taken = self.body, self.data
        self.body, self.data = "", None
        return taken


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
        self._objects: list[Raw] = []
        self._box = array(("0", "0", number(size.width, 4), number(size.height, 4)))
        self._tree, self._fonts = self.new(), self.new()
        self._pages: list[Raw] = []
        self._looks: dict[str, str] = {}
        self._images: dict[str, Raw] = {}

    def new(self) -> Raw:
        """Return a new, empty indirect object."""
        raw = Raw(len(self._objects))
        self._objects.append(raw)
        return raw

    def stream(self, entries: Mapping[str, str], content: bytes) -> Raw:
        """Add a stream and return it; it is compressed unless `entries` name a filter.

        `entries` are the stream's dictionary: names without slash, values in PDF syntax.
        """
        if "Filter" in entries:
            return self.plain(entries, content)
        return self.plain({**entries, "Filter": "[ /FlateDecode ]"}, STREAMS.pack(content))

    def plain(self, entries: Mapping[str, str], content: bytes) -> Raw:
        """Add a stream as it is, and return it."""
        raw = self.new()
        raw.data = _ended(content)
        raw.body = f"{dictionary(entries)[:-3]} /Length {len(raw.data)} >>"
        return raw

    def font(self, name: str, ref: str) -> None:
        """Make a font known to every page under a resource name."""
        self._looks[name] = ref

    def image(self, name: str, entries: Mapping[str, str], content: bytes) -> None:
        """Add a picture as an external object, to be drawn under the resource name that `resource` returns."""
        self._images[name] = self.stream(entries, content)

    def resource(self, name: str) -> str:
        """Return the resource name of a picture."""
        return f"FormXob.{name}"

    def page(self, content: bytes, annotations: Sequence[Raw], images: Iterable[str]) -> None:
        """Add a page: its content as `packed`, its annotations, and the pictures that it draws."""
        written = self.plain({"Filter": "[ /FlateDecode ]"}, content)
        drawn = {self.resource(name): self._images[name].ref for name in images}
        resources = {"Font": self._fonts.ref, "ProcSet": "[ /PDF /Text /ImageB /ImageC /ImageI ]"}
        entries = {
            "Type": "/Page",
            "Parent": self._tree.ref,
            "MediaBox": self._box,
            "Contents": written.ref,
            "Resources": dictionary({**resources, "XObject": dictionary(drawn)} if drawn else resources),
            "Rotate": "0",
            "StructParents": str(len(self._pages)),
            "Tabs": "/S",
            "Trans": "<< >>",
        }
        if annotations:
            entries["Annots"] = array(raw.ref for raw in annotations)
        page = self.new()
        page.body = dictionary(entries)
        self._pages.append(page)

    def page_refs(self) -> list[str]:
        """Return the references of the pages so far."""
        return [page.ref for page in self._pages]

    def data(self, catalog: Mapping[str, str], information: Mapping[str, bytes]) -> bytes:
        """Return the file; nothing can be added afterwards. `catalog` are the catalogue's entries besides its pages,
        `information` the strings of the document information dictionary.
        """
        self._tree.body = dictionary(
            {"Type": "/Pages", "Kids": array(self.page_refs()), "Count": str(len(self._pages))}
        )
        self._fonts.body = dictionary(self._looks)
        root, about = self.new(), self.new()
        root.body = dictionary({**catalog, "Type": "/Catalog", "Pages": self._tree.ref})
        about.body = dictionary({name: string(value) for name, value in information.items()})
        said = b"".join(b" " + information[name] for name in sorted(information))
        return _file(self._objects, (root, about), said)


def _file(objects: Sequence[Raw], first: tuple[Raw, Raw], said: bytes) -> bytes:
    """Return the file whose catalogue and information dictionary are `first`."""
    file, offsets = BytesIO(), list[int]()  # whose buffer becomes the result: a long file is there once
    file.write(b"%PDF-1.7\n%\xbf\xf7\xa2\xfe\n")
    for place, (body, data) in enumerate(_reached(objects, first), 1):
        offsets.append(file.tell())
        held = (b"",) if data is None else (b"\nstream\n", data, b"\nendstream")
        file.writelines((b"%d 0 obj\n" % place, body, *held, b"\nendobj\n"))
    at = file.tell()
    file.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(offsets) + 1))
    file.writelines(b"%010d 00000 n \n" % offset for offset in offsets)
    file.write(b"trailer << /Info 2 0 R /Root 1 0 R /Size %d /ID [" % (len(offsets) + 1))
    with file.getbuffer() as written:  # given back here and now: whoever samples frames may hold it for longer
        identifier = _identifier(written, said)
    file.write(b"<%s><%s>] >>\nstartxref\n%d\n%%%%EOF\n" % (_ORIGINAL, identifier, at))
    return file.getvalue()


def _reached(objects: Sequence[Raw], first: Iterable[Raw]) -> Iterator[tuple[bytes, bytes | None]]:
    """Yield the objects that are reached from the first, nearest first, with references by number."""
    names = [raw.ref.strip(_MARK) for raw in first]
    numbers = {name: f"{number} 0 R" for number, name in enumerate(names, 1)}
    for name in names:
        body, data = objects[int(name)].taken()
        parts = body.split(_MARK)
        for index in range(1, len(parts), 2):
            known = numbers.get(parts[index])
            if known is None:
                names.append(parts[index])
                known = numbers[parts[index]] = f"{len(names)} 0 R"
            parts[index] = known
        yield "".join(parts).encode("latin-1"), data


def _identifier(held: memoryview, said: bytes) -> bytes:
    """Return the identifier of what a file holds so far, as qpdf makes it: with what the file says of itself, up to
    the first zero byte."""
    seed = f"{md5(held, usedforsecurity=False).hexdigest()} QPDF ".encode("ascii") + said
    return md5(seed.partition(b"\0")[0], usedforsecurity=False).hexdigest().encode("ascii")
