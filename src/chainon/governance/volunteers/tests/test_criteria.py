"""Criteria: lawful, reasoned, with answers that can be renamed, reordered, merged."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from chainon.base.accounts.models import User
from chainon.base.scopes.verdict import Unavailable
from chainon.governance.volunteers import services
from chainon.governance.volunteers.intake.ages import bands
from chainon.governance.volunteers.models import Criterion, Volunteer, VolunteerList
from chainon.governance.volunteers.selectors import available_by_value
from chainon.governance.volunteers.services import Answer

from .making import someone


@pytest.fixture
def quarter(volunteers: VolunteerList, bruno: User) -> Criterion:
    return services.add_criterion(by=bruno, volunteer_list=volunteers, name="Quartier", labels=["Nord", "Sud", "Est"])


def change(by: User, criterion: Criterion, *answers: Answer, name: str = "Quartier", basis: str = "Parce que") -> None:
    services.change_criterion(
        by=by,
        criterion=criterion,
        name=name,
        question="Où ?",
        legal_basis=basis,
        population_source="INSEE",
        answers=answers,
    )


def labels(criterion: Criterion) -> list[str]:
    return list(criterion.values.order_by("position").values_list("label", flat=True))


def test_a_criterion_comes_with_its_reason(quarter: Criterion) -> None:
    assert "chaque partie du territoire" in quarter.legal_basis
    assert quarter.question == "Dans quel quartier vivez-vous\u00a0?"


@pytest.mark.parametrize("name", ["Religion", "Nationalité"])
def test_a_forbidden_criterion_is_refused_with_the_law(volunteers: VolunteerList, bruno: User, name: str) -> None:
    with pytest.raises(Unavailable, match="225-1"):
        services.add_criterion(by=bruno, volunteer_list=volunteers, name=name, labels=["a", "b"])
    assert not volunteers.criteria.exists()


def test_an_existing_criterion_cannot_become_a_forbidden_one(quarter: Criterion, bruno: User) -> None:
    nord, sud, _est = quarter.values.all()
    with pytest.raises(Unavailable, match="225-1"):
        change(bruno, quarter, Answer("Musulman", nord), Answer("Autre", sud))
    with pytest.raises(Unavailable, match="raison"):
        change(bruno, quarter, Answer("A", nord), Answer("B", sud), basis=" ")


def test_answers_are_renamed_reordered_and_swapped(quarter: Criterion, bruno: User) -> None:
    nord, sud, est = quarter.values.all()
    change(
        bruno,
        quarter,
        Answer("Nord", sud, Decimal("12.5")),
        Answer("Sud", nord),
        Answer("Levant", est),
        Answer("Ouest"),
    )
    assert labels(quarter) == ["Nord", "Sud", "Levant", "Ouest"]
    sud.refresh_from_db()
    assert (sud.label, sud.population) == ("Nord", Decimal("12.500"))


def test_two_answers_of_one_name_become_one_with_their_people(
    quarter: Criterion, volunteers: VolunteerList, bruno: User
) -> None:
    someone(volunteers, "A", Quartier="Nord")
    someone(volunteers, "B", Quartier="Est")
    nord, sud, est = quarter.values.all()
    change(
        bruno, quarter, Answer("Nord-Est", nord, Decimal(10)), Answer("nord-est", est, Decimal(5)), Answer("Sud", sud)
    )
    assert labels(quarter) == ["Nord-Est", "Sud"]
    merged = quarter.values.get(label="Nord-Est")
    assert merged.population == 15
    assert available_by_value(volunteers) == {merged.pk: 2}


def test_an_answer_that_people_gave_is_not_dropped(quarter: Criterion, volunteers: VolunteerList, bruno: User) -> None:
    someone(volunteers, "A", Quartier="Nord")
    _nord, sud, est = quarter.values.all()
    with pytest.raises(Unavailable, match="Nord"):
        change(bruno, quarter, Answer("Sud", sud), Answer("Est", est))
    assert labels(quarter) == ["Nord", "Sud", "Est"]


def test_only_neighbouring_age_bands_merge(volunteers: VolunteerList, bruno: User) -> None:
    age = services.add_criterion(by=bruno, volunteer_list=volunteers, name="Âge", bands=bands([16, 26, 41, 61]))
    young, adult, middle, old = age.values.all()
    with pytest.raises(Unavailable, match="se suivent"):
        change(bruno, age, Answer("x", young), Answer("x", middle), Answer("y", adult), Answer("z", old), name="Âge")
    change(
        bruno,
        age,
        Answer("16–40 ans", young),
        Answer("16–40 ans", adult),
        Answer("m", middle),
        Answer("o", old),
        name="Âge",
    )
    assert [(value.age_from, value.age_to) for value in age.values.all()] == [(16, 40), (41, 60), (61, None)]


def test_a_criterion_added_later_leaves_people_to_complete(volunteers: VolunteerList, bruno: User) -> None:
    someone(volunteers, "A")
    assert Volunteer.objects.eligible().count() == 1
    genre = services.add_criterion(by=bruno, volunteer_list=volunteers, name="Genre", labels=["Femme", "Homme"])
    assert Volunteer.objects.eligible().count() == 0
    services.remove_criterion(by=bruno, criterion=genre)
    assert Volunteer.objects.eligible().count() == 1


def test_the_pages_of_criteria_do_all_of_it(
    client_of: Callable[[User], Client], bruno: User, volunteers: VolunteerList
) -> None:
    client = client_of(bruno)
    address = reverse("volunteers:criteria", args=[volunteers.public_id])
    assert client.post(address, {"name": "Santé", "labels": "a\nb"}).status_code == 422
    assert client.post(address, {"name": "Genre", "labels": "Femme\nHomme"}).status_code == 302
    assert client.post(address, {"name": "Âge", "starts": "16, 30, 60"}).status_code == 302
    assert client.post(address, {"name": "X", "labels": "a\nb", "starts": "1, 2"}).status_code == 422
    age = volunteers.criteria.get(name="Âge")
    where = [volunteers.public_id, age.public_id]
    client.post(reverse("volunteers:criterion_move", args=where))
    assert list(volunteers.criteria.values_list("name", flat=True)) == ["Âge", "Genre"]
    edit = reverse("volunteers:criterion_edit", args=where)
    page = client.get(edit)
    rows = page.context["answers"]
    sent = {field.html_name: str(field.value() or "") for form in rows for field in form}
    sent |= {field.html_name: str(field.value() or "") for field in rows.management_form}
    sent |= {field.html_name: str(field.value() or "") for field in page.context["form"]}
    assert client.post(edit, {**sent, "answer-0-population": "1200", "answer-0-label": "Jeunes"}).status_code == 302
    assert labels(age)[0] == "Jeunes"
    assert client.post(edit, {**sent, "legal_basis": "", "answer-0-was": "Jeunes"}).status_code == 422
    assert client.post(reverse("volunteers:criterion_remove", args=where)).status_code == 302
    assert labels(age) == []
