"""The stream of numbers gives, here as everywhere, the bytes of its specification."""

import json
import math
import random
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chainon.methods.randomness import RandomnessError, Stream, seed_string

# Made by another program, which asks SHA-256 of openssl and works on hexadecimal texts.
VECTORS = json.loads((Path(__file__).parent / "vectors.json").read_text("utf-8"))


@pytest.mark.parametrize("vector", VECTORS["words"], ids=lambda vector: ascii(vector["seed"])[:20])
def test_words_are_those_of_the_golden_vectors(vector):
    stream = Stream(vector["seed"])
    assert [f"{stream.below(2**64):016x}" for _ in vector["words"]] == vector["words"]


@pytest.mark.parametrize("vector", VECTORS["below"], ids=lambda vector: vector["n"])
def test_numbers_below_n_are_those_of_the_golden_vectors(vector):
    stream = Stream(vector["seed"])
    assert [str(stream.below(int(vector["n"]))) for _ in vector["numbers"]] == vector["numbers"]


@pytest.mark.parametrize("vector", VECTORS["shuffle"], ids=lambda vector: ascii(vector["seed"])[:20])
def test_shuffles_are_those_of_the_golden_vectors(vector):
    assert Stream(vector["seed"]).shuffle(vector["ids"]) == vector["shuffled"]


@pytest.mark.parametrize("vector", VECTORS["seeds"], ids=lambda vector: vector["draw"])
def test_seed_strings_are_those_of_the_golden_vectors(vector):
    values = [tuple(pair) for pair in vector["values"]]
    assert seed_string(vector["draw"], vector["commitment"], values) == vector["seed"]


def test_two_writings_of_one_accent_are_one_seed():
    assert Stream("e\u0301te\u0301").below(2**64) == Stream("été").below(2**64)


@given(st.text(st.characters(codec="utf-8"), max_size=20), st.integers(1, 2**64), st.integers(1, 5))
def test_numbers_stay_below_n_and_replay(seed, n, how_many):
    one, other = Stream(seed), Stream(seed)
    numbers = [one.below(n) for _ in range(how_many)]
    assert numbers == [other.below(n) for _ in range(how_many)]
    assert all(0 <= number < n for number in numbers)


@given(st.sets(st.integers(0, 999).map(str), max_size=30), st.randoms(use_true_random=False), st.integers(0, 30))
def test_the_order_in_which_ids_come_does_not_matter_and_choosing_is_the_head_of_shuffling(ids, rng, k):
    mixed = list(ids)
    rng.shuffle(mixed)
    shuffled = Stream("graine").shuffle(mixed)
    assert shuffled == Stream("graine").shuffle(sorted(ids))
    assert sorted(shuffled) == sorted(ids)
    if k <= len(ids):
        assert Stream("graine").choose(mixed, k) == shuffled[:k]


def test_every_number_comes_as_often_as_any_other():
    # n just above 2^63: without rejection, one half of the numbers would come twice as often as the other.
    n = 2**63 + 2**62
    halves = Counter(Stream(f"graine {i}").below(n) * 3 // n for i in range(6000))
    chi2 = sum((halves[third] - 2000) ** 2 / 2000 for third in range(3))
    assert chi2 < 13.8  # 1 in 1,000 with two degrees of freedom


def test_every_order_of_four_ids_comes_as_often_as_any_other():
    seen = Counter("".join(Stream(f"ordre {i}").shuffle("abcd")) for i in range(12_000))
    expected = 12_000 / math.factorial(4)
    assert len(seen) == 24
    assert sum((n - expected) ** 2 / expected for n in seen.values()) < 49.7  # 1 in 1,000, 23 degrees of freedom


def test_forty_thousand_ids_are_shuffled_within_a_second():
    ids = [f"{random.Random(7).getrandbits(64):x}-{i}" for i in range(40_000)]
    start = time.process_time()
    assert len(Stream("grand").shuffle(ids)) == 40_000
    assert time.process_time() - start < 1


@pytest.mark.parametrize("n", [0, -1, 2**64 + 1])
def test_an_impossible_range_is_refused(n):
    with pytest.raises(RandomnessError, match="bad-range"):
        Stream("x").below(n)


def test_the_same_id_twice_is_refused_even_in_two_writings():
    with pytest.raises(RandomnessError, match="duplicate-id"):
        Stream("x").shuffle(["été", "e\u0301te\u0301"])


def test_choosing_more_than_there_are_is_refused():
    with pytest.raises(RandomnessError, match="too-many"):
        Stream("x").choose(["a"], 2)


def test_a_text_that_is_no_text_is_refused():
    with pytest.raises(RandomnessError, match="bad-seed"):
        Stream("\ud800")
