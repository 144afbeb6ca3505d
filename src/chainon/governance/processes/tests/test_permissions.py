from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser

from chainon.base import clock
from chainon.base.accounts.models import Grant, Role, User
from chainon.base.scopes.models import Kind, Scope, Territory
from chainon.base.scopes.services import create_scope
from chainon.base.scopes.tests.matrix import cells
from chainon.base.scopes.verdict import Refused
from chainon.governance.bodies.models import Body, BodyKind
from chainon.governance.bodies.services import open_body
from chainon.governance.processes import rules, services
from chainon.governance.processes.models import Process, StepKind
from chainon.governance.processes.questions import Question
from chainon.territory.places.models import Kind as PlaceKind
from chainon.territory.places.services import add_place

from .making import ANSWERS, drafted, in_days, published


@pytest.fixture
def place(territory: Territory, bruno: User) -> Scope:
    return add_place(by=bruno, parent=territory.scope, kind=PlaceKind.NEIGHBOURHOOD, name="Les Tilleuls").scope


@pytest.fixture
def body(place: Scope, bruno: User) -> Body:
    return open_body(by=bruno, parent=place, kind=BodyKind.YOUTH_COUNCIL, name="Conseil des jeunes", seats=9)


@pytest.fixture
def process_in(place: Scope, body: Body, bruno: User) -> Callable[[str], Process]:
    def made(state: str) -> Process:
        if state == "draft":
            return drafted(bruno, place, bodies=[body])
        process = published(bruno, place, bodies=[body])
        return services.stop_process(by=bruno, process=process, reason="Fini.") if state == "stopped" else process

    return made


@pytest.mark.parametrize("line", list(cells(rules)), ids="-".join)
def test_the_matrix_says_who_may_do_what(
    line: tuple[str, ...], place: Scope, body: Body, process_in: Callable[[str], Process]
) -> None:
    act, state, held, who, answer = line
    elsewhere = create_scope(kind=Kind.PLACE, parent=place.root, label="Ailleurs")
    scope = {"territory": place.root, "place": place, "body": body.scope, "elsewhere": elsewhere}[held]
    by: User | AnonymousUser = AnonymousUser()
    if who != "nobody":
        by = User.objects.create_user(f"{who}@example.org", who)
        if who != "resident":
            Grant.objects.create(user=by, role=Role(who), scope=scope, given_at=clock.now())
    if act == "open":
        verdict = rules.may_open(by, place, [body])
    else:
        process = process_in(state)
        asked = {
            "see": rules.may_see, "write": rules.may_write, "run": rules.may_run, "erase": rules.may_erase,
            "watch": rules.may_watch,
        }  # fmt: skip
        verdict = asked[act](by, process)
        if act == "see":
            assert Process.objects.visible_to(by).exists() == (answer == "y"), "the twin agrees"
    assert bool(verdict) == (answer == "y")
    assert verdict or verdict.reason


def test_the_services_ask_the_rules_themselves(place: Scope, body: Body, bruno: User, chantal: User) -> None:
    draft, process = drafted(bruno, place), published(bruno, place, title="Le parc", starts_on=in_days(3))
    step, days = process.steps.all()[0], {"first": in_days(1), "last": in_days(2)}
    pause = services.announce_pause(by=bruno, process=process, **days, reason="Vacances.")
    span = {"first_on": in_days(1), "last_on": in_days(2)}
    acts: list[Callable[[], object]] = [
        lambda: services.open_process(
            by=chantal, parent=place, title="x", about="y", entry=uuid.uuid4(), starts_on=in_days(0)
        ),
        lambda: services.change_process(by=chantal, process=draft, title="x", about="y", bodies=[]),
        lambda: services.add_step(by=chantal, process=draft, kind=StepKind.DECIDE, title="x", **span),
        lambda: services.change_step(by=chantal, step=step, kind=StepKind.DECIDE, title="x", **span, reason="z"),
        lambda: services.remove_step(by=chantal, step=draft.steps.all()[0]),
        lambda: services.write_answer(by=chantal, step=step, question=Question.WHO, answers=ANSWERS[Question.WHO]),
        lambda: services.publish_card(by=chantal, step=step, reason="x"),
        lambda: services.discard_card(by=chantal, step=step),
        lambda: services.publish_process(by=chantal, process=draft),
        lambda: services.erase_draft(by=chantal, process=draft),
        lambda: services.announce_pause(by=chantal, process=process, **days, reason="x"),
        lambda: services.withdraw_pause(by=chantal, pause=pause),
        lambda: services.stop_process(by=chantal, process=process, reason="x"),
    ]
    for act in acts:
        with pytest.raises(Refused):
            act()
    with pytest.raises(Refused):
        services.erase_draft(by=bruno, process=process)
    services.withdraw_pause(by=bruno, pause=pause)
    assert not process.pauses.exists()
