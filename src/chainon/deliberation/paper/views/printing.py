"""Blank papers: the form of a place, and the sheet on which neighbours sign."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from chainon.base.accounts.letters import address
from chainon.base.chain.fetching import node_of, territory_of
from chainon.base.chain.kinds import url_of
from chainon.base.scopes.conditional import unchanged_since
from chainon.base.scopes.models import Scope
from chainon.base.ui.qr import qr
from chainon.deliberation.paper import selectors
from chainon.deliberation.supports.kinds import is_supported

LINES = range(22)


@require_safe
@unchanged_since
def blank(request: HttpRequest) -> HttpResponse:
    """One sheet of A4: `?lieu=` a place, or a process, whose name it bears and whose form its picture opens."""
    territory = territory_of(request)
    asked = request.GET.get("lieu", "")[:16]
    scope = Scope.objects.within(territory).filter(public_id=asked).first() or territory
    link = reverse("proposals:proposal_say") + (f"?{urlencode({'lieu': asked})}" if scope != territory else "")
    full = address(link, territory)
    context = {
        "scope": scope,
        "places": selectors.places_of(territory),
        "themes": list(enumerate(selectors.themes_of(territory), start=1)),
        "picture": qr(full),
        "link": address(reverse("proposals:proposal_say"), territory).partition("://")[2],
    }
    return render(request, "paper/blank.html", context)


@require_safe
@unchanged_since
def sheet(request: HttpRequest, node_id: str) -> HttpResponse:
    """For a stairwell or a market stall: what is asked, and lines to sign."""
    node = node_of(request, node_id)
    if not is_supported(node):
        return render(request, "paper/no_sheet.html", {"node": node, "url": url_of(node)}, status=404)
    link = address(url_of(node), node.territory)
    return render(request, "paper/sheet.html", {"node": node, "lines": LINES, "picture": qr(link), "url": url_of(node)})
