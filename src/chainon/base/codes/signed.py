"""Signed links: who has one may do one thing without an account, and nothing else. Nothing of them is kept."""

from __future__ import annotations

from django.core import signing


def sign(purpose: str, name: str) -> str:
    """What stands in the address: a name (a public id) and its signature, good for this purpose alone."""
    return signing.Signer(salt=f"chainon.{purpose}").sign(name)


def signed(purpose: str, token: str) -> str | None:
    """The name that was signed; None when the link was altered, or made for another purpose."""
    try:
        return signing.Signer(salt=f"chainon.{purpose}").unsign(token)
    except signing.BadSignature:
        return None
