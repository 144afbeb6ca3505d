"""A pause moves no date by itself; in one act, now or at the return, the steps ahead move by as many days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as some

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.chain.services import follow
from chainon.base.journal.models import Line
from chainon.base.scopes.models import Territory
from chainon.base.scopes.verdict import Refused, Unavailable
from chainon.governance.processes import days, services
from chainon.governance.processes.models import DateChange, News, Process, ProcessPause, Step, StepKind

from .making import in_days, published

REASON = "Les vacances d’été."


def spans(process: Process) -> list[tuple[int, int]]:
    """In days from today."""
    today = clock.today()
    return [((step.first_on - today).days, (step.last_on - today).days) for step in process.steps.all()]


def paused(by: User, process: Process, first: int = 10, last: int = 23, *, moves: bool = False) -> ProcessPause:
    when = {"first": in_days(first), "last": in_days(last)}
    return services.announce_pause(by=by, process=process, reason=REASON, moves=moves, **when)


def lines() -> list[str]:
    return list(Line.objects.order_by("number").values_list("verb", flat=True))


@pytest.fixture
def process(territory: Territory, bruno: User) -> Process:
    """Three steps: 0 to 27, 28 to 48, 49 to 168."""
    return published(bruno, territory.scope)


@pytest.mark.django_db
def test_a_pause_alone_moves_nothing(process: Process, bruno: User) -> None:
    before = spans(process)
    assert not paused(bruno, process).moved
    assert spans(process) == before == [(0, 27), (28, 48), (49, 168)] and not DateChange.objects.exists()


@pytest.mark.django_db
def test_with_the_pause_what_runs_ends_later_and_what_is_ahead_moves_with_its_reason(
    process: Process, bruno: User, resident: User, client_of: Callable[[User], Client]
) -> None:
    follow(by=resident, node=process.node)
    sent = {"first": in_days(10).isoformat(), "last": in_days(23).isoformat(), "reason": REASON, "moves": "on"}
    for _twice in range(2):
        assert client_of(bruno).post(f"{process.get_absolute_url()}/pause", sent).status_code == 302
    assert spans(process) == [(0, 41), (42, 62), (63, 182)]
    assert [change.reason for change in DateChange.objects.all()] == [REASON] * 3
    assert lines()[-4:] == ["process.days_changed"] * 3 + ["process.paused"]
    page = Client().get(process.get_absolute_url()).content.decode()
    assert page.count("Changé parce que") == 3 and "sont décalées d’autant" in page
    process.refresh_from_db()
    assert process.news == News.PAUSED


@pytest.mark.django_db
def test_a_step_that_ends_before_the_pause_keeps_its_days(process: Process, bruno: User) -> None:
    paused(bruno, process, 28, 41, moves=True)
    assert spans(process) == [(0, 27), (42, 62), (63, 182)]


@pytest.mark.django_db
def test_at_the_return_the_days_are_given_back(
    process: Process, bruno: User, chantal: User, client_of: Callable[[User], Client]
) -> None:
    pause = paused(bruno, process, 0, 13)
    move = f"{process.get_absolute_url()}/pauses/{pause.public_id}/decaler"
    with clock.at(clock.now() + timedelta(days=15)):
        team = client_of(bruno)
        assert move in team.get(process.get_absolute_url()).content.decode()
        assert move not in Client().get(process.get_absolute_url()).content.decode()
        assert client_of(chantal).post(move).status_code == 403
        for _twice in range(2):
            assert team.post(move).headers["Location"] == process.get_absolute_url()
        assert move not in team.get(process.get_absolute_url()).content.decode(), "it is done"
    assert spans(process) == [(0, 41), (42, 62), (63, 182)] and lines()[-3:] == ["process.days_changed"] * 3
    process.refresh_from_db()
    assert process.news == News.DAYS_CHANGED


@pytest.mark.django_db
def test_a_step_that_ended_during_the_pause_goes_on(process: Process, bruno: User) -> None:
    pause = paused(bruno, process, 20, 33)
    with clock.at(clock.now() + timedelta(days=34)):
        services.move_steps(by=bruno, pause=pause)
    assert spans(process) == [(0, 41), (28, 62), (63, 182)], "the second had begun: its first day stays"


@pytest.mark.django_db
def test_long_after_or_with_nothing_ahead_nothing_is_offered(process: Process, bruno: User) -> None:
    pause = paused(bruno, process, 0, 5)
    steps, pauses = list(process.steps.all()), [pause]
    assert days.to_move(pauses, steps, in_days(35)) == pauses and days.to_move(pauses, steps, in_days(36)) == []
    with clock.at(clock.now() + timedelta(days=200)):
        assert days.to_move([pause], steps, clock.today()) == []
        with pytest.raises(Unavailable, match="rien à décaler"):
            services.move_steps(by=bruno, pause=pause)
    services.stop_process(by=bruno, process=process, reason="Elle n’a plus d’objet.")
    with pytest.raises(Refused):
        services.move_steps(by=bruno, pause=pause)


@pytest.mark.django_db
@pytest.mark.parametrize("moves", [True, False])
def test_a_pause_taken_back_gives_the_days_back_if_one_wants(
    process: Process, bruno: User, client_of: Callable[[User], Client], moves: bool
) -> None:
    pause, before = paused(bruno, process, moves=True), [(0, 27), (28, 48), (49, 168)]
    team, page = client_of(bruno), process.get_absolute_url()
    assert "Avancer d’autant" in team.get(page).content.decode()
    assert team.post(f"{page}/pauses/{pause.public_id}/retirer", {"moves": "1"} if moves else {}).status_code == 302
    assert spans(process) == (before if moves else [(0, 41), (42, 62), (63, 182)])
    assert DateChange.objects.count() == (6 if moves else 3)
    shown = Client().get(page).content.decode()
    assert ("Pause retirée" in shown) is moves
    assert not ProcessPause.objects.exists() and lines()[-1] == "process.resumed"


@pytest.mark.django_db
def test_a_pause_that_moved_nothing_gives_nothing_back(process: Process, bruno: User) -> None:
    services.withdraw_pause(by=bruno, pause=paused(bruno, process), moves=True)
    assert spans(process) == [(0, 27), (28, 48), (49, 168)]


@pytest.mark.django_db
def test_steps_of_one_name_do_not_meet_on_the_way_and_a_draft_step_moves_without_a_line(
    process: Process, bruno: User
) -> None:
    for start in (200, 214):
        span = {"first_on": in_days(start), "last_on": in_days(start + 5)}
        services.add_step(by=bruno, process=process, kind=StepKind.EVALUATE, title="Bilan", **span)
    pause = paused(bruno, process, moves=True)
    assert spans(process)[-2:] == [(214, 219), (228, 233)] and DateChange.objects.count() == 3
    services.withdraw_pause(by=bruno, pause=pause, moves=True)
    assert spans(process)[-2:] == [(200, 205), (214, 219)]


TODAY = date(2026, 6, 1)


@given(some.integers(-40, 60), some.integers(0, 60), some.integers(1, 40), some.integers(1, 90))
def test_what_moves_comes_back_and_never_loses_a_day(starts: int, lasts: int, first: int, length: int) -> None:
    """A pause announced for a day to come: a step keeps its length or gains the pause's, and comes back the same."""
    begins, pause = TODAY + timedelta(days=starts), TODAY + timedelta(days=first)
    step = Step(first_on=begins, last_on=begins + timedelta(days=lasts))
    span = days.moved(step, pause, length, TODAY)
    if step.last_on < pause:
        assert span is None
        return
    assert span is not None
    assert (span[1] - span[0]).days - lasts == (0 if begins >= pause else length)
    assert days.moved_back(Step(first_on=span[0], last_on=span[1]), pause, length) == (step.first_on, step.last_on)


@given(some.integers(-40, 60), some.integers(0, 60), some.integers(1, 40), some.integers(1, 90))
def test_going_back_no_step_begins_before_the_pause_or_ends_before_it_begins(
    starts: int, lasts: int, first: int, length: int
) -> None:
    begins, pause = TODAY + timedelta(days=starts), TODAY + timedelta(days=first)
    span = days.moved_back(Step(first_on=begins, last_on=begins + timedelta(days=lasts)), pause, length)
    if span is not None:
        assert span[0] <= span[1] and (span[0] == begins or span[0] >= pause) and span[1] >= TODAY
