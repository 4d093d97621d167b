"""Eight templates of different make: what a university, a clinic, a conference, an agency would bring."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping

from .make import Design, Layout, Master, Ph, Shape, logo, photo, template

WIDE, NARROW = (960.0, 540.0), (720.0, 540.0)
OFFICE = "000000 FFFFFF 44546A E7E6E6 4472C4 ED7D31 A5A5A5 FFC000 5B9BD5 70AD47 0563C1 954F72"


def level(number: int, size: float, *, char: str = "", left: float = 0.0, color: str = "tx1", bold: bool = False, font: str = "+mn-lt",
          align: str = "l", before: str = '<a:spcPts val="600"/>', line: str = '<a:spcPct val="100000"/>', extra: str = "", mark: str = "") -> str:  # fmt: skip
    """The XML of one list level."""
    bullet = f'{mark}<a:buFont typeface="Arial"/><a:buChar char="{char}"/>' if char else "<a:buNone/>"
    digits = (
        f'<a:srgbClr val="{color}"/>'
        if len(color) == 6 and set(color) <= set("0123456789ABCDEF")
        else f'<a:schemeClr val="{color}"/>'
    )
    emu = round(left * 12700)
    return (
        f'<a:lvl{number}pPr marL="{emu}" indent="{-emu if char else 0}" algn="{align}"><a:lnSpc>{line}</a:lnSpc><a:spcBef>{before}</a:spcBef>{bullet}'
        f'<a:defRPr sz="{round(size * 100)}" b="{int(bold)}" kern="1200" {extra}><a:solidFill>{digits}</a:solidFill>'
        f'<a:latin typeface="{font}"/><a:ea typeface="{font[:3]}-ea"/><a:cs typeface="{font[:3]}-cs"/></a:defRPr></a:lvl{number}pPr>'
    )


def levels(size: float, char: str = "•", **more: object) -> str:
    """Five levels, each a little smaller and further in."""
    sizes = [max(12.0, size - 2 * n) for n in range(5)]
    return "".join(level(n + 1, s, char=char, left=18 * (n + 1), **more) for n, s in enumerate(sizes))  # type: ignore[arg-type]


def feet(y: float, width: float, *, color: str = "tx1", left: float = 48, size: float = 11) -> list[Ph]:
    """Date, footer and number along the bottom."""
    look = lambda align: level(1, size, color=color, align=align, before='<a:spcPts val="0"/>')  # noqa: E731
    third = (width - 2 * left) / 6
    return [
        Ph("dt", 10, (left, y, third, 22), look("l"), 'anchor="ctr"'),
        Ph("ftr", 11, (left + third + 8, y, 4 * third - 16, 22), look("l"), 'anchor="ctr"', "Footer"),
        Ph("sldNum", 12, (width - left - third, y, third, 22), look("r"), 'anchor="ctr"'),
    ]


FEET = [Ph("dt", 10), Ph("ftr", 11, words="Footer"), Ph("sldNum", 12)]


def university() -> bytes:
    """16:9, Arial, white titles on a blue band, a logo in the band, English names, footers, two sample slides."""
    places = [
        Ph("title", 0, (48, 18, 690, 72), "", 'anchor="ctr" lIns="0" tIns="0" rIns="0" bIns="0"'),
        Ph("body", 1, (48, 122, 864, 360), "", 'lIns="0" tIns="0" rIns="0" bIns="0"'),
        *feet(502, 960),
    ]
    half = [(48.0, 122.0, 420.0, 360.0), (492.0, 122.0, 420.0, 360.0)]
    cover = Layout(
        "Title Slide",
        [
            Ph("ctrTitle", 0, (72, 150, 640, 130), level(1, 44, color="bg1", bold=True, font="+mj-lt"), 'anchor="b"'),
            Ph("subTitle", 1, (72, 296, 640, 110), level(1, 22, color="bg1")),
            *feet(502, 960, color="bg1"),
        ],
        [Shape((0, 0, 960, 540), "accent1"), Shape((72, 286, 96, 4), "accent2"), Shape((760, 36, 150, 75), picture="rId50")],
        "title", master_shapes=False, pictures={"rId50": "white.png"},
    )  # fmt: skip
    section = Layout(
        "Section Header",
        [
            Ph("title", 0, (72, 170, 780, 110), level(1, 38, color="accent1", bold=True, font="+mj-lt"), 'anchor="b"'),
            Ph("body", 1, (72, 296, 780, 150), level(1, 20, color="tx2")),
            *FEET,
        ],
        [Shape((0, 0, 24, 540), "accent1")], "secHead", master_shapes=False,
    )  # fmt: skip
    quote = Layout(
        "Quote",
        [
            Ph("title"),
            Ph("body", 13, (120, 150, 720, 300), level(1, 28, color="accent1", font="+mj-lt"), 'anchor="ctr"'),
            *FEET,
        ],
        [Shape((60, 150, 40, 300), "accent2")],
    )
    layouts = [
        cover,
        Layout("Title and Content", [Ph("title"), Ph("obj", 1), *FEET], kind="obj"),
        section,
        Layout("Two Content", [Ph("title"), Ph("obj", 1, half[0]), Ph("obj", 2, half[1]), *FEET], kind="twoObj"),
        Layout("Title Only", [Ph("title"), *FEET], kind="titleOnly"),
        quote,
        Layout("Blank", FEET, kind="blank"),
    ]
    master = Master(
        places, layouts, "1B1B1B FFFFFF 3A4A5C F2F4F7 0B3C7D F2A900 5B7DB1 2E8B57 B5121B 6A4C93 0B3C7D 6A4C93", "Arial", "Arial",
        title=level(1, 28, color="bg1", bold=True, font="+mj-lt", before='<a:spcPts val="0"/>', line='<a:spcPct val="95000"/>'),
        body=levels(22, before='<a:spcPts val="900"/>', mark='<a:buClr><a:schemeClr val="accent1"/></a:buClr>'),
        shapes=[Shape((0, 0, 960, 104), "accent1"), Shape((0, 104, 960, 4), "accent2"), Shape((800, 20, 128, 64), picture="rId50")],
        pictures={"rId50": "white.png"}, name="University",
    )  # fmt: skip
    return template(Design(WIDE, [master], {"white.png": logo("FFFFFF")}, samples=2, notes=True))


def klinikum() -> bytes:
    """4:3, German names, Calibri with Cambria titles, a stripe at the left, the logo top right, a .potx."""
    places = [
        Ph("title", 0, (60, 34, 500, 80), "", 'anchor="b"'),
        Ph("body", 1, (60, 132, 620, 345), ""),
        *feet(498, 720, left=60, size=10, color="tx2"),
    ]
    layouts = [
        Layout(
            "Titelfolie",
            [
                Ph("ctrTitle", 0, (60, 190, 560, 110), level(1, 40, color="accent1", font="+mj-lt"), 'anchor="b"'),
                Ph("subTitle", 1, (60, 312, 560, 90), level(1, 20, color="tx2")),
                *FEET,
            ],
            [Shape((60, 304, 560, 2), "accent2")],
            "title",
        ),
        Layout("Titel und Inhalt", [Ph("title"), Ph("obj", 1), *FEET], kind="obj"),
        Layout(
            "Abschnittsüberschrift",
            [
                Ph("title", 0, (60, 190, 600, 90), level(1, 36, color="accent1", font="+mj-lt"), 'anchor="b"'),
                Ph("body", 1, (60, 292, 600, 150), level(1, 20, color="tx2")),
                *FEET,
            ],
            kind="secHead",
        ),
        Layout(
            "Zwei Inhalte",
            [Ph("title"), Ph("obj", 1, (60, 132, 302, 345)), Ph("obj", 2, (378, 132, 302, 345)), *FEET],
            kind="twoObj",
        ),
        Layout(
            "Vergleich",
            [
                Ph("title"),
                Ph("body", 1, (60, 132, 302, 40)),
                Ph("obj", 2, (60, 176, 302, 300)),
                Ph("body", 3, (378, 132, 302, 40)),
                Ph("obj", 4, (378, 176, 302, 300)),
                *FEET,
            ],
            kind="twoTxTwoObj",
        ),
        Layout("Nur Titel", [Ph("title"), *FEET], kind="titleOnly"),
        Layout("Leer", FEET, kind="blank"),
    ]
    master = Master(
        places, layouts, "222222 FFFFFF 5A6670 EEF3F1 00695C C2185B 8D9E9A F9A825 1565C0 6D4C41 00695C 5A6670", "Cambria", "Calibri",
        title=level(1, 30, color="accent1", bold=True, font="+mj-lt", before='<a:spcPct val="0"/>', line='<a:spcPct val="90000"/>'),
        body=levels(24, "▪", before='<a:spcPct val="20000"/>'),
        shapes=[Shape((0, 0, 30, 540), "accent1"), Shape((590, 26, 100, 50), picture="rId50")],
        pictures={"rId50": "teal.png"}, name="Klinikum",
    )  # fmt: skip
    return template(Design(NARROW, [master], {"teal.png": logo("00695C")}, potx=True))


def nocturne() -> bytes:
    """16:9, a dark master by its colour map, Georgia and Calibri, a quotation on its own light ground, grey footers."""
    dark = 'bg1="dk1" tx1="lt1" bg2="dk2" tx2="lt2"'
    places = [
        Ph("title", 0, (64, 40, 832, 84), "", 'anchor="b" lIns="0" rIns="0"'),
        Ph("body", 1, (64, 140, 832, 340), "", 'lIns="0" rIns="0"'),
        *feet(500, 960, left=64, color="accent6"),
    ]
    layouts = [
        Layout(
            "Title Slide",
            [
                Ph("ctrTitle", 0, (64, 170, 700, 130), level(1, 48, color="tx1", font="+mj-lt"), 'anchor="b" lIns="0"'),
                Ph("subTitle", 1, (64, 312, 700, 110), level(1, 22, color="accent1"), 'lIns="0"'),
                *FEET,
            ],
            [Shape((780, 120, 260, 260), "accent1", kind="ellipse"), Shape((64, 60, 120, 60), picture="rId50")],
            "title",
            pictures={"rId50": "mark.png"},
        ),
        Layout("Title and Content", [Ph("title"), Ph("obj", 1), *FEET], kind="obj"),
        Layout(
            "Section Header",
            [
                Ph(
                    "title", 0, (64, 180, 800, 100), level(1, 40, color="accent1", font="+mj-lt"), 'anchor="b" lIns="0"'
                ),
                Ph("body", 1, (64, 296, 800, 150), level(1, 22, color="tx1"), 'lIns="0"'),
                *FEET,
            ],
            kind="secHead",
        ),
        Layout(
            "Two Content",
            [Ph("title"), Ph("obj", 1, (64, 140, 400, 340)), Ph("obj", 2, (496, 140, 400, 340)), *FEET],
            kind="twoObj",
        ),
        Layout("Title Only", [Ph("title"), *FEET], kind="titleOnly"),
        Layout(
            "Quote",
            [
                Ph("title", 0, (64, 40, 832, 84), level(1, 24, color="bg1", font="+mj-lt"), 'anchor="b" lIns="0"'),
                Ph("body", 13, (120, 150, 720, 300), level(1, 28, color="bg1", font="+mj-lt"), 'anchor="ctr"'),
                *feet(500, 960, left=64, color="bg1"),
            ],
            ground='<p:bg><p:bgPr><a:solidFill><a:schemeClr val="accent1"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>',
        ),
    ]
    master = Master(
        places, layouts, "10182B F4F1EA 22304F D9D4C7 FFB454 6FD0CF 9AA7C7 E46B6B B7E07A 5B678A 8FD3FF C9B6FF", "Georgia", "Calibri",
        title=level(1, 30, color="tx1", font="+mj-lt", before='<a:spcPct val="0"/>', line='<a:spcPct val="90000"/>'),
        body=levels(22, "–", before='<a:spcPts val="1000"/>', line='<a:spcPct val="90000"/>'),
        color_map=dark, shapes=[Shape((64, 492, 832, 1.5), "bg2")], name="Nocturne",
    )  # fmt: skip
    return template(Design(WIDE, [master], {"mark.png": logo("FFB454")}))


def agency() -> bytes:
    """16:9, two masters, odd names, a font that nobody knows, titles in capitals, pale footers, tight exact lines."""
    places = [
        Ph("title", 0, (40, 30, 780, 76), "", 'anchor="t"'),
        Ph("body", 1, (40, 124, 880, 350), "", 'anchor="t"'),
        *feet(506, 960, left=40, color="B8C0CC", size=9),
    ]
    title = level(
        1, 32, color="tx2", bold=True, font="+mj-lt", before='<a:spcPts val="0"/>', extra='cap="all" spc="20"'
    )
    body = (
        level(1, 20, before='<a:spcPts val="0"/>', line='<a:spcPts val="2600"/>').replace("<a:buNone/>", '<a:spcAft><a:spcPts val="800"/></a:spcAft><a:buNone/>')
        + "".join(level(n, 18, char="›", left=18 * (n - 1), mark='<a:buClr><a:schemeClr val="accent2"/></a:buClr>') for n in range(2, 6))
    )  # fmt: skip
    colors = "14213D FFFFFF 14213D EDF2F4 F77F00 D62828 2A9D8F 457B9D 8338EC 6C757D D62828 6C757D"
    covers = Master(
        places,
        [Layout("01 Cover photo", [Ph("ctrTitle", 0, (60, 200, 560, 120), level(1, 44, color="bg1", bold=True, font="+mj-lt")), Ph("subTitle", 1, (60, 330, 560, 80), level(1, 20, color="bg1"))], [Shape((0, 0, 960, 540), picture="rId50")], pictures={"rId50": "photo.jpeg"})],
        colors, "Brand Grotesk", "Brand Grotesk", title=title, body=body, name="Covers",
    )  # fmt: skip
    slides = Master(
        places,
        [
            Layout("A0 – Start", [Ph("ctrTitle", 0, (60, 190, 640, 130), level(1, 46, color="bg1", bold=True, font="+mj-lt", extra='cap="all"'), 'anchor="b"'), Ph("subTitle", 1, (60, 332, 640, 90), level(1, 22, color="bg1"))], [Shape((690, 60, 200, 100), picture="rId50")], "title", ground='<p:bg><p:bgPr><a:gradFill><a:gsLst><a:gs pos="0"><a:schemeClr val="tx2"/></a:gs><a:gs pos="100000"><a:srgbClr val="274690"/></a:gs></a:gsLst><a:lin ang="0" scaled="0"/></a:gradFill><a:effectLst/></p:bgPr></p:bg>', master_shapes=False, pictures={"rId50": "orange.png"}),
            Layout("A1 – Text, one column", [Ph("title"), Ph("body", 14), *FEET]),
            Layout("A2 – Text left / object right", [Ph("title"), Ph("body", 14, (40, 124, 428, 350)), Ph("obj", 15, (492, 124, 428, 350)), *FEET]),
            Layout("A3 – Trenner", [Ph("title", 0, (60, 200, 760, 130), level(1, 40, color="bg1", bold=True, font="+mj-lt", extra='cap="all"'), 'anchor="ctr"')], ground='<p:bg><p:bgPr><a:solidFill><a:schemeClr val="accent4"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>', master_shapes=False, kind="secHead"),
            Layout("A4 – Headline", [Ph("title"), *FEET]),
        ],
        colors, "Brand Grotesk", "Brand Grotesk", title=title, body=body,
        shapes=[Shape((0, 0, 960, 10), "accent1"), Shape((840, 30, 80, 40), picture="rId50")], pictures={"rId50": "orange.png"}, name="Slides",
    )  # fmt: skip
    return template(
        Design(
            WIDE, [covers, slides], {"photo.jpeg": photo("14213D", "8FA3C8"), "orange.png": logo("F77F00")}, samples=1
        )
    )


def bare() -> bytes:
    """16:9 in 10 inches, no placeholder for words, footers off, Times New Roman, a logo bottom left, French names."""
    layouts = [
        Layout(
            "Diapositive de titre",
            [
                Ph(
                    "ctrTitle",
                    0,
                    (50, 130, 620, 90),
                    level(1, 36, color="tx2", font="+mj-lt", align="ctr"),
                    'anchor="b"',
                )
            ],
            kind="title",
        ),
        Layout(
            "Titre de section",
            [Ph("title", 0, (50, 150, 620, 80), level(1, 32, color="tx2", font="+mj-lt", align="ctr"), 'anchor="ctr"')],
            kind="secHead",
        ),
        Layout("Titre seul", [Ph("title")], kind="titleOnly"),
    ]
    master = Master(
        [Ph("title", 0, (36, 20, 648, 60), "", 'anchor="ctr"'), Ph("body", 1, (36, 90, 648, 270))],
        layouts, "2B2B2B FFFFFF 7A1F2B F6F1EA 7A1F2B 1F4E5F 9C8B6E B08D57 4F6D4A 5C5470 7A1F2B 5C5470", "Times New Roman", "Times New Roman",
        title=level(1, 26, color="tx2", bold=True, font="+mj-lt", before='<a:spcPts val="0"/>'), body=levels(20),
        shapes=[Shape((24, 366, 66, 33), picture="rId50"), Shape((36, 82, 648, 1.5), "accent4")], pictures={"rId50": "wine.png"},
        footers='<p:hf sldNum="0" hdr="0" ftr="0" dt="0"/>', name="Faculté",
    )  # fmt: skip
    return template(Design((720.0, 405.0), [master], {"wine.png": logo("7A1F2B")}))


def mosaic() -> bytes:
    """16:9, Spanish names, words on a photograph on the cover, a grey panel behind the words, Aptos as new Office has it."""
    places = [
        Ph("title", 0, (66, 29, 828, 104), "", 'anchor="ctr"'),
        Ph("body", 1, (66, 144, 828, 330), "", 'lIns="228600" tIns="152400" rIns="228600" bIns="152400"', paint="bg2"),
        *feet(500, 960, left=66, color="898989"),
    ]
    layouts = [
        Layout(
            "Diapositiva de título",
            [
                Ph("ctrTitle", 0, (80, 88, 560, 188), level(1, 54, color="bg1", font="+mj-lt"), 'anchor="b"'),
                Ph("subTitle", 1, (80, 284, 560, 130), level(1, 24, color="bg1")),
            ],
            [Shape((0, 0, 960, 540), picture="rId50")],
            "title",
            pictures={"rId50": "photo.jpeg"},
            master_shapes=False,
        ),
        Layout("Título y objetos", [Ph("title"), Ph("obj", 1), *FEET], kind="obj"),
        Layout(
            "Encabezado de sección",
            [
                Ph("title", 0, (66, 135, 828, 225), level(1, 48, color="tx2", font="+mj-lt"), 'anchor="b"'),
                Ph("body", 1, (66, 361, 828, 118), level(1, 24, color="898989"), 'lIns="91440"', paint="bg1"),
                *FEET,
            ],
            kind="secHead",
        ),
        Layout(
            "Dos objetos",
            [Ph("title"), Ph("obj", 1, (66, 144, 402, 330)), Ph("obj", 2, (492, 144, 402, 330)), *FEET],
            kind="twoObj",
        ),
        Layout("Solo el título", [Ph("title"), *FEET], kind="titleOnly"),
        Layout("En blanco", FEET, kind="blank"),
    ]
    master = Master(
        places, layouts, "000000 FFFFFF 0E2841 E8E8E8 156082 E97132 196B24 0F9ED5 A02B93 4EA72E 467886 96607D", "Aptos Display", "Aptos",
        title=level(1, 44, font="+mj-lt", before='<a:spcPct val="0"/>', line='<a:spcPct val="90000"/>'),
        body=levels(28, before='<a:spcPts val="1000"/>', line='<a:spcPct val="90000"/>'), name="Tema de Office",
    )  # fmt: skip
    return template(Design(WIDE, [master], {"photo.jpeg": photo("102A43", "486581")}, notes=True))


def office() -> bytes:
    """What python-pptx starts from: PowerPoint's own 4:3 template of 2007, centred titles of 44 pt."""
    from pptx import Presentation

    out = io.BytesIO()
    Presentation().save(out)
    return out.getvalue()


def bureau() -> bytes:
    """16:9, PowerPoint's own Office theme as a French PowerPoint saves it as a .potx: eleven layouts, Calibri Light titles of 44 pt."""
    foot = [
        Ph("dt", 10, (66, 500.5, 216, 28.75), level(1, 12, color="tx2"), 'anchor="ctr"'),
        Ph("ftr", 11, (318, 500.5, 324, 28.75), level(1, 12, color="tx2", align="ctr"), 'anchor="ctr"', "Pied de page"),
        Ph("sldNum", 12, (678, 500.5, 216, 28.75), level(1, 12, color="tx2", align="r"), 'anchor="ctr"'),
    ]
    places = [
        Ph("title", 0, (66, 28.75, 828, 104.4), "", 'anchor="ctr"'),
        Ph("body", 1, (66, 143.75, 828, 342.6)),
        *foot,
    ]
    head = level(1, 24, bold=True)
    caption = level(1, 16)
    side = Ph("title", 0, (67.1, 36, 309.7, 126), level(1, 32, font="+mj-lt"), 'anchor="b"')
    layouts = [
        Layout(
            "Diapositive de titre",
            [
                Ph("ctrTitle", 0, (120, 88.4, 720, 188), level(1, 60, font="+mj-lt", align="ctr"), 'anchor="b"'),
                Ph("subTitle", 1, (120, 283.6, 720, 130.4), level(1, 24, align="ctr")),
                *FEET,
            ],
            kind="title",
        ),
        Layout("Titre et contenu", [Ph("title"), Ph("obj", 1), *FEET], kind="obj"),
        Layout(
            "En-tête de section",
            [
                Ph("title", 0, (65.5, 134.6, 828, 224.6), level(1, 60, font="+mj-lt"), 'anchor="b"'),
                Ph("body", 1, (65.5, 361.4, 828, 118.1), level(1, 24, color="tx2")),
                *FEET,
            ],
            kind="secHead",
        ),
        Layout(
            "Deux contenus",
            [Ph("title"), Ph("obj", 1, (66, 143.75, 408, 342.6)), Ph("obj", 2, (486, 143.75, 408, 342.6)), *FEET],
            kind="twoObj",
        ),
        Layout(
            "Comparaison",
            [
                Ph("title", 0, (67.1, 28.75, 828, 104.4)),
                Ph("body", 1, (67.1, 132.4, 406.1, 64.9), head, 'anchor="b"'),
                Ph("obj", 2, (67.1, 197.25, 406.1, 290.1)),
                Ph("body", 3, (486, 132.4, 408.1, 64.9), head, 'anchor="b"'),
                Ph("obj", 4, (486, 197.25, 408.1, 290.1)),
                *FEET,
            ],
            kind="twoTxTwoObj",
        ),
        Layout("Titre seul", [Ph("title"), *FEET], kind="titleOnly"),
        Layout("Vide", FEET, kind="blank"),
        Layout(
            "Contenu avec légende",
            [side, Ph("obj", 1, (408.1, 77.75, 486, 383.75)), Ph("body", 2, (67.1, 162, 309.7, 300.1), caption), *FEET],
            kind="objTx",
        ),
        Layout(
            "Image avec légende",
            [side, Ph("pic", 1, (408.1, 77.75, 486, 383.75)), Ph("body", 2, (67.1, 162, 309.7, 300.1), caption), *FEET],
            kind="picTx",
        ),
        Layout("Titre et texte vertical", [Ph("title"), Ph("body", 1, body='vert="eaVert"'), *FEET], kind="vertTx"),
        Layout(
            "Titre vertical et texte",
            [
                Ph("title", 0, (687, 28.75, 207, 457.6), "", 'vert="eaVert"'),
                Ph("body", 1, (66, 28.75, 609, 457.6), "", 'vert="eaVert"'),
                *FEET,
            ],
            kind="vertTitleAndTx",
        ),
    ]
    master = Master(
        places, layouts, "000000 FFFFFF 44546A E7E6E6 4472C4 ED7D31 A5A5A5 FFC000 5B9BD5 70AD47 0563C1 954F72", "Calibri Light", "Calibri",
        title=level(1, 44, font="+mj-lt", before='<a:spcPct val="0"/>', line='<a:spcPct val="90000"/>'),
        body=levels(28, before='<a:spcPts val="1000"/>', line='<a:spcPct val="90000"/>'), name="Thème Office",
    )  # fmt: skip
    return template(Design(WIDE, [master], potx=True))


DESIGNS: Mapping[str, Callable[[], bytes]] = {
    "university.pptx": university, "klinikum.potx": klinikum, "nocturne.pptx": nocturne, "agency.pptx": agency, "bare.pptx": bare,
    "mosaic.pptx": mosaic, "office.pptx": office, "bureau.potx": bureau,
}  # fmt: skip
