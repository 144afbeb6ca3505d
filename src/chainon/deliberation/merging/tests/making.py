"""A request to merge made through the services: for the tests of the slices above."""

from __future__ import annotations

import uuid

from chainon.base.accounts.models import User
from chainon.base.scopes.models import Scope
from chainon.deliberation.merging.models import MergeRequest
from chainon.deliberation.merging.services import ask_to_merge
from chainon.deliberation.proposals.tests.making import said


def asked(scope: Scope, *, by: User) -> MergeRequest:
    gone, kept = said(scope, by=by), said(scope, by=by, title="Pouvoir s’asseoir à l’ombre")
    return ask_to_merge(by=by, gone=gone, kept=kept, reason="Les mêmes bancs.", entry=uuid.uuid4())
