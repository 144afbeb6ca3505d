from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from chainon.base import clock
from chainon.base.accounts.models import Grant, Role, User
from chainon.base.chain.kinds import url_of
from chainon.base.scopes.models import Kind, Scope, Territory
from chainon.base.scopes.services import create_scope, create_territory
from chainon.base.scopes.verdict import Refused
from chainon.deliberation.debates import rules, selectors, services
from chainon.deliberation.debates.models import Argument, Debate, Side
from chainon.deliberation.proposals.tests.making import said
from chainon.governance.bodies.models import Body, BodyKind
from chainon.governance.bodies.services import open_body
from chainon.territory.places.models import Kind as PlaceKind
from chainon.territory.places.services import add_place

from .making import argued, closed, heard, opened, summed_up, torn

Line = tuple[tuple[str, str, str, str], dict[str, str]]


def matrix() -> Iterator[Line]:
    """What is asked, and the answer that each person gets."""
    lines = (Path(rules.__file__).parent / "permissions.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split() for line in lines if line.strip() and not line.startswith("#")]
    for act, state, whose, held, *answers in rows[1:]:
        yield (act, state, whose, held), dict(zip(rows[0][4:], answers, strict=True))


@pytest.fixture
def place(territory: Territory, bruno: User) -> Scope:
    return add_place(by=bruno, parent=territory.scope, kind=PlaceKind.NEIGHBOURHOOD, name="Les Tilleuls").scope


@pytest.fixture
def body(place: Scope, bruno: User) -> Body:
    return open_body(by=bruno, parent=place, kind=BodyKind.YOUTH_COUNCIL, name="Conseil des jeunes", seats=9)


@pytest.fixture
def debate_in(place: Scope, body: Body, resident: User, bruno: User) -> Callable[..., Debate]:
    """On a proposal in the place, or on the question of the body; in one of its states."""

    def made_in(state: str = "open", whose: str = "node") -> Debate:
        made = opened(bruno, body=body) if whose == "body" else opened(bruno, said(place, by=resident).node)
        if state == "weighed":
            with clock.at(clock.now() - timedelta(days=8)):
                summed_up(made, bruno)
        if state == "closed":
            made = closed(made, bruno)
        made.refresh_from_db()
        return made

    return made_in


@pytest.fixture
def reason_in(
    debate_in: Callable[..., Debate], body: Body, resident: User, bruno: User
) -> Callable[[str, str], Argument]:
    """Given by an account (`resident`), by someone without one or by a body; in one of its states."""

    def made_in(state: str, whose: str) -> Argument:
        debate = debate_in()
        if whose == "body":
            return argued(debate, bruno, body=body)
        if whose == "none" and state != "waiting":
            return heard(debate, bruno, "Madame Aubry")
        made = argued(debate, resident if whose == "account" else None)
        if state == "hidden":
            made = services.hide_argument(by=bruno, argument=made, reason="Nomme une personne.")
        if state == "withdrawn":
            made = services.withdraw_argument(by=resident, argument=made)
        return made

    return made_in


REASONS = {"answer", "read", "publish", "hide", "withdraw", "mark"}


@pytest.mark.parametrize("line", list(matrix()), ids=lambda line: "-".join(line[0]))
def test_the_matrix_says_who_may_do_what(line: Line, body: Body, request: pytest.FixtureRequest) -> None:
    (act, state, whose, held), answers = line
    place, territory = body.scope.parent, body.scope.root
    assert place is not None
    elsewhere = create_scope(kind=Kind.PLACE, parent=territory, label="Ailleurs")
    scope = {"territory": territory, "place": place, "body": body.scope, "elsewhere": elsewhere}[held]
    is_of_reason = act in REASONS
    thing = request.getfixturevalue("reason_in" if is_of_reason else "debate_in")(state.replace("-", "open"), whose)
    for who, answer in answers.items():
        by = request.getfixturevalue("resident") if who == "author" else _person(who, scope)
        asked = _asked_of_a_reason(act, by, thing) if is_of_reason else _asked_of_a_debate(act, by, thing, body)
        assert bool(asked) == (answer == "y"), who
        assert asked or asked.reason
        if act == "read":
            shown = Argument.objects.visible_to(by, reads_all=bool(rules.may_read_waiting(by, place)))
            assert shown.exists() == (answer == "y"), f"the twin agrees for {who}"


def _person(who: str, scope: Scope) -> User | AnonymousUser:
    if who == "nobody":
        return AnonymousUser()
    by = User.objects.create_user(f"{who}@example.org", who)
    if who != "resident":
        Grant.objects.create(user=by, role=Role(who), scope=scope, given_at=clock.now())
    return by


def _asked_of_a_reason(act: str, by: Any, reason: Argument) -> Any:
    asked: dict[str, Callable[[], Any]] = {
        "answer": lambda: rules.may_answer(by, reason, clock.today()),
        "read": lambda: rules.may_read(by, reason),
        "publish": lambda: rules.may_publish(by, reason),
        "hide": lambda: rules.may_hide(by, reason),
        "withdraw": lambda: rules.may_withdraw(by, reason),
        "mark": lambda: rules.may_mark(by, reason),
    }
    return asked[act]()


def _asked_of_a_debate(act: str, by: Any, debate: Debate, body: Body) -> Any:
    synthesis = selectors.latest_synthesis(debate)
    summed_up_at = synthesis.published_at if synthesis else None
    asked: dict[str, Callable[[], Any]] = {
        "open": lambda: rules.may_open(by, on=debate.source, body=debate.body),
        "argue": lambda: rules.may_argue(by, debate, clock.today()),
        "enter": lambda: rules.may_enter_for_others(by, debate, clock.today()),
        "shares": lambda: rules.may_see_shares(by, debate),
        "sum-up": lambda: rules.may_sum_up(by, debate),
        "respond": lambda: rules.may_take_position(by, debate),
        "close": lambda: rules.may_close(by, debate, summed_up_at=summed_up_at, now=clock.now()),
        "disagree": lambda: rules.may_facilitate(by, debate),
        "settle": lambda: rules.may_settle(by, torn(debate, User.objects.get(email="bruno@example.org"), body)),
    }
    return asked[act]()


def test_the_services_ask_the_rules_themselves(
    debate_in: Callable[..., Debate], body: Body, resident: User, amina: User, bruno: User
) -> None:
    debate = debate_in()
    reason = argued(debate, resident)
    row = torn(debate, bruno)
    acts: list[Callable[[], object]] = [
        lambda: opened(amina, debate.source),
        lambda: argued(debate, amina, body=body),
        lambda: heard(debate, resident),
        lambda: services.publish_argument(by=amina, argument=argued(debate)),
        lambda: services.hide_argument(by=amina, argument=reason, reason="Non."),
        lambda: services.withdraw_argument(by=amina, argument=reason),
        lambda: services.mark_useful(by=resident, argument=reason),
        lambda: services.unmark_useful(by=resident, argument=reason),
        lambda: summed_up(debate, amina),
        lambda: services.take_position(by=resident, debate=debate, voice="moi", approves=True),
        lambda: services.close_debate(by=bruno, debate=debate),
        lambda: torn(debate, amina),
        lambda: services.settle_disagreement(by=amina, disagreement=row, how="Non."),
    ]
    for act in acts:
        with pytest.raises(Refused):
            act()


def test_pages_are_guarded_as_the_acts_are(
    debate_in: Callable[..., Debate],
    resident: User,
    client_of: Callable[[User], Client],
    request: pytest.FixtureRequest,
) -> None:
    debate = debate_in()
    reason = argued(debate, resident)
    page, said_at = url_of(debate.node), f"/debats/raisons/{reason.public_id}"
    team = [request.getfixturevalue(name) for name in ("amina", "chantal", "bruno")]
    people = [Client(), *map(client_of, (resident, *team))]

    def answers(address: str) -> list[int]:
        return [client.get(address).status_code for client in people]

    assert answers(f"{page}/dire") == [200] * 5
    assert answers(f"{page}/saisir") == [302, 403, 200, 403, 200]
    assert answers(f"{page}/a-relire") == [302, 403, 403, 200, 200]
    assert answers(f"{page}/synthese") == [302, 403, 403, 403, 200]
    assert answers(f"{page}/desaccord") == [302, 403, 403, 403, 200]
    assert answers(f"{said_at}/retirer") == [302, 200, 403, 403, 403]
    assert answers(f"{said_at}/refuser") == [302, 403, 403, 403, 200]
    assert answers(f"{said_at}/utile") == [405] * 5 == answers(f"{said_at}/publier")


def test_another_territory_s_debates_do_not_exist_here(debate_in: Callable[..., Debate], settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    debate = debate_in()
    reason = argued(debate, User.objects.get(email="rachid@example.org"), Side.FOR)
    create_territory(name="Autreville", host="autre.localhost")
    Territory.objects.filter(scope=debate.scope.root).update(host="ici.localhost")
    there = {"host": "autre.localhost"}
    assert Client().get(f"/debats/{debate.public_id}", headers=there).status_code == 404
    assert Client().get(f"/debats/raisons/{reason.public_id}", headers=there).status_code == 404
    assert debate.question not in Client().get("/debats/", headers=there).content.decode()
    assert debate.question in Client().get("/debats/", headers={"host": "ici.localhost"}).content.decode()
