"""The numbers of a computation come from its seed alone, and are the same everywhere."""

from __future__ import annotations

import numpy as np

from chainon.methods.opinions.chance import Chance


def test_the_numbers_of_a_seed_are_those_written_here() -> None:
    assert Chance("mairie").order(8).tolist() == [4, 6, 2, 1, 3, 5, 7, 0]
    assert np.round(Chance("mairie").uniform(3), 12).tolist() == [0.780730090391, 0.332976074987, 0.212827084653]


def test_each_purpose_and_each_seed_has_its_own() -> None:
    seen = {
        tuple(chance.order(30).tolist()) for chance in (Chance("a"), Chance("b"), Chance("a").on("k"), Chance("a", "k"))
    }
    assert len(seen) == 4
    assert Chance("a").on("k").order(9).tolist() == Chance("a").on("k").order(9).tolist()


def test_uniform_and_normal_are_what_they_say() -> None:
    flat, bell = Chance("x").uniform((4000,)), Chance("x").normal((4000, 1))
    assert 0 <= flat.min() < 0.01
    assert 0.99 < flat.max() < 1
    assert abs(bell.mean()) < 0.06
    assert abs(bell.std() - 1) < 0.06
