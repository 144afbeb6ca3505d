"""The link by which others sign with the author: it names the proposal and the invitation in force."""

from __future__ import annotations

from chainon.base.codes.signed import sign, signed

from .models import Proposal

PURPOSE = "proposals.sign"


def sign_token(proposal: Proposal) -> str:
    return sign(PURPOSE, f"{proposal.public_id}.{proposal.invite}")


def read_sign_token(token: str) -> tuple[str, str]:
    """The proposal's public id and the invitation; empty where the link was altered."""
    public_id, _dot, invite = (signed(PURPOSE, token) or "").partition(".")
    return public_id, invite
