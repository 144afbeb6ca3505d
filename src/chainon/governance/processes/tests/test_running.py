"""What goes on by itself, what others read, and what the pages cost."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.chain.letters import send_digests
from chainon.base.chain.models import Relation, Stage
from chainon.base.chain.services import expect, follow
from chainon.base.chain.services.rebuilding import differences
from chainon.base.journal.models import Line
from chainon.base.mail.models import Mail
from chainon.base.scopes.models import Territory
from chainon.commitments.commitments.tests.making import promised
from chainon.deliberation.proposals.tests import making as voices
from chainon.governance.bodies.models import BodyKind
from chainon.governance.bodies.services import open_body
from chainon.governance.processes import selectors, services
from chainon.governance.processes.models import News, StepKind
from chainon.governance.processes.services.means import Given

from .making import answered, changed, drafted, in_days, published

pytestmark = pytest.mark.django_db


def later(days: int) -> Any:
    return clock.at(clock.now() + timedelta(days=days))


def test_followers_are_told_once_that_a_step_opens(territory: Territory, bruno: User, resident: User) -> None:
    process = published(bruno, territory.scope)
    follow(by=resident, node=process.node)
    drafted(bruno, territory.scope, title="Un brouillon")
    assert services.tell_of_openings() == 0, "the first step had opened when it was published"
    with later(29):
        assert services.tell_of_openings() == 1 and services.tell_of_openings() == 0
        process.refresh_from_db()
        assert process.news == News.STEP_OPENED
        assert send_digests() == 1 and send_digests() == 0
    assert "une étape s’ouvre" in Mail.objects.get(to=resident.email).body


def test_the_team_is_told_once_six_months_before_the_money_ends(
    territory: Territory, bruno: User, resident: User
) -> None:
    process = published(bruno, territory.scope)
    until = in_days(200)
    given = Given(hours=40, funders="La ville", amount_cents=1_250_050, funded_until=until)
    services.say_means(by=bruno, process=process, given=given)
    services.say_means(by=bruno, process=process, given=given)
    assert Line.objects.filter(verb="process.means_said").count() == 1
    assert services.warn_of_endings() == 0 and selectors.ending_funds(territory.scope) == []
    page = Client().get(process.get_absolute_url()).content.decode()
    assert "12\u202f500,50\u00a0€" in page and "La ville" in page and "moins de six mois" not in page
    with later(20):
        assert services.warn_of_endings() == 1 and services.warn_of_endings() == 0
        assert [means.process for means in selectors.ending_funds(territory.scope)] == [process]
    (mail,) = Mail.objects.filter(subject__contains="financement")
    assert mail.to == bruno.email and process.title in mail.subject


def test_what_the_slices_above_read(territory: Territory, bruno: User) -> None:
    process = published(bruno, territory.scope)
    other = published(bruno, territory.scope, title="À venir", starts_on=in_days(30))
    assert [step.process for step in selectors.open_steps(territory.scope, StepKind.COLLECT)] == [process]
    assert selectors.open_steps(territory.scope, StepKind.DECIDE) == []
    services.announce_pause(by=bruno, process=process, first=in_days(0), last=in_days(1), reason="Élections.")
    assert selectors.open_steps(territory.scope) == []
    assert selectors.changed_after_opening(territory.scope) == []
    changed(bruno, process.steps.all()[0])
    changed(bruno, other.steps.all()[0])
    (found,) = selectors.changed_after_opening(territory.scope)
    assert (found.process, found.version, found.reason) == (process, 2, "Le marché a été déplacé.")
    assert Client().get(found.url).status_code == 200
    assert selectors.changed_after_opening(territory.scope, scope=other.scope) == []
    span = {"first_on": in_days(0), "last_on": in_days(3)}
    step = services.add_step(by=bruno, process=process, kind=StepKind.EVALUATE, title="Bilan", **span)
    assert selectors.steps_waiting(territory.scope) == [step]
    assert Client().get(step.get_absolute_url()).status_code == 404
    services.publish_card(by=bruno, step=answered(bruno, step))
    assert selectors.steps_waiting(territory.scope) == [] and Client().get(step.get_absolute_url()).status_code == 200


def test_a_draft_is_changed_and_taken_back_freely(territory: Territory, bruno: User) -> None:
    process = drafted(bruno, territory.scope)
    step = process.steps.all()[0]
    services.change_process(by=bruno, process=process, title="Le marché", about="Autre chose.", bodies=[])
    process.scope.refresh_from_db()
    assert process.title == "Le marché"
    services.change_step(
        by=bruno, step=step, kind=StepKind.DELIBERATE, title="Parler", first_on=in_days(1), last_on=in_days(2)
    )
    services.remove_step(by=bruno, step=process.steps.all()[1])
    assert [step.title for step in process.steps.all()] == ["Parler", "On le fait, et on regarde ce que ça donne"]
    services.discard_card(by=bruno, step=step)
    assert step.cards.count() == 1, "the first draft of a card stays"


def test_the_rings_say_how_far_what_was_said_went_in_one_query(
    territory: Territory, bruno: User, resident: User
) -> None:
    process = published(bruno, territory.scope)
    page = process.get_absolute_url()
    assert "Jusqu’où c’est allé" not in Client().get(page).content.decode(), "nothing was said yet"
    step, before = process.steps.all()[0], cost(page)
    asked, answered_one = (voices.said(territory.scope, by=resident, step=step) for _time in range(2))
    voices.said(territory.scope, by=resident, title="Ailleurs")
    expect(node=asked.node, expects=Relation.ANSWER, whose="Habitat Valmont", whose_key="hv")
    promised(answered_one.node, by=bruno)
    found = Client().get(page)
    rings = found.context["found"].rings
    assert dict(rings.stages)[Stage.VOICE] == 2 and dict(rings.stages)[Stage.COMMITMENT] == 1
    assert rings.late == 0 and rings.waiting >= 1 and "Jusqu’où c’est allé" in found.content.decode()
    assert cost(page) <= before + 8, "the card of what was said, whatever their number"


def test_the_chain_rebuilt_is_the_chain_kept(territory: Territory, bruno: User) -> None:
    process = published(bruno, territory.scope)
    drafted(bruno, territory.scope, title="Un brouillon")
    changed(bruno, process.steps.all()[0])
    services.stop_process(by=bruno, process=process, reason="Fini.")
    assert list(differences()) == []


def test_the_pages_cost_as_many_queries_whatever_the_number(territory: Territory, bruno: User) -> None:
    body = open_body(by=bruno, parent=territory.scope, kind=BodyKind.OTHER, name="Le conseil", seats=9)
    first = published(bruno, territory.scope, bodies=[body])
    pages = ("/demarches/", first.get_absolute_url(), first.steps.all()[0].get_absolute_url(), body.get_absolute_url())
    before = [cost(page) for page in pages]
    for number in range(6):
        published(bruno, territory.scope, bodies=[body], frame="council", title=f"Une autre {number}")
    changed(bruno, first.steps.all()[0])
    services.say_means(by=bruno, process=first, given=Given(hours=3))
    after = [cost(page) for page in pages]
    assert after[0] == before[0] <= 8
    assert before[1] <= 20 and after[1] <= before[1] + 1
    assert before[2] <= 12 and after[2] <= before[2]
    assert after[3] == before[3]


def cost(page: str) -> int:
    client = Client()
    client.get(page)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(page).status_code == 200
    return len(queries)
