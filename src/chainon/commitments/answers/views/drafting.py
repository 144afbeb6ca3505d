"""Drafted by one, signed by another."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from chainon.base.chain.fetching import territory_of
from chainon.base.chain.kinds import url_of
from chainon.base.scopes.verdict import Refused
from chainon.base.ui.posting import posted
from chainon.commitments.answers import links, rules, selectors, services
from chainon.commitments.answers.forms import AnswerForm, DraftForm
from chainon.commitments.answers.models import Draft, Handover
from chainon.commitments.answers.services.drafting import WRITTEN


def drafted(request: HttpRequest, handovers: Sequence[Handover], *, back: str) -> HttpResponse:
    """The form of a draft, kept or sent to be signed; for the pages of the signed links."""
    answerer = handovers[0].answerer
    known = selectors.draft_for(handovers)
    initial = {name: getattr(known, name) for name in WRITTEN} if known else {}
    form = DraftForm(posted(request), answerer=answerer, initial=initial)
    if request.method == "POST" and form.is_valid():
        saved = services.save_draft(handovers=handovers, **form.cleaned_data)
        if form.is_sent:
            services.send_draft(draft=saved)
            messages.success(request, _("C’est envoyé à : {name}.").format(name=saved.signer_name))
        else:
            messages.success(request, _("Le brouillon est gardé. Personne d’autre ne le voit."))
        return redirect(back)
    asked = [each.node for each in handovers]
    context = {"form": form, "draft": known, "asked": asked, "back": back, "answerer": answerer}
    return render(request, "answers/draft.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: HttpRequest, sign_token: str) -> HttpResponse:
    """Read, change, sign: only then is it public."""
    draft = links.draft_of(sign_token)
    if draft is None or draft.answerer.territory_id != territory_of(request).pk:
        raise Http404
    may = rules.may_sign(draft)
    form = AnswerForm(posted(request), answerer=draft.answerer, initial=_written(draft))
    if request.method == "POST" and form.is_valid() and may:
        try:
            answer = services.sign_draft(draft=draft, **form.cleaned_data)
        except Refused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _signed(draft, is_yes=answer.is_yes))
            return redirect(url_of(answer.node))
    context = {
        "form": form,
        "draft": draft,
        "may": may,
        "asked": [each.node for each in draft.handovers.select_related("node").order_by("handed_at", "pk")],
        "answer_url": url_of(draft.answer.node) if draft.answer else "",
    }
    return render(request, "answers/sign.html", context, status=422 if form.errors else 200)


def _signed(draft: Draft, *, is_yes: bool) -> str:
    said = _("Vous avez signé : la réponse est publiée.")
    if not is_yes:
        return said
    after = _("Le lien pour dire qui fait quoi, et pour quand, est parti à l’adresse de « {name} ».")
    return f"{said} {after.format(name=draft.answerer.name)}"


def _written(draft: Draft) -> dict[str, object]:
    """Agents sign by their function, elected officials by their name."""
    signature = draft.signer_function
    if draft.answerer.is_elected and draft.signer_name:
        signature = f"{draft.signer_name}, {draft.signer_function}"
    return {name: getattr(draft, name) for name in ("kind", "text", "after", "other", "pass_to")} | {
        "signed_by": signature
    }
