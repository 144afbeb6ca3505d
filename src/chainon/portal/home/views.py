"""The front door."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from chainon.base.accounts import services as accounts
from chainon.base.accounts.rules import may_found
from chainon.base.accounts.selectors import invented_people, roles_held
from chainon.base.accounts.services import SETUP_TOKEN
from chainon.base.journal.selectors import latest
from chainon.base.scopes.conditional import unchanged_since
from chainon.base.scopes.models import Territory
from chainon.base.ui import views as frame
from chainon.base.ui.asked import is_elsewhere
from chainon.governance.gatherings.selectors import next_gatherings
from chainon.governance.guarantors.rules import may_watch
from chainon.portal.desk.rules import has_desk
from chainon.portal.start.rules import may_empty
from chainon.territory.places.elsewhere import territories_elsewhere

from . import selectors, trying
from .opening import open_now
from .voices import voices

LINES, GATHERINGS = 3, 3


@require_safe
@unchanged_since
def home(request: HttpRequest) -> HttpResponse:
    territory = _territory(request)
    if territory is None:
        return _nobody_yet(request)
    rows = open_now(territory)
    context = {
        "open": rows,
        "volunteering": next((row.url for row in rows if row.sort == "list"), ""),
        "gatherings": [row for row in next_gatherings(territory.scope, limit=GATHERINGS + 2) if not row.is_cancelled][
            :GATHERINGS
        ],
        "has_desk": has_desk(request.user, territory.scope),
        "may_watch": bool(may_watch(request.user, territory.scope)),
        "draws": selectors.draw_cards(territory),
        "watchers": selectors.watchers(territory),
        "lines": latest(territory.scope, LINES),
        "voices": voices(territory),
        "trial": _trial(request, territory) if territory.is_demonstration else None,
    }
    return render(request, "home/home.html", context)


def _nobody_yet(request: HttpRequest) -> HttpResponse:
    """No territory at this address: where the others are. None at all: the person of the setup link goes on, anyone
    else reads where that link is."""
    if is_elsewhere(request):
        return render(request, "home/elsewhere.html", {"territories": territories_elsewhere()})
    if request.session.get(SETUP_TOKEN) or may_found(request.user):
        return redirect("start:begin")
    return render(request, "home/nobody.html")


def _trial(request: HttpRequest, territory: Territory) -> dict[str, object]:
    mine = roles_held(request.user) if request.user.is_authenticated else []
    is_open = trying.doors_are_open(territory)
    return {
        "drawn_url": trying.drawn_url(territory),
        "ceremony": trying.trial(territory, trying.CEREMONY) if is_open else None,
        "own": trying.trial(territory, trying.OWN) if is_open else None,
        "people": invented_people(territory) if is_open else [],
        "roles": ", ".join(dict.fromkeys(held.role for held in mine)),
        "may_empty": bool(may_empty(territory)),
    }


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Where no territory answers, the page may be at the address of one of them."""
    if not is_elsewhere(request):
        return frame.page_not_found(request, exception)
    there = territories_elsewhere(request.get_full_path())
    return render(request, "home/not_here.html", {"territories": there}, status=404)


@require_POST
def try_it(request: HttpRequest, what: str) -> HttpResponse:
    """One click: come in as someone of the invented team, and go straight to what there is to do."""
    territory = _territory(request)
    found = trying.trial(territory, what) if territory is not None and territory.is_demonstration else None
    if found is None:
        raise Http404
    accounts.enter_as(request, found.person)
    messages.success(request, _("Vous voici à la place de {name}.").format(name=found.person))
    return redirect(found.url)


def _territory(request: HttpRequest) -> Territory | None:
    return getattr(request, "territory", None)
