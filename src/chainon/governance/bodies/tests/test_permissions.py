from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from chainon.base import clock
from chainon.base.accounts.models import Grant, Role, User
from chainon.base.scopes.models import Kind, Scope, Territory
from chainon.base.scopes.services import create_scope
from chainon.base.scopes.tests.matrix import Line, lines, someone
from chainon.base.scopes.verdict import ALLOWED, Refused
from chainon.governance.bodies import rules, services
from chainon.governance.bodies.models import Body, BodyKind
from chainon.territory.places.models import Kind as PlaceKind
from chainon.territory.places.services import add_place


@pytest.fixture
def place(territory: Territory, bruno: User) -> Scope:
    return add_place(by=bruno, parent=territory.scope, kind=PlaceKind.NEIGHBOURHOOD, name="Les Tilleuls").scope


@pytest.fixture
def body(place: Scope, bruno: User) -> Body:
    return services.open_body(by=bruno, parent=place, kind=BodyKind.ASSEMBLY, name="L’assemblée", seats=24)


def gathered(place: Scope) -> Body:
    """What residents opened by themselves."""
    founder = User.objects.create_user("nadia@example.org", "Nadia")
    said = {"purpose": "Refaire le jardin.", "contact": ""}
    return services.gather(by=founder, parent=place, name="Les voisins de la tour B", **said)


def guarantor_of(territory: Scope) -> User:
    user = User.objects.create_user("garante@example.org")
    Grant.objects.create(user=user, role=Role.GUARANTOR, scope=territory, given_at=clock.now())
    return user


@pytest.mark.parametrize("line", lines(rules), ids=str)
def test_the_matrix_says_who_may_do_what(
    line: Line, body: Body, bruno: User, client_of: Callable[[User], Client]
) -> None:
    act, state, held = line.asked
    place = body.scope.parent
    territory = body.scope.root
    elsewhere = create_scope(kind=Kind.PLACE, parent=territory, label="Ailleurs")
    if state in {"gathered", "hidden"}:
        body = gathered(place)
    if state == "hidden":
        services.hide(by=guarantor_of(territory), body=body, reason="Appelle à la haine.")
    if state == "closed":
        services.close_body(by=bruno, body=body, reason="Elle a fini.")
    body.refresh_from_db()
    scope = {"territory": territory, "place": place, "body": body.scope, "elsewhere": elsewhere}[held]
    rule = {
        "see": lambda by: ALLOWED,
        "open": lambda by: rules.may_open_body(by, territory if held == "territory" else place),
        "change": lambda by: rules.may_change_body(by, body),
        "close": lambda by: rules.may_close_body(by, body),
        "gather": lambda by: rules.may_gather(by, place),
        "ask": lambda by: rules.may_ask_to_join(by, body),
        "members": lambda by: rules.may_see_members(by, body),
        "welcome": lambda by: rules.may_welcome(by, body),
        "tell": lambda by: rules.may_tell_itself(by, body),
        "become": lambda by: rules.may_become(by, body),
        "end": lambda by: rules.may_end(by, body),
        "leave": lambda by: rules.may_leave(by, body),
        "hide": lambda by: rules.may_hide(by, body),
        "show": lambda by: rules.may_show_again(by, body),
    }[act]
    for by, may in line.people(scope):
        verdict = rule(by)
        assert bool(verdict) == may, by
        assert verdict or verdict.reason
        client = client_of(by) if isinstance(by, User) else Client()
        if act in {"see", "change", "close"}:
            address = body.get_absolute_url() + {"see": "", "change": "/modifier", "close": "/fermer"}[act]
            assert client.get(address).status_code == (200 if may else 403), by


def test_the_form_is_for_those_who_animate_the_territory_or_a_place_of_it(
    body: Body, bruno: User, amina: User, client_of: Callable[[User], Client]
) -> None:
    of_place = someone("facilitator", body.scope.parent)
    of_body = User.objects.create_user("lea@example.org")
    Grant.objects.create(user=of_body, role=Role.FACILITATOR, scope=body.scope, given_at=clock.now())
    answers = [client_of(user).get("/instances/ouvrir").status_code for user in (bruno, of_place, of_body, amina)]
    assert answers == [200, 200, 403, 403]


def test_choosing_a_place_that_one_does_not_animate_is_said_beside_the_field(
    body: Body, client_of: Callable[[User], Client]
) -> None:
    of_place = someone("facilitator", body.scope.parent)
    sent = {"name": "Ailleurs", "kind": "other", "seats": "3", "term_months": "12", "parent": body.scope.root.public_id}
    refused = client_of(of_place).post("/instances/ouvrir", sent)
    assert refused.status_code == 422 and "parent" in refused.context["form"].errors and Body.objects.count() == 1


def test_the_service_asks_the_rule_itself(place: Scope, body: Body, amina: User) -> None:
    with pytest.raises(Refused):
        services.open_body(by=amina, parent=place, kind=BodyKind.OTHER, name="À moi", seats=3)
    with pytest.raises(Refused):
        services.change_body(by=amina, body=body, kind=BodyKind.OTHER, name="À moi", seats=3, term_months=1, purpose="")
    with pytest.raises(Refused):
        services.close_body(by=amina, body=body, reason="Non.")
    assert Body.objects.get().name == "L’assemblée"


def test_a_body_does_not_open_inside_a_body(body: Body, admin: User) -> None:
    with pytest.raises(Refused, match="lieu"):
        services.open_body(by=admin, parent=body.scope, kind=BodyKind.OTHER, name="Commission", seats=3)
