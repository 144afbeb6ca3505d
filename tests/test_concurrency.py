"""Two people do the same thing at the same moment, on a database that their threads really share."""

from __future__ import annotations

import re
from functools import partial

import pytest
from django_tasks_db.models import DBTaskResult

from chainon.base.accounts.models import Role
from chainon.base.accounts.services import give_role
from chainon.base.journal.models import Head, Line
from chainon.base.journal.selectors import verify
from chainon.base.scopes.models import Territory
from chainon.base.scopes.verdict import Refused, Unavailable
from chainon.base.tasks.models import Job
from chainon.base.tasks.services import enqueue_job
from chainon.governance.bodies.models import BodyKind
from chainon.governance.bodies.services import open_body
from chainon.governance.draws import services
from chainon.governance.draws.jobs import COMPUTE
from chainon.governance.draws.models import Approval, Draw, Member, Path, Places, Reading, State
from chainon.governance.draws.services.freezing import seal_draw
from chainon.governance.draws.tests.making import (
    SEATS,
    Running,
    bounds_of,
    computed,
    frozen,
    make_body,
    make_draw,
    make_list,
    submitted,
)
from chainon.governance.volunteers.models import VolunteerList

from .databases import at_once, shared_database
from .house import SOURCE
from .people import Cast, cast, client_of

__all__ = ["shared_database"]

pytestmark = pytest.mark.usefixtures("shared_database")


@pytest.fixture
def people(shared_database: dict[str, str]) -> Cast:
    return cast()


def lines(verb: str) -> int:
    return Line.objects.filter(verb=verb).count()


def test_two_guarantors_who_agree_at_once_freeze_once(people: Cast) -> None:
    draw = submitted(make_draw(people.territory, people.bruno))
    answers = at_once(
        partial(services.approve, by=people.chantal, draw=draw), partial(services.approve, by=people.denise, draw=draw)
    )
    assert sorted(type(answer) for answer in answers if isinstance(answer, Exception)) == [Refused]
    assert (lines("draw.approved"), lines("draw.frozen"), Approval.objects.count()) == (1, 1, 1)
    draw.refresh_from_db()
    assert draw.state == State.FROZEN
    assert verify(people.territory.scope).holds


def test_an_agreement_and_a_refusal_at_once_leave_one_of_them(people: Cast) -> None:
    draw = submitted(make_draw(people.territory, people.bruno))
    answers = at_once(
        partial(services.approve, by=people.chantal, draw=draw),
        partial(services.decline, by=people.denise, draw=draw, reason="Trop tôt."),
    )
    assert [isinstance(answer, Refused) for answer in answers].count(True) == 1
    draw.refresh_from_db()
    accepted = Approval.objects.get().accepted
    assert (draw.state, bool(draw.frozen)) == ((State.FROZEN, True) if accepted else (State.COMPUTED, False))


def test_two_readings_confirmed_at_once_draw_one_panel(people: Cast) -> None:
    draw = frozen(make_draw(people.territory, people.bruno), people.chantal)
    first = services.read_numbers(by=people.bruno, draw=draw, values=["174"])
    second = services.read_numbers(by=people.karim, draw=draw, values=["471"])
    confirm = partial(services.confirm_reading, draw=draw, attendance=None)
    answers = at_once(
        partial(confirm, by=people.bruno, reading=second),
        partial(confirm, by=people.karim, reading=first),
        partial(confirm, by=people.karim, reading=second),
    )
    assert isinstance(answers[1], Refused | Unavailable)
    assert not isinstance(answers[0], Exception) and not isinstance(answers[2], Exception)
    draw.refresh_from_db()
    assert draw.opening["number"] == 471
    assert (Member.objects.count(), lines("draw.drawn")) == (SEATS, 1)
    assert Reading.objects.exclude(confirmed_at=None).get() == second


def test_sixteen_writers_make_one_unbroken_chain(people: Cast) -> None:
    emails = [f"relais{number}@example.org" for number in range(16)]
    act = partial(give_role, by=None, role=Role.RELAY, scope=people.territory.scope)
    before = Line.objects.count()
    answers = at_once(*(partial(act, email=email) for email in emails))
    assert not [answer for answer in answers if isinstance(answer, Exception)]
    check = verify(people.territory.scope)
    assert check.holds and check.lines == Line.objects.count() == before + 16 == Head.objects.get().number


def test_acts_of_two_kinds_never_wait_for_each_other_for_ever(people: Cast) -> None:
    """One slice marks the territory as changed before its journal line, another after: no deadlock."""
    body = make_body(people.territory, people.bruno)
    lists = [make_list(body, people.bruno, people=20) for _ in range(4)]
    draws = [
        services.create_draw(by=people.bruno, body=body, volunteers=volunteers, path=Path.SIMPLE)
        for volunteers in lists
    ]
    cancelling = [partial(services.cancel_draw, by=people.bruno, draw=draw, reason="Essai.") for draw in draws]
    opening = [
        partial(
            open_body, by=people.karim, parent=people.territory.scope, kind=BodyKind.OTHER, name=f"Groupe {n}", seats=9
        )
        for n in range(4)
    ]
    answers = at_once(*(act for pair in zip(cancelling, opening, strict=True) for act in pair))
    assert not [answer for answer in answers if isinstance(answer, Exception)]
    assert verify(people.territory.scope).holds


def test_every_act_is_seen_by_conditional_requests(people: Cast) -> None:
    before = Territory.objects.get().version
    at_once(
        *(
            partial(give_role, by=None, role=Role.RELAY, scope=people.territory.scope, email=f"r{n}@example.org")
            for n in range(8)
        )
    )
    assert Territory.objects.get().version >= before + 8


def test_a_job_asked_twice_at_once_is_one(people: Cast) -> None:
    draw = make_draw(people.territory, people.bruno)
    ask = partial(enqueue_job, kind=COMPUTE, subject=draw.public_id, scope=draw.body.scope)
    answers = at_once(*(partial(ask, by=by) for by in (people.bruno, people.karim, people.bruno, people.karim)))
    assert len({answer.pk for answer in answers}) == 1
    assert (Job.objects.count(), DBTaskResult.objects.count()) == (1, 1)


def test_a_draw_started_twice_at_once_is_one_draw_on_one_list(people: Cast) -> None:
    body = make_body(people.territory, people.bruno)
    address = f"/instances/{body.public_id}/tirage"
    clients = [client_of(people.bruno), client_of(people.karim), client_of(people.bruno)]
    answers = at_once(*(partial(client.post, address, {"path": "simple"}) for client in clients))
    assert [answer.status_code for answer in answers] == [302, 302, 302]
    assert (Draw.objects.count(), VolunteerList.objects.count(), lines("draw.prepared")) == (1, 1, 1)


def test_places_changed_while_the_guarantor_agrees_never_undo_a_frozen_draw(people: Cast) -> None:
    """The one who changes has already been told that they may when the seal falls."""
    draw = computed(make_draw(people.territory, people.bruno))
    bounds = bounds_of(draw.volunteers)
    for changes in (
        partial(services.set_places, by=people.bruno, draw=draw, seats=4, bounds=bounds),
        partial(services.set_schedule, by=people.bruno, draw=draw, ceremony_at=draw.ceremony_at, ceremony_place="Là"),
    ):
        with pytest.MonkeyPatch.context() as patch, pytest.raises((Refused, Unavailable)):
            patch.setattr("chainon.governance.draws.services.preparing.require_changeable", _then_sealed)
            changes()
        draw.refresh_from_db()
        assert draw.state in {State.SUBMITTED, State.FROZEN} and draw.ceremony_place == "Salle des fêtes"
        assert Places.objects.filter(draw=draw).count() == len(bounds) and draw.seats == SEATS


def test_locks_leave_references_alone() -> None:
    """PostgreSQL checks references when a transaction ends: a lock on the key too makes two acts wait for ever."""
    found = {
        path.relative_to(SOURCE).parts[1]
        for path in SOURCE.rglob("*.py")
        if "tests" not in path.parts
        and re.search(r"select_for_update\((?!.*no_key|\s)", path.read_text(encoding="utf-8"))
    }
    assert not found


def _then_sealed(by: object, draw: Draw) -> None:
    seal_draw(Running(draw.public_id))
