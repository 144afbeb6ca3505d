"""What the pages of gatherings start with."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest

from chainon.base.chain.fetching import territory_of
from chainon.base.scopes.models import Scope, Territory
from chainon.governance.gatherings import selectors
from chainon.governance.gatherings.models import Gathering, Outcome
from chainon.territory.places.converters import public_id_of


def settings_of(request: HttpRequest) -> Territory:
    settings: Territory = territory_of(request).settings
    return settings


def gathering_of(request: HttpRequest, gathering_handle: str) -> Gathering:
    found = selectors.gathering_with_id(territory_of(request), public_id_of(gathering_handle))
    if found is None:
        raise Http404
    return found


def decision_of(request: HttpRequest, decision_handle: str) -> Outcome:
    found = selectors.decision_with_id(territory_of(request), public_id_of(decision_handle))
    if found is None:
        raise Http404
    return found


def zone_of(territory: Scope) -> ZoneInfo:
    return ZoneInfo(territory.settings.time_zone)
