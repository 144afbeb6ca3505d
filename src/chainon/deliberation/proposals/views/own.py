"""What an author keeps, changes, shows and shares: drafts, versions, pictures, those who sign with them."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chainon.base.accounts.letters import address
from chainon.base.chain.kinds import url_of
from chainon.base.scopes.verdict import Refused, Unavailable
from chainon.base.ui.names import in_words
from chainon.deliberation.proposals import rules, selectors, services
from chainon.deliberation.proposals.forms import ChangeForm, PicturesForm, touched_plan
from chainon.deliberation.proposals.links import read_sign_token, sign_token
from chainon.deliberation.proposals.node import who
from chainon.deliberation.proposals.services.picturing import MOST
from chainon.territory.places.views import territory_of

from .fetching import account_of, proposal_of


@never_cache
@login_required
@require_safe
def draft_list(request: HttpRequest) -> HttpResponse:
    drafts = selectors.drafts_of(account_of(request), territory_of(request).scope)
    return render(request, "proposals/drafts.html", {"drafts": drafts})


@require_POST
@login_required
def draft_erase(request: HttpRequest, own_draft_id: str) -> HttpResponse:
    by = account_of(request)
    if found := selectors.draft_of(by, territory_of(request).scope, own_draft_id):
        services.erase_draft(by=by, draft=found)
        messages.success(request, _("Le brouillon est effacé."))
    return redirect("proposals:draft_list")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def proposal_change(request: HttpRequest, proposal_handle: str) -> HttpResponse:
    proposal, by = proposal_of(request, proposal_handle), account_of(request)
    rules.may_change(by, proposal).require()
    territory = territory_of(request)
    touched = touched_plan(request.POST, territory.scope)
    sent = request.POST if request.method == "POST" and touched is None else None
    form = ChangeForm(sent, proposal=proposal, by=by, territory=territory, touched=touched)
    if sent is not None and form.is_valid():
        try:
            given = {"scope": form.scope_for(proposal), "words": form.words, "reason": form.cleaned_data["reason"]}
            proposal = services.change_proposal(by=by, proposal=proposal, **given)
            messages.success(request, _("C’est changé. Ce qui était écrit avant reste lisible, avec votre raison."))
            return redirect(url_of(proposal.node))
        except (Unavailable, Refused) as error:
            form.add_error(None, str(error))
    context = {"form": form, "proposal": proposal, "url": url_of(proposal.node)}
    return render(request, "proposals/change.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def proposal_pictures(request: HttpRequest, proposal_handle: str) -> HttpResponse:
    proposal, by = proposal_of(request, proposal_handle), account_of(request)
    rules.may_change(by, proposal).require()
    shown = selectors.pictures_of(proposal)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = PicturesForm(*sent, room=MOST - sum(each.hidden_at is None for each in shown))
    if sent and form.is_valid():
        try:
            services.add_pictures(by=by, proposal=proposal, pictures=form.pictures)
            messages.success(request, _("Les images sont sur la page."))
            return redirect(url_of(proposal.node))
        except Unavailable as error:
            form.add_error(None, str(error))
    context = {"form": form, "proposal": proposal, "shown": shown, "url": url_of(proposal.node)}
    return render(request, "proposals/pictures.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
def picture_remove(request: HttpRequest, proposal_handle: str, picture_id: str) -> HttpResponse:
    proposal = proposal_of(request, proposal_handle)
    found = get_object_or_404(proposal.pictures.select_related("file", "small"), file__public_id=picture_id)
    services.remove_picture(by=account_of(request), picture=found)
    messages.success(request, _("L’image est effacée."))
    return redirect("proposals:proposal_pictures", proposal_handle)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def proposal_signers(request: HttpRequest, proposal_handle: str) -> HttpResponse:
    """Who signs with the author, and the link by which others do; sent, a new link takes its place."""
    proposal, by = proposal_of(request, proposal_handle), account_of(request)
    rules.may_invite(by, proposal).require()
    if request.method == "POST":
        services.invite_to_sign(by=by, proposal=proposal)
        return redirect("proposals:proposal_signers", proposal_handle)
    link = address(reverse("proposals:proposal_sign", args=[sign_token(proposal)]), proposal.scope)
    context = {
        "proposal": proposal,
        "url": url_of(proposal.node),
        "link": link if proposal.invite else "",
        "most": rules.SIGNERS,
    }
    return render(request, "proposals/signers.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def proposal_sign(request: HttpRequest, signing_token: str) -> HttpResponse:
    public_id, invite = read_sign_token(signing_token)
    proposal, by = selectors.proposal_with_id(territory_of(request).scope, public_id), account_of(request)
    if proposal is None or proposal.invite != invite:
        raise Http404
    if rules.is_author(by, proposal):
        return redirect(url_of(proposal.node))
    rules.may_sign(by, proposal).require()
    error = ""
    if request.method == "POST":
        try:
            proposal = services.sign_proposal(by=by, proposal=proposal, invite=invite)
            messages.success(request, _("Vous la signez aussi : elle est à vous comme à qui l’a écrite."))
            return redirect(url_of(proposal.node))
        except Unavailable as unavailable:
            error = str(unavailable)
    context = {"proposal": proposal, "who": in_words(who(proposal)), "url": url_of(proposal.node), "error": error}
    return render(request, "proposals/sign.html", context, status=422 if error else 200)


@require_POST
@login_required
def signature_remove(request: HttpRequest, proposal_handle: str, signature_id: str) -> HttpResponse:
    proposal, by = proposal_of(request, proposal_handle), account_of(request)
    found = get_object_or_404(proposal.signatures.select_related("proposal__scope"), public_id=signature_id)
    services.stop_signing(by=by, signature=found)
    messages.success(request, _("Le nom est ôté."))
    return redirect(url_of(proposal.node))
