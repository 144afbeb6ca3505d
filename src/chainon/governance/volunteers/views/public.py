"""What anyone may do: put their name down, and take it off."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from chainon.base.scopes.verdict import Refused
from chainon.base.ui.posting import posted
from chainon.governance.volunteers import limits, previews, rules, services
from chainon.governance.volunteers.forms import EnrolForm, WithdrawForm
from chainon.governance.volunteers.models import Volunteer, VolunteerList

from .fetching import list_of


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def enrol(request: HttpRequest, list_id: str) -> HttpResponse:
    """The form. What it answers does not say whether the person, or one like them, was there already."""
    volunteer_list = list_of(request, list_id)
    present = Volunteer.objects.filter(list=volunteer_list).present().count()
    verdict = rules.may_enrol(volunteer_list, today=previews.today_of(volunteer_list), present=present)
    if not verdict:
        return _closed(request, volunteer_list, verdict.reason)
    form = EnrolForm(posted(request), volunteer_list=volunteer_list)
    if request.method == "POST":
        if limits.is_beyond(request, "enrol", limits.ENROLMENTS):
            form.add_error(None, _("Trop d’inscriptions viennent d’être faites d’ici. Réessayez dans une heure."))
        elif form.is_valid():
            try:
                enrolled = services.enrol(
                    volunteer_list=volunteer_list, details=form.details(), entry=form.cleaned_data["entry"]
                )
            except Refused as refusal:  # the last day or the last place passed while they were writing
                return _closed(request, volunteer_list, str(refusal))
            context = {"list": volunteer_list, "code": enrolled.code, "is_minor": enrolled.is_minor}
            return render(request, "volunteers/enrolled.html", context)
    context = {"form": form, "list": volunteer_list}
    return render(request, "volunteers/enrol.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, list_id: str) -> HttpResponse:
    volunteer_list = list_of(request, list_id)
    if volunteer_list.purged_at is not None:
        return _closed(request, volunteer_list, _("Les coordonnées de cette liste ont déjà toutes été effacées."))
    form = WithdrawForm(posted(request))
    if request.method == "POST" and form.is_valid():
        if limits.is_beyond(request, "withdraw", limits.CODES):
            form.add_error("code", _("Trop d’essais à la suite. Réessayez dans une heure, ou demandez à l’équipe."))
        elif services.withdraw_by_code(volunteer_list=volunteer_list, code=form.cleaned_data["code"]):
            return render(request, "volunteers/withdrawn.html", {"list": volunteer_list})
        else:
            form.add_error(
                "code",
                _("Ce code n’ouvre rien : vérifiez chaque lettre. A-t-il déjà servi ? L’équipe peut vous aider."),
            )
    context = {"form": form, "list": volunteer_list}
    return render(request, "volunteers/withdraw.html", context, status=422 if form.errors else 200)


def _closed(request: HttpRequest, volunteer_list: VolunteerList, reason: str) -> HttpResponse:
    refused = 422 if request.method == "POST" else 200
    status = 410 if volunteer_list.purged_at is not None else refused
    return render(request, "volunteers/form_closed.html", {"list": volunteer_list, "reason": reason}, status=status)
