"""« Les rencontres », on the page of a body."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from chainon.governance.bodies.cards import NextStep
from chainon.governance.bodies.models import Body

from . import rules, selectors

SHOWN = 3


def body_card(body: Body, request: HttpRequest) -> dict[str, Any] | None:
    territory = body.scope.root
    coming = selectors.next_gatherings(territory, SHOWN, body=body)
    past = selectors.past_gatherings(territory, SHOWN, body=body)
    if not coming and not past:
        return None
    return {"template": "gatherings/body_card.html", "coming": coming, "past": past}


def convene_step(body: Body, request: HttpRequest) -> NextStep | None:
    if not rules.may_convene(request.user, body.scope, body):
        return None
    return NextStep(_("Convoquer une rencontre"), f"{reverse('gatherings:convene')}?instance={body.public_id}")


def recount_step(body: Body, request: HttpRequest) -> NextStep | None:
    if not rules.may_convene(request.user, body.scope, body):
        return None
    return NextStep(_("Raconter une rencontre passée"), f"{reverse('gatherings:recount')}?instance={body.public_id}")
