"""The signed link by which the owner of a promise gives news without a password."""

from __future__ import annotations

from django.core import signing
from django.urls import reverse

from chainon.base.accounts.letters import address

from .models import Commitment

_SALT = "chainon.commitments.owner"


def path_of(commitment: Commitment) -> str:
    return reverse("commitments:news_by_link", args=[signing.Signer(salt=_SALT).sign(commitment.node.public_id)])


def full_address(commitment: Commitment) -> str:
    return address(path_of(commitment), commitment.scope)


def commitment_of(token: str) -> Commitment | None:
    """None when the link was altered, or made for another thing."""
    try:
        public_id = signing.Signer(salt=_SALT).unsign(token)
    except signing.BadSignature:
        return None
    found = Commitment.objects.select_related("node__territory", "scope__territory", "answerer")
    return found.filter(node__public_id=public_id).first()
