"""Consent: a proposal passes when nobody objects; objections are listed, they are what one works on next.

Source: sociocratic decision by consent (G. Endenburg, "Sociocracy", 1981); consensus minus one and its kin by
`objections`.
"""

from __future__ import annotations

from .margins import certain, changed, least
from .model import ABSTAIN, CONSENT, OBJECTION, RESERVATION, Finding, Number, Outcome, Profile
from .tallies import histograms

LEVELS = {CONSENT: "consent", RESERVATION: "reservation", ABSTAIN: "abstention", OBJECTION: "objection"}


def consent(profile: Profile, *, objections: int = 0) -> Outcome:
    """Adopt each proposal that has no more than `objections` objections, and somebody's consent.

    Ballots: consent. Winners: the proposals adopted. Scores: objections. `tables`: `levels` (by proposal, the weight of
    each level), `remarks` (what was written beside objections and reservations). Margin: exact.
    """
    profile.need("consent", "consent")
    adopted, findings, margins = [], [], []
    levels: dict[str, dict[str, Number]] = {}
    for place, (name, tally) in enumerate(zip(profile.candidates, histograms(profile), strict=True)):
        levels[name] = {word: tally.get(level, 0) for level, word in LEVELS.items()}
        against = tally.get(OBJECTION, 0)
        agreed = tally.get(CONSENT, 0) + tally.get(RESERVATION, 0)
        is_adopted = against <= objections and agreed > 0
        adopted += [name] if is_adopted else []
        margins.append(_margin(profile, place, levels[name], objections, is_adopted))
        code = "consent-given" if is_adopted else "consent-withheld" if agreed else "consent-silent"
        params = {"name": name, "objections": against, "reservations": levels[name]["reservation"], "agreed": agreed}
        findings.append(Finding(code, params))
        findings += [
            Finding(f"remark-{LEVELS[remark.level]}", {"name": name, "text": remark.text})
            for remark in profile.remarks
            if remark.candidate == name and remark.text and remark.level in (OBJECTION, RESERVATION)
        ]
    return Outcome(
        "consent",
        tuple(adopted),
        {name: level["objection"] for name, level in levels.items()},
        tables={
            "levels": levels,
            "remarks": [[remark.candidate, LEVELS[remark.level], remark.text] for remark in profile.remarks],
        },
        margin=certain(least(*margins)),
        findings=tuple(findings),
    )


def _margin(profile: Profile, place: int, levels: dict[str, Number], objections: int, is_adopted: bool) -> int | None:
    """Fewest ballots that would have to object for an adopted proposal to fall, or not to for another to pass."""
    against = levels["objection"]
    if is_adopted:
        agreed = levels["consent"] + levels["reservation"]
        return least(
            changed(profile, objections - against, lambda marks: marks[place] != OBJECTION, beyond=True),
            changed(profile, agreed, lambda marks: marks[place] in (CONSENT, RESERVATION)),
        )
    if against <= objections:
        return 1  # nobody consents: one voice is missing
    return changed(profile, against - objections, lambda marks: marks[place] == OBJECTION)
