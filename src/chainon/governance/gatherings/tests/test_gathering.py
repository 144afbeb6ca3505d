from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta

import pytest

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.chain.models import Link, Relation, Wait
from chainon.base.chain.services import differences
from chainon.base.journal.models import Line
from chainon.base.scopes.models import Scope
from chainon.base.scopes.verdict import Refused, Unavailable
from chainon.governance.bodies.models import Body
from chainon.governance.gatherings import selectors, services
from chainon.governance.gatherings.models import Gathering, Outcome
from chainon.governance.gatherings.services import Notice

from .making import convened, held, notice, told


def lines() -> list[str]:
    return list(Line.objects.filter(verb__startswith="gathering.").order_by("pk").values_list("verb", flat=True))


def test_a_member_convenes_for_their_body_without_asking_anyone(lea: User, place: Scope, body: Body) -> None:
    gathering = convened(lea, place, body)
    assert gathering.node.is_public and gathering.organiser == "La table"
    assert [row.title for row in selectors.next_gatherings(place.root)] == ["Parlons du marché"]
    assert lines() == ["gathering.announced"]


def test_a_form_sent_twice_announces_once(bruno: User, place: Scope) -> None:
    entry = uuid.uuid4()
    said = {"by": bruno, "scope": place, "body": None, "notice": notice(), "entry": entry}
    assert services.convene(**said) == services.convene(**said)
    assert Gathering.objects.count() == 1 and lines() == ["gathering.announced"]


def test_a_day_that_is_past_is_refused(bruno: User, place: Scope) -> None:
    with pytest.raises(Unavailable, match="passé"):
        convened(bruno, place, days=-2)
    assert not Gathering.objects.exists()


def test_an_end_before_the_beginning_is_refused(bruno: User, place: Scope) -> None:
    starts = clock.now() + timedelta(days=2)
    with pytest.raises(Unavailable, match="avant le début"):
        convened(bruno, place, starts_at=starts, ends_at=starts - timedelta(hours=1))


def test_another_day_is_news_and_the_same_words_are_not(bruno: User, place: Scope) -> None:
    gathering = convened(bruno, place)
    before = gathering.node.changed_at
    same = notice()
    with clock.at(clock.now() + timedelta(hours=1)):
        services.change_notice(by=bruno, gathering=gathering, notice=same)
        gathering.node.refresh_from_db()
        assert gathering.node.changed_at == before
        services.change_notice(by=bruno, gathering=gathering, notice=notice(14))
    gathering.node.refresh_from_db()
    assert gathering.node.changed_at > before
    assert lines() == ["gathering.announced", "gathering.changed"]


def test_a_cancelled_gathering_stays_in_the_list_with_its_reason(bruno: User, place: Scope) -> None:
    gathering = services.cancel(by=bruno, gathering=convened(bruno, place), reason="La salle est inondée.")
    [row] = selectors.next_gatherings(place.root)
    assert row.is_cancelled and gathering.node.state == "cancelled"
    with pytest.raises(Refused, match="annulée"):
        services.change_notice(by=bruno, gathering=gathering, notice=notice(9))


def test_each_decision_expects_a_commitment_from_the_body(bruno: User, place: Scope, body: Body) -> None:
    gathering = told(bruno, held(bruno, place, body), decisions=["Garder le marché", "Écrire au maire"])
    decided = list(gathering.outcomes.decisions())
    assert [each.text for each in decided] == ["Garder le marché", "Écrire au maire"]
    assert set(Link.objects.filter(source=gathering.node).values_list("relation", flat=True)) == {Relation.DECISION}
    waits = Wait.objects.open().filter(node__in=[each.node for each in decided])
    assert {(wait.whose, wait.expects, wait.days) for wait in waits} == {("La table", Relation.COMMITMENT, 30)}
    assert not list(differences())


def test_minutes_are_corrected_until_they_are_approved(bruno: User, place: Scope, body: Body) -> None:
    gathering = told(bruno, held(bruno, place, body), decisions=["Garder le marché", "Écrire au maire"])
    kept = gathering.outcomes.decisions().get(text="Écrire au maire")
    gathering = told(bruno, gathering, decisions=["Écrire au maire", "Inviter le bailleur"])
    standing = list(gathering.outcomes.standing().decisions())
    assert [each.text for each in standing] == ["Écrire au maire", "Inviter le bailleur"] and standing[0].pk == kept.pk
    gone = Outcome.objects.get(text="Garder le marché")
    assert gone.node is not None and gone.node.is_public
    assert gone.node.state == "withdrawn" and not gone.node.waits.open().exists()
    gathering = services.approve(by=bruno, gathering=gathering, on=clock.today())
    with pytest.raises(Refused, match="approuvé"):
        told(bruno, gathering, minutes="Autre chose.")
    assert lines()[-3:] == ["gathering.told", "gathering.told", "gathering.approved"]
    assert not list(differences())


@pytest.mark.parametrize("days", [1, -9])
def test_minutes_are_approved_on_a_day_between_the_gathering_and_today(
    days: int, bruno: User, place: Scope, body: Body
) -> None:
    gathering = told(bruno, held(bruno, place, body))
    with pytest.raises(Unavailable):
        services.approve(by=bruno, gathering=gathering, on=clock.today() + timedelta(days=days))


def test_a_decision_that_asks_for_nothing_more_is_nobodys_turn(bruno: User, place: Scope, body: Body) -> None:
    gathering = told(bruno, held(bruno, place, body))
    decision = gathering.outcomes.decisions().select_related("gathering", "node").get()
    services.needs_nothing(by=bruno, decision=decision, reason="Fait sur place.")
    assert not Wait.objects.open().exists()
    with pytest.raises(Refused):
        services.needs_nothing(by=bruno, decision=decision, reason="Encore.")
    assert lines()[-1] == "gathering.decision_done"


def test_the_ages_make_the_total_and_another_total_is_refused(bruno: User, place: Scope) -> None:
    gathering = held(bruno, place)
    with pytest.raises(Unavailable, match="somme"):
        told(bruno, gathering, under_16=2, over_60=3, present=6)
    with pytest.raises(Unavailable, match="premières fois"):
        told(bruno, gathering, present=3, first_time=4)
    gathering = told(bruno, gathering, under_16=2, over_60=3)
    assert gathering.present == 5


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ({"present": 10}, (None, [], True)),
        ({"present": 11}, (11, [], False)),
        ({"under_16": 11, "from_26": 12, "over_60": 0}, (23, [11, 12, 0], False)),
        ({"under_16": 3, "from_26": 40}, (43, [], False)),
    ],
)
def test_no_number_of_people_below_eleven_is_published(
    said: dict[str, int], shown: tuple[int | None, list[int], bool], bruno: User, place: Scope
) -> None:
    gathering = told(bruno, held(bruno, place), **said)
    public, whole = selectors.headcount(gathering), selectors.headcount(gathering, whole=True)
    assert public is not None and (public.present, public.bands, public.is_small) == shown
    assert whole is not None and whole.present == sum(said.values())


@pytest.mark.parametrize(("present", "first", "shown"), [(30, 12, 12), (30, 5, None), (30, 25, None), (12, 12, 12)])
def test_first_times_do_not_tell_who_is_left(
    present: int, first: int, shown: int | None, bruno: User, place: Scope
) -> None:
    gathering = told(bruno, held(bruno, place), present=present, first_time=first)
    assert selectors.first_time(gathering) == shown and selectors.first_time(gathering, whole=True) == first


def test_a_gathering_without_minutes_is_seen_after_eight_days(bruno: User, place: Scope) -> None:
    held(bruno, place, days_ago=3)
    late = held(bruno, place, days_ago=12)
    assert [row.url for row in selectors.without_minutes(place.root)] == [
        f"/rencontres/{late.public_id}-parlons-du-marche"
    ]


def test_places_see_their_own_gatherings_and_those_inside(bruno: User, place: Scope) -> None:
    convened(bruno, place)
    convened(bruno, place.root, title="Toute la ville")
    assert [row.title for row in selectors.next_gatherings(place.root, scope=place)] == ["Parlons du marché"]
    assert len(selectors.next_gatherings(place.root, scope=place.root)) == 2


def test_one_that_was_not_announced_is_told_afterwards_and_marked_so(place: Scope, body: Body, lea: User) -> None:
    entry = uuid.uuid4()
    for _twice in range(2):
        said = {"scope": place, "body": body, "notice": notice(-3), "entry": entry}
        gathering = services.recount(by=lea, **said)
    assert Gathering.objects.count() == 1 and lines() == ["gathering.recounted"]
    assert gathering.is_recounted and gathering.is_over
    assert told(lea, gathering).minutes_at is not None and not list(differences())


def test_what_is_to_come_is_announced_and_what_is_over_a_year_old_is_not_told(place: Scope, bruno: User) -> None:
    for days in (0, 5, -400):
        with pytest.raises(Unavailable):
            services.recount(by=bruno, scope=place, body=None, notice=notice(days), entry=uuid.uuid4())
    assert not convened(bruno, place).is_recounted and not held(bruno, place).is_recounted


def test_an_hour_that_is_past_is_not_said_a_day_that_is_past(place: Scope, bruno: User) -> None:
    evening = datetime(2026, 11, 22, 19, 18, tzinfo=UTC)
    morning = Notice("Le marché", evening.replace(hour=8), evening.replace(hour=10), address="Le local")
    with clock.at(evening), pytest.raises(Unavailable, match="Cette heure est passée"):
        services.convene(by=bruno, scope=place, body=None, notice=morning, entry=uuid.uuid4())
    with clock.at(evening + timedelta(days=1)), pytest.raises(Unavailable, match="Ce jour est passé"):
        services.convene(by=bruno, scope=place, body=None, notice=morning, entry=uuid.uuid4())
