from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest

from chainon.base.accounts.models import User
from chainon.base.scopes.models import Kind, Scope, Territory
from chainon.base.scopes.services import create_scope
from chainon.base.scopes.tests.matrix import Line, lines
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


@pytest.mark.parametrize("line", lines(rules), ids=str)
def test_the_matrix_says_who_may_do_what(
    line: Line, place: Scope, body: Body, process_in: Callable[[str], Process]
) -> None:
    act, state, held = line.asked
    elsewhere = create_scope(kind=Kind.PLACE, parent=place.root, label="Ailleurs")
    scope = {"territory": place.root, "place": place, "body": body.scope, "elsewhere": elsewhere}[held]
    process = process_in(state) if act != "open" else Process()
    rule = {
        "open": lambda by: rules.may_open(by, place, [body]),
        "see": lambda by: rules.may_see(by, process),
        "write": lambda by: rules.may_write(by, process),
        "run": lambda by: rules.may_run(by, process),
        "erase": lambda by: rules.may_erase(by, process),
        "watch": lambda by: rules.may_watch(by, process),
    }[act]
    for by, may in line.people(scope):
        verdict = rule(by)
        assert bool(verdict) == may, by
        assert verdict or verdict.reason
        if act == "see":
            assert Process.objects.visible_to(by).exists() == may, "the twin agrees"


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
