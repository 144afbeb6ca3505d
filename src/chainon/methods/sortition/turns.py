"""From counts by class to people: members of a class take turns, so that over many panels they sit equally often.

Homes of one composition are shared out by colouring the edges of a bipartite graph (panels on one side, groups of
seats of one class on the other) with one colour a home: König's theorem (1916) gives a colouring in which a home is
used at most once in a panel, and the homes equally often, within one, for each class (de Werra 1971).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from .errors import SortitionError
from .model import Panel, Pool
from .profiles import Homes, Profiles
from .solver import Floats


def seat(profiles: Profiles, panels: Sequence[Floats]) -> list[Panel]:
    """A panel of people for each panel of counts; how often two people of a class sit differs by at most 1."""
    seated: list[list[int]] = [[] for _ in panels]
    in_homes = {number for kind in profiles.homes for number in kind.classes}
    for number, members in enumerate(profiles.members):
        if number in in_homes:
            continue
        turn = 0
        for panel, people in zip(panels, seated, strict=True):
            for _ in range(int(panel[number])):
                people.append(members[turn])
                turn = (turn + 1) % len(members)
    for kind in profiles.homes:
        _seat_homes(kind, panels, seated)
    return [tuple(sorted(people)) for people in seated]


def _seat_homes(kind: Homes, panels: Sequence[Floats], seated: list[list[int]]) -> None:
    edges: list[tuple[int, int]] = []
    labels: list[int] = []
    group = 0
    for label, number in enumerate(kind.classes):
        held = 0
        for index, panel in enumerate(panels):
            for _ in range(int(panel[number])):
                edges.append((index, group + held // len(kind.people)))
                labels.append(label)
                held += 1
        group += -(-held // len(kind.people))
    colours = colour_edges(edges, len(kind.people))
    turns: dict[tuple[int, int], int] = {}
    for (index, _), label, home in zip(edges, labels, colours, strict=True):
        members = kind.people[home][label]
        turn = turns.get((home, label), 0)
        seated[index].append(members[turn % len(members)])
        turns[(home, label)] = turn + 1


def colour_edges(edges: Sequence[tuple[int, int]], colours: int) -> list[int]:
    """Colours 0 … `colours` - 1 of the edges (left, right) of a bipartite multigraph, all different at each node.

    No node may have more than `colours` edges. An edge whose ends have no free colour in common flips the path that
    alternates between a colour free at its left and a colour free at its right.
    """
    at_left: dict[int, dict[int, int]] = {}
    at_right: dict[int, dict[int, int]] = {}
    chosen = [-1] * len(edges)
    for edge, (left, right) in enumerate(edges):
        used_left, used_right = at_left.setdefault(left, {}), at_right.setdefault(right, {})
        free_left = next(colour for colour in range(colours) if colour not in used_left)
        free_right = next(colour for colour in range(colours) if colour not in used_right)
        if free_left in used_right:
            path, colour, node, side = [], free_left, right, at_right
            while colour in side[node]:
                step = side[node][colour]
                path.append(step)
                node = edges[step][0] if side is at_right else edges[step][1]
                side = at_left if side is at_right else at_right
                colour = free_right if colour == free_left else free_left
            for step in path:
                del at_left[edges[step][0]][chosen[step]], at_right[edges[step][1]][chosen[step]]
            for step in path:
                chosen[step] = free_right if chosen[step] == free_left else free_left
                at_left[edges[step][0]][chosen[step]] = step
                at_right[edges[step][1]][chosen[step]] = step
        chosen[edge] = free_left
        used_left[free_left] = edge
        used_right[free_left] = edge
    return chosen


def check_panels(pool: Pool, seats: int, panels: Sequence[Panel], *, households: bool) -> None:
    """Verify panels of people one by one against the pool itself. Raises `SortitionError` `panel-not-valid`."""
    for number, panel in enumerate(panels):
        people = [pool.people[index] for index in panel]
        valid = len(panel) == seats and all(a < b for a, b in pairwise(panel))
        for position, feature in enumerate(pool.features):
            held = dict.fromkeys(feature.quotas, 0)
            for person in people:
                held[person.values[position]] += 1
            valid &= all(quota.minimum <= held[value] <= quota.maximum for value, quota in feature.quotas.items())
        if households:
            homes = [person.household for person in people if person.household is not None]
            valid &= len(homes) == len(set(homes))
        if not valid:
            raise SortitionError("panel-not-valid", panel=number)
