"""From the page of a word or of a debate: a council decided about it."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from chainon.base.chain.models import Node, Stage
from chainon.base.chain.steps import NextStep

from . import rules


def steps(node: Node, request: HttpRequest) -> list[NextStep]:
    if not node.is_public or node.stage > Stage.DELIBERATION or not rules.may_enter(request.user, node.scope):
        return []
    return [NextStep(_("Saisir une délibération"), reverse("council:enter_from", args=[node.public_id]))]
