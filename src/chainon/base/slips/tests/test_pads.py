from __future__ import annotations

import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager

from django.test import Client

from chainon.base import clock
from chainon.base.accounts.models import Grant, Role, User
from chainon.base.chain.tests.things import Things
from chainon.base.scopes.models import Kind, Territory
from chainon.base.scopes.services import create_scope
from chainon.base.slips import numbers, printing
from chainon.base.slips.models import Pad
from chainon.base.slips.services import bind_slip

from .making import code_on, pad

Login = Callable[[User], Client]


def test_a_facilitator_makes_prints_and_cancels_a_pad(territory: Territory, bruno: User, client_of: Login) -> None:
    team = client_of(bruno)
    assert "Aucun carnet" in team.get("/carnets").content.decode()
    form = {"where": territory.scope.public_id, "size": "70", "entry": str(uuid.uuid4())}
    assert team.post("/carnets/nouveau", {**form, "size": "7"}).status_code == 422
    addresses = {team.post("/carnets/nouveau", form).headers["Location"] for _twice in range(2)}
    made = Pad.objects.get()
    assert addresses == {f"/carnets/{made.public_id}"}
    assert "coupons 1 à 70" in team.get("/carnets").content.decode()
    sheets = team.get(f"/carnets/{made.public_id}/imprimer").content.decode()
    assert sheets.count("slip__code") == 60 and code_on(made.slips.get(number=60)) in sheets
    rest = team.get(f"/carnets/{made.public_id}/imprimer?apres=60").content.decode()
    assert rest.count("slip__code") == 10 and "apres=60" in sheets and "apres=" not in rest
    assert team.get(f"/carnets/{made.public_id}/imprimer?apres=x").status_code == 200
    assert "70 coupons vierges" in team.get(f"/carnets/{made.public_id}/annuler").content.decode()
    assert team.post(f"/carnets/{made.public_id}/annuler").status_code == 302
    assert team.get(f"/carnets/{made.public_id}/imprimer").status_code == 403
    assert "Annulé le" in team.get(f"/carnets/{made.public_id}").content.decode()


def test_a_slip_bound_by_mistake_is_taken_off_on_the_page_of_its_pad(
    territory: Territory, bruno: User, things: Things, client_of: Login
) -> None:
    made = pad(territory.scope, by=bruno)
    bind_slip(by=bruno, slip=made.slips.get(number=3), node=things.add(territory.scope, "Un banc").node)
    team, number = client_of(bruno), numbers.written(3)
    page = team.get(f"/carnets/{made.public_id}").content.decode()
    assert "Un banc" in page and number in page and code_on(made.slips.get(number=3)) not in page
    assert team.post(f"/carnets/{made.public_id}/coupons/{number}/detacher").status_code == 302
    assert "Aucun coupon n’a encore servi" in team.get(f"/carnets/{made.public_id}").content.decode()
    assert team.post(f"/carnets/{made.public_id}/coupons/{number}/detacher").status_code == 403
    assert team.post(f"/carnets/{made.public_id}/coupons/3/detacher").status_code == 404


def test_whoever_animates_one_place_makes_its_pads_and_sees_no_other(
    territory: Territory, bruno: User, resident: User, client_of: Login
) -> None:
    place = create_scope(kind=Kind.PLACE, parent=territory.scope, label="Les Tilleuls")
    Grant.objects.create(user=resident, role=Role.FACILITATOR, scope=place, given_at=clock.now())
    there, everywhere = pad(place, by=bruno), pad(territory.scope, by=bruno)
    team = client_of(resident)
    page = team.get("/carnets").content.decode()
    assert "Les Tilleuls" in page and everywhere.public_id not in page
    assert team.get(f"/carnets/{there.public_id}").status_code == 200
    assert team.get(f"/carnets/{everywhere.public_id}").status_code == 403
    asked = {"where": territory.scope.public_id, "size": "20", "entry": str(uuid.uuid4())}
    assert team.post("/carnets/nouveau", asked).status_code == 422


def test_others_make_none(territory: Territory, amina: User, chantal: User, client_of: Login) -> None:
    assert Client().get("/carnets").status_code == 302
    for other in (amina, chantal):
        for address in ("/carnets", "/carnets/nouveau"):
            assert client_of(other).get(address).status_code == 403
    assert client_of(chantal).get("/carnets/2222222222").status_code == 404


def test_the_room_above_says_what_the_form_asks() -> None:
    asked = list(printing._questions)
    try:
        printing.register_questions("Ce qui va bien", "Ce qui doit changer")
        assert printing.questions() == ["Ce qui va bien", "Ce qui doit changer"]
        printing.register_questions()
        assert printing.questions() == ["Ce que vous voulez dire"]
    finally:
        printing.register_questions(*asked)


def test_the_pages_of_pads_ask_few_questions(
    territory: Territory,
    bruno: User,
    client_of: Login,
    django_assert_max_num_queries: Callable[..., AbstractContextManager[object]],
) -> None:
    made = pad(territory.scope, by=bruno, size=60)
    team = client_of(bruno)
    for address in ("/carnets", f"/carnets/{made.public_id}", f"/carnets/{made.public_id}/imprimer"):
        team.get(address)
        with django_assert_max_num_queries(12):
            assert team.get(address).status_code == 200
