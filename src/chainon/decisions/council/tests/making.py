"""A council's decision made through the service: for the tests of the rooms above and of the house."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.chain.models import Node
from chainon.base.scopes.models import Scope
from chainon.decisions.council.models import CouncilDecision
from chainon.decisions.council.services import Act, enter_decision


def act(**fields: Any) -> Act:
    said = {
        "council": "Le conseil municipal de Valmont",
        "number": "2026-114",
        "title": "Remplacer l’ascenseur de la tour B",
        "decides": "La ville verse 40 000 euros à Habitat Valmont pour un ascenseur neuf.",
        "decided_on": clock.today() - timedelta(days=1),
    }
    return Act(**{**said, **fields})


def decided(scope: Scope, *, by: User, sources: tuple[Node, ...] = (), **fields: Any) -> CouncilDecision:
    return enter_decision(by=by, scope=scope, act=act(**fields), sources=sources)
