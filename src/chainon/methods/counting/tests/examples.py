"""A small box of each kind, and what every rule needs to count it."""

from __future__ import annotations

from fractions import Fraction

from chainon.methods.counting.ballots import approvals, choices, from_marks, grades, points, rankings
from chainon.methods.counting.model import Kind, Number, Profile
from chainon.methods.counting.sheet import KINDS, Rule, Sheet
from chainon.methods.ties import Ties

NAMES = ("Banc", "Arbre", "Fontaine", "Atelier")
SCALE = ("Très bien", "Bien", "Passable", "À rejeter")
RULES: tuple[Rule, ...] = tuple(KINDS)
SETTLED = Ties.parse("seed:boules 4, 17, 23")

PROFILES: dict[Kind, Profile] = {
    "choice": choices(["Banc"] * 5 + ["Arbre"] * 3 + ["Fontaine"] * 2 + [""], NAMES),
    "approval": approvals([("Banc", "Arbre")] * 4 + [("Arbre",)] * 2 + [("Fontaine", "Banc")], NAMES),
    "answers": from_marks("answers", NAMES, [[1, 0, 1, 255]] * 3 + [[0, 0, 1, 1]] * 2),
    "grades": grades(
        [dict(zip(NAMES, row, strict=True)) for row in (SCALE, SCALE[1:] + SCALE[:1], SCALE[::-1], SCALE, SCALE)],
        NAMES,
        SCALE,
    ),
    "ranks": rankings(["Banc>Arbre"] * 4 + ["Arbre>Fontaine>Banc"] * 3 + ["Fontaine>Arbre>Atelier"] * 2, NAMES),
    "points": points([{"Banc": 3, "Arbre": 1}] * 3 + [{"Arbre": 4}, {"Fontaine": 2, "Atelier": 2}], NAMES),
    "consent": from_marks("consent", NAMES, [[0, 0, 3, 255], [1, 0, 0, 2], [0, 3, 3, 0]]),
}


def sheet(rule: Rule, ties: Ties = SETTLED, **more: object) -> Sheet:
    scale = SCALE if rule == "majority-judgment" else ()
    return Sheet(rule, ties=ties, scale=scale, **more)  # type: ignore[arg-type] # a test's choices


def profile(rule: Rule) -> Profile:
    return PROFILES[KINDS[rule]]


def rebuilt(profile: Profile, *, names: dict[str, str] | None = None, order: list[int] | None = None,
            factor: Number = 1, times: int = 1) -> Profile:  # fmt: skip
    """The same ballots: candidates renamed and put in another order, weights and numbers multiplied."""
    order = order or list(range(len(profile.candidates)))
    form = tuple if profile.kind == "points" else bytes
    candidates = [(names or {}).get(profile.candidates[place], profile.candidates[place]) for place in order]
    groups = {
        Fraction(weight) * factor: {form([marks[place] for place in order]): n * times for marks, n in group.items()}
        for weight, group in profile.groups.items()
    }
    return Profile(profile.kind, tuple(candidates), groups, scale=profile.scale)
