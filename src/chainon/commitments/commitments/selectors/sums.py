"""What residents saw, for many promises at once."""

from __future__ import annotations

from collections import defaultdict

from django.db.models import Count, Sum

from chainon.base.scopes.models import Scope
from chainon.commitments.commitments.models import Check, CountedCheck, Seen

ORDER = (Seen.YES, Seen.PARTLY, Seen.NO)


def checks_by_promise(territory: Scope) -> dict[int, tuple[int, int, int]]:
    """By promise: how many said yes, partly and no, by every channel. Two queries."""
    found: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0])
    ones = Check.objects.filter(commitment__territory=territory).order_by()
    for key, seen, people in ones.values_list("commitment_id", "seen").annotate(people=Count("pk")):
        found[key][ORDER.index(Seen(seen))] += people
    counted = CountedCheck.objects.filter(commitment__territory=territory).order_by()
    for key, *numbers in counted.values_list("commitment_id").annotate(Sum("yes"), Sum("partly"), Sum("no")):
        for at, people in enumerate(numbers):
            found[key][at] += people
    return {key: (yes, partly, no) for key, (yes, partly, no) in found.items()}
