"""Groups: those that were planted are found, chance and a lone outlier make none, none is ever small."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chainon.methods.opinions import Reactions, Settings
from chainon.methods.opinions.analysis import analyse
from chainon.methods.opinions.cells import cells, centres
from chainon.methods.opinions.chance import Chance
from chainon.methods.opinions.grouping import best_grouping
from chainon.methods.opinions.kmeans import agreement, distances, kmeans, matched, silhouette
from chainon.methods.opinions.stability import Stability, verdict

from .conversations import PUBLIC, planted, public, triples


@pytest.mark.parametrize(("people", "statements", "groups"), [(300, 40, 3), (1200, 80, 2), (6000, 100, 3)])
def test_planted_groups_are_found_at_25_reactions_a_person(people: int, statements: int, groups: int) -> None:
    reactions, truth = planted(people, statements, 25, groups=groups)
    found = analyse(reactions).grouped
    assert found.lens == "opinion"
    assert len(found.names) == groups
    placed = found.membership >= 0
    assert agreement(truth[placed], found.membership[placed]) >= 0.65


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(("people", "statements", "each"), [(30, 12, 10), (100, 30, 20), (400, 40, 25), (6000, 60, 15)])
def test_answers_at_random_give_no_groups(people: int, statements: int, each: int, seed: int) -> None:
    reactions, _ = planted(people, statements, each, groups=1, seed=seed)
    found = analyse(reactions).grouped
    assert (found.lens, found.names) == ("none", ())
    assert found.reason in {"chance", "one-block"}


def test_a_lone_outlier_makes_no_group() -> None:
    crowd, _ = planted(120, 30, 28, groups=1, seed=5)
    rows = triples(crowd)
    usual = {name: np.sign(sum(a for _, s, a in rows if s == name)) or 1 for name in crowd.statements}
    rows += [("outlier", name, -int(usual[name])) for name in crowd.statements]
    assert analyse(Reactions.of(rows)).grouped.names == ()


def test_a_lone_outlier_does_not_hide_the_groups_that_are_there() -> None:
    crowd, truth = planted(300, 40, 25, groups=2, seed=6)
    rows = [*triples(crowd), *(("zzz", name, (-1) ** number) for number, name in enumerate(crowd.statements))]
    found = analyse(Reactions.of(rows)).grouped
    assert len(found.names) == 2
    assert agreement(truth, found.membership[:-1]) > 0.65


@given(st.integers(20, 80), st.integers(0, 10_000))
@settings(max_examples=25, deadline=None)
def test_no_group_is_ever_smaller_than_the_sheet_says(people: int, seed: int) -> None:
    points = Chance(str(seed)).normal((people, 2)) ** 3
    found = best_grouping(points, Settings(), Chance("x"))
    if found is not None:
        assert np.bincount(found.labels).min() >= max(5, -(-people // 20))
        assert (np.diff(np.bincount(found.labels)) <= 0).all()


def test_two_clouds_are_two_groups_numbered_from_the_largest() -> None:
    cloud = Chance("clouds").normal((90, 2))
    cloud[:60] += 20
    found = best_grouping(cloud, Settings(), Chance("x"))
    assert found is not None
    assert found.labels.tolist() == [0] * 60 + [1] * 30
    assert found.silhouette > 0.9


def test_kmeans_finds_the_best_split_of_a_few_points() -> None:
    points = Chance("few").normal((9, 2))

    def spread(labels: tuple[int, ...]) -> float:
        parts = [points[np.array(labels) == group] for group in (0, 1)]
        return sum(float(((part - part.mean(axis=0)) ** 2).sum()) for part in parts)

    splits = [tuple(int(bit) for bit in f"{number:09b}") for number in range(1, 2**9 - 1)]
    middles = kmeans(points, np.ones(9), 2, Chance("x"), starts=20)
    squares = ((points[:, np.newaxis] - middles) ** 2).sum(axis=2).min(axis=1).sum()
    assert squares == pytest.approx(min(spread(split) for split in splits))


def test_weights_are_people_standing_at_one_place() -> None:
    points = Chance("w").normal((20, 2))
    weights = np.arange(20) % 3 + 1
    repeated = np.repeat(points, weights, axis=0)
    labels = (points[:, 0] > 0).astype(int)
    heavy = silhouette(distances(points), weights.astype(float), labels, 2)
    assert heavy == pytest.approx(
        silhouette(distances(repeated), np.ones(len(repeated)), np.repeat(labels, weights), 2)
    )


def test_the_silhouette_is_rousseeuw_s() -> None:
    points = np.array([[0.0, 0], [0, 1], [5, 0], [5, 1]])
    far = (5 + np.sqrt(26)) / 2
    assert silhouette(distances(points), np.ones(4), np.array([0, 0, 1, 1]), 2) == pytest.approx(1 - 1 / far)


def test_the_agreement_of_two_groupings_is_the_adjusted_rand_index() -> None:
    # Hubert and Arabie's index, worked out by hand: pairs together in both 1, in each 3, of 15 pairs.
    first, second = np.array([0, 0, 0, 1, 1, 2]), np.array([0, 0, 1, 1, 2, 2])
    together, rows, columns, pairs = 1, 4, 3, 15
    expected = (together - rows * columns / pairs) / ((rows + columns) / 2 - rows * columns / pairs)
    assert agreement(first, second) == pytest.approx(expected)
    assert agreement(first, np.array([2, 2, 2, 0, 0, 1])) == 1
    assert agreement(np.zeros(4, dtype=int), np.zeros(4, dtype=int)) == 1


@given(st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3), min_size=1, max_size=4))
@settings(max_examples=60, deadline=None)
def test_groups_keep_the_names_that_most_of_their_people_had(rows: list[list[int]]) -> None:
    overlap = np.array(rows)
    found = matched(overlap)
    kept = sum(overlap[row, column] for row, column in enumerate(found) if column >= 0)
    best = max(
        sum(overlap[row, column] for row, column in enumerate(choice) if column < 3)
        for choice in permutations(range(3 + len(rows)), len(rows))
    )
    assert kept == best
    used = [column for column in found if column >= 0]
    assert len(set(used)) == len(used)


def test_a_second_run_gives_the_groups_their_former_names() -> None:
    reactions, _ = planted(300, 40, 25, groups=2, seed=7)
    first = analyse(reactions).grouped
    former = {
        person: {0: "rouge", 1: "7"}[int(group)]
        for person, group in zip(reactions.participants, first.membership, strict=True)
        if group >= 0
    }
    assert analyse(reactions, former=former).grouped.names == ("rouge", "7")
    only = {person: name for person, name in former.items() if name == "7"}
    assert sorted(analyse(reactions, former=only).grouped.names) == ["7", "8"]


@given(st.integers(1, 200), st.integers(1, 8), st.integers(1, 64))
@settings(max_examples=60, deadline=None)
def test_cells_hold_enough_people_and_all_of_them(people: int, fewest: int, most: int) -> None:
    points = np.round(Chance("cells").normal((people, 2)), 1)
    labels = cells(points, fewest, most)
    middles, sizes = centres(points, labels)
    assert len(sizes) <= most
    assert sizes.sum() == people
    assert sizes.min() >= min(fewest, people)
    np.testing.assert_allclose((middles * sizes[:, np.newaxis]).sum(axis=0), points.sum(axis=0), atol=1e-9)


@pytest.mark.parametrize(("name", "verdict"), [(PUBLIC[0], "clear"), (PUBLIC[1], "uncertain")])
def test_public_conversations_have_groups_as_sure_as_they_are(name: str, verdict: str) -> None:
    reactions, _ = public(name)
    found = analyse(reactions).grouped
    assert found.verdict == verdict
    assert found.stability is not None
    assert found.stability.consensus >= 8
    assert (found.stability.groups < 0.8) == (verdict == "uncertain")


@pytest.mark.parametrize(
    ("silhouette_", "groups", "halves", "people", "said"),
    [
        (0.45, 0.9, 0.8, 200, "clear"),
        (0.45, 0.79, 0.8, 200, "uncertain"),
        (0.45, 0.9, 0.49, 200, "uncertain"),
        (0.45, 0.24, 0.8, 200, "none"),
        (0.24, 0.9, 0.8, 200, "none"),
        (0.45, 0.9, 0.27, 200, "none"),
        (0.45, 0.9, 0.28, 200, "uncertain"),
        (0.45, 0.9, 0.40, 25, "none"),
    ],
)
def test_groups_are_as_sure_as_their_figures(
    silhouette_: float, groups: float, halves: float, people: int, said: str
) -> None:
    assert verdict(silhouette_, Stability(groups, halves, 9, 8), people, Settings()) == said
