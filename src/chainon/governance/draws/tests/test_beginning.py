from __future__ import annotations

import pytest

from chainon.base.accounts.models import User
from chainon.base.journal.models import Line
from chainon.base.scopes.models import Territory
from chainon.governance.draws.models import Draw, Path, State
from chainon.governance.volunteers.models import VolunteerList

from .making import make_body, make_list

pytestmark = pytest.mark.django_db


def test_a_draw_begins_from_its_body_with_a_list_of_its_own(territory: Territory, bruno: User, client_of) -> None:
    body, client = make_body(territory, bruno), client_of(bruno)
    page = f"/instances/{body.public_id}/tirage"
    before = Line.objects.count()
    for _ in range(2):  # the button pressed twice
        assert client.post(page, {"path": Path.SIMPLE}).status_code == 302
    draw = Draw.objects.get()
    assert draw.state == State.PREPARING and draw.volunteers == VolunteerList.objects.get()
    assert [line.verb for line in Line.objects.order_by("number")][before:] == ["volunteers.opened", "draw.prepared"]


def test_a_draw_begins_upon_the_list_that_is_open(territory: Territory, bruno: User, client_of) -> None:
    body = make_body(territory, bruno)
    opened = make_list(body, bruno, 8)
    answer = client_of(bruno).post(f"/instances/{body.public_id}/tirage", {"path": Path.SIMPLE})
    draw = Draw.objects.get()
    assert draw.volunteers == opened and answer["Location"] == f"/tirages/{draw.public_id}/places"
