"""Findings as icon arrays: whole people out of one denominator, both ways round."""

from __future__ import annotations

from builder.evidence.figures import Of, comparator_arm, denominator, exposure_arm, people, share
from builder.evidence.lines import source_line
from builder.evidence.voice import Unsayable, Voice, capital
from builder.findings import Arm, Finding, FindingContent
from builder.teaching import IconArm, IconGroup, Icons, IconsContent
from builder.values import RichText, Run


def icons(content: FindingContent, finding: Finding, *, lay: bool) -> Icons:
    """Return a finding as an icon array. Raises `Unsayable` where an arm has no one number of people."""
    pairs = [(arm, found) for arm in _compared(finding, lay=lay) if (found := share(arm))]
    if not pairs or any(found.value is None for _, found in pairs):
        message = f"an icon array needs one percentage in each arm, and `{finding.id}` has none"
        raise Unsayable(message, "show it as a sentence")
    voice = Voice(lay=lay)
    event = voice.event(finding)
    of: Of = _of(content.of) if content.of else denominator(found for _, found in pairs)
    note = _icons_note(finding, lay)
    made = IconsContent(
        title=content.title,
        of=of,
        arms=tuple(
            IconArm(
                label="" if len(pairs) == 1 else capital(voice.people(arm, finding)),
                groups=(IconGroup(name=event, count=counted.low),),
                about=counted.about,
            )
            for arm, counted in ((arm, people(found, of, rounded=finding.rounded)) for arm, found in pairs)
        ),
        event=event,
        rest="did not" if finding.outcome.event or lay else "no such outcome",
        time=voice.time(finding),
        note=content.note or (RichText((Run(note),), content.at) if note else None),
        source=source_line([finding], content.at),
        alt=content.alt,
        at=content.at,
    )
    return Icons(icons=made, at=content.at)


def _of(asked: int) -> Of:
    return 1000 if asked == 1000 else 100


def _compared(finding: Finding, *, lay: bool) -> list[Arm]:
    """Return the arms in the order in which readers meet them elsewhere: patients in facts boxes, without and with."""
    arms = exposure_arm(finding), comparator_arm(finding)
    return [arm for arm in (reversed(arms) if lay else arms) if arm]


def _icons_note(finding: Finding, lay: bool) -> str:
    if not lay:
        parts = [f"n = {finding.n:,}" if finding.n else "", finding.design]
        return capital("; ".join(part for part in parts if part)) + "."
    return "There was no comparison group." if finding.exposure and not finding.comparator else ""
