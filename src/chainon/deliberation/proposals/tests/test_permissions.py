from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from chainon.base import clock
from chainon.base.accounts.models import Grant, Role, User
from chainon.base.files.kinds import examine
from chainon.base.files.tests.pictures import photo
from chainon.base.scopes.models import Kind, Scope, Territory
from chainon.base.scopes.services import create_scope, create_territory
from chainon.base.scopes.tests.matrix import Line, lines
from chainon.base.scopes.verdict import Refused
from chainon.deliberation.proposals import rules, services
from chainon.deliberation.proposals.models import Origin, Picture, Proposal
from chainon.governance.bodies.models import Body, BodyKind
from chainon.governance.bodies.rules import may_speak_for
from chainon.governance.bodies.selectors import bodies_to_speak_for
from chainon.governance.bodies.services import close_body, open_body
from chainon.territory.places.models import Kind as PlaceKind
from chainon.territory.places.services import add_place

from .making import said, words


@pytest.fixture
def place(territory: Territory, bruno: User) -> Scope:
    return add_place(by=bruno, parent=territory.scope, kind=PlaceKind.NEIGHBOURHOOD, name="Les Tilleuls").scope


@pytest.fixture
def body(place: Scope, bruno: User) -> Body:
    return open_body(by=bruno, parent=place, kind=BodyKind.YOUTH_COUNCIL, name="Conseil des jeunes", seats=9)


@pytest.fixture
def proposal_in(place: Scope, body: Body, resident: User, bruno: User) -> Callable[[str, str], Proposal]:
    """Made by an account (`resident`), by someone without one or by a body; in one of its states."""

    def made_in(state: str, whose: str) -> Proposal:
        made = {
            "account": lambda: said(place, by=resident),
            "none": lambda: said(place),
            "body": lambda: said(place, by=bruno, body=body),
        }[whose]()
        if whose == "none" and state != "waiting":
            made = services.publish_proposal(by=bruno, proposal=made)
        if state == "refused":
            made = services.refuse_proposal(by=bruno, proposal=made, reason="Nomme une personne.")
        if state == "withdrawn":
            made = services.withdraw_proposal(by=resident, proposal=made, reason="C’est fait.")
        return made

    return made_in


@pytest.mark.parametrize("line", lines(rules, 4), ids=str)
def test_the_matrix_says_who_may_do_what(
    line: Line, body: Body, resident: User, bruno: User, proposal_in: Callable[[str, str], Proposal]
) -> None:
    act, state, whose, held = line.asked
    place, territory = body.scope.parent, body.scope.root
    assert place is not None
    elsewhere = create_scope(kind=Kind.PLACE, parent=territory, label="Ailleurs")
    scope = {"territory": territory, "place": place, "body": body.scope, "elsewhere": elsewhere}[held]
    if state == "closed":
        close_body(by=bruno, body=body, reason="Elle a fini.")
        body.refresh_from_db()
    has_proposal = act in {"read", "publish", "refuse", "withdraw", "change", "invite", "sign"}
    proposal = proposal_in(state, whose) if has_proposal else Proposal()
    picture = (
        _picture(proposal_in("published", whose), resident, bruno, state) if state in {"shown", "hidden"} else None
    )
    rule = {
        "propose": rules.may_propose,
        "speak": lambda by: may_speak_for(by, body),
        "enter": lambda by: rules.may_enter_for_others(by, place),
        "read": lambda by: rules.may_read(by, proposal),
        "publish": lambda by: rules.may_publish(by, proposal),
        "refuse": lambda by: rules.may_refuse(by, proposal),
        "hide": lambda by: rules.may_hide_picture(by, picture),
        "show": lambda by: rules.may_show_picture(by, picture),
        "overturn": lambda by: rules.may_overturn_picture(by, picture),
        "withdraw": lambda by: rules.may_withdraw(by, proposal),
        "change": lambda by: rules.may_change(by, proposal),
        "invite": lambda by: rules.may_invite(by, proposal),
        "sign": lambda by: rules.may_sign(by, proposal),
    }[act]
    for by, may in line.people(scope, author=resident):
        verdict = rule(by)
        assert bool(verdict) == may, by
        assert verdict or verdict.reason
        if act == "read":
            assert Proposal.objects.visible_to(by).exists() == may, "the twin agrees"
        if act == "speak":
            assert bodies_to_speak_for(by, territory).exists() == may, "the twin agrees"


def _picture(proposal: Proposal, author: User, bruno: User, state: str) -> Picture:
    new = services.NewPicture(examine("banc.jpg", photo()), "Un banc")
    services.add_pictures(by=author, proposal=proposal, pictures=[new])
    picture = proposal.pictures.get()
    return services.hide_picture(by=bruno, picture=picture, reason="Un enfant.") if state == "hidden" else picture


def test_the_services_ask_the_rules_themselves(place: Scope, body: Body, resident: User, amina: User) -> None:
    proposal = said(place, by=resident)
    with pytest.raises(Refused):
        said(place, by=amina, body=body)
    with pytest.raises(Refused):
        services.enter_for_someone(
            by=resident, scope=place, words=words(), entry=uuid.uuid4(), origin=Origin.PAPER, said_on=clock.today()
        )
    with pytest.raises(Refused):
        services.publish_proposal(by=amina, proposal=said(place))
    with pytest.raises(Refused):
        services.refuse_proposal(by=amina, proposal=proposal, reason="Non.")
    with pytest.raises(Refused):
        services.withdraw_proposal(by=amina, proposal=proposal, reason="Non.")
    with pytest.raises(Refused):
        services.change_proposal(by=amina, proposal=proposal, scope=place, words=words("Non"), reason="Non.")
    with pytest.raises(Refused):
        services.invite_to_sign(by=amina, proposal=proposal)


def test_pages_are_guarded_as_the_acts_are(
    territory: Territory, resident: User, client_of: Callable[[User], Client], request: pytest.FixtureRequest
) -> None:
    page = f"/propositions/{said(territory.scope, by=resident).public_id}"
    team = [request.getfixturevalue(name) for name in ("amina", "chantal", "bruno")]
    people = [Client(), *map(client_of, (resident, *team))]

    def answers(address: str) -> list[int]:
        return [client.get(address).status_code for client in people]

    assert answers(f"{page}/retirer") == [302, 200, 403, 403, 403]
    assert answers(f"{page}/changer") == [302, 200, 403, 403, 403]
    assert answers(f"{page}/images") == [302, 200, 403, 403, 403]
    assert answers(f"{page}/signataires") == [302, 200, 403, 403, 403]
    assert answers("/propositions/brouillons") == [302, 200, 200, 200, 200]
    assert answers(f"{page}/refuser") == [302, 403, 403, 403, 200]
    assert answers("/propositions/a-relire") == [302, 403, 403, 200, 200]
    assert answers("/propositions/saisir") == [302, 403, 200, 403, 200]
    assert answers(f"{page}/publier") == [405] * 5


def test_a_relay_of_one_place_does_not_write_for_another(
    territory: Territory, place: Scope, client_of: Callable[[User], Client]
) -> None:
    relay = User.objects.create_user("lea@example.org", "Léa")
    Grant.objects.create(user=relay, role=Role.RELAY, scope=place, given_at=clock.now())
    client = client_of(relay)
    sent = {"title": "x", "would_do": "y", "origin": "paper", "said_on": clock.today(), "entry": str(uuid.uuid4())}
    asked = client.get("/propositions/saisir").content.decode()
    assert f'<option value="{place.public_id}">{place.label}</option>' in asked
    assert territory.scope.public_id not in asked
    refused = client.post("/propositions/saisir", {**sent, "place": territory.scope.public_id})
    said = refused.content.decode().replace("\u00a0", " ")
    assert refused.status_code == 422 and "Ce lieu n’est pas l’un des vôtres : Valmont." in said
    assert 'id="id_place_error"' in said
    with pytest.raises(Refused, match="Lieu\u00a0: Valmont"):
        rules.may_enter_for_others(relay, territory.scope).require()
    assert client.post("/propositions/saisir", {**sent, "place": place.public_id}).status_code == 302


def test_another_territory_s_proposals_do_not_exist_here(place: Scope, resident: User, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    proposal = said(place, by=resident)
    create_territory(name="Autreville", host="autre.localhost")
    Territory.objects.filter(scope=place.root).update(host="ici.localhost")
    assert Client().get(f"/propositions/{proposal.public_id}", headers={"host": "autre.localhost"}).status_code == 404
    assert proposal.title not in Client().get("/propositions/", headers={"host": "autre.localhost"}).content.decode()
    assert proposal.title in Client().get("/propositions/", headers={"host": "ici.localhost"}).content.decode()
