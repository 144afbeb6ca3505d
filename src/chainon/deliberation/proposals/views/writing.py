"""Saying something oneself: written, read again, then published; or kept as a draft."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from chainon.base.accounts.models import User
from chainon.base.accounts.rules import By
from chainon.base.chain.kinds import url_of
from chainon.base.scopes.models import Territory
from chainon.base.scopes.verdict import Refused, Unavailable
from chainon.base.ui.names import UNNAMED, in_words
from chainon.deliberation.proposals import rules, selectors, services
from chainon.deliberation.proposals.forms import PicturesForm, SayForm, touched_plan
from chainon.deliberation.proposals.hints import say_hints, title_hints
from chainon.deliberation.proposals.models import Proposal
from chainon.governance.volunteers.limits import is_beyond
from chainon.territory.places.views import territory_of

PROPOSALS = 30
"""An hour, without an account, from one address: a whole meeting may write through the wifi of its centre social."""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def proposal_say(request: HttpRequest) -> HttpResponse:
    """`act`, the button pressed: review (also the key Enter), back, draft or publish."""
    rules.may_propose(request.user).require()
    territory, by = territory_of(request), request.user
    if request.method != "POST":
        return _form(request, SayForm(by=by, territory=territory, initial=_initial(request, by, territory)))
    if (touched := touched_plan(request.POST, territory.scope)) is not None:
        return _form(request, SayForm(by=by, territory=territory, initial=touched))
    form, act = SayForm(request.POST, by=by, territory=territory), request.POST.get("act", "review")
    if act == "draft" and _kept(form, by):
        messages.success(request, _("C’est gardé. Vous seul pouvez le lire."))
        return redirect("proposals:draft_list")
    if act == "back" or not form.is_valid():
        return _form(request, form)
    pictures = PicturesForm(request.POST, request.FILES) if act == "publish" else PicturesForm()
    if act == "publish" and pictures.is_valid() and (proposal := _said(request, form, pictures)):
        if rules.is_published_at_once(by):
            messages.success(request, _("C’est publié. Cette page dira ce que votre proposition devient."))
        return redirect(url_of(proposal.node))
    return _form(request, form) if form.errors else _preview(request, form, pictures)


def _initial(request: HttpRequest, by: By, territory: Territory) -> dict[str, Any]:
    """From the address: a place, a body, a step; or one of one's drafts."""
    public_id = request.GET.get("brouillon", "")
    if public_id and (draft := selectors.draft_of(by, territory.scope, public_id)):
        return {**draft.said, "entry": draft.entry}
    names = {"place": "lieu", "body": "instance", "step": "etape"}
    return {name: request.GET.get(parameter) for name, parameter in names.items()}


def _form(request: HttpRequest, form: SayForm) -> HttpResponse:
    context = {"form": form, "is_read_first": not rules.is_published_at_once(form.by), "title_hints": title_hints()}
    refused = form.errors and request.POST.get("act") != "back"
    return render(request, "proposals/say.html", context, status=422 if refused else 200)


def _preview(request: HttpRequest, form: SayForm, pictures: PicturesForm) -> HttpResponse:
    """What everyone will read, as they will read it."""
    context = {
        "form": form,
        "words": form.words,
        "where": form.scope.label,
        "who": form.name or in_words(UNNAMED),
        "pictures": pictures,
        "hints": say_hints(form.words, request),
        "is_read_first": not rules.is_published_at_once(form.by),
    }
    return render(request, "proposals/preview.html", context, status=422 if pictures.errors else 200)


def _kept(form: SayForm, by: By) -> bool:
    entry = form.fields["entry"].clean(form.data.get("entry"))
    if not isinstance(by, User):
        raise Refused(_("Un brouillon se garde dans un compte : connectez-vous."))
    try:
        services.keep_draft(by=by, territory=form.territory.scope, said=form.typed, entry=entry)
    except Unavailable as error:
        form.add_error(None, str(error))
        return False
    return True


def _said(request: HttpRequest, form: SayForm, pictures: PicturesForm) -> Proposal | None:
    said = form.cleaned_data
    if not rules.is_published_at_once(form.by) and is_beyond(request, "propose", PROPOSALS):
        form.add_error(None, _("Beaucoup de propositions viennent d’être envoyées d’ici. Réessayez dans une heure."))
        return None
    try:
        return services.propose(
            by=form.by,
            scope=form.scope,
            words=form.words,
            entry=said["entry"],
            author_name=said.get("author_name", ""),
            body=said.get("body"),
            collective=said.get("collective", ""),
            pictures=pictures.pictures,
        )
    except (Unavailable, Refused) as error:
        form.add_error(None, str(error))
        return None
