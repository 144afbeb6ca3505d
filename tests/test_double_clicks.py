"""Every button of the way of a draw, pressed twice at once and then once more: done once, and nothing breaks."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.db.models import Model
from django.test import Client
from django_tasks_db.models import DBTaskResult

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.files.models import File
from chainon.base.journal.models import Line
from chainon.base.journal.selectors import verify
from chainon.base.mail.models import Mail
from chainon.base.tasks.models import Job
from chainon.governance.draws.models import Approval, Draw, Member, Places, Reading, State, WitnessLink
from chainon.governance.draws.services.computing import compute
from chainon.governance.draws.services.freezing import seal_draw
from chainon.governance.draws.tests.making import SEATS, Running, bounds_of, make_body, make_draw, make_list, submitted
from chainon.governance.volunteers.models import VolunteerList

from .databases import at_once, shared_database
from .people import Cast, cast, client_of

__all__ = ["shared_database"]

pytestmark = pytest.mark.usefixtures("shared_database")

KEPT: list[tuple[type[Model], set[str]]] = [
    (Draw, set()),
    (Places, {"id"}),
    (Approval, set()),
    (Reading, set()),
    (Member, set()),
    (Line, set()),
    (Job, set()),
    (DBTaskResult, set()),
    (File, set()),
    (Mail, set()),
    (VolunteerList, set()),
    (WitnessLink, {"id", "token_hash", "expires_at"}),  # made anew at each press, the one before being worth nothing
]


def everything() -> dict[str, list[Any]]:
    return {
        model.__name__: sorted(
            str({name: value for name, value in row.items() if name not in besides})
            for row in model._default_manager.values()
        )
        for model, besides in KEPT
    }


def press(by: User | None, address: str, data: dict[str, Any] | None = None) -> list[int]:
    """Twice at once, then once more; the state is that of one press. The codes answered."""
    clients = [client_of(by) if by else Client() for _ in range(3)]
    posts = [partial(client.post, address, data or {}) for client in clients]
    answers: list[Any] = at_once(*posts[:2])
    after_two = everything()
    answers.append(posts[2]())
    assert everything() == after_two
    codes = [answer if isinstance(answer, Exception) else answer.status_code for answer in answers]
    assert all(isinstance(code, int) and code < 500 for code in codes), codes
    assert min(codes) < 400, f"nobody's press did anything: {codes}"
    return sorted(codes)


def lines(verb: str) -> int:
    return Line.objects.filter(verb=verb).count()


@pytest.fixture
def people(shared_database: dict[str, str]) -> Cast:
    return cast()


def test_the_whole_way_of_a_draw_by_someone_who_clicks_twice(people: Cast) -> None:
    body = make_body(people.territory, people.bruno)
    volunteers = make_list(body, people.bruno)
    press(people.bruno, f"/instances/{body.public_id}/tirage", {"path": "simple"})
    draw = Draw.objects.get()
    base = f"/tirages/{draw.public_id}"

    bounds = bounds_of(volunteers)
    places = {f"min-{value}": low for value, (low, _high) in bounds.items()}
    places |= {f"max-{value}": high for value, (_low, high) in bounds.items()}
    assert press(people.bruno, base + "/places", {"seats": SEATS, **places}) == [302, 302, 302]
    assert Places.objects.count() == len(bounds)
    day = (clock.today() + timedelta(days=9)).isoformat()
    press(people.bruno, base + "/date", {"day": day, "hour": "18:00", "place": "Salle des fêtes"})
    assert Job.objects.count() == DBTaskResult.objects.count() == 1, "the date asks for the computation, once"
    press(people.bruno, base + "/calcul/arreter")
    press(people.bruno, base + "/calcul")
    assert Job.objects.unfinished().count() == 1
    compute(Running(draw.public_id))
    Job.objects.update(state="done")

    press(people.bruno, base + "/proposer")
    assert Job.objects.unfinished().count() == 1
    seal_draw(Running(draw.public_id))
    Job.objects.update(state="done")
    press(people.chantal, base + "/refus", {"reason": "Il manque les 16–17 ans."})
    assert (lines("draw.declined"), Approval.objects.count()) == (1, 1)
    press(people.bruno, base + "/proposer")
    seal_draw(Running(draw.public_id))
    Job.objects.update(state="done")
    assert press(people.chantal, base + "/accord") == [302, 302, 302]
    assert (lines("draw.frozen"), lines("draw.approved")) == (1, 1)

    assert press(people.bruno, base + "/ceremonie", {"value-0": "1 7 4"}) == [302, 302, 302]
    reading = Reading.objects.get()
    confirm = {"reading": reading.pk, "attendance": "84"}
    assert press(people.bruno, base + "/ceremonie/confirmer", confirm) == [302, 302, 302]
    assert (lines("draw.drawn"), Member.objects.count()) == (1, SEATS)
    assert press(people.chantal, base + "/verifier") == [200, 200, 200]
    assert lines("draw.verified") == 1
    press(people.bruno, base + "/annuler", {"reason": "Salle inondée."})
    assert lines("draw.cancelled") == 1
    assert verify(people.territory.scope).holds


def test_a_witness_and_whoever_asked_for_one_click_twice(shared_database: dict[str, str]) -> None:
    people = cast(guarantors=False)
    draw = submitted(make_draw(people.territory, people.bruno))
    press(people.bruno, f"/tirages/{draw.public_id}/temoin")
    page = client_of(people.bruno).post(f"/tirages/{draw.public_id}/temoin").content.decode()
    link = page.split("/tirages/temoin/")[1].split("<")[0]
    press(None, f"/tirages/temoin/{link}", {"name": "Jeanne Morel, directrice", "accepted": "yes", "reason": ""})
    draw.refresh_from_db()
    assert draw.state == State.FROZEN
    assert (lines("draw.frozen"), Approval.objects.count()) == (1, 1)
