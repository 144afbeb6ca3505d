"""Once for each person, apart where nobody can tell; the counters say what the rows say."""

from __future__ import annotations

import hashlib
import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chainon.base import clock
from chainon.base.accounts.leaving import erasures, exports
from chainon.base.accounts.models import User
from chainon.base.chain.models import Node
from chainon.base.chain.tests.things import Things
from chainon.base.journal.models import Line
from chainon.base.scopes.models import Territory
from chainon.base.scopes.verdict import Refused, Unavailable
from chainon.base.slips.models import Slip
from chainon.deliberation.supports import daily, rules, selectors, services
from chainon.deliberation.supports.models import Declared, Support, SupportCount, Way
from chainon.deliberation.supports.selectors import Counts

pytestmark = pytest.mark.django_db


def counts(node: Node) -> Counts:
    """As pages read them; and they are what the rows say."""
    read = selectors.counts_of([node.pk]).get(node.pk, Counts())
    declared = {way: 0 for way in Way}
    for each in Declared.objects.filter(node=node):
        declared[Way(each.way)] += each.number
    assert read == Counts(Support.objects.filter(node=node).count(), declared[Way.PAPER], declared[Way.ONLINE])
    return read


def test_each_person_counts_once_by_each_door(node: Node, slip: Slip, resident: User, amina: User) -> None:
    for _twice in range(2):
        services.support(by=resident, node=node)
        services.support_by_slip(node=node, slip=slip)
        services.record_person(by=amina, node=node, first_name="Marie-Hélène", digits="0412")
    assert counts(node) == Counts(counted=3)
    assert not services.record_person(by=amina, node=node, first_name="marie helene", digits="0412"), "the same person"
    assert services.record_person(by=amina, node=node, first_name="Marie", digits="0412"), "another one"
    assert counts(node).counted == 4


def test_each_person_takes_their_support_back(node: Node, slip: Slip, resident: User, amina: User) -> None:
    services.support(by=resident, node=node)
    services.support_by_slip(node=node, slip=slip)
    services.record_person(by=amina, node=node, first_name="Léa", digits="0412")
    services.stop_supporting(by=resident, node=node)
    services.stop_by_slip(node=node, slip=slip)
    assert not services.unrecord_person(by=amina, node=node, first_name="Léa", digits="0413")
    assert services.unrecord_person(by=amina, node=node, first_name="Lea", digits="0412")
    services.stop_supporting(by=resident, node=node)
    assert counts(node) == Counts()


def test_nothing_is_kept_of_who_was_met(node: Node, amina: User) -> None:
    services.record_person(by=amina, node=node, first_name="Marie-Hélène", digits="0412")
    row = Support.objects.values().get()
    assert "0412" not in str(row["person"]) and len(row["person"]) == 64
    assert "marie" not in str(row).lower() and row["user_id"] is None and row["slip_id"] is None


def test_what_ranks_or_decides_never_reads_a_declared_support(node: Node, bruno: User, resident: User) -> None:
    services.support(by=resident, node=node)
    services.enter_sheet(by=bruno, node=node, number=400, collected_on=clock.today(), entry=uuid.uuid4())
    services.declare_online(by=resident, node=node, entry=uuid.uuid4())
    assert counts(node) == Counts(1, 400, 1)
    assert selectors.counted([node.pk]) == {node.pk: 1} and selectors.counted_of(node) == 1


def test_a_form_sent_twice_is_one_declaration(node: Node, bruno: User) -> None:
    entry = uuid.uuid4()
    for _twice in range(2):
        services.enter_sheet(by=bruno, node=node, number=23, collected_on=clock.today(), entry=entry)
    assert counts(node) == Counts(paper=23)
    services.take_sheet_back(by=bruno, sheet=Declared.objects.get())
    assert counts(node) == Counts()
    with pytest.raises(Unavailable):
        tomorrow = clock.today() + timedelta(days=1)
        services.enter_sheet(by=bruno, node=node, number=2, collected_on=tomorrow, entry=uuid.uuid4())


def test_declared_supports_are_capped_a_day(node: Node, resident: User, bruno: User) -> None:
    for _press in range(rules.ONLINE_A_DAY):
        services.declare_online(by=resident, node=node, entry=uuid.uuid4())
    with pytest.raises(Refused, match="revenez demain"):
        services.declare_online(by=resident, node=node, entry=uuid.uuid4())
    for _sheet in range(2):
        services.enter_sheet(by=bruno, node=node, number=500, collected_on=clock.today(), entry=uuid.uuid4())
    with pytest.raises(Refused, match="mille"):
        services.enter_sheet(by=bruno, node=node, number=1, collected_on=clock.today(), entry=uuid.uuid4())
    with clock.at(clock.now() + timedelta(days=1)):
        services.declare_online(by=resident, node=node, entry=uuid.uuid4())
    assert counts(node) == Counts(0, 1000, rules.ONLINE_A_DAY + 1)


def test_what_is_merged_keeps_all_its_supports_and_each_person_once(
    node: Node, things: Things, resident: User, amina: User, bruno: User
) -> None:
    other = things.add(node.scope, "La même chose").node
    services.support(by=resident, node=node)
    services.support(by=resident, node=other)
    services.record_person(by=amina, node=other, first_name="Léa", digits="0412")
    services.support(by=amina, node=other)
    services.enter_sheet(by=bruno, node=other, number=12, collected_on=clock.today(), entry=uuid.uuid4())
    for _twice in range(2):
        services.bring_supports(source=other, target=node)
    assert counts(node) == Counts(3, 12, 0) and counts(other) == Counts(3, 12, 0)


def test_a_closed_account_no_longer_counts_and_takes_its_list_away(node: Node, resident: User) -> None:
    services.support(by=resident, node=node)
    (mine,) = exports()["soutiens"](resident)  # type: ignore[misc]
    assert mine["titre"] == node.title
    erasures()["supports"](resident)
    assert counts(node) == Counts() and not Support.objects.exists()


def test_a_support_writes_nothing_in_the_journal_and_a_day_one_line(
    territory: Territory, node: Node, resident: User, bruno: User
) -> None:
    services.support(by=resident, node=node)
    services.enter_sheet(by=bruno, node=node, number=3, collected_on=clock.today(), entry=uuid.uuid4())
    assert not Line.objects.exists()
    with clock.at(clock.now() + timedelta(days=1)):
        for _tick in range(2):
            daily.count_yesterday()
        line = Line.objects.get()
        assert line.payload["counted"] == 1 and line.payload["declared"] == 3
        answer = Client().get(f"/soutiens/comptes/{line.payload['day']}.txt")
        assert hashlib.sha256(answer.content).hexdigest() == line.payload["detail"]
        assert answer.content.decode().splitlines()[1] == f"{node.public_id} 1 3 0"
    with clock.at(clock.now() + timedelta(days=3)):
        daily.count_yesterday()
        assert Line.objects.count() == 1, "a day without movement writes nothing"
        services.stop_supporting(by=resident, node=node)
    with clock.at(clock.now() + timedelta(days=4)):
        daily.count_yesterday()
        assert Line.objects.count() == 2 and Line.objects.order_by("-number")[0].payload["counted"] == 0
    assert Client().get("/soutiens/comptes/2020-01-01.txt").status_code == 404
    assert Client().get("/soutiens/comptes/hier.txt").status_code == 404


def test_on_a_quiet_territory_a_support_is_in_no_line_before_the_next_night(
    node: Node, resident: User, amina: User, bruno: User
) -> None:
    """A week without a line, then one support in the evening, and ticks after it."""
    monday = datetime(2026, 3, 2, 9, tzinfo=UTC)
    with clock.at(monday):
        services.support(by=amina, node=node)
    with clock.at(monday + timedelta(days=1)):
        daily.count_yesterday()
    evening = monday + timedelta(days=7, hours=10)
    with clock.at(evening):
        services.support(by=resident, node=node)
    for minutes in (0, 1, 60):
        with clock.at(evening + timedelta(minutes=minutes)):
            daily.count_yesterday()
    assert Line.objects.count() == 1
    with clock.at(evening + timedelta(hours=6)):
        services.enter_sheet(by=bruno, node=node, number=4, collected_on=clock.today(), entry=uuid.uuid4())
        daily.count_yesterday()
    assert Line.objects.count() == 1, "it moved again since: the whole is the next day's"
    with clock.at(evening + timedelta(days=1, hours=6)):
        daily.count_yesterday()
    assert Line.objects.latest("number").payload["counted"] == 2


def test_a_line_counts_what_the_day_ended_with(node: Node, things: Things, resident: User) -> None:
    other = things.add(node.scope, "Un banc").node
    monday = datetime(2026, 3, 2, 9, tzinfo=UTC)
    with clock.at(monday):
        services.support(by=resident, node=node)
    with clock.at(monday + timedelta(days=1)):
        services.support(by=resident, node=other)
        daily.count_yesterday()
        line = Line.objects.get()
        assert (line.payload["day"], line.payload["counted"]) == ("2026-03-02", 1)
        text = Client().get("/soutiens/comptes/2026-03-02.txt").content.decode()
    assert text.splitlines()[1:] == [f"{node.public_id} 1 0 0"]
    with clock.at(monday + timedelta(days=2)):
        daily.count_yesterday()
    assert Line.objects.latest("number").payload["counted"] == 2


ACTS = st.lists(
    st.tuples(st.sampled_from(["support", "stop", "person", "unperson", "slip", "unslip"]), st.integers(0, 2)),
    max_size=25,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_whatever_the_order_the_counter_is_the_number_of_people(
    acts: list[tuple[str, int]], node: Node, slip: Slip, amina: User, resident: User
) -> None:
    slips = list(Slip.objects.all()[:3])
    Support.objects.all().delete()
    SupportCount.objects.all().delete()
    people, expected = [amina, resident, User.objects.get(email="bruno@example.org")], set()
    for act, who in acts:
        key = (act.removeprefix("un").replace("stop", "support"), who)
        {
            "support": lambda who=who: services.support(by=people[who], node=node),
            "stop": lambda who=who: services.stop_supporting(by=people[who], node=node),
            "person": lambda who=who: services.record_person(by=amina, node=node, first_name="Léa", digits=f"000{who}"),
            "unperson": lambda who=who: services.unrecord_person(
                by=amina, node=node, first_name="Léa", digits=f"000{who}"
            ),
            "slip": lambda who=who: services.support_by_slip(node=node, slip=slips[who]),
            "unslip": lambda who=who: services.stop_by_slip(node=node, slip=slips[who]),
        }[act]()
        (expected.discard if act in {"stop", "unperson", "unslip"} else expected.add)(key)
    assert counts(node).counted == len(expected)
