from __future__ import annotations

import re
import uuid
from datetime import timedelta

import pytest
from django.test import Client

from chainon.base import clock
from chainon.base.accounts.models import Grant, Role, User
from chainon.base.journal.models import Line
from chainon.base.mail.models import Mail
from chainon.base.scopes.models import Territory
from chainon.base.scopes.verdict import Refused, Unavailable
from chainon.governance.guarantors import services
from chainon.governance.guarantors.models import Appointment
from chainon.governance.guarantors.services.appointing import Decision

from .making import appointed, body_in, proposed


def test_signing_the_letter_gives_the_role_and_publishes_the_letter(
    territory: Territory, admin: User, client: Client
) -> None:
    appointment = proposed(territory.scope, by=admin, email="Nadia@example.org", name="Nadia B.")
    assert not Grant.objects.filter(role=Role.GUARANTOR).exists()
    page = client.get("/garants/").content.decode()
    assert "Nadia B." in page and "pas encore signée" in page and "nadia@" not in page
    link = re.search(r"/garants/signer/\S+", Mail.objects.get(to="nadia@example.org").body)
    assert link is not None
    assert client.get(link[0]).status_code == 200
    assert client.post(link[0], {"letter": "Je suis libre."}).status_code == 422, "the box is ticked"
    client.post(link[0], {"letter": "Je suis libre.", "agrees": "on"})
    appointment.refresh_from_db()
    assert appointment.user is not None and appointment.email == ""
    assert Grant.objects.get(role=Role.GUARANTOR).user == appointment.user
    assert "Je suis libre." in client.get(f"/garants/{appointment.handle}").content.decode()
    assert client.get(link[0]).status_code == 410, "a letter is signed once"
    verbs = Line.objects.filter(verb__startswith="guarantors.").values_list("verb", flat=True)
    assert list(verbs) == ["guarantors.appointed", "guarantors.signed"]


def test_a_territory_without_a_guarantor_says_so(territory: Territory, client: Client) -> None:
    page = client.get("/garants/").content.decode()
    assert "Ce territoire n’a pas de garant" in page and "/garants/ecrire" not in page


def test_who_holds_the_role_by_an_invitation_is_shown_without_decision_nor_letter(
    territory: Territory, chantal: User, client: Client
) -> None:
    page = client.get("/garants/").content.decode()
    assert "1 personne a accepté l’invitation" in page and "Chantal" not in page


def test_a_form_sent_twice_is_once(territory: Territory, admin: User) -> None:
    decision = Decision("nadia@example.org", "Nadia", clock.today(), appointed_by="Le conseil")
    entry = uuid.uuid4()
    for _time in range(2):
        services.appoint(by=admin, scope=territory.scope, decision=decision, entry=entry)
    assert Appointment.objects.count() == Mail.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"appointed_on": clock.today() + timedelta(days=2)}, "pas encore venu"),
        ({"until": clock.today() - timedelta(days=2)}, "déjà fini"),
        ({"appointed_by": ""}, "quelle instance"),
    ],
)
def test_a_decision_makes_sense(territory: Territory, admin: User, fields: dict[str, object], why: str) -> None:
    with pytest.raises(Unavailable, match=why):
        proposed(territory.scope, by=admin, **fields)


def test_nobody_appoints_themselves_nor_someone_who_runs_the_place(
    territory: Territory, admin: User, bruno: User
) -> None:
    with pytest.raises(Refused, match="soi-même"):
        proposed(territory.scope, by=admin, email=admin.email)
    with pytest.raises(Refused, match="deux côtés"):
        proposed(territory.scope, by=admin, email=bruno.email)


def test_only_the_appointing_body_removes_and_its_reason_stays(
    territory: Territory, admin: User, bruno: User, resident: User, client_of
) -> None:
    client, body = Client(), body_in(territory.scope, bruno)
    appointment = appointed(territory.scope, by=admin, body=body)
    member = resident
    Grant.objects.create(user=member, role=Role.MEMBER, scope=body.scope, given_at=clock.now())
    address = f"/garants/{appointment.public_id}/retirer"
    assert client_of(bruno).get(address).status_code == 403
    form = {"on": clock.today().isoformat(), "decision": "Compte rendu du 4 juin", "reason": ""}
    assert client_of(member).post(address, form).status_code == 422, "a removal has a reason"
    client_of(member).post(address, {**form, "reason": "Absente depuis six mois."})
    assert not Grant.objects.filter(role=Role.GUARANTOR).exists()
    page = client.get(f"/garants/{appointment.handle}").content.decode()
    assert "Absente depuis six mois." in page and "Compte rendu du 4 juin" in page and "Conseil citoyen" in page
    assert "Chantal" in client.get("/garants/").content.decode()
    assert Line.objects.filter(verb="guarantors.removed").count() == 1


def test_the_role_is_not_withdrawn_from_the_team_s_page(territory: Territory, admin: User, client_of) -> None:
    appointed(territory.scope, by=admin)
    grant = Grant.objects.get(role=Role.GUARANTOR)
    from chainon.base.accounts.services import withdraw_role

    with pytest.raises(Refused, match="instance"):
        withdraw_role(by=admin, grant=grant)
    assert Grant.objects.filter(pk=grant.pk).exists()


def test_a_guarantor_resigns_in_public(territory: Territory, admin: User, client: Client, client_of) -> None:
    appointment = appointed(territory.scope, by=admin)
    assert appointment.user is not None
    client_of(appointment.user).post(f"/garants/{appointment.public_id}/demissionner", {"reason": ""})
    assert not Grant.objects.filter(role=Role.GUARANTOR).exists()
    assert "Démission le" in client.get("/garants/").content.decode()


def test_a_term_that_is_over_gives_its_role_back(territory: Territory, admin: User) -> None:
    appointed(territory.scope, by=admin, until=clock.today() + timedelta(days=3))
    assert services.end_due_terms() == 0
    with clock.at(clock.now() + timedelta(days=5)):
        assert services.end_due_terms() == 1
        assert services.end_due_terms() == 0
    assert not Grant.objects.filter(role=Role.GUARANTOR).exists()


def test_a_deputy_is_named_beside_the_guarantor_and_there_is_one(
    territory: Territory, admin: User, client: Client
) -> None:
    titular = appointed(territory.scope, by=admin)
    appointed(territory.scope, by=admin, email="nadia@example.org", name="Nadia B.", titular=titular)
    page = client.get("/garants/").content.decode()
    assert "Suppléance" in page and "Nadia B." in page
    with pytest.raises(Unavailable, match="déjà un suppléant"):
        proposed(territory.scope, by=admin, email="paul@example.org", titular=titular)


def test_a_closed_account_leaves_its_acts_without_its_name(territory: Territory, admin: User, client: Client) -> None:
    appointment = appointed(territory.scope, by=admin)
    assert appointment.user is not None
    from chainon.base.accounts.services import erase_account

    erase_account(by=appointment.user, user=appointment.user)
    appointment.refresh_from_db()
    assert appointment.user is None and appointment.ending == "resigned"
    assert "Chantal" not in client.get("/garants/").content.decode()


def test_the_form_of_an_appointment_is_the_administration_s(
    territory: Territory, admin: User, bruno: User, client_of
) -> None:
    assert client_of(bruno).get("/garants/nommer").status_code == 403
    client = client_of(admin)
    assert client.get("/garants/nommer").status_code == 200
    form = {"name": "Nadia", "email": "nadia@example.org", "appointed_on": clock.today().isoformat()}
    assert client.post("/garants/nommer", form).status_code == 422, "someone appoints"
    answer = client.post("/garants/nommer", {**form, "appointed_by": "Le conseil municipal"})
    assert answer.status_code == 302
    assert Appointment.objects.get().appointed_by == "Le conseil municipal"
