"""Before an election the front page praises nothing; the register stays what it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.test import Client

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.journal.models import Line
from chainon.base.scopes.models import Territory
from chainon.base.scopes.verdict import Refused, Unavailable
from chainon.commitments.commitments.models import UpdateKind
from chainon.commitments.commitments.services import give_news
from chainon.commitments.commitments.tests.making import promised
from chainon.deliberation.proposals.tests.making import said
from chainon.portal.legal import services
from chainon.portal.legal.electoral import first_neutral_day

Login = Callable[[User], Client]
NOVEMBER = datetime(2026, 11, 22, 9, tzinfo=UTC)
VOTE, RUN_OFF = date(2027, 3, 14), date(2027, 3, 21)


def plain(page: bytes) -> str:
    return page.decode().replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("vote", "first"),
    [
        (date(2026, 3, 15), date(2025, 9, 1)),
        (date(2027, 3, 14), date(2026, 9, 1)),
        (date(2027, 6, 30), date(2026, 12, 1)),
        (date(2027, 7, 1), date(2027, 1, 1)),
    ],
)
def test_it_begins_on_the_first_day_of_the_sixth_month_before(vote: date, first: date) -> None:
    assert first_neutral_day(vote) == first


def test_the_front_page_praises_nothing_and_the_register_stays_complete(
    territory: Territory, bruno: User, admin: User, client_of: Login
) -> None:
    with clock.at(NOVEMBER):
        promise = promised(said(territory.scope, by=bruno).node, by=bruno).promise
        give_news(commitment=promise, kind=UpdateKind.KEPT, text="Il est posé.", signed_by="M. Petit")
        assert "Tenu récemment" in plain(Client().get("/").content)
        sent = {"first_round": VOTE.isoformat(), "last_round": RUN_OFF.isoformat()}
        assert client_of(admin).post("/periode-electorale/regler", sent).status_code == 302
        home = plain(Client().get("/").content)
        assert "Tenu récemment" not in home and "ne met en avant aucune réalisation" in home
        assert "Poser un banc" in plain(Client().get("/engagements/?etat=kept").content)
        page = plain(Client().get("/periode-electorale").content)
        assert "du 1er septembre 2026 au 21 mars 2027" in page and "par l’administration du territoire" in page
    with clock.at(datetime(2027, 3, 22, 9, tzinfo=UTC)):
        assert "Tenu récemment" in plain(Client().get("/").content)


def test_it_is_set_once_written_in_the_journal_and_lifted(territory: Territory, admin: User, client_of: Login) -> None:
    with clock.at(NOVEMBER):
        for _twice in range(2):
            services.set_pre_election(by=admin, territory=territory.scope, first_round=VOTE, last_round=RUN_OFF)
        line = Line.objects.get(verb="legal.pre_election_set")
        assert (line.role, line.payload) == ("administrator", {"first": "2026-09-01", "last": "2027-03-21"})
        for _twice in range(2):
            assert client_of(admin).post("/periode-electorale/regler", {"what": "lift"}).status_code == 302
        assert Line.objects.filter(verb="legal.pre_election_lifted").count() == 1
        assert "Aucune période" in plain(Client().get("/periode-electorale").content)


def test_an_election_that_is_over_or_upside_down_is_refused(
    territory: Territory, admin: User, bruno: User, client_of: Login
) -> None:
    with clock.at(NOVEMBER):
        with pytest.raises(Unavailable, match="après le premier"):
            services.set_pre_election(by=admin, territory=territory.scope, first_round=RUN_OFF, last_round=VOTE)
        past = client_of(admin).post("/periode-electorale/regler", {"first_round": "2026-03-15"})
        assert past.status_code == 422 and "passée" in plain(past.content)
        assert client_of(admin).post("/periode-electorale/regler", {}).status_code == 422
        with pytest.raises(Refused):
            services.set_pre_election(by=bruno, territory=territory.scope, first_round=VOTE)
