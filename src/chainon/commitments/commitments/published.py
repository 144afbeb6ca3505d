"""The register as open data: one record a promise, the same in CSV and in JSON. Documented in docs/engagements.md.

Nothing here names a resident: owners are answerers, or the name that a group chose.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chainon.base import clock
from chainon.base.accounts.letters import address
from chainon.base.chain.calendar import zone_of
from chainon.base.chain.kinds import url_of
from chainon.base.scopes.models import Scope

from .models import Commitment, Every
from .selectors import Look
from .selectors.register import late_days, narrowed, state_of
from .selectors.sums import Sums, checks_by_promise
from .wording import sentence

ANSWERS = ("yes", "partly", "no")
FORMAT = "chainon-commitments-1"
FIELDS = (
    "id", "address", "owner", "by_residents", "what", "for_whom", "place", "theme", "source", "source_kind", "made_on",
    "first_due_on", "due_on", "days_late", "state", "ended_on", "every_months", "until_on", "planned_cents",
    "spent_cents", "counted_yes", "counted_partly", "counted_no", "account_people", "account_yes", "account_partly",
    "account_no", "slip_people", "slip_yes", "slip_partly", "slip_no", "sentence",
)  # fmt: skip


def records(territory: Scope, look: Look) -> Iterator[dict[str, object]]:
    """Every promise, late first then by its day; those that ended last. One query, and the sums of two tables."""
    today = clock.today(zone_of(territory))
    found = narrowed(territory, look, today).select_related("node", "scope", "theme", "source")
    root = address("", territory)
    sums = checks_by_promise(territory)
    for each in (*found.open().order_by("due_on", "pk"), *found.ended().order_by("-ended_on", "-pk")):
        yield {**_record(each, root, today), **_seen(sums.get(each.pk, Sums()))}


def _seen(sums: Sums) -> dict[str, object]:
    """As the page says it: by channel; where each answered alone, too few answers are counted and not told."""
    found: dict[str, object] = {f"counted_{name}": getattr(sums.counted, name) for name in ANSWERS}
    for channel, counts in (("account", sums.online), ("slip", sums.slips)):
        found[f"{channel}_people"] = counts.people
        found |= {f"{channel}_{name}": getattr(counts, name) if counts.is_told else "" for name in ANSWERS}
    return found


def _record(commitment: Commitment, root: str, today: date) -> dict[str, object]:
    source = commitment.source
    is_linked = source is not None and source.is_public
    return {
        "id": commitment.node.public_id,
        "address": root + url_of(commitment.node),
        "owner": commitment.owner,
        "by_residents": commitment.is_of_residents,
        "what": commitment.what,
        "for_whom": commitment.for_whom,
        "place": commitment.scope.label,
        "theme": commitment.theme.name if commitment.theme else "",
        "source": root + url_of(source) if source is not None and is_linked else commitment.said_where,
        "source_kind": source.kind if source is not None else "spoken",
        "made_on": commitment.made_on.isoformat(),
        "first_due_on": commitment.first_due_on.isoformat(),
        "due_on": commitment.due_on.isoformat(),
        "days_late": late_days(commitment, today),
        "state": state_of(commitment, today),
        "ended_on": commitment.ended_on.isoformat() if commitment.ended_on else "",
        "every_months": Every(commitment.every_months).value,
        "until_on": commitment.until_on.isoformat() if commitment.until_on else "",
        "planned_cents": "" if commitment.planned_cents is None else commitment.planned_cents,
        "spent_cents": "" if commitment.spent_cents is None else commitment.spent_cents,
        "sentence": sentence(commitment, today),
    }
