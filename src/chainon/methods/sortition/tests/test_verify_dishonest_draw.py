"""A dishonest organiser, who recomputes every hash after a change, is refused for the right reason."""

import copy
import secrets
from collections.abc import Callable
from typing import Any

import pytest

from chainon.methods.evidence import canonical, sha256_hex
from chainon.methods.randomness import Balls, Beacon, PublicLottery
from chainon.methods.sortition import verify_draw
from chainon.methods.sortition.model import Feature, Lottery, Person, Pool, Quota
from chainon.methods.sortition.opening import open_draw, personal_line, replacement_order
from chainon.methods.sortition.seal import Document, Trees, freeze, seal
from chainon.methods.sortition.tests.sealed_examples import FEATURES, PEOPLE, lottery_of, sealed_example

LOTO = PublicLottery(((5, 49), (1, 10)), "2026-12-05", "Loto du 5 décembre 2026")

SEALED = sealed_example()
OPENED = open_draw(SEALED.document, ["7"], replacements=replacement_order(SEALED.document, ["7"])[1:3])
HASHED = sealed_example(sources=[LOTO, Beacon(5, "balise", size=16)], draw_id="hashed")
HASHED_OPENED = open_draw(HASHED.document, ["3 12 25 33 49 + 7", "ab" * 16])


def recommit(frozen: Document) -> Document:
    """What a dishonest organiser would publish: a content changed, and the hash that goes with it."""
    bare = {key: value for key, value in frozen.items() if key != "commitment"}
    return bare | {"commitment": sha256_hex(canonical(bare))}


def refused(check: Callable[..., Any], *files: Any) -> str:
    with pytest.raises(verify_draw.Refused) as reason:
        check(*files)
    return str(reason.value)


def opened_with(frozen: Document | None = None, **changes: Any) -> Document:
    doc = copy.deepcopy(OPENED) | changes
    return doc | {"frozen": recommit(frozen)} if frozen else doc


def panel_of(number: int, document: Document = SEALED.document) -> Document:
    trees = Trees(document)
    return {
        "salt": document["panels"][number]["salt"],
        "members": [trees.inclusion(token) for token in trees.members(number)],
        "proof": [node.hex() for node in trees.panels.proof(number)],
    }


def test_another_number_even_with_its_own_panel_is_refused():
    wrong = opened_with(number=3, panel=panel_of(3), replacements=[])
    assert "le groupe désigné est le n° 7, pas 3" in refused(verify_draw.check_public, wrong)


def test_another_panel_under_the_right_number_is_refused():
    assert "n'est pas le n° 7" in refused(verify_draw.check_public, opened_with(panel=panel_of(3), replacements=[]))


def test_someone_put_in_the_place_of_another_is_refused():
    wrong = copy.deepcopy(OPENED)
    wrong["panel"]["members"] = sorted(
        [*wrong["panel"]["members"][:-1], wrong["replacements"][0]], key=lambda member: member["token"]
    )
    assert "n'est pas le n° 7" in refused(verify_draw.check_public, wrong | {"replacements": []})


def test_the_same_member_twice_is_refused():
    wrong = copy.deepcopy(OPENED)
    wrong["panel"]["members"][1] = wrong["panel"]["members"][0]
    assert "taille" in refused(verify_draw.check_public, wrong)


def test_a_drawn_person_called_as_a_replacement_in_capital_letters_is_refused():
    drawn = OPENED["panel"]["members"][0]
    assert refused(verify_draw.check_public, opened_with(replacements=[drawn]))
    shouted = drawn | {"token": drawn["token"].upper()}
    assert refused(verify_draw.check_public, opened_with(replacements=[shouted]))


@pytest.mark.parametrize("part", ["panel", "frozen", "seed", "values", "number"])
def test_a_part_of_another_draw_is_refused(part):
    wrong = copy.deepcopy(OPENED) | {part: HASHED_OPENED[part]}
    if wrong[part] == OPENED[part]:
        pytest.skip("both draws have the same")
    assert refused(verify_draw.check_public, wrong)


def test_the_sealed_file_or_the_line_of_another_draw_is_refused():
    twin = sealed_example(draw_id="rue-des-roses")
    assert "n'est pas celui qui a été figé" in refused(verify_draw.check_sealed, OPENED, twin.document)
    assert "autre tirage" in refused(verify_draw.check_line, OPENED, personal_line(twin.document, "p03"))
    salted = sealed_example(new_salt=secrets.token_hex)
    foreign = personal_line(salted.document, "p03")
    assert "liste figée" in refused(verify_draw.check_line, SEALED.frozen, foreign)


@pytest.mark.parametrize(
    "value",
    ["12.3.25.33.49+7", "3.12.25.33.49+07", "3.12.25.33.49", "3.3.25.33.49+7", "3.12.25.33.50+7", "3.12.25.33+7", "+"],
)
def test_a_public_lottery_written_otherwise_is_refused_even_with_a_seed_that_fits(value):
    doc = copy.deepcopy(HASHED_OPENED)
    doc["values"][0] = value
    doc["seed"] = doc["seed"].replace("3.12.25.33.49+7", value)
    assert "forme annoncée" in refused(verify_draw.check_public, doc) or "mal formé" in refused(
        verify_draw.check_public, doc
    )


@pytest.mark.parametrize(
    ("sources", "panels"),
    [
        ([Balls(1, "une boule")], 9),
        ([Balls(3, "trois boules")], 10),
        ([PublicLottery(((1, 10),), "2026-12-05", "petit loto")], 10),
    ],
)
def test_sources_too_poor_for_every_panel_to_have_its_chance_are_refused(sources, panels):
    frozen = copy.deepcopy(SEALED.frozen)
    frozen["terms"] |= {"sources": [source.as_dict() for source in sources], "panels": panels, "picking": "hashed"}
    assert "trop peu de hasard" in refused(verify_draw.check_public, recommit(frozen))


def test_another_way_of_picking_than_the_rule_is_refused():
    frozen = copy.deepcopy(SEALED.frozen)
    frozen["terms"]["picking"] = "hashed"
    assert "façon de désigner" in refused(verify_draw.check_public, recommit(frozen))


def falsified(change: Callable[[Document], None], base: Document | None = None) -> str:
    """The reason of refusal of a sealed file that was false from the start, frozen with the right hashes."""
    document = copy.deepcopy(base or SEALED.document)
    change(document)
    try:
        frozen = freeze(document)
    except IndexError:  # a panel of someone who does not exist has no leaf
        sealed_sha256 = sha256_hex(canonical(document))
        frozen = recommit(SEALED.frozen | {"terms": document["terms"], "sealed_sha256": sealed_sha256})
    return refused(verify_draw.check_sealed, frozen, document)


def put(*path: Any) -> Callable[[Document], None]:
    *keys, last, value = path

    def change(document: Document) -> None:
        target: Any = document
        for key in keys:
            target = target[key]
        target[last] = value

    return change


def swap_count(document: Document) -> None:
    document["people"][0]["count"] += 1
    document["people"][1]["count"] -= 1


def favour(document: Document) -> None:
    """p00 takes the turns of p02, who has the same profile: quotas and counts stay right."""
    for panel in document["panels"]:
        panel["members"] = sorted({0 if member == 2 else member for member in panel["members"]})
    for index, person in enumerate(document["people"]):
        person["count"] = sum(index in panel["members"] for panel in document["panels"])


def favour_under_hidden_profiles(document: Document) -> None:
    favour(document)
    for index, person in enumerate(document["people"]):
        person["values"].append(f"caché {index}")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (put("people", 0, "id", "p01"), "figure deux fois"),
        (lambda document: document["people"].pop(), "il manque des personnes"),
        (lambda document: document["panels"].pop(), "il manque des groupes"),
        (put("terms", "volunteers", 13), "il manque des personnes"),
        (put("terms", "panels", 11), "façon de désigner"),
        (put("terms", "seats", 5), "taille fausse"),
        (put("panels", 3, "members", [0, 1, 6]), "taille fausse"),
        (put("panels", 3, "members", [0, 0, 1, 6]), "taille fausse"),
        (put("panels", 3, "members", [1, 0, 6, 7]), "taille fausse"),
        (put("panels", 3, "members", [-1, 0, 1, 6]), "nombre de groupes est faux"),
        (put("panels", 3, "members", [0, 1, 2, 6]), "3 fois « femme »"),
        (put("panels", 3, "members", [0, 2, 6, 8]), "4 fois « 16–35 ans »"),
        (put("panels", 3, "members", [0, 1, 6, 12]), "mal formé"),
        (put("people", 0, "values", ["femme", "centenaire"]), "n'a pas été annoncée"),
        (put("people", 0, "values", ["femme"]), "un profil est caché"),
        (put("terms", "features", 0, "quotas", 0, "min", 3), "2 fois « femme »"),
        (swap_count, "nombre de groupes est faux"),
        (favour, "à profil égal"),
        (favour_under_hidden_profiles, "un profil est caché"),
        (put("people", 0, "probability", "0.900000000000"), "ne font pas le nombre de places"),
        (put("optimum", "min", "0.400000000000"), "la plus petite chance"),
        (put("people", 0, "probability", "un tiers"), "mal formé"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_sealed_file_false_from_the_start_is_refused_for_its_reason(change, reason):
    assert reason in falsified(change)


def test_two_people_of_one_household_are_refused():
    pool = Pool(FEATURES, tuple(Person(p.id, p.values, f"foyer {i}") for i, p in enumerate(PEOPLE)))
    base = sealed_example(pool=pool, households=True).document
    first, second = lottery_of().panels[0][:2]

    def move_in_together(document: Document) -> None:
        document["people"][second]["household"] = document["people"][first]["household"]

    assert "deux personnes d'un même foyer" in falsified(move_in_together, base)


@pytest.mark.parametrize(
    ("key", "value", "reason"),
    [
        ("panels_root", "0" * 64, "la liste des groupes"),
        ("people_root", "0" * 64, "la liste des volontaires"),
        ("sealed_sha256", "0" * 64, "pas celui qui a été figé"),
        ("format", "chainon-frozen-2", "pas un fichier figé"),
    ],
)
def test_a_frozen_file_that_says_something_else_of_the_sealed_one_is_refused(key, value, reason):
    assert reason in refused(verify_draw.check_sealed, recommit(SEALED.frozen | {key: value}), SEALED.document)


@pytest.mark.parametrize(("size", "reason"), [(1, "trop longue"), (5, "trop longue"), (24, "trop courte")])
def test_a_lie_on_the_size_of_the_list_is_refused_by_the_proofs(size, reason):
    trees = Trees(SEALED.document)
    last = max(trees.tokens)
    proof = trees.inclusion(last)["proof"]
    assert verify_draw.climb(last, 11, 12, proof) == SEALED.frozen["people_root"]
    assert reason in refused(verify_draw.climb, last, size - 1, size, proof)


def household_draw() -> Document:
    """Six people of one profile for two seats; a and b live together, c and d too: one of a home at a time."""
    homes = {"a": "h", "b": "h", "c": "i", "d": "i", "e": None, "f": None}
    people = tuple(Person(name, ("x",), home) for name, home in homes.items())
    panels = ((0, 2), (1, 3), (0, 2), (1, 3), *[(4, 5)] * 6)
    return seal(
        Pool((Feature("genre", {"x": Quota(2, 2)}),), people),
        Lottery(2, panels, (2, 2, 2, 2, 6, 6)),
        draw_id="foyer",
        title="Foyer",
        objective="leximin",
        households=True,
        sources=[Balls(1, "boule")],
        replacement="frozen-order",
        probabilities=[0.2, 0.2, 0.2, 0.2, 0.6, 0.6],
        optimum={"min": "0.2", "gap": "0.0", "proven_optimal": False},
    ).document


def test_an_optimum_that_is_not_proved_is_said_so():
    document = household_draw()
    said = verify_draw.check_sealed(freeze(document), document)
    assert any("optimum non prouvé" in sentence for sentence in said)


def test_someone_favoured_among_those_whose_homes_are_alike_is_refused():
    def favour_a(document: Document) -> None:
        """a takes every turn of b, who lives with them: quotas, homes and counts stay right."""
        for panel in document["panels"]:
            panel["members"] = sorted(0 if member == 1 else member for member in panel["members"])
        document["people"][0]["count"], document["people"][1]["count"] = 4, 0

    assert "à profil égal" in falsified(favour_a, household_draw())


def test_people_of_one_profile_may_have_other_chances_only_when_their_homes_differ():
    # Sealed above with a in 2 panels and e in 6; without their shared home, c and d have no reason to be in 2.
    def separate_c_and_d(document: Document) -> None:
        document["people"][2]["household"] = document["people"][3]["household"] = None

    assert "à profil égal" in falsified(separate_c_and_d, household_draw())
