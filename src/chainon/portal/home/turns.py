"""« À votre tour »: what waits for the person who is looking, each with the button that begins it."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from chainon.base.scopes.models import Territory
from chainon.governance.bodies.cards import NextStep, next_steps
from chainon.governance.bodies.models import Body
from chainon.portal.legal.rules import may_edit_legal
from chainon.portal.legal.selectors import missing, notice_of
from chainon.portal.start import rules as start_rules
from chainon.portal.start import selectors as start

BODIES = 8


def turns(request: HttpRequest, territory: Territory) -> list[NextStep]:
    """Nothing for whoever is not logged in. What concerns one body names it."""
    if not request.user.is_authenticated:
        return []
    return [*_of_the_administration(request, territory), *_of_bodies(request, territory)]


def _of_the_administration(request: HttpRequest, territory: Territory) -> list[NextStep]:
    found = []
    if start_rules.may_prepare(request.user, territory):
        if not start.has_body(territory):
            text = _("Aucune instance n’est ouverte : c’est par elle que tout commence.")
            found.append(NextStep(_("Ouvrir une première instance"), reverse("start:body"), text))
        if not start.has_or_awaits_guarantor(territory):
            text = _("Personne ne veille encore sur la participation.")
            found.append(NextStep(_("Inviter un garant"), reverse("start:guarantor"), text))
    if may_edit_legal(request.user, territory.scope) and (left := missing(notice_of(territory.scope))):
        text = _("Les pages légales ne disent pas tout : il manque {count} réponses.").format(count=len(left))
        if len(left) == 1:
            text = _("Les pages légales ne disent pas tout : il manque une réponse ({what}).").format(what=left[0])
        found.append(NextStep(_("Compléter les pages légales"), reverse("legal:edit"), text))
    return found


def _of_bodies(request: HttpRequest, territory: Territory) -> list[NextStep]:
    bodies = Body.objects.of(territory.scope).active().select_related("scope__parent", "scope__territory")[:BODIES]
    return [
        NextStep(step.label, step.url, " ".join(part for part in (f"{body.name}.", step.text) if part), step.is_main)
        for body in bodies
        for step in next_steps(body, request)
        if step.is_main
    ]
