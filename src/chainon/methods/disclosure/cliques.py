"""Joint tables small enough to compute with, that together say exactly what one joint table of everything would.

Dimensions met in one table are neighbours; the graph is triangulated, and its maximal cliques are joined in a tree
where neighbours agree on what they share. Counts that agree along such a tree always come from one joint table
(Lauritzen, « Graphical Models », 1996, §2.1.2 and §3.2): nothing that a reader could deduce is lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from math import prod

Clique = tuple[int, ...]


def cliques(sizes: Sequence[int], groups: Iterable[Iterable[int]]) -> list[Clique]:
    """Maximal cliques of a triangulation where each of `groups` (dimensions met together) is inside one.

    `sizes`: regions of each dimension; the dimension whose clique would be the smallest is eliminated first.
    """
    near: dict[int, set[int]] = {}
    for group in groups:
        members = set(group)
        for d in members:
            near.setdefault(d, set()).update(members - {d})
    found: list[frozenset[int]] = []
    while near:
        d = min(near, key=lambda d: (prod(sizes[e] for e in near[d] | {d}), d))
        neighbours = near.pop(d)
        if not any(neighbours | {d} <= clique for clique in found):
            found.append(frozenset(neighbours | {d}))
        for e in neighbours:
            near[e] = (near[e] | neighbours) - {d, e}
    return sorted(tuple(sorted(clique)) for clique in found) or [()]


def tree(found: Sequence[Clique]) -> list[tuple[int, int]]:
    """The pairs of cliques that must agree: a spanning tree of the largest separators."""
    parent = list(range(len(found)))

    def root(i: int) -> int:
        while parent[i] != i:
            i = parent[i]
        return i

    chosen: list[tuple[int, int]] = []
    shared = {pair: len(set(found[pair[0]]) & set(found[pair[1]])) for pair in combinations(range(len(found)), 2)}
    for i, j in sorted(shared, key=lambda pair: (-shared[pair], pair)):
        if root(i) != root(j):
            parent[root(i)] = root(j)
            chosen.append((i, j))
    return chosen
