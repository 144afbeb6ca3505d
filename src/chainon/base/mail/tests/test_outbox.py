from __future__ import annotations

import smtplib
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.mail import send_mail
from django.db import transaction

from chainon.base import clock
from chainon.base.mail import services, taken
from chainon.base.mail.models import Mail, State
from chainon.config import settings as production

pytestmark = pytest.mark.django_db


class Transport:
    def __init__(self, fails: int = 0) -> None:
        self.fails = fails
        self.sent: list[Any] = []
        self.noted = False

    def open(self) -> None: ...

    def close(self) -> None:
        self.noted = not Mail.objects.exclude(body="").exists()
        raise smtplib.SMTPServerDisconnected("déjà partie")

    def send_messages(self, messages: list[Any]) -> int:
        if self.fails:
            self.fails -= 1
            raise smtplib.SMTPServerDisconnected("adieu")
        self.sent += messages
        return len(messages)


@pytest.fixture
def transport(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> Transport:
    settings.CHAINON_SENDS_MAIL, settings.CHAINON_MAIL_TAKEN = True, tmp_path / "mail-taken"
    made = Transport()
    monkeypatch.setattr(services, "get_connection", lambda backend: made)
    return made


def test_what_django_sends_goes_to_the_outbox_first(settings: Any) -> None:
    settings.EMAIL_BACKEND = production.EMAIL_BACKEND  # the test runner put its own in its place
    send_mail("Bonjour", "Un message.", None, ["amina@example.org"])
    mail = Mail.objects.get()
    assert (mail.to, mail.subject, mail.state) == ("amina@example.org", "Bonjour", State.WAITING)


def test_a_mail_of_an_act_that_fails_is_never_sent(transport: Transport) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        services.post(to="amina@example.org", subject="Bonjour", body="…")
        raise ZeroDivisionError
    assert services.send_waiting() == 0 and not transport.sent


def test_a_waiting_mail_is_sent_once(transport: Transport) -> None:
    services.post(to="amina@example.org", subject="Bonjour\nBcc: tous@example.org\x1b\x00", body="…")
    assert services.send_waiting() == 1 and services.send_waiting() == 0
    assert len(transport.sent) == 1 and transport.sent[0].subject == "Bonjour Bcc: tous@example.org"
    assert transport.noted, "it is noted before one takes leave of the server"
    assert transport.sent[0].body == "…" and Mail.objects.get().body == ""


def test_a_failure_is_tried_again_later_then_given_up(transport: Transport) -> None:
    transport.fails = 99
    services.post(to="amina@example.org", subject="Bonjour", body="…")
    services.send_waiting()
    assert Mail.objects.get().state == State.WAITING and Mail.objects.get().body and services.send_waiting() == 0
    for day in range(1, 12):
        with clock.at(clock.now() + timedelta(days=day)):
            services.send_waiting()
    mail = Mail.objects.get()
    assert (mail.state, mail.attempts, mail.last_error) == (State.FAILED, services.MAX_ATTEMPTS, "adieu")


def test_without_a_mail_server_mails_are_kept_here(settings: Any) -> None:
    settings.CHAINON_SENDS_MAIL = False
    services.post(to="amina@example.org", subject="Bonjour", body="…")
    services.send_waiting()
    assert Mail.objects.get().state == State.KEPT


def test_who_dies_with_a_mail_in_hand_leaves_it_to_the_next_one(transport: Transport) -> None:
    class Death(BaseException):
        pass

    def die(messages: list[Any]) -> int:
        raise Death

    services.post(to="amina@example.org", subject="Bonjour", body="…")
    with pytest.MonkeyPatch.context() as patch, pytest.raises(Death):
        patch.setattr(transport, "send_messages", die)
        services.send_waiting()
    assert services.send_waiting() == 0, "somebody may still be sending it"
    with clock.at(clock.now() + services.HELD):
        assert services.send_waiting() == 1 and services.send_waiting() == 0
    (sent,) = transport.sent
    assert sent.extra_headers["Message-ID"].startswith(f"<chainon-{Mail.objects.get().pk}-")


def test_one_mail_that_cannot_be_written_keeps_no_other_from_leaving(transport: Transport) -> None:
    def choke(messages: list[Any]) -> int:
        if messages[0].to == ["amina@example.org"]:
            raise UnicodeEncodeError("ascii", "é", 0, 1, "…")
        transport.sent += messages
        return 1

    for to in ("amina@example.org", "bruno@example.org"):
        services.post(to=to, subject="Bonjour", body="…")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(transport, "send_messages", choke)
        assert services.send_waiting() == 1
    assert [mail.to for mail in transport.sent] == [["bruno@example.org"]]
    assert "ascii" in Mail.objects.get(to="amina@example.org").last_error


def test_what_is_forgotten_while_it_leaves_does_not_come_back(transport: Transport) -> None:
    def forget(messages: list[Any]) -> int:
        return services.forget(to="amina@example.org")

    services.post(to="amina@example.org", subject="Bonjour", body="…")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(transport, "send_messages", forget)
        services.send_waiting()
    assert not Mail.objects.exists()


def test_what_the_server_took_is_believed_though_nobody_lived_to_write_it_down(
    transport: Transport, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Death(BaseException):
        pass

    def die(*acts: Any) -> None:
        raise Death

    services.post(to="amina@example.org", subject="Bonjour", body="…")
    with monkeypatch.context() as patch, pytest.raises(Death):
        patch.setattr(services, "_write_down", die)
        services.send_waiting()
    assert Mail.objects.get().state == State.WAITING and taken.noted()
    assert services.send_waiting() == 0, "at once: nobody waits for five minutes"
    mail = Mail.objects.get()
    assert (mail.state, mail.body, mail.attempts, mail.held_until) == (State.SENT, "", 1, None)
    assert len(transport.sent) == 1 and not taken.noted()


def test_a_note_of_another_mail_says_nothing(transport: Transport) -> None:
    """After a restored backup, the same number is another mail."""
    mail = services.post(to="amina@example.org", subject="Bonjour", body="…")
    before = Mail(pk=mail.pk, written_at=mail.written_at - timedelta(seconds=1))
    taken.note(before)
    taken.note(Mail(pk=mail.pk + 1, written_at=mail.written_at))
    assert services.send_waiting() == 1 and transport.sent and not taken.noted()


def test_a_mail_leaves_although_the_disk_fails(
    transport: Transport, settings: Any, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").touch()
    settings.CHAINON_MAIL_TAKEN = tmp_path / "file" / "mail-taken"
    services.post(to="amina@example.org", subject="Bonjour", body="…")
    assert services.send_waiting() == 1 and Mail.objects.get().state == State.SENT
    assert "cannot be noted" in caplog.text
