from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from chainon.base import clock
from chainon.base.accounts import services
from chainon.base.accounts.models import Invitation, Role, User
from chainon.base.accounts.tests.post import last_mail, link_for
from chainon.base.journal.models import Line
from chainon.base.mail.models import Mail
from chainon.base.scopes.models import Kind, Territory
from chainon.base.scopes.services import create_scope
from chainon.base.scopes.verdict import Refused, Unavailable

As = Callable[[User], Client]
NADIA = "nadia@example.org"


def invited(by: User, territory: Territory, role: Role = Role.RELAY, email: str = NADIA) -> str:
    services.invite(by=by, email=email, role=role, scope=territory.scope, message="On compte sur vous & merci.")
    return link_for(email)


def test_the_mail_says_who_invites_to_what_and_until_when(territory: Territory, bruno: User) -> None:
    link = invited(bruno, territory)
    body = last_mail(NADIA).body
    assert "Bruno vous propose" in body and "habitant-relais (Valmont)" in body
    assert "On compte sur vous & merci." in body and "{" not in body
    assert Invitation.objects.get().token_hash not in link and link.rsplit("/", 1)[1] not in str(
        Invitation.objects.values().get()
    )


def test_a_person_without_an_account_accepts_and_is_in(client: Client, territory: Territory, bruno: User) -> None:
    link = invited(bruno, territory)
    page = client.get(link).content.decode()
    assert "habitant-relais" in page and "On compte sur vous &amp; merci." in page and bruno.email not in page
    accepted = client.post(link, {"display_name": "Nadia"})
    assert accepted.headers["Location"] == "/compte/"
    assert client.get("/compte/").status_code == 200
    nadia = User.objects.get(email=NADIA)
    assert nadia.display_name == "Nadia" and nadia.grants.get().role == Role.RELAY


def test_reading_an_invitation_accepts_nothing(client: Client, territory: Territory, bruno: User) -> None:
    client.get(invited(bruno, territory))
    assert not User.objects.filter(email=NADIA).exists()


def test_an_account_that_existed_gets_the_role_but_is_not_entered_by_the_link(
    client: Client, territory: Territory, bruno: User, resident: User
) -> None:
    link = invited(bruno, territory, email=resident.email)
    assert "display_name" not in client.get(link).content.decode()
    assert client.post(link).headers["Location"] == "/compte/entrer"
    assert client.get("/compte/").status_code == 302
    assert resident.grants.get().role == Role.RELAY


def test_someone_else_already_inside_stays_themselves(
    client_of: As, territory: Territory, bruno: User, amina: User
) -> None:
    inside = client_of(amina)
    inside.post(invited(bruno, territory))
    assert amina.email in inside.get("/compte/").content.decode()
    assert User.objects.get(email=NADIA).grants.exists() and amina.grants.count() == 1


def test_a_link_serves_once(client: Client, territory: Territory, bruno: User) -> None:
    link = invited(bruno, territory)
    client.post(link)
    again = Client().post(link)
    assert again.status_code == 410 and "déjà été acceptée" in again.content.decode()
    assert Line.objects.filter(verb="invitation.accepted").count() == 1


def test_a_link_dies_after_fourteen_days(client: Client, territory: Territory, bruno: User) -> None:
    link = invited(bruno, territory)
    with clock.at(clock.now() + timedelta(days=13, hours=23)):
        assert client.get(link).status_code == 200
    with clock.at(clock.now() + timedelta(days=14, seconds=1)):
        answer = client.post(link)
    assert answer.status_code == 410 and "périmée" in answer.content.decode()
    assert not User.objects.filter(email=NADIA).exists()


def test_a_revoked_link_is_dead(client: Client, territory: Territory, bruno: User) -> None:
    link = invited(bruno, territory)
    services.revoke_invitation(by=bruno, invitation=Invitation.objects.get())
    answer = client.post(link)
    assert answer.status_code == 410 and "annulée" in answer.content.decode()


def test_an_unknown_link_is_not_found(client: Client, territory: Territory) -> None:
    assert client.get("/invitations/nothing").status_code == 404


def test_sending_again_makes_a_new_link_and_kills_the_former(client: Client, territory: Territory, bruno: User) -> None:
    former = invited(bruno, territory)
    services.resend_invitation(by=bruno, invitation=Invitation.objects.get())
    assert client.post(former).status_code == 404
    assert client.post(link_for(NADIA)).status_code == 302
    assert Invitation.objects.count() == 1


def test_an_invitation_that_was_answered_cannot_be_sent_again_or_revoked(territory: Territory, bruno: User) -> None:
    services.accept_invitation(token=invited(bruno, territory).rsplit("/", 1)[1])
    for act in (services.resend_invitation, services.revoke_invitation):
        with pytest.raises(Refused, match="déjà close"):
            act(by=bruno, invitation=Invitation.objects.get())


def test_the_link_of_someone_who_lost_the_right_to_give_is_dead(
    client: Client, territory: Territory, admin: User, bruno: User
) -> None:
    link = invited(bruno, territory)
    services.withdraw_role(by=admin, grant=bruno.grants.get())
    assert client.get(link).status_code == 410
    with pytest.raises(Unavailable, match="ne peut plus"):
        services.accept_invitation(token=link.rsplit("/", 1)[1])


def test_a_facilitator_is_not_invited_as_guarantor(
    client_of: As, territory: Territory, admin: User, bruno: User
) -> None:
    form = {"email": bruno.email, "role": "guarantor", "scope": territory.scope.public_id}
    refused = client_of(admin).post("/compte/equipe/inviter", form)
    assert refused.status_code == 422 and "des deux côtés" in refused.content.decode()
    assert not Mail.objects.exists()


def test_someone_who_became_facilitator_meanwhile_cannot_accept_to_be_guarantor(
    client: Client, territory: Territory, admin: User, resident: User
) -> None:
    link = invited(admin, territory, Role.GUARANTOR, resident.email)
    services.give_role(by=admin, role=Role.FACILITATOR, scope=territory.scope, user=resident)
    answer = client.post(link)
    assert answer.status_code == 409 and "des deux côtés" in answer.content.decode()
    assert resident.grants.get().role == Role.FACILITATOR


def test_inviting_says_the_same_whether_the_address_has_an_account_or_not(
    client_of: As, territory: Territory, bruno: User, resident: User
) -> None:
    seen = []
    for email in (resident.email, NADIA):
        form = {"email": email, "role": "relay", "scope": territory.scope.public_id}
        answer = client_of(bruno).post("/compte/equipe/inviter", form, follow=True)
        Invitation.objects.all().delete()
        page = answer.content.decode().replace(email, "adresse")
        seen.append((answer.status_code, re.sub(r'value="\w{64}"|invitations/\w{10}', "", page)))
    assert seen[0] == seen[1]


def test_the_form_offers_only_what_one_may_give(
    client_of: As, territory: Territory, admin: User, bruno: User, chantal: User
) -> None:
    assert 'value="guarantor"' in client_of(admin).get("/compte/equipe/inviter").content.decode()
    page = client_of(bruno).get("/compte/equipe/inviter").content.decode()
    assert 'value="relay"' in page and 'value="guarantor"' not in page
    assert client_of(chantal).get("/compte/equipe/inviter").status_code == 403


def test_a_forged_role_or_scope_is_refused(client_of: As, territory: Territory, bruno: User) -> None:
    for forged in ({"role": "administrator"}, {"scope": "nowhere"}):
        form = {"email": NADIA, "role": "relay", "scope": territory.scope.public_id, **forged}
        assert client_of(bruno).post("/compte/equipe/inviter", form).status_code == 422
    assert not Invitation.objects.exists()


def test_a_facilitator_of_one_body_invites_there_only(client_of: As, territory: Territory, resident: User) -> None:
    body = create_scope(kind=Kind.BODY, parent=territory.scope, label="Conseil des Tilleuls")
    services.give_role(by=None, role=Role.FACILITATOR, scope=body, user=resident)
    page = client_of(resident).get("/compte/equipe/inviter").content.decode()
    assert body.public_id in page and territory.scope.public_id not in page


def test_waiting_invitations_show_the_address_to_the_inviter_only(
    client_of: As, territory: Territory, admin: User, bruno: User, chantal: User
) -> None:
    invited(bruno, territory)
    assert NADIA in client_of(bruno).get("/compte/equipe/").content.decode()
    for other in (admin, chantal):
        page = client_of(other).get("/compte/equipe/").content.decode()
        assert NADIA not in page and "n…@example.org" in page


def test_the_buttons_of_the_team_page_send_again_and_revoke(client_of: As, territory: Territory, bruno: User) -> None:
    invited(bruno, territory)
    path = f"/compte/equipe/invitations/{Invitation.objects.get().public_id}"
    client_of(bruno).post(path, {"act": "resend"})
    assert Mail.objects.filter(to=NADIA).count() == 2
    client_of(bruno).post(path, {"act": "revoke"})
    assert Invitation.objects.get().revoked_at is not None


def test_the_journal_follows_an_invitation_without_names(client: Client, territory: Territory, bruno: User) -> None:
    link = invited(bruno, territory)
    client.post(link, {"display_name": "Nadia"})
    lines = list(Line.objects.all())
    assert [(line.verb, line.role) for line in lines] == [
        ("invitation.sent", "facilitator"),
        ("invitation.accepted", "relay"),
    ]
    assert "adia" not in str([line.payload for line in lines])
