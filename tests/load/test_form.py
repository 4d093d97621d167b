"""Faults of form, each said at its line: the expected diagnostic stands beside the fault."""

from __future__ import annotations

import textwrap

import pytest

from builder.diagnostics import Severity
from builder.load.limits import Limits

from .outlines import check_expected, first_block, good, outline, read, said

BLOCKS = {
    "unknown key of a block": """
        - point: A
          fro: [patient]  #! YML010 did you mean `for`?
        """,
    "two kinds in a block": """
        - point: A
          text: B  #! YML012 `point` and `text`
        """,
    "things to fill in": """
        - fill-in: Name of my nurse
        - fill-in: [Name, {label: Questions, hint: Ask them, lines: 3}]
        - fill-in: {title: Diary, rows: [Monday, Tuesday], columns: [Mood, Sleep]}
        - fill-in: {fields: [Name]}
        - fill-in: {}  #! YML011 there is nothing to fill in
        - fill-in: {rows: [Monday]}  #! YML011 there is nothing to fill in
        - fill-in: {fields: [Name], rows: [Monday], columns: [Mood]}  #! YML012 this has both
        - fill-in: {fields: [Name], columns: [Mood]}  #! YML012 this has both
        - fill-in: []  #! YML011 is an empty list
        - fill-in: {text: A}  #! YML010 no key `text`
        - fill-in: [{label: A, line: 2}]  #! YML010 did you mean `lines`?
        - fill-in: [{hint: A}]  #! YML011 the key `label` is missing
        - fill-in: [{label: A, lines: 7}]  #! YML013 out of bounds
        - fill-in: [{label: A, lines: 0}]  #! YML013 out of bounds
        - fill-in: [Name, Name]  #! YML013 `Name` stands here twice
        - fill-in: {rows: [Monday, Monday], columns: [Mood]}  #! YML013 `Monday` stands here twice
        - fill-in: {rows: [Monday], columns: [a, b, c, d, e, f, g]}  #! YML013 there are 7 columns to fill in; at most 6
        - fill-in: {title: A, rows: [Monday], columns: Mood}  #! YML012 expected a list
        """,
    "a misspelt kind": """
        - pont: A  #! YML010 did you mean `point`?
        """,
    "a text that looks like a key": """
        - Note: two doses  #! YML010 a text with `: ` in it needs quotes
        - image: a.png  #! YML012 write `file: ...` below it
        """,
    "no kind": """
        - for: [patient]  #! YML011 this block has no kind
        """,
    "a block that is a list": """
        - [a, b]  #! YML012 expected a block, found a list
        """,
    "an empty block": """
        -   #! YML011 found nothing
        """,
    "wrong containers": """
        - point: [a]  #! YML012 expected text, found a list
        - steps: one step  #! YML012 expected a list, found text
        - table: a table  #! YML012 expected a mapping, found text
        - point: {a: b}  #! YML012 found a mapping
        """,
    "empty texts": """
        - ""  #! YML013 found an empty text
        - "   "  #! YML013 found an empty text
        - point: A
          plain: ""  #! YML013 found an empty text
        """,
    "words that mean nothing": """
        - ~  #! YML011 found nothing
        - null  #! YML011 in quotes if you mean the word
        - text: Null  #! YML011 in quotes if you mean the word
        """,
    "audiences": """
        - point: A
          for: [clinicians]  #! YML013 did you mean `clinician`?
        - point: B
          for: everyone  #! YML013 choose from
        """,
    "numbers": """
        - chart:
            categories: [a, b, c, d, e, f, g, h, i, j]
            values:
              - 12,5  #! YML013 use 12.5
              - 1_000  #! YML013 use 1000
              - 1e3  #! YML013 is not a number
              - .5  #! YML013 use 0.5
              - 5.  #! YML013 use 5
              - .nan  #! YML013 is not a number
              - .inf  #! YML013 is not a number
              - 1:30  #! YML013 is not a number
              - 64%  #! YML013 write 64
              - 123456789012345678901234  #! YML007 digits
        """,
    "truth": """
        - image: {file: f.png, decorative: yes}  #! YML013 neither `true` nor `false`
        """,
    "dates": """
        - point: A
          waive:
            - {rule: EV003, reason: a, by: b, until: 2026-13-01}  #! YML013 there is no such day
            - {rule: EV003, reason: a, by: b, until: 1 May 2026}  #! YML013 year-month-day
            - {rule: EV3, reason: a, by: b, until: 2026-05-01}  #! YML013 the code of a rule
            - {rule: EV003, by: b, until: 2026-05-01}  #! YML011 the key `reason` is missing
        """,
    "a callout without words": """
        - callout: {kind: warning}  #! YML011 `text` or `points`
        - callout: {kind: danger, text: A}  #! YML013 choose from
        """,
    "rows that don't match the header": """
        - table:
            header: [a, b]
            rows:
              - [1, 2, 3]  #! YML017 this row has 3 cells
              - [1]  #! YML017 this row has 1 cell
              - [1, ""]
              - [1, ~]
        - table: [[a, b], [c]]  #! YML017 this row has 1 cell
        """,
    "a table without rows": """
        - table: [[a, b]]  #! YML011 `rows` is an empty list
        - table: {header: [a]}  #! YML011 the key `rows` is missing
        """,
    "charts": """
        - chart:
            categories: [a, b, c]
            values: [1, 2]  #! YML017 2 values for the 3 categories
        - chart: {categories: [a], values: [~]}  #! YML013 shows no number
        - chart: {categories: [], values: []}  #! YML011 `categories` is an empty | YML011 `values` is an empty
        - chart: {categories: [a], values: [1], series: {b: [1]}}  #! YML012 this one has both
        - chart: {categories: [a]}  #! YML011 the key `series` is missing
        - chart: {categories: [a], values: [1], min: 5, max: 2}  #! YML013 is not above
        - chart: {categories: [a], values: [11], max: 10}  #! YML013 above `max` (10)
        - chart: {categories: [a], values: [-1], min: 0}  #! YML013 below `min` (0)
        - chart: {categories: [week], values: [1], highlight: [weak]}  #! YML016 did you mean `week`?
        - chart: {kind: line, categories: [0, 7, 3], values: [1, 2, 3]}  #! YML013 3 does not follow 7
        - chart: {kind: line, categories: [0, 1e3], values: [1, 2]}  #! YML013 as other categories are
        - chart: {kind: pie, categories: [a], values: [1]}  #! YML013 choose from
        """,
    "icon arrays": """
        - icons: {arms: {A: 64, B: 28}, event: felt better, rest: did not}
        - icons: {of: 200, count: 64, event: felt better, rest: did not}  #! YML013 200 is not 100 or 1000
        - icons: {count: 101, event: felt better, rest: did not}  #! YML013 101 of 100 people
        - icons: {count: 64.5, event: felt better, rest: did not}  #! YML013 is not a whole number
        - icons: {count: -1, event: felt better, rest: did not}  #! YML013 out of bounds
        - icons: {count: 64, rest: did not}  #! YML011 `event` is missing
        - icons: {count: 64, event: felt better}  #! YML011 `rest` is missing
        - icons: {count: 100, event: felt better, rest: did not}  #! YML013 nobody is left for `rest`
        - icons: {count: 100, event: felt better}
        - icons: {count: {better: 60, worse: 41}, rest: did not}  #! YML013 the groups hold 101 people, and there are 100
        - icons: {count: {better: 60}, event: better, rest: did not}  #! YML013 take `event` out
        - icons: {count: {a: 1, b: 2, c: 3, d: 4}, rest: e}  #! YML013 3 groups at most
        - icons:
            arms:
              A: {better: 60, worse: 5}
              B: {better: 60}  #! YML017 the same groups in the same order
            rest: did not
        - icons:
            arms:
              A: 1
              B: 2
              C: 3
              D: 4  #! YML013 3 arms at most
            event: felt better
            rest: did not
        - icons: {arms: {A: 1}, count: 2, event: a, rest: b}  #! YML012 there are `arms` already
        - icons: {arms: [1, 2], event: a, rest: b}  #! YML012 expected a mapping
        - icons: {arms: {A: [1]}, event: a, rest: b}  #! YML012 expected a mapping
        - icons: {arms: {A: {count: 1, groups: {a: 1}}}, event: a, rest: b}  #! YML012 an arm is a number, or
        - icons: {event: a}  #! YML011 the key `arms` is missing
        """,
    "comparisons": """
        - compare:
            sides: [{title: A, points: [a]}]  #! YML013 two or three sides, this one has 1
        - compare:
            sides:
              - {title: A, kind: harmful, points: [a]}  #! YML013 did you mean `harm`?
              - {title: B, points: []}  #! YML011 `points` is an empty list
        - compare: {sides: [{title: A, points: [a]}, {points: [b]}]}  #! YML011 the key `title` is missing
        """,
    "questions": """
        - question: {text: Q, options: [one, two], answer: two}
        - question: {text: Q, options: [one, two], answer: B}
        - question: {text: Q, options: [one, two], answer: 2}
        - question: {text: Q, answer: In your own words}
        - question: {text: Q, options: [ketamine, midazolam], answer: ketamin}  #! YML016 did you mean `ketamine`?
        - question: {text: Q, options: [one, two], answer: C}  #! YML016 its letter (A to B)
        - question: {text: Q, options: [one, two], answer: 3}  #! YML016 no option is `3`
        - question: {text: Q, options: [one], answer: one}  #! YML013 two to six options, this one has 1
        - question:
            text: Q
            options:
              - one
              - one  #! YML013 stands here twice
            answer: one
        - question: {text: Q, options: [one, two]}  #! YML011 the key `answer` is missing
        """,
    "arrows with words behind a colon": """
        - diagram:
            nodes: {a: One, b: Two}
            edges:
              - a -> b: drives  #! YML012 write `{edge: a -> b, text: drives}`
        """,
    "big numbers": """
        - number: {value: 45%}  #! YML011 the key `counts` is missing
        - number: {value: 45%, counts: a, compared: {value: 30%}}  #! YML011 the key `counts` is missing
        - number: {value: 45%, counts: a, of: 100}  #! YML010 keys here
        """,
    "pictures": """
        - image: {file: f.png}  #! YML011 this picture needs `alt` | YML001 there is no such file
        - image: {file: f.png, alt: A, decorative: true}  #! YML013 take one of the two | YML001 no such file
        """,
    "links and citations": """
        - see [x](javascript:alert(1))  #! YML018 links to `javascript:`
        - see [x](file:///etc/passwd)  #! YML018 `file:`
        - 'see [x](\\\\host\\share)'  #! YML018 a character that addresses don't have
        - see [x](data:text/html,x)  #! YML018 `data:`
        - see [x](other.pdf)  #! YML018 neither a web address
        - see [x](https://)  #! YML018 no valid host name
        - see [x](https://user@example.org)  #! YML018 user name
        - see [x](#nowhere)  #! YML016 there is no slide `nowhere`
        - it works [@zanos2018 p. 4]  #! YML019 `[@key, p. 4]`
        - it works [@zanos2018  #! YML019 not closed
        - "[mot]{lang=francais!}"  #! YML013 is not a language tag
        """,
    "names that nothing has": """
        - define: [NMDA]  #! YML016 the outline defines no term
        """,
    "blank lines where there is one paragraph": """
        - text: "one\\n\\ntwo"  #! YML008 blank lines are lost
        """,
}


@pytest.mark.parametrize("blocks", BLOCKS.values(), ids=BLOCKS.keys())
def test_block_faults_are_said_at_their_line(blocks: str) -> None:
    warning = "YML008" in blocks
    text = outline(blocks)
    if warning:
        assert good(text)
        assert [line.split(" ")[1] for line in said(read(text))] == ["YML008"]
    else:
        check_expected({"deck.yaml": text})


TOP = {
    "everything missing": """
        subtitle: x  #! YML011 `deck` | YML011 `title` | YML011 `language` | YML011 `sections` | YML011 `editions`
        """,
    "unknown and misspelt keys": """
        deck: small
        tilte: T  #! YML010 did you mean `title`?
        title: T
        language: en-GB
        sections: [{section: s, title: S, slides: [{title: A}]}]
        editions: {e: {audience: clinician, output: slides}}
        zzz: 1  #! YML010 keys here
        """,
    "values of the wrong form": """
        deck: Small Deck  #! YML013 an id (lower-case
        title: [a]  #! YML012 found a list
        language: english!  #! YML013 a language tag
        sections: []  #! YML011 `sections` is an empty list
        editions: []  #! YML011 `editions` is an empty list
        """,
    "governance": """
        deck: small
        title: T
        language: en-GB
        sections: [{section: s, title: S, slides: [{title: A}]}]
        editions: {e: {audience: clinician, output: slides}}
        governance:
          version: one  #! YML013 a version such as
          review_due: tomorrow  #! YML013 is not a date
          owner: {name: x}  #! YML012 found a mapping
          approvals:
            - {role: reviewer, name: A}  #! YML011 `date` | YML011 `digest`
        """,
    "editions": """
        deck: small
        title: T
        language: en-GB
        sections: [{section: s, title: S, slides: [{title: A}]}]
        editions:
          a: {audience: patient, output: handout}  #! SAFE001 needs `locale`
          b: {like: c}  #! YML016 there is no edition `c`
          d: {like: e}  #! YML016 e -> d -> e
          e: {like: d}  #! YML016 d -> e -> d
          f: {audience: clinician, output: slide}  #! YML013 did you mean `slides`?
          g: {audience: clinician, output: slides, paper: A3}  #! YML013 choose from
          h: slides  #! YML012 expected a mapping
          k: {audience: patient, output: handout, locale: fr-BE}  #! SAFE001 there is no locale `fr-BE`
          i: {name: j, audience: clinician, output: slides}  #! YML010 take this key out
          Large: {audience: clinician, output: slides}  #! YML013 an id
        """,
    "ids that stand twice": """
        deck: small
        title: T
        language: en-GB
        sections:
          - section: s
            title: S
            slides:
              - {id: a, title: A, objectives: [x]}
              - {id: a, title: B}  #! YML015 the slide `a` is defined twice; first at deck.yaml:8:
          - section: s  #! YML015 the section `s`
            title: S
            slides: [{title: C, objectives: [y]}]  #! YML016 known: `x` at deck.yaml:14
        objectives:
          - {id: x, text: X}
          - {id: x, text: Y}  #! YML015 the objective `x`
        editions: {e: {audience: clinician, output: slides}}
        """,
    "findings": """
        deck: small
        title: T
        language: en-GB
        sections: [{section: s, title: S, slides: [{title: A}]}]
        editions: {e: {audience: clinician, output: slides}}
        findings:
          f1:
            claim: C
            population: P
            outcome: {nme: response}  #! YML010 did you mean `name`? | YML011 `name`
            time: day 1
            design: RCT
            n: 12.5  #! YML013 is not a whole number
            arms:
              - {label: a, events: 40, n: 30}  #! YML013 40 events in 30 people
              - {label: b, percent: 120}  #! YML013 from 0 to 100
              - {label: c, events: -1}  #! YML013 0 or more
            certainty: sure  #! YML013 choose from
            source: murrough2013
          F 2: {claim: C, population: P, time: T, design: D}  #! YML011 `outcome` | YML011 `source` | YML013 an id
        """,
    "glossary": """
        deck: small
        title: T
        language: en-GB
        sections: [{section: s, title: S, slides: [{title: A}]}]
        editions: {e: {audience: clinician, output: slides}}
        glossary:
          NMDA: a receptor  #! YML012 expected a mapping
          AMPA: {say: ampa}  #! YML011 `meaning` or `plain`
        """,
}


@pytest.mark.parametrize("text", TOP.values(), ids=TOP.keys())
def test_top_level_faults_are_said_at_their_line(text: str) -> None:
    check_expected({"deck.yaml": textwrap.dedent(text).lstrip("\n")})


def test_every_fault_of_a_file_is_said_in_one_run_up_to_the_cap() -> None:
    blocks = "\n".join(f"- pont: {number}" for number in range(25))
    loaded = read(outline(blocks))
    assert len(loaded.diagnostics) == 20
    assert "and 5 more in this file" in (loaded.diagnostics[-1].help or "")


def test_warnings_give_way_to_errors_under_the_cap() -> None:
    blocks = "\n".join(['- text: "one\\n\\ntwo"'] * 20 + ["- pont: late"])
    assert any("YML010" in line for line in said(read(outline(blocks))))


LIMITS = {
    "list_items": (outline("- steps: [a, b, c]"), Limits(list_items=2), "3 items"),
    "blocks": (outline("- a\n- b\n- c"), Limits(blocks=2), "3 blocks"),
    "text": (outline("- a long text"), Limits(text=5), "11 characters"),
    "title": (outline(), Limits(title=5), "11 characters"),
    "word": (outline("- abcdefgh ij"), Limits(word=7), "one word has 8"),
    "scalar": (outline("- " + "word " * 10), Limits(scalar=30), "--limit scalar=49"),
    "depth": (outline(), Limits(depth=4), "nested more than 4"),
    "nodes": (outline(), Limits(nodes=10), "more than 10 values"),
    "slides": (outline(), Limits(slides=0), "1 slides"),
    "table_columns": (outline("- table: [[a, b], [c, d]]"), Limits(table_columns=1), "2 columns"),
    "table_rows": (outline("- table: [[a], [b], [c]]"), Limits(table_rows=1), "2 rows"),
    "chart_points": (outline("- chart: {categories: [a, b], values: [1, 2]}"), Limits(chart_points=1), "2 points"),
    "chart_series": (
        outline("- chart: {categories: [a], series: {b: [1], c: [2]}}"),
        Limits(chart_series=1),
        "2 series",
    ),
    "file_bytes": (outline(), Limits(file_bytes=10), "larger than 10 bytes"),
    "references": (
        outline(extra="references: [{id: a, type: book}, {id: b, type: book}]"),
        Limits(references=1),
        "2 references",
    ),
}


@pytest.mark.parametrize("text, limits, words", LIMITS.values(), ids=LIMITS.keys())
def test_each_limit_bites_and_says_what_it_is(text: str, limits: Limits, words: str) -> None:
    assert good(text)
    loaded = read(text, limits=limits)
    assert loaded.deck is None
    assert any(words in line and ("YML007" in line or "YML001" in line) for line in said(loaded)), said(loaded)


def test_limits_are_raised_by_settings() -> None:
    assert Limits().raised(["slides=3000", "word=300"]) == Limits(slides=3000, word=300)
    for bad in ("slide=1", "slides=many", "slides=0", "slides", "slides=-1", "slides=\u0661"):
        with pytest.raises(ValueError, match=r"limit|whole number"):
            Limits().raised([bad])


def test_one_fault_does_not_pull_others_behind_it() -> None:
    text = outline("- define: [Glutamate]", extra="glossary: nope.yaml\nobjectives: 5\n", slide="objectives: [x]")
    lines = said(read(text))
    assert [line.split(" ")[1] for line in lines] == ["YML001", "YML012"], lines


def test_optional_keys_may_say_nothing() -> None:
    deck = good(outline("- point: A\n  plain: ~\n  for:", extra="subtitle: null\nglossary:\nfindings: ~\n"))
    assert deck.subtitle is None
    assert deck.glossary == ()
    assert first_block("- point: A\n  for: ~").audiences is None


LOST = {
    "point: more than the pack says #1 rule. Ask. [@a]": "#1 rule. Ask. [@a]",
    "point: see rule   # 5": "# 5",
    "point: see rule   # as in [@a]": "# as in [@a]",
    "point: one # and two": "# and two",
    "point: #1 is to rest": "#1 is to rest",
    "steps:\n    - one\n    - two #2\n    - '#3'": "#2",
    "callout: {kind: info, text: one #2\n    }": "#2",
    "point: folded\n    over lines #2": "#2",
    "text: A\n  plain: #2": "#2",
    "table: {header: [a], rows: [[1]], alt: see #2\n    }": "#2",
}


@pytest.mark.parametrize("block, lost", LOST.items(), ids=LOST.values())
def test_words_after_a_hash_are_not_lost_in_silence(block: str, lost: str) -> None:
    text = outline("- " + block)
    (fault,) = [d for d in read(text).diagnostics if d.severity is Severity.ERROR]
    assert fault.rule == "YML009"
    assert text.splitlines()[fault.at.line - 1][fault.at.column - 1 :] == lost


def test_comments_that_are_meant_as_comments_are_let_pass() -> None:
    text = outline("""
        - "quoted #2 stays"   #and this goes
        - point: plain   # a remark
          for: patient #a remark
          id: x #1
        - steps: [one, two]   #three is a remark after a bracket
        - text: word#3 is text
        - chart: {categories: [a], values: [1 #one
            ]}
        - text: >  # a block
            one #2 stays
        """)
    loaded = read(text)
    assert loaded.diagnostics == (), said(loaded)


def test_a_comma_that_may_cut_a_sentence_is_warned_about() -> None:
    extra = (
        "emergency:\n  red_flags: [you may have taken too much, even if you feel well, 'and so on', android, Or not]\n"
    )
    extra += "  see_doctor:\n    - one\n    - and another\nkeywords: [sleep, and work]\n"
    loaded = read(outline("- steps: [lie down, and rest]", extra=extra))
    assert loaded.deck
    assert [(d.rule, d.at.line, d.severity) for d in loaded.diagnostics] == [
        ("YML022", 10, Severity.WARNING),
        ("YML022", 14, Severity.WARNING),
    ]
    assert "`even if`" in loaded.diagnostics[1].message


def test_a_deck_without_an_edition_is_an_error() -> None:
    whole = outline()
    head, _, rest = whole.partition("editions:")
    assert rest
    assert any("YML011 there is no edition" in line for line in said(read(f"{head}editions: {{}}\n")))
