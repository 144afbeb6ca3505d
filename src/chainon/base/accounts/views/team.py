"""« Qui fait quoi ici »: the team of the territory and the invitations, for those who run it and the guarantor."""

from __future__ import annotations

from typing import NoReturn

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from chainon.base.accounts import rules, selectors, services, words
from chainon.base.accounts.forms import InviteForm
from chainon.base.accounts.models import Grant, Invitation, Role, User
from chainon.base.scopes.models import Scope
from chainon.base.scopes.verdict import Refused
from chainon.base.ui.posting import posted
from chainon.base.ui.typography import colon


def here(request: HttpRequest) -> Scope:
    territory = getattr(request, "territory", None)
    if territory is None:
        raise Http404
    scope: Scope = territory.scope
    return scope


def me(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        _nobody()
    return request.user


def _nobody() -> NoReturn:
    raise Http404


@never_cache
@login_required
@require_safe
def team(request: HttpRequest) -> HttpResponse:
    scope, by = here(request), me(request)
    rules.may_see_team(by, scope).require()
    context = {
        "groups": selectors.team(scope, by),
        "invitations": selectors.waiting_invitations(scope, by),
        "may_invite": bool(rules.roles_to_give(by, scope)),
    }
    return render(request, "accounts/team.html", context)


@never_cache
@login_required
def invite(request: HttpRequest) -> HttpResponse:
    territory, by = here(request), me(request)
    scopes = selectors.scopes_to_give(territory, by)
    roles = {role for scope in scopes[:1] for role in rules.roles_to_give(by, scope)}
    if not roles:
        raise Refused(_("Seules l’administration et l’animation invitent."))
    form = InviteForm(
        posted(request),
        roles=[(role.value, f"{role.label}{colon()}{words.WHAT_FOR[role]}") for role in Role if role in roles],
        scopes=[(scope.public_id, selectors.label_with_kind(scope)) for scope in scopes],
        initial={"scope": request.GET.get("scope", scopes[0].public_id), "role": request.GET.get("role", "")},
    )
    if request.method == "POST" and form.is_valid() and _invited(by, form, scopes):
        messages.success(request, _("L’invitation est partie à {email}.").format(email=form.cleaned_data["email"]))
        return redirect("accounts:team")
    return render(request, "accounts/invite.html", {"form": form}, status=422 if form.is_bound else 200)


def _invited(by: User, form: InviteForm, scopes: list[Scope]) -> bool:
    given = form.cleaned_data
    scope = next(scope for scope in scopes if scope.public_id == given["scope"])
    try:
        services.invite(by=by, email=given["email"], role=form.chosen_role(), scope=scope, message=given["message"])
    except Refused as refusal:
        form.add_error("role", str(refusal))
        return False
    return True


@never_cache
@login_required
def withdraw(request: HttpRequest, grant_id: str) -> HttpResponse:
    """Confirm, then withdraw somebody's role or leave one's own."""
    grants = Grant.objects.select_related("scope__territory", "user")
    grant = get_object_or_404(grants, public_id=grant_id, scope__in=Scope.objects.within(here(request)))
    by = me(request)
    verdict = rules.may_withdraw(by, grant)
    if by != grant.user:
        rules.may_see_team(by, here(request)).require()
    if request.method == "POST":
        services.withdraw_role(by=by, grant=grant)
        messages.success(request, _("Le rôle est retiré."))
        return redirect("accounts:home" if by == grant.user else "accounts:team")
    context = {"grant": grant, "is_own": by == grant.user, "verdict": verdict}
    return render(request, "accounts/withdraw.html", context, status=200 if verdict else 403)


@never_cache
@login_required
def change_invitation(request: HttpRequest, invitation_id: str) -> HttpResponse:
    """Send an invitation again, or revoke it. A page without JavaScript reaches it by two buttons of one form."""
    waiting = Invitation.objects.select_related("scope").filter(scope__in=Scope.objects.within(here(request)))
    invitation = get_object_or_404(waiting, public_id=invitation_id)
    by = me(request)
    rules.may_change_invitation(by, invitation).require()
    if request.method == "POST" and request.POST.get("act") == "resend":
        services.resend_invitation(by=by, invitation=invitation)
        messages.success(request, _("L’invitation est repartie avec un nouveau lien."))
    elif request.method == "POST" and request.POST.get("act") == "revoke":
        services.revoke_invitation(by=by, invitation=invitation)
        messages.success(request, _("L’invitation est annulée : son lien ne marche plus."))
    return redirect("accounts:team")
