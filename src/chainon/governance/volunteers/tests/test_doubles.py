"""Who is the same person as whom."""

from __future__ import annotations

from chainon.governance.volunteers.intake.doubles import Choice, Known, resolve
from chainon.governance.volunteers.intake.people import Person


def person(line: int, name: str, email: str = "", phone: str = "", **values: str) -> Person:
    return Person(line, name, email=email, phone=phone, values=values)


def known(public_id: str, name: str, email: str = "", phone: str = "", **values: str) -> Known:
    return Known(public_id, name, person(0, name).key, email, phone, values, None)


def test_the_same_name_is_proposed_as_one_person_and_its_contacts_complete_each_other() -> None:
    found = resolve([person(2, "Hélène Martin", email="h@e.fr"), person(3, "HELENE MARTIN", phone="06")], [])
    assert [one.line for one in found.added] == [2]
    assert (found.added[0].email, found.added[0].phone) == ("h@e.fr", "06")
    assert [(pair.id, pair.choice, pair.why) for pair in found.pairs] == [("2:3", Choice.SAME, "même nom")]


def test_homonyms_with_other_contacts_and_other_answers_are_proposed_as_two() -> None:
    found = resolve(
        [person(2, "Jean Martin", "a@e.fr", Genre="H", Age="16"), person(3, "Jean Martin", "b@e.fr", Age="61")], []
    )
    assert len(found.added) == 2
    assert found.pairs[0].choice == Choice.TWO


def test_a_couple_that_shares_an_address_is_proposed_as_two() -> None:
    found = resolve([person(2, "Jean Martin", "m@e.fr"), person(3, "Anne Martin", "m@e.fr")], [])
    assert len(found.added) == 2
    assert found.pairs[0].why == "même adresse électronique"


def test_a_slip_in_a_name_with_the_same_contact_is_proposed_as_one() -> None:
    found = resolve([person(2, "Amina Benali", "m@e.fr"), person(3, "Amina Benalli", "m@e.fr")], [])
    assert len(found.added) == 1


def test_what_was_chosen_holds_over_what_was_proposed() -> None:
    people = [person(2, "Jean Martin"), person(3, "Jean Martin")]
    assert len(resolve(people, [], choices={"2:3": "two"}).added) == 2


def test_three_writings_of_one_person_leave_one() -> None:
    people = [person(2, "Jean Martin", phone="1"), person(3, "Martin Jean"), person(4, "JEAN MARTIN", email="j@e.fr")]
    found = resolve(people, [])
    assert [len(found.added), len(found.doubles)] == [1, 2]


def test_someone_on_the_list_is_matched_without_a_question() -> None:
    found = resolve([person(2, "Jean Martin", "j@e.fr")], [known("a", "MARTIN Jean", "j@e.fr")])
    assert not found.added
    assert not found.pairs
    assert found.matched[0][0].public_id == "a"


def test_two_homonyms_on_the_list_each_find_their_own() -> None:
    people = [person(2, "Jean Martin", "a@e.fr"), person(3, "Jean Martin", "b@e.fr")]
    found = resolve(people, [known("b", "Jean Martin", "b@e.fr"), known("a", "Jean Martin", "a@e.fr")])
    assert [(one.public_id, who.line) for one, who in found.matched] == [("a", 2), ("b", 3)]
    assert not found.pairs


def test_someone_on_the_list_with_another_contact_is_asked_about() -> None:
    found = resolve([person(2, "Jean Martin", "new@e.fr")], [known("a", "Jean Martin", "old@e.fr")])
    assert [pair.id for pair in found.pairs] == ["va:2"]
    found = resolve(
        [person(2, "Jean Martin", "new@e.fr")], [known("a", "Jean Martin", "old@e.fr")], choices={"va:2": "two"}
    )
    assert len(found.added) == 1


def test_people_who_withdrew_are_left_out() -> None:
    found = resolve([person(2, "A B"), person(3, "C D")], [], withdrawn=frozenset({3}))
    assert [one.line for one in found.added] == [2]
    assert [one.line for one in found.gone] == [3]


def test_a_contact_that_thousands_share_says_nothing() -> None:
    people = [person(line, f"Personne {line}", "accueil@centre.fr") for line in range(3000)]
    found = resolve(people, [])
    assert len(found.added) == 3000
    assert not found.pairs
