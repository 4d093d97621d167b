"""The style sheet: the theme's colours on paper, its type on a screen, and how the page is printed."""

from __future__ import annotations

from builder.plan.page import Surround
from builder.theme import TextStyle
from builder.write.svg.syntax import family

PAIRS = (
    ("ink", "ground"),
    ("teal", "ground"),
    ("grey", "ground"),
    ("on_panel", "panel"),
    ("on_panel_soft", "panel"),
    ("ink", "teal_tint"),
    ("teal", "teal_tint"),
    ("ink", "amber_tint"),
    ("teal", "amber_tint"),
    ("amber", "amber_tint"),
    ("ink", "red_tint"),
    ("teal", "red_tint"),
    ("red", "red_tint"),
    ("ink", "grey_tint"),
    ("teal", "grey_tint"),
    ("green", "grey_tint"),
    ("amber", "grey_tint"),
    ("ink", "paper"),
    ("grey", "paper"),
    ("teal", "paper"),
    ("on_strong", "teal"),
    ("on_strong", "amber"),
    ("on_strong", "red"),
    ("on_strong", "green"),
)
"""Every colour of text or of a sign with the ground that it stands on: each pair has 4.5:1 at least."""

TOKENS = (*dict.fromkeys(name for pair in PAIRS for name in pair), "accent", "hairline")
SIZES = ("title", "question", "heading", "body", "message", "number", "caption", "source", "table", "label", "quote")


def style_of(around: Surround) -> str:
    """Return the style sheet of a page."""
    colors = "".join(f"--{name.replace('_', '-')}:#{around.colors[name].rgb};" for name in TOKENS)
    sizes = "".join(f"--{role}:{_rem(around.styles[role])};" for role in SIZES)
    fonts = f"--serif:{_families(around, 'title')},serif;--sans:{_families(around, 'body')},sans-serif;"
    body = around.styles["body"]
    leading = f"--leading:{max(1.5, body.leading / body.size):.2f};"
    point = "12pt" if body.size < 16 else "18pt"
    sheet = f'@bottom-left{{content:"{_quoted(around.foot[0])}"}}@bottom-right{{content:{NUMBERED}}}'
    paper = f"@page{{margin:17mm 18mm 19mm;font:8pt var(--sans);color:#{around.colors['grey'].rgb};{sheet}}}"
    scale = f"@media print{{html{{font-size:calc({point}*16/{body.size * 96 / 72:g})}}}}"
    return f":root{{{colors}{sizes}{fonts}{leading}}}\n{RULES}{paper}\n{scale}\n"


NUMBERED = 'counter(page) " / " counter(pages)'


def _rem(style: TextStyle) -> str:
    """Return a type size against the 16 CSS px that a browser's own is, so that a reader's larger one counts."""
    return f"{style.size * 96 / 72 / 16:.4g}rem"


def _families(around: Surround, role: str) -> str:
    keys = (around.styles[role].typeface.regular.key, *around.fallbacks)
    return ",".join(dict.fromkeys(f"'{family(key)}'" for key in keys))


def _quoted(words: str) -> str:
    """Return words as a string of CSS holds them, whatever they are."""
    return "".join(char if char.isalnum() or char in " .,:-" else f"\\{ord(char):06x}" for char in words)


RULES = """
*{box-sizing:border-box}
html{font-size:100%;scroll-padding-top:1rem;-webkit-text-size-adjust:100%;text-size-adjust:100%;color-scheme:light}
body{margin:0;background:var(--ground);color:var(--ink);font:var(--body)/var(--leading) var(--sans)}
body{overflow-wrap:break-word}
:root{--column:calc(34*var(--body));--side:15rem;--gap:3rem;--page:calc(var(--column) + var(--side) + var(--gap))}
a{color:var(--teal);text-underline-offset:.15em;text-decoration-thickness:max(1px,.06em)}
a:hover{text-decoration-thickness:max(3px,.12em)}
:focus-visible{outline:3px solid var(--accent);outline-offset:3px;border-radius:2px}
main:focus{outline:none}
.skip{position:absolute;left:-99rem;top:0;z-index:2;padding:.75rem 1.25rem;background:var(--ground);font-weight:700}
.skip:focus{left:0}
header{background:var(--panel);color:var(--on-panel);border-bottom:6px solid var(--teal)}
header>div,footer>div,main{max-width:calc(var(--column) + 3rem);margin:0 auto;padding:0 1.5rem}
header>div{padding-top:2.25rem;padding-bottom:1.75rem}
h1{margin:0 0 .6rem;font:700 var(--title)/1.2 var(--serif);max-width:26em;text-wrap:balance}
.service{margin:0 0 .9rem;color:var(--on-panel-soft)}
.status{display:inline-block;margin:0;padding:.1rem .75rem;border:2px solid var(--on-panel);font-weight:700}
main{padding-top:1.75rem;padding-bottom:3rem}
.message{margin:0 0 1.75rem;padding:1.15rem 1.5rem 1.2rem;border-left:8px solid var(--teal);background:var(--teal-tint)}
.message{font-size:var(--message);font-weight:700;line-height:1.4;text-wrap:pretty}
nav{font-size:var(--source);margin:0 0 1.5rem}
nav p{margin:0 0 .35rem;font-weight:700}
nav ul{margin:0;padding:0;list-style:none}
nav li{margin:0;padding:0}
nav a{display:block;padding:.3rem 0;min-height:1.5rem;line-height:1.35}
.text{min-width:0}
h2{margin:2.5rem 0 .75rem;padding-top:1.1rem;border-top:1px solid var(--hairline)}
h2{font:700 var(--question)/1.3 var(--serif);color:var(--teal);text-wrap:balance}
.text>section:first-child>h2:first-child{margin-top:0}
h3{margin:1.75rem 0 .5rem;font:700 calc(1.08*var(--heading))/1.35 var(--sans);text-wrap:balance}
h4{margin:1.25rem 0 .4rem;font:700 var(--heading)/1.4 var(--sans)}
p{margin:0 0 .8rem;text-wrap:pretty}
ul,ol{margin:0 0 1rem;padding-left:1.5rem}
li{margin:0 0 .45rem;padding-left:.2rem}
ul{list-style:square}
ul+ul{margin-top:-.55rem}
li::marker{color:var(--teal);font-weight:700}
ul.ticks{list-style:none;padding:0}
ul.ticks>li{position:relative;padding-left:2.1em;min-height:1.6em}
ul.ticks input{position:absolute;left:0;top:.05em;width:1.4em;height:1.4em;margin:0;accent-color:var(--teal)}
input[type=text],textarea{display:block;box-sizing:border-box;width:100%;min-height:2.4em;margin:.2em 0 .8em}
input[type=text],textarea{padding:.3em .5em;border:0;border-bottom:2px solid var(--grey);background:none}
input[type=text],textarea{color:inherit;font:inherit}
td input[type=text]{min-width:6em;margin:0}
sup,sub{font-size:.7em;line-height:0}
sup a{padding:.3em .1em;text-decoration:none}
sup a:hover{text-decoration:underline}
.callout{display:grid;grid-template-columns:1.75rem minmax(0,1fr);gap:1rem;margin:1.25rem 0;padding:1.1rem 1.25rem}
.callout{border-left:8px solid var(--teal);background:var(--teal-tint);color:var(--ink);break-inside:avoid}
.callout p:first-child>strong:only-child{color:var(--strong)}
.callout.info{--strong:var(--teal)}
.callout.warning{border-color:var(--amber);background:var(--amber-tint);--strong:var(--amber)}
.callout.emergency{border-color:var(--red);background:var(--red-tint);--strong:var(--red)}
.callout>div>:last-child,.help>:last-child,.side>:last-child{margin-bottom:0}
.callout .sign{color:var(--strong)}
.sign{display:block;width:1.75rem;height:1.75rem}
.sign .on{fill:var(--on-strong)}
.help{margin:2.25rem 0;padding:1.25rem 1.5rem;border-left:8px solid var(--red);background:var(--red-tint)}
.help h2{margin:0 0 .5rem;padding:0;border:0;color:var(--red)}
.help li::marker{color:var(--red)}
.help p>strong:only-child{display:block;margin-top:1.25rem}
.call{margin:.25rem 0 .35rem;text-wrap:balance;color:var(--red);font-size:var(--number);font-weight:700;line-height:1.3}
.dial{color:inherit;padding:.35rem 0;white-space:nowrap}
.unchecked{font-size:var(--label);margin-bottom:.6rem}
.panels{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,15rem),1fr));gap:1rem;margin:1rem 0 1.25rem}
.side{padding:1rem 1.15rem 1.1rem;border-top:6px solid var(--strong);background:var(--grey-tint);break-inside:avoid}
.side.benefit{--strong:var(--green)}
.side.harm{--strong:var(--amber)}
.side.neutral{--strong:var(--teal)}
.side .head{display:flex;gap:.75rem;align-items:flex-start;margin-bottom:.6rem;color:var(--strong)}
.side .head .sign{flex:none}
.side h3,.side h4{margin:0;color:var(--strong)}
.side li::marker{color:var(--strong)}
.numbers{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,12rem),1fr));gap:1rem 2rem;margin:1rem 0}
.value{margin:0;color:var(--teal);font:700 calc(1.7*var(--title))/1.15 var(--serif)}
.numbers>div+div .value{color:var(--grey)}
.counts{margin:0}
blockquote{margin:1.5rem 0;padding:.1rem 0 .1rem 1.25rem;border-left:5px solid var(--teal)}
blockquote p:first-child{font:400 calc(1.05*var(--quote))/1.45 var(--serif);margin-bottom:.4rem}
.by,.source{font-size:var(--source);color:var(--grey);line-height:1.45}
.source{margin:.5rem 0 .4rem}
figure,.figure{margin:1.5rem 0}
figcaption,caption,.caption{font-size:var(--caption);font-weight:700;line-height:1.4;text-align:left;margin:0 0 .6rem}
caption{padding-bottom:.6rem;margin:0}
figure svg{display:block;max-width:100%;height:auto}
figure img{display:block;width:auto;max-width:100%;height:auto;max-height:34rem}
.narrow{display:none}
.scroll{overflow-x:auto;background:linear-gradient(to right,var(--ground) 30%,transparent),
linear-gradient(to left,var(--ground) 30%,transparent) 100% 0,linear-gradient(to right,var(--hairline),transparent),
linear-gradient(to left,var(--hairline),transparent) 100% 0;background-repeat:no-repeat;
background-size:2.5rem 100%,2.5rem 100%,.8rem 100%,.8rem 100%;background-attachment:local,local,scroll,scroll}
.drawing svg{max-width:none}
table{border-collapse:collapse;font-size:var(--table);line-height:1.4}
th,td{padding:.55rem 1.1rem .55rem 0;text-align:left;vertical-align:top}
.w{min-width:6.5rem}
th:last-child,td:last-child{padding-right:0}
thead th{vertical-align:bottom;color:var(--teal)}
thead th,thead td{border-bottom:2px solid var(--ink)}
tbody tr+tr{border-top:1px solid var(--hairline)}
.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap;min-width:0}
.terms{margin:0 0 1rem}
.terms div{margin:0 0 .7rem}
.terms dt{font-weight:400}
dfn{font-style:normal;font-weight:700;color:var(--teal)}
.terms dd{margin:0}
.refs{font-size:var(--source);line-height:1.45;overflow-wrap:anywhere}
.refs>li:target{background:var(--teal-tint)}
footer{background:var(--paper);border-top:1px solid var(--hairline);color:var(--grey);font-size:var(--source)}
footer>div{padding-top:1.25rem;padding-bottom:2rem}
footer p{margin:0 0 .3rem}
footer p:first-child{font-weight:700}
.digest{overflow-wrap:anywhere}
@media (min-width:64em){
header>div,footer>div,main{max-width:calc(var(--page) + 3rem)}
main{display:grid;grid-template-columns:var(--side) minmax(0,var(--column));column-gap:var(--gap);align-items:start}
.message{grid-column:1/-1}
nav{position:sticky;top:1.5rem;padding-top:.2rem;max-height:calc(100vh - 3rem);overflow-y:auto}
.text:only-child,.message+.text{grid-column:2}
.text>section:first-child>h2:first-child{border-top:0;padding-top:0}
}
@media screen and (max-width:40em){
header>div,footer>div,main{padding-left:1rem;padding-right:1rem}
header>div{padding-top:1.5rem;padding-bottom:1.25rem}
h1{font-size:calc(.82*var(--title))}
.message,.help{padding-left:1rem;padding-right:1rem}
.callout{padding:1rem;gap:.75rem;grid-template-columns:1.5rem minmax(0,1fr)}
.callout .sign{width:1.5rem;height:1.5rem}
.wide{display:none}
.narrow{display:block}
.narrow svg{width:100%;max-width:27rem}
}
@media (forced-colors:active){
.sign,figure svg,.drawing svg{forced-color-adjust:none;background:var(--ground)}
}
@media print{
body{line-height:1.35}
.skip,nav{display:none}
header{background:none;color:var(--ink);border-bottom:2pt solid var(--ink)}
header>div,footer>div,main{max-width:none;padding:0}
header>div{padding-bottom:4mm}
main{display:block;padding:5mm 0 0;margin:0;max-width:calc(36*var(--body))}
.help{box-decoration-break:clone;-webkit-box-decoration-break:clone}
.help li,.help p{break-inside:avoid}
.service{color:var(--grey)}
.status{border-color:var(--ink)}
.message,.callout,.help,.side{print-color-adjust:exact;-webkit-print-color-adjust:exact}
.message,.callout,.side,figure,.terms div,.numbers,blockquote,tr{break-inside:avoid}
h1,h2,h3,h4,figcaption,caption,.caption,thead,.call{break-after:avoid}
thead{display:table-header-group}
p,li{orphans:2;widows:2}
h2{margin-top:5mm;padding-top:3mm}
.message{margin-bottom:4mm}
.help{margin:5mm 0;padding:4mm 5mm}
.help li{margin-bottom:1mm}
ul,ol{margin-bottom:2.5mm}
.panels{grid-template-columns:repeat(auto-fit,minmax(0,1fr));grid-auto-flow:column;grid-template-columns:none}
.panels{grid-auto-columns:minmax(0,1fr)}
.scroll{overflow:visible;background:none}
.drawing svg{max-width:100%}
a{color:inherit;text-decoration:none}
.text a[href^="http"]:not(.bare)::after,.text a[href^="mailto"]:not(.bare)::after{content:" (" attr(href) ")"}
footer{background:none;margin-top:6mm;padding-top:2mm}
footer>div{padding:2mm 0 0}
}
"""
