"""What the author of a proposal is told by mail, where they have an account."""

from __future__ import annotations

from django.template.loader import render_to_string

from chainon.base.accounts.letters import address
from chainon.base.accounts.models import User
from chainon.base.chain.kinds import url_of
from chainon.base.mail.services import post

from .models import Picture, Proposal


def tell_of_picture(picture: Picture, news: str, *, by: User) -> None:
    """`news`: picture_hidden or picture_shown."""
    tell_author(picture.proposal, news, by=by, picture=picture)


def tell_author(proposal: Proposal, news: str, *, by: User, picture: Picture | None = None) -> None:
    """`news`: published or refused. Nobody is written to about what they did themselves, nor once they left."""
    author = proposal.author
    if author is None or author == by or author.erased_at is not None:
        return
    context = {
        "name": proposal.scope.root.label,
        "author": author,
        "proposal": proposal,
        "picture": picture,
        "url": address(url_of(proposal.node), proposal.scope),
    }
    text = render_to_string(f"proposals/mail/{news}.txt", context)
    subject, _, body = text.strip().partition("\n")
    post(to=author.email, subject=subject, body=body.strip() + "\n")
