"""What anyone reads: the register of promises, and the page of each."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from chainon.base.chain.cards import node_cards
from chainon.base.chain.fetching import node_of, territory_of
from chainon.base.chain.kinds import url_of
from chainon.base.chain.selectors import thread_of
from chainon.base.chain.steps import next_steps
from chainon.base.chain.words import thread_rows
from chainon.base.scopes.conditional import unchanged_since
from chainon.base.scopes.models import Scope
from chainon.commitments.commitments import rules, selectors
from chainon.commitments.commitments.forms import LookForm
from chainon.commitments.commitments.models import Seen
from chainon.territory.places.converters import public_id_of

from .holding import commitment_with


def looked_for(request: HttpRequest, territory: Scope) -> LookForm:
    """What the address asks for; a choice that is not offered is a page that does not exist."""
    form = LookForm(request.GET, territory=territory, found=selectors.facets(territory))
    if not form.is_valid():
        raise Http404
    return form


@require_safe
@unchanged_since
def register(request: HttpRequest) -> HttpResponse:
    """Late first; `?apres=` says after which promise a page begins."""
    territory = territory_of(request)
    form, after = looked_for(request, territory), request.GET.get("apres", "")[:16]
    found = selectors.register(territory, form.look, after=after)
    kept = request.GET.copy()
    kept.pop("apres", None)
    narrowing = kept.urlencode()
    others = kept.copy()
    others.pop("etat", None)
    kept["apres"] = found.after
    context = {
        "form": form,
        "found": found,
        "totals": selectors.totals(territory, form.look),
        "others": f"&{others.urlencode()}" if others else "",
        "all_states": f"?{others.urlencode()}" if others else "",
        "state": form.cleaned_data["etat"],
        "is_first": not after,
        "next": f"?{kept.urlencode()}" if found.after else "",
        "narrowing": f"?{narrowing}" if narrowing else "",
        "may_record": bool(rules.may_record_in(request.user, territory)),
    }
    return render(request, "commitments/register.html", context)


@require_safe
@unchanged_since
def commitment_page(request: HttpRequest, promise_handle: str) -> HttpResponse:
    commitment = commitment_with(request, promise_handle)
    node, source = commitment.node, commitment.source
    if request.path != url_of(node):
        return redirect(url_of(node), permanent=True)
    shown = selectors.page_of(commitment)
    context = {
        "commitment": commitment,
        "row": shown.row,
        "shown": shown,
        "seen": Seen,
        "may_be_checked": bool(rules.may_be_checked(commitment, selectors.today_of(commitment))),
        "may_offer": shown.hands is not None and bool(rules.may_offer(shown.hands.call)),
        "rows": thread_rows(thread_of(node), said_above=True),
        "cards": node_cards(node, request),
        "steps": next_steps(node, request),
        "source_url": url_of(source) if source is not None and source.is_public else "",
    }
    return render(request, "commitments/commitment.html", context)


@require_safe
@unchanged_since
def kept_page(request: HttpRequest, kept_handle: str) -> HttpResponse:
    """What was done of a promise is read on the page of the promise."""
    node = node_of(request, public_id_of(kept_handle))
    kept = getattr(node, "kept_promise", None)
    if kept is None:
        raise Http404
    return redirect(url_of(kept.commitment.node))
