"""Supports made through the services: for the tests of the house."""

from __future__ import annotations

import uuid
from datetime import timedelta

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.chain.models import Node
from chainon.deliberation.supports import daily, services


def examples(node: Node, by: User) -> dict[tuple[str, str], str]:
    """A sheet of signatures, and the counts written the next night."""
    sheet = services.enter_sheet(by=by, node=node, number=3, collected_on=clock.today(), entry=uuid.uuid4())
    with clock.at(clock.now() + timedelta(days=1)):
        written = daily.count_day(territory=node.territory.settings, day=clock.today() - timedelta(days=1))
    assert written is not None
    return {("", "sheet_id"): sheet.public_id, ("", "counted_on"): written.day.isoformat()}
