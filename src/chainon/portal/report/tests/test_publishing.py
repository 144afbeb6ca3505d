"""The counts of people of a quarter are published once, and stay."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.journal.models import Line
from chainon.base.scopes.models import Territory
from chainon.deliberation.proposals.models import Proposal
from chainon.deliberation.proposals.services import refuse_proposal, withdraw_proposal
from chainon.deliberation.proposals.tests.making import said
from chainon.methods.disclosure import DisclosureError
from chainon.portal.report import services
from chainon.portal.report.models import PublishedQuarter
from chainon.portal.report.periods import Period
from chainon.portal.report.services import fingerprint, publish_finished_quarters, publish_quarter

from .making import MAY, Town, on, winter


@pytest.fixture
def town(territory: Territory, bruno: User, amina: User) -> Town:
    return winter(territory.scope, bruno=bruno, amina=amina)


def cells(quarter: PublishedQuarter, table: str = "voices") -> dict[tuple[str, ...], int | None]:
    return {tuple(codes): count for *codes, count in quarter.cells[table]}


def test_only_what_is_over_is_published_and_only_once(town: Town) -> None:
    with clock.at(on(3, 31, 21)):
        publish_finished_quarters()
        assert not PublishedQuarter.objects.exists(), "the last day is not over"
    with clock.at(MAY):
        publish_finished_quarters()
        (quarter,) = PublishedQuarter.objects.all()
        with CaptureQueriesContext(connection) as asked:
            publish_finished_quarters()
        assert len(asked) == 2 and publish_quarter(territory=town.territory, quarter=Period(2026, "T", 1)) is None
    (line,) = Line.objects.filter(verb="report.published")
    assert line.payload == {"first": "2026-01-01", "figures": fingerprint(quarter)}


def test_places_and_channels_of_eleven_are_read_and_smaller_ones_are_not(town: Town) -> None:
    with clock.at(MAY):
        publish_finished_quarters()
    found = cells(PublishedQuarter.objects.get())
    assert found["*", "2026-T1", "*"] == 29 and found[town.port.public_id, "2026-T1", "*"] == 14
    assert found["*", "2026-T1", "online"] is None, "two words"
    assert cells(PublishedQuarter.objects.get(), "told")["*", "2026-T1", "*"] is None


def test_what_happens_to_a_word_later_changes_nothing_that_is_published(town: Town, bruno: User) -> None:
    with clock.at(MAY):
        publish_finished_quarters()
        withdraw_proposal(by=bruno, proposal=town.paper[5], reason="Demandé par la personne.")
        refuse_proposal(by=bruno, proposal=town.paper[6], reason="Cela blesse quelqu’un.")
        Proposal.objects.filter(pk=town.paper[7].pk).update(scope=town.bourg)
    with clock.at(on(7, 1)):
        publish_finished_quarters()
    winter, spring = PublishedQuarter.objects.all()
    assert cells(winter)[town.port.public_id, "2026-T1", "*"] == 14
    assert cells(spring)["*", "2026-S1", "*"] == 29 + 12, "the sum of what the quarters said"
    assert cells(spring)[town.port.public_id, "2026-S1", "paper"] in {14 + 12, None}


def test_without_a_proof_the_quarter_is_published_empty_of_figures(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    def unsettled(*_args: object, **_more: object) -> None:
        raise DisclosureError("unsettled")

    monkeypatch.setattr(services, "protected", unsettled)
    with clock.at(MAY):
        publish_finished_quarters()
    assert set(cells(PublishedQuarter.objects.get()).values()) == {None}


def test_a_territory_where_nobody_has_spoken_publishes_nothing(territory: Territory) -> None:
    with clock.at(MAY):
        publish_finished_quarters()
    assert not PublishedQuarter.objects.exists() and not Line.objects.filter(verb="report.published").exists()


def test_a_quarter_in_which_nobody_spoke_says_so(territory: Territory, bruno: User) -> None:
    with clock.at(on(2, 3)):
        said(territory.scope, by=bruno)
    with clock.at(on(8, 1)):
        publish_finished_quarters()
    assert [each.first.month for each in PublishedQuarter.objects.all()] == [1, 4]


def test_an_empty_territory_has_a_report_too(territory: Territory) -> None:
    assert Client().get("/bilan").status_code == 200
