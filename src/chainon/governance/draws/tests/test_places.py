from __future__ import annotations

import pytest

from chainon.base.accounts.models import User
from chainon.base.scopes.models import Territory
from chainon.governance.charters.models import Adoption
from chainon.governance.draws.models import Places
from chainon.governance.draws.proposals import proposed_bounds
from chainon.governance.volunteers.models import CriterionValue
from chainon.governance.volunteers.selectors import available_by_value, criteria_of

from .making import make_body, make_draw

pytestmark = pytest.mark.django_db


def posted(bounds: dict[int, tuple[int, int]], seats: int = 6, **more: str) -> dict[str, str]:
    fields = {"seats": str(seats)} | more
    for pk, (low, high) in bounds.items():
        fields |= {f"min-{pk}": str(low), f"max-{pk}": str(high)}
    return fields


def all_values(draw, low: int, high: int) -> dict[int, tuple[int, int]]:
    values = CriterionValue.objects.filter(criterion__list=draw.volunteers)
    return {value.pk: (low, high) for value in values}


def test_the_page_shows_who_is_there_and_that_it_is_possible(territory: Territory, bruno: User, client_of) -> None:
    draw = make_draw(territory, bruno)
    page = client_of(bruno).get(f"/tirages/{draw.public_id}/places").content.decode()
    assert "C’est possible" in page and "16–25" in page and "Volontaires" in page


@pytest.mark.parametrize("seats", ["²", "9" * 5000, "-1"])
def test_a_number_of_seats_that_is_none_is_left_out(territory: Territory, bruno: User, client_of, seats: str) -> None:
    draw = make_draw(territory, bruno)
    page = f"/tirages/{draw.public_id}/places"
    assert client_of(bruno).post(page, {"propose": "1", "seats": seats}).status_code == 200


def test_places_that_cannot_be_filled_are_said_in_words(territory: Territory, bruno: User, client_of) -> None:
    draw = make_draw(territory, bruno, people=8)
    bounds = all_values(draw, 0, 6)
    young = CriterionValue.objects.get(criterion__list=draw.volunteers, label="16–25")
    bounds[young.pk] = (6, 6)
    answer = client_of(bruno).post(f"/tirages/{draw.public_id}/places/possible", posted(bounds))
    page = answer.content.decode()
    assert "Aucun groupe" in page and "16–25" in page and "<html" not in page
    assert "Pour en sortir" in page


def test_the_fragment_writes_nothing(territory: Territory, bruno: User, client_of) -> None:
    draw = make_draw(territory, bruno)
    before = list(Places.objects.filter(draw=draw).order_by("pk").values_list("value_id", "minimum", "maximum"))
    client_of(bruno).post(f"/tirages/{draw.public_id}/places/possible", posted(all_values(draw, 0, 1)))
    assert before == list(Places.objects.filter(draw=draw).order_by("pk").values_list("value_id", "minimum", "maximum"))


def test_a_minimum_above_the_maximum_is_refused_with_the_form_as_it_was(
    territory: Territory, bruno: User, client_of
) -> None:
    draw = make_draw(territory, bruno)
    answer = client_of(bruno).post(f"/tirages/{draw.public_id}/places", posted(all_values(draw, 5, 2)))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "dépasse le nombre" in page and 'value="5"' in page


def test_the_proposal_follows_the_population(territory: Territory, bruno: User, client_of) -> None:
    draw = make_draw(territory, bruno)
    criteria, available = criteria_of(draw.volunteers), available_by_value(draw.volunteers)
    bounds = proposed_bounds(criteria, available, 6, margin=0)
    labels = {v.label: bounds[v.pk] for v in CriterionValue.objects.filter(criterion__list=draw.volunteers)}
    assert labels == {
        "Femme": (2, 2), "Homme": (4, 4), "16–25": (1, 1), "26–60": (2, 2), "61 et plus": (3, 3),
    }  # fmt: skip
    answer = client_of(bruno).post(f"/tirages/{draw.public_id}/places", posted({}, propose="0"))
    assert answer.status_code == 200 and 'value="4"' in answer.content.decode()


def test_saving_the_places_leads_to_the_date(territory: Territory, bruno: User, client_of) -> None:
    draw = make_draw(territory, bruno)
    answer = client_of(bruno).post(f"/tirages/{draw.public_id}/places", posted(all_values(draw, 0, 6)))
    assert answer.status_code == 302 and answer.url == f"/tirages/{draw.public_id}/date"
    assert set(Places.objects.filter(draw=draw).values_list("minimum", "maximum")) == {(0, 6)}


def test_places_that_cannot_be_filled_stop_the_way_until_they_are_kept_on_purpose(
    territory: Territory, bruno: User, client_of
) -> None:
    draw = make_draw(territory, bruno)
    before = set(Places.objects.filter(draw=draw).values_list("value_id", "minimum", "maximum"))
    client, address = client_of(bruno), f"/tirages/{draw.public_id}/places"
    impossible = posted(all_values(draw, 0, 1))
    answer = client.post(address, impossible)
    assert answer.status_code == 422 and "Garder ces places quand même" in answer.content.decode()
    assert before == set(Places.objects.filter(draw=draw).values_list("value_id", "minimum", "maximum"))
    answer = client.post(address, impossible | {"keep": "1"})
    assert answer.status_code == 302 and answer.url == f"/tirages/{draw.public_id}/date"
    assert set(Places.objects.filter(draw=draw).values_list("minimum", "maximum")) == {(0, 1)}


def test_the_page_of_a_body_asks_for_a_draw_once_its_objectives_are_adopted(
    territory: Territory, bruno: User, client_of
) -> None:
    body, client = make_body(territory, bruno), client_of(bruno)
    assert "Préparez un tirage au sort" in client.get(body.get_absolute_url()).content.decode()
    Adoption.objects.all().delete()
    page = client.get(body.get_absolute_url()).content.decode()
    assert "Préparez un tirage au sort" not in page and "Préparer un tirage" in page
