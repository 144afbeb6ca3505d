"""What a page starts with: the list named in the address, within the territory asked for."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from chainon.base.scopes.models import Scope
from chainon.governance.bodies.views import territory_scope
from chainon.governance.volunteers.models import Criterion, StagedImport, Volunteer, VolunteerList


def list_of(request: HttpRequest, public_id: str) -> VolunteerList:
    lists = VolunteerList.objects.select_related("body__scope__parent", "body__scope__territory")
    here = lists.filter(body__scope__in=Scope.objects.within(territory_scope(request)))
    volunteer_list = here.filter(public_id=public_id).first()
    if volunteer_list is None:
        raise Http404
    return volunteer_list


def person_of(volunteer_list: VolunteerList, public_id: str) -> Volunteer:
    volunteer = Volunteer.objects.filter(list=volunteer_list, public_id=public_id).present().first()
    if volunteer is None:
        raise Http404
    volunteer.list = volunteer_list
    return volunteer


def criterion_of(volunteer_list: VolunteerList, public_id: str) -> Criterion:
    criterion = volunteer_list.criteria.filter(public_id=public_id).prefetch_related("values").first()
    if criterion is None:
        raise Http404
    criterion.list = volunteer_list
    return criterion


def staged_of(volunteer_list: VolunteerList, public_id: str) -> StagedImport | None:
    """The file being read, or None once it was confirmed, dropped or forgotten."""
    staged = StagedImport.objects.filter(list=volunteer_list, public_id=public_id).first()
    if staged is not None:
        staged.list = volunteer_list
    return staged
