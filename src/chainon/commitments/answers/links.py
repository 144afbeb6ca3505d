"""The signed link by which an answerer comes in without a password: it opens one handover and nothing else."""

from __future__ import annotations

from django.core import signing
from django.urls import reverse

from chainon.base.accounts.letters import address

from .models import Handover

_SALT = "chainon.answers.handover"


def path_of(handover: Handover) -> str:
    return reverse("answers:reply", args=[signing.Signer(salt=_SALT).sign(handover.public_id)])


def full_address(handover: Handover) -> str:
    return address(path_of(handover), handover.answerer.territory)


def handover_of(token: str) -> Handover | None:
    """None when the link was altered, or made for another thing."""
    try:
        public_id = signing.Signer(salt=_SALT).unsign(token)
    except signing.BadSignature:
        return None
    handovers = Handover.objects.select_related("answerer__territory", "node__scope", "node__territory", "wait")
    return handovers.filter(public_id=public_id).first()
