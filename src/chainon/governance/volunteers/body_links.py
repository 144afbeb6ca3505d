"""What the list of volunteers adds to the page of its body."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from chainon.governance.bodies.cards import NextStep
from chainon.governance.bodies.models import Body

from . import previews, rules
from .models import Volunteer, VolunteerList


def enrol_card(body: Body, request: HttpRequest) -> dict[str, Any] | None:
    """For everyone, while one may put one's name down."""
    for volunteer_list in VolunteerList.objects.filter(body=body, closed_at=None).exclude(form_until=None):
        volunteer_list.body = body
        present = Volunteer.objects.filter(list=volunteer_list).present().count()
        if rules.may_enrol(volunteer_list, today=previews.today_of(volunteer_list), present=present):
            return {"template": "volunteers/_enrol_card.html", "list": volunteer_list}
    return None


def list_step(body: Body, request: HttpRequest) -> NextStep | None:
    """For the team: the list, or the form that opens one."""
    if not rules.may_open(request.user, body):
        return None
    latest = VolunteerList.objects.filter(body=body, purged_at=None).first()
    if latest is None:
        return NextStep(_("Réunir des volontaires"), reverse("volunteers:list_open", args=[body.handle]))
    return NextStep(_("Liste des volontaires"), reverse("volunteers:list", args=[latest.public_id]))
