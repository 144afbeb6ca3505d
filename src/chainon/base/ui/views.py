"""The pages for what went wrong, and the gallery of the components."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import redirect, render
from django.template import loader
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from . import colours, polling
from . import gallery as examples

PLAIN_ERROR = "Une erreur est survenue de notre côté. Rien de ce que vous avez envoyé avant n’est perdu."


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "ui/404.html", status=404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    why = _(
        "Le formulaire a expiré, ou votre navigateur refuse les cookies. Revenez en arrière, rechargez et renvoyez-le."
    )
    return render(request, "ui/403.html", {"reason": why}, status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "ui/400.html", status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A refusal shows its reason: the sentence of the rule that refused."""
    return render(request, "ui/403.html", {"reason": str(exception)}, status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Needs no database and no context; when even its template cannot be read, plain words remain."""
    try:
        return HttpResponseServerError(loader.render_to_string("ui/500.html"))
    except Exception:  # noqa: BLE001  # the page of last resort must answer whatever broke
        return HttpResponseServerError(PLAIN_ERROR, content_type="text/plain; charset=utf-8")


@require_http_methods(["GET", "POST"])
def language(request: HttpRequest) -> HttpResponse:
    """Choose the language of the pages; a cookie keeps it. Back to where one came from, on this site only."""
    asked = request.POST.get("next") or request.GET.get("retour", "/")
    safe = url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    back = asked if safe else "/"
    chosen = request.POST.get("language", "")
    if request.method == "POST" and chosen in dict(settings.LANGUAGES):
        response = redirect(back)
        name, age = settings.LANGUAGE_COOKIE_NAME, 365 * 24 * 3600
        response.set_cookie(name, chosen, max_age=age, secure=request.is_secure(), httponly=True, samesite="Lax")
        return response
    return render(request, "ui/language.html", {"back": back, "languages": settings.LANGUAGES})


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in all its states."""
    return render(request, "ui/gallery.html", examples.context())


@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """The gallery's example of a page that waits: a work of three steps, each asking for the next."""
    step = request.GET.get("pas", "0")
    done = min(int(step) * 34, 100) if step.isdecimal() and len(step) < 4 else 0
    state = polling.etag_of(done)
    found = {"done": done, "running": done < 100, "state": state, "next": f"{request.path}?pas={done // 34 + 1}"}
    return polling.render_polled(request, "ui/waiting.html", "state", found, etag=state)


@require_safe
def projector(request: HttpRequest) -> HttpResponse:
    """The gallery's example of a page for a public ceremony."""
    return render(request, "ui/projector_example.html")


@require_safe
@cache_control(public=True, max_age=31_536_000, immutable=True)
def act_colours(request: HttpRequest, colour: str) -> HttpResponse:
    """The sheet of a territory's own colour; the address holds the colour, so that it never changes."""
    return HttpResponse(colours.sheet(f"#{colour}"), content_type="text/css; charset=utf-8")
