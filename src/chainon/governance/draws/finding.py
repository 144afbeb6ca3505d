"""What the search keeps of a draw, from the freezing on: for which body, where, and why it was cancelled."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.utils.translation import gettext_lazy as _

from chainon.base.search.kinds import Found, SearchKind

from .models import Draw

KIND = "draw"


def found_of(draw: Draw) -> Found:
    """What is kept has one form, in French."""
    reasons = draw.approvals.filter(accepted=False).values_list("reason", flat=True)
    said = ("Tirage au sort parmi les volontaires", draw.ceremony_place, *reasons, draw.cancel_reason)
    return Found(
        kind=KIND,
        key=draw.public_id,
        scope=draw.body.scope,
        title=draw.title,
        url=draw.get_absolute_url(),
        changed_at=draw.cancelled_at or draw.drawn_at or draw.frozen_at,
        text=". ".join(filter(None, said)),
        about=draw.body.name,
        is_public=draw.frozen_at is not None,
    )


def _everything(keys: Collection[str] | None = None) -> Iterator[Found]:
    draws = Draw.objects.public().select_related("body__scope__territory")
    return map(found_of, (draws if keys is None else draws.filter(public_id__in=keys)).iterator(500))


DRAWS = SearchKind(KIND, _("tirage au sort"), _everything)
