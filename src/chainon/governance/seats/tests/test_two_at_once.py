"""Two people click at the same moment: real threads, real connections."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection, connections

from chainon.governance.seats import services
from chainon.governance.seats.models import LIVE, Invitation

from .making import holder, make_drawn, write_to

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Each act in a thread of its own, started together; what each gave or raised."""
    start = threading.Barrier(len(acts))
    found: list[object] = [None] * len(acts)

    def play(place: int, act: Callable[[], object]) -> None:
        start.wait()
        try:
            found[place] = act()
        except Exception as error:  # noqa: BLE001  # the test looks at it
            found[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=play, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return found


@pytest.fixture
def one_writer_at_a_time() -> None:
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("une base SQLite en mémoire ne fait pas attendre : joué sur PostgreSQL")


def test_two_people_who_replace_the_same_person_call_one_person(
    territory, bruno, chantal, one_writer_at_a_time
) -> None:
    draw = make_drawn(territory, bruno, chantal)
    write_to(draw, bruno)
    services.enter_answer(by=bruno, invitation=holder(draw, 4), accepts=False)
    vacated = holder(draw, 4).pk

    def click() -> Invitation:
        return services.call_next(by=bruno, invitation=Invitation.objects.select_related("seat__draw").get(pk=vacated))

    first, second = at_once(click, click)
    assert isinstance(first, Invitation) and first == second
    draw.refresh_from_db()
    assert len(draw.opening["replacements"]) == 1


def test_two_seats_vacated_at_once_are_offered_to_two_different_people(
    territory, bruno, chantal, one_writer_at_a_time
) -> None:
    draw = make_drawn(territory, bruno, chantal)
    write_to(draw, bruno)
    for number in (2, 5):
        services.enter_answer(by=bruno, invitation=holder(draw, number), accepts=False)
    pair = [holder(draw, number) for number in (2, 5)]
    found = at_once(*[lambda one=one: services.call_next(by=bruno, invitation=one) for one in pair])
    assert all(isinstance(one, Invitation) for one in found), found
    assert len({one.token for one in found}) == 2
    draw.refresh_from_db()
    assert len(draw.opening["replacements"]) == 2
    assert Invitation.objects.filter(seat__draw=draw, answer__in=LIVE).count() == 6
