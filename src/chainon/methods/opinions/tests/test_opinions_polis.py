"""The `polis` mode against figures of red-dwarf kept in a file, and its own promises."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from chainon.methods.opinions import Reactions
from chainon.methods.opinions.polis import META_PRIORITY, polis
from chainon.methods.opinions.representative import tests as z_tests

from .conversations import planted
from .test_opinions_peer import assert_same

GOLDEN = json.loads(Path(__file__).with_name("golden_polis.json").read_text(encoding="utf-8"))


def golden() -> Reactions:
    rows = [(person, name, answer) for person, said in GOLDEN["reactions"].items() for name, answer in said.items()]
    return Reactions.of(rows)


def test_the_figures_are_those_of_the_peer() -> None:
    assert_same(polis(golden(), groups=GOLDEN["groups"], excluded=GOLDEN["excluded"]), GOLDEN["peer"])


def test_a_statement_taken_out_is_never_picked() -> None:
    result = polis(golden(), groups=GOLDEN["groups"], excluded=["2", "7", "8"])
    picked = {result.reactions.statements[pick.statement] for picks in result.representative for pick in picks}
    assert picked.isdisjoint({"2", "7", "8"})


def test_a_direction_never_contradicts_the_group() -> None:
    for seed in range(5):
        reactions, _ = planted(200, 40, 15, groups=3, seed=seed)
        result = polis(reactions)
        for picks in result.representative:
            for pick in picks:
                agree = result.counts.agree[pick.group, pick.statement]
                disagree = result.counts.disagree[pick.group, pick.statement]
                assert agree >= disagree if pick.direction == "agree" else disagree >= agree


def test_the_priority_is_high_for_what_is_new_and_fixed_for_what_is_meta() -> None:
    result = polis(golden(), groups=GOLDEN["groups"], meta=["3"])
    assert result.priority[result.reactions.statements.index("3")] == META_PRIORITY**2


def test_polis_published_axes_need_no_groups() -> None:
    reactions, truth = planted(150, 30, 20, groups=2, seed=1)
    alone = polis(reactions)
    given = polis(reactions, groups={p: str(g) for p, g in zip(reactions.participants, truth, strict=True)})
    np.testing.assert_array_equal(alone.points, given.points)
    assert alone.silhouette is not None
    assert given.silhouette is None


def test_two_proportions_are_compared_as_by_hand() -> None:
    count, seen = np.array([[30], [10]]), np.array([[40], [40]])
    found = z_tests(count, seen)
    inside, outside, pooled = 31 / 41, 11 / 41, 42 / 82
    by_hand = (inside - outside) / (pooled * (1 - pooled) * (2 / 41)) ** 0.5
    assert found.more[0, 0] == pytest.approx(by_hand)
    assert found.holds[0, 0] == pytest.approx(2 * 41**0.5 * (31 / 41 - 0.5))
    assert found.ratio[0, 0] == pytest.approx((31 / 42) / (11 / 42))
