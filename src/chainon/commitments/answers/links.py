"""The signed links by which one answers without a password. Each opens one thing and nothing else: one handover, all
that is one answerer's, one answer to sign."""

from __future__ import annotations

from django.urls import reverse

from chainon.base.accounts.letters import address
from chainon.base.codes.signed import sign, signed

from .models import Answerer, Draft, Handover

PURPOSE = "answers.handover"
OWN = "answers.answerer"
SIGN = "answers.draft"


def token_of(handover: Handover) -> str:
    return sign(PURPOSE, handover.public_id)


def path_of(handover: Handover) -> str:
    return reverse("answers:reply", args=[token_of(handover)])


def full_address(handover: Handover) -> str:
    return address(path_of(handover), handover.answerer.territory)


def handover_of(token: str) -> Handover | None:
    """None when the link was altered, or made for another thing."""
    public_id = signed(PURPOSE, token)
    related = ("answerer__territory", "node__scope", "node__territory", "wait", "answer__node")
    return Handover.objects.select_related(*related).filter(public_id=public_id).first() if public_id else None


def own_path(answerer: Answerer) -> str:
    return reverse("answers:own_page", args=[sign(OWN, answerer.public_id)])


def own_address(answerer: Answerer) -> str:
    return address(own_path(answerer), answerer.territory)


def answerer_of(token: str) -> Answerer | None:
    public_id = signed(OWN, token)
    return Answerer.objects.select_related("territory").filter(public_id=public_id).first() if public_id else None


def sign_path(draft: Draft) -> str:
    return reverse("answers:sign", args=[sign(SIGN, draft.public_id)])


def sign_address(draft: Draft) -> str:
    return address(sign_path(draft), draft.answerer.territory)


def draft_of(token: str) -> Draft | None:
    public_id = signed(SIGN, token)
    related = ("answerer__territory", "answer__node", "pass_to")
    return Draft.objects.select_related(*related).filter(public_id=public_id).first() if public_id else None
