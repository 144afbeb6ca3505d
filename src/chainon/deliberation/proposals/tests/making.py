"""Proposals made through the services: for the tests of this slice and of those above."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.auth.models import AnonymousUser

from chainon.base.accounts.rules import By
from chainon.base.chain.models import Theme
from chainon.base.scopes.models import Scope
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
