"""EV020 to EV023: words are no stronger than the evidence behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.check.rule import Told
from builder.check.sentences import asserted, clause_around, clause_before
from builder.diagnostics import Diagnostic
from builder.evidence.grade import non_inferiority
from builder.findings import Certainty, Finding
from builder.regex import regex

HEDGE = regex(
    r"""\b(?:may|might|could|can|possibl[ey]|perhaps|maybe|appear(?:s|ed)?|seem(?:s|ed)?|suggest(?:s|ed|ing)?
    | uncertain|unsure|unclear|not\ sure|not\ certain|think|thought|believed?|hypothes\w+|propos\w+|in\ theory|idea
    | associated|linked|tend(?:s|ed)?|as\ if|model|early\ (?:evidence|data|results)|so\ far)\b""",
    re.VERBOSE | re.IGNORECASE,
)
"""Words that leave room for doubt."""

PROBABLY = regex(r"\b(?:probabl[ey]|(?<!un)likely)\b", re.IGNORECASE)
DOUBT = regex(
    r"\b(?:very\ low|(?:un|not\ (?:at\ all\ )?)(?:certain|sure|clear)|don[’']t\ know|not\ know|(?:un|not\ )known)\b",
    re.IGNORECASE,
)
"""Words that say how little is known."""

DENIED = regex(
    r"\b(?:not|no|never|nor|neither|without|whether|if|cannot|hardly|unproven|failed\ to|\w+n[’']t)\b", re.IGNORECASE
)

CAUSAL = regex(
    r"""\b(?:reduces|increases(?!\ in\b)|improves|prevents|causes(?!\ of\b)|relieves|lowers|raises|worsens|lifts|cures
    | heals|reverses|protects(?=\ against|\ from)|leads\ to(?!\ (?:\w+\ ){0,2}(?:blood|plasma)\ )|brings\ about
    | results\ in(?=\ (?:an?|fewer|more|less|better|worse|lower|higher|faster|longer|shorter|harm|death|damage)\b)
    | will\ (?:reduce|increase|improve|prevent|cause|relieve|lower|raise|worsen|lift|cure|help|work))\b""",
    re.VERBOSE | re.IGNORECASE,
)
"""Verbs that state an effect as a fact about everybody, in the present or future."""

PAST = regex(
    r"""(?<!\bwas\s)(?<!\bwere\s)(?<!\bbeen\s)(?<!\bhad\s)(?<!\bbe\s)\b(?:
      caused|prevented|cured|led\ to|resulted\ in|protected\ against|thanks\ to|owing\ to
    | (?<=\w\s)(?<!\bthe\s)(?<!\ba\s)(?<!\ban\s)(?<!\bof\s)(?<!\bwith\s)(?<!\band\s)(?<!\bor\s)(?<!\bfor\s)
      (?:reduced|lowered|increased|raised|relieved|improved|worsened)\s
      (?!(?:in|by|after|at|on|with|within|during|from|to|over|and|or|when|more|less|than|risk|most|often|as)\b)[a-z]
    )""",
    re.VERBOSE | re.IGNORECASE,
)
"""Verbs that say of people who were only watched that something made them better or worse."""

PROVES = regex(
    r"\b(?:proves?|proven|definitely|certainly|undoubtedly|always works|guarantee[sd]?|conclusively|miracle|cures?)\b",
    re.IGNORECASE,
)

WATCHED = regex(
    r"""survey|cohort|case.(?:series|report|control)|observational|cross-sectional|registry|uncontrolled|single.arm
    | real-world|routine\ (?:care|practice)|open-label,?\ (?:un|no)|no\ control|without\ (?:a\ )?control
    | chart\ review""",
    re.VERBOSE | re.IGNORECASE,
)
"""Designs that watch: they can't tell what caused what."""


def too_strong(told: Told, finding: Finding) -> Iterator[Diagnostic]:
    """EV020: a verb is stronger than the certainty or the design allows.

    What: `claim`, `plain`, slide titles over a finding, and sentences that hold a number of it. Effects as facts
    ("reduces", "prevents", "will help") stand by themselves at high certainty only; moderate asks for "probably" or
    weaker, low for "may", very low for words such as "very uncertain"; where nobody has rated the certainty they are
    not said at all ("more people responded" is what was seen, and always allowed). Mechanisms: see EV022. After
    surveys, cohorts, case series and studies without comparison, "caused" or "reduced" in the past is too strong as
    well. "Proves" and "cures" need high certainty. In a lecture it warns; in what patients read it is an error. Not
    counted: negations, questions, quotations.

    Why: readers rank verbs. "Is" was read as surest, "may" as half as sure.

    Example:

        claim: Ketamine reduces relapse                # EV020, with `certainty: low`
        claim: Ketamine may reduce relapse

    What to do: use GRADE's verb for the level, or say what was seen, in the past tense and with numbers.

    Source: GRADE guidelines 26 (Santesso et al., 2020).
    """
    level = finding.certainty.level
    for sentence in asserted(told.words) if finding.basis != "mechanistic" else ():
        found = _overstated(sentence, finding)
        if found:
            held = _LEVELS[level] if level != "not rated" or not _watched(finding) else _LEVELS["watched"]
            message = f"`{found}` is stronger than the evidence of `{finding.id}`: {held[0]}"
            yield Diagnostic(told.at, "EV020", message, told.weight, held[1])
            return


_LEVELS: dict[Certainty | str, tuple[str, str]] = {
    "high": ("high certainty", "say what was seen"),
    "moderate": ("moderate certainty", "`probably`, or what was seen"),
    "low": ("low certainty", "`may`, or what was seen"),
    "very low": ("very low certainty", "say that the evidence is very uncertain"),
    "not rated": ("nobody has rated its certainty", "say what was seen: `more people responded`; or rate it"),
    "watched": ("people were watched, not compared", "say what was seen, or `may`"),
}


def _watched(finding: Finding) -> bool:
    return bool(WATCHED.search(finding.design))


def _overstated(sentence: str, finding: Finding) -> str | None:
    """Return the words of a sentence that say too much."""
    level = finding.certainty.level
    seen_only = finding.basis == "measured" and level not in ("high", "moderate") and _watched(finding)
    patterns = () if level == "high" else (PROVES, CAUSAL, PAST) if seen_only else (PROVES, CAUSAL)
    for pattern in patterns:
        for match in pattern.finditer(sentence):
            clause = clause_around(sentence, match.start(), match.end())
            if not DENIED.search(clause_before(sentence, match.start())) and not _softened(clause, sentence, level):
                return _words(match[0])
    return None


def _words(found: str) -> str:
    """Return a match without the letter that only looked ahead."""
    return re.sub(r"\s\w$", "", found)


def _softened(clause: str, sentence: str, level: Certainty) -> bool:
    """Tell whether a clause is as careful as a level asks for."""
    match level:
        case "very low":
            return bool(DOUBT.search(sentence))
        case "low":
            return bool(HEDGE.search(clause))
        case _:
            return bool(HEDGE.search(clause) or PROBABLY.search(clause))


SUPERIOR = regex(
    r"""\b(?:superior(?:ity)?|outperform(?:s|ed)?|surpass(?:es|ed)?|beats?|beaten|out-?did|wins?|won
    | (?:more|most)\ (?:effective|efficacious)|stronger\ than|best
    | (?<!feel\ )(?<!felt\ )(?<!feels\ )(?<!feeling\ )(?<!get\ )(?<!got\ )(?<!much\ )better(?!\s+tolerated)
    | better\ than)\b""",
    re.VERBOSE | re.IGNORECASE,
)


def superiority(told: Told, finding: Finding) -> Iterator[Diagnostic]:
    """EV021: words of superiority on a non-inferiority design.

    What: "better", "superior", "more effective", "beat", "outperformed" in `claim`, `plain`, a slide's title or a
    sentence about a finding whose `design` says non-inferiority. In a lecture it warns; in what patients read it is an
    error. Allowed: "not superior", "no better than", "felt better", words of tolerability, and designs that name a
    test of superiority as well.

    Why: such a trial was built to show "not much worse". Its interval may lie above zero and still not be the
    comparison that was planned.

    Example:

        design: open-label, randomised, non-inferiority
        claim: Ketamine was better than ECT            # EV021
        claim: Ketamine was non-inferior to ECT

    What to do: say "non-inferior" or "not worse", and give both arms' numbers.

    Source: CONSORT extension for non-inferiority trials (Piaggio et al., JAMA 2012).
    """
    if not non_inferiority(finding) or re.search(r"superiority", finding.design, re.IGNORECASE):
        return
    for sentence in asserted(told.words):
        for match in SUPERIOR.finditer(sentence):
            if not DENIED.search(clause_before(sentence, match.start())):
                message = f"`{match[0]}` can't be said of `{finding.id}`: the design tests non-inferiority"
                help_text = "say `non-inferior` or `not worse`, and give both arms' numbers"
                yield Diagnostic(told.at, "EV021", message, told.weight, help_text)
                return


MECHANISM = regex(
    r"""\b(?:works\ (?:by|because)|restores|repairs|rewires|regrows|grows|drives|triggers|underlies|explains|mediates
    | activates|boosts|rebuilds|makes|is\ (?:how|why)|is\ due\ to|is\ needed\ for|are\ needed\ for|grew|sparks)\b""",
    re.VERBOSE | re.IGNORECASE,
)
SEEN_IN = regex(
    r"""\b(?:animals?|mice|mouse|rats?|rodents?|monkeys?|primates?|pigs?|in\ vitro|ex\ vivo|cell\ (?:culture|line)s?
    | cultured|neurons\ in|slices?|laborator(?:y|ies)|the\ lab|lab\ work|dish|preclinical|pre-clinical|theory)\b""",
    re.VERBOSE | re.IGNORECASE,
)
"""Words that say that it was not seen in people."""


def unhedged_mechanism(told: Told, finding: Finding) -> Iterator[Diagnostic]:
    """EV022: a mechanism is told as a fact.

    What: words about a finding with `basis: mechanistic` whose certainty is not high, that state how something works
    ("restores", "triggers", "is why", "reduces") without a word of doubt ("may", "is thought to") or of where it was
    seen ("in mice"). A `claim` from animals or the laboratory gets its tag from the record, and is left out. In a
    lecture it warns; in what patients read it is an error.

    Why: a chain of mechanisms is a model. Readers take it for what happens inside them.

    Example:

        basis: mechanistic
        evidence: animal
        plain: Ketamine grows new links between brain cells.             # EV022
        plain: Ketamine may help brain cells grow new links.

    What to do: "may", "is thought to", or say in what it was seen.

    Source: design of the tool; GRADE on indirectness (Guyatt et al., 2011).
    """
    if finding.basis != "mechanistic" or finding.certainty.level == "high":
        return
    if told.role == "claim" and finding.evidence in ("animal", "in vitro"):
        return
    for sentence in asserted(told.words):
        match = MECHANISM.search(sentence) or CAUSAL.search(sentence)
        if match and not (HEDGE.search(sentence) or PROBABLY.search(sentence) or SEEN_IN.search(sentence)):
            if DENIED.search(clause_before(sentence, match.start())):
                continue
            message = f"`{match[0]}` tells a mechanism as a fact (`{finding.id}`)"
            yield Diagnostic(
                told.at, "EV022", message, told.weight, "say `may` or `is thought to`, or in what it was seen"
            )
            return


IN_PEOPLE = regex(
    r"\b(?:people|patients|humans|adults|volunteers|participants|women|men)\b|\b(?:your|you)\b", re.IGNORECASE
)


def not_in_people(told: Told, finding: Finding) -> Iterator[Diagnostic]:
    """EV023: evidence that is not from people doesn't say so.

    What: words about a finding from animals or the laboratory (`evidence`, or the population's `kind`). A sentence
    that holds a number of it names the animals or the laboratory. A claim that is measured does so too, unless
    `design` does; one that is mechanistic gets its tag from the record, and must only not speak of people. Also: a
    mechanistic finding without `evidence`, and one whose `evidence` is human while its population is not. In a
    lecture it warns; in what patients read it is an error.

    Why: most of what works in mice doesn't in people; a reader can't tell unless told.

    Example:

        population: {text: adult mice, kind: animals}
        claim: New synapses formed within 24 hours                 # EV023
        claim: In mice, new synapses formed within 24 hours

    What to do: name them: "in mice", "in cell culture".

    Source: ARRIVE 2.0; GRADE on indirectness.
    """
    if told.role == "title":
        return
    kind, evidence = finding.population.kind, finding.evidence
    apart = kind in ("animals", "in vitro")
    if told.role == "claim" and (fault := _record_fault(finding, apart=apart)):
        yield Diagnostic(told.at, "EV023", fault, told.weight, "say in what it was seen: `evidence: animal`")
        return
    if not apart and evidence not in ("animal", "in vitro"):
        return
    said = SEEN_IN.search(told.words)
    by_design = told.role == "claim" and SEEN_IN.search(finding.design)
    tagged = by_design or (finding.basis == "mechanistic" and told.role in ("claim", "plain"))
    if said or (tagged and not IN_PEOPLE.search(told.words)):
        return
    where = "the laboratory" if "in vitro" in (kind, evidence) else "animals"
    message = f"`{finding.id}` is evidence from {where}, and these words don't say so"
    yield Diagnostic(told.at, "EV023", message, told.weight, "name them: `in mice`, `in cell culture`")


def _record_fault(finding: Finding, *, apart: bool) -> str | None:
    if finding.basis == "mechanistic" and finding.evidence is None and not apart:
        return f"`{finding.id}` is mechanistic and doesn't say in what it was seen"
    if apart and finding.evidence == "human":
        return f"`{finding.id}` has `evidence: human`, and its population is not human"
    return None
