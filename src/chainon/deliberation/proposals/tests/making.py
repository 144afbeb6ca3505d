"""Proposals made through the services: for the tests of this slice and of those above."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.auth.models import AnonymousUser

from chainon.base.accounts.models import User
from chainon.base.accounts.rules import By
from chainon.base.chain.models import Theme
from chainon.base.files.kinds import examine
from chainon.base.files.tests.pictures import photo
from chainon.base.scopes.models import Scope
from chainon.deliberation.proposals import services
from chainon.deliberation.proposals.links import sign_token
from chainon.deliberation.proposals.models import Proposal
from chainon.deliberation.proposals.services import Words, propose

TITLE = "Des bancs à l’ombre devant l’école"


def words(title: str = TITLE, **said: Any) -> Words:
    return Words(**{"title": title, "must_change": "On attend debout, en plein soleil.", **said})


def said(scope: Scope, by: By | None = None, title: str = TITLE, **given: Any) -> Proposal:
    """A proposal of someone: without `by`, of someone without an account, waiting to be read."""
    asked = {name: given.pop(name) for name in ("author_name", "body") if name in given}
    return propose(by=by or AnonymousUser(), scope=scope, words=words(title, **given), entry=uuid.uuid4(), **asked)


def theme_of(scope: Scope, name: str = "Logement") -> Theme:
    return Theme.objects.get(territory=scope.root, name=name)


def examples(proposal: Proposal, by: User, team: User | None = None) -> dict[tuple[str, str], str]:
    """One object behind each parameter of an address: a draft, a picture, a signature, the link to sign."""
    draft = services.keep_draft(by=by, territory=proposal.scope, said={"title": TITLE}, entry=uuid.uuid4())
    proposal = services.invite_to_sign(by=by, proposal=proposal)
    other = User.objects.create_user("signataire@example.org", "Salma")
    services.sign_proposal(by=other, proposal=proposal, invite=proposal.invite)
    shown = services.NewPicture(examine("banc.jpg", photo()), "Un banc")
    services.add_pictures(by=by, proposal=proposal, pictures=[shown])
    hidden = services.NewPicture(examine("rue.jpg", photo(width=70)), "La rue")
    services.add_pictures(by=by, proposal=proposal, pictures=[hidden])
    second = proposal.pictures.get(file__alt="La rue")
    services.hide_picture(by=team or by, picture=second, reason="On y reconnaît quelqu’un.")
    return {
        ("", "hidden_picture_id"): second.file.public_id,
        ("", "own_draft_id"): draft.public_id,
        ("", "picture_id"): proposal.pictures.all()[0].file.public_id,
        ("", "signature_id"): proposal.signatures.all()[0].public_id,
        ("", "signing_token"): sign_token(proposal),
    }
