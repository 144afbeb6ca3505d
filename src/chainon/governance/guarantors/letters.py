"""The mails around guarantors: plain text, in French; none repeats what was written to a guarantor alone."""

from __future__ import annotations

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from chainon.base.accounts.letters import address
from chainon.base.accounts.models import Grant, User
from chainon.base.chain.kinds import url_of
from chainon.base.codes.signed import sign, signed
from chainon.base.mail.services import post
from chainon.base.scopes.models import Scope

from .models import Act, Appointment, Message
from .rules import TEAM, in_office

LETTER = "guarantors.letter"


def appointment_to_sign(token: str, territory: Scope) -> Appointment | None:
    found = Appointment.objects.of(territory).filter(public_id=signed(LETTER, token) or "-")
    return found.select_related("scope__territory", "territory", "titular", "body").first()


def letter_token(appointment: Appointment) -> str:
    return sign(LETTER, appointment.public_id)


def ask_to_sign(appointment: Appointment) -> None:
    link = reverse("guarantors:sign", args=[letter_token(appointment)])
    _write("sign", appointment.email, appointment.territory, link, appointment=appointment)


def tell_who_decides(act: Act) -> None:
    """Those who animate or administer there answer, or see to it that who decides does."""
    for user in team_of(act.scope):
        _write("suspension", user.email, act.scope.root, url_of(act.node), act=act)


def tell_reply(act: Act) -> None:
    if act.appointment.user is not None:
        _write("reply", act.appointment.user.email, act.scope.root, url_of(act.node), act=act)


def tell_of_message(message: Message) -> None:
    """Not its words: whoever looks after the mails would read them."""
    link = reverse("guarantors:message", args=[message.public_id])
    for user in readers(message.scope):
        _write("message", user.email, message.territory, link)


def tell_of_answer(message: Message) -> None:
    _write("answer", message.email, message.territory, reverse("guarantors:read_answer"))


def readers(scope: Scope) -> list[User]:
    """The guarantors appointed there and their deputies."""
    there = in_office(scope.root).filter(scope=scope, user__is_active=True)
    return list(dict.fromkeys(each.user for each in there.select_related("user") if each.user is not None))


def team_of(scope: Scope) -> list[User]:
    grants = Grant.objects.covering(scope).filter(role__in=TEAM, user__is_active=True).select_related("user")
    return list(dict.fromkeys(grant.user for grant in grants.order_by("given_at", "pk")))


def _write(template: str, to: str, territory: Scope, path: str, **context: object) -> None:
    with translation.override(settings.LANGUAGE_CODE):
        said = {"territory": territory, "link": address(path, territory), **context}
        subject, _line, body = render_to_string(f"guarantors/mail/{template}.txt", said).strip().partition("\n")
        post(to=to, subject=subject, body=body.strip() + "\n")
