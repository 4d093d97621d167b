"""EV030 to EV032: numbers stay with the people that they were counted in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.check.grading import DENIED
from builder.check.rule import Place, Record, Told, weight
from builder.check.sentences import asserted, clause_before
from builder.diagnostics import Diagnostic, Severity
from builder.evidence.alike import unlike
from builder.evidence.lines import series_of
from builder.findings import Finding, FindingBlock, FindingContent
from builder.regex import regex

EVERYONE = regex(
    r"\b(?:everyone|everybody|anyone|anybody|all (?:people|patients|adults)|every (?:patient|person|adult))\b",
    re.IGNORECASE,
)
RESISTANT = regex(r"resistant|refractory|hard-to-treat|difficult-to-treat|\bTR[DB]\b|after other|did not help", re.I)
DEPRESSION = regex(
    r"\b(?:people|(?:in|out)?patients|adults|those|men|women) (?:with|who have) (?:major |unipolar )?depress\w*",
    re.IGNORECASE,
)
YOUNG = regex(r"\b(?:child(?:ren)?|adolescents?|teenagers?|young people|paediatric|pediatric)\b", re.IGNORECASE)
PREGNANT = regex(r"\bpregnan(?:t|cy)\b", re.IGNORECASE)
TREATED = regex(
    r"\b(?:patients?|treatment|treated|therapy|therapeutic|in the clinic|prescribed|infusions?|under supervision)\b",
    re.IGNORECASE,
)
CLINICAL = regex(r"\b(?:patients|people with \w+|in the clinic|clinical practice)\b", re.IGNORECASE)
STREET = regex(
    r"\b(?:recreational(?:ly)?|street (?:ketamine|drug)|non-medical|at parties|(?:people|those|anyone) who use)\b", re.I
)
ANY_DEPRESSION = regex(rf"{DEPRESSION.pattern}(?!.*(?:{RESISTANT.pattern}))", re.IGNORECASE)
ANYBODY = regex(
    "|".join(each.pattern for each in (EVERYONE, DEPRESSION, YOUNG, PREGNANT, TREATED, CLINICAL, STREET)), re.IGNORECASE
)


def wider_population(told: Told, finding: Finding) -> Iterator[Diagnostic]:
    """EV030: words reach further than the people of the finding.

    What: words about a finding that speak of everybody; of people with depression where the population has
    treatment-resistant depression; of children or pregnancy where the population doesn't; of patients where the
    population's `kind` is `volunteers`; of patients or treatment where it is `non-medical` (a survey of people who use
    a drug is no risk of treatment); or of street or recreational use where it is `clinical`. A warning; in what
    patients read, the last three are errors.

    Why: a number belongs to the people it was counted in.

    Example:

        population: {text: people who used ketamine in the past year, kind: non-medical}
        plain: About 1 in 4 patients get bladder trouble.                # EV030

    What to do: name the people of the finding: "in a survey of people who use it".

    Source: GRADE on indirectness (Guyatt et al., 2011); IPDAS 2013.
    """
    for sentence in asserted(told.words) if ANYBODY.search(told.words) else ():
        for pattern, why, grave in _foreign(finding):
            match = pattern.search(sentence)
            if match and not DENIED.search(clause_before(sentence, match.start())):
                severity = told.weight if grave else Severity.WARNING
                message = f"`{match[0]}` is not whom `{finding.id}` is about: {why}"
                yield Diagnostic(told.at, "EV030", message, severity, f"name them: {finding.population.text}")
                return


def _foreign(finding: Finding) -> Iterator[tuple[re.Pattern[str], str, bool]]:
    """Yield words for people whom a finding is not about, why, and whether mixing them up does harm."""
    population = finding.population
    said = f"{population.text} {population.plain or ''}"
    match population.kind:
        case "volunteers":
            yield CLINICAL, "its people are volunteers", True
        case "non-medical" if not TREATED.search(said):
            yield TREATED, "it counted use outside of medicine", True
        case "clinical" if not STREET.search(said):
            yield STREET, "it counted people who were treated", True
        case _:
            pass
    yield EVERYONE, population.text, False
    if RESISTANT.search(said):
        yield ANY_DEPRESSION, population.text, False
    if not YOUNG.search(said):
        yield YOUNG, population.text, False
    if not PREGNANT.search(said):
        yield PREGNANT, population.text, False


def unlike_side_by_side(place: Place) -> Iterator[Diagnostic]:
    """EV031: unlike findings stand side by side.

    What: a `finding` block that shows several studies as a chart, facts box or rows, whose populations, comparators,
    outcomes or times differ. A warning; a note only where the block has a `note`. (A chart or rows without `note` say
    by themselves that they are no ranking.)

    Why: bars invite a ranking. Across different comparators and people, the longest bar is not the best treatment.

    Example:

        - finding: [zarate2006-day1, murrough2013-24h]        # EV031: saline beside midazolam
          as: chart

    What to do: show what can be compared; or say in `note` what differs and how to read it.

    Source: Cochrane Handbook, chapter 10 (heterogeneity).
    """
    if not isinstance(place.block, FindingBlock):
        return
    known = place.evidence.by_id
    shown: list[FindingContent] = [place.block.finding]
    if place.block.plain and place.block.plain.ids != place.block.finding.ids:
        shown.append(place.block.plain)
    for content in shown:
        if content.form not in ("chart", "facts", "row"):
            continue
        if differing := unlike([known[name] for name in content.ids if name in known]):
            severity = Severity.INFO if content.note else Severity.WARNING
            message = f"unlike findings side by side: {series_of(differing)} differ"
            help_text = None if content.note else "say in `note` how to read them, or show what can be compared"
            yield Diagnostic(content.at, "EV031", message, severity, help_text)


CONTROLLED = regex(
    r"randomi[sz]ed|placebo|(?:double|triple|single)-(?:blind|masked)|(?<!un)controlled|active control|cross-?over"
    r"|(?<!un)blinded|\bRCT\b|non-?inferiority",
    re.IGNORECASE,
)
ALONE = regex(
    r"uncontrolled|no control|without (?:a )?control|arms? (?:only|alone|together)|single.arm"
    r"|open-label (?:extension|phase)|review|meta-analy|pooled|\btrials\b|real-world|survey|cohort",
    re.IGNORECASE,
)


def missing_comparator(record: Record) -> Iterator[Diagnostic]:
    """EV032: a controlled study without its comparator.

    What: a measured finding without `comparator` whose `design` is randomised, blinded, placebo-controlled or
    non-inferiority. Reviews, pooled data and designs such as "ketamine arms only" are left out. A warning; an error
    where patients or the public are shown it.

    Why: 69% says nothing until one knows that the comparison group had 52%.

    Example:

        design: phase 3, randomised, double-blind
        arms: [{label: esketamine, percent: 69.3}]               # EV032: and placebo spray?

    What to do: add `comparator` and its arm; or say in `design` that only one arm is told.

    Source: IPDAS 2013 (show the event rate without the intervention); CONSORT 2010, item 17.
    """
    finding = record.finding
    if finding.basis != "measured" or finding.comparator:
        return
    if CONTROLLED.search(finding.design) and not ALONE.search(finding.design):
        message = f"`{finding.id}` is of a controlled study and has no comparator"
        help_text = "add `comparator` and its arm, or say in `design` that one arm is told only"
        yield Diagnostic(finding.at, "EV032", message, weight(lay=record.lay), help_text)
