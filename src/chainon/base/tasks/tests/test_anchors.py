from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction

from chainon.base import clock
from chainon.base.accounts.models import Role, User
from chainon.base.accounts.services import give_role
from chainon.base.journal.models import Anchor
from chainon.base.journal.services import anchor_day, anchor_yesterday
from chainon.base.mail.models import Mail
from chainon.base.scopes.models import Territory
from chainon.base.scopes.services import create_territory


def act(territory: Territory, email: str = "lila@example.org") -> None:
    give_role(by=None, role=Role.RELAY, scope=territory.scope, email=email)


def test_each_guarantor_receives_the_anchor_once(territory: Territory, chantal: User, bruno: User) -> None:
    act(territory)
    anchor_yesterday()
    anchor_yesterday()
    anchor, mail = Anchor.objects.get(), Mail.objects.get()
    assert mail.to == chantal.email
    assert f"{anchor.number}:{anchor.hash}" in mail.body and "/journal/empreintes" in mail.body
    assert "Valmont" in mail.subject


def test_nothing_is_mailed_when_the_journal_has_not_moved(territory: Territory, chantal: User) -> None:
    anchor_yesterday()
    assert not Mail.objects.exists(), "an empty journal has nothing to keep"
    act(territory)
    with clock.at(clock.now() + timedelta(days=1)):
        anchor_yesterday()
    assert Mail.objects.count() == 1
    with clock.at(clock.now() + timedelta(days=2)):
        anchor_yesterday()
    assert Mail.objects.count() == 1 and Anchor.objects.count() == 3
    act(territory, "milo@example.org")
    with clock.at(clock.now() + timedelta(days=3)):
        anchor_yesterday()
    assert Mail.objects.count() == 2


def test_the_mail_and_the_anchor_are_kept_together_or_not_at_all(territory: Territory, chantal: User) -> None:
    act(territory)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        anchor_day(territory=territory.scope, day=clock.today())
        raise ZeroDivisionError
    assert not Anchor.objects.exists() and not Mail.objects.exists()


def test_the_guarantor_of_another_territory_receives_nothing(territory: Territory, chantal: User) -> None:
    other = create_territory(name="Ailleurs", host="ailleurs.example")
    act(other)
    anchor_yesterday()
    assert not Mail.objects.exists()
