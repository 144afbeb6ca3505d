"""Pads made through the services: for the tests of this slice and of those above."""

from __future__ import annotations

import uuid

from chainon.base.accounts.models import User
from chainon.base.scopes.models import Scope
from chainon.base.slips.codes import code_for
from chainon.base.slips.models import Pad, Slip
from chainon.base.slips.services import make_pad


def pad(scope: Scope, *, by: User, size: int = 20) -> Pad:
    return make_pad(by=by, scope=scope, size=size, entry=uuid.uuid4())


def code_on(slip: Slip) -> str:
    """What is printed on the half that is kept."""
    return code_for(slip.pad, slip.number)
