"""The links by which people come in: an invitation, the first start, the demonstration."""

from __future__ import annotations

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from chainon.base.accounts import selectors, services, words
from chainon.base.accounts.forms import SetupForm
from chainon.base.accounts.landing import landing_of
from chainon.base.accounts.models import Role, SetupLink, User, token_hash
from chainon.base.accounts.services.invitations import reason_not_to_accept
from chainon.base.accounts.services.setup import reason_not_to_set_up
from chainon.base.accounts.signup import NameForm
from chainon.base.scopes.verdict import Refused, Unavailable
from chainon.base.ui.posting import posted


@never_cache
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """What one accepts; the POST accepts. An account that existed is not entered: its own entrance follows."""
    offered = selectors.invitation_of(token, getattr(request, "territory", None))
    why = reason_not_to_accept(offered)
    if offered is None or why:
        return render(request, "accounts/dead_link.html", {"why": why}, status=404 if offered is None else 410)
    form = NameForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            accepted = services.accept_invitation(token=token, display_name=form.cleaned_data["display_name"])
        except (Refused, Unavailable) as refusal:
            return render(request, "accounts/dead_link.html", {"why": str(refusal)}, status=409)
        return _after_accepting(request, accepted)
    role = Role(offered.role)
    context = {
        "form": form,
        "offered": offered,
        "role": role.label,
        "what_for": words.WHAT_FOR[role],
        "is_known": User.objects.filter(email__iexact=offered.email).exists(),
    }
    return render(request, "accounts/invitation.html", context, status=422 if form.is_bound else 200)


def _after_accepting(request: HttpRequest, accepted: services.invitations.Acceptance) -> HttpResponse:
    messages.success(request, _("Merci ! Le rôle est à vous."))
    if request.user == accepted.user:
        return redirect("accounts:home")
    if accepted.is_new and not request.user.is_authenticated:
        return _come_in(request, accepted.user)
    return redirect("account_login")


def _come_in(request: HttpRequest, user: User) -> HttpResponse:
    """Through allauth's stages, so that an account with a passkey still asks for it."""
    login = Login(user=user, email=user.email, redirect_url=reverse("accounts:home"))
    response: HttpResponse = perform_login(request, login)
    return response


@never_cache
def setup(request: HttpRequest, token: str) -> HttpResponse:
    """The first administrator comes in by the link of the terminal."""
    link = SetupLink.objects.filter(token_hash=token_hash(token)).first()
    why = reason_not_to_set_up(link)
    if why:
        return render(request, "accounts/dead_link.html", {"why": why}, status=404 if link is None else 410)
    territory = getattr(request, "territory", None)
    if territory is None and request.method in {"GET", "HEAD"}:
        request.session[services.SETUP_TOKEN] = token  # nothing is open yet: the front door leads on from there
        return redirect(settings.LOGIN_REDIRECT_URL)
    form = SetupForm(posted(request))
    if request.method == "POST" and form.is_valid():
        scope = territory.scope if territory else None
        user = services.accept_setup(token=token, scope=scope, **form.cleaned_data)
        return _come_in(request, user)
    return render(request, "accounts/setup.html", {"form": form}, status=422 if form.is_bound else 200)


@never_cache
def demonstration(request: HttpRequest) -> HttpResponse:
    """Come in as one of the invented people of the demonstration."""
    territory = getattr(request, "territory", None)
    if territory is None or not territory.is_demonstration:
        raise Http404
    if request.method == "POST":
        person = get_object_or_404(User, public_id=request.POST.get("person", ""))
        services.enter_as(request, person)
        messages.success(request, _("Vous voici à la place de {name}.").format(name=person))
        return redirect(landing_of(request))
    return render(request, "accounts/demonstration.html", {"people": selectors.invented_people(territory)})
