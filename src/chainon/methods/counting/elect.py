"""A whole vote: the ballots of a box counted by a sheet, college by college when there are some."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from chainon.methods.ties import TieError

from .consent import consent
from .decision import SIMPLE, quorum, yes_no
from .errors import CountingError
from .judgment import majority_judgment
from .model import NO, YES, Finding, Margin, Marks, Number, Outcome, Profile, exact
from .readers import Box, Layout
from .runoff import irv
from .schulze import schulze
from .scoring import approval, borda, plurality, points
from .sheet import Rule, Sheet
from .stv import stv
from .two_round import two_round

_COUNTS: dict[Rule, Callable[[Profile, Sheet], Outcome]] = {
    "plurality": lambda p, s: plurality(p, seats=s.seats, threshold=s.threshold, ties=s.ties),
    "two-round": lambda p, s: two_round(p, majority=s.majority or (SIMPLE,), qualifying=s.qualifying, ties=s.ties),
    "approval": lambda p, s: approval(p, seats=s.seats, threshold=s.threshold, ties=s.ties),
    "yes-no": lambda p, s: yes_no(p, threshold=s.threshold or SIMPLE),
    "majority-judgment": lambda p, s: majority_judgment(
        p, seats=s.seats, median=s.median, ungraded=s.ungraded, ties=s.ties
    ),
    "schulze": lambda p, s: schulze(p, seats=s.seats, strength=s.strength, ties=s.ties),
    "irv": lambda p, s: irv(p, equal_ranks=s.equal_ranks, ties=s.ties),
    "stv": lambda p, s: stv(p, seats=s.seats, ties=s.ties),
    "borda": lambda p, s: borda(p, seats=s.seats, ties=s.ties),
    "points": lambda p, s: points(p, seats=s.seats, most=_most_points(s), ties=s.ties),
    "consent": lambda p, s: consent(p, objections=s.objections),
}
_NO_COLLEGES: tuple[Rule, ...] = ("stv", "consent")
_NO_WINNER_CARRIED: tuple[Rule, ...] = ("two-round", *_NO_COLLEGES)


@dataclass(frozen=True)
class Election:
    """What came out: the outcome of the whole, that of each college (None: an equality that decides nothing by itself
    was not settled), the ballots of the box as one profile, and what is said of the quorum."""

    sheet: Sheet
    box: Box
    whole: Profile
    outcome: Outcome
    colleges: Mapping[str, Outcome | None] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    @property
    def is_valid(self) -> bool:
        """Whether the quorum, if one was asked for, was met."""
        return not any(finding.code == "quorum-missed" for finding in self.findings)


def _most_points(sheet: Sheet) -> int | None:
    limits = [limit for limit in (sheet.most, sheet.total) if limit is not None]
    return min(limits, default=None)


def layout_of(sheet: Sheet, layout: Layout | None = None) -> Layout:
    """The layout of a file of ballots, with what the sheet says of them: scale, limits."""
    return replace(layout or Layout(), scale=sheet.scale, most=sheet.most, total=sheet.total)


def count(profile: Profile, sheet: Sheet) -> Outcome:
    """One profile by the rule of a sheet, quorum and colleges apart. Raises `CountingError`, `TieError`."""
    return _COUNTS[sheet.rule](profile, sheet)


def elect(box: Box, sheet: Sheet) -> Election:
    """Count a box. Without its quorum a vote decides nothing: no winner, scores kept.

    Raises `TieError`, `CountingError` (and `college-missing`, `college-unknown`, `colleges-refused`, `colleges-empty`).
    """
    whole = merged({name: (profile, Fraction(1)) for name, profile in box.profiles.items()})
    findings: tuple[Finding, ...] = ()
    if sheet.quorum is not None:
        findings = (quorum(whole, sheet.quorum),)
    _check_colleges(box, sheet)
    if sheet.colleges:
        by_college = {name: _college_outcome(profile, sheet) for name, profile in sorted(box.profiles.items())}
        outcome = _combined(box, sheet, by_college)
        empty = [name for name in sheet.colleges if not _valid(box, name)]
        findings += tuple(Finding("college-empty", {"name": name}) for name in sorted(empty))
    else:
        by_college = {}
        outcome = count(whole, sheet)
    election = Election(sheet, box, whole, outcome, by_college, findings)
    if election.is_valid:
        return election
    nothing = replace(outcome, winners=(), qualified=(), findings=(), ties=())
    return replace(election, outcome=nothing)


def _check_colleges(box: Box, sheet: Sheet) -> None:
    named = {name for name in box.profiles if name}
    if named and not sheet.colleges:
        raise CountingError("college-missing", name=min(named))
    if not sheet.colleges:
        return
    unknown = sorted(set(box.profiles) - set(sheet.colleges))
    if unknown:
        raise CountingError("college-unknown", name=unknown[0])
    refused = _NO_COLLEGES if sheet.carry == "share" else _NO_WINNER_CARRIED
    thresholds = (sheet.threshold, sheet.qualifying, *sheet.majority)
    if sheet.rule in refused or any(each is not None and each.base == "registered" for each in thresholds):
        raise CountingError("colleges-refused", rule=sheet.rule)
    if sheet.carry == "winner" and sheet.seats > 1:
        raise CountingError("colleges-refused", rule=sheet.rule)
    if not any(_valid(box, name) for name in sheet.colleges):
        raise CountingError("colleges-empty")


def _valid(box: Box, name: str) -> Number:
    return box.profiles[name].valid if name in box.profiles else 0


def _college_outcome(profile: Profile, sheet: Sheet) -> Outcome | None:
    """What a college alone would have decided."""
    if not profile.valid:
        return None
    try:
        return count(profile, sheet)
    except TieError:
        if sheet.carry == "winner":
            raise
        return None


def _combined(box: Box, sheet: Sheet, by_college: Mapping[str, Outcome | None]) -> Outcome:
    """The whole: each college's ballots share its weight, or its weight goes to what it decided."""
    voting = {name: weight for name, weight in sheet.colleges.items() if _valid(box, name)}
    if sheet.carry == "share":
        scaled = {name: (box.profiles[name], weight / box.profiles[name].valid) for name, weight in voting.items()}
        return count(merged(scaled), sheet)
    candidates = next(iter(box.profiles.values())).candidates
    groups: dict[Number, dict[Marks, int]] = {}
    for name, weight in voting.items():
        outcome = by_college[name]
        assert outcome is not None, "a college that voted has decided"
        no, yes = (NO, YES) if sheet.rule == "yes-no" else (0, 1)
        marks = bytes([yes if candidate in outcome.winners else no for candidate in candidates])
        group = groups.setdefault(exact(weight), {})
        group[marks] = group.get(marks, 0) + 1
    if sheet.rule == "yes-no":
        return replace(yes_no(Profile("answers", candidates, groups)), margin=Margin())
    voices = {weight: {marks: n for marks, n in group.items() if any(marks)} for weight, group in groups.items()}
    return replace(plurality(Profile("choice", candidates, voices), ties=sheet.ties), rule=sheet.rule, margin=Margin())


def merged(parts: Mapping[str, tuple[Profile, Fraction]]) -> Profile:
    """Several profiles over the same candidates as one, the weights of each multiplied by a factor."""
    profiles = [profile for profile, _ in parts.values()]
    if len(parts) == 1 and next(iter(parts.values()))[1] == 1:
        return profiles[0]
    groups: dict[Number, Mapping[Marks, int]] = {}
    blank: Number = 0
    invalid: dict[str, Number] = {}
    for profile, factor in parts.values():
        for weight, group in profile.groups.items():
            scaled = exact(Fraction(weight) * factor)
            groups[scaled] = _added(groups[scaled], group) if scaled in groups else group
        blank += profile.blank * factor
        for reason, number in profile.invalid.items():
            invalid[reason] = exact(invalid.get(reason, 0) + Fraction(number) * factor)
    return replace(
        profiles[0],
        groups=groups,
        blank=exact(blank),
        invalid=invalid,
        remarks=tuple(remark for profile in profiles for remark in profile.remarks),
    )


def _added(one: Mapping[Marks, int], other: Mapping[Marks, int]) -> dict[Marks, int]:
    total = dict(one)
    for marks, number in other.items():
        total[marks] = total.get(marks, 0) + number
    return total
