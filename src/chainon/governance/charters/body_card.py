"""What the page of a body says of its charter, and the next step of those who write it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from chainon.governance.bodies.cards import NextStep
from chainon.governance.bodies.models import Body

from . import rules, selectors
from .models import ArticleKey


def charter_card(body: Body, request: HttpRequest) -> dict[str, Any]:
    """Who decides and how, in the words of the charter; whether it was adopted."""
    charter = selectors.current_charter(body)
    standing = [row for row in selectors.adoptions(body) if not row.is_withdrawn]
    return {
        "template": "charters/body_card.html",
        "charter": charter,
        "decision": selectors.texts_of(charter)[ArticleKey.DECISION] if charter else "",
        "adoption": next((row for row in standing if charter and row.version == charter.version), None),
        "draws_lots": body.draws_lots,
        "url": reverse("charters:charter_page", args=[body.handle]),
    }


def charter_step(body: Body, request: HttpRequest) -> NextStep | None:
    if selectors.current_charter(body) is None:
        return _writing_step(body) if rules.may_write(request.user, body) else None
    if not body.draws_lots or selectors.objectives_published(body):
        return None
    if not rules.may_record_adoption(request.user, body):
        return None
    text = _("Faites adopter les objectifs de la charte en réunion, puis notez-le : un tirage au sort en dépend.")
    return NextStep(
        _("Noter l’adoption de la charte"), reverse("charters:adoption_add", args=[body.handle]), text, True
    )


def _writing_step(body: Body) -> NextStep:
    """The main thing to do, unless nothing depends on it: residents who opened a body want a charter or not."""
    if selectors.draft_of(body) is not None:
        text = _("La charte attend d’être relue et publiée.")
        if body.draws_lots:
            text = _("La charte attend d’être relue et publiée : sans elle, pas de tirage au sort.")
        return NextStep(_("Relire la charte"), reverse("charters:charter_draft", args=[body.handle]), text, True)
    url = reverse("charters:charter_write", args=[body.handle])
    if body.is_gathered:
        return NextStep(_("Écrire une charte"), url)
    text = _("Écrivez la charte : un texte est déjà proposé.")
    if body.draws_lots:
        text = _("Écrivez la charte : un texte est déjà proposé. Ses objectifs sont adoptés avant tout tirage au sort.")
    return NextStep(_("Écrire la charte"), url, text, True)
