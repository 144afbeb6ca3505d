"""Greedy: the projects in the order of their votes (or of their votes per cost), as long as the money lasts.

It is what nearly every town does. It serves the largest group of voters first, and again, and again: a minority,
however large, may get nothing. Source: Talmon and Faliszewski, "A framework for approval-based budgeting methods",
AAAI 2019.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from itertools import groupby
from typing import Literal

from chainon.methods.ties import Settler

from .model import Instance
from .outcome import Outcome, Phase, Round
from .room import Room, candidates, take_free
from .sheet import Ranking, Rule

Merit = tuple[bool, Fraction]


def merit(instance: Instance, project: int, ranking: Ranking) -> Merit:
    """What ranks a project, the largest first: its score; or its score per cent, free projects before all."""
    score, cost = instance.scores[project], instance.projects[project].cost
    if ranking == "votes":
        return False, Fraction(score)
    return cost == 0, Fraction(score, cost or 1)


def fill(
    instance: Instance,
    able: Iterable[int],
    room: Room,
    settler: Settler,
    *,
    ranking: Ranking,
    too_dear: Literal["skip", "stop"] = "skip",
    phase: Phase = "count",
) -> list[Round]:
    """Take projects by merit while there is room. Raises `TieError` `tied` (`votes` or `votes-per-cost`)."""
    rounds: list[Round] = []
    ranked = sorted(able, key=lambda project: merit(instance, project, ranking), reverse=True)
    for _, equals in groupby(ranked, key=lambda project: merit(instance, project, ranking)):
        # Without skipping, who does not fit may still end the count: all the equals are ordered, not only those who do.
        tied = [project for project in equals if too_dear == "stop" or room.fits(project)]
        for name in settler.sorted([instance.projects[project].id for project in tied], ranking):
            project = instance.position[name]
            if room.fits(project):
                room.take(project)
                rounds.append(Round(project, phase))
            elif too_dear == "stop":
                return rounds
    return rounds


def greedy(instance: Instance, rule: Rule) -> Outcome:
    """The outcome of a `greedy` rule."""
    able, out = candidates(instance, rule)
    settler = rule.ties.over(project.id for project in instance.projects)
    room = Room(instance, instance.budget)
    rounds = take_free(instance, able, room, settler) if rule.ranking == "votes-per-cost" else []
    taken = {each.project for each in rounds}
    able = [project for project in able if project not in taken]
    rounds += fill(instance, able, room, settler, ranking=rule.ranking, too_dear=rule.too_dear)
    return Outcome.of(instance, rule, tuple(rounds), ties=tuple(settler.met), out=out)
