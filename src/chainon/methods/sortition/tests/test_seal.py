"""Sealing binds the organisers and betrays nobody; opening shows the panel that the public values pick."""

import json
import re
import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chainon.methods.errors import MethodError
from chainon.methods.evidence import canonical, sha256_hex
from chainon.methods.randomness import Balls, Beacon, PublicLottery, Stream, Text
from chainon.methods.sortition import verify_draw
from chainon.methods.sortition.errors import SortitionError
from chainon.methods.sortition.model import Lottery, Person, Pool
from chainon.methods.sortition.opening import (
    drawn_people,
    open_draw,
    open_table,
    personal_line,
    pick,
    replacement_order,
    revealing_profiles,
    verify_personal_line,
    verify_table,
)
from chainon.methods.sortition.tests.sealed_examples import BALL, FEATURES, PEOPLE, POOL, lottery_of, sealed_example

LOTO = PublicLottery(((5, 49), (1, 10)), "2026-12-05", "Loto du 5 décembre 2026")


def refusal(**changes) -> str:
    with pytest.raises(MethodError) as refused:
        sealed_example(**changes)
    return refused.value.code


def test_balls_that_make_a_panel_number_pick_that_panel():
    sealed = sealed_example(1000, sources=[Balls(3, "Trois boules")])
    opened = open_draw(sealed.document, ["174"])
    assert sealed.frozen["terms"]["picking"] == "direct"
    assert opened["number"] == 174
    assert opened["values"] == ["1.7.4"]
    assert drawn_people(sealed.document, ["174"]) == list(lottery_of(1000).panels[174])


def test_other_sources_pick_a_panel_through_the_seed():
    sealed = sealed_example(10, sources=[LOTO, Beacon(7, "balise")])
    opened = open_draw(sealed.document, ["49 3 12 33 25 + 7", "0F" * 32])
    commitment = sealed.frozen["commitment"]
    assert sealed.frozen["terms"]["picking"] == "hashed"
    assert opened["seed"] == f"chainon-seed-1|rue-des-lilas|{commitment}|lottery:3.12.25.33.49+7|beacon:{'0f' * 32}"
    assert opened["number"] == Stream(opened["seed"]).below(10)


def test_picking_needs_the_frozen_file_only():
    sealed = sealed_example()
    assert pick(sealed.frozen, ["7"]).number == 7


def test_the_commitment_is_the_hash_of_all_that_is_frozen():
    frozen = sealed_example().frozen
    bare = {key: value for key, value in frozen.items() if key != "commitment"}
    assert frozen["commitment"] == sha256_hex(canonical(bare))
    assert frozen["sealed_sha256"] == sha256_hex(canonical(sealed_example().document))


def test_sealing_twice_gives_files_that_cannot_be_linked():
    one, other = (sealed_example(new_salt=secrets.token_hex) for _ in range(2))
    opened = [open_draw(sealed.document, ["7"]) for sealed in (one, other)]
    tokens = [{member["token"] for member in doc["panel"]["members"]} for doc in opened]
    assert not tokens[0] & tokens[1]
    assert one.frozen["people_root"] != other.frozen["people_root"]


def test_nothing_public_holds_an_id_a_salt_or_a_probability():
    sealed = sealed_example(probabilities=[0.312345678901] * 6 + [4 / 6 - 0.312345678901] * 6)
    public = canonical(open_draw(sealed.document, ["7"], replacements=[replacement_order(sealed.document, ["7"])[0]]))
    for person in sealed.document["people"]:
        assert person["id"].encode() not in public
        assert person["salt"].encode() not in public
        assert person["probability"].encode() not in public
        unsalted = canonical({key: person[key] for key in ("id", "values", "household", "count")})
        assert sha256_hex(b"\x00" + unsalted).encode() not in public
    others = [panel["salt"] for number, panel in enumerate(sealed.document["panels"]) if number != 7]
    assert not any(salt.encode() in public for salt in others)


def test_the_places_of_people_in_the_tree_follow_their_tokens_and_not_the_file():
    opened = open_draw(sealed_example(new_salt=secrets.token_hex).document, ["7"])
    places = [member["index"] for member in opened["panel"]["members"]]
    assert places == sorted(places)
    tokens = [member["token"] for member in opened["panel"]["members"]]
    assert tokens == sorted(tokens)


def test_everyone_has_a_line_that_says_in_how_many_panels_they_are_and_proves_it():
    sealed = sealed_example()
    opened = open_draw(sealed.document, ["7"])
    for person, count in zip(POOL.people, lottery_of().counts, strict=True):
        line = personal_line(sealed.document, person.id)
        assert line["line"] == {
            "id": person.id,
            "values": list(person.values),
            "household": None,
            "count": count,
            "panels": 10,
        }
        assert verify_personal_line(line, sealed.frozen)
        assert verify_personal_line(line, opened)


def test_a_line_that_says_something_else_is_refused():
    sealed = sealed_example()
    line = personal_line(sealed.document, "p03")
    assert not verify_personal_line(line | {"line": line["line"] | {"count": 9}}, sealed.frozen)
    assert not verify_personal_line(line | {"salt": "0" * 32}, sealed.frozen)
    assert not verify_personal_line(line | {"note": "9 fois"}, sealed.frozen)
    assert not verify_personal_line(line, sealed_example(draw_id="rue-des-roses").frozen)


def test_someone_unknown_has_no_line():
    with pytest.raises(SortitionError, match="unknown-person"):
        personal_line(sealed_example().document, "p99")


@given(st.integers(0, 9))
def test_replacements_are_everyone_not_drawn_each_once_in_an_order_that_replays(number):
    document = sealed_example().document
    order = replacement_order(document, [str(number)])
    assert order == replacement_order(json.loads(canonical(document)), [str(number)])
    assert sorted(order + drawn_people(document, [str(number)])) == list(range(12))


def test_the_order_of_replacement_is_the_shuffle_of_tokens_under_its_own_label():
    document = sealed_example().document
    tokens = {personal_line(document, person.id)["token"]: index for index, person in enumerate(PEOPLE)}
    drawn = drawn_people(document, ["7"])
    opened = open_draw(document, ["7"])
    others = [token for token, index in tokens.items() if index not in drawn]
    expected = Stream(f"chainon-replacement-1|{opened['seed']}").shuffle(others)
    assert replacement_order(document, ["7"]) == [tokens[token] for token in expected]


def test_people_called_to_a_seat_are_listed_under_their_tokens_and_drawn_people_cannot_be():
    document = sealed_example().document
    third = replacement_order(document, ["7"])[2]
    opened = open_draw(document, ["7"], replacements=[third])
    assert [person["token"] for person in opened["replacements"]] == [
        personal_line(document, POOL.people[third].id)["token"]
    ]
    for wrong in ([drawn_people(document, ["7"])[0]], [third, third], [12], [-1]):
        with pytest.raises(SortitionError, match="not-a-replacement"):
            open_draw(document, ["7"], replacements=wrong)


def test_texts_are_sealed_in_one_writing_of_accents():
    decomposed = Pool(FEATURES, (Person("Ame\u0301lie", PEOPLE[0].values), *PEOPLE[1:]))
    composed = Pool(FEATURES, (Person("Amélie", PEOPLE[0].values), *PEOPLE[1:]))
    assert sealed_example(pool=decomposed) == sealed_example(pool=composed)


def test_two_people_whose_ids_differ_only_by_the_writing_of_an_accent_are_refused():
    people = (Person("Ame\u0301lie", PEOPLE[0].values), Person("Amélie", PEOPLE[1].values), *PEOPLE[2:])
    assert refusal(pool=Pool(FEATURES, people)) == "seal-refused"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"sources": []}, "no-source"),
        ({"sources": [LOTO, LOTO]}, "source-twice"),
        ({"sources": [Balls(2, "deux boules")]}, "too-little-chance"),
        ({"panels": 20, "sources": [BALL]}, "too-little-chance"),
        ({"draw_id": "rue|des|lilas"}, "bad-draw-id"),
        ({"probabilities": [0.5]}, "probabilities-count"),
        ({"probabilities": [0.5] * 12}, "seal-refused"),
        ({"new_salt": lambda size: "0" * 2 * size}, "salt-twice"),
        ({"new_salt": lambda size: "sel"}, "bad-salt"),
        ({"lottery": Lottery(4, lottery_of().panels, (9,) * 12)}, "seal-refused"),
        ({"lottery": Lottery(4, ((0, 1, 2, 4),) * 10, (10, 10, 10, 0, 10, *[0] * 7))}, "seal-refused"),
        ({"lottery": Lottery(4, ((0, 1, 6, 99),) * 10, (10, 10, *[0] * 10))}, "panel-out-of-pool"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_would_not_be_a_fair_and_verifiable_draw_is_not_sealed(changes, code):
    assert refusal(**changes) == code


def test_two_people_of_one_household_in_a_panel_are_not_sealed_when_households_count():
    first, second = lottery_of().panels[0][:2]
    homes = [Person(p.id, p.values, "12 rue des Lilas" if i in {first, second} else None) for i, p in enumerate(PEOPLE)]
    pool = Pool(FEATURES, tuple(homes))
    assert sealed_example(pool=pool, households=False)
    assert refusal(pool=pool, households=True) == "seal-refused"


@pytest.mark.parametrize(
    ("values", "code"),
    [([], "values-count"), (["7", "7"], "values-count"), (["77"], "balls-count"), (["x"], "balls-not-digits")],
)
def test_values_that_were_not_announced_open_nothing(values, code):
    with pytest.raises(MethodError) as refused:
        open_draw(sealed_example().document, values)
    assert refused.value.code == code


def test_a_text_as_the_only_chance_is_said_to_prove_nothing():
    sealed = sealed_example(sources=[Text("ligne de commande")])
    said = verify_draw.check_public(open_draw(sealed.document, ["ma graine | à moi"]))
    assert any(sentence.startswith("⚠") for sentence in said)


def test_profiles_held_by_few_people_are_told_before_an_open_table_is_chosen():
    lonely = Pool(FEATURES, PEOPLE[:10])
    rare = revealing_profiles(lonely, threshold=3)
    assert [(profile.values, profile.people) for profile in rare] == [
        (("homme", "16–35 ans"), 2),
        (("homme", "36 ans et plus"), 2),
    ]
    assert revealing_profiles(POOL, threshold=3) == ()
    assert len(revealing_profiles(POOL)) == 4


def test_an_open_table_is_all_the_panels_that_were_frozen_and_only_them():
    sealed = sealed_example()
    rows = open_table(sealed.document)
    assert verify_table(rows, sealed.frozen)
    assert not verify_table(rows[:-1], sealed.frozen)
    assert not verify_table([*rows[:-1], rows[0]], sealed.frozen)
    assert not verify_table([rows[1], rows[0], *rows[2:]], sealed.frozen)
    assert not re.search(rb"p\d\d|femme|homme", canonical(rows))
