"""Piles of papers made through the services: for the tests of this slice and of the house."""

from __future__ import annotations

import uuid
from typing import Any

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.scopes.models import Scope
from chainon.deliberation.paper import links, services
from chainon.deliberation.paper.models import Batch
from chainon.deliberation.paper.services import Paper
from chainon.deliberation.proposals.models import Origin
from chainon.deliberation.proposals.services import Words


def pile(scope: Scope, by: User, **given: Any) -> Batch:
    said = {"name": "Fête du quartier", "origin": Origin.PAPER, "said_on": clock.today(), "entry": uuid.uuid4()}
    return services.open_batch(by=by, scope=scope, **{**said, **given})


def paper(scope: Scope, title: str = "Des bancs à l’ombre", **given: Any) -> Paper:
    return Paper(scope=scope, words=Words(title, must_change="On attend debout."), **given)


def examples(scope: Scope, by: User) -> dict[tuple[str, str], str]:
    batch = pile(scope, by)
    helper = services.give_help(by=by, batch=batch, name="Léa", days=7)
    typed = services.help_type(helper=helper, paper=paper(scope), entry=uuid.uuid4())
    return {
        ("paper", "batch_id"): batch.public_id,
        ("paper", "form_id"): typed.public_id,
        ("", "helper_id"): helper.public_id,
        ("", "helper_token"): links.token_of(helper),
    }
