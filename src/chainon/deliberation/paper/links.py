"""The signed link of a helper: it opens the entry screen of one batch, and nothing else."""

from __future__ import annotations

from django.urls import reverse

from chainon.base.accounts.letters import address
from chainon.base.codes import signed

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
