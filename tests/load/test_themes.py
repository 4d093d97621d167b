"""Themes: the shipped ones, those of a project's own file, and what is refused at which place."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from builder.build import Job, build
from builder.diagnostics import Span, render
from builder.load import themes
from builder.load.colors import Pair, Placed, ThemeError, resolved, too_low
from builder.load.deck import Loaded, load
from builder.load.themes import chosen_theme, contrast_pairs, load_theme, theme_names
from builder.theme import Theme, contrast, shaded
from builder.world import Memory

DECK = """\
deck: sample
title: A sample
language: en-GB
theme: {theme}
sections:
  - section: one
    title: First part
    slides:
      - title: One thing
        blocks: [A point]
editions:
  lecture: {{audience: clinician, output: slides}}
  paper: {{audience: clinician, output: handout}}
"""


def read(own: str, *, theme: str = "ours.yaml") -> Loaded:
    return load(PurePosixPath("deck.yaml"), world(own, theme))


def world(own: str, theme: str) -> Memory:
    return Memory({"deck.yaml": DECK.format(theme=theme).encode(), "ours.yaml": own.encode()})


def said(own: str) -> list[str]:
    loaded = read(own)
    assert loaded.deck is None
    return [f"{d.at} {d.rule} {d.message}" + (f" | {d.help}" if d.help else "") for d in loaded.diagnostics]


def own_theme(own: str) -> Theme:
    loaded = read(own)
    assert loaded.deck is not None, loaded.diagnostics
    return chosen_theme(loaded.deck.theme)


def test_the_shipped_themes_load() -> None:
    assert theme_names() == ("clinic", "dark", "high-contrast")
    assert [load_theme(name).name for name in theme_names()] == ["Clinic", "Dark", "High contrast"]


@pytest.mark.parametrize("name", theme_names())
def test_themes_share_type_and_grids(name: str) -> None:
    """Sizes decide about breaks; a theme that changed them would change pages."""
    usual, other = load_theme("clinic"), load_theme(name)
    for ours, theirs in ((usual.slides, other.slides), (usual.handout, other.handout), (usual.large, other.large)):
        assert (ours.steps, ours.grids, ours.styles.keys()) == (theirs.steps, theirs.grids, theirs.styles.keys())
        for role, style in ours.styles.items():
            found = theirs.styles[role]
            assert (style.size, style.leading, style.typeface, style.bold) == (
                found.size,
                found.leading,
                found.typeface,
                found.bold,
            )


def test_high_contrast_asks_for_seven_wherever_text_stands() -> None:
    least: dict[tuple[str, str], float] = {}
    for pair in contrast_pairs("high-contrast"):
        key = (pair.first, pair.second)
        least[key] = max(least.get(key, 0.0), pair.least)
    shapes = {("muted", "ground"), ("muted_edge", "ground"), ("hairline", "ground")}
    colors = load_theme("high-contrast").inks.colors
    for (first, second), asked in least.items():
        ratio = contrast(colors[first].rgb, colors[second].rgb)
        assert ratio >= max(asked, 4.5 if (first, second) in shapes else 7.0), (first, second)
    assert least["ink", "muted_bar"] == 7.0  # values inside bars


def test_an_own_theme_takes_over_all_that_it_does_not_say() -> None:
    theme, usual = own_theme('theme: ours\ncolors: {teal: "5B2C83"}\n'), load_theme("clinic")
    assert theme.name == "Ours"
    assert {token for token, color in theme.inks.colors.items() if color.rgb != usual.color(token).rgb} == {
        "teal",
        "opener",  # a section opener has the brand's colour, whatever it is
    }
    assert theme.series[0].rgb == theme.scheme["accent1"].rgb == "5B2C83"
    assert theme.slides.styles["eyebrow"].color == theme.color("teal")
    assert theme.on_paper().color("teal").rgb == "5B2C83"
    assert theme.handout.styles["question"].color.rgb == "5B2C83"


def test_slides_and_paper_can_differ() -> None:
    theme = own_theme(
        "theme: ours\ntitle: Our clinic\nextends: dark\n"
        'colors: {accent: green}\nslide_colors: {teal: "#b3a5ef"}\nprint_colors: {teal: "5B2C83"}\n'
        "series: [accent, teal]\n"
    )
    assert (theme.name, theme.dark) == ("Our clinic", True)
    assert (theme.color("teal").rgb, theme.on_paper().color("teal").rgb) == ("B3A5EF", "5B2C83")
    dark, usual = load_theme("dark"), load_theme("clinic")
    assert (theme.color("accent").rgb, theme.on_paper().color("accent").rgb) == (
        dark.color("green").rgb,
        usual.color("green").rgb,
    )
    assert [color.rgb for color in theme.series] == [theme.color("accent").rgb, "B3A5EF"]


def test_low_contrast_is_an_error_at_the_colour_with_pair_ratio_and_a_way_out() -> None:
    (message,) = said('theme: ours\ncolors:\n  grey: "888888"\n')
    assert message.startswith("ours.yaml:3:9 THEME001 contrast too low: `grey` on `ground` has 3.54, needs 4.5; ")
    assert "`grey` on `grey_tint` has 3.12, needs 4.5" in message
    better = message.partition(" | `")[2][:6]
    assert message.endswith("would do: the same colour, darker")
    assert read(f'theme: ours\ncolors:\n  grey: "{better}"\n').deck is not None
    assert contrast(better, "FFFFFF") > 4.5 > contrast(shaded(better, 0.2), "FFFFFF")


def test_a_ground_of_ones_own_is_blamed_for_what_stands_on_it() -> None:
    messages = said('theme: ours\nslide_colors:\n  amber_tint: "C08A3E"\n')
    assert [message[:28] for message in messages] == ["ours.yaml:3:15 THEME001 cont"]
    assert "`ink` on `amber_tint` has 5" in messages[0]
    assert "`amber` on `amber_tint` has 2" in messages[0]
    assert messages[0].endswith("the same colour, lighter")


def test_a_bright_colour_that_paper_shares_is_refused_for_paper() -> None:
    """`colors` count on both; what is made for a dark ground belongs under `slide_colors`."""
    (message,) = said('theme: ours\nextends: dark\ncolors: {teal: "A5E8F0"}\n')
    assert message.startswith("ours.yaml:3:16 THEME001 contrast too low: `teal` on `ground` has 1.3")
    assert read('theme: ours\nextends: dark\nslide_colors: {teal: "A5E8F0"}\n').deck is not None


REFUSED = {
    "unknown colour": (
        'theme: ours\ncolors: {teel: "112233"}\n',
        "ours.yaml:2:10 THEME001 themes have no colour `teel` | did you mean `teal`?",
    ),
    "unknown name as a value": (
        "theme: ours\ncolors: {accent: crimson}\n",
        "ours.yaml:2:18 THEME001 there is no colour `crimson`",
    ),
    "circle": (
        "theme: ours\ncolors: {teal: accent, accent: teal}\n",
        "ours.yaml:2:32 THEME001 colours go round in a circle: accent -> teal -> accent",
    ),
    "unknown series": (
        "theme: ours\nseries: [teal, mutd]\n",
        "ours.yaml:2:16 THEME001 themes have no colour `mutd` | did you mean `muted`?",
    ),
    "unknown parent": (
        "theme: ours\nextends: drak\n",
        "ours.yaml:2:10 THEME001 there is no theme `drak` | did you mean",
    ),
    "not a colour": ('theme: ours\ncolors: {teal: "0A5C6"}\n', "ours.yaml:2:16 YML013 `0A5C6` is not a colour"),
    "a comment": ("theme: ours\ncolors:\n  teal: #0A5C63\n", "ours.yaml:3:9 YML009 a `#` after a space"),
    "type sizes": ("theme: ours\nslides: {steps: [30]}\n", "ours.yaml:2:1 YML010 there is no key `slides` here"),
    "fonts": ("theme: ours\ntypefaces: {}\n", "ours.yaml:2:1 YML010 there is no key `typefaces` here"),
    "less contrast": ("theme: ours\ncontrast: []\n", "ours.yaml:2:1 YML010 there is no key `contrast` here"),
    "no name": ('colors: {teal: "0A5C63"}\n', "ours.yaml:1:1 YML011 the key `theme` is missing here"),
    "a list": ("- teal\n", "deck.yaml:4:8 YML012 `ours.yaml` holds no mapping of a theme's keys"),
    "nothing": ("", "deck.yaml:4:8 YML012 `ours.yaml` holds no mapping of a theme's keys"),
    "an anchor": ("theme: &a ours\n", "ours.yaml:1:8 YML003"),
    "bidi": ("theme: ours\ntitle: a\u202eb\n", "ours.yaml:2:9 YML005"),
}


@pytest.mark.parametrize("own, start", REFUSED.values(), ids=REFUSED.keys())
def test_what_a_theme_file_may_not_say(own: str, start: str) -> None:
    messages = said(own)
    assert messages[0].startswith(start), messages


def test_every_fault_of_a_theme_file_is_said_at_once() -> None:
    messages = said('theme: ours\ncolors: {teel: "112233", grey: 1}\nfonts: {}\nseries: [blau]\n')
    assert [message.split(" ")[1] for message in messages] == ["THEME001", "YML013", "YML010", "THEME001"]


def test_messages_show_the_line_of_the_theme_file() -> None:
    built = build(Job(PurePosixPath("deck.yaml")), world('theme: ours\ncolors: {red: "FF6655"}\n', "ours.yaml"))
    (diagnostic,) = built.diagnostics
    assert '2 | colors: {red: "FF6655"}\n  |               ^^^^^^^^' in render(diagnostic, built.texts)
    assert "ours.yaml" in {str(source.path) for source in built.files}
    assert not built.outputs


def test_an_own_theme_reaches_both_outputs_and_their_digests() -> None:
    def made(own: str) -> list[str]:
        outputs = build(Job(PurePosixPath("deck.yaml")), world(own, "{file: ours.yaml}")).outputs
        assert [output.path.rpartition(".")[2] for output in outputs] == ["pptx", "pdf"]
        return [output.digest for output in outputs]

    plain, purple = made("theme: ours\n"), made('theme: ours\ncolors: {teal: "5B2C83"}\n')
    assert plain != purple
    assert made("# a remark\ntheme: ours\n") == plain


@pytest.mark.parametrize("path", ["../ours.yaml", "/etc/ours.yaml", "https://example.org/ours.yaml"])
def test_a_theme_file_lies_in_the_project(path: str) -> None:
    loaded = read("theme: ours\n", theme=path)
    assert loaded.deck is None
    assert [(d.rule, str(d.at)) for d in loaded.diagnostics] == [("YML001", "deck.yaml:4:8")]


def test_a_broken_shipped_theme_says_file_line_and_pair(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in theme_names():
        source = themes.asset_path("themes", f"{name}.yaml").read_text(encoding="utf-8")
        text = source.replace('grey: "55636F"', 'grey: "A5636F"') if name == "clinic" else source
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(themes, "asset_path", lambda *parts: tmp_path.joinpath(*parts[1:]))
    caches = (themes.load_theme, themes._with_own, themes.theme_names, themes._read)
    try:
        for cached in caches:
            cached.cache_clear()
        built = build(Job(PurePosixPath("deck.yaml")), world("", "clinic"))
    finally:
        monkeypatch.undo()
        for cached in caches:
            cached.cache_clear()
    (diagnostic,) = built.diagnostics
    assert str(diagnostic.at).startswith("assets/themes/clinic.yaml:")
    assert diagnostic.message.startswith("contrast too low: `grey` on `")
    assert not built.outputs


def test_colours_are_layers_of_names() -> None:
    at = Span("t.yaml", 3, 5)
    layer = {"ground": Placed.of("ffffff", at), "panel": Placed.of("ink", at), "ink": Placed.of("#000000", at)}
    paints = resolved(layer)
    assert {token: paint.rgb for token, paint in paints.items()} == {
        "ground": "FFFFFF",
        "panel": "000000",
        "ink": "000000",
    }
    assert list(too_low([Pair("ink", "ground", 21)], paints, "t.yaml")) == []
    (fault,) = too_low([Pair("ink", "panel", 2)], paints, "t.yaml")
    assert (fault.at, fault.message) == (at, "contrast too low: `ink` on `panel` has 1.00, needs 2")
    with pytest.raises(ThemeError, match=r"t\.yaml:3:5: there is no colour `inks`"):
        resolved({**layer, "rule": Placed.of("inks", at)})
