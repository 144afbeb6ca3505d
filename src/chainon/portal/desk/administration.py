"""What is missing to begin with: a first body, a guarantor, the legal pages. For the administration alone."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chainon.portal.legal.rules import may_edit_legal
from chainon.portal.legal.selectors import missing, notice_of
from chainon.portal.start import rules, selectors

from .desks import Desk
from .sorts import Group, Level
from .tasks import Task


def administration(desk: Desk) -> list[Task]:
    return [*_beginning(desk), *_legal(desk)]


def _beginning(desk: Desk) -> list[Task]:
    territory, found = desk.territory.settings, []
    if not rules.may_prepare(desk.by, territory):
        return []
    standing = selectors.standing(territory)
    if not standing.has_body:
        why = _("Aucune instance n’est ouverte : c’est par elle que tout commence.")
        found.append(_task("body", _("Ouvrir une première instance"), why, "start:body", _("Ouvrir")))
    if not standing.has_or_awaits_guarantor:
        why = _("Personne ne veille encore sur la participation.")
        found.append(_task("guarantor", _("Inviter un garant"), why, "start:guarantor", _("Inviter")))
    elif not standing.is_appointed:
        why = _("Quelqu’un veille par une invitation seulement : sans lettre signée, il ne peut pas agir.")
        what = _("Inscrire la décision qui nomme le garant")
        found.append(_task("appointment", what, why, "guarantors:appoint", _("Inscrire")))
    return found


def _legal(desk: Desk) -> list[Task]:
    if not may_edit_legal(desk.by, desk.territory):
        return []
    left = missing(notice_of(desk.territory))
    if not left:
        return []
    said = ngettext(
        "Il manque %(number)s réponse (%(what)s…).", "Il manque %(number)s réponses (%(what)s…).", len(left)
    )
    why = said % {"number": len(left), "what": left[0]}
    return [_task("legal", _("Compléter les pages légales"), why, "legal:edit", _("Compléter"))]


def _task(sort: str, what: str, why: str, url_name: str, act: str) -> Task:
    return Task(sort, what, why, reverse(url_name), act, Level.RULES, Group.TERRITORY, None)
