"""Equalities are refused, or settled by one order for the whole count."""

import pytest

from chainon.methods.randomness import Stream
from chainon.methods.ties import Met, TieError, Ties

NAMES = ("banc", "arbre", "fontaine", "atelier")


def test_by_default_a_tie_is_refused_and_names_who_is_tied():
    with pytest.raises(TieError) as refusal:
        Ties().over(NAMES).first(["fontaine", "banc"], "round")
    assert (refusal.value.code, refusal.value.params) == ("tied", {"ids": ("banc", "fontaine"), "where": "round"})


def test_one_alone_is_not_a_tie():
    settler = Ties().over(NAMES)
    assert settler.first(["banc"], "round") == "banc" and settler.met == []


def test_smallest_id_is_compared_as_text():
    assert Ties.parse("id").over(["10", "2"]).sorted(["2", "10"], "round") == ["10", "2"]


def test_a_seed_gives_the_order_of_the_public_shuffle_and_keeps_it_for_the_whole_count():
    order = Stream("boules 4, 17").shuffle(NAMES)
    settler = Ties.parse("seed:boules 4, 17").over(reversed(NAMES))
    assert settler.sorted(NAMES, "a") == order
    assert settler.first(order[2:], "b") == order[2] and settler.last(order[:2], "c") == order[1]
    assert settler.met[1] == Met("b", tuple(sorted(order[2:])), tuple(order[2:]))


def test_an_order_drawn_by_hand_is_followed_and_must_name_everyone():
    settler = Ties("order", order=("fontaine", "banc")).over(NAMES)
    assert settler.first(["banc", "fontaine"], "round") == "fontaine"
    with pytest.raises(TieError, match="not-in-order"):
        settler.first(["banc", "arbre"], "round")


@pytest.mark.parametrize("text", ["", "seed:", "hasard", "ID"])
def test_another_way_is_refused(text: str):
    with pytest.raises(TieError, match="bad-way"):
        Ties.parse(text)


def test_the_sheet_of_a_rule_publishes_the_way_and_what_it_stands_on():
    assert Ties().as_json() == {"way": "refuse"}
    assert Ties.parse("seed:x").as_json() == {"way": "draw", "seed": "x"}
    assert Ties("order", order=("b", "a")).as_json() == {"way": "order", "order": ["b", "a"]}
