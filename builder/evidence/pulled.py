"""Numbers that prose takes from a finding: `{anand2023-week3.ketamine.percent}`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from builder.diagnostics import did_you_mean
from builder.evidence.figures import denominator, difference, measure, number, people, share, spread, suffix, whole
from builder.findings import Arm, Effect, Finding
from builder.values import Measure


class PullError(Exception):
    """A path that leads to no number; `message` says why, `hint` what there is."""

    def __init__(self, message: str, hint: str | None) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


def pulled(finding: Finding, path: str) -> str:
    """Return the text that stands for `path` (what follows the finding's id). Raises `PullError`.

    `n`, `time`, `difference`; an arm's `percent`, `low`, `high`, `ci`, `events`, `n`, `value`, `sd`, `people` (out of
    100 or 1,000) and `others` (those without the event); `effect`, or `RD`, `HR` ..., and its `low`, `high`, `ci`, `p`.
    """
    head, _, rest = path.partition(".")
    arms = {arm.id or "": arm for arm in finding.arms}
    effects = {effect.measure.casefold(): effect for effect in reversed(finding.effects)}
    if head in arms:
        return _of(_ARM, rest or "percent", f"{finding.id}.{head}", lambda get: get(arms[head], finding))
    if head == "effect" and finding.effects:
        return _of(_EFFECT, rest or "value", f"{finding.id}.effect", lambda get: get(finding.effects[0]))
    if head in effects:
        return _of(_EFFECT, rest or "value", f"{finding.id}.{head}", lambda get: get(effects[head]))
    known = (*_WHOLE, *arms, *effects, *(["effect"] if effects else []))
    if rest or head not in _WHOLE:
        raise PullError(f"`{finding.id}` has no `{head}`", did_you_mean(head, known) or f"it has {_listed(known)}")
    return _said(_WHOLE[head](finding), f"{finding.id}.{head}")


def _of(
    known: Mapping[str, Callable[..., str | None]],
    name: str,
    where: str,
    get: Callable[[Callable[..., str | None]], str | None],
) -> str:
    if name not in known:
        raise PullError(f"`{where}` has no `{name}`", did_you_mean(name, known) or f"it has {_listed(tuple(known))}")
    return _said(get(known[name]), f"{where}.{name}")


def _said(text: str | None, where: str) -> str:
    if text is None:
        raise PullError(f"`{where}` is not given", "add the number to the finding, or leave it out here")
    return text


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _percent(arm: Arm, _finding: Finding) -> str | None:
    found = share(arm)
    return measure(found, "%") if found else None


def _people(arm: Arm, finding: Finding) -> str | None:
    found = share(arm)
    shares = [one for each in finding.arms if (one := share(each))]
    if found is None:
        return None
    counted = people(found, denominator(shares), rounded=finding.rounded)
    return f"{counted.text} in {whole(counted.of)}"


def _others(arm: Arm, finding: Finding) -> str | None:
    found = share(arm)
    shares = [one for each in finding.arms if (one := share(each))]
    if found is None or found.value is None:
        return None
    counted = people(found, denominator(shares), rounded=finding.rounded)
    return f"{'about ' if counted.about else ''}{whole(counted.without)} in {whole(counted.of)}"


def _bound(value: Measure | None, side: int) -> str | None:
    return number(value.numbers[side]) if value and value.low is not None else None


def _ci(value: Measure | None) -> str | None:
    return None if value is None or value.low is None or value.high is None else spread(value.low, value.high)


_ARM: Mapping[str, Callable[[Arm, Finding], str | None]] = {
    "percent": _percent,
    "people": _people,
    "others": _others,
    "events": lambda arm, _: whole(arm.events) if arm.events is not None else None,
    "n": lambda arm, _: whole(arm.n) if arm.n is not None else None,
    "low": lambda arm, _: _bound(arm.percent or arm.value, 0),
    "high": lambda arm, _: _bound(arm.percent or arm.value, -1),
    "ci": lambda arm, _: _ci(arm.percent or arm.value),
    "value": lambda arm, finding: measure(arm.value, finding.unit or "") if arm.value else None,
    "number": lambda arm, _: measure(arm.value) if arm.value else None,
    "sd": lambda arm, _: number(arm.sd) if arm.sd is not None else None,
}
_EFFECT: Mapping[str, Callable[[Effect], str | None]] = {
    "value": lambda effect: measure(effect.value),
    "low": lambda effect: _bound(effect.value, 0),
    "high": lambda effect: _bound(effect.value, -1),
    "ci": lambda effect: _ci(effect.value),
    "p": lambda effect: effect.p,
    "margin": lambda effect: number(effect.margin) if effect.margin is not None else None,
}
_WHOLE: Mapping[str, Callable[[Finding], str | None]] = {
    "n": lambda finding: whole(finding.n) if finding.n is not None else None,
    "time": lambda finding: finding.time.text,
    "difference": lambda finding: number(gap) if (gap := difference(finding)) is not None else None,
    "unit": lambda finding: suffix(finding.unit or "").strip() or None,
}
