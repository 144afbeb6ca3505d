"""The signed link by which the owner of a promise gives news, and replies, without a password."""

from __future__ import annotations

from django.urls import reverse

from chainon.base.accounts.letters import address
from chainon.base.codes.signed import sign, signed

from .models import Commitment

PURPOSE = "commitments.owner"


def token_of(commitment: Commitment) -> str:
    return sign(PURPOSE, commitment.node.public_id)


def path_of(commitment: Commitment) -> str:
    return reverse("commitments:news_by_link", args=[token_of(commitment)])


def full_address(commitment: Commitment) -> str:
    return address(path_of(commitment), commitment.scope)


def reply_address(commitment: Commitment) -> str:
    return address(reverse("commitments:reply", args=[token_of(commitment)]), commitment.scope)


def commitment_of(token: str) -> Commitment | None:
    """None when the link was altered, or made for another thing."""
    public_id = signed(PURPOSE, token)
    found = Commitment.objects.select_related(
        "node__territory", "territory", "scope__territory", "source", "answerer", "entered_by"
    )
    return found.filter(node__public_id=public_id).first() if public_id else None
