"""Text is sacred: it is printed as written in both outputs, or refused where it stands."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest

from .support import changed, judge, squeezed, words_of

POINT = "Capnography found slow breathing earlier than usual care [@able2001]"
PLAIN = "A breath test shows slow breathing early. [@able2001]"

LITERAL = [
    "Give if SBP <baseline and HR >60",
    "K+ <LLN or creatinine >2x ULN",
    "A&E and R&D; &amp; stays, &#65; too",
    "<b>bold</b> <img src='/etc/passwd'/> <font color='red'>x</font>",
    "<!-- a comment --> <![CDATA[data]]> ]]>",
    "<a href='javascript:alert(1)'>x</a> <para>y</para> <seq/>",
    "{{ 7 * 7 }} {% include 'x' %} ${HOME} $(id) `id`",
    "=1+1 and =HYPERLINK(1) and @SUM(A1) and -1+1",
    "%s %d %(x)s {0} {x!r} \\n \\x41 \\u0041",
    "_x0041_ _x000B_ stay as typed",
    "# not a heading, - not a list, 1. not a number",
    "__no__ _no_ ~~no~~ ==no== ||no||",
    "2 * 3 * 4 and 5^2 and ~5 and a_b_c",
    "C:\\dir\\file and \\\\host\\share",
    "100 % of 3.5 µg at 37 °C, ≥ 5 and ≤ 10, ± 2",
    "½ ¼ × ÷ − – — … “quoted” ‘so’ «so»",
    "α β γ δ Δ μ Ω π σ and ﬁ ﬂ ligatures",
    "naïve café Ångström Łódź Şişli Ñandú Þórr",
    "Привет, мир",
    "Καλημέρα κόσμε",
    "x² x³ H₂O CO₂ 10⁻³ ⁺",
    "A → B ← C ↔ D ⇒ E",
    "012 0x41 1e3 1_000 12:30 no yes null ~",
    "a" * 50 + " " + "b" * 50,
    "∀x∈ℝ: x² ≥ 0, √2 ≈ 1.414, ∞",
    "combining é and e\u0301 side by side",
]


@pytest.mark.parametrize("text", LITERAL, ids=range(len(LITERAL)))
def test_text_is_printed_as_written_or_refused(tmp_path: Path, text: str) -> None:
    outline = changed(POINT, json.dumps(f"{text} [@able2001]", ensure_ascii=False))
    outline = outline.replace(PLAIN, json.dumps(f"{text} [@able2001]", ensure_ascii=False))
    judged = judge(tmp_path, outline)
    if judged.refused:
        assert {d.rule for d in judged.diagnostics} & {
            "FIT001",
            "FIT003",
            "YML018",
            "YML019",
            "SAFE004",
            "YML005",
            "YML006",
        }, judged.shown
        return
    for suffix, words in words_of(judged).items():
        assert same(text) in same(words), (suffix, text)


def same(text: str) -> str:
    """Readers of PDF take ligatures apart and put accents together; so do we before comparing."""
    return squeezed(unicodedata.normalize("NFKC", text))


REFUSED = {
    "NUL": "\\0",
    "bell": "\\a",
    "escape": "\\x1b[31m",
    "vertical tab": "\\v",
    "C1 control": "\\x9b",
    "surrogate": "\\uD800",
    "noncharacter": "\\uFFFE",
    "right-to-left override": "\\u202E",
    "isolate": "\\u2066",
    "tag": "\\U000E0041",
    "no font: Chinese": "漢字",
    "no font: emoji": "🙂",
    "no font: Arabic": "سلام",
    "no font: Hindi": "नमस्ते",
    "no font: Hebrew": "שלום",
    "private use": "\\uE000",
}
TARGETS = {
    "point": POINT,
    "title": "Continuous capnography finds slow breathing early",
    "alternative text": "A trace with a flat top",
    "category": "Apnoea",
    "owner": "Sedation service\n  version",
}


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("char", REFUSED)
def test_characters_that_outputs_cannot_hold_are_refused_where_they_stand(
    tmp_path: Path, char: str, target: str
) -> None:
    _, _, rest = TARGETS[target].partition("\n")
    new = f'"x{REFUSED[char]}y"' + (f"\n{rest}" if rest else "")
    judged = judge(tmp_path, changed(TARGETS[target], new))
    line = next(
        n
        for n, text in enumerate(changed(TARGETS[target], "HERE\n" + rest if rest else "HERE").splitlines(), 1)
        if "HERE" in text
    )
    if not judged.refused:
        assert target in {"alternative text", "owner"}, "only what no font draws may hold any letter"
        assert char.startswith("no font") or char == "private use"
        return
    # a category stands in its chart, an owner in the governance: the mapping's place is near enough
    assert any(line - 4 <= d.at.line <= line for d in judged.diagnostics), judged.shown


@pytest.mark.parametrize("value", ["=1+1", "@SUM(1)", "+1", "http://evil.example", "external:\\\\x"])
def test_words_in_charts_never_become_formulas_or_links(tmp_path: Path, value: str) -> None:
    import zipfile
    from io import BytesIO

    judged = judge(
        tmp_path, changed("categories: [Emesis, Apnoea, Agitation]", f'categories: [Emesis, "{value}", Agitation]')
    )
    assert not judged.refused, judged.shown
    with zipfile.ZipFile(BytesIO(judged.files[".pptx"])) as package:
        books = [package.read(name) for name in package.namelist() if name.endswith(".xlsx")]
    assert books
    for book in books:
        with zipfile.ZipFile(BytesIO(book)) as sheet:
            for name in sheet.namelist():
                assert b"<f>" not in sheet.read(name) and b'TargetMode="External"' not in sheet.read(name)
