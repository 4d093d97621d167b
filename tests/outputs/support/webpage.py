"""A web page read back: what it says, to whom who sees, hears or prints it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import lxml.html

BLOCKS = ("h1", "h2", "h3", "h4", "p", "li", "td", "th", "dt", "dd", "figcaption", "caption", "text")
"""Elements that hold a paragraph, or a line of a drawing."""


@dataclass(frozen=True)
class Said:
    """A paragraph: its element's name and its words with single spaces."""

    name: str
    text: str


def root(data: bytes) -> Any:
    return lxml.html.document_fromstring(data.decode("utf-8"))


def once(data: bytes) -> Any:
    """The body with one drawing of each figure, without what stands around the text: links within the page, the foot."""
    (body,) = root(data).xpath("//body")
    for away in body.xpath(".//*[@class='narrow'] | .//nav | .//footer | .//a[@class='skip']"):
        away.drop_tree()
    return body


def text(data: bytes) -> str:
    """The words of the text in reading order."""
    return re.sub(r"\s+", " ", str(once(data).text_content()))


def read(data: bytes) -> list[Said]:
    """What the page says, a paragraph each, and the alternative texts of figures and pictures."""
    return list(_said(once(data)))


def _said(body: Any) -> Iterator[Said]:
    for element in body.iter():
        if not isinstance(element.tag, str):
            continue
        for heard in (element.get("alt"), element.get("aria-label") if element.tag != "a" else None):
            if heard:
                yield Said("heard", heard)
        if element.tag in BLOCKS:
            yield Said(element.tag, re.sub(r"\s+", " ", str(element.text_content())).strip())


def everything(data: bytes) -> str:
    """All that a page holds: text, attributes, style sheet; data of fonts and pictures left out."""
    whole = root(data)
    parts = [str(whole.text_content()), data.decode("utf-8")]
    parts += [value for element in whole.iter() for value in element.attrib.values()]
    return re.sub(r"base64,[A-Za-z0-9+/=]*", "", "\n".join(parts))
