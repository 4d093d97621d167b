"""The work item in the formats of other tools: Markdown for pandoc, typst, HTML; the words are the same everywhere."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence

from benchmarks.work import Slide, Work

Rows = Sequence[Sequence[str]]


def chart_rows(slide: Slide) -> Rows:
    """Return a chart's numbers as a table, for tools that make no charts."""
    body = ((name, *(str(values[n]) for _, values in slide.series)) for n, name in enumerate(slide.categories))
    return [("", *(name for name, _ in slide.series)), *body]


def slides_markdown(item: Work) -> str:
    """Return the slides for pandoc, which has no charts: their numbers stand in tables."""
    head = f"---\ntitle: {item.title}\nsubtitle: {item.subtitle}\nlang: en-GB\n---\n"
    return "\n".join([head, *(line for slide in item.slides for line in _slide(slide)), *_sources(item, "#")])


def _slide(slide: Slide) -> Iterator[str]:
    yield f"# {slide.title}\n"
    yield from _body(slide)
    yield f"\n::: notes\n{slide.notes}\n:::\n"


def handout_markdown(item: Work) -> str:
    """Return the handout for pandoc."""
    lines = [f"---\ntitle: {item.title}\nlang: en-GB\n---\n", f"# {item.title}\n", f"{item.opening}\n"]
    for slide in item.slides:
        lines += [f"## {slide.title}\n", f"{slide.notes}\n", *_body(slide), ""]
    return "\n".join([*lines, *_sources(item, "##")])


def _body(slide: Slide) -> Iterator[str]:
    match slide.kind:
        case "points":
            yield from (f"- {point}" for point in slide.points)
        case "table" | "chart":
            header, *body = slide.rows or chart_rows(slide)
            yield from (_row(header), "|" + "---|" * len(header), *map(_row, body), "", f": {_caption(slide)}")
        case "picture":
            yield f"![{slide.caption}]({slide.image})"


def _caption(slide: Slide) -> str:
    return slide.caption or slide.alt


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _sources(item: Work, mark: str) -> list[str]:
    return [f"{mark} Sources\n", *(f"{n}. {source}" for n, source in enumerate(item.sources, 1))]


def handout_typst(item: Work) -> str:
    """Return the handout for typst, with alternative texts, as PDF/UA asks for."""
    lines = [f'#set document(title: "{item.title}")', '#set text(lang: "en", region: "GB", size: 10pt)']
    lines += [f"= {item.title}", "", item.opening, ""]
    for slide in item.slides:
        lines += [f"== {slide.title}", "", slide.notes, ""]
        match slide.kind:
            case "points":
                lines += [f"- {point}" for point in slide.points]
            case "table" | "chart":
                header, *body = slide.rows or chart_rows(slide)
                cells = ", ".join(f"[{cell}]" for row in body for cell in row)
                names = ", ".join(f"[{cell}]" for cell in header)
                table = f"table(columns: {len(header)}, table.header({names}), {cells})"
                lines.append(f"#figure({table}, caption: [{_caption(slide)}])")
            case "picture":
                picture = f'image("{slide.image}", width: 60%, alt: "{slide.alt}")'
                lines.append(f"#figure({picture}, caption: [{slide.caption}])")
        lines.append("")
    return "\n".join([*lines, "== Sources", "", *(f"+ {source}" for source in item.sources), ""])


STYLE = "@page{size:A4;margin:22mm}body{font:10pt sans-serif}td,th{border:1px solid;padding:2pt}img{width:60%}"


def handout_html(item: Work) -> str:
    """Return the handout for tools that print HTML."""
    said = html.escape
    parts = [f"<h1>{said(item.title)}</h1><p>{said(item.opening)}</p>"]
    for slide in item.slides:
        parts.append(f"<h2>{said(slide.title)}</h2><p>{said(slide.notes)}</p>")
        match slide.kind:
            case "points":
                parts.append(f"<ul>{''.join(f'<li>{said(point)}</li>' for point in slide.points)}</ul>")
            case "table" | "chart":
                header, *body = slide.rows or chart_rows(slide)
                rows = "".join(f"<tr>{''.join(f'<td>{said(cell)}</td>' for cell in row)}</tr>" for row in body)
                names = "".join(f"<th>{said(cell)}</th>" for cell in header)
                parts.append(f"<table><caption>{said(_caption(slide))}</caption><tr>{names}</tr>{rows}</table>")
            case "picture":
                picture = f'<img src="{slide.image}" alt="{said(slide.alt)}">'
                parts.append(f"<figure>{picture}<figcaption>{said(slide.caption)}</figcaption></figure>")
    parts.append(f"<h2>Sources</h2><ol>{''.join(f'<li>{said(source)}</li>' for source in item.sources)}</ol>")
    head = f'<meta charset="utf-8"><title>{said(item.title)}</title><style>{STYLE}</style>'
    return f'<!DOCTYPE html><html lang="en-GB"><head>{head}</head><body>{"".join(parts)}</body></html>'
