from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.test import Client

from chainon.base.accounts.models import User
from chainon.base.mail import rules
from chainon.base.mail.models import Mail, State
from chainon.base.mail.services import post
from chainon.base.scopes.models import Territory
from chainon.base.scopes.services import create_territory

PATH = "/courrier"
MATRIX = Path(__file__).parent.parent / "permissions.txt"


@pytest.fixture
def mail(db: None) -> Mail:
    return post(
        to="amina@example.org",
        subject="Votre code : 1234-5678",
        body="Bonjour,\n\nVoici : http://localhost:8000/invitations/secret\n<script>alert(1)</script>",
    )


@pytest.fixture
def demonstration(territory: Territory) -> Territory:
    territory.is_demonstration = True
    territory.save()
    return territory


def test_in_the_demonstration_anyone_reads_what_would_have_been_sent(
    client: Client, demonstration: Territory, mail: Mail
) -> None:
    page = client.get(PATH).content.decode()
    assert "1234-5678" in page and 'href="http://localhost:8000/invitations/secret"' in page
    assert "<script>alert" not in page


def test_on_a_published_address_no_word_is_shown(
    client: Client, demonstration: Territory, mail: Mail, settings: Any
) -> None:
    settings.CHAINON_URL = "https://participation.example"
    assert client.get(PATH).headers["Location"].startswith("/compte/entrer")


def test_a_real_territory_beside_the_demonstration_shuts_the_page(
    client: Client, demonstration: Territory, mail: Mail
) -> None:
    create_territory(name="Pour de vrai", host="vrai.example")
    assert client.get(PATH).status_code == 302


def test_the_administration_sees_what_became_of_mails_never_their_words(
    client_of: Callable[[User], Client], admin: User, mail: Mail
) -> None:
    Mail.objects.update(state=State.FAILED, attempts=6, last_error="550 <amina@example.org>: inconnue")
    page = client_of(admin).get(PATH).content.decode()
    assert "a…@example.org" in page and "non envoyé" in page and "550 &lt;a…@example.org&gt;" in page
    for word in ("1234-5678", "secret", "amina@example.org", "Bonjour"):
        assert word not in page


def test_others_are_refused_with_a_reason(
    client: Client, client_of: Callable[[User], Client], bruno: User, chantal: User, mail: Mail
) -> None:
    assert client.get(PATH).status_code == 302
    assert client.post(PATH).status_code == 403
    for person in (bruno, chantal):
        refused = client_of(person).get(PATH)
        assert refused.status_code == 403 and "administration" in refused.content.decode()
        assert client_of(person).post(PATH).status_code == 403


def test_the_administration_of_one_territory_does_not_oversee_the_mail_of_two(
    client_of: Callable[[User], Client], admin: User, mail: Mail
) -> None:
    create_territory(name="Ailleurs", host="ailleurs.example")
    assert client_of(admin).get(PATH).status_code == 403


def test_failed_mails_are_tried_again(client_of: Callable[[User], Client], admin: User, mail: Mail) -> None:
    Mail.objects.update(state=State.FAILED, attempts=6)
    sent = post(to="z@example.org", subject="…", body="…")
    Mail.objects.filter(pk=sent.pk).update(state=State.SENT, attempts=1)
    assert "1 courriel va repartir" in client_of(admin).post(PATH, follow=True).content.decode()
    assert list(Mail.objects.order_by("pk").values_list("state", "attempts")) == [("waiting", 0), ("sent", 1)]


def test_whoever_holds_the_machine_reads_on_the_terminal_what_did_not_leave(mail: Mail, capsys: Any) -> None:
    call_command("outbox")
    assert "1234-5678" in capsys.readouterr().out
    Mail.objects.update(state=State.SENT)
    call_command("outbox")
    assert "Aucun courriel en attente" in capsys.readouterr().out


@pytest.mark.parametrize("line", [line for line in MATRIX.read_text().splitlines() if not line.startswith("#")])
def test_the_matrix_of_permissions_is_what_the_rules_say(
    territory: Territory, request: pytest.FixtureRequest, settings: Any, line: str
) -> None:
    where, act, *answers = line.split()
    names = ("admin", "bruno", "chantal", "amina", "resident")
    people = [*(request.getfixturevalue(name) for name in names), AnonymousUser()]
    Territory.objects.update(is_demonstration="demonstration" in where)
    if where.startswith("published"):
        settings.CHAINON_URL = "https://participation.example"
    if "beside" in where:
        create_territory(name="Ailleurs", host="ailleurs.example")
    verdicts = [rules.may_read_words() if act == "words" else rules.may_oversee(by) for by in people]
    assert ["yes" if verdict else "no" for verdict in verdicts] == answers
    assert all(verdict or verdict.reason for verdict in verdicts)
