from __future__ import annotations

import re
from collections import Counter

from chainon.demo.people import invent
from chainon.demo.profiles import AGE, AGE_STARTS, AGES, GENDER, SECTOR, TRAITS
from chainon.demo.town import MAIL, NEIGHBOURHOODS, TOWN
from chainon.governance.volunteers.forbidden import refusal
from chainon.governance.volunteers.intake.ages import band_of, bands
from chainon.governance.volunteers.intake.identity import name_key
from chainon.territory.places import communes
from chainon.territory.places.communes.index import fold

EVERYONE = invent(1703, "essai")


def test_the_town_is_none_of_the_communes_of_france() -> None:
    found = communes.search(TOWN, 50)
    assert fold(TOWN) not in {fold(commune.name) for commune in found}
    assert any(commune.name == "Caen" for commune in communes.search("Caen", 5)), "the search does find real ones"


def test_the_same_seed_invents_the_same_people_and_another_seed_others() -> None:
    assert invent(40, "essai") == EVERYONE[:40]
    assert invent(40, "autre") != EVERYONE[:40]


def test_nobody_can_be_taken_for_someone_else() -> None:
    emails = [person.email for person in EVERYONE if person.email]
    for keys in ([name_key(person.name) for person in EVERYONE], [person.phone for person in EVERYONE], emails):
        assert len(set(keys)) == len(keys)


def test_contacts_lead_to_nobody() -> None:
    """The domain is reserved for examples (RFC 2606), the telephone numbers for fiction (Arcep)."""
    assert MAIL.endswith(".example")
    assert all(person.email == "" or person.email.endswith(f"@{MAIL}") for person in EVERYONE)
    assert all(re.fullmatch(r"06 39 98 \d\d \d\d", person.phone) for person in EVERYONE)
    assert all(person.address.endswith(TOWN) for person in EVERYONE)


def test_an_address_is_one_home() -> None:
    homes = Counter(person.address for person in EVERYONE)
    assert max(homes.values()) <= 5
    shared = [home for home, people in homes.items() if people > 1]
    assert 100 < len(shared) < 400
    for home in shared[:50]:
        assert len({person.last_name for person in EVERYONE if person.address == home}) == 1


def test_the_age_is_in_the_band() -> None:
    assert tuple(band.label for band in bands(AGE_STARTS)) == AGES
    assert all(
        (band := band_of(person.age, bands(AGE_STARTS))) and band.label == person.values[AGE] for person in EVERYONE
    )


def test_those_who_volunteer_are_no_picture_of_those_who_live_there() -> None:
    young, tilleuls = (Counter(person.values[name] for person in EVERYONE) for name in (AGE, SECTOR))
    assert young["16–24 ans"] / len(EVERYONE) < 0.14 * 0.8
    assert tilleuls["Les Tilleuls"] / len(EVERYONE) < 0.163 * 0.8
    assert all(person.values.keys() == {trait.name for trait in TRAITS} for person in EVERYONE)


def test_the_law_forbids_none_of_the_criteria() -> None:
    assert len(TRAITS) == 7
    assert [refusal(trait.name, trait.residents) for trait in TRAITS] == [None] * 7


def test_what_is_fixed_is_shared_by_all() -> None:
    neighbours = invent(30, "essai", {SECTOR: "Les Tilleuls"})
    assert {person.values[SECTOR] for person in neighbours} == {"Les Tilleuls"}
    streets = next(each.streets for each in NEIGHBOURHOODS if each.name == "Les Tilleuls")
    assert all(any(street in person.address for street in streets) for person in neighbours)
    assert len({person.values[GENDER] for person in neighbours}) == 2
