"""For whoever takes their data away."""

from __future__ import annotations

from chainon.base.accounts.models import User
from chainon.governance.bodies.models import Asking


def askings_of(user: User) -> list[dict[str, object]]:
    rows = Asking.objects.filter(user=user).select_related("body__scope")
    return [
        {
            "collectif": row.body.name,
            "demandé le": row.asked_at.isoformat(),
            "mot": row.words,
            "accueilli": row.is_welcome,
        }
        for row in rows
    ]


def forget_askings(user: User) -> None:
    """The account is closed: what they asked of collectives, and their word to them, goes."""
    Asking.objects.filter(user=user).delete()
