"""What the search keeps of a body: its name, what it is, what it is for."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from chainon.base.search.kinds import Found, SearchKind

from .models import Body, BodyKind

KIND = "body"


def found_of(body: Body) -> Found:
    parent = body.scope.parent
    with override(settings.LANGUAGE_CODE):  # what is kept has one form
        words = (str(BodyKind(body.kind).label), body.purpose)
    return Found(
        kind=KIND,
        key=body.public_id,
        scope=body.scope,
        title=body.name,
        url=body.get_absolute_url(),
        text=". ".join(filter(None, words)),
        about=parent.label if parent is not None else "",
    )


def _everything(keys: Collection[str] | None = None) -> Iterator[Found]:
    bodies = Body.objects.select_related("scope__parent", "scope__territory")
    return map(found_of, (bodies if keys is None else bodies.filter(public_id__in=keys)).iterator(500))


BODIES = SearchKind(KIND, _("instance"), _everything)
