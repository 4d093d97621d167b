"""Findings as tables: a drug facts box, and rows of evidence."""

from __future__ import annotations

from collections.abc import Sequence

from builder.blocks import Table, TableContent
from builder.evidence.figures import (
    Of,
    comparator_arm,
    denominator,
    exposure_arm,
    interval,
    measure,
    people,
    share,
    whole,
)
from builder.evidence.grade import SURENESS
from builder.evidence.lines import cites, series_of, warning_of
from builder.evidence.sentences import NAMES, plain, professional
from builder.evidence.voice import Unsayable, Voice, capital
from builder.findings import Arm, Finding, FindingContent
from builder.frozen import replace
from builder.values import RichText, Run


def facts(content: FindingContent, findings: Sequence[Finding], *, lay: bool) -> Table:
    """Return a drug facts box: one row an outcome, without and with what was given. Raises `Unsayable`.

    Source: Schwartz LM, Woloshin S, Welch HG. The drug facts box. Med Decis Making 2007;27:655-662. Every number of the
    box has one denominator.
    """
    voice = Voice(lay=lay)
    pairs = [(one, *_pair(one)) for one in _helped_first(findings)]
    if len({(first.label, second.label) for _, first, second in pairs}) > 1:
        raise Unsayable("a facts box compares the same two groups in every row", "make a box for each comparison")
    shares = [found for _, *arms in pairs for arm in arms if (found := share(arm))]
    of: Of = denominator(shares) if content.of is None else 1000 if content.of == 1000 else 100
    one, first, second = pairs[0]
    heads = ("", capital(voice.arm(second, one)), capital(voice.arm(first, one)))
    made = TableContent(
        title=content.title or _text(_facts_title(findings, voice), content),
        header=tuple(_text(words, content) for words in heads),
        rows=tuple(
            _located(one, content, [words, *(_count(arm, of, one, lay) for arm in (second, first))])
            for words, (one, first, second) in zip(_outcomes(pairs, voice), pairs, strict=True)
        ),
        source=_facts_source(content, findings, lay),
        alt=content.alt or " ".join(plain(one, of) if lay else f"{capital(professional(one))}." for one, *_ in pairs),
        at=content.at,
    )
    return Table(table=made, at=content.at)


def _helped_first(findings: Sequence[Finding]) -> list[Finding]:
    """Return the outcomes that are good to have before those that are bad."""
    return sorted(findings, key=lambda one: one.outcome.direction == "lower is better")


def _outcomes(pairs: Sequence[tuple[Finding, Arm, Arm]], voice: Voice) -> list[str]:
    """Return the rows' labels; where a box holds benefits and harms, each says which it is."""
    both = len({one.outcome.direction for one, *_ in pairs} - {None}) > 1
    kinds = {"higher is better": "Benefit: ", "lower is better": "Harm: "} if both else {}
    return [capital(kinds.get(one.outcome.direction or "", "") + voice.outcome(one)) for one, *_ in pairs]


def _pair(finding: Finding) -> tuple[Arm, Arm]:
    first, second = exposure_arm(finding), comparator_arm(finding)
    if first is None or second is None or share(first) is None or share(second) is None:
        raise Unsayable(f"a facts box needs two groups with percentages, and `{finding.id}` hasn't", None)
    return first, second


def _text(words: str, content: FindingContent, finding: Finding | None = None) -> RichText:
    return RichText((Run(words, finding=finding.id if finding else None),) if words else (), content.at)


def _located(finding: Finding, content: FindingContent, row: Sequence[str | RichText]) -> tuple[RichText, ...]:
    """Return a row with the place where its finding is named: a continued table still tells whose row it is."""
    at = dict(zip(content.ids, content.ids_at, strict=False)).get(finding.id, content.at)
    texts = (_text(cell, content, finding) if isinstance(cell, str) else cell for cell in row)
    return tuple(replace(text, at=at) for text in texts)


def _count(arm: Arm, of: Of, finding: Finding, lay: bool) -> str:
    found = share(arm)
    if found is None:
        return ""
    if not lay:
        return measure(found, "%")
    counted = people(found, of, rounded=finding.rounded)
    return f"{counted.text} in {whole(of)}"


def _facts_title(findings: Sequence[Finding], voice: Voice) -> str:
    times = {voice.time(one) for one in findings}
    time = times.pop() if len(times) == 1 else None
    return f"What happened: {time}" if time else "What happened"


UNRATED = "Nobody has rated yet how sure this is."


def _facts_source(content: FindingContent, findings: Sequence[Finding], lay: bool) -> RichText:
    """Return size, design and certainty under the box, then the author's words and the sources."""
    sizes = sorted({one.n for one in findings if one.n})
    levels = tuple(dict.fromkeys(one.certainty.level for one in findings))
    parts = []
    if sizes:
        parts.append(f"{' to '.join(whole(size) for size in dict.fromkeys((sizes[0], sizes[-1])))} people took part.")
    if lay:
        parts += [SURENESS[level] or UNRATED for level in levels if level != "high"]
    else:
        parts.append(f"{capital('; '.join(dict.fromkeys(one.design for one in findings)))}.")
        parts.append(f"Certainty: {series_of(levels)}.")
    said = Run(f"{' '.join(parts)} ")
    note = (*content.note.inlines, Run(" ")) if content.note else ()
    return RichText((said, *note, cites(findings, content.at)), content.at)


def rows(content: FindingContent, findings: Sequence[Finding], *, lay: bool) -> Table:
    """Return findings as rows of evidence: what, compared with what, in how many, with which result."""
    if lay:
        raise Unsayable("rows of evidence are for colleagues", "patients: `plain: facts`, `icons` or `sentence`")
    rated = any(one.certainty.level != "not rated" for one in findings)
    head = [
        "Study" if all(one.study for one in findings) else "Finding",
        "Comparator",
        "n",
        "Result",
        *(["Certainty"] if rated else []),
    ]
    made = TableContent(
        title=content.title,
        header=tuple(_text(words, content) for words in head),
        rows=tuple(_row(one, content, rated=rated) for one in findings),
        source=content.note or (_text(words, content) if (words := warning_of(findings)) else None),
        alt=content.alt or " ".join(f"{capital(professional(one))}." for one in findings),
        at=content.at,
    )
    return Table(table=made, at=content.at)


def _row(finding: Finding, content: FindingContent, *, rated: bool) -> tuple[RichText, ...]:
    label = finding.study or finding.label or capital(finding.exposure or finding.population.text)
    first = RichText((Run(f"{label} ", finding=finding.id), cites([finding], content.at)), content.at)
    cells = (finding.comparator or "none", whole(finding.n) if finding.n else "\u2013", _result(finding))
    return _located(finding, content, (first, *cells, *((finding.certainty.level,) if rated else ())))


def _result(finding: Finding) -> str:
    """Return the numbers of a row: `Response 64% v 28%`, or the estimate with its interval."""
    first, second = exposure_arm(finding), comparator_arm(finding)
    values = [_short(arm, finding) for arm in (first, second) if arm]
    said = " v ".join(value for value in values if value)
    if said:
        about = "about " if finding.rounded else ""
        return f"{capital(finding.outcome.name)} {about}{said}, {finding.time.text}"
    for effect in finding.effects:
        unit = finding.unit or "" if effect.measure == "MD" else ""
        ci = interval(effect)
        return f"{capital(NAMES[effect.measure])} {measure(effect.value, unit)}{f' ({ci})' if ci else ''}"
    return finding.claim.text


def _short(arm: Arm, finding: Finding) -> str:
    found = share(arm)
    if found is not None:
        return measure(found, "%")
    return measure(arm.value, finding.unit or "") if arm.value else ""
