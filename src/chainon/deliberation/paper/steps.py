"""What paper adds to the page of what may be supported: a sheet to print, for the team and the relays."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from chainon.base.chain.models import Node
from chainon.base.chain.steps import NextStep
from chainon.deliberation.supports.rules import may_record


def steps(node: Node, request: HttpRequest) -> list[NextStep]:
    if not may_record(request.user, node):
        return []
    return [NextStep(_("Imprimer une feuille de soutien"), reverse("paper:sheet", args=[node.public_id]))]
