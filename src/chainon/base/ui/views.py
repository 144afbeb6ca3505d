"""The pages for what went wrong, and the gallery of the components."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template import loader
from django.utils.translation import gettext as _

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
