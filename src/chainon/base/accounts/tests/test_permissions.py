"""`permissions.txt`, cell by cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from chainon.base import clock
from chainon.base.accounts import rules, services
from chainon.base.accounts.models import Grant, Role, User
from chainon.base.scopes.models import Kind, Scope, Territory
from chainon.base.scopes.services import create_scope
from chainon.base.scopes.verdict import Refused

MATRIX = Path(__file__).parent.parent / "permissions.txt"


def cells(section: str) -> list[tuple[str, str, str]]:
    """(line, column, cell) of one table of the matrix."""
    text = MATRIX.read_text(encoding="utf-8").split(f"[{section}]")[1].split("\n[")[0]
    rows = [line.split() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    columns = rows[0][1:]
    return [(row[0], column, cell) for row in rows[1:] for column, cell in zip(columns, row[1:], strict=True)]


def holder(who: str, scope: Scope) -> User | None:
    if who == "platform":
        return None
    user = User.objects.create_user(f"{who}@example.org", who)
    if who != "resident":
        Grant.objects.create(user=user, role=who, scope=scope, given_at=clock.now())
    return user


def test_the_matrix_names_every_role() -> None:
    everyone = {"platform", *Role.values, "resident"}
    assert {column for _, column, _ in cells("give and withdraw")} == everyone
    assert {row for row, _, _ in cells("give and withdraw")} == set(Role.values)
    assert {column for _, column, _ in cells("together")} == set(Role.values)


@pytest.mark.parametrize(("role", "who", "cell"), cells("give and withdraw"))
def test_a_role_is_given_and_withdrawn_as_the_matrix_says(
    territory: Territory, resident: User, role: str, who: str, cell: str
) -> None:
    by = holder(who, territory.scope)
    below = create_scope(kind=Kind.BODY, parent=territory.scope, label="Conseil des Tilleuls")
    held = Grant.objects.create(
        user=User.objects.create_user("other@example.org"), role=role, scope=below, given_at=clock.now()
    )
    for scope in (territory.scope, below):
        assert rules.may_give(by, Role(role), scope, to=resident).allowed == (cell == "yes")
    assert rules.may_withdraw(by, held).allowed == (cell == "yes")


@pytest.mark.parametrize(("act", "who", "cell"), [given for given in cells("other acts") if given[2] != "-"])
def test_the_other_acts_are_as_the_matrix_says(
    territory: Territory, resident: User, act: str, who: str, cell: str
) -> None:
    by = holder(who, territory.scope)
    assert by is not None
    scope = territory.scope
    boss = User.objects.create_user("boss@example.org")
    if act.startswith("resend"):
        Grant.objects.create(user=boss, role=Role.ADMINISTRATOR, scope=scope, given_at=clock.now())
        sent = services.invite(by=boss, email="x@example.org", role=Role.RELAY, scope=scope)
        verdict = rules.may_change_invitation(by, sent)
    elif act == "see-team":
        verdict = rules.may_see_team(by, scope)
    elif act == "invite-relay":
        verdict = rules.may_give(by, Role.RELAY, scope)
    elif act == "leave-own":
        verdict = rules.may_withdraw(by, by.grants.get())
    else:
        verdict = rules.may_erase(by, by if act == "close-own" else resident)
    assert verdict.allowed == (cell == "yes")
    assert verdict.allowed or verdict.reason


@pytest.mark.parametrize("where", ["same", "above", "below"])
@pytest.mark.parametrize("pair", cells("together"))
def test_two_roles_go_together_or_not_whichever_comes_first(
    territory: Territory, resident: User, pair: tuple[str, str, str], where: str
) -> None:
    first, second, cell = pair
    body = create_scope(kind=Kind.BODY, parent=territory.scope, label="Conseil des Tilleuls")
    held_in = territory.scope if where == "above" else body
    asked_in = territory.scope if where == "below" else body
    for one, other in ((first, second), (second, first)):
        Grant.objects.all().delete()
        services.give_role(by=None, role=Role(one), scope=held_in, user=resident)
        if cell == "yes":
            services.give_role(by=None, role=Role(other), scope=asked_in, user=resident)
        else:
            with pytest.raises(Refused, match="des deux côtés"):
                services.give_role(by=None, role=Role(other), scope=asked_in, user=resident)


def test_roles_in_two_places_that_do_not_meet_go_together(territory: Territory, resident: User) -> None:
    one = create_scope(kind=Kind.BODY, parent=territory.scope, label="Conseil des Tilleuls")
    other = create_scope(kind=Kind.BODY, parent=territory.scope, label="Conseil du Port")
    services.give_role(by=None, role=Role.GUARANTOR, scope=one, user=resident)
    services.give_role(by=None, role=Role.FACILITATOR, scope=other, user=resident)
    assert resident.grants.count() == 2


def test_an_administrator_of_a_place_below_cannot_name_themselves_guarantor_above(
    territory: Territory, admin: User
) -> None:
    with pytest.raises(Refused, match="soi-même"):
        services.give_role(by=admin, role=Role.GUARANTOR, scope=territory.scope, user=admin)


def test_roles_of_another_territory_give_no_right_here(territory: Territory, resident: User) -> None:
    from chainon.base.scopes.services import create_territory

    elsewhere = create_territory(name="Ailleurs", host="ailleurs.example")
    services.give_role(by=None, role=Role.ADMINISTRATOR, scope=elsewhere.scope, user=resident)
    assert rules.roles_to_give(resident, territory.scope) == []
    assert not rules.may_see_team(resident, territory.scope)


def test_roles_held_by_a_closed_account_give_no_right(territory: Territory, admin: User) -> None:
    admin.is_active = False
    assert rules.roles_in(admin, territory.scope) == set()
    assert not rules.has_role(admin, *Role, scope=territory.scope)
