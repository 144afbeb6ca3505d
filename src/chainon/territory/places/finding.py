"""What the search keeps of a place: its name, its official labels, and in what it lies."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from chainon.base.search.kinds import Found, SearchKind

from .models import Kind, Place

KIND = "place"


def found_of(place: Place) -> Found:
    parent = place.scope.parent
    with override(settings.LANGUAGE_CODE):  # what is kept has one form
        words = (str(Kind(place.kind).plain), parent.label if parent else "")
    return Found(
        kind=KIND,
        key=place.public_id,
        scope=place.scope,
        title=place.name,
        url=place.get_absolute_url(),
        text=", ".join(filter(None, words)),
        about=" ".join((place.insee_code, place.postcodes, place.qpv_code)),
    )


def _everything(keys: Collection[str] | None = None) -> Iterator[Found]:
    places = Place.objects.select_related("scope__parent", "scope__territory").defer("outline", "sketch")
    if keys is not None:
        places = places.filter(scope__public_id__in=keys)
    return map(found_of, places.iterator(500))


PLACES = SearchKind(KIND, _("lieu"), _everything)
