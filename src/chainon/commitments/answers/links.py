"""The signed link by which an answerer comes in without a password: it opens one handover and nothing else."""

from __future__ import annotations

from django.urls import reverse

from chainon.base.accounts.letters import address
from chainon.base.codes.signed import sign, signed

from .models import Handover

PURPOSE = "answers.handover"


def path_of(handover: Handover) -> str:
    return reverse("answers:reply", args=[sign(PURPOSE, handover.public_id)])


def full_address(handover: Handover) -> str:
    return address(path_of(handover), handover.answerer.territory)


def handover_of(token: str) -> Handover | None:
    """None when the link was altered, or made for another thing."""
    public_id = signed(PURPOSE, token)
    handovers = Handover.objects.select_related("answerer__territory", "node__scope", "node__territory", "wait")
    return handovers.filter(public_id=public_id).first() if public_id else None
