"""A slide's animations: parts that appear click by click, as PowerPoint's own "Appear" on click writes them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from typing import Final

from builder.plan.page import Chart, Item, Page, Reveal, Shape, TextBox
from builder.write.pptx.xml import el

_APPEAR: Final = 1
"""PowerPoint's number of the effect "Appear", of the class of entrances."""
_NOW: Final = '<p:stCondLst><p:cond delay="0"/></p:stCondLst>'
_ON_CLICK: Final = '<p:stCondLst><p:cond delay="indefinite"/></p:stCondLst>'
_NAME: Final = "<p:attrNameLst><p:attrName>style.visibility</p:attrName></p:attrNameLst>"
_VISIBLE: Final = '<p:to><p:strVal val="visible"/></p:to>'
_TURNS: Final = "".join(
    f'<p:{name}CondLst><p:cond evt="on{name.capitalize()}" delay="0"><p:tgtEl><p:sldTgt/></p:tgtEl></p:cond>'
    f"</p:{name}CondLst>"
    for name in ("prev", "next")
)


def timing(page: Page, ids: Sequence[int]) -> str:
    """Return `p:timing` of a slide; empty where everything stands from the start.

    `ids` are the shape ids of the page's items, in order.
    """
    if not page.reveal:
        return ""
    numbers = count(3)
    clicks = [_click(click, page.items, ids, numbers) for click in page.reveal]
    main = el("p:cTn", el("p:childTnLst", *clicks), id=2, dur="indefinite", nodeType="mainSeq")
    sequence = el("p:seq", main, _TURNS, concurrent=True, nextAc="seek")
    root = el("p:cTn", el("p:childTnLst", sequence), id=1, dur="indefinite", restart="never", nodeType="tmRoot")
    builds = "".join(_builds(page, ids))
    return el("p:timing", el("p:tnLst", el("p:par", root)), el("p:bldLst", builds) if builds else "")


def _click(click: Reveal, items: Sequence[Item], ids: Sequence[int], numbers: Iterator[int]) -> str:
    """Return what one click does: an effect on click, and one with it for each further item."""
    outer, inner = next(numbers), next(numbers)
    effects = [
        _effect(_target(ids[index], click.paragraph), items[index], numbers, first=position == 0)
        for position, index in enumerate(click.items)
    ]
    together = el("p:cTn", _NOW, el("p:childTnLst", *effects), id=inner, fill="hold")
    whole = el("p:cTn", _ON_CLICK, el("p:childTnLst", el("p:par", together)), id=outer, fill="hold")
    return el("p:par", whole)


def _effect(target: str, item: Item, numbers: Iterator[int], *, first: bool) -> str:
    """Return the entrance of one target. Text and charts name their build list's group, as `_builds` does."""
    number, inner = next(numbers), next(numbers)
    behaviour = el("p:cBhvr", el("p:cTn", _NOW, id=inner, dur="1", fill="hold"), target, _NAME)
    return el(
        "p:par",
        el(
            "p:cTn",
            _NOW,
            el("p:childTnLst", el("p:set", behaviour, _VISIBLE)),
            id=number,
            presetID=_APPEAR,
            presetClass="entr",
            presetSubtype=0,
            fill="hold",
            grpId=0 if isinstance(item, TextBox | Shape | Chart) else None,
            nodeType="clickEffect" if first else "withEffect",
        ),
    )


def _target(shape: int, paragraph: int | None) -> str:
    """Return a shape, or one paragraph of its text, as a target."""
    text = "" if paragraph is None else el("p:txEl", el("p:pRg", st=paragraph, end=paragraph))
    return el("p:tgtEl", el("p:spTgt", text, spid=shape))


def _builds(page: Page, ids: Sequence[int]) -> Iterator[str]:
    """Yield how each animated text, shape or chart is built up; pictures, tables, lines and groups have no entry."""
    by_paragraph = {click.items[0] for click in page.reveal if click.paragraph is not None}
    for index in dict.fromkeys(index for click in page.reveal for index in click.items):
        item = page.items[index]
        match item:
            case TextBox():
                build = "p" if index in by_paragraph else None
                filled = True if item.fill and build is None else None
                yield el("p:bldP", spid=ids[index], grpId=0, build=build, animBg=filled)
            case Shape():
                yield el("p:bldP", spid=ids[index], grpId=0, animBg=True)
            case Chart():
                yield el("p:bldGraphic", "<p:bldAsOne/>", spid=ids[index], grpId=0)
            case _:
                continue
