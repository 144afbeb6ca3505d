"""How others come into a body that residents opened: by its page, which its members hand round."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from chainon.base.accounts.letters import address
from chainon.base.ui.qr import qr

from . import rules
from .cards import NextStep
from .models import Body
from .selectors import is_several


@dataclass(frozen=True)
class Invitation:
    """What members hand round: the address of the body's page, as a link, a picture, a mail ready to be sent."""

    address: str
    qr: str
    mail: str


def invitation(body: Body) -> Invitation:
    link = address(body.get_absolute_url(), body.scope)
    subject = _("Rejoindre « {name} »").format(name=body.name)
    text = _(
        "Bonjour,\n\nje vous invite à rejoindre « {name} ».\nCe que c’est, et le bouton « Demander à en être » : {link}"
        "\n\nIl faut un compte : une adresse de courriel suffit."
    ).format(name=body.name, link=link)
    return Invitation(link, qr(link), f"mailto:?subject={quote(subject)}&body={quote(text)}")


def invite_step(body: Body, request: HttpRequest) -> NextStep | None:
    """For its members; said aloud while there is only one."""
    if not (body.is_gathered and body.is_open and rules.is_member(request.user, body)):
        return None
    alone = not is_several(body)
    text = _("Vous êtes une personne pour l’instant : donnez l’adresse de cette page à d’autres, et accueillez-les.")
    url = reverse("bodies:members", args=[body.handle])
    return NextStep(_("Inviter quelqu’un"), f"{url}#inviter", text if alone else "", is_main=alone)
