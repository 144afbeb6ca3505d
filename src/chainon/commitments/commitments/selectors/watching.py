"""What the forms of a promise read before they are shown."""

from __future__ import annotations

from datetime import date

from chainon.base import clock
from chainon.base.accounts.models import User
from chainon.base.chain.calendar import zone_of
from chainon.base.scopes.models import Scope
from chainon.base.slips.selectors import slip_with_code
from chainon.commitments.commitments.models import Check, Commitment, HandsCall, Notice, Offer


def today_of(commitment: Commitment) -> date:
    return clock.today(zone_of(commitment.territory))


def waiting_notice(commitment: Commitment) -> Notice | None:
    waiting = commitment.notices.filter(said_at=None, withdrawn_at=None)
    return waiting.select_related("commitment__scope").first()


def latest_notice(commitment: Commitment) -> Notice | None:
    """For its owner: the one that stands, or the last that was overtaken."""
    return commitment.notices.select_related("commitment").first()


def seen_by(commitment: Commitment, by: User | None) -> str:
    """What this account said already; empty otherwise."""
    if by is None:
        return ""
    return commitment.checks.filter(user=by).values_list("seen", flat=True).first() or ""


def slip_mark(territory: Scope, code: str) -> str:
    """What stands for a paper slip of the territory, found by its code; empty when there is none."""
    slip = slip_with_code(territory, code)
    return str(slip.number) if slip is not None else ""


def offer_of(call: HandsCall, by: User | None) -> Offer | None:
    return call.offers.filter(user=by, withdrawn_at=None).first() if by is not None else None


def offers_of(call: HandsCall) -> list[Offer]:
    """For those who may read them: whoever offered, with how to reach them."""
    return list(call.offers.filter(withdrawn_at=None).select_related("user"))


def own_checks_and_offers(user: User) -> dict[str, list[dict[str, str]]]:
    """For whoever takes their data away."""
    checks = Check.objects.filter(user=user).select_related("commitment").order_by("pk")
    offers = Offer.objects.filter(user=user).select_related("call__commitment").order_by("pk")
    return {
        "vérifications": [
            {"engagement": each.commitment.what, "ce que vous avez vu": str(each.get_seen_display())} for each in checks
        ],
        "coups de main": [
            {"engagement": each.call.commitment.what, "ce que vous apportez": each.brings} for each in offers
        ],
    }
