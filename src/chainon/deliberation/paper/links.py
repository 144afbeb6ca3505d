"""The signed link of a helper, which opens the entry screen of one batch and nothing else; the sheet to print, under
the counts of what may be supported.
"""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from chainon.base.accounts.letters import address
from chainon.base.chain.models import Node
from chainon.base.chain.steps import NextStep
from chainon.base.codes import signed
from chainon.deliberation.supports.rules import may_record

from .models import Helper

PURPOSE = "paper.helper"


def token_of(helper: Helper) -> str:
    return signed.sign(PURPOSE, helper.public_id)


def path_of(helper: Helper) -> str:
    return reverse("paper:help", args=[token_of(helper)])


def address_of(helper: Helper) -> str:
    return address(path_of(helper), helper.batch.territory)


def helper_of(token: str) -> Helper | None:
    public_id = signed.signed(PURPOSE, token)
    if public_id is None:
        return None
    related = ("batch__scope__territory", "batch__territory__settings", "batch__theme")
    return Helper.objects.filter(public_id=public_id).select_related(*related).first()


def sheet_links(node: Node, request: HttpRequest) -> list[NextStep]:
    if not may_record(request.user, node):
        return []
    return [NextStep(_("Imprimer une feuille à signer"), reverse("paper:sheet", args=[node.public_id]))]
