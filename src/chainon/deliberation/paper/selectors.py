"""Batches and what was typed, for pages."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from chainon.base.accounts.models import Grant, User
from chainon.base.chain.models import Theme
from chainon.base.scopes.models import Kind, Scope
from chainon.base.slips import numbers
from chainon.base.slips.models import Slip
from chainon.deliberation.proposals.rules import ENTERERS

from .models import Batch, Helper, TypedForm

LAST = 8


def themes_of(territory: Scope) -> QuerySet[Theme]:
    """Those in use, in the order of the paper: their rank is the number printed beside the box."""
    return Theme.objects.filter(territory=territory, retired_on=None)


def batches_for(by: User, territory: Scope) -> list[Batch]:
    """Where `by` may type, open ones first, then the latest; a hundred at most. The twin of `rules.may_see`."""
    held = Grant.objects.filter(user=by, role__in=ENTERERS, scope__in=_related(territory))
    paths = tuple(held.values_list("scope__path", flat=True))
    rows = Batch.objects.of(territory).select_related("scope").order_by("-opened_at")[:300]
    mine = [each for each in rows if paths and each.scope.path.startswith(paths)]
    return sorted(mine, key=lambda each: each.closed_at is not None)[:100]


def _related(territory: Scope) -> QuerySet[Scope]:
    return Scope.objects.within(territory)


def batch_with_id(territory: Scope, public_id: str) -> Batch | None:
    related = ("scope__territory", "territory__settings", "theme")
    return Batch.objects.of(territory).filter(public_id=public_id).select_related(*related).first()


def form_with_id(territory: Scope, public_id: str) -> TypedForm | None:
    related = ("batch__scope__territory", "batch__territory__settings", "batch__theme", "proposal__node__territory",
               "proposal__scope__territory", "proposal__theme", "slip", "helper")  # fmt: skip
    forms = TypedForm.objects.filter(public_id=public_id, batch__territory=territory)
    return forms.select_related(*related).first()


def last_typed(batch: Batch, helper: Helper | None = None, limit: int = LAST) -> list[TypedForm]:
    """The latest first; of one helper where given."""
    forms = TypedForm.objects.filter(batch=batch)
    if helper is not None:
        forms = forms.filter(helper=helper)
    return list(forms.select_related("proposal__node", "proposal__scope", "proposal__theme", "slip")[:limit])


def for_the_next(batch: Batch, *, by: User | None = None, helper: Helper | None = None) -> dict[str, Any]:
    """What stays from one paper to the next of the same hands: the theme, the place, the following slip of the pad."""
    theme, scope = batch.theme, batch.scope
    mine = TypedForm.objects.filter(batch=batch, by=by, helper=helper)
    last = mine.select_related("proposal__theme", "proposal__scope", "slip").first()
    if last is not None:
        theme, scope = last.proposal.theme, last.proposal.scope
    return {
        "theme": theme.public_id if theme is not None and theme.retired_on is None else "",
        "place": scope.public_id,
        "slip": _next_slip(last.slip) if last is not None and last.slip is not None else "",
    }


def _next_slip(slip: Slip) -> str:
    """The next one that is still blank, if the pad has one: its number as it is printed."""
    following = Slip.objects.blank().filter(pad=slip.pad_id, pad__cancelled_at=None, number__gt=slip.number)
    number = following.order_by("number").values_list("number", flat=True).first()
    return numbers.written(number) if number else ""


def helpers_of(batch: Batch) -> list[Helper]:
    return list(Helper.objects.filter(batch=batch))


def to_read(batch: Batch) -> int:
    """How many of its papers wait for the team."""
    return TypedForm.objects.filter(batch=batch, proposal__published_at=None, proposal__refused_at=None).count()


def count_of(batch: Batch, helper: Helper) -> int:
    """How many papers this helper typed."""
    return TypedForm.objects.filter(batch=batch, helper=helper).count()


def places_of(territory: Scope) -> list[Scope]:
    """Those for which a form may be printed, by name."""
    return list(Scope.objects.within(territory).filter(kind=Kind.PLACE).order_by("label")[:60])
