"""What is sent to those who answer: a word handed over, their own page, an answer to sign."""

from __future__ import annotations

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from chainon.base.chain.calendar import days_for
from chainon.base.chain.models import Relation
from chainon.base.mail.services import post

from . import links
from .models import Answerer, Draft, Handover


def handed(handover: Handover) -> None:
    territory = handover.node.territory
    context = {
        "handover": handover,
        "territory": territory,
        "address": links.full_address(handover),
        "own": links.own_address(handover.answerer),
        "days": handover.wait.days if handover.wait else days_for(territory, Relation.ANSWER),
    }
    _send("handed", handover.answerer.email, context)


def own_page(answerer: Answerer) -> None:
    context = {"answerer": answerer, "territory": answerer.territory, "address": links.own_address(answerer)}
    _send("own_page", answerer.email, context)


def to_sign(draft: Draft) -> None:
    handovers = list(draft.handovers.select_related("node"))
    context = {
        "draft": draft,
        "first": handovers[0].node,
        "count": len(handovers),
        "territory": draft.answerer.territory,
        "address": links.sign_address(draft),
    }
    _send("to_sign", draft.signer_email, context)


def signed(draft: Draft, first: Handover) -> None:
    """To whoever had it prepared: it is public, and after a yes the promise is theirs to write."""
    territory = draft.answerer.territory
    context = {
        "draft": draft,
        "first": first.node,
        "territory": territory,
        "address": links.full_address(first),
        "days": days_for(territory, Relation.COMMITMENT),
    }
    _send("signed", draft.answerer.email, context)


def _send(template: str, to: str, context: dict[str, object]) -> None:
    with translation.override(settings.LANGUAGE_CODE):
        text = render_to_string(f"answers/mail/{template}.txt", context)
    subject, _line, body = text.strip().partition("\n")
    post(to=to, subject=subject, body=body.strip() + "\n")
