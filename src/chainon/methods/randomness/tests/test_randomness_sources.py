"""What is read in public has one writing only, and a wrong reading is refused with its reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chainon.methods.randomness import (
    Balls,
    Beacon,
    PublicLottery,
    RandomnessError,
    Text,
    seed_string,
    source_from,
)

HASH = "ab" * 32
LOTO = PublicLottery(((5, 49), (1, 10)), "2026-12-05", "Loto du 5 décembre 2026")
BEACON = Beacon(19_000_000, "drand quicknet")


@pytest.mark.parametrize(
    ("source", "typed", "read"),
    [
        (Balls(3, "boules"), "174", "1.7.4"),
        (Balls(3, "boules"), " 0 0-7", "0.0.7"),
        (LOTO, "12 3 25 49 33 + 07", "3.12.25.33.49+7"),
        (LOTO, "3,12,25,33,49+7", "3.12.25.33.49+7"),
        (BEACON, " " + "AB" * 32 + "\n", "ab" * 32),
        (Beacon(5, "NIST", size=64), "0f" * 64, "0f" * 64),
        (Text("ligne de commande"), "  e\u0301té ", "été"),
    ],
)
def test_a_value_is_read_in_its_one_writing_and_reading_it_again_changes_nothing(source, typed, read):
    assert source.read(typed) == read
    assert source.read(read) == read


@pytest.mark.parametrize(
    ("source", "typed", "code"),
    [
        (Balls(3, "boules"), "17", "balls-count"),
        (Balls(3, "boules"), "17a", "balls-not-digits"),
        (Balls(3, "boules"), "１７４", "balls-not-digits"),
        (Balls(3, "boules"), "", "balls-not-digits"),
        (LOTO, "3 12 25 33 49", "lottery-groups"),
        (LOTO, "3 12 25 33 + 7", "lottery-count"),
        (LOTO, "3 12 25 33 50 + 7", "lottery-range"),
        (LOTO, "0 12 25 33 49 + 7", "lottery-range"),
        (LOTO, "3 3 25 33 49 + 7", "lottery-twice"),
        (LOTO, "3 12 25 33 quarante + 7", "lottery-not-numbers"),
        (BEACON, "ab", "beacon-length"),
        (BEACON, "xy" * 32, "beacon-not-hexadecimal"),
        (Text("x"), "  ", "text-empty"),
        (Text("x"), "a\x00b", "text-control"),
        (Text("x"), "a" * 501, "text-too-long"),
    ],
)
def test_a_wrong_reading_is_refused_with_its_reason(source, typed, code):
    with pytest.raises(RandomnessError) as refused:
        source.read(typed)
    assert refused.value.code == code


@pytest.mark.parametrize("source", [Balls(3, "boules"), LOTO, BEACON, Text("ligne de commande")])
def test_a_source_comes_back_from_its_fields(source):
    assert source_from(source.as_dict()) == source


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"kind": "dice", "label": "x"}, "bad-source"),
        ({"kind": "balls", "label": "x"}, "bad-source"),
        ({"kind": "balls", "label": "x", "digits": 0}, "bad-source"),
        ({"kind": "balls", "label": "x", "digits": "3"}, "bad-source"),
        ({"kind": "balls", "label": " ", "digits": 3}, "source-without-label"),
        (
            {"kind": "lottery", "label": "x", "on": "5 décembre", "groups": [{"count": 5, "highest": 49}]},
            "lottery-date",
        ),
        ({"kind": "lottery", "label": "x", "on": "2026-12-05", "groups": [{"count": 5}]}, "bad-source"),
        ({"kind": "lottery", "label": "x", "on": "2026-12-05", "groups": []}, "bad-source"),
        ({"kind": "lottery", "label": "x", "on": "2026-12-05", "groups": [{"count": 9, "highest": 5}]}, "bad-source"),
        ({"kind": "beacon", "label": "x", "round": 0, "size": 32}, "bad-source"),
        ({}, "bad-source"),
    ],
)
def test_a_source_badly_described_is_refused(fields, code):
    with pytest.raises(RandomnessError) as refused:
        source_from(fields)
    assert refused.value.code == code


def test_the_number_of_outcomes_of_a_source_is_known():
    assert Balls(3, "b").outcomes() == 1000
    assert LOTO.outcomes() == 19_068_840  # 24.2 bits
    assert PublicLottery(((5, 50), (2, 12)), "2026-12-04", "EuroMillions").outcomes() == 139_838_160
    assert BEACON.outcomes() == 2**256
    assert Text("x").outcomes() is None


texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1, max_size=12).filter(str.strip)


@given(st.lists(texts, min_size=1, max_size=3), st.lists(texts, min_size=1, max_size=3))
def test_two_lists_of_texts_never_give_one_seed(one, other):
    source = Text("x")
    first, second = ([("text", source.read(text)) for text in texts] for texts in (one, other))
    assert (seed_string("d", HASH, first) == seed_string("d", HASH, second)) == (first == second)


@pytest.mark.parametrize(
    ("draw", "commitment", "values", "code"),
    [
        ("a|b", HASH, [("balls", "1")], "bad-draw-id"),
        ("", HASH, [("balls", "1")], "bad-draw-id"),
        ("d", HASH.upper(), [("balls", "1")], "bad-commitment"),
        ("d", HASH, [], "no-source"),
        ("d", HASH, [("dice", "1")], "bad-source"),
    ],
)
def test_a_seed_is_made_only_of_what_cannot_be_mistaken(draw, commitment, values, code):
    with pytest.raises(RandomnessError) as refused:
        seed_string(draw, commitment, values)
    assert refused.value.code == code
