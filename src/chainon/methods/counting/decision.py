"""Yes or no: a majority, simple or stronger, and a quorum, in exact fractions."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from .margins import changed, least
from .model import NO, NONE, YES, Finding, Marks, Number, Outcome, Profile, exact
from .tallies import histograms
from .thresholds import Threshold, checked_registered

SIMPLE = Threshold(Fraction(1, 2), strictly=True)


def yes_no(profile: Profile, *, threshold: Threshold = SIMPLE) -> Outcome:
    """Adopt each question whose yes meet the threshold: by default more than half of the yes and no together.

    `expressed` is here the yes and no to that question. Ballots: answers. Winners: the questions adopted, in their
    order. Scores: yes. `tables`: `no`, `silent` (valid ballots that leave this question blank), `bounds`, `margins`.
    Margin: exact, the smallest of the questions'. An equality of yes and no adopts nothing, and needs no draw.
    """
    profile.need("yes-no", "answers")
    adopted, findings = [], []
    tables: dict[str, dict[str, object]] = {"no": {}, "silent": {}, "bounds": {}, "margins": {}}
    scores: dict[str, Number] = {}
    for place, (question, tally) in enumerate(zip(profile.candidates, histograms(profile), strict=True)):
        yes, no = tally.get(YES, 0), tally.get(NO, 0)
        expressed = yes + no
        is_share = threshold.base == "expressed"
        bound = exact(threshold.share * expressed) if is_share else threshold.bound(profile)
        is_adopted = bool(expressed) and threshold.is_met(yes, bound)
        adopted += [question] if is_adopted else []
        margin = _margin(profile, place, yes - bound, threshold, is_adopted)
        scores[question] = yes
        row = {"no": no, "silent": tally.get(NONE, 0), "bounds": bound, "margins": margin}
        for name, value in row.items():
            tables[name][question] = value
        part = Fraction(yes) / expressed if expressed else Fraction(0)
        params = {"question": question, "yes": yes, "no": no, "part": part, "bound": bound}
        findings.append(Finding("adopted" if is_adopted else "rejected", threshold.as_json() | params))
    best = least(*(value for value in tables["margins"].values() if isinstance(value, int)))
    from .margins import certain

    return Outcome("yes-no", tuple(adopted), scores, tables=tables, margin=certain(best), findings=tuple(findings))


def _margin(profile: Profile, place: int, lead: Number, threshold: Threshold, is_adopted: bool) -> int | None:
    """Fewest ballots to turn the answer; `lead` is the yes minus the number to reach.

    Rewriting a yes as a no takes 1 from the lead; a silent ballot as a no raises what must be reached by the share.
    """
    share = threshold.share if threshold.base == "expressed" else Fraction(0)
    effect = _effect(place, {YES: 1, NONE: share} if is_adopted else {NO: 1, NONE: 1 - share})
    beyond = not threshold.strictly if is_adopted else threshold.strictly
    return changed(profile, lead if is_adopted else -lead, effect, beyond=beyond)


def _effect(place: int, moves: dict[int, Number]) -> Callable[[Marks], Number]:
    return lambda marks: moves.get(marks[place], 0)


def quorum(profile: Profile, share: Threshold) -> Finding:
    """Whether enough people voted, blank and invalid ballots counted: `quorum-met` or `quorum-missed` (`missing`).

    `share` is of the registered. Raises `CountingError`: `registered-missing`, `fewer-registered`.
    """
    registered = checked_registered(share.registered, profile)
    bound = exact(share.share * registered)
    params = {"cast": profile.cast, "registered": registered, "share": share.share, "strictly": share.strictly}
    if share.is_met(profile.cast, bound):
        return Finding("quorum-met", params)
    needed = int(bound) + 1 if share.strictly else -int(-bound // 1)
    return Finding("quorum-missed", params | {"missing": needed - profile.cast})
