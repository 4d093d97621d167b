"""The style sheet of the evidence page: the theme's colours of paper and its fonts, by name with fallbacks."""

from __future__ import annotations

from builder.theme import Theme

TOKENS = ("ink", "teal", "accent", "grey", "red", "amber", "green", "paper", "hairline", "panel", "on_panel")
TINTS = ("teal_tint", "amber_tint", "red_tint", "grey_tint", "on_panel_soft", "ground")


def style_of(theme: Theme, foot: str) -> str:
    """Return the style sheet for a theme. Paper's colours: the page is white; printed, each sheet has `foot` on it."""
    paper = theme.on_paper()
    colors = "".join(f"--{name.replace('_', '-')}:#{paper.color(name).rgb};" for name in (*TOKENS, *TINTS))
    families = [_families(theme, role) for role in ("title", "body")]
    fonts = f"--serif:{families[0]},Georgia,serif;--sans:{families[1]},Calibri,'Segoe UI',sans-serif;"
    sheet = f'@bottom-left{{content:"{_quoted(foot)}"}}@bottom-right{{content:counter(page) " of " counter(pages)}}'
    printed = f"@page{{size:A4 landscape;margin:14mm 14mm 18mm;font:700 8pt sans-serif;{sheet}}}"
    return f":root{{{colors}{fonts}}}\n{RULES}{printed}\n"


def _families(theme: Theme, role: str) -> str:
    """Return a role's family as slides name it, then the font that it is measured with."""
    face = theme.slides.styles[role].typeface.regular
    return ",".join(f"'{_plain(name)}'" for name in (face.family, face.key.partition("-")[0]))


def _quoted(words: str) -> str:
    """Return words as a string of CSS holds them, whatever they are."""
    return "".join(char if char.isalnum() or char in " .,:-" else f"\\{ord(char):06x}" for char in words)


def _plain(name: str) -> str:
    return "".join(char for char in name if char.isalnum() or char in " -")


RULES = """
*{box-sizing:border-box}
html{font-size:100%;scroll-padding-top:1rem}
body{margin:0;color:var(--ink);background:var(--ground);font:1rem/1.5 var(--sans)}
a{color:var(--teal);text-underline-offset:.15em}
a:focus-visible,[tabindex]:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.skip{position:absolute;left:-99rem;background:var(--ground);padding:.5rem 1rem;z-index:2}
.skip:focus{left:1rem;top:1rem}
header,main,nav,footer{padding-left:var(--side);padding-right:var(--side)}
:root{--side:max(1.5rem,calc((100vw - 84rem)/2))}
header{background:var(--panel);color:var(--on-panel);padding-top:2.5rem;padding-bottom:2rem}
.eyebrow{margin:0;color:var(--on-panel-soft);letter-spacing:.06em}
h1{font:700 2.6rem/1.15 var(--serif);margin:.25rem 0 1rem;max-width:28ch}
.status{display:inline-block;margin:0;padding:.2rem .7rem;border:2px solid var(--on-panel);font-weight:700}
.facts{display:flex;flex-wrap:wrap;gap:.25rem 2rem;margin:1.25rem 0 0;padding:0;list-style:none}
.facts{color:var(--on-panel-soft)}
nav{border-bottom:1px solid var(--hairline);background:var(--paper)}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.75rem;margin:0;padding:.85rem 0;list-style:none}
nav .count{color:var(--grey);font-variant-numeric:tabular-nums}
h2{font:700 1.75rem/1.2 var(--serif);margin:3.25rem 0 .5rem}
h3{font:700 1.2rem/1.3 var(--serif);color:var(--teal);margin:2.25rem 0 .5rem}
.lead{max-width:65ch;margin:.25rem 0 1rem;color:var(--grey)}
.counts{display:grid;grid-template-columns:repeat(auto-fill,minmax(11rem,1fr));gap:1.25rem 2rem;margin:1.5rem 0 0}
.counts div{border-top:3px solid var(--teal);padding-top:.4rem}
.counts .look{border-color:var(--accent)}
.counts dt{color:var(--grey);line-height:1.3}
.counts dd{margin:0;font:700 2.1rem/1.2 var(--serif);font-variant-numeric:tabular-nums}
.counts div{display:flex;flex-direction:column-reverse;justify-content:flex-end}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;min-width:52rem;table-layout:fixed}
caption{text-align:left;color:var(--grey);padding:.25rem 0 .5rem}
th,td{text-align:left;vertical-align:top;padding:.6rem 1.25rem .7rem 0;font-weight:400;overflow-wrap:break-word}
thead th{font-weight:700;border-bottom:2px solid var(--ink);padding-bottom:.35rem}
tbody tr{border-bottom:1px solid var(--hairline)}
tbody tr:target{background:var(--teal-tint)}
tbody th p,td p{margin:0 0 .35rem}
.who{display:block;color:var(--grey);font-size:.875rem}
.at,.form{color:var(--grey);font-size:.875rem}
.at{overflow-wrap:anywhere}
td ul,th ul{margin:0 0 .35rem;padding:0;list-style:none}
td li{margin:0 0 .3rem}
.file{display:block;font-weight:700;font-size:.875rem}
.mark{display:inline-block;margin:0 .35rem .3rem 0;padding:.05rem .5rem;font-size:.875rem}
.mark{background:var(--grey-tint);border-left:4px solid var(--grey)}
.mark.care{background:var(--amber-tint);border-color:var(--amber)}
.mark.stop{background:var(--red-tint);border-color:var(--red);font-weight:700}
.none{padding:.75rem 1rem;background:var(--teal-tint);border-left:4px solid var(--green);max-width:65ch}
footer{margin-top:4rem;padding-top:1.25rem;padding-bottom:2.5rem;border-top:1px solid var(--hairline);color:var(--grey)}
@media (max-width:40rem){h1{font-size:2rem}th,td{padding-right:.8rem}}
@media print{
html{font-size:9pt}
body{line-height:1.35}
h1{font-size:24pt}
h2{margin-top:8mm}
td li{display:inline}
td li:not(:last-child)::after{content:"; "}
header{background:none;color:var(--ink);padding:0 0 6mm;border-bottom:1.5pt solid var(--ink)}
.eyebrow,.facts{color:var(--grey)}
.status{border-color:var(--ink)}
header,main,nav,footer{padding-left:0;padding-right:0}
nav,.skip{display:none}
.wide{overflow:visible}
table{min-width:0}
thead{display:table-header-group}
tr,h2,h3,caption{break-inside:avoid}
h2,h3,.lead,caption,thead{break-after:avoid}
tbody tr:first-child{break-before:avoid}
a{color:inherit;text-decoration:none}
}
"""
